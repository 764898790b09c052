package chart

import (
	"math"
	"slices"

	"chancery/chart/outlines"
)

// projection lays the globe out flat: Equal Earth (Šavrič, Patterson and Jenny,
// International Journal of Geographical Information Science 33, 2019) about a middle
// meridian. Both coordinates are in radians of the globe; y grows downwards.
type projection struct{ middle float64 } // degrees east

// Coefficients of Equal Earth.
const (
	ee1, ee2, ee3, ee4 = 1.340264, -0.081106, 0.000893, 0.003796
)

// equalEarth projects a longitude, counted from the middle in degrees, and a latitude.
func equalEarth(lon, lat float64) (x, y float64) {
	theta := math.Asin(math.Sqrt(3) / 2 * math.Sin(lat*math.Pi/180))
	t2 := theta * theta
	t6 := t2 * t2 * t2
	x = lon * math.Pi / 180 * math.Cos(theta) / (math.Sqrt(3) / 2 * (ee1 + 3*ee2*t2 + t6*(7*ee3+9*ee4*t2)))
	return x, -theta * (ee1 + ee2*t2 + t6*(ee3+ee4*t2))
}

// offset brings a longitude to the half turns on either side of the middle.
func (p projection) offset(lon float64) float64 {
	return math.Mod(math.Mod(lon-p.middle+180, 360)+360, 360) - 180
}

func (p projection) xy(lon, lat float64) (x, y float64) { return equalEarth(p.offset(lon), lat) }

// flat is a point on paper.
type flat struct{ x, y float64 }

// rings projects a ring of the globe, cut where the map ends opposite the middle.
func (p projection) rings(ring []outlines.Point) [][]flat {
	if len(ring) < 3 {
		return nil
	}
	// Longitudes without jumps, so that a ring over the edge is one shape.
	turned := make([]flat, len(ring))
	last := p.offset(ring[0].Lon)
	west, east := last, last
	for i, q := range ring {
		lon := p.offset(q.Lon)
		lon += 360 * math.Round((last-lon)/360)
		turned[i] = flat{lon, q.Lat}
		last = lon
		west, east = min(west, lon), max(east, lon)
	}
	var out [][]flat
	for k := math.Floor((west + 180) / 360); k <= math.Floor((east+180)/360); k++ {
		part := turned
		if west < 360*k-180 || east > 360*k+180 {
			part = clip(clip(part, 360*k-180, true, true), 360*k+180, true, false)
		}
		if len(part) < 3 {
			continue
		}
		paper := make([]flat, len(part))
		for i, q := range part {
			paper[i].x, paper[i].y = equalEarth(q.x-360*k, q.y)
		}
		out = append(out, paper)
	}
	return out
}

// clip cuts a ring at a line, x or y constant, and keeps what is above or below it
// (Sutherland and Hodgman, Communications of the ACM 17, 1974).
func clip(ring []flat, at float64, byX, above bool) []flat {
	value := func(q flat) float64 {
		if byX {
			return q.x
		}
		return q.y
	}
	in := func(q flat) bool { return (value(q) >= at) == above || value(q) == at }
	var out []flat
	for i, q := range ring {
		p := ring[(i+len(ring)-1)%len(ring)]
		if in(p) != in(q) {
			t := (at - value(p)) / (value(q) - value(p))
			cut := flat{p.x + t*(q.x-p.x), p.y + t*(q.y-p.y)}
			if byX {
				cut.x = at
			} else {
				cut.y = at
			}
			out = append(out, cut)
		}
		if in(q) {
			out = append(out, q)
		}
	}
	return out
}

// frameOf maps paper to pixels: a rectangle of the paper, enlarged by k.
type frameOf struct {
	x, y, w, h float64 // on paper
	k          float64 // pixels a unit of paper
}

func (f frameOf) px(q flat) flat { return flat{(q.x - f.x) * f.k, (q.y - f.y) * f.k} }

// sees tells whether a ring within a box of the globe can reach into the rectangle: by
// a grid of points of the box, with room for what its curved edges may be beyond.
func (f frameOf) sees(p projection, b outlines.Box) bool {
	if west := p.offset(b.West); west+b.East-b.West > 180 {
		return true // over the edge of the map, or the date line
	}
	const n = 4
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for i := range n + 1 {
		for j := range n + 1 {
			x, y := p.xy(b.West+(b.East-b.West)*float64(i)/n, b.South+(b.North-b.South)*float64(j)/n)
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
		}
	}
	room := 0.02 + 0.05*(x1-x0)
	return x1+room > f.x && x0-room < f.x+f.w && y1+room > f.y && y0-room < f.y+f.h
}

// middleOf is the meridian amid longitudes: opposite the widest gap between them.
func middleOf(lons []float64) (middle, spread float64) {
	if len(lons) == 0 {
		return 11, 360
	}
	var sorted []float64
	for _, l := range lons {
		sorted = append(sorted, math.Mod(math.Mod(l, 360)+360, 360))
	}
	slices.Sort(sorted)
	gap, after := 360+sorted[0]-sorted[len(sorted)-1], 0
	for i := 1; i < len(sorted); i++ {
		if g := sorted[i] - sorted[i-1]; g > gap {
			gap, after = g, i
		}
	}
	spread = 360 - gap
	middle = math.Mod(sorted[after]+spread/2+180, 360) - 180
	return middle, spread
}

// arc gives points of the great circle between two places, ends included.
func arc(lon1, lat1, lon2, lat2 float64) []outlines.Point {
	const rad = math.Pi / 180
	vec := func(lon, lat float64) [3]float64 {
		return [3]float64{math.Cos(lat*rad) * math.Cos(lon*rad), math.Cos(lat*rad) * math.Sin(lon*rad), math.Sin(lat * rad)}
	}
	a, b := vec(lon1, lat1), vec(lon2, lat2)
	angle := math.Acos(max(-1, min(1, a[0]*b[0]+a[1]*b[1]+a[2]*b[2])))
	if angle < 1e-6 || math.Pi-angle < 1e-6 {
		return []outlines.Point{{Lon: lon1, Lat: lat1}, {Lon: lon2, Lat: lat2}}
	}
	n := 2 + int(angle/(3*rad))
	var out []outlines.Point
	for i := range n + 1 {
		t := float64(i) / float64(n)
		p, q := math.Sin((1-t)*angle)/math.Sin(angle), math.Sin(t*angle)/math.Sin(angle)
		x, y, z := p*a[0]+q*b[0], p*a[1]+q*b[1], p*a[2]+q*b[2]
		out = append(out, outlines.Point{Lon: math.Atan2(y, x) / rad, Lat: math.Atan2(z, math.Hypot(x, y)) / rad})
	}
	return out
}
