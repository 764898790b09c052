package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// openSQLite opens or makes the file at path.
func openSQLite(ctx context.Context, path string) (*Archive, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store %s: %w", path, err)
	}
	a := &Archive{dialect: sqlite, address: path, path: path, cache: newAccountCache()}
	mode, err := sqliteMode(path)
	if err != nil {
		return nil, a.explain(err)
	}
	a.frozen = mode != "rwc"
	if a.write, err = sql.Open("sqlite", sqliteName(path, mode, true)); err != nil {
		return nil, a.explain(err)
	}
	a.write.SetMaxOpenConns(1)
	a.write.SetMaxIdleConns(1)
	if a.read, err = sql.Open("sqlite", sqliteName(path, mode, false)); err != nil {
		return nil, errors.Join(a.explain(err), a.write.Close())
	}
	a.read.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	a.read.SetMaxIdleConns(4)
	if err := a.migrate(ctx); err != nil {
		return nil, errors.Join(a.explain(err), a.read.Close(), a.write.Close())
	}
	return a, nil
}

// sqliteMode tells how the file can be opened: "rwc" to read, write and make it,
// "ro" to read, "immutable" where not even a lock can be kept beside it. A missing
// folder is made.
func sqliteMode(path string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "rwc", os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err != nil {
		return "", err
	}
	if info.IsDir() {
		return "", fmt.Errorf("is a folder: name the file in it, such as %s", filepath.Join(path, "archive.db"))
	}
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		err = file.Close()
		// The log stands beside the file: its folder must take new files, unless
		// the log is there already.
		if probe, perr := os.CreateTemp(filepath.Dir(path), ".chancery-*"); perr == nil {
			return "rwc", errors.Join(err, probe.Close(), os.Remove(probe.Name()))
		} else if errors.Is(perr, fs.ErrPermission) || isReadOnlySystem(perr) {
			return "immutable", err
		}
		return "rwc", err // a full disk: writing will say so
	}
	if !errors.Is(err, fs.ErrPermission) && !isReadOnlySystem(err) {
		return "", err
	}
	if probe, err := os.CreateTemp(filepath.Dir(path), ".chancery-*"); err == nil {
		return "ro", errors.Join(probe.Close(), os.Remove(probe.Name()))
	}
	return "immutable", nil
}

// sqliteName is the name by which the driver opens the file. A writer takes the
// lock when a transaction begins, so that none fails half way for want of it.
func sqliteName(path, mode string, writer bool) string {
	q := url.Values{"_pragma": {"busy_timeout(30000)", "temp_store(2)", "foreign_keys(0)"}}
	switch mode {
	case "immutable":
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	default:
		q.Set("mode", mode)
	}
	if mode == "rwc" {
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", "synchronous(NORMAL)")
	}
	if writer {
		q.Set("_txlock", "immediate")
		q.Add("_pragma", "cache_size(-131072)") // 128 MB: the places where an archive grows
		// Pages that many transactions change are written back once: the log may
		// reach 64 MB before that.
		q.Add("_pragma", "wal_autocheckpoint(16384)")
	} else {
		q.Add("_pragma", "query_only(1)")
		q.Add("_pragma", "cache_size(-65536)")
		q.Add("_pragma", "mmap_size(268435456)")
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q.Encode()}
	return u.String()
}
