package store

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"chancery"
	"chancery/lives"
)

// One step follows so many lives, and seeks what became of so many at once.
const (
	followedAtOnce   = 1000
	followedTogether = 100
)

// follow follows the lives of some entries that are marked, and tells how many it
// took up; 0 means that none was left.
func (f *following) step(ctx context.Context, c *change) (int, error) {
	marked, err := c.numbers(ctx, "SELECT entry FROM unfollowed ORDER BY entry LIMIT ?", followedAtOnce)
	if err != nil || len(marked) == 0 {
		return 0, err
	}
	if err := f.begin(ctx, c); err != nil {
		return 0, err
	}
	for part := range slices.Chunk(marked, followedTogether) {
		if err := f.part(ctx, part); err != nil {
			return 0, err
		}
	}
	clause, arg := c.a.among("entry", marked)
	f.changed = c.last["changed"]
	return len(marked), c.exec(ctx, "DELETE FROM unfollowed WHERE "+clause, arg)
}

// begin forgets what was read in earlier steps if entries have changed since.
func (f *following) begin(ctx context.Context, c *change) error {
	changed, err := c.lastOf(ctx, "changed")
	if err != nil {
		return err
	}
	if f.c = c; changed != f.changed || len(f.known) > mostFollowed {
		clear(f.known)
	}
	return nil
}

// part follows the lives of entries for which outcomes are sought at once.
func (f *following) part(ctx context.Context, marked []int64) error {
	if err := f.load(ctx, marked); err != nil {
		return err
	}
	// Entries whose accounts have all gone go first: no life may rest on them.
	if err := f.removeEmptied(ctx, marked); err != nil {
		return err
	}
	var entries, plans []*followed
	for _, n := range marked {
		if e := f.known[n]; e != nil {
			if entries = append(entries, e); isPlan(&e.Entry) {
				plans = append(plans, e)
			}
		}
	}
	outcomes, err := f.c.outcomes(ctx, plans)
	if err != nil {
		return err
	}
	var all []int64
	for _, numbers := range outcomes {
		all = append(all, numbers...)
	}
	if err := f.load(ctx, distinct(all)); err != nil {
		return err
	}
	for _, e := range entries {
		if err := f.follow(ctx, e, outcomes[e.row.n]); err != nil {
			return err
		}
	}
	return nil
}

func (f *following) removeEmptied(ctx context.Context, marked []int64) error {
	var emptied []*madeEntry
	for _, n := range marked {
		if e := f.known[n]; e != nil && len(e.Accounts) == 0 {
			emptied = append(emptied, &madeEntry{old: e.row})
			delete(f.known, n)
		}
	}
	m := &merging{c: f.c, moved: map[pairDay]*pairSum{}}
	return firstError(f.c.unindex(ctx, m.moved, emptied), m.remove(ctx, emptied), m.finish(ctx))
}

// following follows lives, in steps. What it has read it knows as long as no entry
// changes but by its own hand.
type following struct {
	c       *change // the present step
	known   map[int64]*followed
	changed int64 // the last change of an entry that it knows of
}

// followed is an entry with its accounts, as it was merged, and its life so far.
type followed struct {
	chancery.Entry
	row  *entryRow
	life []byte
}

// mostFollowed bounds the entries that are known from one step to the next.
const mostFollowed = 10_000

// load reads entries that were not read before.
func (f *following) load(ctx context.Context, numbers []int64) error {
	missing := slices.DeleteFunc(slices.Clone(numbers), func(n int64) bool { return f.known[n] != nil })
	for part := range slices.Chunk(missing, queried) {
		if err := f.loadPart(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

func (f *following) loadPart(ctx context.Context, part []int64) error {
	clause, arg := f.c.a.among("n", part)
	rows, err := f.c.query(ctx, "SELECT "+entryRowColumns+", life FROM entry WHERE "+clause, arg)
	found, err := collect(rows, err, scanFollowed)
	if err != nil {
		return err
	}
	for _, x := range found {
		f.known[x.row.n] = x
	}
	clause, arg = f.c.a.among("entry", part)
	rows, err = f.c.query(ctx, "SELECT n, entry FROM account WHERE "+clause, arg)
	members, err := collect(rows, err, scanCouple)
	if err != nil {
		return err
	}
	numbers := make([]int64, len(members))
	for i, m := range members {
		numbers[i] = m.a
	}
	accounts, err := f.c.a.accounts(ctx, f.c, numbers)
	if err != nil {
		return err
	}
	for _, m := range members {
		if e := f.known[m.b]; e != nil {
			e.Accounts = append(e.Accounts, accounts[m.a].Account)
		}
	}
	for _, x := range found {
		slices.SortFunc(x.Accounts, compareAccounts)
	}
	return nil
}

// follow writes the life of one entry.
func (f *following) follow(ctx context.Context, e *followed, outcomes []int64) error {
	var life []byte
	status := e.Status
	if isPlan(&e.Entry) {
		var steps []chancery.Step
		if steps, status = lives.Follow(&e.Entry, f.later(e, outcomes)); len(steps) > 0 {
			var err error
			if life, err = json.Marshal(lifeData{status, steps}); err != nil {
				return err
			}
		} else {
			status = e.Status
		}
	}
	if bytes.Equal(life, e.life) {
		return nil
	}
	changed, err := f.c.next(ctx, "changed", 1)
	if err != nil {
		return err
	}
	e.life = life
	return f.c.exec(ctx, "UPDATE entry SET status = ?, life = ?, changed = ? WHERE n = ?", string(status), orNil(life), changed, e.row.n)
}

func orNil(data []byte) any {
	if data == nil {
		return nil
	}
	return data
}

// later gives the entries among outcomes that were told no earlier than a plan.
func (f *following) later(e *followed, outcomes []int64) []chancery.Entry {
	var out []chancery.Entry
	for _, n := range outcomes {
		x := f.known[n]
		if x != nil && n != e.row.n && len(x.Accounts) > 0 && (x.First == "" || x.First >= e.First) {
			out = append(out, x.Entry)
		}
	}
	return out
}
