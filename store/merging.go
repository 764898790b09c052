package store

import (
	"bytes"
	"context"
	"database/sql"
	"maps"
	"slices"

	"chancery"
)

// merging writes what merged components are.
type merging struct {
	c     *change
	moved map[pairDay]*pairSum
}

// entryRow is an entry as it stands in the store.
type entryRow struct {
	n, settled     int64
	id             string
	best, from, to int64
	data           []byte
	e              chancery.Entry // without its life
}

func scanEntryRow(rows *sql.Rows) (*entryRow, error) {
	var x entryRow
	var kind int
	if err := rows.Scan(&x.n, &x.id, &kind, &x.settled, &x.best, &x.from, &x.to, &x.data); err != nil {
		return nil, err
	}
	x.e.ID, x.e.Kind = x.id, kindOf(kind)
	return &x, decodeEntry(x.data, nil, &x.e)
}

const entryRowColumns = "n, id, kind, settled, best, best_start, best_end, data"

// madeEntry is an entry that was merged, and the numbers of its accounts.
type madeEntry struct {
	chancery.Entry
	accounts []int64
	row      entryRow
	old      *entryRow // the row that it takes over, nil if it is new
}

// merge merges components anew and writes what has changed.
func (m *merging) merge(ctx context.Context, parts [][]int64) error {
	all := slices.Concat(parts...)
	accounts, err := m.c.a.accounts(ctx, m.c, all)
	if err != nil {
		return err
	}
	was, err := m.c.entriesOfAccounts(ctx, all)
	if err != nil {
		return err
	}
	made, err := m.make(ctx, parts, accounts)
	if err != nil {
		return err
	}
	old, err := m.oldEntries(ctx, was, made)
	if err != nil {
		return err
	}
	var written, removed []*madeEntry
	gone := maps.Clone(old)
	for i := range made {
		e := &made[i]
		if e.old = old[e.ID]; e.old != nil {
			delete(gone, e.ID)
			e.row.n, e.row.settled = e.old.n, e.old.settled
			if e.unchanged(was) {
				continue
			}
		}
		written = append(written, e)
	}
	for _, x := range gone {
		removed = append(removed, &madeEntry{old: x})
	}
	slices.SortFunc(removed, func(x, y *madeEntry) int { return int(max(-1, min(1, x.old.n-y.old.n))) })
	if err := m.inherit(ctx, written, was, old); err != nil {
		return err
	}
	if err := m.c.unindex(ctx, m.moved, append(slices.Clone(removed), written...)); err != nil {
		return err
	}
	if err := m.remove(ctx, removed); err != nil {
		return err
	}
	if err := m.write(ctx, written, was); err != nil {
		return err
	}
	return m.c.index(ctx, m.moved, written)
}

// entriesOfAccounts gives the entry of each account, 0 if it has none yet.
func (c *change) entriesOfAccounts(ctx context.Context, accounts []int64) (map[int64]int64, error) {
	out := make(map[int64]int64, len(accounts))
	for part := range slices.Chunk(accounts, queried) {
		clause, arg := c.a.among("n", part)
		rows, err := c.query(ctx, "SELECT n, entry FROM account WHERE "+clause, arg)
		found, err := collect(rows, err, scanCouple)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			out[x.a] = x.b
		}
	}
	return out, nil
}

// make merges the components.
func (m *merging) make(ctx context.Context, parts [][]int64, accounts map[int64]*account) ([]madeEntry, error) {
	var reports []int64
	for _, x := range accounts {
		reports = append(reports, x.report)
	}
	slices.Sort(reports)
	witness, err := m.c.witnesses(ctx, slices.Compact(reports))
	if err != nil {
		return nil, err
	}
	var out []madeEntry
	for _, part := range parts {
		together := make([]chancery.Account, 0, len(part))
		numbers := make(map[string]*account, len(part))
		for _, n := range part {
			if x := accounts[n]; x != nil {
				together = append(together, x.Account)
				numbers[x.ID] = x
			}
		}
		if len(together) == 0 {
			continue
		}
		for _, e := range entriesOf(together, func(report string) string { return witness[report] }) {
			out = append(out, makeEntry(e, numbers))
		}
	}
	for i := range out {
		if out[i].row.data, err = encodeEntry(&out[i].Entry); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// makeEntry notes the numbers of an entry's accounts and its best one: of those
// whose cue it has, the surest, of equals the earliest.
func makeEntry(e chancery.Entry, numbers map[string]*account) madeEntry {
	out := madeEntry{Entry: e}
	best := -1.0
	for i := range e.Accounts {
		x := &e.Accounts[i]
		out.accounts = append(out.accounts, numbers[x.ID].n)
		if x.Cue.Text == e.Cue && x.Confidence > best {
			best = x.Confidence
			out.row.best, out.row.from, out.row.to = numbers[x.ID].report, int64(x.Sentence.Start), int64(x.Sentence.End)
		}
	}
	out.row.id = e.ID
	return out
}

// oldEntries gives the entries that the accounts belonged to, and those that have
// the IDs of the merged ones, by ID.
func (m *merging) oldEntries(ctx context.Context, was map[int64]int64, made []madeEntry) (map[string]*entryRow, error) {
	out := map[string]*entryRow{}
	add := func(clause string, arg any) error {
		rows, err := m.c.query(ctx, "SELECT "+entryRowColumns+" FROM entry WHERE "+clause, arg)
		found, err := collect(rows, err, scanEntryRow)
		for _, x := range found {
			out[x.id] = x
		}
		return err
	}
	numbers := slices.Sorted(maps.Values(was))
	numbers = slices.DeleteFunc(slices.Compact(numbers), func(n int64) bool { return n == 0 })
	for part := range slices.Chunk(numbers, queried) {
		if err := add(m.c.a.among("n", part)); err != nil {
			return nil, err
		}
	}
	var ids []string
	for i := range made {
		if out[made[i].ID] == nil {
			ids = append(ids, made[i].ID)
		}
	}
	for part := range slices.Chunk(ids, queried) {
		if err := add(m.c.a.amongTexts("id", part)); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// unchanged tells whether an entry is as it was, with the accounts that it had.
func (e *madeEntry) unchanged(was map[int64]int64) bool {
	for _, n := range e.accounts {
		if was[n] != e.old.n {
			return false
		}
	}
	return e.row.best == e.old.best && e.row.from == e.old.from && e.row.to == e.old.to && bytes.Equal(e.row.data, e.old.data)
}

// inherit gives new entries their numbers. One that is new though its accounts are
// not stands where the first of theirs stood in the order of arrival.
func (m *merging) inherit(ctx context.Context, written []*madeEntry, was map[int64]int64, old map[string]*entryRow) error {
	settled := map[int64]int64{}
	for _, x := range old {
		settled[x.n] = x.settled
	}
	for _, e := range written {
		if e.old != nil {
			continue
		}
		for _, n := range e.accounts {
			if s := settled[was[n]]; s > 0 && (e.row.settled == 0 || s < e.row.settled) {
				e.row.settled = s
			}
		}
		var err error
		if e.row.n, err = m.c.next(ctx, "entry", 1); err != nil {
			return err
		}
		if e.row.settled == 0 {
			if e.row.settled, err = m.c.next(ctx, "settled", 1); err != nil {
				return err
			}
		}
	}
	return nil
}

// remove takes out entries that are no more. Their index rows are out already.
func (m *merging) remove(ctx context.Context, removed []*madeEntry) error {
	for _, x := range removed {
		err := firstError(m.c.exec(ctx, "DELETE FROM entry WHERE n = ?", x.old.n),
			m.c.exec(ctx, "DELETE FROM unfollowed WHERE entry = ?", x.old.n))
		if err != nil {
			return err
		}
		m.c.tally("entry", string(x.old.e.Kind), -1)
	}
	if len(removed) > 0 { // who knows entries of before is to read them again
		_, err := m.c.next(ctx, "changed", 1)
		return err
	}
	return nil
}

const entryWritten = `n, id, kind, type, status, first_day, last_day, told_day, sort_day, place, country, lat, lon, confidence,
	independent, told, disputed, corrected, settled, changed, best, best_start, best_end, data`

// write writes rows of entry, and leads accounts to them.
func (m *merging) write(ctx context.Context, written []*madeEntry, was map[int64]int64) error {
	b := m.c.bulk("entry", entryWritten, ` ON CONFLICT (n) DO UPDATE SET type = excluded.type, status = excluded.status,
		first_day = excluded.first_day, last_day = excluded.last_day, told_day = excluded.told_day, sort_day = excluded.sort_day,
		place = excluded.place, country = excluded.country, lat = excluded.lat, lon = excluded.lon, confidence = excluded.confidence,
		independent = excluded.independent, told = excluded.told, disputed = excluded.disputed, corrected = excluded.corrected,
		changed = excluded.changed, best = excluded.best, best_start = excluded.best_start, best_end = excluded.best_end,
		data = excluded.data, life = NULL`)
	led := m.c.bulkUpdate("account", "n", "entry = v.column2")
	for _, e := range written {
		changed, err := m.c.next(ctx, "changed", 1)
		if err != nil {
			return err
		}
		place, country := "", ""
		var lat, lon any
		if p := e.Place; p != nil {
			place, country = clean(fold(p.Name)), p.Country
			if p.Lat != nil && p.Lon != nil {
				lat, lon = *p.Lat, *p.Lon
			}
		}
		err = b.add(ctx, e.row.n, e.ID, kindNumber(e.Kind), e.Type, string(e.Status), nullDay(e.From), nullDay(e.To), nullDay(e.First),
			sortDay(&e.Entry), place, country, lat, lon, e.Confidence, e.Independent, e.Told,
			copyCount(len(e.Disputes) > 0), copyCount(e.Corrected), e.row.settled, changed, e.row.best, e.row.from, e.row.to, e.row.data)
		if err != nil {
			return err
		}
		if e.old == nil {
			m.c.tally("entry", string(e.Kind), 1)
		}
		for _, n := range e.accounts {
			if was[n] != e.row.n {
				if err := led.add(ctx, n, e.row.n); err != nil {
					return err
				}
			}
		}
	}
	return flushAll(ctx, b, led)
}

// sortDay is the day that an entry is laid out by.
func sortDay(e *chancery.Entry) int64 {
	for _, day := range []string{e.From, e.First} {
		if n, ok := dayNumber(day); ok {
			return n
		}
	}
	return unknownDay
}

// finish writes the sums of pairs.
func (m *merging) finish(ctx context.Context) error { return m.c.movePairs(ctx, m.moved) }
