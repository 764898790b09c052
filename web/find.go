package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"chancery"
	"chancery/query"
)

type findData struct {
	Query  chancery.Query
	Values url.Values
	Days   []dayGroup
	Page   chancery.Page
	Facets []facet
	Next   string // address of the next page
	Actors []chancery.ActorCard
	Pairs  []chancery.ActorCard // the two states of Query.Pair
	Forms  []exportForm
	Search string // the address's parameters, with "?"
	Watch  string // the same without it

	Sureties, Orders []choice
	Kept             []choice // parameters that the form has no field for
}

type facet struct {
	Name   string
	Values []facetValue
}

type facetValue struct {
	chancery.FacetValue
	Address string
	Chosen  bool
}

// exportForm is a form in which what is found can be taken along.
type exportForm struct{ Label, Address string }

// parameterOf names the parameter of an address that narrows by a facet's field.
var parameterOf = map[string]string{
	"kind": "kind", "type": "type", "status": "status", "actor": "actor", "country": "country", "source": "source", "year": "year",
}

// find answers a search with entries and with what would narrow it.
func (s *Server) find(ctx context.Context, r *http.Request) (view, error) {
	values := r.URL.Query()
	if year := values.Get("year"); year != "" { // a facet that is two parameters
		values.Del("year")
		values.Set("from", year)
		values.Set("to", year)
	}
	q, err := query.Parse(values)
	if err != nil {
		return view{}, err
	}
	d := findData{Query: q, Values: values}
	if d.Page, err = s.Archive.Find(ctx, q); err != nil {
		return view{}, err
	}
	d.Days = byDay(d.Page.Entries)
	if d.Page.Next != "" {
		next := url.Values{}
		for k, v := range values {
			next[k] = v
		}
		next.Set("cursor", d.Page.Next)
		d.Next = "?" + next.Encode()
	}
	facets, err := s.Archive.Facets(ctx, q)
	if err != nil {
		return view{}, err
	}
	d.Facets = facetLinks(facets, values)
	if q.Text != "" && q.Cursor == "" {
		if d.Actors, err = s.Archive.Actors(ctx, q.Text, 4); err != nil {
			return view{}, err
		}
	}
	for _, form := range [][2]string{{"Atom feed", "/find.atom"}, {"CSV", "/export/csv"}, {"JSON", "/export/jsonl"}, {"PLOVER", "/export/plover"},
		{"POLECAT", "/export/polecat"}, {"GeoJSON", "/export/geojson"}, {"Calendar", "/export/ics"}, {"JSON-LD", "/export/jsonld"}} {
		d.Forms = append(d.Forms, exportForm{form[0], form[1] + with(values, "cursor", "")})
	}
	d.choices()
	title := "The record"
	if q.Text != "" {
		title = q.Text
	}
	return view{"find", title, "find", d}, nil
}

// choices fills what the form offers, and what it must carry along.
func (d *findData) choices() {
	d.Search = with(d.Values, "cursor", "")
	d.Watch = strings.TrimPrefix(d.Search, "?")
	for _, p := range []string{"", "0.3", "0.5", "0.7", "0.9"} {
		label := "any"
		if p != "" {
			label = strings.TrimPrefix(p, "0.") + "0%"
		}
		d.Sureties = append(d.Sureties, choice{label, p, d.Values.Get("confidence") == p})
	}
	for _, o := range [][2]string{{"newest first", "newest"}, {"oldest first", "oldest"}, {"surest first", "surest"}, {"most sources first", "widest"}} {
		d.Orders = append(d.Orders, choice{o[0], o[1], d.Values.Get("order") == o[1]})
	}
	for _, name := range []string{"kind", "type", "status", "actor", "country", "source", "report", "sources", "disputed", "corrected", "overdue"} {
		for _, v := range query.Several(d.Values, name) {
			d.Kept = append(d.Kept, choice{Label: name, Value: v})
		}
	}
}

func facetLinks(facets []chancery.Facet, values url.Values) []facet {
	var out []facet
	for _, f := range facets {
		name, ok := parameterOf[f.Field]
		if !ok || len(f.Values) == 0 {
			continue
		}
		links := facet{Name: f.Field}
		for _, v := range f.Values {
			if f.Field == "kind" {
				v.Label = kindWord(chancery.EntryKind(v.Value))
			}
			l := facetValue{FacetValue: v, Chosen: values.Get(name) == v.Value, Address: "/find" + with(values, name, v.Value)}
			if l.Chosen {
				l.Address = "/find" + with(values, name, "")
			}
			links.Values = append(links.Values, l)
		}
		out = append(out, links)
	}
	return out
}
