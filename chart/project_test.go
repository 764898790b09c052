package chart

import (
	"math"
	"testing"

	"chancery/chart/outlines"
)

// Values of Equal Earth as its authors' formula gives them for the sphere.
func TestEqualEarth(t *testing.T) {
	for _, c := range []struct{ lon, lat, x, y float64 }{
		{0, 0, 0, 0}, {180, 0, 2.7066, 0}, {0, 90, 0, -1.3173}, {-180, 90, -1.6036, -1.3173},
	} {
		if x, y := equalEarth(c.lon, c.lat); math.Abs(x-c.x) > 0.001 || math.Abs(y-c.y) > 0.001 {
			t.Errorf("%g %g: %.4f %.4f, want %.4f %.4f", c.lon, c.lat, x, y, c.x, c.y)
		}
	}
	// Like areas on the globe are like areas on paper.
	area := func(lon, lat float64) float64 {
		x0, y0 := equalEarth(lon, lat)
		x1, _ := equalEarth(lon+0.1, lat)
		_, y1 := equalEarth(lon, lat+0.1)
		return (x1 - x0) * (y0 - y1) / math.Cos((lat+0.05)*math.Pi/180)
	}
	for _, lat := range []float64{-60, -30, 20, 45, 70} {
		if r := area(0, lat) / area(0, 0); math.Abs(r-1) > 0.01 {
			t.Errorf("at %g an area is %g of that at the equator", lat, r)
		}
	}
}

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		lons           []float64
		middle, spread float64
	}{
		{[]float64{10}, 10, 0}, {[]float64{126, 140}, 133, 14}, {[]float64{170, -170}, 180, 20}, {[]float64{-77, 139}, -149, 144},
		{[]float64{-10, 20}, 5, 30},
	} {
		middle, spread := middleOf(c.lons)
		if d := math.Mod(math.Abs(middle-c.middle), 360); math.Min(d, 360-d) > 1e-6 || math.Abs(spread-c.spread) > 1e-6 {
			t.Errorf("%v: %g, %g, want %g, %g", c.lons, middle, spread, c.middle, c.spread)
		}
	}
}

func TestRingsAreCutAtTheEdge(t *testing.T) {
	square := []outlines.Point{{Lon: 170, Lat: 0}, {Lon: -170, Lat: 0}, {Lon: -170, Lat: 10}, {Lon: 170, Lat: 10}}
	if n := len(projection{0}.rings(square)); n != 2 {
		t.Errorf("%d parts over the edge, want 2", n)
	}
	if n := len(projection{180}.rings(square)); n != 1 {
		t.Errorf("%d parts in the middle, want 1", n)
	}
	for middle := -180.0; middle <= 180; middle += 7 {
		p := projection{middle}
		east, _ := equalEarth(180, 0)
		a := outlines.Coarse()
		for _, c := range a.Countries {
			for _, ring := range c.Rings {
				for _, part := range p.rings(a.Ring(ring, 0)) {
					lo, hi := math.Inf(1), math.Inf(-1)
					for _, q := range part {
						lo, hi = min(lo, q.x), max(hi, q.x)
					}
					if lo < -east-0.01 || hi > east+0.01 || hi-lo > 1.1*east && c.Code != "RUS" {
						t.Fatalf("about %g, %s reaches from %g to %g", middle, c.Name, lo, hi)
					}
				}
			}
		}
	}
}

// TestSees draws every country with and without leaving out what is not in sight.
func TestSees(t *testing.T) {
	a := outlines.Coarse()
	for _, at := range []Point{cities()[3], cities()[6], cities()[21], cities()[0]} {
		p, v, _ := Map{Points: []Point{at}}.view(760)
		h := v.h * v.k
		for i, c := range a.Countries {
			for k, ring := range c.Rings {
				seen := false
				for _, part := range p.rings(a.Ring(ring, 0)) {
					for _, q := range part {
						q = v.px(q)
						seen = seen || q.x > 0 && q.x < 760 && q.y > 0 && q.y < h
					}
				}
				if seen && !v.sees(p, a.Bounds(i)[k]) {
					t.Errorf("about %s, %s is left out", at.Label, c.Name)
				}
			}
		}
	}
}

func TestArc(t *testing.T) {
	way := arc(-77, 38.9, 139.7, 35.7)
	north := 0.0
	for _, q := range way {
		north = max(north, q.Lat)
	}
	if north < 65 || north > 75 { // over Alaska
		t.Errorf("the way from Washington to Tokyo reaches %.1f degrees north", north)
	}
	if n := len(arc(10, 10, 10, 10)); n != 2 {
		t.Errorf("%d points between a place and itself", n)
	}
}

func TestLabelsDoNotOverlap(t *testing.T) {
	l := &labeller{w: 760, h: 400}
	m := Map{Points: cities()}
	p, v, _ := m.view(760)
	marks := m.marks(p, v)
	shown := 0
	for _, at := range l.placeAll(marks) {
		if at.ok {
			shown++
		}
	}
	if shown < len(marks)*2/3 {
		t.Errorf("%d of %d labels have room", shown, len(marks))
	}
	labels := l.taken[len(marks):]
	for i, a := range labels {
		for j, b := range labels[:i] {
			if a.meets(b) {
				t.Errorf("labels %d and %d overlap", i, j)
			}
		}
	}
}
