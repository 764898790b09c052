package when

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// class is a set of the kinds of word that rules name in angle brackets.
type class uint32

const (
	month class = 1 << iota
	weekday
	weekdayPlural
	number
	ordinal
	article
	vague
	unit
	unitPlural
	part
	season
	about
	halfDay
	zone
	day
	year
	years
	decade
	iso
	clock
)

var classNames = map[string]class{
	"month": month, "weekday": weekday, "weekdays": weekdayPlural, "number": number, "ordinal": ordinal,
	"article": article, "vague": vague, "unit": unit, "units": unitPlural, "part": part,
	"season": season, "about": about, "half-day": halfDay, "zone": zone,
	"day": day, "year": year, "years": years, "decade": decade, "iso": iso, "clock": clock,
}

// token is a word, number or mark of the text.
type token struct {
	start, end int
	low        string // lower case; dashes as "-", apostrophes as "'"
	class      class
	n          int // value of a number, month, weekday, day or year
	code       string
	capital    bool // starts with a capital letter
	dotted     bool // an abbreviation whose dot is part of the token
	line       bool // starts a line
}

func (t *token) is(c class) bool { return t.class&c != 0 }

//go:embed words.tsv
var wordsTSV string

type entry struct {
	class class
	n     int
	code  string
}

// lexicon holds words.tsv by word.
var lexicon = sync.OnceValue(func() map[string]entry {
	out := map[string]entry{}
	for _, f := range rows(wordsTSV) {
		n, _ := strconv.Atoi(f[2])
		e := out[f[0]]
		e.class |= classNames[f[1]]
		if f[2] != "" && (e.code == "" || f[1] == "unit") {
			e.n, e.code = n, f[2]
		}
		out[f[0]] = e
	}
	return out
})

// rows gives the fields of the rows of a table, without comments and the header.
func rows(table string) [][]string {
	var out [][]string
	header := true
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		out = append(out, strings.Split(line, "\t"))
	}
	return out
}

// lex parts a text into tokens.
func lex(text string) []token {
	words := lexicon()
	out := make([]token, 0, len(text)/5)
	line := true
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		var t token
		switch {
		case c == '\n':
			line = true
			i++
			continue
		case unicode.IsSpace(c):
			i += size
			continue
		case c >= '0' && c <= '9':
			t = lexNumber(text, i)
		case unicode.IsLetter(c):
			t = lexWord(text, i, words)
		default:
			t = token{start: i, end: i + size, low: mark(c)}
			if d, ok := shortDecade(text, i, size); ok {
				t = d
			}
		}
		t.line = line
		line = false
		out = append(out, t)
		i = t.end
	}
	return joinNumbers(out, text)
}

func mark(c rune) string {
	switch c {
	case '–', '—', '‑', '‐', '−':
		return "-"
	case '’', '‘':
		return "'"
	}
	return string(c)
}

// shortDecade reads "'90s" at an apostrophe.
func shortDecade(text string, i, size int) (token, bool) {
	s := text[i+size:]
	if mark(firstRune(text[i:])) != "'" || len(s) < 3 || s[1] != '0' || s[2] != 's' || s[0] < '1' || s[0] > '9' {
		return token{}, false
	}
	n := 1900 + int(s[0]-'0')*10
	return token{start: i, end: i + size + 3, low: "'" + s[:3], class: decade, n: n}, true
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// lexWord reads a word of letters; "a.m." and abbreviated months keep their dot.
func lexWord(text string, i int, words map[string]entry) token {
	j := i
	for j < len(text) {
		c, size := utf8.DecodeRuneInString(text[j:])
		if !unicode.IsLetter(c) {
			break
		}
		j += size
	}
	t := token{start: i, end: j, capital: unicode.IsUpper(firstRune(text[i:]))}
	t.low = strings.ToLower(text[i:j])
	if rest := text[j:]; len(t.low) == 1 && (t.low == "a" || t.low == "p") && len(rest) >= 2 && rest[0] == '.' && rest[1]|0x20 == 'm' {
		t.low += ".m"
		t.end += 2
		if len(rest) > 2 && rest[2] == '.' {
			t.low, t.end = t.low+".", t.end+1
		}
	}
	e, ok := words[t.low]
	if !ok {
		return t
	}
	t.class, t.n, t.code = e.class, e.n, e.code
	abbreviation := len(t.low) <= 5 && t.is(month|weekday) && t.low != "may" && t.low != "june" && t.low != "july" && t.low != "march" && t.low != "april"
	if abbreviation && t.end < len(text) && text[t.end] == '.' {
		t.end, t.dotted = t.end+1, true
	}
	if t.is(month|weekday|weekdayPlural) && !t.capital {
		t.class &^= month | weekday | weekdayPlural
	}
	if t.is(zone) && text[i:j] != strings.ToUpper(t.low) {
		t.class &^= zone
	}
	return t
}

// lexNumber reads what starts with a digit: numbers, dates, years, clock times.
func lexNumber(text string, i int) token {
	s := text[i:]
	n := digits(s)
	t := token{start: i, end: i + n, low: s[:n], class: number}
	t.n, _ = strconv.Atoi(s[:n])
	rest := s[n:]
	switch {
	case n == 4 && len(rest) >= 6 && rest[0] == '-' && digits(rest[1:]) == 2 && rest[3] == '-' && digits(rest[4:]) == 2:
		t.class, t.end, t.low = iso, i+10, s[:10]
	case n == 4 && strings.HasPrefix(rest, "s") && !letterAt(rest, 1) && s[3] == '0':
		t.class, t.end, t.low = decade, i+5, s[:5]
	case n == 4 && isYear(t.n) && dashDigits(rest, 2):
		t.class, t.end = years, t.end+dashLen(rest)+2
		t.low = s[:t.end-i]
	case n <= 2 && len(rest) >= 3 && rest[0] == ':' && digits(rest[1:]) == 2 && !digitAt(rest, 3):
		t.class, t.end, t.low = clock, i+n+3, s[:n+3]
	case n <= 2 && len(rest) >= 3 && rest[0] == '.' && digits(rest[1:]) == 2 && meridiem(rest[3:]):
		t.class, t.end, t.low = clock, i+n+3, s[:n+3]
	case len(rest) >= 4 && (rest[0] == ',' || rest[0] == '.') && digits(rest[1:]) >= 1:
		return lexLong(text, i)
	default:
		return lexSmall(t, text, rest)
	}
	return t
}

// lexSmall reads days of the month ("7", "7th"), years and plain numbers.
func lexSmall(t token, text, rest string) token {
	n := t.end - t.start
	if n == 4 && isYear(t.n) {
		t.class |= year
	}
	suffix := ""
	if len(rest) >= 2 && !letterAt(rest, 2) {
		suffix = strings.ToLower(rest[:2])
	}
	switch suffix {
	case "st", "nd", "rd", "th":
		t.class = ordinal
		t.end += 2
		t.low = text[t.start:t.end]
	case "am", "pm":
	default:
		if letterAt(rest, 0) && !strings.HasPrefix(rest, "GMT") {
			t.class = 0
		}
	}
	if n <= 2 && t.n >= 1 && t.n <= 31 && t.class != 0 {
		t.class |= day
	}
	return t
}

// lexLong reads "1,000" and "2.5", whose value is cut to the whole.
func lexLong(text string, i int) token {
	j := i
	for j < len(text) && (text[j] >= '0' && text[j] <= '9' || (text[j] == ',' || text[j] == '.') && digitAt(text, j+1)) {
		if text[j] == ',' && digits(text[j+1:]) != 3 {
			break
		}
		j++
	}
	t := token{start: i, end: j, low: text[i:j], class: number}
	f, _ := strconv.ParseFloat(strings.ReplaceAll(t.low, ",", ""), 64)
	t.n = int(f)
	if f != float64(t.n) {
		t.code = t.low
	} else if n := j - i; n <= 2 && t.n >= 1 && t.n <= 31 {
		t.class |= day
	} else if n == 4 && isYear(t.n) {
		t.class |= year
	}
	return t
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func digitAt(s string, i int) bool  { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
func letterAt(s string, i int) bool { return i < len(s) && unicode.IsLetter(firstRune(s[i:])) }
func isYear(n int) bool             { return n >= 1000 && n <= 2100 }

func dashLen(s string) int {
	if s == "" || mark(firstRune(s)) != "-" {
		return 0
	}
	return utf8.RuneLen(firstRune(s))
}

func dashDigits(s string, n int) bool {
	k := dashLen(s)
	return k > 0 && digits(s[k:]) == n
}

func meridiem(s string) bool {
	s = strings.ToLower(strings.TrimLeft(s, " "))
	return strings.HasPrefix(s, "am") || strings.HasPrefix(s, "pm") || strings.HasPrefix(s, "a.m") || strings.HasPrefix(s, "p.m")
}

// joinNumbers makes one token of "twenty-five" and "two hundred".
func joinNumbers(in []token, text string) []token {
	out := in[:0]
	for i := 0; i < len(in); i++ {
		t := in[i]
		word := t.is(number) && letterAt(text, t.start)
		switch {
		case word && t.n >= 20 && t.n <= 90 && i+1 < len(in):
			j := i + 1
			if in[j].low == "-" && j+1 < len(in) {
				j++
			}
			if o := in[j]; o.is(number|ordinal) && o.n < 10 && letterAt(text, o.start) && o.start-t.end <= 3 {
				t.class, t.n, t.end, t.low = o.class, t.n+o.n, o.end, text[t.start:o.end]
				i = j
			}
		case t.is(number) && t.n < 100 && i+1 < len(in) && (in[i+1].low == "hundred" || in[i+1].low == "dozen"):
			t.n, t.end, t.class = t.n*in[i+1].n, in[i+1].end, number
			t.low = text[t.start:t.end]
			i++
		}
		out = append(out, t)
	}
	return out
}
