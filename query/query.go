// Package query writes chancery.Query as the parameters of an address, and reads
// it from there: pages, feeds, exports, the API and watches share the form.
package query

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery"
)

// ErrBad marks what the asker can mend.
var ErrBad = errors.New("bad request")

// A query's parameters. One that is not there narrows nothing, one that stands
// several times widens:
//
//	q kind type status actor a b place country from to source report
//	confidence sources disputed corrected overdue order limit cursor

// maxValues is the most values that one parameter may have.
const maxValues = 20

// Parse reads a query out of an address. Errors wrap ErrBad.
func Parse(v url.Values) (chancery.Query, error) {
	q := chancery.Query{
		Text: v.Get("q"), Types: Several(v, "type"), Actors: Several(v, "actor"),
		Place: v.Get("place"), Country: strings.ToUpper(v.Get("country")), Source: v.Get("source"), Report: v.Get("report"),
		Disputed: v.Get("disputed") != "", Corrected: v.Get("corrected") != "",
		Order: chancery.Order(v.Get("order")), Cursor: v.Get("cursor"),
	}
	for _, k := range Several(v, "kind") {
		q.Kinds = append(q.Kinds, chancery.EntryKind(k))
	}
	for _, st := range Several(v, "status") {
		q.Statuses = append(q.Statuses, chancery.Status(st))
	}
	if a, b := strings.ToUpper(v.Get("a")), strings.ToUpper(v.Get("b")); a != "" && b != "" {
		q.Pair = [2]string{min(a, b), max(a, b)}
	}
	var err error
	if q.From, err = Day(v, "from", false); err != nil {
		return q, err
	}
	if q.To, err = Day(v, "to", true); err != nil {
		return q, err
	}
	if q.OverdueOn, err = Day(v, "overdue", false); err != nil {
		return q, err
	}
	if q.MinConfidence, err = number(v, "confidence", 0, 1); err != nil {
		return q, err
	}
	sources, err := number(v, "sources", 0, 1e6)
	if err != nil {
		return q, err
	}
	limit, err := number(v, "limit", 0, 1000)
	if err != nil {
		return q, err
	}
	q.MinSources, q.Limit = int(sources), int(limit)
	orders := []chancery.Order{"", chancery.Newest, chancery.Oldest, chancery.Surest, chancery.Widest, chancery.Arrived}
	if !slices.Contains(orders, q.Order) {
		return q, fmt.Errorf("%w: order: %q is none of newest, oldest, surest, widest, arrived", ErrBad, q.Order)
	}
	return q, nil
}

// Several gives the values of a parameter that are not empty, maxValues at most.
func Several(v url.Values, name string) []string {
	var out []string
	for _, s := range v[name] {
		if s != "" && len(out) < maxValues {
			out = append(out, s)
		}
	}
	return out
}

// number reads a number between low and high, 0 if the parameter is not there.
func number(v url.Values, name string, low, high float64) (float64, error) {
	s := v.Get(name)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= low && n <= high) {
		return 0, fmt.Errorf("%w: %s: %q is no number from %v to %v", ErrBad, name, s, low, high)
	}
	return n, nil
}

// Day reads a day out of an address; see whole.
func Day(v url.Values, name string, end bool) (string, error) {
	day, err := whole(v.Get(name), end)
	if err != nil {
		return "", fmt.Errorf("%w: %s: %w", ErrBad, name, err)
	}
	return day, nil
}

// whole makes a day of 2018, 2018-10 or 2018-10-07: the first that it covers, or
// the last where end is set.
func whole(s string, end bool) (string, error) {
	if s == "" {
		return "", nil
	}
	for layout, next := range map[string][3]int{time.DateOnly: {0, 0, 1}, "2006-01": {0, 1, 0}, "2006": {1, 0, 0}} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if end {
			t = t.AddDate(next[0], next[1], next[2]).AddDate(0, 0, -1)
		}
		return t.Format(time.DateOnly), nil
	}
	return "", fmt.Errorf("%q is no day such as 2018-10-07", s)
}

// Values writes a query as parameters: what Parse reads back.
func Values(q chancery.Query) url.Values {
	v := url.Values{}
	set := func(name string, values ...string) {
		for _, s := range values {
			if s != "" {
				v.Add(name, s)
			}
		}
	}
	set("q", q.Text)
	for _, k := range q.Kinds {
		set("kind", string(k))
	}
	set("type", q.Types...)
	for _, s := range q.Statuses {
		set("status", string(s))
	}
	set("actor", q.Actors...)
	set("a", q.Pair[0])
	set("b", q.Pair[1])
	set("place", q.Place)
	set("country", q.Country)
	set("from", q.From)
	set("to", q.To)
	set("source", q.Source)
	set("report", q.Report)
	set("overdue", q.OverdueOn)
	set("order", string(q.Order))
	set("cursor", q.Cursor)
	for name, on := range map[string]bool{"disputed": q.Disputed, "corrected": q.Corrected} {
		if on {
			set(name, "on")
		}
	}
	for name, n := range map[string]float64{"confidence": q.MinConfidence, "sources": float64(q.MinSources), "limit": float64(q.Limit)} {
		if n != 0 {
			set(name, strconv.FormatFloat(n, 'g', -1, 64))
		}
	}
	return v
}
