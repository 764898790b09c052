package store

import (
	"context"
	"slices"

	"chancery"
	"chancery/copies"
	"chancery/merge"
)

// settledAtOnce is how many reports one step of settling takes: enough that an
// event told in many of them is merged once, and few enough that nobody waits long.
const settledAtOnce = 100

// Settle merges the accounts of what was kept or corrected since. It goes in steps
// that are each done whole or not at all: first reports, whose accounts are linked
// and merged, then entries, whose lives are followed. tell, which may be nil, is
// told after each step how many reports are left.
func (a *Archive) Settle(ctx context.Context, tell func(left int)) error {
	for {
		var left int
		err := a.changing(ctx, func(c *change) (err error) {
			if err = c.settle(ctx); err != nil {
				return err
			}
			return c.QueryRowContext(ctx, "SELECT COUNT(*) FROM unsettled").Scan(&left)
		})
		if err != nil {
			return err
		}
		if tell != nil {
			tell(left)
		}
		if left == 0 {
			break
		}
	}
	for {
		var left int
		err := a.changing(ctx, func(c *change) (err error) {
			left, err = c.follow(ctx)
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

// settle settles the first reports that are unsettled.
func (c *change) settle(ctx context.Context) error {
	rows, err := c.query(ctx, "SELECT report, fresh FROM unsettled ORDER BY report LIMIT ?", settledAtOnce)
	marked, err := collect(rows, err, scanCouple)
	if err != nil || len(marked) == 0 {
		return err
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
		return err
	}
	if err := b.link(ctx, all, fresh); err != nil {
		return err
	}
	if err := b.merge(ctx); err != nil {
		return err
	}
	clause, arg := c.a.among("report", all)
	return c.exec(ctx, "DELETE FROM unsettled WHERE "+clause, arg)
}

// findCopies links new reports with their copies and gives every report its witness;
// accounts of reports that get another one are merged anew.
func (b *batch) findCopies(ctx context.Context, fresh []int64) error {
	texts := &textual{b: b, known: map[int64]*sketch{}}
	hood := &neighbourhood{block: "band", link: "copy", spots: texts.spots, same: texts.same}
	changed, err := hood.linkAll(ctx, b.c, fresh)
	if err != nil {
		return err
	}
	reports := slices.Concat(changed.came, changed.went)
	slices.Sort(reports)
	parts, err := b.c.closure(ctx, "copy", slices.Compact(reports))
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err := b.appoint(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

// appoint makes the first of some copies the witness of all. The first is by day,
// those without a day last, and by key.
func (b *batch) appoint(ctx context.Context, part []int64) error {
	var witness int64
	var now []couple // report and its present witness
	for ns := range slices.Chunk(part, queried) {
		clause, arg := b.c.a.among("n", ns)
		rows, err := b.c.query(ctx, "SELECT n, witness FROM report WHERE "+clause, arg)
		found, err := collect(rows, err, scanCouple)
		if err != nil {
			return err
		}
		now = append(now, found...)
	}
	clause, arg := b.c.a.among("n", part)
	err := b.c.QueryRowContext(ctx, b.c.a.rebind("SELECT n FROM report WHERE "+clause+" ORDER BY CASE WHEN day IS NULL THEN 1 ELSE 0 END, day, key LIMIT 1"), arg).Scan(&witness)
	if err != nil {
		return err
	}
	for _, r := range now {
		if r.b == witness {
			continue
		}
		b.c.tally("copies", "", copyCount(r.a != witness)-copyCount(r.a != r.b))
		if err := b.c.exec(ctx, "UPDATE report SET witness = ? WHERE n = ?", witness, r.a); err != nil {
			return err
		}
		// Those that are not settled yet are not to be merged before their turn.
		accounts, err := b.c.numbers(ctx, "SELECT n FROM account WHERE report = ? AND entry <> 0", r.a)
		if err != nil {
			return err
		}
		b.seeds = append(b.seeds, accounts...)
	}
	return nil
}

func copyCount(is bool) int {
	if is {
		return 1
	}
	return 0
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

// textual sketches texts that may be copies.
type textual struct {
	b     *batch
	known map[int64]*sketch
}

type sketch struct {
	copies.Signature
	published int64
	key       string
}

// load reads the sketches of reports that were not read before.
func (t *textual) load(ctx context.Context, c *change, reports []int64) error {
	for _, n := range reports {
		if t.known[n] != nil {
			continue
		}
		if len(t.known) > 20000 {
			clear(t.known)
		}
		var hashes []byte
		var s sketch
		var day any
		stmt, err := c.stmt(ctx, "SELECT s.hashes, r.day, r.key FROM signature s JOIN report r ON r.n = s.report WHERE s.report = ?")
		if err != nil {
			return err
		}
		if err := stmt.QueryRowContext(ctx, n).Scan(&hashes, &day, &s.key); err != nil {
			return err
		}
		s.published = unknownDay
		if d, ok := day.(int64); ok {
			s.published = d
		}
		if s.Signature, err = copies.FromBytes(hashes); err != nil {
			return err
		}
		t.known[n] = &s
	}
	return nil
}

func (t *textual) spots(ctx context.Context, c *change, n int64) ([]spot, error) {
	if err := t.load(ctx, c, []int64{n}); err != nil {
		return nil, err
	}
	s := t.known[n]
	return spotsOfText(s.Signature, s.published, s.key), nil
}

func (t *textual) same(ctx context.Context, c *change, n int64, candidates []int64) ([]int64, error) {
	var out []int64
	for _, m := range candidates {
		if err := t.load(ctx, c, []int64{n, m}); err != nil {
			return nil, err
		}
		if copies.Similarity(t.known[n].Signature, t.known[m].Signature) < copies.Threshold {
			continue
		}
		later, err := t.b.isWaiting(ctx, m)
		if err != nil {
			return nil, err
		}
		if !later {
			out = append(out, m)
		}
	}
	return out, nil
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
