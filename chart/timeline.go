package chart

import (
	"cmp"
	"slices"
	"time"
)

// Lane is one row of a timeline.
type Lane struct {
	Name  string
	Items []Item
}

// Item is something of a day or of several. Class is a status (held, planned,
// cancelled, postponed, open, met, broken, overdue) or conflict.
type Item struct {
	From, To string // ISO 8601; To may be ""
	Label    string
	Href     string
	Class    string
}

// Timeline draws items over time in lanes, one above the other; within a lane items
// that would cover each other, with the labels that have room, stand in rows. Today,
// if it is not "", is marked. Items without a day are left out.
func Timeline(f Frame, lanes []Lane, today string) Chart {
	w := or(f.Width, 760)
	from, to := extent(lanes)
	x := timeScale{from, to, 108, w - 16}
	if w < 500 {
		x.x0 = 12 // the lanes' names stand above them
	}
	const row = 20.0
	laid := make([][]placedItem, len(lanes))
	h := 8.0
	tops := make([]float64, len(lanes))
	for i, lane := range lanes {
		rows := 0
		laid[i], rows = layItems(lane.Items, x, w)
		if w < 500 {
			h += 16
		}
		tops[i] = h
		h += float64(max(1, rows))*row + 10
	}
	c := begin(f, "timeline", w, h+22)
	t := Table{Caption: f.Title, Head: []string{"Day", "Until", "What", "Kind", "Status"}}
	for i, lane := range lanes {
		bottom := h
		if i+1 < len(lanes) {
			bottom = tops[i+1] - 6
			if w < 500 {
				bottom -= 16
			}
		}
		c.el("rect", "class", "lane", "x", num(x.x0-6), "y", num(tops[i]-4), "width", num(x.x1-x.x0+12), "height", num(bottom-tops[i]))
		if w < 500 {
			c.text("note", "start", 6, tops[i]-8, lane.Name)
		} else {
			c.text("", "end", x.x0-14, tops[i]+11, cut(lane.Name, 12, x.x0-18))
		}
	}
	c.axis(x, 4, h+2)
	if at := parse(today); !at.IsZero() && !at.Before(from) && !at.After(to) {
		c.line("today", x.x(at), 0, x.x(at), h+2)
	}
	for i, lane := range lanes {
		for _, p := range laid[i] {
			c.item(p, tops[i]+row*float64(p.row), row)
		}
		for _, it := range lane.Items {
			t.Rows = append(t.Rows, []string{it.From, it.To, it.Label, lane.Name, it.Class})
		}
	}
	return Chart{c.end(), t}
}

// placedItem is an item with its place in the lane.
type placedItem struct {
	Item
	x0, x1 float64
	text   string
	left   bool // the label stands to the left
	inside bool // or in the bar
	row    int
}

// extent is the time that the items take, with some room on either side.
func extent(lanes []Lane) (from, to time.Time) {
	for _, lane := range lanes {
		for _, it := range lane.Items {
			a, b := parse(it.From), parse(cmp.Or(it.To, it.From))
			if a.IsZero() {
				continue
			}
			if from.IsZero() || a.Before(from) {
				from = a
			}
			if b.After(to) {
				to = b
			}
			if a.After(to) {
				to = a
			}
		}
	}
	room := max(to.Sub(from)/40, 24*time.Hour)
	return from.Add(-room), to.Add(room)
}

// layItems puts items into rows, each in the first where it covers nothing. A label
// for which the first six rows have no room is left out.
func layItems(items []Item, x timeScale, w float64) ([]placedItem, int) {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b Item) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Label, b.Label))
	})
	var out []placedItem
	var ends []float64 // of each row
	for _, it := range sorted {
		from := parse(it.From)
		if from.IsZero() {
			continue
		}
		p := placedItem{Item: it, x0: x.x(from), text: cut(it.Label, 12, 240)}
		p.x1 = p.x0
		if to := parse(it.To); to.After(from) {
			p.x1 = x.x(to)
		}
		wide := width(p.text, 12) + 8
		lo, hi := p.x0-6, p.x1+6+wide
		switch {
		case hi <= w:
		case p.x1-p.x0 > wide:
			hi, p.inside = p.x1+6, true
		case lo-wide > x.x0-6:
			lo, hi, p.left = lo-wide, p.x1+6, true
		default:
			p.text = cut(p.text, 12, w-p.x1-16)
			hi = w
		}
		for p.row = 0; p.row < len(ends) && ends[p.row] > lo; p.row++ {
		}
		if p.row >= 6 {
			p.text = ""
			lo, hi = p.x0-6, p.x1+6
			for p.row = 0; p.row < 5 && ends[p.row] > lo; p.row++ {
			}
		}
		if p.row == len(ends) {
			ends = append(ends, 0)
		}
		ends[p.row] = max(ends[p.row], hi)
		out = append(out, p)
	}
	return out, len(ends)
}

// item draws an item in a row that begins at y.
func (c *canvas) item(p placedItem, y, row float64) {
	mid := y + row/2 - 2
	c.link(p.Href)
	c.open("g")
	when := p.From
	if p.To != "" && p.To != p.From {
		when += " to " + p.To
	}
	c.titled(when + ": " + p.Label)
	class := "item"
	if p.Class != "" {
		class += " " + p.Class
	}
	if p.inside {
		c.el("rect", "class", class, "x", num(p.x0), "y", num(mid-8), "width", num(p.x1-p.x0), "height", "16", "rx", "2")
	} else if p.x1-p.x0 > 10 {
		c.el("rect", "class", class, "x", num(p.x0), "y", num(mid-4), "width", num(p.x1-p.x0), "height", "8", "rx", "2")
	} else {
		c.el("circle", "class", class, "cx", num((p.x0+p.x1)/2), "cy", num(mid), "r", "5")
	}
	switch {
	case p.text == "":
	case p.inside:
		c.text("in-item "+p.Class, "start", p.x0+6, mid+4, p.text)
	case p.left:
		c.text("halo", "end", p.x0-9, mid+4, p.text)
	default:
		c.text("halo", "start", p.x1+9, mid+4, p.text)
	}
	c.close("g")
	c.unlink()
}
