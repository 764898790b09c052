package chart

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"chancery"
	"chancery/relations"
)

// PlotOptions say how a plot in a terminal looks. Width and Height are in characters,
// 80 and 13 (the rows of the panel) if 0.
type PlotOptions struct {
	Width, Height int
	By            chancery.Period
	Turns         []chancery.Turning
	ASCII         bool // only characters of ASCII
	Color         bool // ANSI colours
}

// ANSI colours of cooperation, conflict, turns and what is less important.
const (
	ansiCoop, ansiConflict, ansiTurn, ansiDim, ansiOff = "\x1b[36m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"
)

// Plot draws the intensity of a series over time: bars from zero, in Braille dots two
// to a column and four to a row, or in ASCII, with the turning points marked and
// told below. It gives the writer's error.
func Plot(w io.Writer, series []chancery.Standing, o PlotOptions) error {
	if o.Width == 0 {
		o.Width = 80
	}
	if o.Height == 0 {
		o.Height = 13
	}
	o.Width, o.Height = max(o.Width, 30), max(o.Height, 5)|1 // an odd number of rows: zero is amid the middle one
	out := bufio.NewWriter(w)
	from, to := span(series, o.By)
	if from.IsZero() {
		fmt.Fprintln(out, "no events")
		return out.Flush()
	}
	p := newPlotter(series, o, from, to)
	p.panel(out)
	p.times(out)
	p.turns(out)
	return out.Flush()
}

// plotter holds the panel: cells by row and column, and a value of each half column.
type plotter struct {
	PlotOptions
	from, to time.Time
	columns  int
	most     float64
	values   []float64 // two a column, NaN where nothing is told
}

const gutter = 6 // characters of the labels on the left

func newPlotter(series []chancery.Standing, o PlotOptions, from, to time.Time) *plotter {
	p := &plotter{PlotOptions: o, from: from, to: to, columns: o.Width - gutter, most: reach(Standings{Series: series})}
	n := 2 * p.columns
	sum, weight := make([]float64, n), make([]float64, n)
	for _, s := range series {
		if s.Events == 0 {
			continue
		}
		start := parse(s.Start)
		lo, hi := p.at(start), p.at(relations.Next(start, o.By))
		if hi-lo > 3 {
			hi-- // a gap between bars
		}
		for i := int(lo); i < max(int(lo)+1, int(hi)) && i < n; i++ {
			sum[i] += s.Intensity * float64(s.Events)
			weight[i] += float64(s.Events)
		}
	}
	p.values = make([]float64, n)
	for i := range p.values {
		p.values[i] = math.NaN()
		if weight[i] > 0 {
			p.values[i] = sum[i] / weight[i]
		}
	}
	return p
}

// at is the half column of a day.
func (p *plotter) at(t time.Time) float64 {
	return float64(2*p.columns) * t.Sub(p.from).Hours() / p.to.Sub(p.from).Hours()
}

// dots is how many dots of a row, of four, the half column is filled to in it: from the
// top (down is true) or the bottom of the row's quarter lines.
func (p *plotter) filled(half, row, quarter int) bool {
	v := p.values[half]
	if math.IsNaN(v) {
		return false
	}
	total := 4 * p.Height
	line := 4*row + quarter // from the top
	size := int(math.Round(math.Abs(max(-p.most, min(p.most, v))) / p.most * float64(total) / 2))
	if size == 0 {
		size = 1
	}
	zero := total / 2
	if v >= 0 {
		return line < zero && line >= zero-size
	}
	return line >= zero && line < zero+size
}

// braille are the dots of a cell by half column and quarter.
var braille = [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}

// cell is the character at a row and column.
func (p *plotter) cell(row, column int) rune {
	if p.ASCII {
		n := 0
		for half := range 2 {
			for quarter := range 4 {
				n += b2i(p.filled(2*column+half, row, quarter))
			}
		}
		switch {
		case n >= 4:
			return '#'
		case n > 0:
			return ':'
		case row == p.Height/2:
			return '-'
		}
		return ' '
	}
	var dots rune
	for half := range 2 {
		for quarter := range 4 {
			if p.filled(2*column+half, row, quarter) {
				dots |= braille[half][quarter]
			}
		}
	}
	switch {
	case dots != 0:
		return 0x2800 + dots
	case row == p.Height/2:
		return '┄'
	}
	return ' '
}

// panel writes the bars with the axis of intensity.
func (p *plotter) panel(out *bufio.Writer) {
	bar := "│"
	if p.ASCII {
		bar = "|"
	}
	mid := p.Height / 2
	for row := range p.Height {
		label := ""
		switch row {
		case 0:
			label = p.signed(p.most)
		case mid:
			label = "0"
		case p.Height - 1:
			label = p.signed(-p.most)
		}
		fmt.Fprintln(out, p.color(ansiDim, fmt.Sprintf("%*s%s", gutter-1, label, bar))+p.line(row))
	}
}

// line is a row of the panel, cells of one colour under one code.
func (p *plotter) line(row int) string {
	cells := make([]rune, p.columns)
	for column := range cells {
		cells[column] = p.cell(row, column)
	}
	text := []rune(strings.TrimRight(string(cells), " "))
	var out strings.Builder
	for i := 0; i < len(text); {
		j, code := i+1, p.side(text[i], row, i)
		for j < len(text) && p.side(text[j], row, j) == code {
			j++
		}
		out.WriteString(p.color(code, string(text[i:j])))
		i = j
	}
	return out.String()
}

// side is the colour of a cell: of cooperation above zero, of conflict below, amid by
// what its column tells.
func (p *plotter) side(c rune, row, column int) string {
	mid := p.Height / 2
	switch {
	case c == ' ':
		return ""
	case c == '┄' || c == '-':
		return ansiDim
	case row > mid, row == mid && (p.values[2*column] < 0 || p.values[2*column+1] < 0):
		return ansiConflict
	}
	return ansiCoop
}

func (p *plotter) color(code, s string) string {
	if !p.Color || code == "" || strings.TrimSpace(s) == "" {
		return s
	}
	return code + s + ansiOff
}

func (p *plotter) signed(v float64) string {
	s := strings.TrimSuffix(signed(v), ".0")
	if p.ASCII {
		s = strings.ReplaceAll(s, "−", "-")
	}
	return s
}

// times writes the marks of turning points and the axis of time.
func (p *plotter) times(out *bufio.Writer) {
	if len(p.Turns) > 0 {
		marks := []rune(strings.Repeat(" ", p.columns+8))
		next := 0
		for i, t := range p.Turns {
			at := max(next, min(p.columns-1, int(p.at(parse(t.Start))/2)))
			label := []rune(fmt.Sprint(i + 1))
			if at+len(label) > len(marks) {
				break
			}
			copy(marks[at:], label)
			next = at + len(label) + 1
		}
		fmt.Fprintf(out, "%*s%s\n", gutter, "", p.color(ansiTurn, strings.TrimRight(string(marks), " ")))
	}
	line := []rune(strings.Repeat(" ", p.columns))
	end := 0
	for _, t := range ticks(p.from, p.to, float64(p.columns)*9) {
		at := int(p.at(t.at) / 2)
		if at < end || at+len(t.label) > p.columns {
			continue
		}
		copy(line[at:], []rune(t.label))
		end = at + len(t.label) + 2
	}
	fmt.Fprintf(out, "%*s%s\n", gutter, "", p.color(ansiDim, strings.TrimRight(string(line), " ")))
}

// turns tells the turning points, one a line.
func (p *plotter) turns(out *bufio.Writer) {
	arrow := "→"
	if p.ASCII {
		arrow = "->"
	}
	for i, t := range p.Turns {
		head := fmt.Sprintf("%*d ", gutter-1, i+1)
		text := fmt.Sprintf("%s  %s %s %s", tablePeriod(t.Start, p.By), p.tenth(t.Before), arrow, p.tenth(t.After))
		if t.Name != "" {
			text += "  " + t.Name
		}
		if runes, room := []rune(text), p.Width-gutter; len(runes) > room {
			if p.ASCII {
				text = string(runes[:room-3]) + "..."
			} else {
				text = string(runes[:room-1]) + "…"
			}
		}
		fmt.Fprintln(out, p.color(ansiTurn, head)+plain(text))
	}
}

func (p *plotter) tenth(v float64) string {
	s := signed(v)
	if p.ASCII {
		s = strings.ReplaceAll(s, "−", "-")
	}
	return s
}

// plain leaves control characters out, which could steer a terminal.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}
