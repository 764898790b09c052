// Package went finds stops: who travels where and meets whom. Verbs of travel,
// visits and meetings held abroad propose them, sentence by sentence; a model learned from annotated
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
	"chancery/reading/draft"
	"chancery/reading/weigh"
	"chancery/reading/when"
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

type reader struct {
	*clause.Reader
	told []int // by actor: how many mentions speak of them
}

// Candidates proposes every stop that sentences and events see.
func Candidates(d *draft.Draft) []Candidate {
	r := &reader{clause.New(d), make([]int, len(d.Actors))}
	for i := range d.Mentions {
		for _, a := range d.Mentions[i].Actors {
			r.told[a]++
		}
	}
	var out []Candidate
	out = append(out, r.pairs()...)
	for k := range d.Events {
		out = append(out, r.byEvent(k)...)
	}
	return out
}

// same returns the stop that s is another account of, -1 if none is: one
// traveller in one place at a date that does not differ, where both are told.
func same(stops []draft.Stop, s *draft.Stop) int {
	for k := range stops {
		o := &stops[k]
		if o.Traveller != s.Traveller {
			continue
		}
		if o.Place.Name != s.Place.Name && !(o.Place.Country == s.Place.Country && (o.Place.IsState || s.Place.IsState)) {
			continue
		}
		if !told(o.Date) || !told(s.Date) || strings.HasPrefix(o.Date.Value, s.Date.Value) || strings.HasPrefix(s.Date.Value, o.Date.Value) {
			return k
		}
	}
	return -1
}

// told tells whether a date stands in the text.
func told(d *draft.Date) bool { return d != nil && d.Value != "" && d.End > d.Start }

// join adds to o what s, another account of it, tells besides.
func join(o, s *draft.Stop) {
	if o.Place.IsState && !s.Place.IsState {
		o.Place = s.Place
	}
	if told(s.Date) && (!told(o.Date) || len(s.Date.Value) > len(o.Date.Value)) {
		o.Date, o.Status, o.Cue = s.Date, s.Status, s.Cue
	} else if !told(o.Date) && s.Confidence > o.Confidence {
		o.Date, o.Status, o.Cue = s.Date, s.Status, s.Cue
	}
	for _, m := range s.Met {
		if !slices.Contains(o.Met, m) {
			o.Met = append(o.Met, m)
		}
	}
	o.Confidence = max(o.Confidence, s.Confidence)
}
