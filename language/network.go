package language

import (
	"sync"

	"chancery/language/neural"
	"chancery/language/perceptron"
)

// networkReader has the network and the perceptrons find tags and trees
// together: tags by the sum of their scores, trees by the network, which the
// perceptrons' parsers advise. The perceptrons find the words' features and
// lemmas and the names among them.
type networkReader struct {
	network *neural.Model
	forms   *perceptron.Forms
	blend   *perceptron.Blend
}

// newNetworkReader loads the models, on several cores where there are.
func newNetworkReader() networkReader {
	var a networkReader
	var load sync.WaitGroup
	load.Go(func() { a.network = must("neural", neural.Read, neuralModel) })
	load.Go(func() { a.forms = must("forms", perceptron.ReadForms, formsModel) })
	var backward *perceptron.Parser
	load.Go(func() { backward = must("backward", perceptron.ReadParser, backwardModel) })
	trees := must("trees", perceptron.Read, treesModel)
	load.Wait()
	trees.Backward = backward
	trees.Forms = a.forms
	a.blend = trees.Blend(a.network.Classes())
	return a
}

// advise is the perceptrons' opinion on a sentence.
func (a networkReader) advise(s []neural.Token, upos, xpos []float32) []neural.Opinion {
	ws := make([]perceptron.Word, len(s))
	for i, t := range s {
		ws[i].Form = t.Form
	}
	forward, backward := a.blend.Advise(ws, upos, xpos)
	for i, w := range forward {
		s[i].UPOS, s[i].XPOS = w.UPOS, w.XPOS
	}
	return []neural.Opinion{opinion(forward), opinion(backward)}
}

func opinion(ws []perceptron.Word) neural.Opinion {
	o := neural.Opinion{Heads: make([]int, len(ws)), Rels: make([]string, len(ws))}
	for i, w := range ws {
		o.Heads[i], o.Rels[i] = w.Head, w.Rel
	}
	return o
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
	a.network.AnnotateWith(parts, a.advise)
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
