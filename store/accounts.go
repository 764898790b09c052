package store

import (
	"context"
	"database/sql"
	"slices"
	"sync"

	"chancery"
)

// account is an account along with its numbers in the store.
type account struct {
	chancery.Account
	n      int64
	report int64
}

// cachedAccounts bounds how many decoded accounts are kept at hand: about 30 MB.
const cachedAccounts = 16384

// accountCache keeps accounts that were lately read, by number. What is cached of
// an account never changes: a number is not given twice.
type accountCache struct {
	mu       sync.Mutex
	now, old map[int64]*account // two generations: the old one goes when the new is full
}

func newAccountCache() *accountCache { return &accountCache{now: map[int64]*account{}} }

func (c *accountCache) get(n int64) *account {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.now[n]
	if x == nil {
		if x = c.old[n]; x != nil {
			c.putLocked(x)
		}
	}
	return x
}

func (c *accountCache) put(x *account) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.putLocked(x)
}

func (c *accountCache) putLocked(x *account) {
	if len(c.now) >= cachedAccounts/2 {
		c.now, c.old = map[int64]*account{}, c.now
	}
	c.now[x.n] = x
}

func (c *accountCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.old = map[int64]*account{}, nil
}

func (c *accountCache) drop(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.now, n)
	delete(c.old, n)
}

// queried is how many numbers are asked for in one query.
const queried = 500

// accountColumns are what scanAccount reads, of account x and report r.
const accountColumns = "x.n, x.id, x.report, x.kind, x.data, r.key, r.title, r.source, r.url, r.day"

func scanAccount(rows *sql.Rows) (*account, error) {
	var x account
	var kind int
	var data []byte
	var day sql.NullInt64
	if err := rows.Scan(&x.n, &x.ID, &x.report, &kind, &data, &x.Report, &x.Title, &x.Source, &x.URL, &day); err != nil {
		return nil, err
	}
	x.Kind = kindOf(kind)
	if day.Valid {
		x.Published = dayText(day.Int64)
	}
	return &x, decodeAccount(data, &x.Account)
}

// accounts gives the accounts with these numbers that there are, by number.
func (a *Archive) accounts(ctx context.Context, q querier, numbers []int64) (map[int64]*account, error) {
	out := make(map[int64]*account, len(numbers))
	var missing []int64
	for _, n := range numbers {
		if x := a.cache.get(n); x != nil {
			out[n] = x
		} else {
			missing = append(missing, n)
		}
	}
	for part := range slices.Chunk(missing, queried) {
		clause, arg := a.among("x.n", part)
		rows, err := q.QueryContext(ctx, a.rebind("SELECT "+accountColumns+" FROM account x JOIN report r ON r.n = x.report WHERE "+clause), arg)
		found, err := collect(rows, err, scanAccount)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			out[x.n] = x
			a.cache.put(x)
		}
	}
	return out, nil
}
