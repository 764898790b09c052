package segment

import (
	"math/rand/v2"
	"slices"

	"chancery/language/conllu"
	"chancery/language/linear"
)

// Fit learns a model from documents, each a run of sentences in order.
func Fit(docs [][]conllu.Sentence, epochs int, seed uint64) *Model {
	m := &Model{splits: map[string][]int{}, tags: map[string]uint32{}}
	m.learnTags(docs)
	m.learnSplits(docs)
	f := fitter{m: m, cut: linear.NewLearner(cuts), end: linear.NewLearner(2)}
	rnd := rand.New(rand.NewPCG(seed, 1))
	for range epochs {
		for _, d := range rnd.Perm(len(docs)) {
			f.document(lined(docs[d], rnd))
		}
	}
	m.cut, m.end = f.cut.Model(0.02), f.end.Model(0.02)
	return m
}

// upos numbers the universal tags; 0 is a word not seen often enough.
var upos = map[string]uint32{"ADJ": 1, "ADP": 2, "ADV": 3, "AUX": 4, "CCONJ": 5, "DET": 6, "INTJ": 7, "NOUN": 8, "NUM": 9,
	"PART": 10, "PRON": 11, "PROPN": 12, "PUNCT": 13, "SCONJ": 14, "SYM": 15, "VERB": 16, "X": 17}

func (m *Model) learnTags(docs [][]conllu.Sentence) {
	count := map[string]*[18]int{}
	for _, d := range docs {
		for _, s := range d {
			for _, w := range s.Words {
				k := fold(w.Form)
				if count[k] == nil {
					count[k] = new([18]int)
				}
				count[k][upos[w.UPOS]]++
			}
		}
	}
	for k, c := range count {
		best, n := 0, 0
		for t, x := range c {
			n += x
			if x > c[best] {
				best = t
			}
		}
		if n >= 3 {
			m.tags[k] = uint32(best)
		}
	}
}

// learnSplits collects the runs of letters that the treebank cuts.
func (m *Model) learnSplits(docs [][]conllu.Sentence) {
	for _, d := range docs {
		for _, s := range d {
			for i := 1; i < len(s.Words); i++ {
				a, b := s.Words[i-1], s.Words[i]
				if a.Space == "" && allLetters(a.Form) && allLetters(b.Form) {
					run := fold(a.Form + b.Form)
					if at := len(fold(a.Form)); !slices.Contains(m.splits[run], at) && len(run) <= 12 {
						m.splits[run] = append(m.splits[run], at)
						slices.Sort(m.splits[run])
					}
				}
			}
		}
	}
}

func allLetters(s string) bool {
	for _, r := range s {
		if !isLetter(class(r)) {
			return false
		}
	}
	return s != ""
}

type fitter struct {
	m        *Model
	cut, end *linear.Learner
	f        []uint32
	places   []place
}

// lined puts line breaks into one document in six, at the ends of sentences
// only, because the treebanks' texts have none and other texts do.
func lined(sents []conllu.Sentence, rnd *rand.Rand) []conllu.Sentence {
	if rnd.IntN(6) > 0 {
		return sents
	}
	out := append([]conllu.Sentence(nil), sents...)
	for i := range out {
		if rnd.IntN(2) == 0 {
			out[i].Words = append([]conllu.Word(nil), out[i].Words...)
			out[i].Words[len(out[i].Words)-1].Space = "\n"
		}
	}
	return out
}

func (l *fitter) document(sents []conllu.Sentence) {
	text := conllu.Raw(sents)
	var gold []Token
	for _, s := range sents {
		for j, w := range s.Words {
			gold = append(gold, Token{w.Start, w.End, w.Joined, j+1 == len(s.Words)})
		}
	}
	l.words(text, gold)
	l.sentences(text, gold)
}

func (l *fitter) words(text string, gold []Token) {
	begins := map[int]int{}
	for _, t := range gold {
		begins[t.Start] = cut
		if t.Joined {
			begins[t.Start] = joint
		}
	}
	all := chunks(text)
	for i, c := range all {
		x := context{text: text, all: all, i: i}
		l.places = l.m.places(text[c.start:c.end], l.places)
		for _, p := range l.places {
			l.f = x.features(p, l.f)
			want := begins[c.start+p.at]
			step(l.cut, l.f, want, make([]float32, cuts))
			x.last = want
			if want != keep {
				x.since = p.at
			}
		}
	}
}

func (l *fitter) sentences(text string, gold []Token) {
	w := window{v: l.m.views(text, gold)}
	for i, t := range gold {
		if i+1 < len(gold) && w.v[i+1].gap != gapBlank && !gold[i+1].Joined {
			l.f = w.features(i, l.f)
			step(l.end, l.f, int(b2u(t.Ends)), make([]float32, 2))
		}
		w.step(i, t.Ends)
	}
}

// step makes one decision and learns from it.
func step(l *linear.Learner, f []uint32, want int, scores []float32) {
	l.Score(f, scores)
	got := linear.Best(scores)
	l.Tick()
	// A thin margin is learned from too, which steadies the averaged weights.
	if got == want {
		for c, s := range scores {
			if c != want && scores[want]-s < 1 {
				got = c
				break
			}
		}
	}
	if got != want {
		l.Update(f, want, 1)
		l.Update(f, got, -1)
	}
}
