package store

import (
	"context"
	"database/sql"

	"chancery"
)

// mostAgenda is how many entries each part of an agenda lists.
const mostAgenda = 300

// Agenda gives the events and stops planned for the days from on to until, both
// included, and the commitments due in them, the first to come first; and those that
// were due before and of which nothing is reported, the latest due first. Until is
// on where it is "". At most mostAgenda of each.
func (a *Archive) Agenda(ctx context.Context, on, until string) (*chancery.Agenda, error) {
	out, err := a.agenda(ctx, on, until)
	return out, a.explain(err)
}

func (a *Archive) agenda(ctx context.Context, on, until string) (*chancery.Agenda, error) {
	if until == "" {
		until = on
	}
	if on == "" {
		return nil, wrong("an agenda is of a day: write it as 2018-10-07")
	}
	span, err := spanOf(on, until)
	if err != nil {
		return nil, err
	}
	out := &chancery.Agenda{On: on, Until: until}
	var planned []position
	for _, kind := range []int{1, 4} {
		for _, status := range []chancery.Status{chancery.Planned, chancery.Possible} {
			found, err := a.within(ctx, kind, status, span)
			if err != nil {
				return nil, err
			}
			planned = append(planned, found...)
		}
	}
	sortPositions(planned)
	if out.Planned, err = a.entriesOf(ctx, first(numbersOf(planned), mostAgenda)); err != nil {
		return nil, err
	}
	due, err := a.within(ctx, 3, chancery.Open, span)
	if err != nil {
		return nil, err
	}
	if out.Due, err = a.entriesOf(ctx, numbersOf(due)); err != nil {
		return nil, err
	}
	late, err := a.overdue(ctx, span.from)
	if err != nil {
		return nil, err
	}
	out.Overdue, err = a.entriesOf(ctx, late)
	return out, err
}

// within gives entries of one kind and status whose first day lies in a span. What
// is sorted by the day it was told on, having no other, is passed over.
func (a *Archive) within(ctx context.Context, kind int, status chancery.Status, span days) ([]position, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT sort_day, n FROM entry
		WHERE kind = ? AND status = ? AND sort_day >= ? AND sort_day <= ? AND first_day IS NOT NULL
		ORDER BY sort_day, n LIMIT ?`), kind, string(status), span.from, span.to, mostAgenda)
	return collect(rows, err, scanPosition)
}

// overdue gives commitments still open though their last day was before a day, the
// latest due first. Rows walked are bounded.
func (a *Archive) overdue(ctx context.Context, on int64) ([]int64, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT n FROM (SELECT n, sort_day, first_day, last_day FROM entry
			WHERE kind = 3 AND status = 'open' AND sort_day < ? AND sort_day > ? ORDER BY sort_day DESC, n DESC LIMIT ?) e
		WHERE first_day IS NOT NULL AND COALESCE(last_day, first_day) < ? ORDER BY sort_day DESC, n DESC LIMIT ?`),
		on, unknownDay, mostCount, on, mostAgenda)
	return collect(rows, err, func(rows *sql.Rows) (n int64, err error) { return n, rows.Scan(&n) })
}
