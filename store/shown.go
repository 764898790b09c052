package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"chancery"
)

// entryColumns are what a.entries reads, of entry e.
const entryColumns = "e.n, e.id, e.kind, e.best, e.best_start, e.best_end, e.data, e.life"

// shownEntry is an entry and where its snippet stands.
type shownEntry struct {
	chancery.Entry
	n          int64
	report     int64 // of its snippet
	start, end int
}

func scanShown(rows *sql.Rows) (*shownEntry, error) {
	var e shownEntry
	var kind int
	var data, life []byte
	if err := rows.Scan(&e.n, &e.ID, &kind, &e.report, &e.start, &e.end, &data, &life); err != nil {
		return nil, err
	}
	e.Kind = kindOf(kind)
	return &e, decodeEntry(data, life, &e.Entry)
}

// entries reads rows of entryColumns, closes them and fills the snippets. It takes
// what QueryContext returns.
func (a *Archive) entries(ctx context.Context, rows *sql.Rows, err error) ([]chancery.Entry, error) {
	shown, err := collect(rows, err, scanShown)
	if err != nil {
		return nil, a.explain(err)
	}
	reports := make([]int64, len(shown))
	for i, e := range shown {
		reports[i] = e.report
	}
	texts, err := a.texts(ctx, a.read, reports)
	if err != nil {
		return nil, a.explain(err)
	}
	out := make([]chancery.Entry, len(shown))
	for i, e := range shown {
		e.Snippet = cut(texts[e.report], e.start, e.end)
		out[i] = e.Entry
	}
	return out, nil
}

// texts gives the texts of reports by number.
func (a *Archive) texts(ctx context.Context, q querier, reports []int64) (map[int64]string, error) {
	reports = slices.Compact(slices.Sorted(slices.Values(reports)))
	out := make(map[int64]string, len(reports))
	for part := range slices.Chunk(reports, queried) {
		clause, arg := a.among("report", part)
		rows, err := q.QueryContext(ctx, a.rebind("SELECT report, text FROM report_text WHERE "+clause), arg)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var n int64
			var data sql.RawBytes
			if err := rows.Scan(&n, &data); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			text, err := expand(data)
			if err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			out[n] = string(text)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Entry gives an entry with its accounts and their sentences, in order of
// publication, by its ID or that of any account.
func (a *Archive) Entry(ctx context.Context, id string) (*chancery.Entry, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+entryColumns+` FROM account x JOIN entry e ON e.n = x.entry WHERE x.id = ?`), id)
	found, err := collect(rows, err, scanShown)
	if err != nil {
		return nil, a.explain(err)
	}
	if len(found) == 0 {
		return nil, chancery.ErrNotFound
	}
	e := found[0].Entry
	rows, err = a.read.QueryContext(ctx, a.rebind("SELECT "+accountColumns+` FROM account x JOIN report r ON r.n = x.report WHERE x.entry = ?`), found[0].n)
	accounts, err := collect(rows, err, scanAccount)
	if err != nil {
		return nil, a.explain(err)
	}
	if e.Accounts, err = a.withSentences(ctx, accounts); err != nil {
		return nil, a.explain(err)
	}
	e.Snippet = ""
	for _, x := range accounts {
		if x.report == found[0].report && x.Sentence.Start == found[0].start && e.Snippet == "" {
			e.Snippet = x.Sentence.Text
		}
	}
	return &e, nil
}

// withSentences cuts the accounts' sentences from the texts, and puts the accounts
// in order of publication.
func (a *Archive) withSentences(ctx context.Context, accounts []*account) ([]chancery.Account, error) {
	reports := make([]int64, len(accounts))
	for i, x := range accounts {
		reports[i] = x.report
	}
	texts, err := a.texts(ctx, a.read, reports)
	if err != nil {
		return nil, err
	}
	out := make([]chancery.Account, len(accounts))
	for i, x := range accounts {
		x.Sentence.Text = cut(texts[x.report], x.Sentence.Start, x.Sentence.End)
		out[i] = x.Account
	}
	slices.SortFunc(out, compareAccounts)
	return out, nil
}
