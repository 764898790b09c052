package did

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/weigh"
)

// choice is one way to fill one slot.
type choice struct {
	actors []int
	name   string // where it comes from
}

// Guesses returns the ways to fill the slots of a candidate that are worth weighing,
// the likeliest by the model of roles first, and what tells how sure that is.
func (x *roles) Guesses(c *Candidate, m *weigh.Model) ([]Guess, []string) {
	both := symmetric(c.Event.Type)
	whoFillers := x.Fillers(c, Who)
	who, p := x.pick(c, whoFillers, m, c.Event.Who, both, c.Event.Whom)
	if both {
		return x.pairs(c, whoFillers, who, p)
	}
	whomFillers := x.Fillers(c, Whom)
	whom, q := x.pick(c, whomFillers, m, c.Event.Whom, false, nil)
	doubt := []string{fmt.Sprintf("who p=%.1f", p), fmt.Sprintf("whom p=%.1f", q), fmt.Sprintf("who p=%.1f %s", p, c.Event.Type)}
	var out []Guess
	for _, w := range choices(c.Event.Who, who, whoFillers, 3) {
		for _, v := range choices(c.Event.Whom, whom, whomFillers, 4) {
			g := Guess{Who: w.actors, Whom: without(v.actors, w.actors)}
			if len(g.Whom) < len(v.actors) && len(out) > 0 {
				continue
			}
			g.Features = x.weighGuess(c, g, w.name, v.name, whoFillers, whomFillers)
			out = append(out, g)
		}
	}
	return out, doubt
}

// choices lists ways to fill a slot: what the rules for picking give, what the parse
// gives, nobody, and the n likeliest alone.
func choices(parsed, picked []int, fs []Filler, n int) []choice {
	out := []choice{{picked, "picked"}}
	add := func(as []int, name string) {
		for _, o := range out {
			if slices.Equal(sorted(o.actors), sorted(as)) {
				return
			}
		}
		out = append(out, choice{as, name})
	}
	add(parsed, "parsed")
	add(nil, "none")
	by := append([]Filler(nil), fs...)
	sort.SliceStable(by, func(i, j int) bool { return by[i].p > by[j].p })
	for k := 0; k < n && k < len(by); k++ {
		add([]int{by[k].Actor}, fmt.Sprintf("likely %d", k))
	}
	return out
}

func sorted(as []int) []int {
	out := append([]int(nil), as...)
	sort.Ints(out)
	return out
}

// pairs are the guesses for a type whose parties are alike.
func (x *roles) pairs(c *Candidate, fs []Filler, picked []int, p float64) ([]Guess, []string) {
	doubt := []string{fmt.Sprintf("who p=%.1f", p), fmt.Sprintf("whom p=%.1f", 0.0), fmt.Sprintf("who p=%.1f %s", p, c.Event.Type)}
	all := clause.Union(append([]int(nil), c.Event.Who...), c.Event.Whom)
	by := append([]Filler(nil), fs...)
	sort.SliceStable(by, func(i, j int) bool { return by[i].p > by[j].p })
	cs := choices(all, picked, nil, 0)
	add := func(name string, as ...int) {
		for _, o := range cs {
			if slices.Equal(sorted(o.actors), sorted(as)) {
				return
			}
		}
		cs = append(cs, choice{as, name})
	}
	for i := 0; i < 3 && i < len(by); i++ {
		for j := i + 1; j < 4 && j < len(by); j++ {
			if x.covered([]int{by[i].Actor}, by[j].Actor) < 0 {
				add(fmt.Sprintf("likely %d%d", i, j), by[i].Actor, by[j].Actor)
			}
		}
	}
	if len(by) > 0 {
		add("likely 0", by[0].Actor)
	}
	var out []Guess
	for _, o := range cs {
		g := Guess{Who: o.actors}
		if len(o.actors) > 1 {
			g.Who, g.Whom = x.sides(c, o.actors)
		}
		g.Features = x.weighGuess(c, Guess{Who: o.actors}, o.name, "", fs, nil)
		out = append(out, g)
	}
	return out, doubt
}

// weighGuess describes a guess to the model that chooses among them.
func (x *roles) weighGuess(c *Candidate, g Guess, who, whom string, whoFillers, whomFillers []Filler) []string {
	t := string(c.Event.Type)
	w := x.Doc.Words[c.Event.Word]
	pos := w.UPOS[:1]
	out := append(make([]string, 0, 96), "bias", "type="+t, "pos="+pos)
	slot := func(s string, as, parsed []int, name string, fs []Filler) {
		low, high, rest := 1.0, 0.0, 0.0
		for _, f := range fs {
			if slices.Contains(as, f.Actor) {
				low, high = min(low, f.p), max(high, f.p)
			} else if x.covered(as, f.Actor) < 0 {
				rest = max(rest, f.p)
			}
		}
		n := digit(len(as))
		filled := "parse" + digit(len(parsed))
		out = append(out, s+" "+name, s+" "+name+" "+t, s+" n="+n, s+" n="+n+" "+t, s+" n="+n+" "+pos+" "+filled, s+" kinds="+x.kinds(as)+" "+t, s+" "+name+" "+filled+" "+pos,
			s+" n="+n+" "+c.frame.lemma)
		if len(as) > 0 {
			out = append(out, bins(s+" low", low)...)
			out = append(out, bins(s+" high", high)...)
		}
		out = append(out, bins(s+" rest", rest)...)
		out = append(out, bins(s+" ahead", (high-rest+1)/2)...)
		over := 0
		for _, a := range as {
			if !slices.Contains(parsed, a) {
				over++
			}
		}
		out = append(out, s+" strange="+digit(over)+" "+filled, s+" left="+digit(len(without(parsed, as)))+" "+filled)
		if len(as) > 0 {
			act := x.D.Actors[as[0]]
			if act.State == "" && act.Kind != chancery.State {
				out = append(out, s+" stateless", s+" stateless "+t)
			}
			out = append(out, s+" salience="+string(rune('0'+min(4, x.salience[as[0]]))))
		}
		out = append(out, bins(s+" state", x.ofState(as, fs))...)
		out = append(out, x.standing(c, s, as, fs)...)
	}
	if symmetric(c.Event.Type) {
		slot("party", g.Who, clause.Union(append([]int(nil), c.Event.Who...), c.Event.Whom), who, whoFillers)
	} else {
		slot("who", g.Who, c.Event.Who, who, whoFillers)
		slot("whom", g.Whom, c.Event.Whom, whom, whomFillers)
		out = append(out, "kinds="+x.kinds(g.Who)+">"+x.kinds(g.Whom))
		for _, a := range g.Who {
			for _, b := range g.Whom {
				if s := x.D.Actors[a].State; s != "" && s == x.D.Actors[b].State {
					out = append(out, "same state", "same state "+t)
				}
			}
		}
	}
	return out
}

// bins spells a probability as the tenths that it reaches.
func bins(name string, p float64) []string {
	out := make([]string, 0, 9)
	for k := 1; k < 10; k++ {
		if p >= float64(k)/10 {
			out = append(out, name+">"+string(rune('0'+k)))
		}
	}
	return out
}

// telling are the features of a filler that a guess is weighed by as well, beside how
// likely they make it: where the filler stands from the cue.
var telling = []string{"path=", "rel=", "rule=", "kind=", "inside ", "outside ", "below ", "above ", "speaker", "main subject", "elsewhere "}

// standing describes where the first of those chosen for a slot stands, or, of a slot left
// open, what the clause says in its place.
func (x *roles) standing(c *Candidate, slot string, as []int, fs []Filler) []string {
	if len(as) == 0 {
		var out []string
		for _, f := range x.open(c) {
			out = append(out, slot+" open "+f, slot+" open "+f+" "+string(c.Event.Type))
		}
		return out
	}
	var out []string
	for _, f := range fs {
		if f.Actor != as[0] {
			continue
		}
		for _, name := range f.Features {
			_, bare, _ := strings.Cut(name, ":")
			for _, t := range telling {
				if strings.HasPrefix(bare, t) {
					out = append(out, slot+" is "+bare)
				}
			}
		}
	}
	return out
}

// open tells what stands in the clause of a cue, party or not: its voice and by what
// relations and prepositions phrases depend on it.
func (x *roles) open(c *Candidate) []string {
	out := []string{"passive=" + flag(c.args.passive)}
	for _, k := range x.Doc.Children(c.Event.Word) {
		w := x.Doc.Words[k]
		switch rel, _, _ := strings.Cut(w.Rel, ":"); rel {
		case "nsubj", "obj", "iobj", "xcomp", "ccomp":
			out = append(out, "has "+rel, "has "+rel+" "+w.UPOS)
		case "obl", "nmod":
			out = append(out, "has "+rel+" "+x.Preposition(k))
		}
	}
	return out
}

// ofState returns which part of what speaks for any filler speaks for those chosen or
// others of their states: a minister, a ministry and the state are one side.
func (x *roles) ofState(as []int, fs []Filler) float64 {
	mine, all := 0.0, 1e-9
	for _, f := range fs {
		all += f.p
		for _, a := range as {
			if s := x.D.Actors[a].State; f.Actor == a || s != "" && s == x.D.Actors[f.Actor].State {
				mine += f.p
				break
			}
		}
	}
	return mine / all
}
