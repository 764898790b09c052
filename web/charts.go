package web

import (
	"fmt"
	"html/template"
	"slices"
	"sort"
	"strings"

	"chancery"
	"chancery/chart"
)

// activityChart draws how many entries or reports each month has.
func activityChart(title string, width int, months []chancery.MonthSum) template.HTML {
	if len(months) == 0 {
		return ""
	}
	return chart.Both(chart.Frame{ID: "activity", Title: title, Desc: "A bar for each month.", Width: width},
		func(f chart.Frame) chart.Chart { return chart.Bars(f, months) })
}

// Widths of pictures in CSS pixels: of one in the narrow column, of one across the page.
const (
	narrow = 380
	whole  = 1240
)

// companyChart draws whom an actor meets.
func companyChart(a chancery.ActorCard, company []chancery.Companion) template.HTML {
	if len(company) == 0 {
		return ""
	}
	var others []chart.Node
	for _, c := range company {
		others = append(others, chart.Node{Key: c.Actor.Key, Name: c.Actor.Name, Note: c.Actor.State, Href: actorURL(c.Actor.Key), Times: c.Times})
	}
	f := chart.Frame{ID: "company", Title: "Whom " + a.Name + " meets", Desc: "The wider the tie, the more often.", Width: narrow}
	return chart.Network(f, chart.Node{Key: a.Key, Name: a.Name}, others, nil).HTML()
}

// travelMap draws the journeys of one traveller.
func travelMap(name string, stops []chancery.Entry) template.HTML {
	placed := withPlace(stops)
	if len(placed) == 0 {
		return ""
	}
	sort.SliceStable(placed, func(i, j int) bool { return placed[i].From < placed[j].From })
	route := chart.Route{Name: name}
	for _, e := range placed {
		route.Stops = append(route.Stops, chart.Stop{
			Lat: *e.Place.Lat, Lon: *e.Place.Lon, Label: e.Place.Name, Detail: spanOfDays(e.From, e.To), Href: "/entry/" + e.ID,
			Month: monthOf(e), Planned: e.Status != chancery.Held,
		})
	}
	f := chart.Frame{ID: "travels", Title: "Where " + name + " went", Desc: "Stops in order, joined by the shortest way.", Width: narrow}
	return chart.WorldMap(chart.Map{Frame: f, Routes: []chart.Route{route}}).HTML()
}

// placeMap draws where entries took place: one point a place and class, as large as
// there are entries.
func placeMap(entries []chancery.Entry) template.HTML {
	placed := withPlace(entries)
	if len(placed) == 0 {
		return ""
	}
	type spot struct{ name, class string }
	at := map[spot]int{}
	var points []chart.Point
	for _, e := range placed {
		k := spot{e.Place.Name + " " + e.Place.Country, classOf(e)}
		i, known := at[k]
		if !known {
			i = len(points)
			at[k] = i
			points = append(points, chart.Point{Lat: *e.Place.Lat, Lon: *e.Place.Lon, Label: e.Place.Name, Detail: headline(&e),
				Href: "/find?place=" + template.URLQueryEscaper(e.Place.Name), Class: k.class})
		}
		points[i].Count++
		if m := monthOf(e); m != "" && !strings.Contains(points[i].Month, m) {
			points[i].Month = strings.TrimSpace(points[i].Month + " " + m)
		}
	}
	f := chart.Frame{ID: "places", Title: "Where events and stops took place", Desc: "The larger a point, the more entries.", Width: whole}
	return chart.Both(f, func(f chart.Frame) chart.Chart {
		return chart.WorldMap(chart.Map{Frame: f, Points: points, Whole: f.Width > 500})
	})
}

// classOf gives a map's point its colour.
func classOf(e chancery.Entry) string {
	switch quadClass(e) {
	case "verbal-cooperation", "material-cooperation":
		return "coop"
	case "verbal-conflict", "material-conflict":
		return "conflict"
	}
	if e.Status == chancery.Planned {
		return "planned"
	}
	return ""
}

// withPlace are the entries whose place has coordinates.
func withPlace(entries []chancery.Entry) []chancery.Entry {
	var out []chancery.Entry
	for _, e := range entries {
		if e.Place != nil && e.Place.Lat != nil && e.Place.Lon != nil {
			out = append(out, e)
		}
	}
	return out
}

// monthOf is the month in which an entry took place, "" if that is not known.
func monthOf(e chancery.Entry) string {
	if len(e.From) < len("2018-10") {
		return ""
	}
	return e.From[:len("2018-10")]
}

// pairChart draws how two states stand over time.
func pairChart(a, b chancery.ActorCard, p *chancery.PairHistory) template.HTML {
	if len(p.Series) == 0 {
		return ""
	}
	f := chart.Frame{ID: "pair", Title: fmt.Sprintf("How %s and %s stand, by %s", a.Name, b.Name, p.By),
		Desc: "Above the mean weight of events, from conflict to cooperation; below the events by class.", Width: whole}
	s := chart.Standings{By: p.By, Series: p.Series, Turns: p.Turns, Link: func(id string) string {
		if id == "" {
			return ""
		}
		return "/entry/" + id
	}}
	return chart.Both(f, func(f chart.Frame) chart.Chart {
		s.Frame = f
		return chart.Intensity(s)
	})
}

// calendars draws the months of a span of days with what is planned and due.
// Where an event is shown the stop and the promise that tell the same are not.
func calendars(on, until, today string, planned, due []chancery.Entry) []template.HTML {
	var marks []chart.Mark
	meets := map[[2]string]bool{} // days and parties of events
	add := func(entries []chancery.Entry, class string, wanted func(e *chancery.Entry) bool) {
		for i := range entries {
			e := &entries[i]
			if e.From == "" || e.From != e.To || !wanted(e) {
				continue
			}
			for _, p := range e.Parties {
				meets[[2]string{e.From, p.Key}] = meets[[2]string{e.From, p.Key}] || e.Kind == chancery.AnEvent
			}
			c := class
			if c == "" {
				c = string(e.Status)
			}
			marks = append(marks, chart.Mark{Day: e.From, Label: headline(e), Href: "/entry/" + e.ID, Class: c})
		}
	}
	event := func(e *chancery.Entry) bool { return e.Kind == chancery.AnEvent }
	more := func(e *chancery.Entry) bool {
		told := e.Kind == chancery.AStop || e.Kind == chancery.ACommitment && (e.Type == "meeting" || e.Type == "visit")
		return e.Kind != chancery.AnEvent && !(told && slices.ContainsFunc(e.Parties, func(p chancery.Party) bool { return meets[[2]string{e.From, p.Key}] }))
	}
	add(planned, "", event)
	add(planned, "", more)
	add(due, "due", event)
	add(due, "due", more)
	var out []template.HTML
	for _, m := range monthsBetween(on, until) {
		month := m.Format("2006-01")
		if !slices.ContainsFunc(marks, func(k chart.Mark) bool { return strings.HasPrefix(k.Day, month) }) {
			continue
		}
		rest := func(day string) string { return agendaAddress(day, day) }
		if html := chart.Calendar(month, marks, today, rest); html != "" {
			out = append(out, html)
		}
	}
	return out
}
