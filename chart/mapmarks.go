package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// mark is a point or a stop on paper, with what is written beside it.
type mark struct {
	flat
	r        float64
	label    string
	title    string
	href     string
	months   string
	class    string
	number   string // order of the stop, "" for points
	priority float64
}

// marks are the points, largest first so that small ones stay in sight, and above them
// the stops, those at one place as one.
func (m Map) marks(p projection, v frameOf) []mark {
	var out []mark
	most := 1
	for _, q := range m.Points {
		most = max(most, q.Count)
	}
	for _, q := range m.Points {
		x, y := p.xy(q.Lon, q.Lat)
		title := q.Label
		if q.Count > 0 {
			title += ": " + count(q.Count)
		}
		if q.Detail != "" {
			title += ". " + q.Detail
		}
		out = append(out, mark{flat: v.px(flat{x, y}), r: 3 + 11*math.Sqrt(float64(max(q.Count, 0))/float64(most))*min(1, float64(most)/12+0.25),
			label: q.Label, title: title, href: q.Href, months: q.Month, class: "point " + q.Class, priority: float64(q.Count)})
	}
	slices.SortStableFunc(out, func(a, b mark) int { return cmp.Compare(b.r, a.r) })
	for i, r := range m.Routes {
		var stops []mark
		for k, s := range r.Stops {
			x, y := p.xy(s.Lon, s.Lat)
			at := v.px(flat{x, y})
			n := strconv.Itoa(k + 1)
			if j := slices.IndexFunc(stops, func(o mark) bool { return math.Hypot(o.x-at.x, o.y-at.y) < 4 }); j >= 0 {
				o := &stops[j]
				o.number += "·" + n
				o.title += "; " + n + ". " + stopText(s)
				o.months = strings.TrimSpace(o.months + " " + s.Month)
				continue
			}
			stops = append(stops, mark{flat: at, r: 8, label: s.Label, title: r.Name + ", " + n + ". " + stopText(s), href: s.Href,
				months: s.Month, class: fmt.Sprintf("fill r%d", i%4), number: n, priority: 1e9})
		}
		out = append(out, stops...)
	}
	return out
}

func stopText(s Stop) string {
	if s.Detail == "" {
		return s.Label
	}
	return s.Label + ", " + s.Detail
}

// nudge moves numbered stops apart that would cover each other.
func nudge(marks []mark) {
	const room = 17.5
	for range 20 {
		for i := range marks {
			for j := range i {
				a, b := &marks[i], &marks[j]
				if a.number == "" || b.number == "" {
					continue
				}
				dx, dy := a.x-b.x, a.y-b.y
				far := math.Hypot(dx, dy)
				if far >= room {
					continue
				}
				if far < 0.01 {
					dx, dy, far = 1, 0, 1
				}
				push := (room - min(far, room)) / 2
				a.x, a.y = a.x+dx/far*push, a.y+dy/far*push
				b.x, b.y = b.x-dx/far*push, b.y-dy/far*push
			}
		}
	}
}

// route draws the ways of a journey between its stops, with a small arrow amid each, and
// marks where they run.
func (c *canvas) route(r Route, n int, p projection, v frameOf, ways *labeller) {
	for i := 1; i < len(r.Stops); i++ {
		a, b := r.Stops[i-1], r.Stops[i]
		var d strings.Builder
		var way []flat
		last := math.Inf(1)
		for _, q := range arc(a.Lon, a.Lat, b.Lon, b.Lat) {
			x, y := p.xy(q.Lon, q.Lat)
			at := v.px(flat{x, y})
			lon := p.offset(q.Lon)
			if math.Abs(lon-last) > 180 {
				d.WriteString("M") // over the edge of the map
			} else {
				d.WriteString("L")
				if k := len(way); k > 0 {
					ways.along(way[k-1], at)
				}
				way = append(way, at)
			}
			d.WriteString(num(at.x) + " " + num(at.y))
			last = lon
		}
		class := fmt.Sprintf("route r%d", n%4)
		if b.Planned {
			class += " planned"
		}
		c.el("path", "class", class, "d", d.String())
		c.arrow(way, n)
	}
}

// arrow draws the head of an arrow at the middle of a way that is long enough.
func (c *canvas) arrow(way []flat, n int) {
	if len(way) < 2 {
		return
	}
	k := len(way) / 2
	a, b := way[k-1], way[k]
	if long := math.Hypot(way[0].x-way[len(way)-1].x, way[0].y-way[len(way)-1].y); long < 40 {
		return
	}
	x, y, turn := (a.x+b.x)/2, (a.y+b.y)/2, math.Atan2(b.y-a.y, b.x-a.x)
	var d strings.Builder
	for i, q := range []flat{{5, 0}, {-3.5, 3.5}, {-3.5, -3.5}} {
		d.WriteString([]string{"M", "L", "L"}[i] + num(x+q.x*math.Cos(turn)-q.y*math.Sin(turn)) + " " + num(y+q.x*math.Sin(turn)+q.y*math.Cos(turn)))
	}
	c.path(fmt.Sprintf("fill r%d", n%4), d.String()+"z")
}

// placeAll finds room for the labels of marks, the most important first. Of marks at
// one place that are named alike only one is labelled.
func (l *labeller) placeAll(marks []mark) []placing {
	for _, m := range marks {
		l.block(box4{m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r})
	}
	order := make([]int, len(marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(marks[b].priority, marks[a].priority), cmp.Compare(marks[a].label, marks[b].label))
	})
	placed := make([]placing, len(marks))
	var done []mark
	for _, i := range order {
		m := marks[i]
		if slices.ContainsFunc(done, func(o mark) bool { return o.label == m.label && math.Hypot(o.x-m.x, o.y-m.y) < 45 }) {
			continue
		}
		done = append(done, m)
		placed[i] = l.place(m)
	}
	return placed
}

// points draws marks and the labels that found room.
func (c *canvas) points(marks []mark, placed []placing) {
	for i, m := range marks {
		c.link(m.href)
		attrs := []string{}
		if m.months != "" {
			attrs = append(attrs, "data-month", m.months)
		}
		c.open("g", attrs...)
		c.titled(m.title)
		c.el("circle", "class", strings.TrimSpace(m.class), "cx", num(m.x), "cy", num(m.y), "r", num(m.r))
		if m.number != "" {
			c.text("on-mark", "middle", m.x, m.y+4, cut(m.number, 11, 22))
		}
		if at := placed[i]; at.ok {
			c.text("halo on-map", at.anchor, at.x, at.y, at.text)
		}
		c.close("g")
		c.unlink()
	}
}

// routeKey names the journeys in one line below the map.
func (c *canvas) routeKey(m Map, h float64) {
	if len(m.Routes) < 2 {
		return
	}
	x := 2.0
	for i, r := range m.Routes {
		c.el("circle", "class", fmt.Sprintf("fill r%d", i%4), "cx", num(x+5), "cy", num(h+15), "r", "5")
		c.text("note", "start", x+15, h+19, r.Name)
		x += 15 + width(r.Name, 11) + 18
	}
}

// box4 is a rectangle by its edges.
type box4 struct{ x0, y0, x1, y1 float64 }

func (a box4) meets(b box4) bool { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 }

// labeller places labels so that none covers another or a mark.
type labeller struct {
	w, h  float64
	taken []box4
}

// free tells whether nothing stands in a rectangle of the picture, but for own.
func (l *labeller) free(b box4, own ...box4) bool {
	return b.x0 >= 2 && b.x1 <= l.w-2 && b.y0 >= 2 && b.y1 <= l.h-2 &&
		!slices.ContainsFunc(l.taken, func(t box4) bool { return t.meets(b) && !slices.Contains(own, t) })
}

func (l *labeller) block(b box4) { l.taken = append(l.taken, b) }

// along blocks a line, in small squares.
func (l *labeller) along(a, b flat) {
	n := 1 + int(math.Hypot(b.x-a.x, b.y-a.y)/6)
	for i := range n + 1 {
		t := float64(i) / float64(n)
		x, y := a.x+t*(b.x-a.x), a.y+t*(b.y-a.y)
		l.block(box4{x - 2, y - 2, x + 2, y + 2})
	}
}

// placing is where a label goes; ok is false where there is no room.
type placing struct {
	x, y   float64
	anchor string
	text   string
	ok     bool
}

// place finds room for a mark's label on one of its sides, best to the right.
func (l *labeller) place(m mark) placing {
	if m.label == "" {
		return placing{}
	}
	const size, high = 12.0, 12.0
	text := cut(m.label, size, 190)
	w := width(text, size)
	gap := m.r + 4
	for _, s := range []struct {
		dx, dy float64
		anchor string
	}{
		{gap, 4, "start"}, {-gap, 4, "end"}, {0, -gap - 1, "middle"}, {0, gap + 9, "middle"},
		{gap * 0.75, -gap*0.75 + 2, "start"}, {gap * 0.75, gap*0.75 + 7, "start"},
		{-gap * 0.75, -gap*0.75 + 2, "end"}, {-gap * 0.75, gap*0.75 + 7, "end"},
	} {
		x, y := m.x+s.dx, m.y+s.dy
		b := box4{x, y - high + 1, x + w, y + 3}
		switch s.anchor {
		case "end":
			b.x0, b.x1 = x-w, x
		case "middle":
			b.x0, b.x1 = x-w/2, x+w/2
		}
		own := box4{m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r}
		if l.free(b, own) {
			l.block(b)
			return placing{x, y, s.anchor, text, true}
		}
	}
	return placing{}
}
