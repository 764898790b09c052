package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"chancery/chart/outlines"
)

// countries writes the names of the countries that have room for them, largest first.
func (c *canvas) countries(p projection, v frameOf, l *labeller) {
	type name struct {
		ring []flat
		text string
		area float64
	}
	var names []name
	tolerance := 1.5 / v.k * 180 / math.Pi // a pixel and a half, in degrees
	atlas := outlines.Coarse()
	for i, country := range atlas.Countries {
		best := name{text: strings.ToUpper(country.Name)}
		for k, ring := range country.Rings {
			if !v.sees(p, atlas.Bounds(i)[k]) {
				continue
			}
			for _, part := range p.rings(atlas.Ring(ring, tolerance)) {
				for i := range part {
					part[i] = v.px(part[i])
				}
				part = clip(clip(clip(clip(part, 0, true, true), l.w, true, false), 0, false, true), l.h, false, false)
				if area := areaOf(part); area > best.area {
					best.ring, best.area = part, area
				}
			}
		}
		// A name needs a country several times as large as itself.
		if w := width(best.text, 10) * 1.1; best.area > w*w*0.5 {
			names = append(names, best)
		}
	}
	slices.SortFunc(names, func(a, b name) int { return cmp.Or(cmp.Compare(b.area, a.area), cmp.Compare(a.text, b.text)) })
	for _, n := range names[:min(len(names), 14)] {
		w := width(n.text, 10) * 1.1
		at := amid(n.ring, func(q flat) bool { return l.free(box4{q.x - w/2 - 4, q.y - 12, q.x + w/2 + 4, q.y + 6}) })
		if at != nil {
			l.block(box4{at.x - w/2 - 4, at.y - 12, at.x + w/2 + 4, at.y + 6})
			c.text("country", "middle", at.x, at.y+4, n.text)
		}
	}
}

// areaOf is the area that a ring encloses.
func areaOf(ring []flat) float64 {
	area := 0.0
	for i, q := range ring {
		p := ring[(i+len(ring)-1)%len(ring)]
		area += p.x*q.y - q.x*p.y
	}
	return math.Abs(area / 2)
}

// amid is the free point in a ring that is farthest from its edge, of a grid of points;
// nil where none is free. Across counts half, as names are wide.
func amid(ring []flat, free func(flat) bool) *flat {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range ring {
		x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
	}
	const n = 12
	var best *flat
	far := 0.0
	for i := range n {
		for j := range n {
			q := flat{x0 + (x1-x0)*(float64(i)+0.5)/n, y0 + (y1-y0)*(float64(j)+0.5)/n}
			if !free(q) {
				continue
			}
			if d := depth(ring, q, far); d > far {
				best, far = &q, d
			}
		}
	}
	return best
}

// depth is how far a point lies within a ring, 0 outside; what is no deeper than least
// may also give 0.
func depth(ring []flat, q flat, least float64) float64 {
	in, far := false, math.Inf(1)
	for i, b := range ring {
		a := ring[(i+len(ring)-1)%len(ring)]
		if (a.y > q.y) != (b.y > q.y) && q.x < a.x+(b.x-a.x)*(q.y-a.y)/(b.y-a.y) {
			in = !in
		}
		dx, dy := b.x-a.x, b.y-a.y
		t := 0.0
		if k := dx*dx + dy*dy; k > 0 {
			t = max(0, min(1, ((q.x-a.x)*dx+(q.y-a.y)*dy)/k))
		}
		ex, ey := (a.x+t*dx-q.x)/2, a.y+t*dy-q.y
		if far = min(far, ex*ex+ey*ey); far <= least*least {
			return 0
		}
	}
	if !in {
		return 0
	}
	return math.Sqrt(far)
}
