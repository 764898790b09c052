package language

import (
	"chancery/language/neural"
	"chancery/language/perceptron"
)

// networkReader has the network find tags and trees, and the perceptrons,
// the words' features and lemmas and the names among them.
type networkReader struct {
	network *neural.Model
	forms   *perceptron.Forms
}

func (a networkReader) annotate(words []Word, sentences []Sentence) []Mention {
	tokens := make([]neural.Token, len(words))
	for i, w := range words {
		tokens[i].Form = w.Text
	}
	parts := make([][]neural.Token, len(sentences))
	for k, r := range sentences {
		parts[k] = tokens[r.First:r.Last]
	}
	a.network.Annotate(parts)
	doc := make([][]perceptron.Word, len(sentences))
	for k, r := range sentences {
		doc[k] = make([]perceptron.Word, r.Last-r.First)
		for i, t := range parts[k] {
			doc[k][i] = perceptron.Word{Form: t.Form, UPOS: t.UPOS, XPOS: t.XPOS, Head: t.Head, Rel: t.Rel}
		}
		a.forms.Inflect(doc[k])
		for i, t := range doc[k] {
			w := &words[r.First+i]
			w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.Rel = t.Lemma, t.UPOS, t.XPOS, t.Feats, -1, t.Rel
			if t.Head >= 0 {
				w.Head = r.First + t.Head
			}
		}
	}
	var out []Mention
	for k, spans := range a.forms.Names(doc) {
		first := sentences[k].First
		for _, s := range spans {
			out = append(out, Mention{first + s.First, first + s.Last, s.Type})
		}
	}
	return out
}
