// Package turned finds the turns that a report tells of in how two states stand:
// agreed, warmed, stalled, broke, resumed or worsened.
package turned

import (
	_ "embed"
	"sort"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/when"
)

//go:embed turns.tsv
var turnsTSV string

var turns = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(turnsTSV, "\n") {
		if line != "" && line[0] != '#' {
			turn, lemmas, _ := strings.Cut(line, "\t")
			for _, l := range strings.Fields(lemmas) {
				m[l] = turn
			}
		}
	}
	return m
})

// bonds are nouns for what stands between two states.
var bonds = map[string]bool{
	"relation": true, "relationship": true, "tie": true, "dialogue": true, "talk": true, "negotiation": true, "contact": true,
	"cooperation": true, "link": true, "diplomacy": true, "tension": true, "alliance": true,
}

// Read fills d.Relations. It needs d.Events.
func Read(d *draft.Draft) {
	r := &reader{clause.New(d)}
	var out []draft.Relation
	for i, w := range d.Doc.Words {
		turn := turns()[strings.ToLower(w.Lemma)]
		if turn == "" || w.UPOS != "VERB" {
			continue
		}
		if bond := r.bond(i); bond >= 0 {
			if pair, ok := r.pair(bond, i); ok {
				out = append(out, draft.Relation{Pair: pair, Turn: turn, Date: when.For(d, i), Cue: d.Span(i, i+1)})
			}
		}
	}
	for _, e := range d.Events {
		if e.Type == chancery.Agree && e.Status == chancery.Held {
			if pair, ok := r.states(append(append([]int(nil), e.Who...), e.Whom...)); ok {
				out = append(out, draft.Relation{Pair: pair, Turn: "agreed", Date: e.Date, Cue: e.Cue})
			}
		}
	}
	d.Relations = once(out)
}

type reader struct{ *clause.Reader }

// bond returns the word for a relation that is subject or object of verb i, -1 if
// there is none.
func (r *reader) bond(i int) int {
	words := r.Subjects(i)
	words = append(words, r.PassiveSubject(i)...)
	if o := r.Object(i); o >= 0 {
		words = append(words, o)
	}
	for _, s := range words {
		if bonds[strings.ToLower(r.Doc.Words[s].Lemma)] {
			return s
		}
	}
	return -1
}

// pair returns the two states whose relation a word names: those named with it,
// else in its sentence, else the last two before it.
func (r *reader) pair(bond, verb int) ([2]string, bool) {
	lo, hi := r.Doc.Subtree(bond)
	if p, ok := r.named(lo, hi); ok {
		return p, true
	}
	s := r.Doc.Sentences[r.Doc.Sentence(verb)]
	if p, ok := r.named(s.First, s.Last); ok {
		return p, true
	}
	var as []int
	for k := len(r.D.Mentions) - 1; k >= 0; k-- {
		m := r.D.Mentions[k]
		if m.Last > verb || len(m.Actors) != 1 || r.D.Actors[m.Actors[0]].Sector == "MED" {
			continue
		}
		as = append(as, m.Actors[0])
		if p, ok := r.states(as); ok {
			return p, true
		}
	}
	return [2]string{}, false
}

func (r *reader) named(first, last int) ([2]string, bool) {
	var as []int
	for _, m := range r.D.Mentions {
		if m.First >= first && m.Last <= last {
			as = append(as, m.Actors...)
		}
	}
	return r.states(as)
}

// states returns the first two distinct states that actors are or act for.
func (r *reader) states(as []int) ([2]string, bool) {
	var pair [2]string
	n := 0
	for _, a := range as {
		s := r.D.Actors[a].State
		if s == "" || n == 1 && pair[0] == s {
			continue
		}
		pair[n] = s
		if n++; n == 2 {
			sort.Strings(pair[:])
			return pair, true
		}
	}
	return pair, false
}

// once drops repeated turns of one pair.
func once(rs []draft.Relation) []draft.Relation {
	seen := map[string]bool{}
	var out []draft.Relation
	for _, r := range rs {
		v := ""
		if r.Date != nil && r.Turn != "agreed" { // one accord is often told with several dates
			v = r.Date.Value
		}
		if k := r.Pair[0] + r.Pair[1] + r.Turn + v; !seen[k] {
			seen[k] = true
			out = append(out, r)
		}
	}
	return out
}
