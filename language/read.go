package language

import (
	_ "embed" // the models are part of the program
	"fmt"
	"sync"

	"chancery/language/perceptron"
	"chancery/language/segment"
)

//go:embed models/segment.bin
var segmentModel []byte

//go:embed models/perceptron.bin
var perceptronModel []byte

// must panics on an embedded model that does not read, which only a broken build can have.
func must[M any](name string, read func([]byte) (M, []byte, error), b []byte) M {
	m, _, err := read(b)
	if err != nil {
		panic(fmt.Sprintf("language: embedded model %s: %v", name, err))
	}
	return m
}

var segmenter = sync.OnceValue(func() *segment.Model {
	return must("segment", segment.Read, segmentModel)
})

var linearModel = sync.OnceValue(func() *perceptron.Model {
	return must("perceptron", perceptron.Read, perceptronModel)
})

// annotator fills in tags, lemmas and the tree of words that are segmented
// already, and finds the named mentions.
type annotator interface {
	annotate(text string, words []Word, sentences []Sentence) []Mention
}

var tagger = sync.OnceValue(func() annotator { return linearAnnotator{linearModel()} })

// Read reads an English text: it parts it into sentences and words, gives each
// word its tags, features, lemma and place in the sentence's tree, and finds
// the named mentions. Any bytes may be read; the words stand in order, do not
// overlap and cover every character that is not white space. The models are
// loaded on the first call. Read may be called concurrently.
func Read(text string) *Document {
	d := Segment(text)
	d.Annotate()
	return d
}

// Annotate fills in everything but the segmentation, which it takes as it
// stands: Text, Sentences and the words' offsets and texts must be set.
func (d *Document) Annotate() {
	d.Mentions = mend(d.Words, d.Sentences, tagger().annotate(d.Text, d.Words, d.Sentences))
	d.index()
}

// Segment only parts a text into sentences and words; the other fields of its
// words are empty.
func Segment(text string) *Document {
	d := &Document{Text: text}
	toks := segmenter().Segment(text)
	d.Words = make([]Word, len(toks))
	first := 0
	for i, t := range toks {
		d.Words[i] = Word{Start: t.Start, End: t.End, Text: text[t.Start:t.End], Joined: t.Joined, Head: -1}
		if t.Ends {
			d.Sentences = append(d.Sentences, Sentence{first, i + 1})
			first = i + 1
		}
	}
	return d
}

// linearAnnotator is the perceptron family.
type linearAnnotator struct{ m *perceptron.Model }

func (a linearAnnotator) annotate(_ string, words []Word, sentences []Sentence) []Mention {
	doc := make([][]perceptron.Word, len(sentences))
	for k, r := range sentences {
		ws := words[r.First:r.Last]
		s := make([]perceptron.Word, len(ws))
		for i, w := range ws {
			s[i].Form = w.Text
		}
		a.m.Annotate(s)
		for i := range ws {
			w := &ws[i]
			w.Lemma, w.UPOS, w.XPOS, w.Feats = s[i].Lemma, s[i].UPOS, s[i].XPOS, s[i].Feats
			w.Head, w.Rel = -1, s[i].Rel
			if s[i].Head >= 0 {
				w.Head = r.First + s[i].Head
			}
		}
		doc[k] = s
	}
	var out []Mention
	for k, spans := range a.m.Names(doc) {
		first := sentences[k].First
		for _, s := range spans {
			out = append(out, Mention{first + s.First, first + s.Last, s.Type})
		}
	}
	return out
}
