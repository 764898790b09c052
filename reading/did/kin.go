package did

import (
	"slices"

	"chancery"
)

// kin tells what part an actor has, by the parse, in the other events that a report
// may tell: those told within the candidate's phrase ("condemned Iran's attack"),
// those around it, and those of its type elsewhere.
type kin struct {
	cands  []Candidate
	counts map[part]int     // of candidates told elsewhere
	acts   map[[2]int][]int // cue words at which, by the parse, the one acts on the other
}

// part is an actor in a slot of a type of event.
type part struct {
	kind  chancery.EventType
	slot  string
	actor int
}

func newKin(cands []Candidate) kin {
	k := kin{cands: cands, counts: map[part]int{}, acts: map[[2]int][]int{}}
	for i := range cands {
		e := &cands[i].Event
		for _, a := range e.Who {
			k.counts[part{e.Type, Who, a}]++
			for _, b := range e.Whom {
				if on := k.acts[[2]int{a, b}]; !slices.Contains(on, e.Word) {
					k.acts[[2]int{a, b}] = append(on, e.Word)
				}
			}
		}
		for _, a := range e.Whom {
			k.counts[part{e.Type, Whom, a}]++
		}
	}
	return k
}

// describeKin gives the features of an actor's part in other events.
func (x *roles) describeKin(c *Candidate, a int, rule string) []string {
	t := string(c.Event.Type)
	lo, hi := x.Doc.Subtree(c.Event.Word)
	has := map[string]bool{}
	var out []string
	add := func(f string) {
		if !has[f] {
			has[f] = true
			out = append(out, f)
		}
	}
	for i := range x.kin.cands {
		o := &x.kin.cands[i].Event
		if o.Word == c.Event.Word || o.Word < lo-60 || o.Word > hi+60 {
			continue
		}
		where := ""
		if o.Word >= lo && o.Word < hi && x.Doc.Dominates(c.Event.Word, o.Word) {
			where = "below"
		} else if x.Doc.Dominates(o.Word, c.Event.Word) {
			where = "above"
		}
		if where == "" {
			continue
		}
		if slices.Contains(o.Who, a) {
			add(where + " who " + rule)
			add(where + " who " + t)
		}
		if slices.Contains(o.Whom, a) {
			add(where + " whom " + rule)
			add(where + " whom " + t)
		}
	}
	who, whom := x.kin.counts[part{c.Event.Type, Who, a}], x.kin.counts[part{c.Event.Type, Whom, a}]
	if slices.Contains(c.Event.Who, a) {
		who--
	}
	if slices.Contains(c.Event.Whom, a) {
		whom--
	}
	out = append(out, "elsewhere who="+digit(who)+" "+t, "elsewhere whom="+digit(whom)+" "+t, "elsewhere "+digit(who)+digit(whom)+" "+rule)
	return out
}

// digit spells a count up to three.
func digit(n int) string { return string(rune('0' + max(0, min(n, 3)))) }

// dealings tells how often, by the parse of other events, whoever the candidate's parse
// gives as doer acts on an actor or is acted on by it, and the like of whom it gives as
// acted on: two who deal with each other in a report mostly do so again.
func (x *roles) dealings(c *Candidate, a int, filled string) []string {
	e := &c.Event
	acts := func(as []int, forth bool) (n int) {
		for _, b := range as {
			pair := [2]int{a, b}
			if forth {
				pair = [2]int{b, a}
			}
			for _, word := range x.kin.acts[pair] {
				if word != e.Word {
					n++
				}
			}
		}
		return n
	}
	dealt := "dealt " + digit(acts(e.Who, true)) + digit(acts(e.Who, false)) + " "
	dealing := "dealing " + digit(acts(e.Whom, false)) + digit(acts(e.Whom, true)) + " "
	return []string{dealt + filled, dealt + string(e.Type), dealing + filled, dealing + string(e.Type)}
}
