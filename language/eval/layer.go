package eval

import (
	"strings"

	"chancery/language"
	"chancery/language/conllu"
)

// Treebank scores the language layer on a treebank, raw text in, document by
// document. only, if not "", restricts it to documents whose name holds it.
// With gold the layer is given the treebank's words and sentences.
func Treebank(sents []conllu.Sentence, only string, gold bool) (Score, error) {
	return Annotated(sents, only, gold, (*language.Document).Annotate)
}

// Annotated is [Treebank] with another annotator than the layer's own.
func Annotated(sents []conllu.Sentence, only string, gold bool, annotate func(*language.Document)) (Score, error) {
	total := Score{}
	for _, doc := range Documents(sents) {
		if only != "" && !strings.Contains(doc[0].Document, only) {
			continue
		}
		d := segmented(doc)
		if !gold {
			d = language.Segment(d.Text)
		}
		annotate(d)
		system, found := sentences(d)
		var names [][]conllu.Mention
		if conllu.HasEntities(&doc[0]) {
			names = make([][]conllu.Mention, len(doc))
			for i := range doc {
				names[i] = doc[i].Names()
			}
		}
		score, err := Compare(doc, system, names, found)
		if err != nil {
			return nil, err
		}
		total.Add(score)
	}
	return total, nil
}

// Documents groups the sentences of a treebank by document.
func Documents(sents []conllu.Sentence) [][]conllu.Sentence {
	var docs [][]conllu.Sentence
	for i, s := range sents {
		if i == 0 || s.Document != sents[i-1].Document {
			docs = append(docs, nil)
		}
		docs[len(docs)-1] = append(docs[len(docs)-1], s)
	}
	return docs
}

// segmented makes a document of the treebank's own words and sentences.
func segmented(doc []conllu.Sentence) *language.Document {
	d := &language.Document{Text: conllu.Raw(doc)}
	for _, s := range doc {
		first := len(d.Words)
		for _, w := range s.Words {
			d.Words = append(d.Words, language.Word{Start: w.Start, End: w.End, Text: w.Form, Joined: w.Joined, Head: -1})
		}
		d.Sentences = append(d.Sentences, language.Sentence{First: first, Last: len(d.Words)})
	}
	return d
}

// sentences takes over what the layer read.
func sentences(d *language.Document) ([]conllu.Sentence, [][]conllu.Mention) {
	out := make([]conllu.Sentence, len(d.Sentences))
	names := make([][]conllu.Mention, len(d.Sentences))
	for k, r := range d.Sentences {
		for i := r.First; i < r.Last; i++ {
			w := d.Words[i]
			head := 0
			if w.Head >= 0 {
				head = w.Head - r.First + 1
			}
			out[k].Words = append(out[k].Words, conllu.Word{Form: w.Text, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS,
				Feats: w.Feats, Head: head, Rel: w.Rel, Joined: w.Joined, Start: w.Start, End: w.End})
		}
	}
	for _, m := range d.Mentions {
		k := d.Sentence(m.First)
		first := d.Sentences[k].First
		names[k] = append(names[k], conllu.Mention{First: m.First - first, Last: m.Last - first, Type: m.Type})
	}
	return out, names
}
