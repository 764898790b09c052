package store

import (
	"context"
	"database/sql"
	"slices"

	"chancery/copies"
)

// findCopies links new reports with their copies and gives every report its witness;
// accounts of reports that get another one are merged anew.
func (b *batch) findCopies(ctx context.Context, fresh []int64) error {
	texts := &textual{b: b, known: map[int64]*sketch{}}
	if err := texts.load(ctx, b.c, fresh); err != nil { // at once, and not one by one
		return err
	}
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

// textual sketches texts that may be copies.
type textual struct {
	b     *batch
	known map[int64]*sketch
}

type sketch struct {
	copies.Signature
	n         int64
	published int64
	key       string
}

// load reads the sketches of reports that were not read before.
func (t *textual) load(ctx context.Context, c *change, reports []int64) error {
	missing := slices.DeleteFunc(slices.Clone(reports), func(n int64) bool { return t.known[n] != nil })
	if len(t.known)+len(missing) > mostSketches {
		clear(t.known)
		missing = reports
	}
	for part := range slices.Chunk(missing, queried) {
		clause, arg := c.a.among("s.report", part)
		rows, err := c.query(ctx, "SELECT s.report, s.hashes, r.day, r.key FROM signature s JOIN report r ON r.n = s.report WHERE "+clause, arg)
		found, err := collect(rows, err, scanSketch)
		if err != nil {
			return err
		}
		for _, s := range found {
			t.known[s.n] = s
		}
	}
	return nil
}

// mostSketches bounds the sketches that one step holds in memory: 6 MB.
const mostSketches = 20_000

func scanSketch(rows *sql.Rows) (*sketch, error) {
	s := sketch{published: unknownDay}
	var hashes []byte
	var day sql.NullInt64
	err := rows.Scan(&s.n, &hashes, &day, &s.key)
	if err == nil {
		s.Signature, err = copies.FromBytes(hashes)
	}
	if day.Valid {
		s.published = day.Int64
	}
	return &s, err
}

func (t *textual) spots(ctx context.Context, c *change, n int64) ([]spot, error) {
	if err := t.load(ctx, c, []int64{n}); err != nil {
		return nil, err
	}
	s := t.known[n]
	return spotsOfText(s.Signature, s.published, s.key), nil
}

func (t *textual) same(ctx context.Context, c *change, n int64, candidates []int64) ([]int64, error) {
	if err := t.load(ctx, c, append(slices.Clone(candidates), n)); err != nil {
		return nil, err
	}
	var out []int64
	for _, m := range candidates {
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
