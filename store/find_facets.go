package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"chancery"
)

// mostValues is how many values a facet lists.
const mostValues = 30

// Facets counts what a query finds by kind, type, status, actor, country, source
// and year. Of more than mostFacets entries it counts the newest of them, and says
// so in Facet.Sample.
func (a *Archive) Facets(ctx context.Context, q chancery.Query) ([]chancery.Facet, error) {
	q.Cursor = ""
	s, err := a.ready(ctx, q)
	if err != nil {
		return nil, a.explain(err)
	}
	var found []int64
	more := false
	if !s.nothing {
		if found, more, err = a.newest(ctx, s, mostFacets); err != nil {
			return nil, a.explain(err)
		}
	}
	sample := 0
	if more {
		sample = len(found)
	}
	facets, err := a.facetsOf(ctx, found)
	for i := range facets {
		facets[i].Sample = sample
	}
	return facets, a.explain(err)
}

func (a *Archive) facetsOf(ctx context.Context, found []int64) ([]chancery.Facet, error) {
	own, err := a.ownFacets(ctx, found)
	if err != nil {
		return nil, err
	}
	clause, arg := a.among("y.entry", found)
	actors, err := a.counted(ctx, `SELECT p.key, p.name, COUNT(DISTINCT y.entry) AS c FROM entry_actor y JOIN actor p ON p.n = y.actor
		WHERE `+clause+` GROUP BY p.n, p.key, p.name ORDER BY c DESC, p.key LIMIT ?`, arg, mostValues)
	if err != nil {
		return nil, err
	}
	clause, arg = a.among("x.entry", found)
	houses, err := a.counted(ctx, `SELECT r.source, r.source, COUNT(DISTINCT x.entry) AS c FROM account x JOIN report r ON r.n = x.report
		WHERE r.source <> '' AND `+clause+` GROUP BY r.source ORDER BY c DESC, r.source LIMIT ?`, arg, mostValues)
	if err != nil {
		return nil, err
	}
	return []chancery.Facet{own["kind"], own["type"], own["status"], {Field: "actor", Values: actors}, own["country"],
		{Field: "source", Values: houses}, own["year"]}, nil
}

// ownFacets counts what the entries' own rows say.
func (a *Archive) ownFacets(ctx context.Context, found []int64) (map[string]chancery.Facet, error) {
	counts := map[string]map[string]int{"kind": {}, "type": {}, "status": {}, "country": {}, "year": {}}
	for part := range slices.Chunk(found, queried) {
		clause, arg := a.among("n", part)
		rows, err := a.read.QueryContext(ctx, a.rebind("SELECT kind, type, status, country, sort_day FROM entry WHERE "+clause), arg)
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var kind int
			var what, status, country string
			var day int64
			if err := rows.Scan(&kind, &what, &status, &country, &day); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			counts["kind"][string(kindOf(kind))]++
			counts["type"][what]++
			counts["status"][status]++
			counts["country"][country]++
			if day > unknownDay {
				counts["year"][dayText(day)[:4]]++
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
	}
	out := map[string]chancery.Facet{}
	for field, values := range counts {
		delete(values, "")
		out[field] = chancery.Facet{Field: field, Values: facetValues(values, field)}
	}
	return out, nil
}

// facetValues puts values in order: years from the last, others from the most frequent.
func facetValues(counts map[string]int, field string) []chancery.FacetValue {
	out := []chancery.FacetValue{}
	for v := range maps.Keys(counts) {
		label := v
		if field == "country" {
			label = stateName(v)
		}
		if counts[v] != 0 {
			out = append(out, chancery.FacetValue{Value: v, Label: label, Count: counts[v]})
		}
	}
	slices.SortFunc(out, func(x, y chancery.FacetValue) int {
		if field == "year" {
			return cmp.Compare(y.Value, x.Value)
		}
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Value, y.Value))
	})
	if field == "year" {
		return out
	}
	return out[:min(len(out), mostValues)]
}

// counted reads values with their labels and counts.
func (a *Archive) counted(ctx context.Context, query string, args ...any) ([]chancery.FacetValue, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(query), args...)
	out, err := collect(rows, err, func(rows *sql.Rows) (v chancery.FacetValue, err error) {
		return v, rows.Scan(&v.Value, &v.Label, &v.Count)
	})
	if out == nil {
		out = []chancery.FacetValue{}
	}
	return out, err
}

// Coverage tells what the archive holds.
func (a *Archive) Coverage(ctx context.Context) (*chancery.Coverage, error) {
	c, err := a.coverage(ctx)
	return c, a.explain(err)
}

func (a *Archive) coverage(ctx context.Context) (*chancery.Coverage, error) {
	rows, err := a.read.QueryContext(ctx, "SELECT field, value, count FROM tally WHERE count <> 0")
	type sum struct {
		tallied
		count int
	}
	sums, err := collect(rows, err, func(rows *sql.Rows) (s sum, err error) { return s, rows.Scan(&s.field, &s.value, &s.count) })
	if err != nil {
		return nil, err
	}
	by := map[string]map[string]int{}
	for _, s := range sums {
		if by[s.field] == nil {
			by[s.field] = map[string]int{}
		}
		by[s.field][s.value] = s.count
	}
	c := &chancery.Coverage{Reports: by["reports"][""], Words: by["words"][""], Copies: by["copies"][""], Accounts: by["accounts"][""],
		Undated: by["undated"][""], ByKind: facetValues(by["entry"], ""), BySource: allValues(by["source"]), Versions: allValues(by["version"]),
		ByMonth: []chancery.MonthSum{}}
	for _, n := range by["entry"] {
		c.Entries += n
	}
	for _, m := range slices.Sorted(maps.Keys(by["month"])) {
		c.ByMonth = append(c.ByMonth, chancery.MonthSum{Month: m, Count: by["month"][m]})
	}
	var first, last sql.NullInt64
	ask := func(query string, into ...any) {
		if err == nil {
			err = a.read.QueryRowContext(ctx, query).Scan(into...)
		}
	}
	ask("SELECT MIN(day) FROM report", &first)
	ask("SELECT MAX(day) FROM report", &last)
	ask("SELECT COUNT(*) FROM unsettled", &c.Unsettled)
	ask("SELECT COUNT(*) FROM entry WHERE corrected = 1", &c.Corrected)
	ask("SELECT MAX(version_id) FROM goose_db_version", &c.Schema)
	if a.dialect == postgres {
		ask("SELECT pg_database_size(current_database())", &c.StoreBytes)
	} else {
		var pages, size int64
		ask("PRAGMA page_count", &pages)
		ask("PRAGMA page_size", &size)
		c.StoreBytes = pages * size
	}
	if first.Valid {
		c.First, c.Last = dayText(first.Int64), dayText(last.Int64)
	}
	return c, err
}

// allValues is facetValues without an end to them, the unnamed house included.
func allValues(counts map[string]int) []chancery.FacetValue {
	out := []chancery.FacetValue{}
	for v, n := range counts {
		out = append(out, chancery.FacetValue{Value: v, Label: v, Count: n})
	}
	slices.SortFunc(out, func(x, y chancery.FacetValue) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Value, y.Value))
	})
	return out
}
