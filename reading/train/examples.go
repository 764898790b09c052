package main

import (
	"sort"

	"chancery"
	"chancery/reading"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/due"
	"chancery/reading/weigh"
	"chancery/reading/went"
	"chancery/reading/when"
	"chancery/score"
)

// roleExamples are the fillers of a report's annotated events.
func roleExamples(s *sample) []weigh.Example {
	var out []weigh.Example
	cands := did.Candidates(s.draft)
	who, whom := did.SlotFillers(s.draft, cands)
	for k, g := range score.GoldOf(&s.Report.Report, record(s, cands)) {
		if g == nil {
			continue
		}
		wantWho, wantWhom := g.Who, g.Whom
		if whom[k] == nil {
			wantWho = append(append([]string(nil), g.Who...), g.Whom...)
		}
		out = append(out, fillers(s.draft, who[k], wantWho)...)
		out = append(out, fillers(s.draft, whom[k], wantWhom)...)
	}
	return out
}

// dayExamples are the undated events of a report with whether each is of the day that
// the report tells of.
func dayExamples(s *sample) []weigh.Example {
	var out []weigh.Example
	cands := did.Candidates(s.draft)
	features := did.DayExamples(s.draft, cands)
	today := when.Day(s.draft)
	for k, g := range score.GoldOf(&s.Report.Report, record(s, cands)) {
		if g != nil && features[k] != nil {
			out = append(out, weigh.Example{Features: features[k], Right: today != nil && g.Date == today.Value})
		}
	}
	return out
}

func fillers(d *draft.Draft, fs []did.Filler, want []string) []weigh.Example {
	var out []weigh.Example
	for _, f := range fs {
		a := d.Actors[f.Actor]
		x := chancery.Actor{ID: "a", Name: a.Name, Kind: a.Kind, State: a.State, States: a.States, Aliases: a.Aliases}
		out = append(out, weigh.Example{Features: f.Features, Right: score.Matches(x, want)})
	}
	return out
}

// record makes a record with the candidates' events alone.
func record(s *sample, cands []did.Candidate) *chancery.Record {
	s.draft.Events = nil
	for _, c := range cands {
		s.draft.Events = append(s.draft.Events, c.Event)
	}
	s.draft.Commitments, s.draft.Stops, s.draft.Relations = nil, nil, nil
	rec, _ := reading.Assemble(s.Source, s.draft)
	return rec
}

// eventExamples are the candidates of a report with whether each is right; of several
// accounts of one event the one that stands where it is annotated.
func eventExamples(s *sample, m did.Models) []weigh.Example {
	cands := did.Cast(s.draft, m)
	var out []weigh.Example
	for k, ok := range score.Matched(&s.Report.Report, record(s, cands)) {
		out = append(out, weigh.Example{Features: cands[k].Features, Right: ok})
	}
	return out
}

// sureExamples are the events that were read in a report with whether each is right.
func sureExamples(s *sample) []weigh.Example {
	d := s.draft
	d.Commitments, d.Stops, d.Relations = nil, nil, nil
	rec, _ := reading.Assemble(s.Source, d)
	var out []weigh.Example
	for k, ok := range score.Right(&s.Report.Report, rec) {
		out = append(out, weigh.Example{Features: did.Sureness(&d.Events[k]), Right: ok})
	}
	return out
}

// laterExamples are the candidates for commitments and stops of a report whose
// events are read.
func laterExamples(s *sample) (dues, stops []weigh.Example) {
	d := s.draft
	d.Commitments, d.Stops, d.Relations = nil, nil, nil
	dc, sc := due.Candidates(d), went.Candidates(d)
	for _, c := range dc {
		d.Commitments = append(d.Commitments, c.Commitment)
	}
	for _, c := range sc {
		d.Stops = append(d.Stops, c.Stop)
	}
	order := make([]int, len(dc)) // in which the record lists them
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return d.Commitments[order[i]].Cue.Start < d.Commitments[order[j]].Cue.Start })
	rec, _ := reading.Assemble(s.Source, d)
	for k, ok := range score.RightCommitments(&s.Report.Report, rec) {
		dues = append(dues, weigh.Example{Features: dc[order[k]].Features, Right: ok})
	}
	for k, ok := range score.RightStops(&s.Report.Report, rec) {
		stops = append(stops, weigh.Example{Features: sc[k].Features, Right: ok})
	}
	return dues, stops
}

// guessExamples are the guesses of the candidates whose event is annotated.
func guessExamples(s *sample, roles *weigh.Model) []weigh.Example {
	var out []weigh.Example
	cands := did.Candidates(s.draft)
	guesses := did.AllGuesses(s.draft, cands, did.Models{Roles: roles})
	golds := score.GoldOf(&s.Report.Report, record(s, cands))
	for k, g := range golds {
		if g == nil {
			continue
		}
		one := make([]did.Candidate, len(guesses[k]))
		for j, gs := range guesses[k] {
			one[j] = cands[k]
			one[j].Event.Who, one[j].Event.Whom = gs.Who, gs.Whom
		}
		for j, ok := range score.PartiesRight(record(s, one), g) {
			out = append(out, weigh.Example{Features: guesses[k][j].Features, Right: ok})
		}
	}
	return out
}
