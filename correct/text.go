package correct

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery"
)

// fold gives the words of a text in lower case and without marks, parted by blanks.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, c := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, c):
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(c))
		default:
			gap = true
		}
	}
	return b.String()
}

// straight makes a curly quotation mark straight.
func straight(c rune) rune {
	switch c {
	case '“', '”':
		return '"'
	case '‘', '’':
		return '\''
	}
	return c
}

// matchAt tells where piece ends if it stands at i: kinds of quotation mark do not
// count, nor does how wide a blank is.
func matchAt(text, piece []rune, i int) (end int, ok bool) {
	k := 0
	for k < len(piece) {
		if i >= len(text) {
			return 0, false
		}
		if unicode.IsSpace(piece[k]) {
			if !unicode.IsSpace(text[i]) {
				return 0, false
			}
			for k < len(piece) && unicode.IsSpace(piece[k]) {
				k++
			}
			for i < len(text) && unicode.IsSpace(text[i]) {
				i++
			}
			continue
		}
		if straight(text[i]) != straight(piece[k]) {
			return 0, false
		}
		i, k = i+1, k+1
	}
	return i, len(piece) > 0
}

// occurrences gives every place at or behind from where a piece stands in the text.
func (w *work) occurrences(piece string, from int) []chancery.Span {
	var out []chancery.Span
	p := []rune(strings.TrimSpace(piece))
	for i := max(0, from); i < len(w.text); i++ {
		if end, ok := matchAt(w.text, p, i); ok {
			out = append(out, w.cut(i, end))
		}
	}
	return out
}

func (w *work) cut(start, end int) chancery.Span {
	return chancery.Span{Start: start, End: end, Text: string(w.text[start:end])}
}

// everywhere gives where a name stands in the text as words of their own.
func (w *work) everywhere(name string) []chancery.Span {
	out := []chancery.Span{}
	for _, s := range w.occurrences(name, 0) {
		if (s.Start == 0 || !wordRune(w.text[s.Start-1])) && (s.End == len(w.text) || !wordRune(w.text[s.End])) {
			out = append(out, s)
		}
	}
	return out
}

func wordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// nearest gives the span that is least far from at.
func nearest(all []chancery.Span, at int) chancery.Span {
	best := all[0]
	for _, s := range all[1:] {
		if distance(s, at) < distance(best, at) {
			best = s
		}
	}
	return best
}

func distance(s chancery.Span, at int) int { return max(s.Start-at, at-s.End, 0) }
