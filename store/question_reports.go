package store

import (
	"context"
	"database/sql"
	"math"
	"strings"

	"chancery"
)

// Reports lists reports, the newest first, those without a day last. Copies of
// other reports are left out unless asked for. Work is bounded as that of Find is.
func (a *Archive) Reports(ctx context.Context, q chancery.ReportQuery) (chancery.ReportPage, error) {
	page, err := a.reports(ctx, q)
	return page, a.explain(err)
}

// reportSought is a query for reports made ready.
type reportSought struct {
	chancery.ReportQuery
	limit int
	after *position
	match string
	where string // on report r
	args  []any
	span  days
	signs bool // nothing but signs is sought
}

func (a *Archive) readyReports(q chancery.ReportQuery) (*reportSought, error) {
	bare := q
	bare.Cursor, bare.Limit = "", 0
	s := &reportSought{ReportQuery: q}
	var err error
	if s.limit, err = limited(q.Limit); err != nil {
		return nil, err
	}
	if s.after, err = readCursor(q.Cursor, asked(bare)); err != nil {
		return nil, err
	}
	if s.span, err = spanOf(q.From, q.To); err != nil {
		return nil, err
	}
	terms, err := parseText(q.Text)
	if err != nil {
		return nil, wrong("%v", err)
	}
	if len(terms) > 0 {
		if s.match, err = a.dialect.match(terms, nil); err != nil {
			return nil, wrong("%v", err)
		}
	}
	s.signs = s.match == "" && strings.TrimSpace(q.Text) != ""
	if q.Source != "" {
		s.where, s.args = s.where+" AND r.source = ?", append(s.args, q.Source)
	}
	if !q.Copies {
		s.where += " AND r.witness = r.n"
	}
	if s.span.bounded {
		s.where += " AND r.day >= ? AND r.day <= ?"
		s.args = append(s.args, s.span.from, s.span.to)
	}
	return s, nil
}

func (a *Archive) reports(ctx context.Context, q chancery.ReportQuery) (chancery.ReportPage, error) {
	page := chancery.ReportPage{Reports: []chancery.ReportCard{}}
	s, err := a.readyReports(q)
	if err != nil || s.signs {
		return page, err
	}
	var next *position
	if s.match != "" {
		page.Reports, next, err = a.reportsWith(ctx, s)
	} else {
		page.Reports, next, err = a.reportsByDay(ctx, s)
	}
	if err != nil {
		return page, err
	}
	switch {
	case s.after != nil:
		page.Total = s.after.Total
	case next == nil:
		page.Total = len(page.Reports)
	default:
		page.Total, err = a.reportTotal(ctx, s)
	}
	if next != nil {
		bare := q
		bare.Cursor, bare.Limit = "", 0
		next.Total, next.Of = page.Total, asked(bare)
		page.Next = next.cursor()
	}
	return page, err
}

// reportColumns are what scanCard reads, of report r.
const reportColumns = `r.n, COALESCE(r.day, -1000000), r.key, r.title, r.source, r.url, r.path, r.words, r.version, r.entries,
	CASE WHEN r.witness = r.n THEN '' ELSE (SELECT w.key FROM report w WHERE w.n = r.witness) END`

// listed is a report in a list and where it stands.
type listed struct {
	chancery.ReportCard
	n, day int64
}

func scanListed(rows *sql.Rows) (r listed, err error) {
	c := &r.ReportCard
	err = rows.Scan(&r.n, &r.day, &c.Key, &c.Title, &c.Source, &c.URL, &c.Path, &c.Words, &c.Version, &c.Entries, &c.CopyOf)
	if r.day > unknownDay {
		c.Published = dayText(r.day)
	}
	return r, err
}

// reportsByDay walks the index of days, and then the reports without one.
func (a *Archive) reportsByDay(ctx context.Context, s *reportSought) ([]chancery.ReportCard, *position, error) {
	var found []listed
	want := s.limit + 1
	if s.after == nil || s.after.Key > unknownDay {
		where, args := " AND r.day IS NOT NULL", []any{}
		if s.after != nil {
			where, args = where+" AND (r.day, r.n) < (?, ?)", append(args, int64(s.after.Key), s.after.N)
		}
		rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+reportColumns+" FROM report r WHERE 1 = 1"+where+s.where+
			" ORDER BY r.day DESC, r.n DESC LIMIT ?"), append(append(args, s.args...), want)...)
		if found, err = collect(rows, err, scanListed); err != nil {
			return nil, nil, err
		}
	}
	if len(found) < want && !s.span.bounded {
		where, args := " AND r.day IS NULL", []any{}
		if s.after != nil && s.after.Key <= unknownDay {
			where, args = where+" AND r.n < ?", append(args, s.after.N)
		}
		rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+reportColumns+" FROM report r WHERE 1 = 1"+where+s.where+
			" ORDER BY r.n DESC LIMIT ?"), append(append(args, s.args...), want-len(found))...)
		undated, err := collect(rows, err, scanListed)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, undated...)
	}
	return cardsOf(found, s.limit)
}

// cardsOf makes a page of what was found and tells where the next begins.
func cardsOf(found []listed, limit int) ([]chancery.ReportCard, *position, error) {
	out := make([]chancery.ReportCard, 0, limit)
	for _, r := range found[:min(limit, len(found))] {
		out = append(out, r.ReportCard)
	}
	if len(found) <= limit {
		return out, nil, nil
	}
	last := found[limit-1]
	return out, &position{Key: float64(last.day), N: last.n}, nil
}

// reportsWith walks the reports that hold the words, the newest first.
func (a *Archive) reportsWith(ctx context.Context, s *reportSought) ([]chancery.ReportCard, *position, error) {
	low, high := int64(-1), int64(math.MaxInt64)
	if s.span.bounded {
		low, high = wordsRow(s.span.from, 0)-1, wordsRow(s.span.to+1, 0)
	}
	if s.after != nil {
		high = min(high, s.after.N)
	}
	out := []chancery.ReportCard{}
	step := 2 * s.limit
	for walked := 0; ; {
		rows, err := a.newestRows(ctx, "report_words", s.match, low, high, true, step)
		if err != nil {
			return nil, nil, err
		}
		cards, err := a.reportsAt(ctx, s, rows)
		if err != nil {
			return nil, nil, err
		}
		for _, r := range rows {
			card, ok := cards[wordsOwner(r)]
			if !ok {
				continue
			}
			if len(out) == s.limit {
				return out, &position{N: high}, nil
			}
			out, high = append(out, card), r
		}
		if len(rows) < step {
			return out, nil, nil
		}
		high = rows[len(rows)-1]
		if walked += step; walked >= mostRead {
			return out, &position{N: high}, nil
		}
		step = min(3*step, mostRead)
	}
}

// reportsAt reads the reports of rows that meet the conditions.
func (a *Archive) reportsAt(ctx context.Context, s *reportSought, rows []int64) (map[int64]chancery.ReportCard, error) {
	owners := make([]int64, len(rows))
	for i, r := range rows {
		owners[i] = wordsOwner(r)
	}
	clause, arg := a.among("r.n", owners)
	found, err := a.read.QueryContext(ctx, a.rebind("SELECT "+reportColumns+" FROM report r WHERE "+clause+s.where), append([]any{arg}, s.args...)...)
	cards, err := collect(found, err, scanListed)
	out := make(map[int64]chancery.ReportCard, len(cards))
	for _, r := range cards {
		out[r.n] = r.ReportCard
	}
	return out, err
}

// reportTotal counts what a query finds, or gives -1 where that is too much.
func (a *Archive) reportTotal(ctx context.Context, s *reportSought) (int, error) {
	if s.match != "" {
		return -1, nil
	}
	if !s.span.bounded && s.Source == "" {
		all, err := a.talliedValues(ctx, "reports")
		if err != nil || s.Copies {
			return all[""], err
		}
		copies, err := a.talliedValues(ctx, "copies")
		return all[""] - copies[""], err
	}
	var n int
	err := a.read.QueryRowContext(ctx, a.rebind("SELECT COUNT(*) FROM (SELECT 1 AS one FROM report r WHERE 1 = 1"+s.where+" LIMIT ?) x"),
		append(append([]any{}, s.args...), mostCount+1)...).Scan(&n)
	if n > mostCount {
		n = -1
	}
	return n, err
}
