package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// tally collects, over one transaction, how sums change that would take long to
// count when they are asked for: what the archive holds, by source and month, and
// the entries of each actor by month. Whoever adds or removes a report, an account
// or an entry tells it, and writes it before the transaction ends.
type tally struct {
	sums   map[[2]string]int
	actors map[actorMonth]int
	totals map[int64]int
}

type actorMonth struct {
	actor       int64
	month, kind int
}

// undatedMonth is the month of entries without any day.
const undatedMonth = -40000

// undatedDay is the sort_day of entries without any day.
const undatedDay = -1000000

func newTally() *tally {
	return &tally{map[[2]string]int{}, map[actorMonth]int{}, map[int64]int{}}
}

// report adds a report, or takes it away where by is -1. Day is that of its
// publication in days since 1970-01-01, nil if unknown.
func (t *tally) report(by int, source, version string, day *int64, words int) {
	t.sums[[2]string{"reports", ""}] += by
	t.sums[[2]string{"words", ""}] += by * words
	t.sums[[2]string{"source", source}] += by
	t.sums[[2]string{"version", version}] += by
	if day == nil {
		t.sums[[2]string{"undated", ""}] += by
		return
	}
	t.sums[[2]string{"month", dayTime(*day).Format("2006-01")}] += by
}

// reread moves a report from one version of its reading to another.
func (t *tally) reread(from, to string) {
	t.sums[[2]string{"version", from}]--
	t.sums[[2]string{"version", to}]++
}

// account adds accounts, or takes them away where by is negative.
func (t *tally) account(by int) { t.sums[[2]string{"accounts", ""}] += by }

// entry adds an entry with the actors that take part in it, each named once or
// more, or takes it away where by is -1.
func (t *tally) entry(by int, kind string, kindCode int, sortDay int64, actors []int64) {
	t.sums[[2]string{"entries", kind}] += by
	month := monthOf(sortDay)
	for i, a := range actors {
		if slices.Contains(actors[:i], a) {
			continue
		}
		t.actors[actorMonth{a, month, kindCode}] += by
		t.totals[a] += by
	}
}

// monthOf gives the months from 1970-01 to the month of a day.
func monthOf(sortDay int64) int {
	if sortDay <= undatedDay {
		return undatedMonth
	}
	d := dayTime(sortDay)
	return (d.Year()-1970)*12 + int(d.Month()) - 1
}

// monthName writes the month of monthOf as 2018-10.
func monthName(month int) string {
	return time.Date(1970, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

// dayTime gives midnight UTC of a day since 1970-01-01.
func dayTime(day int64) time.Time { return time.Unix(day*86400, 0).UTC() }

// executor is a transaction in the placeholders of its own backend.
type executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// tallyBatch is how many rows go into one statement: 4 parameters each stay well
// under the least limit of any backend, 32,766.
const tallyBatch = 500

// write adds what was collected to the tables. Rebind turns ? into the placeholders
// of the backend. Rows go in order, so that two writers cannot lock each other out.
func (t *tally) write(ctx context.Context, tx executor, rebind func(string) string) error {
	var sums, months [][]any
	for _, k := range slices.SortedFunc(maps.Keys(t.sums), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if n := t.sums[k]; n != 0 {
			sums = append(sums, []any{k[0], k[1], n})
		}
	}
	byActor := func(a, b actorMonth) int {
		return slices.Compare([]int64{a.actor, int64(a.month), int64(a.kind)}, []int64{b.actor, int64(b.month), int64(b.kind)})
	}
	for _, k := range slices.SortedFunc(maps.Keys(t.actors), byActor) {
		if n := t.actors[k]; n != 0 {
			months = append(months, []any{k.actor, k.month, k.kind, n})
		}
	}
	err := addRows(ctx, tx, rebind, "INSERT INTO tally(name, value, count) VALUES ",
		" ON CONFLICT(name, value) DO UPDATE SET count = tally.count + excluded.count", sums)
	if err == nil {
		err = addRows(ctx, tx, rebind, "INSERT INTO actor_month(actor, month, kind, count) VALUES ",
			" ON CONFLICT(actor, month, kind) DO UPDATE SET count = actor_month.count + excluded.count", months)
	}
	for _, a := range slices.Sorted(maps.Keys(t.totals)) {
		if n := t.totals[a]; n != 0 && err == nil {
			_, err = tx.ExecContext(ctx, rebind("UPDATE actor SET entries = entries + ? WHERE n = ?"), n, a)
		}
	}
	if err != nil {
		return fmt.Errorf("move the archive's sums: %w", err)
	}
	return nil
}

// addRows runs one statement for every tallyBatch rows.
func addRows(ctx context.Context, tx executor, rebind func(string) string, head, tail string, rows [][]any) error {
	for chunk := range slices.Chunk(rows, tallyBatch) {
		one := "(" + strings.TrimSuffix(strings.Repeat("?,", len(chunk[0])), ",") + ")"
		var args []any
		for _, r := range chunk {
			args = append(args, r...)
		}
		query := head + strings.TrimSuffix(strings.Repeat(one+",", len(chunk)), ",") + tail
		if _, err := tx.ExecContext(ctx, rebind(query), args...); err != nil {
			return err
		}
	}
	return nil
}
