package went

import (
	"slices"

	"chancery"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/when"
)

// byEvent proposes the stops that a meeting or visit makes for each party away
// from home.
func (r *reader) byEvent(k int) []Candidate {
	e := r.D.Events[k]
	if e.Type != chancery.Consult || e.Mode == "phone" {
		return nil
	}
	place := e.Place
	if place == nil && e.Mode == "visit" {
		for _, a := range e.Whom {
			if p := r.stateAsPlace(a, e.Word); p != nil {
				place = p
			}
		}
	}
	if place == nil || e.Status == chancery.Possible || e.Status == chancery.Denied {
		return nil
	}
	var out []Candidate
	all := append(append([]int(nil), e.Who...), e.Whom...)
	for _, a := range all {
		if s := r.D.Actors[a].State; s != "" && s == place.Country || r.D.Actors[a].Kind == chancery.State {
			continue
		}
		var met []int
		for _, b := range all {
			if b != a {
				met = append(met, b)
			}
		}
		out = append(out, r.stop(e.Word, a, place, e.Status, met, "event "+e.Mode))
	}
	return out
}

// stateAsPlace returns the place named by the state's mention nearest to a word.
func (r *reader) stateAsPlace(actor, word int) *draft.Place {
	if r.D.Actors[actor].Kind != chancery.State {
		return nil
	}
	at := r.Doc.Words[word].Start
	var best *draft.Place
	for k := range r.D.Places {
		p := &r.D.Places[k]
		if p.Country == r.D.Actors[actor].State && p.Start >= at && p.Start < at+200 {
			best = p
			break
		}
	}
	return best
}

// eventAt returns the event that word i tells of, first or again, -1 if there is none.
func (r *reader) eventAt(i int) int {
	at := r.D.Span(i, i+1)
	for k, e := range r.D.Events {
		if e.Word == i || slices.ContainsFunc(e.Mentions, func(told draft.Range) bool { return told.Contains(at) }) {
			return k
		}
	}
	return -1
}

func (r *reader) stop(i, traveller int, place *draft.Place, status chancery.Status, met []int, cue string) Candidate {
	date := when.For(r.D, i)
	if e := r.eventAt(i); e >= 0 && r.D.Events[e].Date != nil {
		date = r.D.Events[e].Date
	}
	if status == chancery.Held && did.Ahead(r.D, date) {
		status = chancery.Planned
	}
	s := draft.Stop{
		Traveller: traveller, Place: place, Date: date, Status: status, Met: met,
		Cue: r.D.Span(i, i+1), Why: []string{cue},
	}
	a := r.D.Actors[traveller]
	f := []string{
		"bias", "cue=" + cue, "kind=" + string(a.Kind), "sector=" + a.Sector, "status=" + string(status),
		"event cue", "home=" + r.home(a.State, place), "kind=" + string(a.Kind) + " " + cue,
	}
	f = append(f, r.traveller(traveller, string(a.Kind), "event")...)
	if place.IsState {
		f = append(f, "whole state", "whole state "+cue)
	}
	if place.Dateline {
		f = append(f, "dateline")
	}
	if len(met) > 0 {
		f = append(f, "met")
	}
	if r.D.QuoteAt(r.Doc.Words[i].Start) >= 0 {
		f = append(f, "quoted")
	}
	return Candidate{s, f}
}
