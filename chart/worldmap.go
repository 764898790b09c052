package chart

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"chancery/chart/outlines"
)

// Point is a place on a map.
type Point struct {
	Lat, Lon float64 // degrees
	Count    int     // of what is there: the area of the point grows with it
	Label    string
	Detail   string // shows over the point, after its label and count
	Href     string
	Month    string // "2018-10": kept in the page as data-month, for a script to play over time
	Class    string // "", planned, coop, conflict
}

// Route is a journey: its stops in order, joined by great circles.
type Route struct {
	Name  string
	Stops []Stop
}

// Stop is one station of a route. The way to a planned one is dashed.
type Stop struct {
	Lat, Lon float64
	Label    string
	Detail   string // of the table: when, whom was met
	Href     string
	Month    string
	Planned  bool
}

// Map is what a map is drawn from. Shade are countries (alpha-3) that stand out. Whole
// shows the whole world, however near to each other the points are.
type Map struct {
	Frame
	Points []Point
	Routes []Route
	Shade  []string
	Whole  bool
}

const (
	leastSpan = 0.32 // width of the smallest crop, in radians on paper: some 1,500 km
	worldFrom = 84.0 // northern and southern end of the map of the world
	worldTo   = -56.0
)

// WorldMap draws points and journeys on the outlines of the countries, of the whole
// world or, where they lie close, of the part that they lie in.
func WorldMap(m Map) Chart {
	w := or(m.Width, 760)
	p, view, whole := m.view(w)
	h := view.h * view.k
	c := begin(m.Frame, "map", w, h+routeKeyHeight(m))
	id := cmp.Or(m.ID, "map") + "-clip"
	c.open("clipPath", "id", id)
	c.el("rect", "x", "0", "y", "0", "width", num(w), "height", num(h))
	c.close("clipPath")
	c.open("g", "clip-path", "url(#"+id+")")
	if whole {
		c.el("path", "class", "sea", "d", globe(view))
	} else {
		c.el("rect", "class", "sea", "x", "0", "y", "0", "width", num(w), "height", num(h))
	}
	c.land(m, p, view, whole, w, h)
	labels := &labeller{w: w, h: h}
	marks := m.marks(p, view)
	nudge(marks)
	ways := &labeller{}
	for i, r := range m.Routes {
		c.route(r, i, p, view, ways)
	}
	c.close("g")
	placed := labels.placeAll(marks)
	if !whole {
		labels.taken = append(labels.taken, ways.taken...)
		c.countries(p, view, labels)
	}
	c.points(marks, placed)
	c.routeKey(m, h)
	return Chart{c.end(), mapTable(m)}
}

// view chooses the middle and the part of the world to be seen.
func (m Map) view(w float64) (p projection, v frameOf, whole bool) {
	var lons []float64
	var at []outlines.Point
	for _, q := range m.Points {
		lons, at = append(lons, q.Lon), append(at, outlines.Point{Lon: q.Lon, Lat: q.Lat})
	}
	for _, r := range m.Routes {
		for i, s := range r.Stops {
			if at = append(at, outlines.Point{Lon: s.Lon, Lat: s.Lat}); i > 0 {
				at = append(at, arc(r.Stops[i-1].Lon, r.Stops[i-1].Lat, s.Lon, s.Lat)...)
			}
		}
	}
	for _, q := range at[len(lons):] {
		lons = append(lons, q.Lon)
	}
	middle, spread := middleOf(lons)
	if !m.Whole && spread < 200 {
		p.middle = middle
		box := boundsOf(p, at)
		if box.w < 2.4 && box.h < 1.8 {
			return p, fit(box, w, float64(m.Height)), false
		}
	}
	if spread < 200 && spread > 120 || len(m.Routes) > 0 && spread < 200 {
		p.middle = middle // a world about its journeys
	} else {
		p.middle = 11 // cuts no continent: the edge runs through Bering's strait
	}
	_, top := equalEarth(0, worldFrom)
	_, bottom := equalEarth(0, worldTo)
	east, _ := equalEarth(180, 0)
	return p, frameOf{-east, top, 2 * east, bottom - top, w / (2 * east)}, true
}

// boundsOf is the part of the paper that holds the points.
func boundsOf(p projection, at []outlines.Point) frameOf {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range at {
		x, y := p.xy(q.Lon, q.Lat)
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	return frameOf{x: x0, y: y0, w: x1 - x0, h: y1 - y0}
}

// fit puts margins about a part of the paper and widens it to the picture's shape; a
// height of 0 is free, between three and six tenths of the width.
func fit(b frameOf, w, h float64) frameOf {
	x, y := b.x+b.w/2, b.y+b.h/2
	span := max(leastSpan, b.w*1.3)
	if h == 0 {
		h = w * max(0.42, min(0.6, b.h*1.5/span))
		if span == leastSpan {
			h = w * 0.52
		}
	}
	span = max(span, b.h*1.35*w/h)
	f := frameOf{x - span/2, y - span*h/w/2, span, span * h / w, w / span}
	_, top := equalEarth(0, worldFrom)
	_, bottom := equalEarth(0, -60)
	f.y = max(min(f.y, bottom-f.h), top) // no further than the land goes
	return f
}

// globe is the outline of the whole map.
func globe(v frameOf) string {
	var d strings.Builder
	add := func(lon, lat float64) {
		x, y := equalEarth(lon, lat)
		q := v.px(flat{x, y})
		d.WriteString([]string{"L", "M"}[b2i(d.Len() == 0)] + num(q.x) + " " + num(q.y))
	}
	for lat := worldFrom; lat >= worldTo; lat -= 4 {
		add(180, lat)
	}
	for lat := worldTo; lat <= worldFrom; lat += 4 {
		add(-180, lat)
	}
	return d.String() + "z"
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// worlds keeps the land of whole maps, which is always the same, by middle and width.
var worlds sync.Map

// land draws the countries: those shaded by themselves, the others as one path.
func (c *canvas) land(m Map, p projection, v frameOf, whole bool, w, h float64) {
	shaded := map[string]bool{}
	for _, code := range m.Shade {
		shaded[code] = true
	}
	if !whole || len(shaded) > 0 || p.middle != 11 {
		rest, shade := landPath(p, v, w, h, shaded)
		c.path("land", rest)
		c.path("land shaded", shade)
		return
	}
	key := num(w)
	d, ok := worlds.Load(key)
	if !ok {
		rest, _ := landPath(p, v, w, h, nil)
		d, _ = worlds.LoadOrStore(key, rest)
	}
	c.path("land", d.(string))
}

// landPath is the path of the countries within the picture, and that of those shaded.
func landPath(p projection, v frameOf, w, h float64, shaded map[string]bool) (rest, shade string) {
	atlas := outlines.Fine()
	if v.k < 420 {
		atlas = outlines.Coarse()
	}
	tolerance := 0.35 / v.k * 180 / math.Pi // a third of a pixel, in degrees
	const beyond = 8                        // the edges of cut shapes lie outside of the picture
	var a, b strings.Builder
	for i, country := range atlas.Countries {
		d := &a
		if shaded[country.Code] {
			d = &b
		}
		for k, ring := range country.Rings {
			if !v.sees(p, atlas.Bounds(i)[k]) {
				continue
			}
			for _, part := range p.rings(atlas.Ring(ring, tolerance)) {
				for i := range part {
					part[i] = v.px(part[i])
				}
				part = clip(clip(part, -beyond, true, true), w+beyond, true, false)
				part = clip(clip(part, -beyond, false, true), h+beyond, false, false)
				polygon(d, part)
			}
		}
	}
	return a.String(), b.String()
}

// polygon adds a ring to a path, in steps of a tenth of a pixel; specks are left out.
func polygon(d *strings.Builder, ring []flat) {
	if len(ring) < 3 {
		return
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range ring {
		x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
	}
	if x1-x0 < 0.7 && y1-y0 < 0.7 {
		return
	}
	round := func(f float64) int { return int(math.Round(f * 10)) }
	x, y := round(ring[0].x), round(ring[0].y)
	d.WriteString("M" + tenths(x) + " " + tenths(y) + "l")
	first := true
	for _, q := range ring[1:] {
		dx, dy := round(q.x)-x, round(q.y)-y
		if dx == 0 && dy == 0 {
			continue
		}
		if !first && dx >= 0 {
			d.WriteByte(' ')
		}
		d.WriteString(tenths(dx))
		if dy >= 0 {
			d.WriteByte(' ')
		}
		d.WriteString(tenths(dy))
		x, y, first = x+dx, y+dy, false
	}
	if first {
		d.WriteString("0 0")
	}
	d.WriteByte('z')
}

// tenths writes a number of tenths as short as can be.
func tenths(n int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	switch {
	case n%10 == 0:
		return sign + strconv.Itoa(n/10)
	case n < 10:
		return sign + "." + strconv.Itoa(n)
	}
	return sign + strconv.Itoa(n/10) + "." + strconv.Itoa(n%10)
}

// routeKeyHeight is the room below the map for the names of its journeys.
func routeKeyHeight(m Map) float64 {
	if len(m.Routes) < 2 {
		return 0
	}
	return 26
}

func mapTable(m Map) Table {
	if len(m.Points) == 0 && len(m.Routes) > 0 {
		t := Table{Caption: m.Title, Head: []string{"Stop", "Traveller", "Place", "When and whom"}, Numeric: []bool{true}}
		for _, r := range m.Routes {
			for i, s := range r.Stops {
				t.Rows = append(t.Rows, []string{strconv.Itoa(i + 1), r.Name, s.Label, s.Detail})
			}
		}
		return t
	}
	t := Table{Caption: m.Title, Head: []string{"Place", "Entries", "Month", "What"}, Numeric: []bool{false, true}}
	for _, p := range m.Points {
		t.Rows = append(t.Rows, []string{p.Label, count(p.Count), p.Month, p.Detail})
	}
	for _, r := range m.Routes {
		for i, s := range r.Stops {
			t.Rows = append(t.Rows, []string{s.Label, "", s.Month, fmt.Sprintf("%s, stop %d: %s", r.Name, i+1, s.Detail)})
		}
	}
	return t
}
