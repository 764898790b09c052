// Package went finds stops: who travels where and meets whom. Verbs of travel,
// visits and meetings held abroad propose them; a model learned from annotated
// reports (model.tsv) weighs each.
package went

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/weigh"
	"chancery/reading/when"
	"chancery/reading/where"
)

//go:embed model.tsv
var modelTSV string

var learned = sync.OnceValue(func() *weigh.Model { return weigh.Must("went/model.tsv", modelTSV) })

// Read fills d.Stops, each traveller's by date. It needs d.Events.
func Read(d *draft.Draft) { ReadWith(d, learned()) }

// ReadWith is Read with another model than the embedded one.
func ReadWith(d *draft.Draft, m *weigh.Model) {
	var kept []draft.Stop
	for _, c := range Candidates(d) {
		c.Stop.Confidence = m.Probability(c.Features)
		if c.Stop.Confidence < m.Threshold {
			continue
		}
		if k := same(kept, &c.Stop); k >= 0 {
			join(&kept[k], &c.Stop)
			continue
		}
		kept = append(kept, c.Stop)
	}
	today := ""
	if day := when.Day(d); day != nil {
		today = day.Value
	}
	sort.SliceStable(kept, func(i, j int) bool {
		if kept[i].Traveller != kept[j].Traveller {
			return kept[i].Traveller < kept[j].Traveller
		}
		return at(&kept[i], today) < at(&kept[j], today)
	})
	d.Stops = kept
}

// at is where a stop stands in its journey: its date; the day of the report for one
// that is held and has none; behind all others for one that is planned.
func at(s *draft.Stop, today string) string {
	switch {
	case s.Date != nil && s.Date.Value != "":
		return s.Date.Value
	case s.Status == chancery.Held:
		return today
	}
	return "9999"
}

// Candidate is a stop that a cue proposes, with what the model weighs.
type Candidate struct {
	Stop     draft.Stop
	Features []string
}

// travel are verbs whose subject is where their object or oblique says.
var travel = map[string]bool{
	"travel": true, "fly": true, "go": true, "head": true, "arrive": true, "visit": true, "land": true, "return": true, "come": true,
	"leave": true, "tour": true, "stop": true, "depart": true, "attend": true, "speak": true, "host": true, "meet": true, "stay": true,
	"invite": true, "welcome": true, "receive": true, "greet": true, "join": true, "participate": true, "be": true, "tell": true, "say": true,
}

// moves are the verbs of travel proper, by which one can also come home.
var moves = map[string]bool{"travel": true, "fly": true, "go": true, "head": true, "arrive": true, "land": true, "return": true, "come": true, "leave": true}

type reader struct{ *clause.Reader }

// Candidates proposes every stop that travel verbs and events see.
func Candidates(d *draft.Draft) []Candidate {
	r := &reader{clause.New(d)}
	var out []Candidate
	for i, w := range r.Doc.Words {
		if w.UPOS == "VERB" && travel[strings.ToLower(w.Lemma)] {
			out = append(out, r.byVerb(i)...)
		}
	}
	for k := range d.Events {
		out = append(out, r.byEvent(k)...)
	}
	return out
}

// byVerb proposes the stops of a travel verb's subjects.
func (r *reader) byVerb(i int) []Candidate {
	place := where.For(r.D, i)
	if place == nil {
		if o := r.Object(i); o >= 0 {
			place = r.PlaceAt(o)
		}
	}
	if place == nil {
		return nil
	}
	e := r.eventAt(i)
	status := chancery.Held
	var met []int
	if e >= 0 {
		status = r.D.Events[e].Status
		met = r.D.Events[e].Whom
		if status == chancery.Possible || status == chancery.Denied {
			return nil // nobody set out
		}
	}
	var out []Candidate
	lemma := strings.ToLower(r.Doc.Words[i].Lemma)
	for _, s := range r.Subjects(i) {
		for _, a := range r.Party(s, false) {
			if r.D.Actors[a].Kind == chancery.State || !moves[lemma] && r.D.Actors[a].State != "" && r.D.Actors[a].State == place.Country {
				continue // hosts and those who speak at home do not travel
			}
			out = append(out, r.stop(i, a, place, status, met, "verb "+lemma))
		}
	}
	return out
}

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

func (r *reader) eventAt(i int) int {
	for k, e := range r.D.Events {
		if e.Word == i {
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
		"home=" + home(a.State, place.Country), "kind=" + string(a.Kind) + " " + cue,
	}
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

func home(state, country string) string {
	switch {
	case state == "" || country == "":
		return "unknown"
	case state == country:
		return "yes"
	}
	return "no"
}

// same returns the stop that s is another account of, -1 if none is: one
// traveller in one place at a date that does not differ.
func same(stops []draft.Stop, s *draft.Stop) int {
	for k := range stops {
		o := &stops[k]
		if o.Traveller != s.Traveller || o.Status != s.Status {
			continue
		}
		if o.Place.Name != s.Place.Name && !(o.Place.Country == s.Place.Country && (o.Place.IsState || s.Place.IsState)) {
			continue
		}
		if o.Date == nil || s.Date == nil || o.Date.Value == "" || s.Date.Value == "" ||
			strings.HasPrefix(o.Date.Value, s.Date.Value) || strings.HasPrefix(s.Date.Value, o.Date.Value) {
			return k
		}
	}
	return -1
}

func join(o, s *draft.Stop) {
	if o.Place.IsState && !s.Place.IsState {
		o.Place = s.Place
	}
	if o.Date == nil || s.Date != nil && len(s.Date.Value) > len(o.Date.Value) {
		o.Date = s.Date
	}
	for _, m := range s.Met {
		if !slices.Contains(o.Met, m) {
			o.Met = append(o.Met, m)
		}
	}
	o.Confidence = max(o.Confidence, s.Confidence)
}
