package web

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"chancery"
)

// A query stands in an address as the parameters that filters has: one that is not
// there narrows nothing, one that stands several times widens.
//
//	q kind type status actor a b place country from to source report
//	confidence sources disputed corrected overdue order limit cursor

// maxValues is the most values that one parameter may have.
const maxValues = 20

// queryOf reads a query out of an address. Errors wrap errBadRequest.
func queryOf(v url.Values) (chancery.Query, error) {
	q := chancery.Query{
		Text: v.Get("q"), Types: several(v, "type"), Actors: several(v, "actor"),
		Place: v.Get("place"), Country: strings.ToUpper(v.Get("country")), Source: v.Get("source"), Report: v.Get("report"),
		Disputed: v.Get("disputed") != "", Corrected: v.Get("corrected") != "",
		Order: chancery.Order(v.Get("order")), Cursor: v.Get("cursor"),
	}
	for _, k := range several(v, "kind") {
		q.Kinds = append(q.Kinds, chancery.EntryKind(k))
	}
	for _, st := range several(v, "status") {
		q.Statuses = append(q.Statuses, chancery.Status(st))
	}
	if a, b := strings.ToUpper(v.Get("a")), strings.ToUpper(v.Get("b")); a != "" && b != "" {
		q.Pair = [2]string{min(a, b), max(a, b)}
	}
	var err error
	if q.From, err = dayOf(v, "from", false); err != nil {
		return q, err
	}
	if q.To, err = dayOf(v, "to", true); err != nil {
		return q, err
	}
	if q.OverdueOn, err = dayOf(v, "overdue", false); err != nil {
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
		return q, fmt.Errorf("%w: order: %q is none of newest, oldest, surest, widest, arrived", errBadRequest, q.Order)
	}
	return q, nil
}

func several(v url.Values, name string) []string {
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
		return 0, fmt.Errorf("%w: %s: %q is no number from %v to %v", errBadRequest, name, s, low, high)
	}
	return n, nil
}

// dayOf reads a day out of an address; see wholeDay.
func dayOf(v url.Values, name string, end bool) (string, error) {
	day, err := wholeDay(v.Get(name), end)
	if err != nil {
		return "", fmt.Errorf("%w: %s: %w", errBadRequest, name, err)
	}
	return day, nil
}

// wholeDay makes a day of 2018, 2018-10 or 2018-10-07: the first that it covers, or
// the last where end is set.
func wholeDay(s string, end bool) (string, error) {
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

// with gives the address's parameters with one changed, as a query string that
// begins with "?". An empty value takes the parameter away.
func with(v url.Values, name, value string) string {
	out := url.Values{}
	for k, all := range v {
		if k != name && k != "cursor" {
			out[k] = all
		}
	}
	if value != "" {
		out.Set(name, value)
	}
	return "?" + out.Encode()
}
