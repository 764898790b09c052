package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"chancery"
	"chancery/correct"
)

// Report gives a report by its key, or by the beginning of a key that is that of
// one report only, with its record as it stands, corrections applied.
func (a *Archive) Report(ctx context.Context, key string) (*chancery.Kept, error) {
	k, err := a.report(ctx, key)
	return k, a.explain(err)
}

func (a *Archive) report(ctx context.Context, key string) (*chancery.Kept, error) {
	r, err := a.cardOf(ctx, key)
	if err != nil {
		return nil, err
	}
	k := &chancery.Kept{ReportCard: r.ReportCard, EntryIDs: map[string]string{}}
	record, err := a.recordOf(ctx, a.read, r.n, r.Version)
	if err != nil {
		return nil, err
	}
	standing, err := a.standing(ctx, a.read, r.Key)
	if err != nil {
		return nil, err
	}
	if k.Record = record; len(standing) > 0 {
		k.Record, _, _ = correct.Apply(record, standing)
	}
	if k.Corrections, err = a.Corrections(ctx, r.Key, 0); err != nil {
		return nil, err
	}
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+reportColumns+` FROM report r WHERE r.n <> ? AND (r.n = (SELECT witness FROM report WHERE n = ?)
		OR r.witness <> r.n AND r.witness = (SELECT witness FROM report WHERE n = ?)) ORDER BY r.day, r.key LIMIT 1000`), r.n, r.n, r.n)
	copies, err := collect(rows, err, scanListed)
	if err != nil {
		return nil, err
	}
	for _, c := range copies {
		k.Copies = append(k.Copies, c.ReportCard)
	}
	rows, err = a.read.QueryContext(ctx, a.rebind("SELECT x.data, e.id FROM account x JOIN entry e ON e.n = x.entry WHERE x.report = ?"), r.n)
	type place struct {
		data []byte
		id   string
	}
	places, err := collect(rows, err, func(rows *sql.Rows) (p place, err error) { return p, rows.Scan(&p.data, &p.id) })
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		var x chancery.Account
		if err := decodeAccount(p.data, &x); err != nil {
			return nil, err
		}
		k.EntryIDs[x.Local] = p.id
	}
	return k, nil
}

// cardOf finds one report.
func (a *Archive) cardOf(ctx context.Context, key string) (*listed, error) {
	query := "SELECT " + reportColumns + " FROM report r WHERE r.key >= ? AND r.key < ? ORDER BY r.key LIMIT 2"
	rows, err := a.read.QueryContext(ctx, a.rebind(query), key, key+"~") // keys are letters and digits
	found, err := collect(rows, err, scanListed)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0 || key == "":
		return nil, chancery.ErrNotFound
	case len(found) > 1 && found[0].Key != key:
		return nil, chancery.ErrNotFound
	}
	return &found[0], nil
}

// recordOf gives what one version read in a report, before corrections.
func (a *Archive) recordOf(ctx context.Context, q querier, report int64, version string) (*chancery.Record, error) {
	var data, text []byte
	err := q.QueryRowContext(ctx, a.rebind(`SELECT g.record, t.text FROM reading g JOIN report_text t ON t.report = g.report
		WHERE g.report = ? AND g.version = ?`), report, version).Scan(&data, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, chancery.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	if text, err = expand(text); err != nil {
		return nil, err
	}
	return decodeRecord(data, string(text))
}

// correctionColumns are what scanCorrection reads.
const correctionColumns = "id, report, kind, verdict, type, cue_start, cue_end, cue_text, change, who, why, at, undone, undoer, pending"

func scanCorrection(rows *sql.Rows) (c chancery.Correction, err error) {
	var kind, pending int
	var at int64
	var undone sql.NullInt64
	var change []byte
	err = rows.Scan(&c.ID, &c.Report, &kind, &c.Verdict, &c.Type, &c.Cue.Start, &c.Cue.End, &c.Cue.Text, &change,
		&c.By, &c.Why, &at, &undone, &c.Undoer, &pending)
	c.Change = change
	c.Kind, c.At, c.Pending = kindOf(kind), time.UnixMicro(at).UTC(), pending == 1
	if undone.Valid {
		c.Undone = time.UnixMicro(undone.Int64).UTC()
	}
	return c, err
}

// Corrections lists corrections, newest first, of one report or of all where report
// is ""; all where limit is 0. Undone ones are among them.
func (a *Archive) Corrections(ctx context.Context, report string, limit int) ([]chancery.Correction, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	query, args := "SELECT "+correctionColumns+" FROM correction ORDER BY id DESC LIMIT ?", []any{limit}
	if report != "" {
		query, args = "SELECT "+correctionColumns+" FROM correction WHERE report = ? ORDER BY id DESC LIMIT ?", []any{report, limit}
	}
	rows, err := a.read.QueryContext(ctx, a.rebind(query), args...)
	out, err := collect(rows, err, scanCorrection)
	return out, a.explain(err)
}

// standing gives the corrections of a report that are not undone, in their order.
func (a *Archive) standing(ctx context.Context, q querier, report string) ([]chancery.Correction, error) {
	rows, err := q.QueryContext(ctx, a.rebind("SELECT "+correctionColumns+" FROM correction WHERE report = ? AND undone IS NULL ORDER BY id"), report)
	return collect(rows, err, scanCorrection)
}
