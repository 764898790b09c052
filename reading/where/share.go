package where

import "strings"

// above adds the places of the verbs whose place a word shares: a noun that is
// subject or object of the verb, a verb coordinated with it, its participle.
func (a *attachment) above(word int) {
	w := word
	for range 4 {
		x := a.doc.Words[w]
		if x.Head < 0 || !a.shares(w, x.Head) {
			return
		}
		a.hanging(x.Head)
		w = x.Head
	}
}

func (a *attachment) shares(w, h int) bool {
	x, y := a.doc.Words[w], a.doc.Words[h]
	switch base(x.Rel) {
	case "nsubj", "obj", "obl":
		return x.UPOS == "NOUN" && y.UPOS == "VERB" && !reports(y.Lemma)
	case "conj":
		return x.UPOS == "VERB" && y.UPOS == "VERB" && !is(y.Lemma, goes) && !a.hasSubject(w)
	case "compound", "appos":
		return x.UPOS == "NOUN" || x.UPOS == "PROPN"
	case "acl":
		return x.Rel == "acl" && x.XPOS == "VBN"
	case "xcomp":
		return true
	case "advcl":
		// "flew to Oslo to sign the accord", "met in Oslo, signing the accord"
		return is(y.Lemma, goes|there) && (x.XPOS == "VB" || x.XPOS == "VBG") && !a.marked(w)
	}
	return false
}

// marked tells whether a clause is opened by a conjunction or preposition other
// than "to" ("before heading to Britain").
func (a *attachment) marked(w int) bool {
	for _, c := range a.doc.Children(w) {
		if x := a.doc.Words[c]; (x.Rel == "mark" || x.Rel == "case") && !strings.EqualFold(x.Text, "to") {
			return true
		}
	}
	return false
}

// hasSubject tells whether a verb has a subject of its own.
func (a *attachment) hasSubject(w int) bool {
	for _, c := range a.doc.Children(w) {
		if base(a.doc.Words[c].Rel) == "nsubj" {
			return true
		}
	}
	return false
}

// reports tells of verbs of saying, whose place is not that of what is said.
func reports(lemma string) bool {
	switch lemma {
	case "say", "tell", "report", "announce", "state", "add", "write", "quote", "claim":
		return true
	}
	return false
}
