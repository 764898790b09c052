// Package segment parts raw text into words and sentences. Where words and
// sentences end is learned from treebanks; what is fixed is only where they may
// end. Words never overlap, stand in order, and together cover every character
// that is not white space exactly once, whatever the bytes.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is one syntactic word, text[Start:End].
type Token struct {
	Start, End int
	Joined     bool // continues the orthographic token of the word before
	Ends       bool // last word of its sentence
}

// gap is the white space before a chunk.
type gap uint8

const (
	gapSpace gap = iota
	gapLine      // one line break, where the line does not look wrapped
	gapBlank     // a blank line: always ends a sentence
)

// chunk is a maximal run of characters that are not white space.
type chunk struct {
	start, end int
	before     gap
	lower      string // lower case, apostrophes made straight
	shape      string // shape of its characters, runs folded
}

// chunks parts the text at white space.
func chunks(text string) []chunk {
	var out []chunk
	lines, start := 2, -1
	for i := 0; i <= len(text); {
		r, n := ' ', 1
		if i < len(text) {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch space := unicode.IsSpace(r); {
		case space && start >= 0:
			out = append(out, newChunk(text, start, i, lines))
			start, lines = -1, 0
			fallthrough
		case space:
			if r == '\n' || r == '\u2028' {
				lines++
			} else if r == '\u2029' {
				lines += 2
			}
		case start < 0:
			start = i
		}
		i += n
	}
	return out
}

func newChunk(text string, start, end, lines int) chunk {
	s := text[start:end]
	before := gapSpace
	if lines > 1 {
		before = gapBlank
	}
	return chunk{start, end, before, fold(s), shape(s, 12)}
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "`", "'", "“", `"`, "”", `"`, "–", "-", "—", "--")

// fold lower-cases and makes quotation marks and dashes plain.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			ascii = false
			break
		}
	}
	if !ascii {
		s = straight.Replace(s)
	}
	return strings.ToLower(s)
}

// class is the kind of a character: A, a, 0 for upper case, other letters and
// digits; quotation marks and dashes by their kind; every other mark for itself.
func class(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'a' <= r && r <= 'z':
			return 'a'
		case 'A' <= r && r <= 'Z':
			return 'A'
		case '0' <= r && r <= '9':
			return '0'
		}
		return r
	case unicode.IsUpper(r):
		return 'A'
	case unicode.IsLetter(r), unicode.IsMark(r):
		return 'a'
	case unicode.IsDigit(r):
		return '0'
	}
	switch r {
	case '’', '‘':
		return '\''
	case '“', '”', '«', '»', '„':
		return '"'
	case '–', '—', '−', '‐', '‑':
		return '-'
	case '…':
		return '.'
	case utf8.RuneError:
		return '?'
	}
	if unicode.IsSymbol(r) {
		return '$'
	}
	return ';'
}

// shape writes the classes of a string's characters, each run of one class
// folded to at most two, cut after limit classes.
func shape(s string, limit int) string {
	var b strings.Builder
	last, run := rune(-1), 0
	for _, r := range s {
		c := class(r)
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		if limit--; limit < 0 {
			break
		}
		b.WriteRune(c)
	}
	return b.String()
}

func isLetter(c rune) bool { return c == 'a' || c == 'A' }

// Generic is the form under which a word is counted and looked up in word
// classes: apostrophes are made straight and every digit becomes a 0.
func Generic(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] >= '1' && s[i] <= '9' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '‘':
			return '\''
		case r >= '1' && r <= '9':
			return '0'
		}
		return r
	}, s)
}
