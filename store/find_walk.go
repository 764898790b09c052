package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// way is an index along which entries are walked in the order of a page.
type way struct {
	table   string // with alias x
	n, key  string // columns: entry, and what orders it
	where   []condition
	covers  []string // conditions of the query that need not be asked again
	grouped bool     // an entry may come several times, one after the other
}

// way chooses the index that has least to be walked: that of a rare actor, a pair,
// a place, then what narrows less.
func (a *Archive) way(s *sought) way {
	w := way{table: "entry x", n: "x.n", key: "x.sort_day"}
	is := func(name, sql string, args ...any) {
		w.where = append(w.where, condition{name: name, sql: sql, args: args})
		w.covers = append(w.covers, name)
	}
	oneKind, oneStatus := len(s.kinds) == 1, len(s.Statuses) == 1
	const rare = 20_000
	switch {
	case s.report != 0:
		w.table = "(SELECT DISTINCT entry FROM account WHERE report = ?) r CROSS JOIN entry x"
		w.where = append(w.where, condition{name: "report", sql: "x.n = r.entry", args: []any{s.report}})
	case s.Order == chancery.Surest:
		w.key = "x.confidence"
	case s.Order == chancery.Widest:
		w.key = "x.independent"
	case s.Order == chancery.Arrived:
		w.key = "x.settled"
	case len(s.actors) > 0 && (s.Pair[0] == "" || s.least < rare):
		w.table, w.n, w.grouped = "entry_actor x", "x.entry", true
		is(actorName(s.actors[0]), "x.actor = ?", s.actors[0])
		if oneKind {
			is("kind", "x.kind = ?", s.kinds[0])
		}
	case s.Pair[0] != "":
		w.table, w.n = "entry_pair x", "x.entry"
		is("pair", "x.a = ? AND x.b = ?", s.Pair[0], s.Pair[1])
		if len(s.kinds) > 0 {
			is("kind", in("x.kind", len(s.kinds)), anys(s.kinds)...)
		}
	case s.place != "":
		is("place", "x.place = ?", s.place)
		w.where[0].sql = "x.place = ? AND x.place <> ''" // as the partial index has it
	case s.Corrected:
		is("corrected", "x.corrected = 1")
	case s.overdue != nil:
		w.where = append(w.where, condition{sql: "x.kind = 3 AND x.status = 'open' AND x.sort_day < ?", args: []any{*s.overdue}})
	case s.Disputed:
		is("disputed", "x.disputed = 1")
	case oneKind && oneStatus:
		is("kind", "x.kind = ?", s.kinds[0])
		is("status", "x.status = ?", string(s.Statuses[0]))
	case s.Country != "":
		is("country", "x.country = ? AND x.country <> ''", s.Country)
	case len(s.Types) == 1:
		is("type", "x.type = ?", s.Types[0])
	case oneKind:
		is("kind", "x.kind = ?", s.kinds[0])
	}
	if w.key == "x.sort_day" {
		if s.from != nil {
			is("from", "x.sort_day >= ?", *s.from)
		}
		if s.to != nil {
			is("to", "x.sort_day <= ? AND x.sort_day > ?", *s.to, unknownDay)
		}
	}
	return w
}

// rows is a query for at most limit rows of the way, k and n, after a position.
func (w *way) rows(down bool, after *position, limit int) (query string, args []any) {
	var where []string
	for _, c := range w.where {
		where, args = append(where, c.sql), append(args, c.args...)
	}
	order, beyond := "DESC", "<"
	if !down {
		order, beyond = "ASC", ">"
	}
	if after != nil {
		where = append(where, fmt.Sprintf("(%s, %s) %s (?, ?)", w.key, w.n, beyond))
		args = append(args, w.keyOf(after), after.N)
	}
	query = fmt.Sprintf("SELECT %s AS k, %s AS n FROM %s", w.key, w.n, w.table)
	if len(where) > 0 {
		query += " WHERE " + strings.Join(where, " AND ")
	}
	if w.grouped {
		query += fmt.Sprintf(" GROUP BY %s, %s", w.key, w.n)
	}
	query += fmt.Sprintf(" ORDER BY %s %s, %s %s LIMIT ?", w.key, order, w.n, order)
	return query, append(args, limit)
}

// keyOf gives a position's key in the type of its column.
func (w *way) keyOf(p *position) any {
	if w.key == "x.confidence" {
		return p.Key
	}
	return int64(p.Key)
}

// outer asks what the way does not see to of the rows w that it gives. What another
// index tells is asked of it before the entry is read: entries lie in the order of
// their numbers, the index in the order of the walk.
func (w *way) outer(s *sought) (clause string, args []any) {
	var early, late string
	var more []any
	for _, c := range s.conditions {
		switch {
		case slices.Contains(w.covers, c.name):
		case c.indexed && w.key == "x.sort_day":
			early += " AND " + strings.NewReplacer("e.sort_day", "w.k", "e.n", "w.n").Replace(c.sql)
			args = append(args, c.args...)
		default:
			late += " AND " + c.sql
			more = append(more, c.args...)
		}
	}
	switch {
	case late != "":
		return " CROSS JOIN entry e WHERE e.n = w.n" + early + late, append(args, more...)
	case early != "":
		return " WHERE" + strings.TrimPrefix(early, " AND"), args
	}
	return "", nil
}

// walkEntries walks a way until it has found want entries, has come to the end, or
// has looked at most rows, and gives the position to go on from, nil at the end.
func (a *Archive) walkEntries(ctx context.Context, s *sought, w way, after *position, want, most int) ([]int64, *position, error) {
	down := s.Order != chancery.Oldest
	order := "DESC"
	if !down {
		order = "ASC"
	}
	outer, more := w.outer(s)
	var found []position
	step := want + 1
	if outer != "" {
		step = max(4*want, 500)
	}
	for walked := 0; ; {
		inner, args := w.rows(down, after, step)
		query := "SELECT w.k, w.n FROM (" + inner + ") w" + outer + " ORDER BY w.k " + order + ", w.n " + order + " LIMIT ?"
		rows, err := a.read.QueryContext(ctx, a.rebind(query), slices.Concat(args, more, []any{want + 1 - len(found)})...)
		got, err := collect(rows, err, scanPosition)
		if err != nil {
			return nil, nil, err
		}
		if found = append(found, got...); len(found) > want {
			return numbersOf(found[:want]), &found[want-1], nil
		}
		last, err := a.lastOf(ctx, inner, args, order)
		if err != nil || last == nil {
			return numbersOf(found), nil, err
		}
		if walked += step; walked >= most {
			return numbersOf(found), last, nil
		}
		after, step = last, min(3*step, most-walked)
	}
}

// lastOf gives the last row of a step, nil where the step came to the end.
func (a *Archive) lastOf(ctx context.Context, inner string, args []any, order string) (*position, error) {
	step := args[len(args)-1].(int)
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT k, n FROM ("+inner+") w ORDER BY k "+order+", n "+order+" LIMIT 1 OFFSET ?"),
		slices.Concat(args, []any{step - 1})...)
	last, err := collect(rows, err, scanPosition)
	if err != nil || len(last) == 0 {
		return nil, err
	}
	return &last[0], nil
}

func numbersOf(all []position) []int64 {
	out := make([]int64, len(all))
	for i, p := range all {
		out[i] = p.N
	}
	return out
}

// sortPositions puts positions in the order of their keys, then of their numbers.
func sortPositions(all []position) {
	slices.SortFunc(all, func(x, y position) int { return cmp.Or(cmp.Compare(x.Key, y.Key), cmp.Compare(x.N, y.N)) })
}
