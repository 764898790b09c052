package chart

import (
	"chancery"
	"chancery/relations"
	"strings"
)

// quadOrder is the order in which classes are stacked away from the middle.
var quadOrder = []struct {
	quad  chancery.Quad
	class string
	up    bool
}{
	{chancery.MaterialCooperation, "mc", true}, {chancery.VerbalCooperation, "vc", true},
	{chancery.MaterialConflict, "mf", false}, {chancery.VerbalConflict, "vf", false},
}

// Stacked draws the events of each period by quad class: cooperation upwards, conflict
// downwards.
func Stacked(s Standings) Chart {
	w, h := or(s.Width, 760), or(s.Height, 220)
	from, to := span(s.Series, s.By)
	x := timeScale{from, to, 40, w - 12}
	c := begin(s.Frame, "stacked", w, h)
	c.stack(s, x, 26, h-24)
	c.axis(x, h-24, h-24)
	return Chart{c.end(), standingsTable(s)}
}

// stack draws the panel of events by class between two heights, with its key above.
func (c *canvas) stack(s Standings, x timeScale, top, bottom float64) {
	up, down := 0, 0
	for _, p := range s.Series {
		up = max(up, p.Counts[chancery.VerbalCooperation]+p.Counts[chancery.MaterialCooperation])
		down = max(down, p.Counts[chancery.VerbalConflict]+p.Counts[chancery.MaterialConflict])
	}
	u, v := countLimit(up), countLimit(down)
	if up == 0 {
		u = 0
	}
	if down == 0 {
		v = 0
	}
	if u+v == 0 {
		u, v = 1, 1
	}
	u, v = max(u, v/6), max(v, u/6) // neither side so flat that its label has no room
	zero := top + (bottom-top)*u/(u+v)
	scale := (bottom - top) / (u + v)
	c.countAxis(x, zero, scale, up, down, u, v)
	paths := map[string]*strings.Builder{}
	for _, q := range quadOrder {
		paths[q.class] = &strings.Builder{}
	}
	for _, p := range s.Series {
		lo, hi := columns(p, s.By, x)
		above, below := zero, zero
		for _, q := range quadOrder {
			h := float64(p.Counts[q.quad]) * scale
			switch {
			case h == 0:
			case q.up:
				box(paths[q.class], lo, above-h, hi, above)
				above -= h
			default:
				box(paths[q.class], lo, below, hi, below+h)
				below += h
			}
		}
	}
	for _, q := range quadOrder {
		c.path(q.class, paths[q.class].String())
	}
	c.line("axis", x.x0, zero, x.x1, zero)
	c.quadKey(x, top-12)
	c.hits(s, x, top, bottom)
}

// countAxis draws the labels of both directions, where there is room.
func (c *canvas) countAxis(x timeScale, zero, scale float64, up, down int, u, v float64) {
	c.text("tick", "end", x.x0-6, zero+4, "0")
	if up > 0 && u*scale > 16 {
		c.line("grid", x.x0, zero-u*scale, x.x1, zero-u*scale)
		c.text("tick", "end", x.x0-6, zero-u*scale+4, count(int(u)))
	}
	if down > 0 && v*scale > 16 {
		c.line("grid", x.x0, zero+v*scale, x.x1, zero+v*scale)
		c.text("tick", "end", x.x0-6, zero+v*scale+4, count(int(v)))
	}
}

// quadKey names the four colours in one line; it says in short what lacks room.
func (c *canvas) quadKey(x timeScale, y float64) {
	names := []struct{ class, long, short string }{
		{"mc", "material cooperation", "deeds"}, {"vc", "verbal cooperation", "words"},
		{"vf", "verbal conflict", "words"}, {"mf", "material conflict", "deeds"},
	}
	at := x.x0
	short := x.x1-x.x0 < 560
	if !short {
		c.text("note halo", "start", at, y, "Events")
		at += width("Events", 11) + 14
	}
	for i, n := range names {
		name := n.long
		if short {
			if i == 0 || i == 2 {
				side := []string{"cooperation", "", "conflict"}[i]
				c.text("note halo", "start", at, y, side)
				at += width(side, 11) + 5
			}
			name = n.short
		}
		c.el("rect", "class", n.class, "x", num(at), "y", num(y-8), "width", "9", "height", "9")
		c.text("note halo", "start", at+12, y, name)
		at += 12 + width(name, 11) + 8
	}
}

// hits lays what shows a period's numbers over the panel, where periods are not too many.
func (c *canvas) hits(s Standings, x timeScale, top, bottom float64) {
	if len(s.Series) > 200 {
		return
	}
	for _, p := range s.Series {
		if p.Events == 0 {
			continue
		}
		lo, hi := x.x(parse(p.Start)), x.x(relations.Next(parse(p.Start), s.By))
		c.open("rect", "class", "hit", "x", num(lo), "y", num(top), "width", num(max(1, hi-lo)), "height", num(bottom-top))
		c.titled(periodName(p.Start, s.By) + ": " + events(p.Events) + ", intensity " + signed(p.Intensity))
		c.close("rect")
	}
}

func events(n int) string {
	if n == 1 {
		return "1 event"
	}
	return count(n) + " events"
}
