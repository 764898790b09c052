package store

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"regexp"
	"runtime"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// openPostgres opens the archive in a PostgreSQL database, in the first schema of
// its search path.
func openPostgres(ctx context.Context, address string) (*Archive, error) {
	a := &Archive{dialect: postgres, address: redact(address), cache: newAccountCache()}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, a.explain(err)
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "chancery"
	}
	// Questions are short, and what is best for one word is not for another: they are
	// neither compiled nor planned once for all.
	quick := stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, "SET jit = off")
		return err
	})
	a.write = stdlib.OpenDB(*config, quick)
	a.write.SetMaxOpenConns(1)
	a.write.SetMaxIdleConns(1)
	config.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	a.read = stdlib.OpenDB(*config, quick)
	a.read.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	a.read.SetMaxIdleConns(4)
	if err := a.write.PingContext(ctx); err != nil {
		return nil, errors.Join(a.explain(err), a.read.Close(), a.write.Close())
	}
	var frozen string
	err = a.write.QueryRowContext(ctx, "SHOW transaction_read_only").Scan(&frozen)
	a.frozen = frozen == "on"
	if err == nil {
		err = a.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(a.explain(err), a.read.Close(), a.write.Close())
	}
	return a, nil
}

var password = regexp.MustCompile(`//([^:/@]*):[^@]*@`)

// redact takes the password out of an address.
func redact(address string) string {
	if u, err := url.Parse(address); err == nil {
		if q := u.Query(); q.Has("password") {
			q.Set("password", "xxxxx")
			u.RawQuery = q.Encode()
		}
		return u.Redacted()
	}
	return password.ReplaceAllString(address, "//$1:xxxxx@")
}

// lockWriting is held by a writing transaction: one at a time writes, whatever
// process it belongs to. The number is "chancery" folded to a word, and any would do.
const lockWriting = "SELECT pg_advisory_xact_lock(7163384699739271779)"

// querier is what *sql.DB, *sql.Tx and *sql.Conn can all do.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
