package chart

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/relations"
)

// Standings is what the pictures of two states over time are drawn from.
type Standings struct {
	Frame
	By     chancery.Period
	Series []chancery.Standing // in order of time; periods without events may be left out
	Turns  []chancery.Turning
	// Link gives the address of an entry, "" for none; nil where nothing is linked.
	Link func(entry string) string
}

// Intensity draws how two states stand over time: above, the mean intensity of each
// period, its course, and the turning points, numbered and named below; beneath it
// the events of each period by quad class.
func Intensity(s Standings) Chart {
	w := or(s.Width, 760)
	upper := or(s.Height, 190)
	const top, gap, lower, foot = 34.0, 34.0, 96.0, 26.0
	from, to := span(s.Series, s.By)
	x := timeScale{from, to, 40, w - 12}
	y0, y1 := top+upper+gap, top+upper+gap+lower
	keys := turnKeys(s, w)
	c := begin(s.Frame, "intensity", w, y1+foot+keys.height)
	c.intensity(s, x, top, top+upper)
	c.stack(s, x, y0, y1)
	c.axis(x, y1, y1)
	c.marks(s, x, top, y1)
	keys.draw(c, s, y1+foot)
	return Chart{c.end(), standingsTable(s)}
}

// intensity draws the upper panel between two heights.
func (c *canvas) intensity(s Standings, x timeScale, top, bottom float64) {
	most := reach(s)
	mid := (top + bottom) / 2
	y := func(v float64) float64 { return mid - max(-most, min(most, v))/most*(bottom-top)/2 }
	for _, v := range []float64{most, most / 2, -most / 2, -most} {
		c.line("grid", x.x0, y(v), x.x1, y(v))
		c.text("tick", "end", x.x0-6, y(v)+4, strings.TrimSuffix(signed(v), ".0"))
	}
	c.text("tick", "end", x.x0-6, mid+4, "0")
	c.needles(s, x, y, mid)
	c.line("axis", x.x0, mid, x.x1, mid)
	for i, t := range s.Turns {
		end := x.to
		if i+1 < len(s.Turns) {
			end = parse(s.Turns[i+1].Start)
		}
		if i == 0 {
			c.line("level", x.x0, y(t.Before), x.x(parse(t.Start)), y(t.Before))
		}
		c.line("level", x.x(parse(t.Start)), y(t.After), x.x(end), y(t.After))
	}
	c.course(s, x, y)
	c.text("coop halo", "start", x.x0+4, top+13, "friendlier")
	c.text("conflict halo", "start", x.x0+4, bottom-5, "more hostile")
}

// reach is the end of the axis of intensity: what nineteen of twenty periods stay
// within, 2 at least.
func reach(s Standings) float64 {
	var sizes []float64
	for _, p := range s.Series {
		if p.Events > 0 {
			sizes = append(sizes, math.Abs(p.Intensity))
		}
	}
	if len(sizes) == 0 {
		return 2
	}
	slices.Sort(sizes)
	return min(10, max(2, limit(sizes[len(sizes)*19/20])))
}

// needles draws each period's intensity as a bar from zero.
func (c *canvas) needles(s Standings, x timeScale, y func(float64) float64, mid float64) {
	var up, down strings.Builder
	for _, p := range s.Series {
		if p.Events == 0 || p.Intensity == 0 {
			continue
		}
		lo, hi := columns(p, s.By, x)
		b := &up
		if p.Intensity < 0 {
			b = &down
		}
		box(b, lo, y(p.Intensity), hi, mid)
	}
	c.path("needle-up", up.String())
	c.path("needle-down", down.String())
}

// columns are the left and right edge of a period's bar.
func columns(p chancery.Standing, by chancery.Period, x timeScale) (lo, hi float64) {
	start := parse(p.Start)
	lo, hi = x.x(start), x.x(relations.Next(start, by))
	switch w := hi - lo; {
	case w >= 6:
		return lo + 0.5 + w/20, hi - 0.5 - w/20
	case w >= 3:
		return lo + 0.5, hi - 0.5
	case w < 0.8:
		return lo, lo + 0.8
	}
	return lo, hi
}

// box adds a rectangle to a path.
func box(b *strings.Builder, x0, y0, x1, y1 float64) {
	b.WriteString("M" + num(x0) + " " + num(y0) + "H" + num(x1) + "V" + num(y1) + "H" + num(x0) + "z")
}

func (c *canvas) path(class, d string) {
	if d != "" {
		c.el("path", "class", class, "d", d)
	}
}

// spot is a period's intensity at its place along x.
type spot struct{ at, value, weight float64 }

// course draws the smoothed intensity, each stretch between turning points by itself:
// a mean of the periods weighed by their events and, by Gauss's curve, by nearness.
func (c *canvas) course(s Standings, x timeScale, y func(float64) float64) {
	stretches := [][]spot{nil}
	n, turn := 0, 0
	for _, p := range s.Series {
		if p.Events == 0 {
			continue
		}
		for turn < len(s.Turns) && p.Start >= s.Turns[turn].Start {
			stretches = append(stretches, nil)
			turn++
		}
		lo, hi := x.x(parse(p.Start)), x.x(relations.Next(parse(p.Start), s.By))
		last := len(stretches) - 1
		stretches[last] = append(stretches[last], spot{(lo + hi) / 2, p.Intensity, float64(p.Events) / float64(p.Events+3)})
		n++
	}
	if n < 8 {
		return
	}
	wide := max((x.x1-x.x0)/40, 1.5*(x.x1-x.x0)/float64(n))
	var d strings.Builder
	for _, points := range stretches {
		smooth(&d, points, wide, y)
	}
	c.path("course", d.String())
}

// smooth adds the course of one stretch to a path. It breaks where nothing is told for long.
func smooth(d *strings.Builder, points []spot, wide float64, y func(float64) float64) {
	last, from := math.Inf(-1), 0
	for i, p := range points {
		if p.at-last < 1.5 && i < len(points)-1 {
			continue // nothing to see between
		}
		for points[from].at < p.at-3*wide {
			from++
		}
		sum, weight := 0.0, 0.0
		for _, q := range points[from:] {
			if q.at > p.at+3*wide {
				break
			}
			k := q.weight * math.Exp(-(q.at-p.at)*(q.at-p.at)/(2*wide*wide))
			sum, weight = sum+k*q.value, weight+k
		}
		if p.at-last > 4*wide {
			d.WriteString("M")
		} else {
			d.WriteString("L")
		}
		d.WriteString(num(p.at) + " " + num(y(sum/weight)))
		last = p.at
	}
}

// marks draws the turning points: a line through both panels with its number on top.
func (c *canvas) marks(s Standings, x timeScale, top, bottom float64) {
	last := math.Inf(-1)
	for i, t := range s.Turns {
		at := x.x(parse(t.Start))
		c.line("turn", at, top-8, at, bottom)
		mark := max(at, last+18) // numbers keep clear of each other
		last = mark
		c.link(s.href(t.Entry))
		c.open("g")
		c.titled(turnText(t, s.By))
		c.el("circle", "class", "turn-mark", "cx", num(mark), "cy", num(top-16), "r", "8.5")
		c.text("on-mark", "middle", mark, top-12, strconv.Itoa(i+1))
		c.close("g")
		c.unlink()
	}
}

func (s Standings) href(entry string) string {
	if s.Link == nil || entry == "" {
		return ""
	}
	return s.Link(entry)
}

// turnText tells a turning point in words.
func turnText(t chancery.Turning, by chancery.Period) string {
	out := periodName(t.Start, by) + ": from " + signed(t.Before) + " to " + signed(t.After)
	if t.Name != "" {
		out += ", " + t.Name
	}
	return out
}

// keyed are the lines below the picture that name its turning points.
type keyed struct {
	columns int
	wide    float64
	height  float64
}

func turnKeys(s Standings, w float64) keyed {
	if len(s.Turns) == 0 {
		return keyed{}
	}
	k := keyed{columns: 1, wide: w}
	if w > 600 && len(s.Turns) > 1 {
		k.columns, k.wide = 2, w/2
	}
	k.height = 14 + 38*math.Ceil(float64(len(s.Turns))/float64(k.columns))
	return k
}

func (k keyed) draw(c *canvas, s Standings, top float64) {
	rows := 0
	if k.columns > 0 {
		rows = (len(s.Turns) + k.columns - 1) / k.columns
	}
	for i, t := range s.Turns {
		x, y := float64(i/rows)*k.wide, top+16+38*float64(i%rows)
		c.el("circle", "class", "turn-mark", "cx", num(x+9), "cy", num(y+6), "r", "8.5")
		c.text("on-mark", "middle", x+9, y+10, strconv.Itoa(i+1))
		name := t.Name
		if name == "" {
			name = turnDirection(t)
		}
		c.link(s.href(t.Entry))
		c.text("strong", "start", x+26, y+3, cut(name, 12.5, k.wide-38))
		c.unlink()
		c.text("note", "start", x+26, y+18, cut(periodName(t.Start, s.By)+"   "+signed(t.Before)+" → "+signed(t.After), 11, k.wide-38))
	}
}

// turnDirection names a turning point that no event names.
func turnDirection(t chancery.Turning) string {
	if t.After > t.Before {
		return "Friendlier from then on"
	}
	return "More hostile from then on"
}
