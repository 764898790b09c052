package store

import (
	"database/sql"
	"time"

	"chancery"
)

// numbered is a number and the text that it stands for.
type numbered struct {
	n    int64
	text string
}

func scanNumbered(rows *sql.Rows) (x numbered, err error) { return x, rows.Scan(&x.n, &x.text) }

// couple is two numbers of one row.
type couple struct{ a, b int64 }

func scanCouple(rows *sql.Rows) (x couple, err error) { return x, rows.Scan(&x.a, &x.b) }

func scanFailure(rows *sql.Rows) (f chancery.Failure, err error) {
	var at int64
	err = rows.Scan(&f.Path, &f.Why, &at)
	f.At = time.UnixMicro(at).UTC()
	return f, err
}

func scanKeys(rows *sql.Rows) (k [2]string, err error) { return k, rows.Scan(&k[0], &k[1]) }

func scanPart(rows *sql.Rows) (p part, err error) {
	return p, rows.Scan(&p.actor, &p.sortDay, &p.entry, &p.kind)
}

func scanStrand(rows *sql.Rows) (s strand, err error) { return s, rows.Scan(&s.hash, &s.rank, &s.mark) }

func scanFollowed(rows *sql.Rows) (*followed, error) {
	var row entryRow
	var x followed
	var kind int
	if err := rows.Scan(&row.n, &row.id, &kind, &row.settled, &row.best, &row.from, &row.to, &row.data, &x.life); err != nil {
		return nil, err
	}
	x.ID, x.Kind = row.id, kindOf(kind)
	if err := decodeEntry(row.data, nil, &x.Entry); err != nil {
		return nil, err
	}
	row.e = x.Entry
	x.row = &row
	return &x, nil
}

// blockMember is a member with its block.
type blockMember struct {
	hash int64
	member
}

func scanBlockMember(rows *sql.Rows) (m blockMember, err error) {
	return m, rows.Scan(&m.hash, &m.rank, &m.n)
}
