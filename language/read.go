package language

import (
	_ "embed" // the models are part of the program
	"fmt"
	"sync"

	"chancery/language/segment"
)

//go:embed models/segment.bin
var segmentModel []byte

//go:embed models/neural.bin
var neuralModel []byte

//go:embed models/trees.bin
var treesModel []byte

//go:embed models/backward.bin
var backwardModel []byte

//go:embed models/forms.bin
var formsModel []byte

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

// reader fills in tags, lemmas and trees of words that are segmented already,
// and finds the named mentions.
var reader = sync.OnceValue(newNetworkReader)

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
	d.Mentions = mend(d.Words, d.Sentences, reader().annotate(d.Words, d.Sentences))
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
