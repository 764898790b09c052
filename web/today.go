package web

import (
	"context"
	"net/http"
	"time"

	"chancery"
)

// dayGroup is the entries of one day, month or year.
type dayGroup struct {
	Day     string // in words, "" where none is known
	Entries []chancery.Entry
}

type todayData struct {
	Day      string
	Fresh    []dayGroup
	Planned  []chancery.Entry
	Overdue  []chancery.Entry
	Disputed []chancery.Entry
	Coverage *chancery.Coverage
}

// horizon is how far ahead today's page looks, in days.
const horizon = 60

// leastSure is how sure an event must be to stand on today's page.
const leastSure = 0.5

// today shows the newest events, what is planned next, what is overdue and where
// accounts differ.
func (s *Server) today(ctx context.Context, _ *http.Request) (view, error) {
	d := todayData{Day: s.day()}
	var err error
	if d.Coverage, err = s.coverageNow(ctx); err != nil {
		return view{}, err
	}
	// What is told for after the last report is agenda, not news.
	until := d.Day
	if d.Coverage.Last != "" {
		until = min(until, d.Coverage.Last)
	}
	events := []chancery.EntryKind{chancery.AnEvent, chancery.ATurn}
	// Turns are no news: they repeat the events that they were read out of.
	fresh, err := s.Archive.Find(ctx, chancery.Query{Kinds: []chancery.EntryKind{chancery.AnEvent}, To: until, MinConfidence: leastSure, Limit: 25})
	if err != nil {
		return view{}, err
	}
	d.Fresh = byDay(fresh.Entries)
	agenda, err := s.Archive.Agenda(ctx, d.Day, addDays(d.Day, horizon))
	if err != nil {
		return view{}, err
	}
	d.Planned, d.Overdue = first(agenda.Planned, 6), first(agenda.Overdue, 6)
	disputed, err := s.Archive.Find(ctx, chancery.Query{Kinds: events, Disputed: true, To: d.Day, Limit: 6})
	if err != nil {
		return view{}, err
	}
	d.Disputed = disputed.Entries
	return view{"today", "Today", "today", d}, nil
}

// byDay groups entries that stand in order of day.
func byDay(entries []chancery.Entry) []dayGroup {
	var out []dayGroup
	for _, e := range entries {
		day := spanOfDays(e.From, e.To)
		if day == "" {
			day = dayInWords(e.First)
		}
		if len(out) == 0 || out[len(out)-1].Day != day {
			out = append(out, dayGroup{Day: day})
		}
		last := &out[len(out)-1]
		last.Entries = append(last.Entries, e)
	}
	return out
}

func first[T any](all []T, n int) []T { return all[:min(n, len(all))] }

// addDays gives the day n days after an ISO day; what is no day comes back as it is.
func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
