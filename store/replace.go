package store

import (
	"bytes"
	"context"
	"database/sql"
	"slices"
)

// keptAccount is an account's row.
type keptAccount struct {
	n, entry int64
	id       string
	data     []byte
}

func scanKeptAccount(rows *sql.Rows) (x keptAccount, err error) {
	return x, rows.Scan(&x.n, &x.id, &x.entry, &x.data)
}

// replace puts the accounts of one reading of a report in the place of those of
// another, and marks what is to be settled for it. Accounts that are the same in
// both stay.
func (c *change) replace(ctx context.Context, report int64, old, now *prepared) error {
	rows, err := c.query(ctx, "SELECT n, id, entry, data FROM account WHERE report = ? ORDER BY n", report)
	kept, err := collect(rows, err, scanKeptAccount)
	if err != nil {
		return err
	}
	wanted := map[string]*preparedAccount{}
	for i := range now.accounts {
		wanted[now.accounts[i].ID] = &now.accounts[i]
	}
	var leaving []keptAccount
	for _, x := range kept {
		if w := wanted[x.id]; w != nil && bytes.Equal(w.data, x.data) {
			delete(wanted, x.id)
		} else {
			leaving = append(leaving, x)
		}
	}
	if err := c.dropAccounts(ctx, leaving); err != nil {
		return err
	}
	coming := *now
	coming.accounts = slices.DeleteFunc(slices.Clone(now.accounts), func(x preparedAccount) bool { return wanted[x.ID] == nil })
	if err := c.addAccounts(ctx, report, []*prepared{&coming}); err != nil {
		return err
	}
	if err := c.see(ctx, []*prepared{now}, 1); err != nil {
		return err
	}
	if err := c.see(ctx, []*prepared{old}, -1); err != nil {
		return err
	}
	if err := c.exec(ctx, "UPDATE report SET entries = ? WHERE n = ?", len(now.accounts), report); err != nil {
		return err
	}
	if len(leaving) == 0 && len(coming.accounts) == 0 {
		return nil
	}
	return c.unsettle(ctx, []int64{report}, 1)
}

// dropAccounts takes accounts out, and marks what they leave behind.
func (c *change) dropAccounts(ctx context.Context, leaving []keptAccount) error {
	numbers := make([]int64, len(leaving))
	for i, x := range leaving {
		numbers[i] = x.n
	}
	accounts, err := c.a.accounts(ctx, c, numbers)
	if err != nil {
		return err
	}
	var ends, moved []int64
	for _, x := range leaving {
		account := &accounts[x.n].Account
		e, m, err := accountHood.leave(ctx, c, x.n, spotsOfAccount(account))
		if err != nil {
			return err
		}
		ends, moved = append(ends, e...), append(moved, m...)
		err = firstError(
			c.exec(ctx, "DELETE FROM account_words WHERE "+c.a.dialect.rowOf()+" = ?", wordsRow(wordsDayOf(account), x.n)),
			c.exec(ctx, "DELETE FROM account WHERE n = ?", x.n),
			c.exec(ctx, "DELETE FROM unlinked WHERE account = ?", x.n))
		if err != nil {
			return err
		}
		c.a.cache.drop(x.n)
		c.tally("accounts", "", -1)
	}
	for _, x := range leaving {
		// An entry without accounts goes when its life is followed, unless one of the
		// same ID takes its row over.
		err := c.exec(ctx, `INSERT INTO unfollowed(entry) SELECT n FROM entry WHERE n = ? AND NOT EXISTS
			(SELECT 1 FROM account WHERE account.entry = entry.n) ON CONFLICT (entry) DO NOTHING`, x.entry)
		if err != nil {
			return err
		}
	}
	return c.unlink(ctx, distinct(ends), distinct(moved))
}

// unlink marks the reports of accounts to be settled again; those of moved are to
// be held against others again.
func (c *change) unlink(ctx context.Context, ends, moved []int64) error {
	b := c.bulk("unlinked", "account", " ON CONFLICT (account) DO NOTHING")
	for part := range slices.Chunk(moved, queried) {
		clause, arg := c.a.among("n", part)
		there, err := c.numbers(ctx, "SELECT n FROM account WHERE "+clause, arg)
		if err != nil {
			return err
		}
		for _, n := range there {
			if err := b.add(ctx, n); err != nil {
				return err
			}
		}
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	for part := range slices.Chunk(distinct(slices.Concat(ends, moved)), queried) {
		clause, arg := c.a.among("n", part)
		reports, err := c.numbers(ctx, "SELECT DISTINCT report FROM account WHERE "+clause, arg)
		if err != nil {
			return err
		}
		if err := c.unsettle(ctx, reports, 0); err != nil {
			return err
		}
	}
	return nil
}

// unsettle marks reports to be settled; fresh is 1 where their accounts are also to
// be linked.
func (c *change) unsettle(ctx context.Context, reports []int64, fresh int) error {
	b := c.bulk("unsettled", "report, fresh",
		" ON CONFLICT (report) DO UPDATE SET fresh = CASE WHEN excluded.fresh > unsettled.fresh THEN excluded.fresh ELSE unsettled.fresh END")
	for _, n := range distinct(reports) {
		if err := b.add(ctx, n, fresh); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}
