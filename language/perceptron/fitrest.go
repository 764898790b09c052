package perceptron

import (
	"math/rand/v2"

	"chancery/language/conllu"
	"chancery/language/linear"
)

func (m *Model) fitFeats(data [][]Word, o Options) *linear.Model {
	l := linear.NewLearner(len(m.featNames))
	rnd := rand.New(rand.NewPCG(o.Seed, 4))
	number := classes(m.featNames)
	scores := make([]float32, len(m.featNames))
	var f []uint32
	for range o.OtherEpochs {
		for _, n := range rnd.Perm(len(data)) {
			s := m.known(data[n])
			subj := subjects(s)
			for i := range s {
				allowed := m.feats[tagOf(s[i])]
				if len(allowed) < 2 {
					continue
				}
				f = featsFeatures(s, i, subj, f)
				clear(scores)
				l.Score(f, scores)
				got := allowed[0]
				for _, c := range allowed {
					if scores[c] > scores[got] {
						got = c
					}
				}
				learn(l, f, scores, number[s[i].Feats], got)
			}
		}
	}
	return l.Model(otherLeast)
}

// known copies a sentence with its gold tags hashed for the features.
func (m *Model) known(s []Word) []Word {
	out := append([]Word(nil), s...)
	for i := range out {
		out[i].x.tag, out[i].x.coarse = linear.Hash(out[i].XPOS), linear.Hash(out[i].UPOS)
	}
	return out
}

func (m *Model) fitLemmas(data [][]Word, o Options) *linear.Model {
	l := linear.NewLearner(len(m.scripts))
	rnd := rand.New(rand.NewPCG(o.Seed, 5))
	number := map[string]int{}
	for i, r := range m.scripts {
		number[r.String()] = i
	}
	scores := make([]float32, len(m.scripts))
	var f []uint32
	for range o.OtherEpochs {
		for _, n := range rnd.Perm(len(data)) {
			s := m.known(data[n])
			for i := range s {
				want, ok := number[scriptOf(s[i].Form, s[i].Lemma).String()]
				if !ok {
					continue
				}
				f = lemmaFeatures(s, i, f)
				clear(scores)
				l.Score(f, scores)
				got := -1
				for c, r := range m.scripts {
					if (got < 0 || scores[c] > scores[got]) && fits(r, s[i].Form) {
						if _, ok := r.apply(s[i].Form); ok {
							got = c
						}
					}
				}
				learn(l, f, scores, want, got)
			}
		}
	}
	return l.Model(otherLeast)
}

func (m *Model) fitNames(sents []conllu.Sentence, tagged [][]Word, o Options) *linear.Model {
	m.labels = []string{noName}
	for _, t := range []string{"EVENT", "NORP", "ORG", "PERSON", "PLACE", "TIME"} {
		m.labels = append(m.labels, "B-"+t, "I-"+t)
	}
	number := classes(m.labels)
	l := linear.NewLearner(len(m.labels))
	rnd := rand.New(rand.NewPCG(o.Seed, 6))
	p := nameFitter{m: m, l: l, scores: make([]float32, len(m.labels))}
	type example struct {
		words []Word
		want  []int
	}
	var docs [][]example
	last := ""
	for i := range sents {
		s := &sents[i]
		if !conllu.HasEntities(s) {
			continue
		}
		if s.Document != last || len(docs) == 0 {
			docs, last = append(docs, nil), s.Document
		}
		e := example{words: tagged[i], want: make([]int, len(s.Words))}
		for j := range e.words { // the parse is gold here, the tags predicted
			e.words[j].Head, e.words[j].Rel = s.Words[j].Head-1, s.Words[j].Rel
		}
		for _, n := range s.Names() {
			for j := n.First; j < n.Last; j++ {
				e.want[j] = number["I-"+n.Type]
			}
			e.want[n.First] = number["B-"+n.Type]
		}
		docs[len(docs)-1] = append(docs[len(docs)-1], e)
	}
	for range o.OtherEpochs + 4 {
		for _, d := range rnd.Perm(len(docs)) {
			seen := map[string]uint32{}
			for _, e := range docs[d] {
				p.sentence(e.words, e.want, seen)
			}
		}
	}
	return l.Model(otherLeast)
}

type nameFitter struct {
	m      *Model
	l      *linear.Learner
	f      []uint32
	scores []float32
}

func (p *nameFitter) sentence(s []Word, want []int, seen map[string]uint32) {
	last, last2 := 0, 0
	for i := range s {
		p.f = nameFeatures(s, i, uint32(last), uint32(last2), seen[s[i].Form], p.f)
		clear(p.scores)
		p.l.Score(p.f, p.scores)
		got := 0
		for c, v := range p.scores {
			if v > p.scores[got] && follows(p.m.labels[c], p.m.labels[last]) {
				got = c
			}
		}
		learn(p.l, p.f, p.scores, want[i], got)
		if got != 0 && s[i].x.kind&capital != 0 {
			seen[s[i].Form] = 1 + linear.Hash(p.m.labels[got][2:])
		}
		last, last2 = got, last
	}
}
