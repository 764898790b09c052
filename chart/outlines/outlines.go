// Package outlines holds the outlines of the world's countries at two scales,
// 1:110m and 1:50m, from Natural Earth (naturalearthdata.com, version 4.1, public
// domain), without Antarctica. Neighbours share the lines between them, so that
// lines made simpler leave no gaps.
package outlines

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"sync"
)

//go:generate go run ./generate -sources sources

//go:embed outlines.bin
var packed []byte

// Point is a longitude and latitude in degrees (WGS 84).
type Point struct{ Lon, Lat float64 }

// Country is one country or territory. Code is ISO 3166-1 alpha-3, XKX for Kosovo,
// "" for land that has none of its own. Rings are lists of arcs that close; an arc
// below 0 is the arc of its complement, backwards (TopoJSON). Rings of holes and of
// islands are not told apart: fill by the even-odd rule.
type Country struct {
	Code  string
	Name  string
	Rings [][]int
}

// Atlas is the world at one scale.
type Atlas struct {
	Countries []Country
	Arcs      [][]Point
	weight    [][]float64 // of each point: the tolerance from which on it may go, in degrees
	bounds    [][]Box     // of each country's rings
}

// Box is what a ring lies within, in degrees. A ring over the date line reaches around
// the globe.
type Box struct{ West, South, East, North float64 }

var load = sync.OnceValue(func() [2]*Atlas {
	atlases, err := Decode(packed)
	if err != nil || len(atlases) != 2 {
		panic(fmt.Sprintf("chart/outlines/outlines.bin: %d scales, %v", len(atlases), err)) // it is embedded and tested
	}
	for _, a := range atlases {
		a.weigh()
		a.measure()
	}
	return [2]*Atlas{atlases[0], atlases[1]}
})

// Coarse is the world at 1:110m, Fine at 1:50m. Both are shared: do not change them.
func Coarse() *Atlas { return load()[0] }

// Fine is the world at 1:50m; see [Coarse].
func Fine() *Atlas { return load()[1] }

// Ring gives a ring's points without those that a tolerance in degrees makes needless
// (Douglas and Peucker, The Canadian Cartographer 10, 1973; measured in degrees of
// latitude). The first point is not repeated at the end.
func (a *Atlas) Ring(arcs []int, tolerance float64) []Point {
	var out []Point
	for _, arc := range arcs {
		i, back := arc, false
		if arc < 0 {
			i, back = ^arc, true
		}
		points, weight := a.Arcs[i], a.weight[i]
		for k := range len(points) - 1 { // the last is the next arc's first
			if back {
				k = len(points) - 1 - k
			}
			if weight[k] > tolerance {
				out = append(out, points[k])
			}
		}
	}
	return out
}

// Bounds gives the boxes of a country's rings, by its index.
func (a *Atlas) Bounds(country int) []Box { return a.bounds[country] }

// measure finds the boxes of all rings.
func (a *Atlas) measure() {
	a.bounds = make([][]Box, len(a.Countries))
	for i, c := range a.Countries {
		for _, ring := range c.Rings {
			b := Box{180, 90, -180, -90}
			for _, p := range a.Ring(ring, 0) {
				b = Box{min(b.West, p.Lon), min(b.South, p.Lat), max(b.East, p.Lon), max(b.North, p.Lat)}
			}
			a.bounds[i] = append(a.bounds[i], b)
		}
	}
}

// weigh finds the tolerance at which each point of each arc falls away; its ends never do.
func (a *Atlas) weigh() {
	a.weight = make([][]float64, len(a.Arcs))
	for i, arc := range a.Arcs {
		w := make([]float64, len(arc))
		w[0], w[len(w)-1] = math.Inf(1), math.Inf(1)
		weighBetween(arc, w, 0, len(arc)-1, math.Inf(1))
		a.weight[i] = w
	}
}

func weighBetween(arc []Point, w []float64, lo, hi int, most float64) {
	if hi-lo < 2 {
		return
	}
	far, at := -1.0, 0
	for i := lo + 1; i < hi; i++ {
		if d := toSegment(arc[i], arc[lo], arc[hi]); d > far {
			far, at = d, i
		}
	}
	w[at] = min(far, most)
	weighBetween(arc, w, lo, at, w[at])
	weighBetween(arc, w, at, hi, w[at])
}

// toSegment is the distance of p from the segment from a to b, in degrees of latitude.
func toSegment(p, a, b Point) float64 {
	k := math.Cos(p.Lat * math.Pi / 180)
	px, py := (p.Lon-a.Lon)*k, p.Lat-a.Lat
	bx, by := (b.Lon-a.Lon)*k, b.Lat-a.Lat
	t := 0.0
	if n := bx*bx + by*by; n > 0 {
		t = max(0, min(1, (px*bx+py*by)/n))
	}
	return math.Hypot(px-t*bx, py-t*by)
}

const grid = 100 // steps of a degree in the packed form

// Encode packs atlases: varints, flate. Coordinates are rounded to a hundredth of a
// degree.
func Encode(atlases []*Atlas) ([]byte, error) {
	var raw []byte
	num := func(n int) { raw = binary.AppendVarint(raw, int64(n)) }
	text := func(s string) { num(len(s)); raw = append(raw, s...) }
	num(len(atlases))
	for _, a := range atlases {
		num(len(a.Arcs))
		for _, arc := range a.Arcs {
			num(len(arc))
			x, y := 0, 0
			for _, p := range arc {
				nx, ny := int(math.Round(p.Lon*grid)), int(math.Round(p.Lat*grid))
				num(nx - x)
				num(ny - y)
				x, y = nx, ny
			}
		}
		num(len(a.Countries))
		for _, c := range a.Countries {
			text(c.Code)
			text(c.Name)
			num(len(c.Rings))
			for _, ring := range c.Rings {
				num(len(ring))
				for _, arc := range ring {
					num(arc)
				}
			}
		}
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	err = w.Close()
	return out.Bytes(), err
}

// Decode unpacks what Encode packed.
func Decode(data []byte) ([]*Atlas, error) {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
	if err != nil {
		return nil, err
	}
	r := &reader{rest: raw}
	atlases := make([]*Atlas, r.count())
	for i := range atlases {
		a := &Atlas{Arcs: make([][]Point, r.count())}
		for j := range a.Arcs {
			arc := make([]Point, r.count())
			x, y := 0, 0
			for k := range arc {
				x, y = x+r.num(), y+r.num()
				arc[k] = Point{float64(x) / grid, float64(y) / grid}
			}
			a.Arcs[j] = arc
		}
		a.Countries = make([]Country, r.count())
		for j := range a.Countries {
			c := Country{Code: r.text(), Name: r.text(), Rings: make([][]int, r.count())}
			for k := range c.Rings {
				c.Rings[k] = make([]int, r.count())
				for l := range c.Rings[k] {
					c.Rings[k][l] = r.num()
				}
			}
			a.Countries[j] = c
		}
		atlases[i] = a
	}
	return atlases, r.err
}

// reader reads varints off a slice; after an error it gives zeros.
type reader struct {
	rest []byte
	err  error
}

func (r *reader) num() int {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.err, r.rest = io.ErrUnexpectedEOF, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

// count is a number of things that follow, each of at least a byte.
func (r *reader) count() int {
	n := r.num()
	if n < 0 || n > len(r.rest) {
		r.err, r.rest = io.ErrUnexpectedEOF, nil
		return 0
	}
	return n
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}
