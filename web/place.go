package web

import (
	"context"
	"html/template"
	"net/http"

	"chancery"
	"chancery/gather"
	"chancery/query"
)

type mapData struct {
	From, To string
	Map      template.HTML
	Entries  []chancery.Entry
	Text     string
	Listed   []chancery.Entry // the newest of Entries
}

// mapEntries is how many entries the map shows at most.
const mapEntries = 1000

// worldMap shows where the events and stops of a span of days took place.
func (s *Server) worldMap(ctx context.Context, r *http.Request) (view, error) {
	v := r.URL.Query()
	q, err := query.Parse(v)
	if err != nil {
		return view{}, err
	}
	if q.From == "" && q.To == "" {
		if q.From, q.To, err = s.lastMonth(ctx); err != nil {
			return view{}, err
		}
	}
	if len(q.Kinds) == 0 {
		q.Kinds = []chancery.EntryKind{chancery.AnEvent, chancery.AStop}
	}
	q.Limit = mapEntries
	page, err := s.Archive.Find(ctx, q)
	if err != nil {
		return view{}, err
	}
	d := mapData{From: q.From, To: q.To, Text: q.Text}
	for _, e := range page.Entries {
		if e.Place != nil && e.Place.Lat != nil && e.Place.Lon != nil {
			d.Entries = append(d.Entries, e)
		}
	}
	d.Map, d.Listed = placeMap(d.Entries), first(d.Entries, 40)
	return view{"map", "Map", "map", d}, nil
}

// lastMonth is the span of 30 days that ends with the last report on record.
func (s *Server) lastMonth(ctx context.Context) (from, to string, err error) {
	c, err := s.coverageNow(ctx)
	if err != nil {
		return "", "", err
	}
	to = s.day()
	if c.Last != "" && c.Last < to {
		to = c.Last
	}
	return addDays(to, -30), to, nil
}

type coverageData struct {
	*chancery.Coverage
	Months   template.HTML
	Failures []chancery.Failure
	Gather   *gather.Status // nil where nothing is gathered while serving
	Rate     float64        // words a second of what was gathered
}

// coverage shows what the archive holds.
func (s *Server) coverage(ctx context.Context, _ *http.Request) (view, error) {
	c, err := s.Archive.Coverage(ctx)
	if err != nil {
		return view{}, err
	}
	d := coverageData{Coverage: c, Months: activityChart("Reports by month", whole, c.ByMonth)}
	if s.Gathering != nil {
		status := s.Gathering()
		d.Gather = &status
		if took := s.Now().Sub(status.Started).Seconds(); took > 0 {
			d.Rate = float64(status.Words) / took
		}
	}
	d.Failures, err = s.Archive.Failures(ctx, 50)
	return view{"coverage", "Coverage", "coverage", d}, err
}
