package did

import (
	"slices"
	"sort"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/weigh"
)

// Guess is one way to fill both slots of a candidate.
type Guess struct {
	Who, Whom []int
	Features  []string
}

// margin is how much likelier another guess must be than the one that the model of
// roles and the parse give.
const margin = 0.1

// cast fills the slots of a candidate with whom the models find likely.
func (x *roles) cast(c *Candidate, m Models) {
	if len(m.Roles.Weights) == 0 {
		return
	}
	gs, doubt := x.Guesses(c, m.Roles)
	best, most, first := 0, 0.0, 0.0
	if m.Guess != nil {
		for k := range gs {
			p := m.Guess.Probability(gs[k].Features)
			if k == 0 {
				first = p
			}
			if p > most {
				best, most = k, p
			}
		}
		if most < first+margin { // the likeliest by roles has the benefit of doubt
			best, most = 0, first
		}
		doubt = append(doubt, bins("guess", most)...)
	}
	c.Event.Who, c.Event.Whom = gs[best].Who, gs[best].Whom
	c.doubt = doubt
}

// sides keeps as who the parties that stand as such in the clause, if any do.
func (x *roles) sides(c *Candidate, parties []int) (who, whom []int) {
	for _, a := range parties {
		if slices.Contains(c.Event.Who, a) {
			who = append(who, a)
		} else {
			whom = append(whom, a)
		}
	}
	if len(who) == 0 {
		return parties[:1], parties[1:]
	}
	return who, whom
}

// sure is how likely a filler must be to stand beside a likelier one; one told in
// the same breath ("Kerry and Lavrov") need only pass the model's threshold.
const sure = 0.6

// benefit is how much likelier than the model says a party counts that the parse gives.
const benefit = 0.2

// pick returns the likeliest filler, or the two likeliest where the parties of the
// event are alike, and those that are sure besides, with the probability of the
// likeliest; a state is left out beside a person or body of it. Where the parse
// itself gives the parties (parsed, and others where both count), nobody else joins
// them but those told in the same breath.
func (x *roles) pick(c *Candidate, fs []Filler, m *weigh.Model, parsed []int, both bool, others []int) ([]int, float64) {
	best := 0.0
	for i := range fs {
		fs[i].p = m.Probability(fs[i].Features)
		best = max(best, fs[i].p)
	}
	rank := func(f Filler) float64 {
		if slices.Contains(parsed, f.Actor) || slices.Contains(others, f.Actor) {
			return f.p + benefit
		}
		return f.p
	}
	sort.SliceStable(fs, func(i, j int) bool { return rank(fs[i]) > rank(fs[j]) })
	need, given := 1, parsed
	if both {
		need, given = 2, clause.Union(append([]int(nil), parsed...), others)
	}
	var out []int
	settled := 0 // of those chosen, how many the parse gives
	for _, f := range fs {
		if rank(f) < m.Threshold || len(out) >= 8 {
			break
		}
		if k := x.covered(out, f.Actor); k >= 0 {
			if x.D.Actors[f.Actor].Kind != chancery.State && slices.Contains(given, f.Actor) && !slices.Contains(given, out[k]) {
				out[k] = f.Actor // whoever acts says more than the state acted for
			}
			continue
		}
		byParse := slices.Contains(given, f.Actor)
		if len(out) < need || byParse || f.p >= sure && settled < need || x.beside(x.Doc.Sentence(c.Event.Word), out, f.Actor) {
			out = append(out, f.Actor)
			if byParse {
				settled++
			}
		}
	}
	return out, best
}

// beside tells whether an actor is coordinated with one of the others in a sentence, or
// shares a mention with it ("the two leaders").
func (x *roles) beside(sentence int, as []int, a int) bool {
	for _, b := range as {
		if x.together[[3]int{sentence, min(a, b), max(a, b)}] {
			return true
		}
	}
	return false
}

// covered returns the index among the actors of the state that an actor acts for, or
// of one that acts for it, -1 if there is none.
func (x *roles) covered(as []int, a int) int {
	act := x.D.Actors[a]
	for k, b := range as {
		o := x.D.Actors[b]
		if act.State != "" && act.State == o.State && (act.Kind == chancery.State) != (o.Kind == chancery.State) {
			return k
		}
	}
	return -1
}
