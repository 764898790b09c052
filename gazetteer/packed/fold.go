package packed

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters fold what has no decomposition in Unicode.
var letters = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'æ': "ae", 'œ': "oe", 'ß': "ss", 'ı': "i", 'þ': "th", 'ħ': "h", 'ŧ': "t", 'ə': "e",
}

// Fold gives the form that names are compared in: lower case, without diacritics,
// apostrophes and full stops, dashes as blanks, single blanks, "st" as "saint".
func Fold(name string) string {
	return string(AppendFold(make([]byte, 0, len(name)+8), name))
}

// AppendFold appends the folded form of name to buf, whose own content must be empty.
func AppendFold[T string | []byte](buf []byte, name T) []byte {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			return appendFold(buf, decompose(string(name)))
		}
	}
	return appendFold(buf, name)
}

// appendFold folds ASCII and leaves other letters as they are.
func appendFold[T string | []byte](buf []byte, name T) []byte {
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'A' && c <= 'Z':
			buf = append(buf, c+'a'-'A')
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= utf8.RuneSelf:
			buf = append(buf, c)
		case c == '\'' || c == '`' || c == '.':
		default:
			buf = blank(buf)
		}
	}
	buf = saint(buf)
	if n := len(buf); n > 0 && buf[n-1] == ' ' {
		buf = buf[:n-1]
	}
	return buf
}

// blank ends a word; "St." becomes "saint".
func blank(buf []byte) []byte {
	if n := len(buf); n == 0 || buf[n-1] == ' ' {
		return buf
	}
	return append(saint(buf), ' ')
}

func saint(buf []byte) []byte {
	if n := len(buf); n >= 2 && buf[n-1] == 't' && buf[n-2] == 's' && (n == 2 || buf[n-3] == ' ') {
		buf = append(buf[:n-2], "saint"...)
	}
	return buf
}

// plain holds what letters of the Latin blocks fold to; it saves most names the
// way through Unicode's tables.
var plain = sync.OnceValue(func() map[rune]string {
	out := make(map[rune]string, 800)
	for _, block := range [...][2]rune{{0xa0, 0x24f}, {0x2b0, 0x2ff}, {0x1e00, 0x1eff}, {0x2010, 0x2035}} {
		for r := block[0]; r <= block[1]; r++ {
			out[r] = foldRune(r)
		}
	}
	return out
})

// decompose folds what is not ASCII.
func decompose(name string) string {
	var b strings.Builder
	table := plain()
	for _, r := range name {
		if r < utf8.RuneSelf {
			b.WriteByte(byte(r))
			continue
		}
		s, ok := table[r]
		if !ok {
			s = foldRune(r)
		}
		b.WriteString(s)
	}
	return b.String()
}

func foldRune(r rune) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(string(r))) {
		switch plain, ok := letters[r]; {
		case ok:
			b.WriteString(plain)
		case unicode.Is(unicode.Mn, r), apostrophe(r):
		case r == '–', r == '—', r == '‑', r == '‐', r == '−', unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func apostrophe(r rune) bool {
	switch r {
	case '’', '‘', 'ʻ', 'ʼ', 'ʿ', 'ʾ', '‛', '′', 'ʹ':
		return true
	}
	return false
}
