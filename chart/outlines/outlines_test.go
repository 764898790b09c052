package outlines

import (
	"math"
	"reflect"
	"testing"
)

func TestAtlases(t *testing.T) {
	for name, a := range map[string]*Atlas{"coarse": Coarse(), "fine": Fine()} {
		byCode := map[string]Country{}
		for _, c := range a.Countries {
			byCode[c.Code] = c
			for _, ring := range c.Rings {
				for i, arc := range ring {
					last, first := end(a, arc), start(a, ring[(i+1)%len(ring)])
					if last != first {
						t.Fatalf("%s, %s: arc %d ends at %v, the next begins at %v", name, c.Name, arc, last, first)
					}
				}
			}
		}
		for code, within := range map[string][2]Point{
			"PRK": {{124, 37.5}, {131, 43.2}}, "CHE": {{5.9, 45.7}, {10.6, 47.9}}, "XKX": {{19.9, 41.8}, {22, 43.4}},
			"TWN": {{119, 21.5}, {122.5, 25.5}}, "PSE": {{34, 31}, {35.7, 32.7}},
		} {
			c, ok := byCode[code]
			if !ok {
				t.Errorf("%s: no %s", name, code)
				continue
			}
			for _, p := range a.Ring(c.Rings[0], 0) {
				if p.Lon < within[0].Lon || p.Lon > within[1].Lon || p.Lat < within[0].Lat || p.Lat > within[1].Lat {
					t.Errorf("%s: %s has %v", name, code, p)
				}
			}
		}
	}
}

func start(a *Atlas, arc int) Point {
	if arc < 0 {
		return a.Arcs[^arc][len(a.Arcs[^arc])-1]
	}
	return a.Arcs[arc][0]
}

func end(a *Atlas, arc int) Point { return start(a, ^arc) }

func TestRingGrowsSimpler(t *testing.T) {
	a := Fine()
	last := math.MaxInt
	for _, tolerance := range []float64{0, 0.05, 0.2, 1, 5} {
		n := 0
		for _, c := range a.Countries {
			for _, ring := range c.Rings {
				n += len(a.Ring(ring, tolerance))
			}
		}
		t.Logf("%g degrees: %d points", tolerance, n)
		if n >= last {
			t.Errorf("%g degrees: %d points, no fewer than %d", tolerance, n, last)
		}
		last = n
	}
}

func TestEncodeDecode(t *testing.T) {
	in := &Atlas{Arcs: [][]Point{{{-180, 1.25}, {179.99, -3}}, {{0, 0}, {1, 1}}},
		Countries: []Country{{"AAA", "A", [][]int{{0, ^1}}}, {"", "", [][]int{}}}}
	data, err := Encode([]*Atlas{in})
	if err != nil {
		t.Fatal(err)
	}
	out, err := Decode(data)
	if err != nil || !reflect.DeepEqual(out, []*Atlas{in}) {
		t.Errorf("%+v, %v", out, err)
	}
	for n := range len(data) {
		if _, err := Decode(data[:n]); err == nil {
			t.Errorf("%d of %d bytes decode", n, len(data))
		}
	}
}

func TestNamesAreTheUsualOnes(t *testing.T) {
	for code, want := range map[string]string{"USA": "United States", "COD": "Democratic Republic of the Congo", "XKX": "Kosovo"} {
		for _, c := range Coarse().Countries {
			if c.Code == code && c.Name != want {
				t.Errorf("%s is %q, want %q", code, c.Name, want)
			}
		}
	}
}
