package perceptron

import (
	"log/slog"
	"math/rand/v2"
	"sort"
	"strings"

	"chancery/language/conllu"
	"chancery/language/linear"
)

// Options set how long [Fit] learns and from which seed.
type Options struct {
	TagEpochs, ParseEpochs, OtherEpochs int
	Folds                               int // parts that the tags the parser learns from are predicted in
	Seed                                uint64
	Clusters                            map[string]uint32 // word clusters, may be nil
}

// Fit learns every stage from the sentences. Names are learned from the
// sentences that carry entity annotation.
func Fit(sents []conllu.Sentence, o Options) *Model {
	m := &Model{Forms: &Forms{feats: map[string][]int{}, clusters: o.Clusters}, forward: &Parser{}, Backward: &Parser{}}
	data := make([][]Word, len(sents))
	for i, s := range sents {
		data[i] = gold(s)
	}
	m.learnAmbiguity(data)
	m.learnClasses(data)
	for _, s := range data {
		m.describe(s)
	}
	all := func(int) bool { return true }
	m.tagger = m.fitTagger(data, o, all)
	slog.Info("tagger learned")
	predicted := m.jackknife(data, o)
	slog.Info("tags predicted for the parser")
	m.forward.fit(data, predicted, o)
	slog.Info("parser learned")
	m.Backward.fit(backwards(data), backwards(predicted), o)
	slog.Info("backward parser learned")
	m.inflector = m.fitFeats(data, o)
	m.lemmas = m.fitLemmas(data, o)
	slog.Info("features and lemmas learned")
	m.namer = m.fitNames(sents, predicted, o)
	slog.Info("names learned")
	return m
}

func tagOf(w Word) string { return w.UPOS + "|" + w.XPOS }

// learnAmbiguity numbers the sets of tags that frequent words were seen with.
func (m *Model) learnAmbiguity(data [][]Word) {
	count := map[string]map[string]int{}
	for _, s := range data {
		for _, w := range s {
			k := fold(w.Form)
			if count[k] == nil {
				count[k] = map[string]int{}
			}
			count[k][tagOf(w)]++
		}
	}
	m.amb = map[string]uint32{}
	for k, c := range count {
		total := 0
		for _, n := range c {
			total += n
		}
		if total < 4 {
			continue
		}
		var set []string
		for _, t := range linear.Keys(c) {
			if c[t]*20 >= total {
				set = append(set, t)
			}
		}
		m.amb[k] = linear.Hash(strings.Join(set, " "))
	}
}

// numbering gives classes to labels in order of their names.
func numbering(seen map[string]int, least int) []string {
	var out []string
	for _, k := range linear.Keys(seen) {
		if seen[k] >= least {
			out = append(out, k)
		}
	}
	return out
}

func classes(names []string) map[string]int {
	out := make(map[string]int, len(names))
	for i, n := range names {
		out[n] = i
	}
	return out
}

func (m *Model) learnClasses(data [][]Word) {
	tags, feats, scripts := map[string]int{}, map[string]int{}, map[string]int{}
	pairs := map[string]map[string]int{}
	for _, s := range data {
		for _, w := range s {
			tags[tagOf(w)]++
			feats[w.Feats]++
			scripts[scriptOf(w.Form, w.Lemma).String()]++
			if pairs[tagOf(w)] == nil {
				pairs[tagOf(w)] = map[string]int{}
			}
			pairs[tagOf(w)][w.Feats]++
		}
	}
	m.tags, m.featNames = numbering(tags, 2), numbering(feats, 1)
	for _, n := range numbering(scripts, 2) {
		if p, err := parseScript(n); err == nil {
			m.scripts = append(m.scripts, p)
		}
	}
	number := classes(m.featNames)
	for t, fs := range pairs {
		for f, n := range fs {
			if n >= 2 || len(fs) == 1 {
				m.feats[t] = append(m.feats[t], number[f])
			}
		}
		sort.Ints(m.feats[t])
	}
	m.index()
}

// learn makes one decision and updates the weights where it was wrong.
func learn(l *linear.Learner, f []uint32, scores []float32, want, got int) {
	l.Tick()
	if got != want {
		l.Update(f, want, 1)
		l.Update(f, got, -1)
	}
}

func (m *Model) fitTagger(data [][]Word, o Options, use func(int) bool) *linear.Model {
	l := linear.NewLearner(len(m.tags))
	rnd := rand.New(rand.NewPCG(o.Seed, 2))
	number := classes(m.tags)
	scores := make([]float32, len(m.tags))
	var f []uint32
	for range o.TagEpochs {
		for _, n := range rnd.Perm(len(data)) {
			if !use(n) {
				continue
			}
			s := append([]Word(nil), data[n]...)
			for i := range s {
				want, ok := number[tagOf(s[i])]
				f = tagFeatures(s, i, f)
				clear(scores)
				l.Score(f, scores)
				got := linear.Best(scores)
				if ok {
					learn(l, f, scores, want, got)
				}
				s[i].x.tag = m.tagHash[got] // what the tagger will see when it runs
			}
		}
	}
	return l.Model(otherLeast)
}

// jackknife tags each part of the data by a tagger that learned from the others.
func (m *Model) jackknife(data [][]Word, o Options) [][]Word {
	out := make([][]Word, len(data))
	part := func(n int) int { return n / 50 % o.Folds }
	for k := range o.Folds {
		t := &Model{Forms: m.Forms, tags: m.tags, tagHash: m.tagHash}
		t.tagger = t.fitTagger(data, o, func(n int) bool { return part(n) != k })
		var w work
		for n, s := range data {
			if part(n) == k {
				out[n] = append([]Word(nil), s...)
				t.tag(out[n], &w)
			}
		}
	}
	return out
}

func backwards(data [][]Word) [][]Word {
	out := make([][]Word, len(data))
	for i, s := range data {
		out[i] = reversed(s)
	}
	return out
}

// learnMoves numbers the transitions that the trees ask for.
func (a *Parser) learnMoves(data [][]Word) {
	moves := map[string]int{"S": 9}
	for _, s := range data {
		for i, w := range s {
			if w.Head > i {
				moves["L"+w.Rel]++
			} else {
				moves["R"+w.Rel]++
			}
		}
	}
	a.moves = numbering(moves, 2)
	a.index()
}

func (a *Parser) fit(data, tagged [][]Word, o Options) {
	a.learnMoves(data)
	l := linear.NewLearner(len(a.moves))
	rnd := rand.New(rand.NewPCG(o.Seed, 3))
	number := classes(a.moves)
	p := parseFitter{a: a, l: l, scores: make([]float32, len(a.moves))}
	for epoch := range o.ParseEpochs {
		for _, n := range rnd.Perm(len(data)) {
			p.sentence(data[n], tagged[n], number, func() bool { return epoch > 0 && rnd.Float64() < 0.9 })
		}
		slog.Info("parser", "epoch", epoch, "wrong", p.wrong, "of", p.all)
		p.wrong, p.all = 0, 0
	}
	a.scorer = l.Model(parserLeast)
}

// Weights under these, in units of an update, are dropped: for the parser two
// thirds of them, which costs 0.2 points of LAS and keeps the model under 15 MB.
const (
	parserLeast = 1
	otherLeast  = 0.5
)

type parseFitter struct {
	a          *Parser
	l          *linear.Learner
	f          []uint32
	scores     []float32
	wrong, all int
}

// sentence learns from one sentence; explore decides whether to go on from a wrong transition.
func (p *parseFitter) sentence(gold, ws []Word, number map[string]int, explore func() bool) {
	heads := make([]int, len(gold))
	for i, w := range gold {
		heads[i] = w.Head
	}
	s := newState(len(gold))
	for !s.done() {
		p.f = parseFeatures(s, ws, p.f)
		clear(p.scores)
		p.l.Score(p.f, p.scores)
		cost := s.costs(heads)
		least := 1 << 30
		for _, c := range cost {
			if c >= 0 {
				least = min(least, c)
			}
		}
		got, want := -1, -1
		for i, v := range p.scores {
			k := int(p.a.kinds[i])
			if cost[k] < 0 {
				continue
			}
			if got < 0 || v > p.scores[got] {
				got = i
			}
			if cost[k] == least && (want < 0 || v > p.scores[want]) && p.labelled(s, gold, i, k, number) {
				want = i
			}
		}
		if want < 0 {
			want = got
		}
		learn(p.l, p.f, p.scores, want, got)
		p.all++
		next := got
		if got != want {
			p.wrong++
			if !explore() {
				next = want
			}
		}
		s.do(int(p.a.kinds[next]), next)
	}
}

// labelled reports whether class i gives the gold relation, or attaches a word whose gold head is lost.
func (p *parseFitter) labelled(s *state, gold []Word, i, kind int, number map[string]int) bool {
	if kind == shift {
		return true
	}
	child, h, side := s.top(0), s.b, "L"
	if kind == right {
		h, side = s.top(1), "R"
	}
	if gold[child].Head != h {
		return true
	}
	n, ok := number[side+gold[child].Rel]
	return !ok || n == i
}
