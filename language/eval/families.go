package eval

import (
	"chancery/language"
	"chancery/language/perceptron"
)

// Perceptron returns what annotates a segmented document with the perceptrons
// alone, the family that the network is compared with.
func Perceptron(m *perceptron.Model) func(*language.Document) {
	return func(d *language.Document) {
		doc := make([][]perceptron.Word, len(d.Sentences))
		for k, r := range d.Sentences {
			ws := d.Words[r.First:r.Last]
			s := make([]perceptron.Word, len(ws))
			for i, w := range ws {
				s[i].Form = w.Text
			}
			m.Annotate(s)
			for i := range ws {
				w := &ws[i]
				w.Lemma, w.UPOS, w.XPOS, w.Feats, w.Head, w.Rel = s[i].Lemma, s[i].UPOS, s[i].XPOS, s[i].Feats, -1, s[i].Rel
				if s[i].Head >= 0 {
					w.Head = r.First + s[i].Head
				}
			}
			doc[k] = s
		}
		for k, spans := range m.Names(doc) {
			first := d.Sentences[k].First
			for _, s := range spans {
				d.Mentions = append(d.Mentions, language.Mention{First: first + s.First, Last: first + s.Last, Type: s.Type})
			}
		}
	}
}
