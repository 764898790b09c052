package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/reading/draft"
)

// family is a kind of quotation mark; marks close only marks of their family.
type family uint8

const (
	double    family = iota // “ ” „ " `` ''
	single                  // ‘ ’ ' `
	guillemet               // « »
)

// mark is one quotation mark and what its surroundings let it do.
type mark struct {
	start, end int // bytes of the text
	family     family
	opens      bool
	closes     bool
	firm       bool // false for a closing single mark that may be a possessive apostrophe
}

// clipped are words that begin with an apostrophe; a mark before them opens nothing.
var clipped = map[string]bool{"em": true, "til": true, "twas": true, "tis": true, "cause": true, "n": true, "round": true}

// marksIn finds the quotation marks of one paragraph, apostrophes left out.
func marksIn(text string, p draft.Range) []mark {
	var out []mark
	for i := p.Start; i < p.End; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if strings.ContainsRune("\"'`“”„‘’«»", r) {
			pair := text[i:min(i+2*n, p.End)]
			if pair == "``" || pair == "''" {
				n *= 2
			}
			if m, ok := read(text, p, i, i+n, r); ok {
				out = append(out, m)
			}
		}
		i += n
	}
	return out
}

// read judges the mark at [start, end), whose first rune is r.
func read(text string, p draft.Range, start, end int, r rune) (mark, bool) {
	before, _ := utf8.DecodeLastRuneInString(text[p.Start:start])
	after, _ := utf8.DecodeRuneInString(text[end:p.End])
	if start == p.Start {
		before = ' '
	}
	if end == p.End {
		after = ' '
	}
	left, right := leftEdge(text, p.Start, start), rightEdge(after)
	tight, touching := !unicode.IsSpace(after), !unicode.IsSpace(before)
	m := mark{start: start, end: end, family: double, firm: true}
	switch {
	case r == '“' || r == '„':
		m.opens, m.closes = true, touching && !left && right
	case r == '”':
		m.closes, m.opens = touching || !tight, left && tight
	case r == '«':
		m.family, m.opens, m.closes = guillemet, true, touching && !left && right
	case r == '»':
		m.family, m.closes, m.opens = guillemet, true, left && tight
	case r == '"' && unicode.IsDigit(before) && right && !strings.Contains(text[p.Start:start], `"`):
		return m, false // inches
	case r == '"' || end-start == 2:
		m.opens, m.closes = left && tight, touching && right
		if !m.opens && !m.closes {
			m.opens, m.closes = true, true
		}
	default:
		return readSingle(text, p, m, r, before, after)
	}
	return m, true
}

// readSingle judges a single mark, most of which are apostrophes.
func readSingle(text string, p draft.Range, m mark, r, before, after rune) (mark, bool) {
	m.family = single
	word := text[m.end:p.End]
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = word[:i]
	}
	decade := unicode.IsDigit(after) && strings.HasSuffix(word, "s")
	m.opens = r != '’' && leftEdge(text, p.Start, m.start) && !unicode.IsSpace(after) && !decade && !clipped[strings.ToLower(word)]
	m.closes = r != '‘' && r != '`' && !unicode.IsSpace(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
	m.firm = !(unicode.ToLower(before) == 's' && unicode.IsSpace(after) && beforeWord(text[m.end:p.End]))
	return m, m.opens || m.closes
}

// beforeWord tells whether s goes on with a word after white space: what may
// follow a plural possessive.
func beforeWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t\n"))
	return unicode.IsLetter(r)
}

// leftEdge tells whether a quotation could open at i: after space, an opening
// bracket, a dash, or another mark that itself stands at such an edge.
func leftEdge(text string, start, i int) bool {
	for i > start {
		r, n := utf8.DecodeLastRuneInString(text[start:i])
		switch {
		case unicode.IsSpace(r), strings.ContainsRune("([{—–-/“‘„«:", r):
			return true
		case strings.ContainsRune("\"'`", r):
			i -= n
		default:
			return false
		}
	}
	return true
}

// rightEdge tells whether a quotation could end before r.
func rightEdge(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(".,;:!?)]}—–-/”’»\"'", r)
}
