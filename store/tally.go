package store

import (
	"context"
	"database/sql"
)

// tallied names a number that is kept up to date with every change, so that
// telling what the archive holds counts no rows. The fields, with their values:
//
//	reports ""; copies "" (reports that are copies of earlier ones); words "";
//	undated "" (reports); source HOUSE (reports); month 2018-10 (reports);
//	version VERSION (readings); accounts ""; entry KIND (entries)
type tallied struct{ field, value string }

// tally changes a number by delta, along with the transaction.
func (c *change) tally(field, value string, delta int) {
	c.tallies[tallied{field, value}] += int64(delta)
}

func (c *change) saveTallies(ctx context.Context) error {
	b := c.bulk("tally", "field, value, count", " ON CONFLICT (field, value) DO UPDATE SET count = tally.count + excluded.count")
	for t, delta := range c.tallies {
		if delta == 0 {
			continue
		}
		if err := b.add(ctx, t.field, t.value, delta); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

// talliedValues are the numbers of one field by value.
func (a *Archive) talliedValues(ctx context.Context, field string) (map[string]int, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT value, count FROM tally WHERE field = ? AND count <> 0"), field)
	type pair struct {
		value string
		count int
	}
	pairs, err := collect(rows, err, func(rows *sql.Rows) (p pair, err error) { return p, rows.Scan(&p.value, &p.count) })
	if err != nil {
		return nil, a.explain(err)
	}
	out := make(map[string]int, len(pairs))
	for _, p := range pairs {
		out[p.value] = p.count
	}
	return out, nil
}
