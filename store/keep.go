package store

import (
	"context"
	"slices"
	"time"

	"chancery"
	"chancery/copies"
)

// Has tells which of the reports with these keys are kept.
func (a *Archive) Has(ctx context.Context, keys []string) (map[string]bool, error) {
	found, err := a.numbersOf(ctx, a.read, keys)
	if err != nil {
		return nil, a.explain(err)
	}
	out := make(map[string]bool, len(found))
	for key := range found {
		out[key] = true
	}
	return out, nil
}

// numbersOf gives the numbers of the reports with these keys, as far as there are any.
func (a *Archive) numbersOf(ctx context.Context, q querier, keys []string) (map[string]int64, error) {
	out := make(map[string]int64, len(keys))
	for part := range slices.Chunk(keys, queried) {
		clause, arg := a.amongTexts("key", part)
		rows, err := q.QueryContext(ctx, a.rebind("SELECT n, key FROM report WHERE "+clause), arg)
		found, err := collect(rows, err, scanNumbered)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			out[x.text] = x.n
		}
	}
	return out, nil
}

// Keep stores readings in one transaction: all or none. Those whose report is kept
// already, and those that come twice, are passed over. It gives how many were new.
func (a *Archive) Keep(ctx context.Context, readings []chancery.Reading) (int, error) {
	ready := make([]*prepared, 0, len(readings))
	seen := map[string]bool{}
	corrected, err := a.correctedAmong(ctx, readings)
	if err != nil {
		return 0, a.explain(err)
	}
	for _, r := range readings {
		var corrections []chancery.Correction
		if corrected[r.Key] {
			if corrections, err = a.standing(ctx, a.read, r.Key); err != nil {
				return 0, a.explain(err)
			}
		}
		p, err := prepare(r, corrections)
		if err != nil {
			return 0, err
		}
		if !seen[p.reading.Key] {
			seen[p.reading.Key] = true
			ready = append(ready, p)
		}
	}
	kept := 0
	err = a.changing(ctx, func(c *change) error {
		keys := make([]string, len(ready))
		for i, p := range ready {
			keys[i] = p.reading.Key
		}
		known, err := a.numbersOf(ctx, c, keys)
		if err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Clone(ready), func(p *prepared) bool { _, old := known[p.reading.Key]; return old })
		kept = len(fresh)
		return c.keep(ctx, fresh)
	})
	if err != nil {
		return 0, err
	}
	return kept, nil
}

// correctedAmong tells which of the readings' reports have been corrected: in an
// earlier life, as it were, or before they came.
func (a *Archive) correctedAmong(ctx context.Context, readings []chancery.Reading) (map[string]bool, error) {
	out := map[string]bool{}
	for part := range slices.Chunk(readings, queried) {
		keys := make([]string, len(part))
		for i, r := range part {
			keys[i] = r.Key
		}
		clause, arg := a.amongTexts("report", keys)
		rows, err := a.read.QueryContext(ctx, a.rebind("SELECT DISTINCT report FROM correction WHERE "+clause), arg)
		found, err := collect(rows, err, scanOne[string])
		if err != nil {
			return nil, err
		}
		for _, key := range found {
			out[key] = true
		}
	}
	return out, nil
}

// keep writes new reports.
func (c *change) keep(ctx context.Context, ready []*prepared) error {
	if len(ready) == 0 {
		return nil
	}
	first, err := c.next(ctx, "report", len(ready))
	if err != nil {
		return err
	}
	reports := c.bulk("report", "n, key, document, title, source, url, path, day, words, entries, version, witness, gathered", "")
	texts := c.bulk("report_text", "report, text", "")
	readings := c.bulk("reading", "report, version, record", "")
	signatures := c.bulk("signature", "report, hashes", "")
	bands := c.bulk("band", "hash, rank, n", "")
	unsettled := c.bulk("unsettled", "report, fresh", "")
	var words []wordsAt
	for i, p := range ready {
		n, d := first+int64(i), &p.document
		count := countWords(d.Text)
		s := copies.Of(d.Text)
		err := firstError(
			reports.add(ctx, n, p.reading.Key, d.ID, clean(d.Title), clean(deref(d.Source)), clean(deref(d.URL)), clean(p.reading.Path),
				nullDay(deref(d.Published)), count, len(p.accounts), p.reading.Version, n, p.reading.At.Unix()),
			texts.add(ctx, n, compress([]byte(d.Text))),
			readings.add(ctx, n, p.reading.Version, p.record),
			signatures.add(ctx, n, s.Bytes()),
			unsettled.add(ctx, n, 1),
		)
		if err != nil {
			return err
		}
		for _, s := range spotsOfText(s, p.published(), p.reading.Key) {
			if err := bands.add(ctx, s.hash, s.rank, n); err != nil {
				return err
			}
		}
		words = append(words, wordsAt{wordsRow(p.published(), n), d.Text})
		c.tallyReport(p, count)
	}
	if err := flushAll(ctx, reports, texts, readings, signatures, bands, unsettled); err != nil {
		return err
	}
	if err := c.indexWords(ctx, "report_words", words); err != nil {
		return err
	}
	if err := c.addAccounts(ctx, first, ready); err != nil {
		return err
	}
	return c.see(ctx, ready, 1)
}

// tallyReport counts a new report.
func (c *change) tallyReport(p *prepared, words int) {
	c.tally("reports", "", 1)
	c.tally("words", "", words)
	c.tally("version", p.reading.Version, 1)
	c.tally("source", clean(deref(p.document.Source)), 1)
	if day := p.published(); day == unknownDay {
		c.tally("undated", "", 1)
	} else {
		c.tally("month", dayText(day)[:7], 1)
	}
}

// addAccounts writes the accounts of reports whose numbers follow each other.
func (c *change) addAccounts(ctx context.Context, first int64, ready []*prepared) error {
	var words []wordsAt
	accounts := c.bulk("account", "n, id, report, kind, entry, data", "")
	blocks := c.bulk("block", "hash, rank, n", "")
	for i, p := range ready {
		if len(p.accounts) == 0 {
			continue
		}
		n, err := c.next(ctx, "account", len(p.accounts))
		if err != nil {
			return err
		}
		for k := range p.accounts {
			x := &p.accounts[k]
			if err := accounts.add(ctx, n, x.ID, first+int64(i), kindNumber(x.Kind), 0, x.data); err != nil {
				return err
			}
			for _, s := range spotsOfAccount(&x.Account) {
				if err := blocks.add(ctx, s.hash, s.rank, n); err != nil {
					return err
				}
			}
			words = append(words, wordsAt{wordsRow(wordsDayOf(&x.Account), n), x.words})
			n++
		}
		c.tally("accounts", "", len(p.accounts))
	}
	if err := flushAll(ctx, accounts, blocks); err != nil {
		return err
	}
	return c.indexWords(ctx, "account_words", words)
}

// wordsAt are words and the row of a full-text table that they stand in.
type wordsAt struct {
	row   int64
	words string
}

// indexWords writes rows of a full-text table, in ascending order as SQLite likes it.
func (c *change) indexWords(ctx context.Context, table string, words []wordsAt) error {
	slices.SortFunc(words, func(x, y wordsAt) int { return int(max(-1, min(1, x.row-y.row))) })
	b := c.bulkWords(table)
	for _, w := range words {
		if err := b.add(ctx, w.row, c.a.dialect.words(w.words)); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

// firstError is the first of several errors that is one.
func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// Fail notes an input that could not be read.
func (a *Archive) Fail(ctx context.Context, path, why string) error {
	return a.changing(ctx, func(c *change) error {
		return c.exec(ctx, "INSERT INTO failure(path, why, at) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET why = excluded.why, at = excluded.at",
			clean(path), clean(why), time.Now().UnixMicro())
	})
}

// Failures lists inputs that could not be read, newest first; all where limit is 0.
func (a *Archive) Failures(ctx context.Context, limit int) ([]chancery.Failure, error) {
	if limit <= 0 {
		limit = 1 << 30
	}
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT path, why, at FROM failure ORDER BY at DESC, path LIMIT ?"), limit)
	out, err := collect(rows, err, scanFailure)
	return out, a.explain(err)
}

// Progress tells how far a source was gathered, "" if it was not begun.
func (a *Archive) Progress(ctx context.Context, source string) (string, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT state FROM progress WHERE source = ?"), source)
	found, err := collect(rows, err, scanOne[string])
	if err != nil || len(found) == 0 {
		return "", a.explain(err)
	}
	return found[0], nil
}

// SetProgress keeps how far a source was gathered.
func (a *Archive) SetProgress(ctx context.Context, source, state string) error {
	return a.changing(ctx, func(c *change) error {
		return c.exec(ctx, "INSERT INTO progress(source, state) VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET state = excluded.state",
			source, state)
	})
}
