package world

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// foldPairs lists letters with diacritics and the plain letters they fold to.
var foldPairs = map[string]string{
	"a": "àáâãäåāăąǎạảấầẩẫậắằẳẵặ", "ae": "æ", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęěəẹẻẽếềểễệ",
	"g": "ĝğġģǧ", "h": "ĥħḥ", "i": "ìíîïĩīĭįıỉịǐ", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ",
	"o": "òóôõöøōŏőơọỏốồổỗộớờởỡợ", "oe": "œ", "r": "ŕŗř", "s": "śŝşšșṣ", "ss": "ß", "t": "ţťŧțṭþ",
	"u": "ùúûüũūŭůűųưụủứừửữựǔ", "w": "ŵ", "y": "ýÿŷỳỵỷỹ", "z": "źżžẓ",
}

var foldTable = func() map[rune]string {
	t := make(map[rune]string, 200)
	for plain, marked := range foldPairs {
		for _, r := range marked {
			t[r] = plain
		}
	}
	return t
}()

// token is one word of a text or an alias: a run of letters and digits, or letters
// with full stops ("U.S.").
type token struct {
	start, end int  // bytes
	fold       int  // end of its folded form in the scanner's buffer
	upper      bool // begins with a capital
	shout      bool // is all capitals and digits, two letters or more, or one capital alone
	hyphen     bool // follows a hyphen or an apostrophe
	initial    bool // a single letter with a full stop, as in "Donald J. Trump"
	marked     bool // has a letter with a diacritic
	caps       uint8
}

// scanner cuts words off a text and folds them into buf, parted by blanks.
type scanner struct {
	tokens [maxTokens]token
	n      int
	buf    []byte
	the    bool // the name read began with an article
}

// maxTokens bounds the words of an alias, maxLetters each of them.
const (
	maxTokens  = 16
	maxLetters = 64
)

// scan reads up to limit words from text[start:], as long as nothing but what may
// stand within a name parts them.
func (s *scanner) scan(text string, start, limit int) {
	s.n, s.buf = 0, s.buf[:0]
	i, hyphen := start, false
	for s.n < limit {
		t, ok := s.word(text, i)
		if !ok {
			return
		}
		t.hyphen = hyphen
		s.tokens[s.n] = t
		s.n++
		if i, hyphen, ok = gap(text, t); !ok {
			return
		}
	}
}

// word reads the word that begins at i and folds it into s.buf.
func (s *scanner) word(text string, i int) (token, bool) {
	t := token{start: i}
	if s.n > 0 {
		s.buf = append(s.buf, ' ')
	}
	if i < len(text) && text[i] == '&' {
		s.buf = append(s.buf, "and"...)
		t.end, t.fold = i+1, len(s.buf)
		return t, true
	}
	letters, capitals := 0, 0
	for i < len(text) {
		if letters > maxLetters {
			return t, false
		}
		if c := text[i]; c < utf8.RuneSelf {
			if c == '.' && dotted(text, t.start, i) {
				i++
				continue
			}
			if !asciiLetter(c) && (c < '0' || c > '9') {
				break
			}
			if c <= '9' {
				capitals++
			} else if c <= 'Z' {
				t.upper = t.upper || letters == 0
				capitals++
				c += 'a' - 'A'
			}
			s.buf = append(s.buf, c)
			letters++
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !wordRune(r) {
			break
		}
		i += size
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if unicode.IsUpper(r) {
			t.upper = t.upper || letters == 0
			capitals++
		}
		letters++
		t.marked = true
		s.fold(r)
	}
	if letters == 0 {
		return t, false
	}
	t.end, t.fold, t.caps = i, len(s.buf), uint8(min(capitals, 255))
	t.shout = capitals == letters && t.upper
	t.initial = letters == 1 && t.upper && i < len(text) && text[i] == '.'
	return t, true
}

// fold appends a letter that is not ASCII.
func (s *scanner) fold(r rune) {
	r = unicode.ToLower(r)
	if plain, ok := foldTable[r]; ok {
		s.buf = append(s.buf, plain...)
		return
	}
	s.buf = utf8.AppendRune(s.buf, r)
}

// dotted tells whether the full stop at i belongs to an abbreviation of single
// letters that begins at start: both of "U.S.", none of "St." or "J. Trump".
func dotted(text string, start, i int) bool {
	single := i == start+1 || i >= 2 && text[i-2] == '.' && i-2 > start
	if !single || !asciiLetter(text[i-1]) {
		return false
	}
	if i > start+1 && (i+1 == len(text) || !asciiLetter(text[i+1])) {
		return true // the last of several
	}
	return i+1 < len(text) && asciiLetter(text[i+1]) &&
		(i+2 == len(text) || !asciiLetter(text[i+2]))
}

func asciiLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r > 0 && asciiLetter(byte(r)) || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func apostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʻ' || r == 'ʼ' || r == 'ʿ' || r == 'ʾ' || r == '`'
}

func hyphenRune(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// gap passes over what parts t from the next word of the same name and returns
// where that word begins.
func gap(text string, t token) (next int, hyphen, ok bool) {
	i := t.end
	if i < len(text) && text[i] == '.' && t.end-t.start <= 3 {
		i++ // "St. Kitts", "John F. Kennedy"
	}
	spaces := 0
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == ' ' || r == '\u00a0':
			spaces++
		case hyphenRune(r) || apostrophe(r):
			if hyphen || spaces > 0 {
				return 0, false, false
			}
			hyphen = true
		case r == '&' || wordRune(r):
			return i, hyphen, spaces > 0 || hyphen
		default:
			return 0, false, false
		}
		if spaces > 2 || hyphen && spaces > 0 {
			return 0, false, false
		}
		i += size
	}
	return 0, false, false
}

// foldName folds a whole name: no leading "the", no diacritics, lower case, words
// parted by blanks whatever parted them before.
func foldName(name string) string {
	var s scanner
	var room [96]byte
	s.buf = room[:0]
	s.name(name)
	return string(s.buf)
}

// name reads a whole name, whatever parts its words.
func (s *scanner) name(name string) {
	s.n, s.buf = 0, s.buf[:0]
	bare := trimThe(name)
	s.the = len(bare) < len(strings.TrimSpace(name))
	name = bare
	for i := 0; i < len(name) && s.n < maxTokens; {
		r, size := utf8.DecodeRuneInString(name[i:])
		if !wordRune(r) && r != '&' {
			i += size
			continue
		}
		t, ok := s.word(name, i)
		if !ok { // a mark without a letter
			i += size
			continue
		}
		if i > 0 {
			prev, _ := utf8.DecodeLastRuneInString(name[:i])
			t.hyphen = hyphenRune(prev) || apostrophe(prev)
		}
		s.tokens[s.n] = t
		s.n++
		i = t.end
	}
}

// trimThe cuts a leading article off.
func trimThe(name string) string {
	name = strings.TrimSpace(name)
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		return strings.TrimSpace(name[4:])
	}
	return name
}

// slug makes an ID out of the name that s has read.
func (s *scanner) slug() string {
	for i, c := range s.buf {
		if c == ' ' {
			s.buf[i] = '-'
		}
	}
	id := string(s.buf)
	for i, c := range s.buf {
		if c == '-' {
			s.buf[i] = ' '
		}
	}
	return id
}
