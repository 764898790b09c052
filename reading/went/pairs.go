package went

import (
	"slices"

	"chancery"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/when"
)

// pairs proposes a stop for every place and every possible traveller of its
// sentence.
func (r *reader) pairs() []Candidate {
	var out []Candidate
	for k := range r.D.Places {
		p := &r.D.Places[k]
		if p.Dateline || r.qualifies(k) {
			continue
		}
		s := r.site(k)
		if s.trigger < 0 || !r.locates(&s) {
			continue
		}
		if st := r.statusAt(s.trigger); st == chancery.Possible || st == chancery.Denied {
			continue // nobody set out
		}
		out = append(out, r.travellers(&s)...)
	}
	return out
}

// travellers proposes everybody of the sentence for a site.
func (r *reader) travellers(s *site) []Candidate {
	var out []Candidate
	sent := r.Doc.Sentences[r.Doc.Sentence(s.word)]
	for _, m := range r.D.Mentions {
		if m.First < sent.First || m.Last > sent.Last || m.Kind == draft.Adjective || m.Range.Overlaps(s.place.Range) {
			continue
		}
		for _, a := range m.Actors {
			if !r.travels(a) {
				continue
			}
			if c, ok := r.pair(s, &m, a); ok {
				out = append(out, c)
			}
		}
	}
	return out
}

// travels tells whether an actor can be on a journey: a state or a newspaper cannot.
func (r *reader) travels(a int) bool {
	x := &r.D.Actors[a]
	return x.Kind != chancery.State && (x.Kind == chancery.Person || x.Sector != "MED")
}

// away tells whether a place is none where the actor is anyhow: at home in the
// capital, unless one is told to come home.
func (r *reader) away(a int, s *site, role string) bool {
	h := r.home(r.D.Actors[a].State, s.place)
	return h != "capital" && h != "own" || s.class == "go" && (role == "subject" || role == "patient" || role == "nmod:poss at")
}

// pair makes the candidate of a site and a mention of actor a, false if the mention
// is too deep in the sentence to take part.
func (r *reader) pair(s *site, m *draft.Mention, a int) (Candidate, bool) {
	role, ok := r.role(s, m)
	if !ok || !r.away(a, s, role) {
		return Candidate{}, false
	}
	stop := draft.Stop{
		Traveller: a, Place: s.place, Date: when.For(r.D, s.trigger), Status: r.statusAt(s.trigger), Cue: r.D.Span(s.trigger, s.trigger+1),
		Why: []string{"«" + r.Doc.Words[s.trigger].Text + "» (" + s.class + ") " + s.prep + " " + s.place.Name},
	}
	event := "none"
	if e := r.eventAt(s.trigger); e >= 0 {
		ev := &r.D.Events[e]
		if ev.Mode == "phone" {
			return Candidate{}, false
		}
		event = string(ev.Type)
		if ev.Date != nil {
			stop.Date = ev.Date
		}
		switch {
		case slices.Contains(ev.Who, a):
			event += " who"
			stop.Met = without(ev.Whom, a)
		case slices.Contains(ev.Whom, a):
			event += " whom"
			stop.Met = without(ev.Who, a)
		}
	}
	if stop.Status == chancery.Held && did.Ahead(r.D, stop.Date) {
		stop.Status = chancery.Planned
	}
	return Candidate{stop, r.features(s, m, &stop, role, event)}, true
}

func without(as []int, a int) []int {
	return slices.DeleteFunc(slices.Clone(as), func(b int) bool { return b == a })
}

func (r *reader) statusAt(i int) chancery.Status {
	if e := r.eventAt(i); e >= 0 {
		return r.D.Events[e].Status
	}
	return did.StatusAt(r.D, i)
}
