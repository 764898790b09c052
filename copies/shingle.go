package copies

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// shingles hashes every run of five words of text; a text of fewer words is one
// shingle.
func shingles(text string) []uint64 {
	out := make([]uint64, 0, len(text)/6+1)
	var last [shingle]uint64
	n := 0
	for i := 0; i < len(text); {
		h, next := word(text, i)
		i = next
		if h == 0 {
			continue
		}
		copy(last[:], last[1:])
		last[shingle-1] = h
		if n++; n >= shingle {
			out = append(out, join(last[:]))
		}
	}
	if n > 0 && n < shingle {
		out = append(out, join(last[shingle-n:]))
	}
	return out
}

func join(words []uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = mix(h*31 + w)
	}
	return h
}

// word hashes the word that begins at byte i, folded, and tells where to go on; 0
// where none begins. Apostrophes are left out of words, so that all forms of them
// read alike.
func word(text string, i int) (hash uint64, next int) {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h, letters := uint64(offset), 0
	for i < len(text) {
		c := text[i]
		switch {
		case 'A' <= c && c <= 'Z':
			h = (h ^ uint64(c+'a'-'A')) * prime
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h = (h ^ uint64(c)) * prime
		case c == '\'' && letters > 0:
			i++
			continue
		case c < utf8.RuneSelf:
			if letters == 0 {
				return 0, i + 1
			}
			return h, i + 1
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == '’' && letters > 0 {
				i += size
				continue
			}
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
				if letters == 0 {
					return 0, i + size
				}
				return h, i + size
			}
			h = (h ^ uint64(unicode.ToLower(r))) * prime
			i += size - 1
		}
		letters++
		i++
	}
	if letters == 0 {
		return 0, i
	}
	return h, i
}

// mix spreads a hash over all bits (the finalizer of SplitMix64, Steele et al. 2014).
func mix(h uint64) uint64 {
	h += 0x9e3779b97f4a7c15
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// distinct counts the different hashes; it sorts them.
func distinct(hashes []uint64) uint32 {
	slices.Sort(hashes)
	return uint32(len(slices.Compact(hashes)))
}
