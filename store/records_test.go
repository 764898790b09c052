package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"chancery"
	"chancery/merge"
)

// day is a day of the test's year.
func day(n int) string { return time.Date(2018, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) }

// told is a sentence of a report, with the event or commitment that it tells.
type told struct {
	who, verb, whom, rest string
	kind                  chancery.EventType
	mode                  string
	status                chancery.Status
	on                    string // ISO day, "" as of the report
	due                   string // a commitment's, "" for events
}

var people = map[string]chancery.Actor{
	"Anna Berg":   {Name: "Anna Berg", Kind: chancery.Person, State: "SWE", Sector: "GOV", Role: "Foreign Minister", Aliases: []string{"Berg"}},
	"Omar Haddad": {Name: "Omar Haddad", Kind: chancery.Person, State: "JOR", Sector: "GOV", Role: "Prime Minister"},
	"Sweden":      {Name: "Sweden", Kind: chancery.State, State: "SWE"},
	"Jordan":      {Name: "Jordan", Kind: chancery.State, State: "JOR"},
	"Japan":       {Name: "Japan", Kind: chancery.State, State: "JPN"},
	"Peru":        {Name: "Peru", Kind: chancery.State, State: "PER"},
	"Ghana":       {Name: "Ghana", Kind: chancery.State, State: "GHA"},
	"Nepal":       {Name: "Nepal", Kind: chancery.State, State: "NPL"},
}

// reading makes a reading of a report of short sentences.
func reading(source, published, title string, lines ...told) chancery.Reading {
	doc := chancery.Document{Title: title, Language: "en"}
	if source != "" {
		doc.Source = &source
	}
	if published != "" {
		doc.Published = &published
	}
	r := &chancery.Record{Schema: chancery.Schema}
	ids := map[string]string{}
	actor := func(name string) string {
		if ids[name] == "" {
			a := people[name]
			ids[name] = fmt.Sprintf("a%d", len(ids)+1)
			a.ID, a.Mentions = ids[name], []chancery.Span{}
			r.Actors = append(r.Actors, a)
		}
		return ids[name]
	}
	text := title
	for i, l := range lines {
		text += "\n\n" + l.who + " "
		cue := chancery.Span{Start: len([]rune(text)), Text: l.verb}
		cue.End = cue.Start + len([]rune(l.verb))
		text += l.verb + " " + l.whom + " " + l.rest + "."
		var date *chancery.Date
		if on := l.on + l.due; on != "" {
			date = &chancery.Date{Value: &on, Text: on}
		}
		who, whom := actor(l.who), actor(l.whom)
		if l.kind == "" {
			r.Commitments = append(r.Commitments, chancery.Commitment{ID: fmt.Sprintf("c%d", i+1), Parties: []string{who, whom},
				What: l.verb + " " + l.rest, Kind: chancery.CommitmentKind(l.mode), Due: date, Status: l.status, Cue: cue, Confidence: 0.8})
			continue
		}
		r.Events = append(r.Events, chancery.Event{ID: fmt.Sprintf("e%d", i+1), Type: l.kind, Mode: l.mode, Cue: cue,
			Mentions: []chancery.Span{}, Who: []string{who}, Whom: []string{whom}, Date: date, Status: l.status,
			About: l.rest, Sources: []string{}, Confidence: 0.7 + float64(i%3)/10})
	}
	doc.Text = text
	doc.ID = fmt.Sprintf("sha256:%x", len(text))
	r.Document = doc
	return chancery.Reading{Key: merge.ReportKey(&doc), Record: r, Version: "1", Path: "test", At: time.Unix(1e9, 0)}
}

// corpus makes n reports of the dealings of a few states: events told by several,
// copies, plans that come to pass or do not.
func corpus(n int, seed uint64) []chancery.Reading {
	r := rand.New(rand.NewPCG(seed, 1))
	names := []string{"Anna Berg", "Omar Haddad", "Sweden", "Jordan", "Japan", "Peru", "Ghana", "Nepal"}
	topics := []string{"trade in timber", "the river treaty", "fishing rights", "a new railway", "grain deliveries", "student visas"}
	types := []struct {
		verb string
		kind chancery.EventType
		mode string
	}{{"met", chancery.Consult, "meet"}, {"accused", chancery.Accuse, "allege"}, {"thanked", chancery.Support, ""}, {"helped", chancery.Aid, "economic"}}
	sources := []string{"Northern Post", "Harbour News", "The Clarion", "Daily Ledger"}
	var out []chancery.Reading
	for len(out) < n {
		published := r.IntN(60)
		var lines []told
		for range 2 + r.IntN(4) {
			a, b := r.IntN(len(names)), r.IntN(len(names)-1)
			if b >= a {
				b++
			}
			t := types[r.IntN(len(types))]
			l := told{who: names[a], verb: t.verb, whom: names[b], rest: "over " + topics[r.IntN(len(topics))], kind: t.kind, mode: t.mode,
				status: chancery.Held, on: day(published - r.IntN(3))}
			switch r.IntN(6) {
			case 0:
				l.status, l.verb, l.on = chancery.Planned, "will meet", day(published+r.IntN(5))
				l.kind, l.mode = chancery.Consult, "meet"
			case 1:
				l.kind, l.mode, l.status, l.verb, l.on, l.due = "", "meeting", chancery.Open, "agreed to meet", "", day(published+r.IntN(9))
			case 2:
				l.status, l.kind, l.mode, l.verb = chancery.Cancelled, chancery.Consult, "meet", "called off talks with"
			}
			lines = append(lines, l)
		}
		title := fmt.Sprintf("Report %d on %s", len(out), topics[r.IntN(len(topics))])
		pub := day(published)
		if r.IntN(15) == 0 {
			pub = ""
		}
		out = append(out, reading(sources[r.IntN(len(sources))], pub, title, lines...))
		if r.IntN(8) == 0 && len(out) < n { // the same text in another house
			out = append(out, reading("Evening Copy", pub, title, lines...))
		}
	}
	return out
}

// keepAll keeps readings a few at a time and settles now and then.
func keepAll(t *testing.T, a *Archive, readings []chancery.Reading, atOnce int) {
	t.Helper()
	ctx := context.Background()
	for i := 0; i < len(readings); i += atOnce {
		if _, err := a.Keep(ctx, readings[i:min(len(readings), i+atOnce)]); err != nil {
			t.Fatal(err)
		}
		if i/atOnce%3 == 2 {
			settle(t, a)
		}
	}
	settle(t, a)
}

func settle(t *testing.T, a *Archive) {
	t.Helper()
	if err := a.Settle(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
}

func digestOf(t *testing.T, a *Archive) string {
	t.Helper()
	d, err := a.Digest(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return d
}
