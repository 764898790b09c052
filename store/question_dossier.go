package store

import (
	"context"
	"database/sql"
	"slices"

	"chancery"
)

// Limits of a dossier: what is laid out of each kind, how many events are looked
// at for meetings and company, how many are listed in the company.
const (
	mostListed  = 50
	mostEvents  = 600
	mostCompany = 30
)

// meetingModes are the modes of CONSULT in which the parties meet, as PLOVER has them.
var meetingModes = []string{"meet", "visit", "host", "multilateral", "third-party"}

// Dossier gives what the archive holds on an actor in a span of days, both included:
// the newest mostListed of each kind of entry; whom it met in the newest mostEvents
// events; its entries by month. Months are counted whole.
func (a *Archive) Dossier(ctx context.Context, key, from, to string) (*chancery.Dossier, error) {
	d, err := a.dossier(ctx, key, from, to)
	return d, a.explain(err)
}

func (a *Archive) dossier(ctx context.Context, key, from, to string) (*chancery.Dossier, error) {
	row, err := a.actorByKey(ctx, key)
	if err != nil {
		return nil, err
	}
	span, err := spanOf(from, to)
	if err != nil {
		return nil, err
	}
	d := &chancery.Dossier{From: from, To: to, Company: []chancery.Companion{}}
	if d.Actor, err = a.card(ctx, row); err != nil {
		return nil, err
	}
	events, err := a.newestOf(ctx, row.n, 1, span, mostEvents)
	if err != nil {
		return nil, err
	}
	meetings, others, err := a.meetings(ctx, events)
	if err != nil {
		return nil, err
	}
	if d.Meetings, err = a.entriesOf(ctx, first(meetings, mostListed)); err != nil {
		return nil, err
	}
	if d.Events, err = a.entriesOf(ctx, first(others, mostListed)); err != nil {
		return nil, err
	}
	for kind, into := range map[int]*[]chancery.Entry{2: &d.Statements, 3: &d.Commitments, 4: &d.Stops} {
		numbers, err := a.newestOf(ctx, row.n, kind, span, mostListed)
		if err != nil {
			return nil, err
		}
		if *into, err = a.entriesOf(ctx, numbers); err != nil {
			return nil, err
		}
	}
	if d.Company, err = a.company(ctx, meetings, []int64{row.n}); err != nil {
		return nil, err
	}
	d.Activity, err = a.activity(ctx, row.n, span)
	return d, err
}

// days is a span of days as the tables have them, both ends included.
type days struct {
	from, to int64
	bounded  bool // undated entries are outside
}

func spanOf(from, to string) (days, error) {
	out := days{from: unknownDay, to: -unknownDay}
	f, err := dayAsked("from", from)
	if err != nil {
		return out, err
	}
	t, err := dayAsked("to", to)
	if err != nil {
		return out, err
	}
	if f != nil {
		out.from, out.bounded = *f, true
	}
	if t != nil {
		out.to, out.bounded = *t, true
	}
	if out.bounded && f == nil {
		out.from = unknownDay + 1
	}
	if out.from > out.to {
		return out, wrong("the span from %s to %s is turned around", from, to)
	}
	return out, nil
}

func first(numbers []int64, n int) []int64 { return numbers[:min(n, len(numbers))] }

// newestOf gives the newest entries of one kind that an actor takes part in.
func (a *Archive) newestOf(ctx context.Context, actor int64, kind int, span days, limit int) ([]int64, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT sort_day, entry FROM entry_actor
		WHERE actor = ? AND kind = ? AND sort_day >= ? AND sort_day <= ?
		GROUP BY sort_day, entry ORDER BY sort_day DESC, entry DESC LIMIT ?`), actor, kind, span.from, span.to, limit)
	found, err := collect(rows, err, scanPosition)
	return numbersOf(found), err
}

// meetings parts events into meetings and others, in the order that they have.
func (a *Archive) meetings(ctx context.Context, events []int64) (meetings, others []int64, err error) {
	clause, arg := a.among("n", events)
	// The mode stands in the entry's data alone, and most that confer meet.
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT n, data FROM entry WHERE type = 'CONSULT' AND "+clause), arg)
	met, err := collect(rows, err, func(rows *sql.Rows) (n int64, err error) {
		var data []byte
		if err := rows.Scan(&n, &data); err != nil {
			return 0, err
		}
		var e chancery.Entry
		if err := decodeEntry(data, nil, &e); err != nil {
			return 0, err
		}
		if !slices.Contains(meetingModes, e.Mode) {
			return 0, nil
		}
		return n, nil
	})
	if err != nil {
		return nil, nil, err
	}
	is := make(map[int64]bool, len(met))
	for _, n := range met {
		is[n] = true
	}
	for _, n := range events {
		if is[n] {
			meetings = append(meetings, n)
		} else {
			others = append(others, n)
		}
	}
	return meetings, others, nil
}

// company counts who else takes part in entries, the most frequent first.
func (a *Archive) company(ctx context.Context, entries, without []int64) ([]chancery.Companion, error) {
	clause, arg := a.among("y.entry", entries)
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT y.actor, COUNT(DISTINCT y.entry) AS c, MAX(y.sort_day) AS d FROM entry_actor y
		WHERE `+clause+` GROUP BY y.actor ORDER BY c DESC, d DESC, y.actor LIMIT ?`), arg, mostCompany+len(without))
	type companion struct {
		actor, last int64
		times       int
	}
	found, err := collect(rows, err, func(rows *sql.Rows) (c companion, err error) { return c, rows.Scan(&c.actor, &c.times, &c.last) })
	out := []chancery.Companion{}
	if err != nil || len(found) == 0 {
		return out, err
	}
	numbers := make([]int64, len(found))
	for i, c := range found {
		numbers[i] = c.actor
	}
	clause, arg = a.among("p.n", numbers)
	actors, err := a.storedActors(ctx, "WHERE "+clause, arg)
	if err != nil {
		return nil, err
	}
	cards := map[int64]chancery.ActorCard{}
	for _, r := range actors {
		r.card.Names = []string{}
		cards[r.n] = r.card
	}
	for _, c := range found {
		if slices.Contains(without, c.actor) || len(out) == mostCompany {
			continue
		}
		last := ""
		if c.last > unknownDay {
			last = dayText(c.last)
		}
		out = append(out, chancery.Companion{Actor: cards[c.actor], Times: c.times, Last: last})
	}
	return out, nil
}

// activity counts an actor's entries by month.
func (a *Archive) activity(ctx context.Context, actor int64, span days) ([]chancery.MonthSum, error) {
	low, high := max(monthOf(max(span.from, unknownDay+1)), undatedMonth+1), monthOf(span.to)
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT month, SUM(count) FROM actor_month
		WHERE actor = ? AND month >= ? AND month <= ? GROUP BY month HAVING SUM(count) > 0 ORDER BY month`), actor, low, high)
	out, err := collect(rows, err, func(rows *sql.Rows) (chancery.MonthSum, error) {
		var m chancery.MonthSum
		var month int
		err := rows.Scan(&month, &m.Count)
		m.Month = monthName(month)
		return m, err
	})
	if out == nil {
		out = []chancery.MonthSum{}
	}
	return out, err
}
