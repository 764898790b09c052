package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// Info tells where an archive is and how large.
type Info struct {
	Address  string `json:"address"`         // path of the file, or the URL without a password
	Kind     string `json:"kind"`            // sqlite or postgres
	Schema   int64  `json:"schema"`          // version of the tables
	Bytes    int64  `json:"bytes"`           // on disk, with the log that is not written back yet
	Spare    int64  `json:"spare,omitempty"` // of these, what Vacuum would give back; 0 where unknown
	Reports  int    `json:"reports"`
	Entries  int    `json:"entries"`
	ReadOnly bool   `json:"read_only,omitempty"`
}

// Info tells where the archive is and how large.
func (a *Archive) Info(ctx context.Context) (*Info, error) {
	i := &Info{Address: a.address, Kind: "sqlite", ReadOnly: a.frozen}
	if a.dialect == postgres {
		i.Kind = "postgres"
	}
	var err error
	if i.Schema, err = a.schema(ctx); err != nil {
		return nil, a.explain(err)
	}
	if i.Bytes, i.Spare, err = a.size(ctx); err != nil {
		return nil, a.explain(err)
	}
	reports, err := a.talliedValues(ctx, "reports")
	if err != nil {
		return nil, err
	}
	entries, err := a.talliedValues(ctx, "entry")
	if err != nil {
		return nil, err
	}
	i.Reports = reports[""]
	for _, n := range entries {
		i.Entries += n
	}
	return i, nil
}

// size is what the archive takes on disk, and how much of it is spare.
func (a *Archive) size(ctx context.Context) (bytes, spare int64, err error) {
	if a.dialect == postgres {
		err = a.read.QueryRowContext(ctx, "SELECT pg_database_size(current_database())").Scan(&bytes)
		return bytes, 0, err
	}
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(a.path + end); err == nil {
			bytes += info.Size()
		}
	}
	var pages, size int64
	if err = a.read.QueryRowContext(ctx, "PRAGMA freelist_count").Scan(&pages); err == nil {
		err = a.read.QueryRowContext(ctx, "PRAGMA page_size").Scan(&size)
	}
	return bytes, pages * size, err
}

// checks are queries whose rows are what is wrong: a text each.
var checks = []struct{ what, query string }{
	{"accounts that no entry has", `SELECT x.id FROM account x LEFT JOIN entry e ON e.n = x.entry
		WHERE e.n IS NULL AND NOT EXISTS (SELECT 1 FROM unsettled u WHERE u.report = x.report)`},
	{"accounts of no report", "SELECT x.id FROM account x LEFT JOIN report r ON r.n = x.report WHERE r.n IS NULL"},
	{"entries without accounts", `SELECT e.id FROM entry e WHERE NOT EXISTS (SELECT 1 FROM account x WHERE x.entry = e.n)
		AND NOT EXISTS (SELECT 1 FROM unfollowed u WHERE u.entry = e.n)`},
	{"reports without the reading that counts", `SELECT r.key FROM report r WHERE NOT EXISTS
		(SELECT 1 FROM reading g WHERE g.report = r.n AND g.version = r.version)`},
	{"reports without a text", "SELECT r.key FROM report r WHERE NOT EXISTS (SELECT 1 FROM report_text t WHERE t.report = r.n)"},
	{"links that are not both ways round", `SELECT CAST(l.a AS TEXT) FROM link l WHERE NOT EXISTS (SELECT 1 FROM link m WHERE m.a = l.b AND m.b = l.a)`},
	{"parts in no entry", "SELECT CAST(p.entry AS TEXT) FROM entry_actor p LEFT JOIN entry e ON e.n = p.entry WHERE e.n IS NULL"},
	{"reports counted wrongly", `SELECT CAST(COUNT(*) AS TEXT) FROM report HAVING COUNT(*) <> COALESCE((SELECT count FROM tally WHERE field = 'reports'), 0)`},
	{"accounts counted wrongly", `SELECT CAST(COUNT(*) AS TEXT) FROM account HAVING COUNT(*) <> COALESCE((SELECT count FROM tally WHERE field = 'accounts'), 0)`},
	{"entries counted wrongly", `SELECT CAST(COUNT(*) AS TEXT) FROM entry HAVING COUNT(*) <> COALESCE((SELECT SUM(count) FROM tally WHERE field = 'entry'), 0)`},
}

// Check looks for what is wrong in the archive: pages of the file that are broken,
// and tables that contradict each other. It gives one line for each kind of thing,
// none where all is well. It reads the whole archive.
func (a *Archive) Check(ctx context.Context) ([]string, error) {
	var wrong []string
	if a.dialect == sqlite {
		rows, err := a.read.QueryContext(ctx, "PRAGMA integrity_check(20)")
		lines, err := collect(rows, err, scanOne[string])
		if err != nil {
			return nil, a.explain(err)
		}
		if len(lines) != 1 || lines[0] != "ok" {
			wrong = append(wrong, lines...)
		}
	}
	for _, c := range checks {
		var n int
		var example sql.NullString
		err := a.read.QueryRowContext(ctx, "WITH wrong(w) AS ("+c.query+") SELECT COUNT(*), MIN(w) FROM wrong").Scan(&n, &example)
		if err != nil {
			return nil, a.explain(fmt.Errorf("look for %s: %w", c.what, err))
		}
		if n > 0 {
			wrong = append(wrong, fmt.Sprintf("%s: %d, such as %s", c.what, n, example.String))
		}
	}
	return wrong, nil
}

// Unsettled is how many reports are kept but not settled.
func (a *Archive) Unsettled(ctx context.Context) (n int, err error) {
	err = a.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM unsettled").Scan(&n)
	return n, a.explain(err)
}

// Vacuum gives back the room of what was deleted, puts the file in order and brings
// the statistics up to date that queries are planned by. On SQLite it needs as much
// room again while it runs.
func (a *Archive) Vacuum(ctx context.Context) error {
	if a.frozen {
		return a.explain(fmt.Errorf("%w: %s", ErrReadOnly, readOnlyAdvice))
	}
	steps := []string{"VACUUM (ANALYZE)"}
	if a.dialect == sqlite {
		steps = []string{
			"INSERT INTO report_words(report_words) VALUES ('optimize')", "INSERT INTO account_words(account_words) VALUES ('optimize')",
			"VACUUM", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)",
		}
	}
	for _, s := range steps {
		if _, err := a.write.ExecContext(ctx, s); err != nil {
			return a.explain(err)
		}
	}
	return nil
}
