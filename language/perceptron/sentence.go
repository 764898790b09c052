// Package perceptron tags, parses and lemmatises words with averaged
// perceptrons over hashed features, and finds named mentions with them. It is
// the fastest of the families that the language layer was measured with.
package perceptron

import (
	"strings"
	"unicode"

	"chancery/language/conllu"
	"chancery/language/linear"
	"chancery/language/segment"
)

// Word is one word of a sentence and what has been found for it.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // index in the sentence, -1 for the root
	Rel                            string

	x lexical
}

// lexical holds the hashes of a word's form that features are made of.
type lexical struct {
	form, lower, shape uint32
	suf                [4]uint32 // last 1 to 4 bytes, lower case
	pre                [3]uint32 // first 1 to 3 bytes, lower case
	kind               uint32    // bits: capital, all capitals, digit, hyphen, first of sentence
	amb                uint32    // tags that the word was seen with
	cluster            uint32
	tag, coarse        uint32 // XPOS and UPOS, once they are known
}

const (
	capital = 1 << iota
	capitals
	digit
	hyphen
	initial
)

// Sentence makes the words of a sentence from their forms.
func Sentence(forms []string) []Word {
	s := make([]Word, len(forms))
	for i, f := range forms {
		s[i].Form = f
	}
	return s
}

// gold takes a sentence of a treebank over.
func gold(s conllu.Sentence) []Word {
	out := make([]Word, len(s.Words))
	for i, w := range s.Words {
		out[i] = Word{Form: w.Form, Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Feats: w.Feats, Head: w.Head - 1, Rel: w.Rel}
	}
	return out
}

func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			s = strings.NewReplacer("’", "'", "‘", "'").Replace(s)
			break
		}
	}
	return strings.ToLower(s)
}

// describe fills in the lexical hashes of a sentence.
func (m *Forms) describe(s []Word) {
	if len(s) > 0 && s[0].x.form != 0 {
		return // described already
	}
	for i := range s {
		w := &s[i]
		low := fold(w.Form)
		x := &w.x
		x.form, x.lower = linear.Hash(w.Form), linear.Hash(low)
		for n := range x.suf {
			x.suf[n] = linear.Hash(low[max(0, len(low)-n-1):])
		}
		for n := range x.pre {
			x.pre[n] = linear.Hash(low[:min(len(low), n+1)])
		}
		x.shape, x.kind = shape(w.Form)
		if i == 0 {
			x.kind |= initial
		}
		x.amb = m.amb[low]
		x.cluster = m.class(w.Form, low)
	}
}

// class looks up the word class of a form; an unknown capitalised word at the
// head of a sentence falls back on its lower case.
func (m *Forms) class(form, low string) uint32 {
	if c, ok := m.clusters[segment.Generic(form)]; ok {
		return c
	}
	return m.clusters[segment.Generic(low)]
}

// shape hashes the classes of a form's characters, runs folded, and lists what it has.
func shape(s string) (uint32, uint32) {
	var b [24]byte
	out := b[:0]
	kind, upper, letters := uint32(0), 0, 0
	last, run := byte(0), 0
	for i, r := range s {
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'A'
			upper++
			letters++
			if i == 0 {
				kind |= capital
			}
		case unicode.IsLetter(r):
			c = 'a'
			letters++
		case unicode.IsDigit(r):
			c = '0'
			kind |= digit
		case r == '-':
			c = '-'
			kind |= hyphen
		case r < 0x80:
			c = byte(r)
		}
		if c == last {
			if run++; run > 2 {
				continue
			}
		} else {
			last, run = c, 1
		}
		if len(out) < cap(out) {
			out = append(out, c)
		}
	}
	if upper > 1 && upper == letters {
		kind |= capitals
	}
	return linear.Hash(string(out)), kind
}

var outside = Word{Head: -1, x: lexical{form: 1, lower: 1, shape: 1, tag: 1, coarse: 1}}

func at(s []Word, i int) *Word {
	if i < 0 || i >= len(s) {
		return &outside
	}
	return &s[i]
}
