package neural

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What follows computes what language/train/features.py computes; the sizes
// are those of the tables that the trainer wrote.
const (
	ngramBuckets = 1 << 15
	affixBuckets = 1 << 13
	shapeBuckets = 1 << 9
	maxRunes     = 24 // longer words are addresses; their middle says nothing
)

// marks maps typographic signs to ASCII.
var marks = map[rune]string{
	'’': "'", '‘': "'", '‛': "'", 'ʼ': "'", '“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`,
	'–': "-", '—': "-", '―': "-", '−': "-", '…': "...",
}

// normal folds case rune by rune, digits to 0 and typographic marks to ASCII.
func normal(word string) string {
	var b strings.Builder
	b.Grow(len(word))
	for _, c := range word {
		switch {
		case c >= '0' && c <= '9':
			b.WriteByte('0')
		case c < utf8.RuneSelf:
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			b.WriteByte(byte(c))
		case marks[c] != "":
			b.WriteString(marks[c])
		default:
			b.WriteRune(unicode.ToLower(c))
		}
	}
	if s := b.String(); s != "``" && s != "''" {
		return s
	}
	return `"`
}

// fnv is FNV-1a over bytes, continued from h.
func fnv(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

const fnvStart = 2166136261

// shape collapses runs of like characters: "McDonald" is XxXx, "U.S." X.X.,
// "2018" d; at most eight signs.
func shape(word string) uint32 {
	h := uint32(fnvStart)
	last, signs, runes := rune(0), 0, 0
	for _, c := range word {
		runes++
		if signs == 8 {
			continue
		}
		k := c
		switch {
		case c >= '0' && c <= '9':
			k = 'd'
		case unicode.IsUpper(c):
			k = 'X'
		case unicode.IsLetter(c):
			k = 'x'
		case marks[c] != "":
			k = rune(marks[c][0])
		}
		if k != last {
			h = fnv(h, string(k))
			last = k
			signs++
		}
	}
	if runes == 1 {
		h = fnv(h, "1")
	}
	return h % shapeBuckets
}

// subwords holds the buckets of a word's character n-grams (3 to 5 long, with
// "<" and ">" at its ends), of its first and last 1 to 3 characters, and of its shape.
type subwords struct {
	grams   []uint32
	affixes [6]uint32
	shape   uint32
	runes   []int // byte offsets of the runes of the marked word; scratch
}

// read fills s for a word and its folded form.
func (s *subwords) read(word, norm string) {
	if n := utf8.RuneCountInString(norm); n > maxRunes {
		r := []rune(norm)
		norm = string(r[:maxRunes/2]) + string(r[n-maxRunes/2:])
	}
	marked := "<" + norm + ">"
	at := s.runes[:0]
	for i := range marked {
		at = append(at, i)
	}
	at = append(at, len(marked))
	s.runes, s.grams = at, s.grams[:0]
	n := len(at) - 1
	for size := 3; size <= 5; size++ {
		for i := 0; i+size <= n; i++ {
			s.grams = append(s.grams, fnv(fnvStart, marked[at[i]:at[i+size]])%ngramBuckets)
		}
	}
	if len(s.grams) == 0 {
		s.grams = append(s.grams, fnv(fnvStart, marked)%ngramBuckets)
	}
	for k := 1; k <= 3; k++ {
		m := min(k, n-2) // runes of the bare word
		mark := string(rune('0' + k))
		s.affixes[2*k-2] = fnv(fnv(fnvStart, "p"+mark), marked[1:at[1+m]]) % affixBuckets
		s.affixes[2*k-1] = fnv(fnv(fnvStart, "s"+mark), marked[at[n-1-m]:at[n-1]]) % affixBuckets
	}
	s.shape = shape(word)
}
