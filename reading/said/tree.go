package said

import (
	"strings"

	"chancery/language"
)

// tree answers questions about the dependency trees of a document.
type tree struct {
	words []language.Word
	kids  [][]int // dependents of each word, in order
	lo    []int   // first word of each word's subtree
	hi    []int   // last word of it
	sent  []int   // index of each word's sentence
}

// newTree indexes doc.
func newTree(doc *language.Document) *tree {
	n := len(doc.Words)
	t := &tree{words: doc.Words, kids: make([][]int, n), lo: make([]int, n), hi: make([]int, n), sent: make([]int, n)}
	for s, sentence := range doc.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			t.lo[i], t.hi[i], t.sent[i] = i, i, s
		}
	}
	for i, w := range doc.Words {
		if w.Head >= 0 && w.Head < n {
			t.kids[w.Head] = append(t.kids[w.Head], i)
		}
	}
	for i := range doc.Words {
		// widen every governor; trees are shallow, and a faulty cycle ends at the depth of the sentence
		for j, steps := doc.Words[i].Head, 0; j >= 0 && j < n && steps < 100; j, steps = doc.Words[j].Head, steps+1 {
			t.lo[j], t.hi[j] = min(t.lo[j], i), max(t.hi[j], i)
		}
	}
	return t
}

// base is a relation without its subtype.
func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

// rel returns the relation of word i without its subtype.
func (t *tree) rel(i int) string { return base(t.words[i].Rel) }

// is tells whether the relation of word i is one of rels, with or without subtype.
func (t *tree) is(i int, rels ...string) bool {
	full := t.words[i].Rel
	for _, r := range rels {
		if full == r || base(full) == r {
			return true
		}
	}
	return false
}

// kid returns the first dependent of i with one of the relations, -1 if none.
func (t *tree) kid(i int, rels ...string) int {
	for _, k := range t.kids[i] {
		if t.is(k, rels...) {
			return k
		}
	}
	return -1
}

// lemma returns the lemma of word i in small letters.
func (t *tree) lemma(i int) string { return strings.ToLower(t.words[i].Lemma) }

// low returns the text of word i in small letters.
func (t *tree) low(i int) string { return strings.ToLower(t.words[i].Text) }

// preposition returns the case marker or subordinator of word i in small
// letters, "" if it has none.
func (t *tree) preposition(i int) string {
	for _, k := range t.kids[i] {
		if k < i && (t.is(k, "case") || (t.is(k, "mark") && t.words[k].UPOS != "PART")) {
			return t.low(k)
		}
	}
	return ""
}

// verbal tells whether word i heads a clause with a verb or copula.
func (t *tree) verbal(i int) bool {
	return t.words[i].UPOS == "VERB" || t.words[i].UPOS == "AUX" || t.kid(i, "cop") >= 0
}

// finite tells whether word i heads a clause with a finite verb.
func (t *tree) finite(i int) bool {
	if f := t.words[i].Feats; strings.Contains(f, "VerbForm=Fin") {
		return true
	}
	for _, k := range t.kids[i] {
		if t.is(k, "aux", "cop") && (strings.Contains(t.words[k].Feats, "VerbForm=Fin") || t.words[k].XPOS == "MD") {
			return true
		}
	}
	switch t.words[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// under tells whether word i lies in the subtree of word top.
func (t *tree) under(i, top int) bool {
	for steps := 0; i >= 0 && steps < 100; i, steps = t.words[i].Head, steps+1 {
		if i == top {
			return true
		}
	}
	return false
}

// subject returns the word that says, does or asks what verb i tells, and how it
// was found: "own", "relative", "shared" (with a governing verb), "noun" (of
// which i is a participle), "-" with -1 if there is none. passive tells whether
// the subject found is that of a passive verb.
func (t *tree) subject(i int) (word int, how string, passive bool) {
	how = "own"
	for range 8 {
		if s := t.kid(i, "nsubj", "csubj"); s >= 0 {
			passive = strings.HasSuffix(t.words[s].Rel, ":pass")
			if a := t.antecedent(s, i); a >= 0 {
				return a, "relative", passive
			}
			return s, how, passive
		}
		head := t.words[i].Head
		if head < 0 {
			break
		}
		switch t.rel(i) {
		case "conj", "xcomp", "advcl", "ccomp", "parataxis":
			if !t.verbal(head) && t.words[head].UPOS != "NOUN" && t.words[head].UPOS != "ADJ" {
				return -1, "-", false
			}
			i, how = head, "shared"
		case "acl":
			return head, "noun", false
		default:
			return -1, "-", false
		}
	}
	return -1, "-", false
}

// antecedent returns the noun that relative pronoun s stands for, -1 if s is none.
func (t *tree) antecedent(s, verb int) int {
	switch t.low(s) {
	case "who", "which", "that":
	default:
		return -1
	}
	for range 4 {
		head := t.words[verb].Head
		if head < 0 {
			return -1
		}
		if t.is(verb, "acl") {
			return head
		}
		if !t.is(verb, "conj", "parataxis", "ccomp") {
			return -1
		}
		verb = head
	}
	return -1
}
