package perceptron

import (
	"fmt"
	"strconv"
	"strings"

	"chancery/language/linear"
)

// script turns a form into its lemma: bytes to strip from its end, a string to
// add, and whether the form is first lower-cased. whole replaces all of it.
type script struct {
	strip int
	add   string
	lower bool
	whole bool
}

func (r script) String() string {
	return fmt.Sprintf("%d %t %t %s", r.strip, r.lower, r.whole, r.add)
}

func parseScript(s string) (script, error) {
	f := strings.SplitN(s, " ", 4)
	if len(f) != 4 {
		return script{}, fmt.Errorf("lemma script %q: want four fields", s)
	}
	n, err := strconv.Atoi(f[0])
	if err != nil {
		return script{}, fmt.Errorf("lemma script %q: %w", s, err)
	}
	return script{n, f[3], f[1] == "true", f[2] == "true"}, nil
}

// scriptOf finds the shortest script from form to lemma.
func scriptOf(form, lemma string) script {
	best := script{whole: true, add: lemma}
	cost := len(lemma) + 2
	for _, lower := range []bool{true, false} {
		base := form
		if lower {
			base = strings.ToLower(form)
		}
		n := 0
		for n < len(base) && n < len(lemma) && base[n] == lemma[n] {
			n++
		}
		if n == 0 {
			continue
		}
		if c := len(base) - n + len(lemma) - n; c < cost {
			best, cost = script{strip: len(base) - n, add: lemma[n:], lower: lower}, c
		}
	}
	return best
}

// apply makes the lemma; ok is false where the form is too short for the script.
func (r script) apply(form string) (string, bool) {
	if r.whole {
		return r.add, true
	}
	if r.lower {
		form = strings.ToLower(form)
	}
	if r.strip >= len(form)+1 || (r.strip == len(form) && r.add == "") {
		return "", false
	}
	return form[:len(form)-r.strip] + r.add, true
}

func lemmaFeatures(s []Word, i int, f []uint32) []uint32 {
	mix := linear.Mix
	w, t := &s[i].x, s[i].x.tag
	c := w.coarse
	low := fold(s[i].Form)
	s5, s6 := linear.Hash(low[max(0, len(low)-5):]), linear.Hash(low[max(0, len(low)-6):])
	short := uint32(min(len(low), 7))
	f = append(f[:0],
		mix(1, t), mix(2, t, w.form), mix(3, t, w.lower), mix(4, t, w.suf[0]), mix(5, t, w.suf[1]), mix(6, t, w.suf[2]), mix(7, t, w.suf[3]),
		mix(8, t, s5), mix(9, t, s6), mix(10, t, w.kind), mix(11, c, w.lower), mix(12, c, w.lower, w.kind), mix(13, t, w.shape), mix(14, c, w.suf[3], w.pre[0]),
		mix(15, t, w.suf[2], short), mix(16, t, w.suf[1], short), mix(17, t, w.lower, at(s, i-1).x.lower), mix(18, t, linear.Hash(s[i].Feats), w.lower),
		mix(19, c, w.suf[2], linear.Hash(s[i].Feats)), mix(20, t, w.lower, linear.Hash(s[i].Rel)), mix(21, t, w.lower, at(s, i+1).x.lower),
		mix(22, t, w.lower, at(s, i+1).x.tag),
	)
	return f
}

// lemmatise gives each word its lemma.
func (m *Forms) lemmatise(s []Word, w *work) {
	for i := range s {
		w.f = lemmaFeatures(s, i, w.f)
		scores := w.clear(len(m.scripts))
		m.lemmas.Score(w.f, scores)
		best, bestScore := s[i].Form, int32(-1<<31)
		for c, r := range m.scripts {
			if scores[c] > bestScore && fits(r, s[i].Form) {
				if l, ok := r.apply(s[i].Form); ok {
					best, bestScore = l, scores[c]
				}
			}
		}
		s[i].Lemma = best
	}
}

// fits reports whether a script may be tried at all: it may not cut a character.
func fits(r script, form string) bool {
	if r.whole || r.strip == 0 {
		return true
	}
	n := len(form) - r.strip
	return n >= 0 && (n == len(form) || form[n]&0xC0 != 0x80)
}
