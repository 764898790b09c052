package store

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"chancery"
	"chancery/lives"
)

// followedAtOnce is how many lives one step follows.
const followedAtOnce = 200

// follow follows the lives of some entries that are marked, and tells how many it
// took up; 0 means that none was left.
func (c *change) follow(ctx context.Context) (int, error) {
	marked, err := c.numbers(ctx, "SELECT entry FROM unfollowed ORDER BY entry LIMIT ?", followedAtOnce)
	if err != nil || len(marked) == 0 {
		return 0, err
	}
	f := &following{c: c, known: map[int64]*followed{}}
	if err := f.load(ctx, marked); err != nil {
		return 0, err
	}
	// Entries whose accounts have all gone go first: no life may rest on them.
	if err := f.removeEmptied(ctx, marked); err != nil {
		return 0, err
	}
	for _, n := range marked {
		if e := f.known[n]; e != nil {
			if err := f.follow(ctx, e); err != nil {
				return 0, err
			}
		}
	}
	clause, arg := c.a.among("entry", marked)
	return len(marked), c.exec(ctx, "DELETE FROM unfollowed WHERE "+clause, arg)
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

// following is one step of following lives.
type following struct {
	c     *change
	known map[int64]*followed
}

// followed is an entry with its accounts, as it was merged, and its life so far.
type followed struct {
	chancery.Entry
	row  *entryRow
	life []byte
}

// mostFollowed bounds the entries that one step holds in memory.
const mostFollowed = 20000

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
func (f *following) follow(ctx context.Context, e *followed) error {
	var life []byte
	status := e.Status
	if isPlan(&e.Entry) {
		later, err := f.later(ctx, e)
		if err != nil {
			return err
		}
		var steps []chancery.Step
		if steps, status = lives.Follow(&e.Entry, later); len(steps) > 0 {
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
	return f.c.exec(ctx, "UPDATE entry SET status = ?, life = ?, changed = ? WHERE n = ?", string(status), orNil(life), changed, e.row.n)
}

func orNil(data []byte) any {
	if data == nil {
		return nil
	}
	return data
}

// later gives the entries that may be outcomes of a plan.
func (f *following) later(ctx context.Context, e *followed) ([]chancery.Entry, error) {
	numbers, err := f.c.outcomes(ctx, &e.Entry)
	if err != nil {
		return nil, err
	}
	if len(f.known)+len(numbers) > mostFollowed {
		clear(f.known)
		f.known[e.row.n] = e
	}
	if err := f.load(ctx, numbers); err != nil {
		return nil, err
	}
	var out []chancery.Entry
	for _, n := range numbers {
		x := f.known[n]
		if x != nil && n != e.row.n && len(x.Accounts) > 0 && (x.First == "" || x.First >= e.First) {
			out = append(out, x.Entry)
		}
	}
	return out, nil
}

// outcomes gives the numbers of the entries that stand within reach of a plan along
// its threads.
func (c *change) outcomes(ctx context.Context, e *chancery.Entry) ([]int64, error) {
	var hashes []int64
	strands := slices.DeleteFunc(strandsOf(e), func(s strand) bool { return s.mark == markOutcome })
	for _, s := range strands {
		hashes = append(hashes, s.hash)
	}
	there, err := c.marked(ctx, hashes, "mark = 0")
	if err != nil {
		return nil, err
	}
	var out []int64
	for _, s := range strands {
		if !there[s.hash] {
			continue
		}
		least := int64(-1 << 62)
		if s.mark == markTold {
			least = s.rank >> 40 << 40 // the beginning of the day
		}
		before, err := c.numbers(ctx, `SELECT entry FROM thread WHERE hash = ? AND mark = 0 AND rank < ? AND rank >= ?
			ORDER BY rank DESC, entry DESC LIMIT ?`, s.hash, s.rank, least, bounds.reach)
		if err != nil {
			return nil, err
		}
		from, err := c.numbers(ctx, "SELECT entry FROM thread WHERE hash = ? AND mark = 0 AND rank >= ? ORDER BY rank, entry LIMIT ?",
			s.hash, s.rank, bounds.reach)
		if err != nil {
			return nil, err
		}
		out = append(append(out, before...), from...)
	}
	return distinct(out), nil
}
