package store

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"
	"time"

	"chancery"
	"chancery/relations"
)

// nearTurn is how many days from the start of a turning point on its event is sought.
const nearTurn = 45

// mostNear is how many events are weighed to name one turning point.
const mostNear = 150

// Pair gives how two states, named by ISO 3166-1 alpha-3 codes in either order,
// stand over time: the series and its turning points, each with the weightiest event
// near its start, and the newest meetings, open commitments, entries and told turns,
// mostListed of each at most.
func (a *Archive) Pair(ctx context.Context, x, y, from, to string, by chancery.Period) (*chancery.PairHistory, error) {
	h, err := a.pair(ctx, orderedPair([2]string{x, y}), from, to, by)
	return h, a.explain(err)
}

func (a *Archive) pair(ctx context.Context, pair [2]string, from, to string, by chancery.Period) (*chancery.PairHistory, error) {
	if pair[0] == "" || pair[0] == pair[1] {
		return nil, wrong("two different states make a pair")
	}
	if by == "" {
		by = chancery.ByMonth
	}
	if !slices.Contains([]chancery.Period{chancery.ByDay, chancery.ByWeek, chancery.ByMonth, chancery.ByYear}, by) {
		return nil, wrong("by %q: day, week, month or year", short(string(by)))
	}
	span, err := spanOf(from, to)
	if err != nil {
		return nil, err
	}
	summed, err := a.pairDays(ctx, pair, span)
	if err != nil {
		return nil, err
	}
	h := &chancery.PairHistory{Pair: pair, By: by, Series: relations.Series(summed, by)}
	if h.Series == nil {
		h.Series = []chancery.Standing{}
	}
	if h.Turns = relations.Turns(h.Series); h.Turns == nil {
		h.Turns = []chancery.Turning{}
	}
	for i := range h.Turns {
		if err := a.nameTurn(ctx, pair, &h.Turns[i]); err != nil {
			return nil, err
		}
	}
	return h, a.pairLists(ctx, h, span)
}

// pairDays reads the held events between two states by day.
func (a *Archive) pairDays(ctx context.Context, pair [2]string, span days) ([]relations.Day, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT day, vc, mc, vf, mf, weight, intensity FROM pair_day
		WHERE a = ? AND b = ? AND day >= ? AND day <= ? ORDER BY day`), pair[0], pair[1], span.from, span.to)
	return collect(rows, err, func(rows *sql.Rows) (d relations.Day, err error) {
		c := &d.Counts
		return d, rows.Scan(&d.Day, &c[0], &c[1], &c[2], &c[3], &d.Weight, &d.Intensity)
	})
}

// nameTurn finds the event that names a turning point: of those from its start on
// the weightiest in its direction, by how many sources tell of it and how sure it is.
func (a *Archive) nameTurn(ctx context.Context, pair [2]string, t *chancery.Turning) error {
	start, ok := dayNumber(t.Start)
	if !ok {
		return nil
	}
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+entryColumns+` FROM (SELECT entry FROM entry_pair
			WHERE a = ? AND b = ? AND sort_day >= ? AND sort_day < ? AND kind = 1 ORDER BY sort_day, entry LIMIT ?) x
		CROSS JOIN entry e WHERE e.n = x.entry AND e.status = 'held'`), pair[0], pair[1], start, start+nearTurn, mostNear)
	found, err := collect(rows, err, scanShown)
	if err != nil {
		return err
	}
	var best *shownEntry
	most := 0.0
	for _, e := range found {
		weight := relations.Weight(e.Type, e.Mode)
		if (weight > 0) != (t.After > t.Before) {
			continue
		}
		weight = math.Abs(weight) * e.Confidence * math.Sqrt(float64(max(1, e.Independent)))
		if best == nil || cmp.Or(cmp.Compare(weight, most), cmp.Compare(best.From, e.From), cmp.Compare(best.ID, e.ID)) > 0 {
			best, most = e, weight
		}
	}
	if best != nil {
		t.Entry, t.Name = best.ID, titleOf(&best.Entry)
	}
	return nil
}

// titleOf words an event in a line: "United States → North Korea: SANCTION, 2 February 2016".
func titleOf(e *chancery.Entry) string {
	names := func(side chancery.Side) string {
		var out []string
		for _, p := range e.Parties {
			if p.Side == side && !slices.Contains(out, p.Name) {
				out = append(out, p.Name)
			}
		}
		return strings.Join(out, ", ")
	}
	title := names(chancery.SideWho)
	if whom := names(chancery.SideWhom); whom != "" {
		title += " → " + whom
	}
	title += ": " + e.Type
	if e.Mode != "" {
		title += " " + e.Mode
	}
	if e.Place != nil {
		title += " in " + e.Place.Name
	}
	if day, err := time.Parse(time.DateOnly, e.From); err == nil {
		title += ", " + day.Format("2 January 2006")
	}
	return title
}

// mostPaired is how many of a pair's events are looked at for meetings.
const mostPaired = 600

// pairLists fills in the entries of a pair.
func (a *Archive) pairLists(ctx context.Context, h *chancery.PairHistory, span days) error {
	all, err := a.newestPaired(ctx, h.Pair, span, "", mostListed)
	if err != nil {
		return err
	}
	if h.Entries, err = a.entriesOf(ctx, all); err != nil {
		return err
	}
	events, err := a.newestPaired(ctx, h.Pair, span, " AND kind = 1", mostPaired)
	if err != nil {
		return err
	}
	meetings, _, err := a.meetings(ctx, events)
	if err != nil {
		return err
	}
	if h.Meetings, err = a.entriesOf(ctx, first(meetings, mostListed)); err != nil {
		return err
	}
	told, err := a.newestPaired(ctx, h.Pair, span, " AND kind = 5", mostListed)
	if err != nil {
		return err
	}
	if h.Told, err = a.entriesOf(ctx, told); err != nil {
		return err
	}
	undertaken, err := a.newestPaired(ctx, h.Pair, span, " AND kind = 3", mostPaired)
	if err != nil {
		return err
	}
	clause, arg := a.among("n", undertaken)
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT n FROM entry WHERE status = 'open' AND "+clause+
		" ORDER BY sort_day DESC, n DESC LIMIT ?"), arg, mostListed)
	open, err := collect(rows, err, scanOne[int64])
	if err != nil {
		return err
	}
	if h.Commitments, err = a.entriesOf(ctx, open); err != nil {
		return err
	}
	var states []int64
	for _, code := range h.Pair {
		if r, err := a.actorByKey(ctx, "state:"+code); err == nil {
			states = append(states, r.n)
		}
	}
	h.Company, err = a.company(ctx, meetings, states)
	return err
}

// newestPaired gives the newest entries in which two states face each other.
func (a *Archive) newestPaired(ctx context.Context, pair [2]string, span days, kind string, limit int) ([]int64, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT entry FROM entry_pair
		WHERE a = ? AND b = ? AND sort_day >= ? AND sort_day <= ?`+kind+` ORDER BY sort_day DESC, entry DESC LIMIT ?`),
		pair[0], pair[1], span.from, span.to, limit)
	return collect(rows, err, scanOne[int64])
}
