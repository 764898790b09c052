package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"chancery"

	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"
	code "modernc.org/sqlite/lib"
)

// What can be wrong with a store as a whole. Messages name the store and the way out.
var (
	// ErrReadOnly is a store that cannot be written to.
	ErrReadOnly = errors.New("may only be read")
	// ErrFull is a store whose disk is full.
	ErrFull = errors.New("there is no room left on its disk")
	// ErrNewer is a store that a newer program wrote.
	ErrNewer = errors.New("was written by a newer program")
	// ErrForeign is a file or database that holds something else.
	ErrForeign = errors.New("is no archive")
	// ErrBusy is a store that another process has been writing to for too long.
	ErrBusy = errors.New("is being written to by another process")
	// ErrDamaged is a file that is broken.
	ErrDamaged = errors.New("is damaged")
	// ErrUnreachable is a PostgreSQL server or database that cannot be reached.
	ErrUnreachable = errors.New("cannot be reached")
)

// explained is an error that names the store already.
type explained struct{ error }

func (e explained) Unwrap() error { return e.error }

// explain names the store in an error and, where it is known, what is wrong with
// the store as a whole and the way out.
func (a *Archive) explain(err error) error {
	var done explained
	switch {
	case err == nil, errors.As(err, &done), errors.Is(err, chancery.ErrNotFound), errors.Is(err, ErrQuestion):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	out, kind := a.diagnose(err)
	if kind == nil || errors.Is(err, kind) {
		return explained{fmt.Errorf("store %s: %w", a.address, err)}
	}
	return explained{fmt.Errorf("store %s %w: %s (%w)", a.address, kind, out, err)}
}

// diagnose finds what is wrong with the store as a whole, and what to do.
func (a *Archive) diagnose(err error) (out string, kind error) {
	var lite *sqlitedriver.Error
	var pg *pgconn.PgError
	var connect *pgconn.ConnectError
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return roomAdvice, ErrFull
	case isReadOnlySystem(err):
		return readOnlyAdvice, ErrReadOnly
	case errors.As(err, &lite):
		return diagnoseSQLite(lite)
	case errors.As(err, &pg):
		return diagnosePostgres(pg)
	case errors.As(err, &connect):
		return "is the server running, and are user and database in the address right?", ErrUnreachable
	}
	return "", nil
}

const (
	roomAdvice     = "what was kept before is whole; make room and run it again"
	readOnlyAdvice = "make the file and its folder writable, or name another with --store"
)

func diagnoseSQLite(err *sqlitedriver.Error) (string, error) {
	switch err.Code() & 0xff {
	case code.SQLITE_FULL:
		return roomAdvice, ErrFull
	case code.SQLITE_READONLY:
		return readOnlyAdvice, ErrReadOnly
	case code.SQLITE_NOTADB:
		return "the file is no SQLite database: name another with --store", ErrForeign
	case code.SQLITE_CORRUPT:
		return "restore a copy, or gather into a new file", ErrDamaged
	case code.SQLITE_BUSY, code.SQLITE_LOCKED:
		return "wait until it is done", ErrBusy
	case code.SQLITE_CANTOPEN:
		return "may the file and its folder be read?", ErrUnreachable
	case code.SQLITE_IOERR:
		// SQLite says so of a write-ahead log that cannot grow.
		if strings.Contains(err.Error(), "SHMSIZE") || err.Code() == code.SQLITE_IOERR_SHMSIZE || err.Code() == code.SQLITE_IOERR_WRITE {
			return roomAdvice, ErrFull
		}
	}
	return "", nil
}

func diagnosePostgres(err *pgconn.PgError) (string, error) {
	switch err.Code {
	case "53100":
		return roomAdvice, ErrFull
	case "25006", "42501":
		return "give the user the right to write, or name another store", ErrReadOnly
	case "3D000":
		return "make the database first: createdb NAME", ErrUnreachable
	case "28000", "28P01":
		return "are user and password in the address right?", ErrUnreachable
	case "53300", "57P01", "57P03":
		return "the server takes no connections now", ErrUnreachable
	}
	return "", nil
}

func isReadOnlySystem(err error) bool { return errors.Is(err, syscall.EROFS) }
