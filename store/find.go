package store

import (
	"context"
	"database/sql"
	"slices"

	"chancery"
)

// Limits of the work that one question may be: rows that are looked at for one
// page, and entries that are ranked.
const (
	mostWalked = 12_000 // rows of entries
	mostRead   = 2_000  // rows of the full text
	mostRanked = 2_000  // entries of which the surest or widest are told
	mostFacets = 1_000  // entries that facets count
	mostCount  = 10_000 // entries that are counted for a page's total
	mostHits   = 1_000  // … with words
)

// Find gives a page of the entries that a query asks for.
//
// Work is bounded: where few of very many entries match, a page may be shorter than
// its limit, or empty, though it has a cursor; the next page looks further on.
// Total is -1 where more than mostCount rows, or mostHits
// with words, would have to be counted. With words or
// a house the newest are those whose account is newest, and the surest, widest and
// latest arrived are told of the newest mostRanked.
func (a *Archive) Find(ctx context.Context, q chancery.Query) (chancery.Page, error) {
	page, err := a.find(ctx, q)
	return page, a.explain(err)
}

func (a *Archive) find(ctx context.Context, q chancery.Query) (chancery.Page, error) {
	page := chancery.Page{Entries: []chancery.Entry{}}
	s, err := a.ready(ctx, q)
	if err != nil || s.nothing {
		return page, err
	}
	found, next, total, err := a.search(ctx, s)
	if err != nil {
		return page, err
	}
	page.Total = total
	if next != nil {
		bare := q
		bare.Cursor, bare.Limit = "", 0
		next.Total, next.Of = total, asked(bare)
		page.Next = next.cursor()
	}
	page.Entries, err = a.entriesOf(ctx, found)
	return page, err
}

// search gives the numbers of a page's entries in order, where the next page
// begins, and how many there are in all.
func (a *Archive) search(ctx context.Context, s *sought) (found []int64, next *position, total int, err error) {
	switch {
	case a.isRanked(s):
		return a.ranked(ctx, s)
	case s.match != "":
		found, next, err = a.walkWords(ctx, s, s.after, s.limit, mostRead)
	default:
		found, next, err = a.walkEntries(ctx, s, a.way(s), s.after, s.limit, mostWalked)
	}
	switch {
	case err != nil:
	case s.after != nil:
		total = s.after.Total
	case next == nil:
		total = len(found)
	case len(found) < s.limit:
		total = -1 // the work allowed did not do for one page
	default:
		total, err = a.total(ctx, s)
	}
	return found, next, total, err
}

// isRanked tells whether a page is cut from a list that is ranked as a whole: no
// index has the entries of an actor, or with a word, by how sure they are.
func (a *Archive) isRanked(s *sought) bool {
	switch s.Order {
	case chancery.Newest, chancery.Oldest:
		return false
	case chancery.Arrived:
		return s.match != "" || s.report != 0
	}
	return s.match != "" || s.report != 0 || len(s.actors) > 0 || s.Pair[0] != ""
}

// rankings are the orders of ranked lists.
var rankings = map[chancery.Order]string{
	chancery.Surest:  "e.confidence DESC, e.independent DESC, e.sort_day DESC, e.n DESC",
	chancery.Widest:  "e.independent DESC, e.confidence DESC, e.sort_day DESC, e.n DESC",
	chancery.Arrived: "e.settled DESC, e.n DESC",
}

func (a *Archive) ranked(ctx context.Context, s *sought) (found []int64, next *position, total int, err error) {
	all, more, err := a.newest(ctx, s, mostRanked)
	if err != nil || len(all) == 0 {
		return nil, nil, 0, err
	}
	if total = len(all); more {
		total = -1
	}
	skip := 0
	if s.after != nil {
		skip = s.after.Skip
	}
	clause, arg := a.among("e.n", all)
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT e.n FROM entry e WHERE "+clause+" ORDER BY "+rankings[s.Order]+" LIMIT ? OFFSET ?"),
		arg, s.limit, skip)
	found, err = collect(rows, err, scanOne[int64])
	if skip+len(found) < len(all) && len(found) > 0 {
		next = &position{Skip: skip + len(found)}
	}
	return found, next, total, err
}

// newest gives the newest entries that a query asks for, whatever its order and
// page, and whether there are or may be more.
func (a *Archive) newest(ctx context.Context, s *sought, most int) (found []int64, more bool, err error) {
	plain := *s
	plain.Order, plain.after = chancery.Newest, nil
	var next *position
	if s.match != "" {
		found, next, err = a.walkWords(ctx, &plain, nil, most, mostRead)
	} else {
		found, next, err = a.walkEntries(ctx, &plain, a.way(&plain), nil, most, mostWalked)
	}
	return found, next != nil, err
}

// entriesOf reads entries by number, in the order of the numbers.
func (a *Archive) entriesOf(ctx context.Context, numbers []int64) ([]chancery.Entry, error) {
	out := make([]chancery.Entry, 0, len(numbers))
	if len(numbers) == 0 {
		return out, nil
	}
	place := make(map[int64]int, len(numbers))
	for i, n := range numbers {
		place[n] = i
	}
	clause, arg := a.among("e.n", numbers)
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+entryColumns+" FROM entry e WHERE "+clause), arg)
	shown, err := collect(rows, err, scanShown)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(shown, func(x, y *shownEntry) int { return place[x.n] - place[y.n] })
	return a.withSnippets(ctx, shown)
}

// withSnippets cuts the entries' snippets from the texts of their reports.
func (a *Archive) withSnippets(ctx context.Context, shown []*shownEntry) ([]chancery.Entry, error) {
	reports := make([]int64, len(shown))
	for i, e := range shown {
		reports[i] = e.report
	}
	texts, err := a.texts(ctx, a.read, reports)
	if err != nil {
		return nil, err
	}
	out := make([]chancery.Entry, len(shown))
	for i, e := range shown {
		e.Snippet = cut(texts[e.report], e.start, e.end)
		out[i] = e.Entry
	}
	return out, nil
}

// total counts what a query finds, or gives -1 where that is too much.
func (a *Archive) total(ctx context.Context, s *sought) (int, error) {
	if len(s.conditions) == 0 && s.match == "" && s.report == 0 {
		sums, err := a.talliedValues(ctx, "entry")
		total := 0
		for _, n := range sums {
			total += n
		}
		return total, err
	}
	if len(s.conditions) == 1 && len(s.actors) == 1 && s.match == "" {
		return s.least, nil
	}
	if s.match != "" {
		low, high := s.span()
		rows, err := a.newestRows(ctx, "account_words", s.match, low, high, true, mostHits)
		if err != nil || len(rows) == mostHits {
			return -1, err
		}
		found, _, err := a.walkWords(ctx, s, nil, mostHits, mostHits)
		return len(found), err
	}
	w := a.way(s)
	inner, args := w.rows(s.Order != chancery.Oldest, nil, mostCount+1)
	outer, more := w.outer(s)
	var walked, matched int
	err := a.read.QueryRowContext(ctx, a.rebind("SELECT COUNT(*) FROM ("+inner+") w"), args...).Scan(&walked)
	if err != nil || walked > mostCount {
		return -1, err
	}
	err = a.read.QueryRowContext(ctx, a.rebind("SELECT COUNT(*) FROM ("+inner+") w"+outer), append(args, more...)...).Scan(&matched)
	return matched, err
}

// scanPosition reads a key and a number.
func scanPosition(rows *sql.Rows) (p position, err error) { return p, rows.Scan(&p.Key, &p.N) }
