package layout

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// style is what a run of text looks like.
type style uint8

const (
	plain style = iota
	bold
	dim
	heading
	warn
	cue          // the word that an entry hangs on
	verbalGood   // PLOVER's quad classes
	materialGood //
	verbalBad    //
	materialBad  //
	ahead        // not come to pass yet
	undone       // cancelled, denied, broken
)

// codes are the ANSI parameters of each style; only the eight basic colours, for
// which every terminal has a readable shade.
var codes = [...]string{
	plain: "", bold: "1", dim: "2", heading: "1;4", warn: "33", cue: "1;4",
	verbalGood: "36", materialGood: "32", verbalBad: "33", materialBad: "31",
	ahead: "34", undone: "35",
}

// word is a run of text in one style that is not broken.
type word struct {
	text  string
	style style
	glued bool // no space before it, and no break
}

// flow is text that is wrapped when it is written.
type flow []word

// add appends text, a word at a time.
func (f flow) add(s style, text string) flow {
	for _, w := range strings.Fields(clean(text)) {
		f = append(f, word{w, s, false})
	}
	return f
}

// glue appends text with nothing between it and what stands before.
func (f flow) glue(s style, text string) flow {
	at := len(f)
	f = f.add(s, text)
	if at < len(f) {
		f[at].glued = true
	}
	return f
}

// fact appends text after a dot that parts it from what stands before.
func (f flow) fact(s style, text string) flow {
	if len(f) > 0 && text != "" {
		f = append(f, word{" ·", dim, true})
	}
	return f.add(s, text)
}

// padded appends text and spaces up to n columns and two more.
func (f flow) padded(s style, text string, n int) flow {
	text = clean(text)
	f = append(f, word{text, s, true})
	return f.blank(max(0, n-columns(text)) + 2)
}

// blank appends n spaces.
func (f flow) blank(n int) flow {
	return append(f, word{strings.Repeat(" ", n), plain, true})
}

// paragraph writes f, wrapped, each line indented.
func (p *page) paragraph(f flow, indent int) {
	if len(f) > 0 {
		p.hanging(flow{}.blank(indent), f, indent)
	}
}

// hanging writes head and then f, wrapped; the second line and those after it
// are indented.
func (p *page) hanging(head, f flow, indent int) {
	for _, w := range head {
		p.styled(w.style, w.text)
	}
	column, start, last := indent, true, plain
	for i, w := range f {
		// A word is as long as what is glued to it.
		length := columns(w.text)
		for j := i + 1; j < len(f) && f[j].glued; j++ {
			length += columns(f[j].text)
		}
		switch {
		case start || w.glued:
		case column+1+length > p.Width:
			p.switchStyle(last, plain)
			last = plain
			p.out.WriteString("\n" + strings.Repeat(" ", indent))
			column = indent
		default:
			if w.style != last {
				p.switchStyle(last, plain)
				last = plain
			}
			p.out.WriteByte(' ')
			column++
		}
		if w.style != last {
			p.switchStyle(last, w.style)
			last = w.style
		}
		p.out.WriteString(w.text)
		column += columns(w.text)
		start = false
	}
	p.switchStyle(last, plain)
	p.out.WriteByte('\n')
}

func (p *page) styled(s style, text string) {
	p.switchStyle(plain, s)
	p.out.WriteString(text)
	p.switchStyle(s, plain)
}

func (p *page) switchStyle(from, to style) {
	if !p.Color || codes[from] == codes[to] {
		return
	}
	if codes[from] != "" {
		p.out.WriteString("\x1b[0m")
	}
	if codes[to] != "" {
		p.out.WriteString("\x1b[" + codes[to] + "m")
	}
}

// clean makes white space of control characters, and leaves out the invisible
// ones that turn the direction of writing around.
func clean(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case unicode.IsControl(c):
			return ' '
		case c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069:
			return -1
		}
		return c
	}, text)
}

// columns counts the columns that text takes in a terminal.
func columns(text string) int {
	n := 0
	for _, c := range text {
		switch {
		case unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(c).Kind() == width.EastAsianWide || width.LookupRune(c).Kind() == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
