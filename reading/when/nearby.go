package when

import (
	"strings"

	"chancery/language"
)

// nearby adds the expression that follows a word within its clause, for where the
// parse ties it to something else: no finite verb, conjunction of clauses or mark
// of quotation may stand between.
func (a *attachment) nearby(word int) {
	for _, t := range a.times {
		first := a.d.WordAt(a.d.Times[t.time].Start)
		if first <= word || first > word+18 || a.modifies(t) || a.d.Times[t.time].Type != "DATE" && a.d.Times[t.time].Type != "TIME" {
			continue
		}
		if a.clear(word, first) {
			a.add(t.time)
			return
		}
	}
}

// clear tells whether what stands between a word and the word `last` stays within
// one clause, and whether what ties last to it may date it.
func (a *attachment) clear(word, last int) bool {
	if !SameClause(a.doc, word, last) {
		return false
	}
	return last == word+1 || a.doc.Words[last-1].UPOS != "ADP" || a.dates(last-1)
}

// SameClause tells whether no word between two words of a sentence, the first
// before the last, begins or heads a clause other than the first one's. It looks
// at the words more than at the tree, for where the tree ties a date or place to
// the wrong word.
func SameClause(doc *language.Document, first, last int) bool {
	for i := first + 1; i < last; i++ {
		if end := aside(doc, i, last); end > i {
			i = end
			continue
		}
		if parts(doc, first, i) {
			return false
		}
	}
	return true
}

// aside gives the comma that ends a relative clause which word i, a comma, begins
// and which ends before `last`; -1 where there is none.
func aside(doc *language.Document, i, last int) int {
	if doc.Words[i].Text != "," || i+1 >= last {
		return -1
	}
	switch doc.Words[i+1].XPOS {
	case "WDT", "WP", "WP$", "WRB":
	default:
		return -1
	}
	for j := i + 2; j < last; j++ {
		if doc.Words[j].Text == "," {
			return j
		}
	}
	return -1
}

// parts tells whether word i begins or heads another clause than that of word.
func parts(doc *language.Document, word, i int) bool {
	w := &doc.Words[i]
	switch w.UPOS {
	case "VERB":
		switch {
		case w.Rel == "amod", w.Rel == "compound", w.Rel == "case", w.XPOS == "VBG", w.XPOS == "VBN" && w.Rel == "acl":
			return false
		case w.Rel == "xcomp":
			return !doc.Dominates(word, i) || senses()["plan"][doc.Words[w.Head].Lemma]
		}
		return true
	case "AUX", "SCONJ":
		return w.Lemma != "as"
	case "ADP":
		return senses()["apart"][strings.ToLower(w.Text)]
	case "PRON":
		return w.XPOS == "WP" || w.XPOS == "WDT" || w.XPOS == "WP$"
	case "CCONJ":
		return w.Head >= 0 && doc.Words[w.Head].UPOS == "VERB"
	case "PUNCT":
		return w.Text != "," && w.Text != "-" && w.Text != "'"
	}
	return false
}

// objects adds, for a verb, the dates of what it is about where that is an
// occasion whose clause says when it is: "attend the summit, which opens on June 11".
func (a *attachment) objects(word int) {
	if !isPredicate(a.doc, word) || !senses()["attend"][a.doc.Words[word].Lemma] {
		return
	}
	for _, c := range a.doc.Children(word) {
		if r := base(a.doc.Words[c].Rel); r != "obj" && r != "obl" {
			continue
		}
		for _, k := range a.doc.Children(c) {
			if base(a.doc.Words[k].Rel) == "acl" && senses()["occurs"][a.doc.Words[k].Lemma] {
				a.hanging(k)
			}
		}
	}
}
