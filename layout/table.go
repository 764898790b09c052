package layout

import "strings"

type align uint8

const (
	left align = iota
	right
)

// column is a column of a table.
type column struct {
	name  string
	align align
	style style
}

// table is text in columns, each as wide as its widest cell. Where the page is
// narrower, the column that is widest of those aligned left gives way.
type table struct {
	columns []column
	rows    [][]string
}

const columnGap = 2

// table writes t with a line of names above it.
func (p *page) table(t table) {
	var head []string
	for _, c := range t.columns {
		head = append(head, c.name)
	}
	widths := p.widths(t)
	p.row(t, widths, head, true)
	for _, r := range t.rows {
		p.row(t, widths, r, false)
	}
}

// tableBody writes the rows of t alone.
func (p *page) tableBody(t table) {
	widths := p.widths(t)
	for _, r := range t.rows {
		p.row(t, widths, r, false)
	}
}

func (p *page) widths(t table) []int {
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		widths[i] = columns(c.name)
		for _, r := range t.rows {
			widths[i] = max(widths[i], columns(clean(r[i])))
		}
	}
	p.squeezeColumns(t, widths)
	return widths
}

// squeezeColumns narrows columns until the table fits the page, but none that
// holds text below minColumn.
func (p *page) squeezeColumns(t table, widths []int) {
	const minColumn = dateWidth
	for {
		total, widest := columnGap*(len(widths)-1), -1
		for i, w := range widths {
			total += w
			if t.columns[i].align == left && w > minColumn && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if total <= p.Width || widest < 0 {
			return
		}
		widths[widest] = max(minColumn, widths[widest]-(total-p.Width))
	}
}

func (p *page) row(t table, widths []int, cells []string, isHead bool) {
	for i, c := range t.columns {
		text := cutTo(squeeze(cells[i]), widths[i])
		pad := strings.Repeat(" ", max(0, widths[i]-columns(text)))
		s := c.style
		if isHead {
			s = dim
		}
		last := i == len(t.columns)-1
		if c.align == right {
			p.out.WriteString(pad)
		}
		p.styled(s, text)
		if c.align == left && !last {
			p.out.WriteString(pad)
		}
		if !last {
			p.out.WriteString(strings.Repeat(" ", columnGap))
		}
	}
	p.out.WriteByte('\n')
}

// cutTo cuts s to n columns, the ellipsis included, between any two letters.
func cutTo(s string, n int) string {
	if columns(s) <= n {
		return s
	}
	used := 0
	for i, c := range s {
		w := columns(string(c))
		if used+w > n-1 {
			return s[:i] + "…"
		}
		used += w
	}
	return s
}
