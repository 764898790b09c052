package store

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

// migrations are the steps from one schema to the next, in order; those that were
// released are never changed.
//
//go:embed migrations
var migrations embed.FS

func (a *Archive) migrations() (*goose.Provider, error) {
	name, dialect := "sqlite", goose.DialectSQLite3
	if a.dialect == postgres {
		name, dialect = "postgres", goose.DialectPostgres
	}
	steps, err := fs.Sub(migrations, "migrations/"+name)
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, a.write, steps)
}

// migrate brings the schema up to date. An archive that cannot be written to must
// be so already.
func (a *Archive) migrate(ctx context.Context) error {
	steps, err := a.migrations()
	if err != nil {
		return err
	}
	sources := steps.ListSources()
	newest := sources[len(sources)-1].Version
	version, err := a.schema(ctx)
	switch {
	case err != nil:
		return err
	case version > newest:
		return fmt.Errorf("%w: it has schema %d and this program knows %d: use the newer chancery, or name another store", ErrNewer, version, newest)
	case version == newest:
		return nil
	case a.frozen:
		return fmt.Errorf("%w: its schema %d is to be brought to %d first, which writes to it", ErrReadOnly, version, newest)
	}
	if version == 0 {
		if err := a.empty(ctx); err != nil {
			return err
		}
	}
	if _, err := steps.Up(ctx); err != nil {
		// Another process may have done it in between.
		if version, again := a.schema(ctx); again == nil && version == newest {
			return nil
		}
		return fmt.Errorf("bring its schema from %d to %d: %w", version, newest, err)
	}
	return nil
}

// schema is the version of the schema, 0 where there is none yet.
func (a *Archive) schema(ctx context.Context) (int64, error) {
	tables, err := a.tables(ctx)
	if err != nil || !tables["goose_db_version"] {
		return 0, err
	}
	var version int64
	err = a.write.QueryRowContext(ctx, "SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version").Scan(&version)
	return version, err
}

// empty refuses a database that holds something else.
func (a *Archive) empty(ctx context.Context) error {
	tables, err := a.tables(ctx)
	if err != nil {
		return err
	}
	delete(tables, "goose_db_version")
	for name := range tables {
		if strings.HasPrefix(name, "sqlite_") { // SQLite's own
			continue
		}
		return fmt.Errorf("%w: it has a table %s and no archive: name another store", ErrForeign, name)
	}
	return nil
}

func (a *Archive) tables(ctx context.Context) (_ map[string]bool, err error) {
	query := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if a.dialect == postgres {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
	}
	rows, err := a.write.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	out := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		out[name] = true
	}
	return out, rows.Err()
}
