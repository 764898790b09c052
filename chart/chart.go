// Package chart draws charts, maps, networks and calendars as SVG and HTML for pages
// under a strict Content-Security-Policy: no scripts and no style attributes, only
// classes and presentation attributes, which chart.css colours through variables
// that the page sets. Text is text, and everything that comes from outside is
// escaped. Every chart has a title, a description and the table behind it. The
// same data always gives the same picture. Plot draws in a terminal.
//
// Axes, labels and marks follow W. S. Cleveland, The Elements of Graphing Data
// (1985): the data in the foreground, hairlines for the rest, labels beside what
// they name and not in a legend where that can be.
package chart

import (
	_ "embed"
	"html"
	"html/template"
	"strconv"
	"strings"
)

// CSS is the style sheet of everything drawn here. It heeds the variables --ink,
// --muted, --rule, --paper, --coop, --coop-soft, --conflict, --conflict-soft,
// --accent, --land and --sea of the page, and has colours of its own for dark and
// light where the page sets none.
//
//go:embed chart.css
var CSS string

// Chart is a picture and the table behind it.
type Chart struct {
	SVG   template.HTML
	Table Table
}

// Frame is what every picture has. ID is unique in the page, of letters, digits and
// hyphens. Width and Height are in CSS pixels at full size; each picture has its own
// default where they are 0, and those that grow with their data heed Width only.
type Frame struct {
	ID     string
	Title  string // says what is seen, in a sentence
	Desc   string // what a reader who cannot see it should know
	Width  int
	Height int
}

// HTML is the picture as a figure, with its table to unfold.
func (c Chart) HTML() template.HTML {
	return template.HTML(`<figure class="chart">` + string(c.SVG) + c.unfold() + `</figure>`)
}

func (c Chart) unfold() string {
	if len(c.Table.Rows) == 0 {
		return ""
	}
	return `<details class="chart-data"><summary>As a table</summary><div class="chart-scroll" tabindex="0" role="region" aria-label="` +
		esc(c.Table.Caption) + `">` + string(c.Table.HTML()) + `</div></details>`
}

// Both draws a picture wide and narrow; the style sheet shows the one that fits the
// screen. The narrow one has "-narrow" behind its ID.
func Both(f Frame, draw func(Frame) Chart) template.HTML {
	wide := draw(f)
	f.ID, f.Width = f.ID+"-narrow", 360
	narrow := draw(f)
	return template.HTML(`<figure class="chart"><div class="chart-wide">` + string(wide.SVG) + `</div><div class="chart-narrow">` +
		string(narrow.SVG) + `</div>` + wide.unfold() + `</figure>`)
}

// Table is the data of a picture. Numeric tells which columns hold numbers.
type Table struct {
	Caption string
	Head    []string
	Numeric []bool
	Rows    [][]string
}

// HTML is the table as an element.
func (t Table) HTML() template.HTML {
	var b strings.Builder
	b.WriteString(`<table class="chart-table"><caption>` + esc(t.Caption) + `</caption><thead><tr>`)
	class := func(i int) string {
		if i < len(t.Numeric) && t.Numeric[i] {
			return ` class="num"`
		}
		return ""
	}
	for i, h := range t.Head {
		b.WriteString(`<th scope="col"` + class(i) + `>` + esc(h) + `</th>`)
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, row := range t.Rows {
		b.WriteString(`<tr>`)
		for i, cell := range row {
			if i == 0 {
				b.WriteString(`<th scope="row"` + class(i) + `>` + esc(cell) + `</th>`)
			} else {
				b.WriteString(`<td` + class(i) + `>` + esc(cell) + `</td>`)
			}
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table>`)
	return template.HTML(b.String())
}

// esc makes a text safe in XML and HTML, in elements and quoted attributes. What XML
// cannot hold is left out.
func esc(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff || r == 0xfffd {
			return -1
		}
		return r
	}, s))
}

// safe tells whether an address may be linked to: one of the page's own site, or http.
func safe(href string) bool {
	if href == "" {
		return false
	}
	low := strings.ToLower(href)
	return href[0] == '#' || href[0] == '?' || href[0] == '/' && !strings.HasPrefix(href, "//") && !strings.HasPrefix(href, `/\`) ||
		strings.HasPrefix(low, "https://") || strings.HasPrefix(low, "http://")
}

// canvas writes one SVG element.
type canvas struct {
	strings.Builder
	links  []bool // open links, by whether they were written
	linked bool   // any was
}

// begin opens the picture of w by h with its title and description.
func begin(f Frame, kind string, w, h float64) *canvas {
	c := &canvas{}
	id := esc(f.ID)
	if id == "" {
		id = kind
	}
	c.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg ` + kind + `" viewBox="0 0 ` + num(w) + ` ` + num(h) +
		`" width="` + num(w) + `" height="` + num(h) + `" role="img" aria-labelledby="` + id + `-t`)
	if f.Desc != "" {
		c.WriteString(` ` + id + `-d`)
	}
	c.WriteString(`"><title id="` + id + `-t">` + esc(f.Title) + `</title>`)
	if f.Desc != "" {
		c.WriteString(`<desc id="` + id + `-d">` + esc(f.Desc) + `</desc>`)
	}
	return c
}

// end closes the picture.
func (c *canvas) end() template.HTML {
	c.WriteString(`</svg>`)
	picture := c.String()
	if c.linked { // what can be followed is not hidden in an image from those who hear the page
		picture = strings.Replace(picture, `role="img"`, `role="group"`, 1)
	}
	return template.HTML(picture)
}

// el writes an empty element; attributes come in pairs of name and value.
func (c *canvas) el(name string, attrs ...string) {
	c.start(name, attrs)
	c.WriteString("/>")
}

// open writes a start tag.
func (c *canvas) open(name string, attrs ...string) {
	c.start(name, attrs)
	c.WriteString(">")
}

func (c *canvas) start(name string, attrs []string) {
	c.WriteString("<" + name)
	for i := 0; i+1 < len(attrs); i += 2 {
		c.WriteString(` ` + attrs[i] + `="` + esc(attrs[i+1]) + `"`)
	}
}

func (c *canvas) close(name string) { c.WriteString("</" + name + ">") }

// line is a straight line.
func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.el("line", "class", class, "x1", num(x1), "y1", num(y1), "x2", num(x2), "y2", num(y2))
}

// text writes a text; anchor is start, middle or end.
func (c *canvas) text(class, anchor string, x, y float64, s string) {
	c.open("text", "class", class, "text-anchor", anchor, "x", num(x), "y", num(y))
	c.WriteString(esc(s))
	c.close("text")
}

// titled writes a title that shows over the element just opened.
func (c *canvas) titled(s string) { c.WriteString("<title>" + esc(s) + "</title>") }

// link opens a link, if the address may be linked to; unlink closes it.
func (c *canvas) link(href string) {
	ok := safe(href)
	if c.links = append(c.links, ok); ok {
		c.linked = true
		c.open("a", "href", href)
	}
}

func (c *canvas) unlink() {
	n := len(c.links) - 1
	if c.links[n] {
		c.close("a")
	}
	c.links = c.links[:n]
}

// num is a coordinate, to a tenth.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// signed is a number with its sign, to a tenth; the minus is typographic.
func signed(x float64) string {
	s := strconv.FormatFloat(x, 'f', 1, 64)
	switch {
	case s == "0.0" || s == "-0.0":
		return "0.0"
	case x < 0:
		return "−" + s[1:]
	}
	return "+" + s
}

// count is a number with thousands parted.
func count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// or is a, or b where a is 0.
func or(a, b int) float64 {
	if a == 0 {
		return float64(b)
	}
	return float64(a)
}

// width estimates how wide a text is at a size, in pixels, by the letters of a common
// sans serif.
func width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", r):
			w += 0.35
		case strings.ContainsRune("mwMW@%—", r):
			w += 0.95
		case r >= 'A' && r <= 'Z':
			w += 0.7
		case r > 0x2e80: // scripts of the east
			w++
		default:
			w += 0.61
		}
	}
	return w * size
}

// cut shortens a text to a width at a size, with an ellipsis.
func cut(s string, size, most float64) string {
	if width(s, size) <= most {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if t := strings.TrimRight(string(runes[:n]), " ,;:–-") + "…"; width(t, size) <= most {
			return t
		}
	}
	return ""
}
