package store

import (
	"context"
	"database/sql"
	"math"
	"strings"

	"chancery"
)

// slackDays is how far the day of an account may be from that of its entry.
const slackDays = 400

// hit is a row of the full text and the entry that it leads to.
type hit struct{ row, entry int64 }

// walkWords walks the rows that match, the newest first, until it has found want
// entries, has come to the end, or has looked at most rows. An entry is found by
// the first of its accounts that is walked. The position to go on from is nil at
// the end.
func (a *Archive) walkWords(ctx context.Context, s *sought, after *position, want, most int) ([]int64, *position, error) {
	down := s.Order != chancery.Oldest
	low, high := s.span()
	if after != nil && down {
		high = after.N
	} else if after != nil {
		low = after.N
	}
	outer, args := s.beyondTokens()
	step := want + want/4 + 1
	if outer != "" {
		step = max(4*want, 500)
	}
	step = min(step, most)
	var found []hit
	seen := map[int64]bool{}
	for walked := 0; ; {
		rows, err := a.newestRows(ctx, "account_words", s.match, low, high, down, step)
		if err != nil {
			return nil, nil, err
		}
		got, err := a.entriesAt(ctx, rows, outer, args)
		if err != nil {
			return nil, nil, err
		}
		if got, err = a.unseen(ctx, s, got, seen, after, down); err != nil {
			return nil, nil, err
		}
		if found = append(found, got...); len(found) > want {
			return entriesOfHits(found[:want]), &position{N: found[want-1].row}, nil
		}
		if len(rows) < step {
			return entriesOfHits(found), nil, nil
		}
		last := rows[len(rows)-1]
		if walked += step; walked >= most {
			return entriesOfHits(found), &position{N: last}, nil
		}
		if down {
			high = last
		} else {
			low = last
		}
		step = min(3*step, most-walked)
	}
}

// span gives the rows between which a query's days lie; both ends are excluded.
func (s *sought) span() (low, high int64) {
	low, high = -1, math.MaxInt64
	if s.from != nil {
		low = wordsRow(max(*s.from-slackDays, unknownDay+1), 0) - 1
	}
	if s.to != nil {
		high = wordsRow(*s.to+slackDays+1, 0)
		low = max(low, wordsRow(unknownDay+1, 0)-1)
	}
	return low, high
}

// beyondTokens asks of entries what the tokens of the full text do not see to.
func (s *sought) beyondTokens() (clause string, args []any) {
	for _, c := range s.conditions {
		if c.name != "kind" && !strings.HasPrefix(c.name, "actor ") {
			clause += " AND " + c.sql
			args = append(args, c.args...)
		}
	}
	if s.report != 0 {
		clause += " AND a.report = ?"
		args = append(args, s.report)
	}
	return clause, args
}

// entriesAt gives the entries of rows of accounts that meet the conditions, in the
// order of the rows.
func (a *Archive) entriesAt(ctx context.Context, rows []int64, outer string, args []any) ([]hit, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	owners := make([]int64, len(rows))
	for i, r := range rows {
		owners[i] = wordsOwner(r)
	}
	clause, arg := a.among("a.n", owners)
	query := "SELECT a.n, a.entry FROM account a WHERE a.entry <> 0 AND " + clause
	if outer != "" {
		// CROSS JOIN keeps SQLite from beginning with the entries that meet a condition.
		query = "SELECT a.n, a.entry FROM account a CROSS JOIN entry e WHERE e.n = a.entry AND " + clause + outer
	}
	found, err := a.read.QueryContext(ctx, a.rebind(query), append([]any{arg}, args...)...)
	pairs, err := collect(found, err, scanHit)
	if err != nil {
		return nil, err
	}
	entry := make(map[int64]int64, len(pairs))
	for _, p := range pairs {
		entry[p.row] = p.entry
	}
	out := make([]hit, 0, len(pairs))
	for _, r := range rows {
		if n := entry[wordsOwner(r)]; n != 0 {
			out = append(out, hit{r, n})
		}
	}
	return out, nil
}

func scanHit(rows *sql.Rows) (h hit, err error) { return h, rows.Scan(&h.row, &h.entry) }

// unseen leaves out entries that this walk has found already, or that a page before
// it has shown for another of their accounts.
func (a *Archive) unseen(ctx context.Context, s *sought, got []hit, seen map[int64]bool, after *position, down bool) ([]hit, error) {
	var out []hit
	for _, h := range got {
		if !seen[h.entry] {
			seen[h.entry] = true
			out = append(out, h)
		}
	}
	if after == nil || len(out) == 0 {
		return out, nil
	}
	clause, arg := a.among("entry", entriesOfHits(out))
	found, err := a.read.QueryContext(ctx, a.rebind("SELECT n, entry FROM account WHERE "+clause), arg)
	all, err := collect(found, err, scanHit)
	if err != nil {
		return nil, err
	}
	before, err := a.rowsBefore(ctx, all, out, after, down)
	if err != nil || len(before) == 0 {
		return out, err
	}
	var rows []int64
	for r := range before {
		rows = append(rows, r)
	}
	matched, err := a.matchingOf(ctx, "account_words", s.match, rows)
	if err != nil {
		return nil, err
	}
	shown := map[int64]bool{}
	for _, r := range matched {
		shown[before[r]] = true
	}
	kept := out[:0]
	for _, h := range out {
		if !shown[h.entry] {
			kept = append(kept, h)
		}
	}
	return kept, nil
}

// rowsBefore gives the rows, with their entries, of accounts (number and entry)
// other than those of hits that stand before a position in a walk.
func (a *Archive) rowsBefore(ctx context.Context, accounts, hits []hit, after *position, down bool) (map[int64]int64, error) {
	of := make(map[int64]bool, len(hits))
	for _, h := range hits {
		of[wordsOwner(h.row)] = true
	}
	var others []int64
	entry := map[int64]int64{}
	for _, x := range accounts {
		if !of[x.row] {
			others = append(others, x.row)
			entry[x.row] = x.entry
		}
	}
	if len(others) == 0 {
		return nil, nil
	}
	read, err := a.accounts(ctx, a.read, others)
	if err != nil {
		return nil, err
	}
	out := map[int64]int64{}
	for n, x := range read {
		row := wordsRow(wordsDayOf(&x.Account), n)
		if down == (row >= after.N) || row == after.N {
			out[row] = entry[n]
		}
	}
	return out, nil
}

func entriesOfHits(all []hit) []int64 {
	out := make([]int64, len(all))
	for i, h := range all {
		out[i] = h.entry
	}
	return out
}
