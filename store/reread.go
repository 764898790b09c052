package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"chancery"
)

// Stale lists reports that version has not read: at most limit, in order of arrival,
// with the record that now counts (its text included). It is for reading them
// again: once a report has a reading by version (PutReading) it is listed no more.
func (a *Archive) Stale(ctx context.Context, version string, limit int) ([]chancery.Reading, error) {
	from := a.staleFrom.get(version)
	out, last, err := a.stale(ctx, version, from, limit)
	if err == nil && len(out) == 0 && from > 0 { // some may have failed the first time
		out, last, err = a.stale(ctx, version, 0, limit)
	}
	if err == nil && len(out) > 0 {
		a.staleFrom.set(version, last)
	}
	return out, a.explain(err)
}

// stale lists reports from a number on, and gives the number of the first listed.
func (a *Archive) stale(ctx context.Context, version string, from int64, limit int) ([]chancery.Reading, int64, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT r.n, r.key, r.version, r.path, r.gathered FROM report r
		WHERE r.n >= ? AND NOT EXISTS (SELECT 1 FROM reading g WHERE g.report = r.n AND g.version = ?) ORDER BY r.n LIMIT ?`), from, version, limit)
	type found struct {
		n int64
		chancery.Reading
	}
	list, err := collect(rows, err, func(rows *sql.Rows) (f found, err error) {
		var at int64
		err = rows.Scan(&f.n, &f.Key, &f.Version, &f.Path, &at)
		f.At = time.Unix(at, 0).UTC()
		return f, err
	})
	if err != nil || len(list) == 0 {
		return nil, 0, err
	}
	out := make([]chancery.Reading, len(list))
	for i, f := range list {
		if f.Record, err = a.recordOf(ctx, a.read, f.n, f.Version); err != nil {
			return nil, 0, fmt.Errorf("report %s: %w", f.Key, err)
		}
		out[i] = f.Reading
	}
	return out, list[0].n, nil
}

// PutReading stores new readings of kept reports beside those that count, without
// showing them. One of the same version is replaced, unless it is the one that
// counts already. Reports that are not kept are an error, and nothing is stored.
func (a *Archive) PutReading(ctx context.Context, readings ...chancery.Reading) error {
	return a.changing(ctx, func(c *change) error {
		keys := make([]string, len(readings))
		for i, r := range readings {
			keys[i] = r.Key
		}
		numbers, err := a.numbersOf(ctx, c, keys)
		if err != nil {
			return err
		}
		for _, r := range readings {
			n, ok := numbers[r.Key]
			if !ok {
				return fmt.Errorf("report %s: %w", r.Key, chancery.ErrNotFound)
			}
			if r.Record == nil {
				return fmt.Errorf("report %s: a reading without a record", r.Key)
			}
			data, err := encodeRecord(r.Record)
			if err != nil {
				return fmt.Errorf("report %s: %w", r.Key, err)
			}
			err = c.exec(ctx, `INSERT INTO reading(report, version, record) VALUES (?, ?, ?) ON CONFLICT (report, version)
				DO UPDATE SET record = excluded.record WHERE NOT EXISTS
				(SELECT 1 FROM report WHERE n = excluded.report AND report.version = excluded.version)`, n, r.Version, data)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// switchedAtOnce is how many reports one step of SwitchTo takes.
const switchedAtOnce = 50

// SwitchTo makes the readings of version count, a few reports at a time; corrections
// are applied on top of them. What has changed is settled, and then the older
// readings of these reports are dropped. Reports that version has not read stay as
// they are. Interrupted, it goes on where it was when it is called again. tell, which
// may be nil, is told how many reports are left.
func (a *Archive) SwitchTo(ctx context.Context, version string, tell func(left int)) error {
	numbers, err := a.toSwitch(ctx, version)
	if err != nil {
		return a.explain(err)
	}
	for part := range slices.Chunk(numbers, switchedAtOnce) {
		err := a.changing(ctx, func(c *change) error {
			for _, n := range part {
				if err := c.switchReport(ctx, n, version); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if numbers = numbers[len(part):]; tell != nil {
			tell(len(numbers))
		}
	}
	if err := a.Settle(ctx, nil); err != nil {
		return err
	}
	return a.dropReadings(ctx, version)
}

// toSwitch lists the reports that version has read and whose reading does not count.
func (a *Archive) toSwitch(ctx context.Context, version string) ([]int64, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT g.report FROM reading g JOIN report r ON r.n = g.report
		WHERE g.version = ? AND r.version <> ? ORDER BY g.report`), version, version)
	return collect(rows, err, scanOne[int64])
}

// switchReport makes another reading of a report count.
func (c *change) switchReport(ctx context.Context, n int64, version string) error {
	var key, before string
	if err := c.QueryRowContext(ctx, c.a.rebind("SELECT key, version FROM report WHERE n = ?"), n).Scan(&key, &before); err != nil {
		return err
	}
	if before == version {
		return nil
	}
	old, err := c.prepared(ctx, n, key, before)
	if err != nil {
		return err
	}
	now, err := c.prepared(ctx, n, key, version)
	if err != nil {
		return err
	}
	if err := c.replace(ctx, n, old, now); err != nil {
		return err
	}
	if err := c.exec(ctx, "UPDATE report SET version = ? WHERE n = ?", version, n); err != nil {
		return err
	}
	c.tally("version", before, -1)
	c.tally("version", version, 1)
	return c.markPending(ctx, key, now.pending)
}

// dropReadings drops the readings of reports of which that of version counts, but for
// that.
func (a *Archive) dropReadings(ctx context.Context, version string) error {
	for {
		var dropped int
		err := a.changing(ctx, func(c *change) error {
			rows, err := c.query(ctx, `SELECT g.report, g.version FROM reading g JOIN report r ON r.n = g.report
				WHERE r.version = ? AND g.version <> ? ORDER BY g.report LIMIT 1000`, version, version)
			found, err := collect(rows, err, scanNumbered)
			if err != nil {
				return err
			}
			for _, x := range found {
				if err := c.exec(ctx, "DELETE FROM reading WHERE report = ? AND version = ?", x.n, x.text); err != nil {
					return err
				}
			}
			dropped = len(found)
			return nil
		})
		if err != nil || dropped == 0 {
			return err
		}
	}
}

// VersionCount counts the readings of one version.
type VersionCount struct {
	Version  string `json:"version"`
	Shown    int    `json:"shown"`    // reports of which it is the reading that counts
	Readings int    `json:"readings"` // kept, those that do not count included
}

// Versions tells which versions have read the archive's reports, those of most
// reports first.
func (a *Archive) Versions(ctx context.Context) ([]VersionCount, error) {
	rows, err := a.read.QueryContext(ctx, `SELECT g.version, (SELECT COUNT(*) FROM report r WHERE r.version = g.version), COUNT(*)
		FROM reading g GROUP BY g.version ORDER BY 2 DESC, 1`)
	out, err := collect(rows, err, func(rows *sql.Rows) (v VersionCount, err error) {
		return v, rows.Scan(&v.Version, &v.Shown, &v.Readings)
	})
	return out, a.explain(err)
}
