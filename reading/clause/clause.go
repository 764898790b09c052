// Package clause answers what a clause says of its verb: who is its subject through
// coordination, control and participles, which actors a noun phrase stands for, and
// what stands behind which preposition. Stages that code events, commitments and
// stops share it.
package clause

import (
	"slices"
	"strings"

	"chancery/language"
	"chancery/reading/draft"
)

// Reader reads the clauses of one draft.
type Reader struct {
	D   *draft.Draft
	Doc *language.Document
}

// New returns a Reader of d, whose Doc must be parsed.
func New(d *draft.Draft) *Reader { return &Reader{D: d, Doc: d.Doc} }

// Passive tells whether a verb is in the passive voice.
func (r *Reader) Passive(i int) bool {
	for _, c := range r.Doc.Children(i) {
		if rel := r.Doc.Words[c].Rel; rel == "nsubj:pass" || rel == "aux:pass" {
			return true
		}
	}
	w := r.Doc.Words[i]
	return w.XPOS == "VBN" && w.Rel == "acl"
}

// Subjects returns the head words of a verb's subject, its own or the one that
// coordination, control or a participle gives it.
func (r *Reader) Subjects(i int) []int { return r.subjects(i, 0) }

func (r *Reader) subjects(i, depth int) []int {
	if depth > 4 {
		return nil
	}
	for _, c := range r.Doc.Children(i) {
		if rel := r.Doc.Words[c].Rel; rel == "nsubj" || rel == "nsubj:outer" {
			return r.Conjuncts(c)
		}
	}
	w := r.Doc.Words[i]
	if w.Head < 0 {
		return nil
	}
	head := r.Doc.Words[w.Head]
	rel, sub, _ := strings.Cut(w.Rel, ":")
	switch rel {
	case "conj", "parataxis", "advcl", "ccomp":
		if head.UPOS == "VERB" || head.UPOS == "AUX" || head.UPOS == "ADJ" {
			if ss := r.subjects(w.Head, depth+1); len(ss) > 0 {
				return ss
			}
			return r.PassiveSubject(w.Head)
		}
	case "xcomp":
		if o := r.Object(w.Head); o >= 0 && head.UPOS == "VERB" {
			return r.Conjuncts(o)
		}
		if ss := r.subjects(w.Head, depth+1); len(ss) > 0 {
			return ss
		}
		return r.PassiveSubject(w.Head)
	case "acl":
		if sub == "relcl" || w.XPOS == "VBG" {
			return r.Conjuncts(w.Head)
		}
		if head.UPOS == "NOUN" { // "his decision to visit": the possessor, else the doer of the noun's verb
			for _, c := range r.Doc.Children(w.Head) {
				if r.Doc.Words[c].Rel == "nmod:poss" {
					return r.Conjuncts(c)
				}
			}
			if head.Head >= 0 {
				return r.subjects(head.Head, depth+1)
			}
		}
	}
	return nil
}

func (r *Reader) PassiveSubject(i int) []int {
	for _, c := range r.Doc.Children(i) {
		if r.Doc.Words[c].Rel == "nsubj:pass" {
			return r.Conjuncts(c)
		}
	}
	return nil
}

// Object returns the direct object of a verb, else who is asked or told to do something
// ("urged them to leave", which Universal Dependencies call an indirect object), -1 if it
// has neither.
func (r *Reader) Object(i int) int {
	asked := -1
	for _, c := range r.Doc.Children(i) {
		switch r.Doc.Words[c].Rel {
		case "obj":
			return c
		case "iobj":
			asked = c
		}
	}
	return asked
}

// Conjuncts returns word i and the words coordinated with it.
func (r *Reader) Conjuncts(i int) []int {
	out := []int{i}
	for _, c := range r.Doc.Children(i) {
		if r.Doc.Words[c].Rel == "conj" && r.Doc.Words[c].UPOS != "VERB" {
			out = append(out, c)
		}
	}
	return append(out, r.siblings(i)...)
}

// siblings returns the words that follow word i under the same head in the same
// relation behind an "and": coordinated parts that the parse hung side by side.
func (r *Reader) siblings(i int) []int {
	w := r.Doc.Words[i]
	if w.Head < 0 || w.Rel == "conj" {
		return nil
	}
	var out []int
	for _, c := range r.Doc.Children(w.Head) {
		if c > i && r.Doc.Words[c].Rel == w.Rel && r.Doc.Child(c, "cc") >= 0 && r.Doc.Child(c, "case") < 0 {
			out = append(out, c)
		}
	}
	return out
}

// Party returns the actors that a noun phrase stands for: of its head, else — where
// within is set — of what is named inside it.
func (r *Reader) Party(word int, within bool) []int {
	var as []int
	for _, c := range r.Conjuncts(word) {
		if got := r.D.ActorsAt(c); len(got) > 0 && !r.modifierOnly(c) {
			as = Union(as, got)
		}
	}
	if len(as) == 0 && within {
		as = r.Inside(word)
	}
	return as
}

// modifierOnly tells whether the mention at word c is a mere modifier of another
// head: the adjective within "Russian missiles".
func (r *Reader) modifierOnly(c int) bool {
	m := r.D.MentionAt(c)
	return m < 0 || r.D.Mentions[m].Head != c && (c < r.D.Mentions[m].First || c >= r.D.Mentions[m].Last)
}

// Inside returns the actor named within a noun phrase that is none itself: its
// possessor, its adjective, its author.
func (r *Reader) Inside(word int) []int {
	for _, want := range []string{"nmod:poss", "amod", "compound", "by", "from", "of", "on", "against", "acl"} {
		for _, c := range r.Doc.Children(word) {
			w := r.Doc.Words[c]
			ok := w.Rel == want || w.Rel == "nmod" && r.Preposition(c) == want || strings.HasPrefix(w.Rel, "acl") && want == "acl"
			if !ok {
				continue
			}
			if want == "acl" { // "measures taken by Turkey"
				for _, k := range r.Doc.Children(c) {
					if r.Doc.Words[k].Rel == "obl:agent" || r.Preposition(k) == "by" {
						return r.Party(k, false)
					}
				}
				continue
			}
			if as := r.Party(c, false); len(as) > 0 {
				return as
			}
			if as := r.D.ActorsAt(c); len(as) > 0 {
				return as
			}
		}
	}
	for _, c := range r.Doc.Children(word) { // one level down: "the launch of missiles by"
		if w := r.Doc.Words[c]; w.Rel == "nmod" {
			for _, k := range r.Doc.Children(c) {
				if rel := r.Doc.Words[k].Rel; rel == "nmod:poss" || rel == "amod" || rel == "compound" || rel == "nmod" {
					if as := r.D.ActorsAt(k); len(as) > 0 {
						return as
					}
				}
			}
		}
	}
	return nil
}

// Oblique returns the actors behind a preposition that depends on word i.
func (r *Reader) Oblique(i int, prep string) []int {
	var as []int
	for _, c := range r.Doc.Children(i) {
		rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
		if (rel == "obl" || rel == "nmod") && r.Preposition(c) == prep {
			as = Union(as, r.Party(c, true))
		}
		if rel == "xcomp" && prep == "to" || rel == "obj" && prep != "of" { // "agreed to work with Japan", "expressed support for"
			if o := r.deeper(c, prep); len(o) > 0 {
				as = Union(as, o)
			}
		}
	}
	return as
}

// deeper returns the actors behind "with", "for", "to" … one level below.
func (r *Reader) deeper(i int, prep string) []int {
	var as []int
	for _, c := range r.Doc.Children(i) {
		rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
		if rel != "obl" && rel != "nmod" {
			continue
		}
		if p := r.Preposition(c); p == prep || p == "with" && prep == "to" {
			as = Union(as, r.Party(c, true))
		}
	}
	return as
}

func Union(as, more []int) []int {
	for _, a := range more {
		if !slices.Contains(as, a) {
			as = append(as, a)
		}
	}
	return as
}

func (r *Reader) Text(first, last int) string {
	if first >= last {
		return ""
	}
	s := r.D.Span(first, last)
	return strings.Join(strings.Fields(r.D.Text[s.Start:s.End]), " ")
}

// TimesIn returns the time expressions within words [first, last).
func (r *Reader) TimesIn(first, last int) []draft.Time {
	var out []draft.Time
	if first >= last {
		return nil
	}
	s := r.D.Span(first, last)
	for _, t := range r.D.Times {
		if s.Overlaps(t.Range) {
			out = append(out, t)
		}
	}
	return out
}

// Preposition returns the case marker of word i in lower case, "" if it has none.
func (r *Reader) Preposition(i int) string {
	for _, c := range r.Doc.Children(i) {
		if r.Doc.Words[c].Rel == "case" {
			return strings.ToLower(r.Doc.Words[c].Text)
		}
	}
	return ""
}

// PlaceAt returns the place that word i names, nil if it names none.
func (r *Reader) PlaceAt(i int) *draft.Place {
	for k := range r.D.Places {
		if p := &r.D.Places[k]; p.Start <= r.Doc.Words[i].Start && r.Doc.Words[i].Start < p.End {
			return p
		}
	}
	return nil
}
