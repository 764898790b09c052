package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/store"
)

// filterFlags narrow the entries that a command is about.
type filterFlags struct {
	Actor         []string `sep:"none" placeholder:"NAME" help:"Who takes part: a name, the code of a state, or a key. Given several times, all of them."`
	Pair          string   `placeholder:"A,B" help:"Two states that face each other, such as USA,PRK."`
	Kind          []string `placeholder:"KIND" help:"event, statement, commitment, stop or turn; several parted by commas."`
	Type          []string `placeholder:"TYPE" help:"Type of event (CONSULT, SANCTION …), form of statement (direct …), kind of commitment (meeting …), turn (warmed …)."`
	Status        []string `placeholder:"STATUS" help:"held, planned, cancelled, postponed, denied, possible; open, met, broken."`
	Place         string   `placeholder:"NAME" help:"Name of the place."`
	Country       string   `placeholder:"STATE" help:"State that the place lies in."`
	From          dayWord  `placeholder:"DAY" help:"First day: 2018-10-07, 2018-10, 2018, today, yesterday, -7d."`
	To            dayWord  `placeholder:"DAY" help:"Last day."`
	Source        string   `placeholder:"HOUSE" help:"House that published a report of it."`
	Report        string   `placeholder:"KEY" help:"Entries of one report."`
	MinConfidence float64  `placeholder:"P" help:"Least probability that it is right, from 0 to 1."`
	MinSources    int      `placeholder:"N" help:"Least number of independent sources."`
	Disputed      bool     `help:"What sources tell differently."`
	Corrected     bool     `help:"What an editor has corrected."`
	OverdueOn     dayWord  `placeholder:"DAY" help:"Commitments still open though due before that day."`
}

// filter makes the question of the flags and words, actors left out.
func (f *filterFlags) filter(words []string) (chancery.Query, error) {
	q := chancery.Query{Text: strings.Join(words, " "), Place: f.Place, From: f.From.first, To: f.To.last, Source: f.Source, Report: f.Report,
		MinConfidence: f.MinConfidence, MinSources: f.MinSources, Disputed: f.Disputed, Corrected: f.Corrected, OverdueOn: f.OverdueOn.first}
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return q, fmt.Errorf("--min-confidence: %v is no probability: give one from 0 to 1", f.MinConfidence)
	}
	for _, k := range f.Kind {
		kind, ok := kindWords[strings.ToLower(strings.TrimSpace(k))]
		if !ok {
			return q, fmt.Errorf("--kind: %q: event, statement, commitment, stop or turn", k)
		}
		q.Kinds = append(q.Kinds, kind)
	}
	for _, t := range f.Type {
		q.Types = append(q.Types, typeWord(t))
	}
	for _, st := range f.Status {
		status := chancery.Status(strings.ToLower(strings.TrimSpace(st)))
		if !slices.Contains(statuses, status) {
			return q, fmt.Errorf("--status: %q: held, planned, cancelled, postponed, denied, possible, open, met or broken", st)
		}
		q.Statuses = append(q.Statuses, status)
	}
	var err error
	if f.Country != "" {
		if q.Country, err = stateCode(f.Country); err != nil {
			return q, fmt.Errorf("--country: %w", err)
		}
	}
	if f.Pair != "" {
		if q.Pair, err = pairOf(f.Pair); err != nil {
			return q, fmt.Errorf("--pair: %w", err)
		}
	}
	return q, nil
}

// among adds to a question whom its actors stand for.
func (f *filterFlags) among(ctx context.Context, a *store.Archive, q *chancery.Query) error {
	for _, name := range f.Actor {
		card, err := actor(ctx, a, name)
		if err != nil {
			return err
		}
		q.Actors = append(q.Actors, card.Key)
	}
	return nil
}

var statuses = []chancery.Status{chancery.Held, chancery.Planned, chancery.Cancelled, chancery.Postponed, chancery.Denied, chancery.Possible,
	chancery.Open, chancery.Met, chancery.Broken}

// kindWords are the words for kinds of entry.
var kindWords = map[string]chancery.EntryKind{
	"event": chancery.AnEvent, "events": chancery.AnEvent, "statement": chancery.AStatement, "statements": chancery.AStatement,
	"commitment": chancery.ACommitment, "commitments": chancery.ACommitment, "stop": chancery.AStop, "stops": chancery.AStop,
	"turn": chancery.ATurn, "turns": chancery.ATurn, "relation": chancery.ATurn, "relations": chancery.ATurn,
}

// typeWord writes a type as the archive has it. "aid" in lower case is the pledge.
func typeWord(t string) string {
	t = strings.TrimSpace(t)
	if upper := strings.ToUpper(t); slices.Contains(chancery.EventTypes, chancery.EventType(upper)) && t != string(chancery.AidPledge) {
		return upper
	}
	return strings.ToLower(t)
}
