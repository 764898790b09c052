package store

import (
	"context"
	"database/sql"
	"slices"

	"chancery"
	"chancery/merge"
)

// One step of settling takes so many reports at most, and of their accounts few more
// than so many: enough that what is told in many of them is merged once, and few
// enough that nobody waits long.
const (
	settledAtOnce  = 1000
	accountsAtOnce = 2000
)

// Settle merges the accounts of what was kept or corrected since. It goes in steps
// that are each done whole or not at all: first reports, whose accounts are linked
// and merged, then entries, whose lives are followed. tell, which may be nil, is
// told after each step how many reports are left.
func (a *Archive) Settle(ctx context.Context, tell func(left int)) error {
	left := 0
	for done := false; !done; {
		settled := 0
		err := a.changing(ctx, func(c *change) (err error) {
			if left <= 0 { // not counted yet, or others may have kept more since
				if err = c.QueryRowContext(ctx, "SELECT COUNT(*) FROM unsettled").Scan(&left); err != nil {
					return err
				}
			}
			if done = left == 0; done {
				return nil
			}
			settled, err = c.settle(ctx)
			return err
		})
		if err != nil {
			return err
		}
		if left -= settled; settled == 0 {
			left = 0
		}
		if tell != nil {
			tell(left)
		}
	}
	f := &following{known: map[int64]*followed{}}
	for {
		var left int
		err := a.changing(ctx, func(c *change) (err error) {
			left, err = f.step(ctx, c)
			return err
		})
		if err != nil || left == 0 {
			return err
		}
	}
}

// batch is one step of settling.
type batch struct {
	c       *change
	last    int64          // the last report of the step
	waiting map[int64]bool // reports after it: whether they are to be settled yet
	seeds   []int64        // accounts whose components are to be merged anew
}

// settle settles the first reports that are unsettled, and tells how many these were.
func (c *change) settle(ctx context.Context) (int, error) {
	marked, err := c.unsettled(ctx)
	if err != nil || len(marked) == 0 {
		return 0, err
	}
	b := &batch{c: c, last: marked[len(marked)-1].a, waiting: map[int64]bool{}}
	var all, fresh []int64
	for _, m := range marked {
		all = append(all, m.a)
		if m.b == 1 {
			fresh = append(fresh, m.a)
		}
	}
	if err := b.findCopies(ctx, fresh); err != nil {
		return 0, err
	}
	if err := b.link(ctx, all, fresh); err != nil {
		return 0, err
	}
	if err := b.merge(ctx); err != nil {
		return 0, err
	}
	clause, arg := c.a.among("report", all)
	return len(all), c.exec(ctx, "DELETE FROM unsettled WHERE "+clause, arg)
}

// unsettled gives the reports that one step settles, and whether they are fresh.
func (c *change) unsettled(ctx context.Context) ([]couple, error) {
	rows, err := c.query(ctx, `SELECT u.report, u.fresh, r.entries FROM (SELECT report, fresh FROM unsettled ORDER BY report LIMIT ?) u
		CROSS JOIN report r WHERE r.n = u.report ORDER BY u.report`, settledAtOnce)
	type sized struct {
		couple
		accounts int
	}
	found, err := collect(rows, err, func(rows *sql.Rows) (x sized, err error) { return x, rows.Scan(&x.a, &x.b, &x.accounts) })
	var out []couple
	for accounts := 0; len(out) < len(found) && accounts < accountsAtOnce; {
		x := found[len(out)]
		accounts += x.accounts
		out = append(out, x.couple)
	}
	return out, err
}

// link links the accounts of the step's reports with those that they are of one
// thing with.
func (b *batch) link(ctx context.Context, all, fresh []int64) error {
	c := b.c
	clause, arg := c.a.among("report", all)
	own, err := c.numbers(ctx, "SELECT n FROM account WHERE "+clause+" ORDER BY n", arg)
	if err != nil {
		return err
	}
	clause, arg = c.a.among("report", fresh)
	newcomers, err := c.numbers(ctx, "SELECT n FROM account WHERE "+clause+" ORDER BY n", arg)
	if err != nil {
		return err
	}
	clause, arg = c.a.among("account", own)
	again, err := c.numbers(ctx, "SELECT account FROM unlinked WHERE "+clause, arg)
	if err != nil {
		return err
	}
	if len(again) > 0 {
		if err := c.exec(ctx, "DELETE FROM unlinked WHERE "+clause, arg); err != nil {
			return err
		}
		newcomers = append(newcomers, again...)
		slices.Sort(newcomers)
		newcomers = slices.Compact(newcomers)
	}
	if _, err := c.a.accounts(ctx, c, newcomers); err != nil { // at once, and not one by one
		return err
	}
	hood := accountHood
	hood.same = b.same
	changed, err := hood.linkAll(ctx, c, newcomers)
	if err != nil {
		return err
	}
	b.seeds = append(slices.Concat(own, b.seeds, changed.went), changed.came...)
	slices.Sort(b.seeds)
	b.seeds = slices.Compact(b.seeds)
	return nil
}

// accountHood is the neighbourhood of accounts, but for which are of one thing.
var accountHood = neighbourhood{block: "block", link: "link", spots: accountSpots}

func accountSpots(ctx context.Context, c *change, n int64) ([]spot, error) {
	found, err := c.a.accounts(ctx, c, []int64{n})
	if err != nil || found[n] == nil {
		return nil, err
	}
	return spotsOfAccount(&found[n].Account), nil
}

// same tells which candidates are of one thing with an account. Those whose report's
// turn has not come are left to it.
func (b *batch) same(ctx context.Context, c *change, n int64, candidates []int64) ([]int64, error) {
	accounts, err := c.a.accounts(ctx, c, append(candidates[:len(candidates):len(candidates)], n))
	if err != nil {
		return nil, err
	}
	x := accounts[n]
	var out []int64
	for _, m := range candidates {
		y := accounts[m]
		if y == nil || likeness(&x.Account, &y.Account) < merge.Threshold {
			continue
		}
		later, err := b.isWaiting(ctx, y.report)
		if err != nil {
			return nil, err
		}
		if !later {
			out = append(out, m)
		}
	}
	return out, nil
}

// likeness asks for the likeness of two accounts always the same way round: which of
// them came last must not matter, not even by the rounding of a sum.
func likeness(x, y *chancery.Account) float64 {
	if compareAccounts(*x, *y) < 0 {
		x, y = y, x
	}
	return merge.Same(x, y)
}

// isWaiting tells whether a report is new and comes after this step.
func (b *batch) isWaiting(ctx context.Context, report int64) (bool, error) {
	if report <= b.last {
		return false, nil
	}
	waiting, known := b.waiting[report]
	if !known {
		found, err := b.c.numbers(ctx, "SELECT report FROM unsettled WHERE report = ? AND fresh = 1", report)
		if err != nil {
			return false, err
		}
		waiting = len(found) > 0
		b.waiting[report] = waiting
	}
	return waiting, nil
}

// merge merges the components of the seeds, a few at a time.
func (b *batch) merge(ctx context.Context) error {
	parts, err := b.c.closure(ctx, "link", b.seeds)
	if err != nil {
		return err
	}
	m := &merging{c: b.c, moved: map[pairDay]*pairSum{}}
	for len(parts) > 0 {
		n, size := 0, 0
		for n < len(parts) && (n == 0 || size+len(parts[n]) <= mergedAtOnce) {
			size += len(parts[n])
			n++
		}
		if err := m.merge(ctx, parts[:n]); err != nil {
			return err
		}
		parts = parts[n:]
	}
	return m.finish(ctx)
}

// mergedAtOnce is how many accounts are held in memory at once, as far as components allow.
const mergedAtOnce = 4000

// witnesses gives the key of each report's witness, by the report's key.
func (c *change) witnesses(ctx context.Context, reports []int64) (map[string]string, error) {
	out := map[string]string{}
	for part := range slices.Chunk(reports, queried) {
		clause, arg := c.a.among("r.n", part)
		rows, err := c.query(ctx, "SELECT r.key, w.key FROM report r JOIN report w ON w.n = r.witness WHERE "+clause, arg)
		found, err := collect(rows, err, scanKeys)
		if err != nil {
			return nil, err
		}
		for _, k := range found {
			out[k[0]] = k[1]
		}
	}
	return out, nil
}

// entriesOf makes the entries of one component.
func entriesOf(accounts []chancery.Account, witness func(string) string) []chancery.Entry {
	if len(accounts) == 1 {
		return []chancery.Entry{merge.Merge(accounts, witness)}
	}
	var out []chancery.Entry
	for _, c := range merge.Clusters(accounts) {
		together := make([]chancery.Account, len(c))
		for i, k := range c {
			together[i] = accounts[k]
		}
		out = append(out, merge.Merge(together, witness))
	}
	return out
}
