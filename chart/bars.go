package chart

import (
	"math"
	"strings"
	"time"

	"chancery"
	"chancery/relations"
)

// Bars draws a count of each month. Months between the first and the last that are
// missing count as 0.
func Bars(f Frame, months []chancery.MonthSum) Chart {
	w, h := or(f.Width, 760), or(f.Height, 140)
	var from, to time.Time
	most := 0
	for _, m := range months {
		t := parse(m.Month)
		if t.IsZero() {
			continue
		}
		if from.IsZero() || t.Before(from) {
			from = t
		}
		if next := t.AddDate(0, 1, 0); next.After(to) {
			to = next
		}
		most = max(most, m.Count)
	}
	c := begin(f, "bars", w, h)
	x := timeScale{from, to, 40, w - 12}
	top, bottom := 12.0, h-24
	u := countLimit(most)
	for _, v := range []float64{u, u / 2} {
		if v == math.Trunc(v) && most > 0 {
			y := bottom - v/u*(bottom-top)
			c.line("grid", x.x0, y, x.x1, y)
			c.text("tick", "end", x.x0-6, y+4, count(int(v)))
		}
	}
	c.text("tick", "end", x.x0-6, bottom+4, "0")
	t := Table{Caption: f.Title, Head: []string{"Month", "Entries"}, Numeric: []bool{false, true}}
	var d strings.Builder
	for _, m := range months {
		at := parse(m.Month)
		if at.IsZero() {
			continue
		}
		t.Rows = append(t.Rows, []string{m.Month, count(m.Count)})
		lo, hi := columns(chancery.Standing{Start: at.Format(time.DateOnly)}, chancery.ByMonth, x)
		if m.Count > 0 {
			box(&d, lo, bottom-max(1, float64(m.Count)/u*(bottom-top)), hi, bottom)
		}
	}
	c.path("bar", d.String())
	c.axis(x, bottom, bottom)
	if len(months) <= 200 {
		for _, m := range months {
			if at := parse(m.Month); !at.IsZero() {
				lo, hi := x.x(at), x.x(relations.Next(at, chancery.ByMonth))
				c.open("rect", "class", "hit", "x", num(lo), "y", num(top), "width", num(hi-lo), "height", num(bottom-top))
				c.titled(at.Format("January 2006") + ": " + count(m.Count))
				c.close("rect")
			}
		}
	}
	return Chart{c.end(), t}
}

// Sparkline draws values as a small line without axes, for a line of text or a cell
// of a table, 120 by 24 if the frame does not say. Its title tells what is seen.
func Sparkline(f Frame, values []float64) Chart {
	w, h := or(f.Width, 120), or(f.Height, 24)
	c := begin(f, "sparkline", w, h)
	t := Table{Caption: f.Title, Head: []string{"No.", "Value"}, Numeric: []bool{true, true}}
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, v := range values {
		lo, hi = min(lo, v), max(hi, v)
		t.Rows = append(t.Rows, []string{count(i + 1), trimmed(v)})
	}
	if len(values) > 0 {
		if hi == lo {
			lo, hi = lo-1, hi+1
		}
		at := func(i int) (x, y float64) {
			x = 2 + (w-6)*float64(i)/float64(max(1, len(values)-1))
			return x, h - 3 - (h-6)*(values[i]-lo)/(hi-lo)
		}
		var d strings.Builder
		for i := range values {
			x, y := at(i)
			d.WriteString([]string{"M", "L"}[min(i, 1)] + num(x) + " " + num(y))
		}
		c.path("spark", d.String())
		x, y := at(len(values) - 1)
		c.el("circle", "class", "spark-end", "cx", num(x), "cy", num(y), "r", "2")
	}
	return Chart{c.end(), t}
}

func trimmed(v float64) string {
	if v == math.Trunc(v) {
		return count(int(v))
	}
	return strings.TrimPrefix(signed(v), "+")
}
