package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"chancery"
)

// Correct keeps a correction, applies it to its report and settles it. It comes
// back with its ID, and pending if the present reading has no entry that it fits.
// ErrNotFound means that no such report is kept.
func (a *Archive) Correct(ctx context.Context, x chancery.Correction) (chancery.Correction, error) {
	if kindNumber(x.Kind) == 0 {
		return x, fmt.Errorf("correction: %q is no kind of entry", x.Kind)
	}
	switch x.Verdict {
	case chancery.Accepted, chancery.Rejected, chancery.Edited, chancery.Added:
	default:
		return x, fmt.Errorf("correction: %q is no verdict", x.Verdict)
	}
	if x.By == "" {
		return x, errors.New("correction: by whom it is must be said")
	}
	if x.At.IsZero() {
		x.At = time.Now()
	}
	x.At = x.At.UTC().Truncate(time.Microsecond)
	x.Undone, x.Undoer = time.Time{}, ""
	err := a.changing(ctx, func(c *change) (err error) {
		if x.ID, err = c.next(ctx, "correction", 1); err != nil {
			return err
		}
		pending, err := c.restand(ctx, x.Report, func() error {
			return c.exec(ctx, `INSERT INTO correction(id, report, kind, verdict, type, cue_start, cue_end, cue_text, change, who, why, at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, x.ID, x.Report, kindNumber(x.Kind), string(x.Verdict), clean(x.Type),
				x.Cue.Start, x.Cue.End, clean(x.Cue.Text), orNil(x.Change), clean(x.By), clean(x.Why), x.At.UnixMicro())
		})
		x.Pending = pending[x.ID]
		return err
	})
	if err != nil {
		return x, err
	}
	return x, a.Settle(ctx, nil)
}

// Undo takes one correction back and settles its report; the correction stays listed
// as undone. ErrNotFound means that there is none of this ID that is not undone.
func (a *Archive) Undo(ctx context.Context, id int64, by string) error {
	err := a.changing(ctx, func(c *change) error {
		var report string
		err := c.QueryRowContext(ctx, a.rebind("SELECT report FROM correction WHERE id = ? AND undone IS NULL"), id).Scan(&report)
		if errors.Is(err, sql.ErrNoRows) {
			return chancery.ErrNotFound
		}
		if err != nil {
			return err
		}
		_, err = c.restand(ctx, report, func() error {
			return c.exec(ctx, "UPDATE correction SET undone = ?, undoer = ?, pending = 0 WHERE id = ?", time.Now().UnixMicro(), clean(by), id)
		})
		return err
	})
	if err != nil {
		return err
	}
	return a.Settle(ctx, nil)
}

// restand changes the corrections of a report and brings its accounts up to them.
// It tells which corrections are pending.
func (c *change) restand(ctx context.Context, key string, alter func() error) (map[int64]bool, error) {
	var n int64
	var version string
	err := c.QueryRowContext(ctx, c.a.rebind("SELECT n, version FROM report WHERE key = ?"), key).Scan(&n, &version)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, chancery.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	old, err := c.prepared(ctx, n, key, version)
	if err != nil {
		return nil, err
	}
	if err := alter(); err != nil {
		return nil, err
	}
	now, err := c.prepared(ctx, n, key, version)
	if err != nil {
		return nil, err
	}
	if err := c.replace(ctx, n, old, now); err != nil {
		return nil, err
	}
	pending := map[int64]bool{}
	for _, id := range now.pending {
		pending[id] = true
	}
	return pending, c.markPending(ctx, key, now.pending)
}

// markPending notes which corrections of a report wait for a reading that they fit.
func (c *change) markPending(ctx context.Context, key string, pending []int64) error {
	clause, arg := c.a.among("id", pending)
	return c.exec(ctx, "UPDATE correction SET pending = CASE WHEN "+clause+" THEN 1 ELSE 0 END WHERE report = ?", arg, key)
}

// prepared makes a kept reading ready with the corrections that now stand.
func (c *change) prepared(ctx context.Context, n int64, key, version string) (*prepared, error) {
	record, err := c.a.recordOf(ctx, c, n, version)
	if err != nil {
		return nil, err
	}
	corrections, err := c.a.standing(ctx, c, key)
	if err != nil {
		return nil, err
	}
	return prepare(chancery.Reading{Key: key, Record: record, Version: version}, corrections)
}
