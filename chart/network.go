package chart

import (
	"cmp"
	"math"
	"slices"
)

// Node is one in a network.
type Node struct {
	Key   string
	Name  string
	Note  string // after the name, muted: an office, a state
	Href  string
	Times int // how often the middle meets it
}

// Link joins two nodes, by their keys, that met so many times.
type Link struct {
	A, B  string
	Times int
}

// Network draws whom one actor meets: the actor in the middle, the others about it on
// an oval, the one met most at the top and the rest on either side in turn, those
// met more often with wider ties; links between those others as fine curves. At
// most 24 are drawn, the table has all.
func Network(f Frame, middle Node, others []Node, links []Link) Chart {
	w := or(f.Width, 760)
	sorted := slices.Clone(others)
	slices.SortStableFunc(sorted, func(a, b Node) int {
		return cmp.Or(cmp.Compare(b.Times, a.Times), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	t := Table{Caption: f.Title, Head: []string{"Who", "What", "Times"}, Numeric: []bool{false, false, true}}
	for _, n := range sorted {
		t.Rows = append(t.Rows, []string{n.Name, n.Note, count(n.Times)})
	}
	sorted = sorted[:min(len(sorted), 24)]
	rows := (len(sorted) + 1) / 2
	line := 36 // a name and a note
	if w < 500 {
		line = 26
	}
	h := or(f.Height, max(180, rows*line+48))
	c := begin(f, "network", w, h)
	at := oval(len(sorted), w, h)
	place := map[string]flat{}
	for i, n := range sorted {
		place[n.Key] = at[i]
	}
	centre := flat{w / 2, h / 2}
	for _, l := range links {
		a, okA := place[l.A]
		b, okB := place[l.B]
		if okA && okB && l.A != l.B {
			q := flat{(a.x + b.x + 1.2*centre.x) / 3.2, (a.y + b.y + 1.2*centre.y) / 3.2}
			c.el("path", "class", "chord", "stroke-width", num(min(3, 0.75+math.Log2(float64(max(1, l.Times)))/2)),
				"d", "M"+num(a.x)+" "+num(a.y)+"Q"+num(q.x)+" "+num(q.y)+" "+num(b.x)+" "+num(b.y))
		}
	}
	most := 1
	for _, n := range sorted {
		most = max(most, n.Times)
	}
	for i, n := range sorted {
		c.el("line", "class", "tie", "x1", num(centre.x), "y1", num(centre.y), "x2", num(at[i].x), "y2", num(at[i].y),
			"stroke-width", num(1+7*float64(n.Times)/float64(most)))
	}
	for i, n := range sorted {
		c.node(n, at[i], 4+6*math.Sqrt(float64(n.Times)/float64(most)), centre.x, w)
	}
	c.link(middle.Href)
	c.open("g")
	c.titled(middle.Name)
	c.el("circle", "class", "node centre", "cx", num(centre.x), "cy", num(centre.y), "r", "13")
	c.text("strong halo", "middle", centre.x, centre.y+30, cut(middle.Name, 12.5, w/3))
	c.close("g")
	c.unlink()
	return Chart{c.end(), t}
}

// oval gives n places: by turns on the right and on the left, from the top down, so
// far apart that each has a line for its label. The labels stand outside.
func oval(n int, w, h float64) []flat {
	rows := (n + 1) / 2
	labels := min(260, max(112, w*0.33)) // room for the labels on either side
	rx := w/2 - labels
	out := make([]flat, n)
	for i := range out {
		row := i / 2
		y := 0.0 // from -1 to 1
		if rows > 1 {
			y = -1 + 2*float64(row)/float64(rows-1)
		}
		x := rx * math.Sqrt(1-0.72*y*y)
		if i%2 == 1 || n == 1 {
			x = -x
		}
		if n == 1 {
			x = -x
		}
		out[i] = flat{w/2 + x, h/2 + y*(h/2-26)}
	}
	return out
}

// node draws one of the others with its name and times on the side away from the middle.
func (c *canvas) node(n Node, at flat, r, middle, w float64) {
	c.link(n.Href)
	c.open("g")
	title := n.Name
	if n.Note != "" {
		title += ", " + n.Note
	}
	c.titled(title + ": " + count(n.Times))
	c.el("circle", "class", "node", "cx", num(at.x), "cy", num(at.y), "r", num(r))
	anchor, x, room := "start", at.x+r+6, w-at.x-r-10
	if at.x < middle {
		anchor, x, room = "end", at.x-r-6, at.x-r-10
	}
	times := " " + count(n.Times)
	name := cut(n.Name, 12, room-width(times, 12))
	y := at.y + 4
	note := ""
	if w >= 500 {
		note = cut(n.Note, 11, room)
	}
	if note != "" {
		y -= 6
	}
	c.open("text", "text-anchor", anchor, "x", num(x), "y", num(y))
	c.WriteString(esc(name) + `<tspan class="note">` + esc(times) + `</tspan>`)
	c.close("text")
	if note != "" {
		c.text("note", anchor, x, y+14, note)
	}
	c.close("g")
	c.unlink()
}
