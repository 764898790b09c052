// Package store keeps the archive: reports, what was read out of them, and what
// they say together, on SQLite (one file) or on PostgreSQL. [Archive] is
// chancery.Archive.
//
// # What is promised
//
// What Keep has returned from is kept: it survives the end of the process by
// kill -9. On SQLite a loss of power may undo the last moments before it (the
// file is synchronised with the disk at checkpoints, not at each commit), but
// never leaves half of a batch nor a broken file, and the progress of gathering,
// kept in the same file, is undone with it: gathering goes on where the file
// stands. On PostgreSQL the server's synchronous_commit decides.
//
// Everything merged is a function of the kept reports and corrections. Settling
// may be interrupted anywhere; what it had begun is marked in the tables
// unsettled and unfollowed and is done again.
//
// # How to ask
//
// Questions are asked of a.read, never of a.write. Queries are written with ? for
// placeholders and go through a.rebind, which numbers them for PostgreSQL:
//
//	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT `+entryColumns+` FROM entry e WHERE e.kind = ?`), 1)
//	entries, err := a.entries(ctx, rows, err)   // decoded, with snippets
//
// Lists of numbers are given as one argument:
//
//	clause, arg := a.among("e.n", numbers)      // "e.n IN (…?…)" or "e.n = ANY(?)"
//
// Full text is kept under wordsRow (find_words.go). Days in tables are days since
// 1970 (dayNumber, dayText); kinds are numbers (kindNumber, kindOf); names are
// looked up by fold.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"

	"chancery"
)

// Archive is an archive on SQLite or PostgreSQL. Its methods may be called from
// several goroutines; it writes one thing at a time.
type Archive struct {
	read    *sql.DB // for questions
	write   *sql.DB // one connection
	dialect dialect
	address string // as given, without a password: for messages
	path    string // of the SQLite file, "" on PostgreSQL
	frozen  bool   // cannot be written to
	cache   *accountCache
	// staleFrom is by version the report from which on there may be stale ones.
	staleFrom places
}

// Open opens the archive at address: the path of a SQLite file, which is made
// along with its folder if need be, or a PostgreSQL URL (postgres://user@host/name).
// The schema is brought up to date. An archive that may not be written to opens for
// reading; writing to it gives [ErrReadOnly]. Other errors are [ErrNewer],
// [ErrFull], [ErrForeign] and what the system says.
func Open(ctx context.Context, address string) (*Archive, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return openPostgres(ctx, address)
	}
	if scheme, _, found := strings.Cut(address, "://"); found {
		return nil, fmt.Errorf("store %s: no store is of the kind %s: give the path of a file or postgres://…", redact(address), scheme)
	}
	if address == "" {
		return nil, errors.New("no store is named: give the path of a file or postgres://…")
	}
	return openSQLite(ctx, address)
}

// Close ends the archive's connections.
func (a *Archive) Close() error {
	if a.dialect == sqlite && !a.frozen {
		// Keeps the statistics that queries are planned by; not worth failing for.
		a.write.Exec("PRAGMA optimize")
	}
	return errors.Join(a.read.Close(), a.write.Close())
}

// Address is where the archive is, without a password.
func (a *Archive) Address() string { return a.address }

// ReadOnly tells whether the archive cannot be written to.
func (a *Archive) ReadOnly() bool { return a.frozen }

// places are numbers by name.
type places struct {
	mu sync.Mutex
	at map[string]int64
}

func (p *places) get(name string) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.at[name]
}

func (p *places) set(name string, n int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at == nil {
		p.at = map[string]int64{}
	}
	p.at[name] = n
}

// kinds in the order of their numbers in tables, from 1.
var kinds = []chancery.EntryKind{
	chancery.AnEvent, chancery.AStatement, chancery.ACommitment, chancery.AStop, chancery.ATurn,
}

// kindNumber is the number of a kind in tables, 0 if there is no such kind.
func kindNumber(k chancery.EntryKind) int {
	for i, x := range kinds {
		if x == k {
			return i + 1
		}
	}
	return 0
}

// kindOf is the kind with a number.
func kindOf(n int) chancery.EntryKind {
	if n < 1 || n > len(kinds) {
		return ""
	}
	return kinds[n-1]
}
