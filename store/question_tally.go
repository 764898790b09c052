package store

import (
	"context"
	"slices"
	"time"
)

// actorMonth names the entries of one kind that an actor takes part in and that
// fall into one month. Their numbers stand in the table actor_month, moved in the
// transaction that adds or removes an entry: a great power has too many entries to
// count them when its dossier is asked for.
type actorMonth struct {
	actor       int64
	month, kind int
}

// undatedMonth is the month of entries without any day.
const undatedMonth = -40000

// inMonths adds an entry with the actors that take part in it, each named once or
// more, or takes it away where by is -1. It moves actor.entries, too.
func (c *change) inMonths(by, kind int, sortDay int64, actors []int64) {
	month := monthOf(sortDay)
	for i, n := range actors {
		if !slices.Contains(actors[:i], n) {
			c.months[actorMonth{n, month, kind}] += by
		}
	}
}

func (c *change) saveMonths(ctx context.Context) error {
	totals := map[int64]int{}
	b := c.bulk("actor_month", "actor, month, kind, count", " ON CONFLICT (actor, month, kind) DO UPDATE SET count = actor_month.count + excluded.count")
	for m, by := range c.months {
		if by == 0 {
			continue
		}
		totals[m.actor] += by
		if err := b.add(ctx, m.actor, m.month, m.kind, by); err != nil {
			return err
		}
	}
	u := c.bulkUpdate("actor", "n", "entries = actor.entries + v.column2")
	for actor, by := range totals {
		if by == 0 {
			continue
		}
		if err := u.add(ctx, actor, by); err != nil {
			return err
		}
	}
	return flushAll(ctx, b, u)
}

// monthOf gives the months from 1970-01 to the month of a day.
func monthOf(sortDay int64) int {
	if sortDay <= unknownDay {
		return undatedMonth
	}
	d := time.Unix(sortDay*86400, 0).UTC()
	return (d.Year()-1970)*12 + int(d.Month()) - 1
}

// monthName writes the month of monthOf as 2018-10.
func monthName(month int) string {
	return time.Date(1970, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}
