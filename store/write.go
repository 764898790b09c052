package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// change is one writing transaction: what it does is done whole or not at all.
type change struct {
	*sql.Tx
	a       *Archive
	stmts   map[string]*sql.Stmt
	last    map[string]int64 // of sequences, as far as they were asked for
	given   map[string]bool  // sequences that gave numbers
	tallies map[tallied]int64
	months  map[actorMonth]int // see inMonths
}

// changing runs do in one transaction. One transaction writes at a time, in this
// process and in others.
func (a *Archive) changing(ctx context.Context, do func(c *change) error) (err error) {
	defer func() { err = a.explain(err) }()
	if a.frozen {
		return fmt.Errorf("%w: %s", ErrReadOnly, readOnlyAdvice)
	}
	tx, err := a.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	c := &change{
		Tx: tx, a: a, stmts: map[string]*sql.Stmt{},
		last: map[string]int64{}, given: map[string]bool{}, tallies: map[tallied]int64{}, months: map[actorMonth]int{},
	}
	defer func() {
		if err != nil {
			a.cache.clear() // may hold what is now undone
			if undo := tx.Rollback(); undo != nil && !errors.Is(undo, sql.ErrTxDone) {
				err = errors.Join(err, undo)
			}
		}
	}()
	if a.dialect == postgres {
		if _, err = tx.ExecContext(ctx, lockWriting); err != nil {
			return err
		}
	}
	err = do(c)
	for _, save := range []func(context.Context) error{c.saveSequences, c.saveTallies, c.saveMonths} {
		if err == nil {
			err = save(ctx)
		}
	}
	if err == nil {
		err = tx.Commit()
	}
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		err = ctx.Err() // which has undone the transaction
	}
	return err
}

// within is the context that a statement of the transaction runs in. SQLite's
// statements are short, and watching a context costs more than most of them: there
// it is only looked at before each.
func (c *change) within(ctx context.Context) (context.Context, error) {
	if c.a.dialect == postgres {
		return ctx, nil
	}
	return context.WithoutCancel(ctx), ctx.Err()
}

// ExecContext, QueryContext and QueryRowContext run a query that is not worth
// preparing.
func (c *change) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	ctx, err := c.within(ctx)
	if err != nil {
		return nil, err
	}
	return c.Tx.ExecContext(ctx, query, args...)
}

func (c *change) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx, err := c.within(ctx)
	if err != nil {
		return nil, err
	}
	return c.Tx.QueryContext(ctx, query, args...)
}

func (c *change) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	ctx, _ = c.within(ctx)
	return c.Tx.QueryRowContext(ctx, query, args...)
}

// stmt prepares a query once a transaction.
func (c *change) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, c.a.rebind(query))
	if err != nil {
		return nil, fmt.Errorf("%w, preparing %s", err, query)
	}
	c.stmts[query] = s
	return s, nil
}

// exec runs a query that gives no rows.
func (c *change) exec(ctx context.Context, query string, args ...any) error {
	ctx, err := c.within(ctx)
	if err != nil {
		return err
	}
	s, err := c.stmt(ctx, query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// query runs a query that gives rows; it goes well with collect.
func (c *change) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx, err := c.within(ctx)
	if err != nil {
		return nil, err
	}
	s, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// numbers runs a query for one column of numbers.
func (c *change) numbers(ctx context.Context, query string, args ...any) ([]int64, error) {
	rows, err := c.query(ctx, query, args...)
	return collect(rows, err, scanOne[int64])
}

// next gives the next n numbers of a sequence and returns the first.
func (c *change) next(ctx context.Context, sequence string, n int) (int64, error) {
	last, err := c.lastOf(ctx, sequence)
	if err != nil {
		return 0, err
	}
	c.last[sequence] += int64(n)
	c.given[sequence] = true
	return last + 1, nil
}

// lastOf is the last number that a sequence gave.
func (c *change) lastOf(ctx context.Context, sequence string) (int64, error) {
	if last, known := c.last[sequence]; known {
		return last, nil
	}
	var last int64
	err := c.QueryRowContext(ctx, c.a.rebind("SELECT last FROM sequence WHERE name = ?"), sequence).Scan(&last)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	c.last[sequence] = last
	return last, nil
}

func (c *change) saveSequences(ctx context.Context) error {
	for name := range c.given {
		err := c.exec(ctx, "INSERT INTO sequence(name, last) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET last = excluded.last",
			name, c.last[name])
		if err != nil {
			return err
		}
	}
	return nil
}

// collect reads all rows of a query and closes it.
func collect[T any](rows *sql.Rows, err error, scan func(*sql.Rows) (T, error)) (out []T, _ error) {
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		x, err := scan(rows)
		if err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		out = append(out, x)
	}
	return out, errors.Join(rows.Err(), rows.Close())
}

func scanOne[T any](rows *sql.Rows) (x T, err error) { return x, rows.Scan(&x) }

// bulkRows is how many rows one INSERT takes.
const bulkRows = 50

// bulk inserts many rows into one table, several a statement.
type bulk struct {
	c               *change
	head, row, tail string
	width           int
	args            []any
}

// bulk begins inserting into a table. tail may say what to do on conflict, and then
// no two rows that are inserted may be in conflict with each other.
func (c *change) bulk(table, columns, tail string) *bulk {
	n := strings.Count(columns, ",") + 1
	return &bulk{
		c: c, head: c.a.dialect.insert() + table + "(" + columns + ") VALUES ",
		row: "(?" + strings.Repeat(", ?", n-1) + ")", tail: tail, width: n,
	}
}

// bulkWords begins inserting into a full-text table.
func (c *change) bulkWords(table string) *bulk {
	head, row := c.a.dialect.insertWords(table)
	return &bulk{c: c, head: head, row: row, width: 2}
}

// bulkUpdate begins changing rows that are found by a column of numbers, each once;
// rows are added as the number and v.column2, which set speaks of.
func (c *change) bulkUpdate(table, where, set string) *bulk {
	return &bulk{
		c: c, head: "UPDATE " + table + " SET " + set + " FROM (VALUES ", row: "(CAST(? AS BIGINT), CAST(? AS BIGINT))",
		tail: ") AS v WHERE " + table + "." + where + " = v.column1", width: 2,
	}
}

func (b *bulk) add(ctx context.Context, row ...any) error {
	if len(row) != b.width {
		panic(fmt.Sprintf("%s: %d values for %d columns", b.head, len(row), b.width))
	}
	b.args = append(b.args, row...)
	if len(b.args) >= bulkRows*b.width {
		return b.flush(ctx)
	}
	return nil
}

// flush inserts what is left.
func (b *bulk) flush(ctx context.Context) error {
	n := len(b.args) / b.width
	if n == 0 {
		return nil
	}
	args := b.args
	b.args = b.args[:0]
	if n == bulkRows { // prepared once
		return b.c.exec(ctx, b.statement(n), args...)
	}
	_, err := b.c.ExecContext(ctx, b.c.a.rebind(b.statement(n)), args...)
	return err
}

func (b *bulk) statement(n int) string {
	return b.head + b.row + strings.Repeat(", "+b.row, n-1) + b.tail
}

// flushAll flushes several.
func flushAll(ctx context.Context, all ...*bulk) error {
	for _, b := range all {
		if err := b.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}
