package when

import "strings"

// shares tells whether word w is dated by what dates its governor h.
func (a *attachment) shares(w, h int) bool {
	rel := a.doc.Words[w].Rel
	nominal := !isPredicate(a.doc, w)
	switch base(rel) {
	case "nsubj", "obj", "obl", "iobj":
		// An argument noun is dated with its verb, but not what a verb of saying or
		// planning speaks about.
		lemma := a.doc.Words[h].Lemma
		return nominal && !senses()["report"][lemma] && !senses()["plan"][lemma]
	case "conj":
		if nominal {
			return false
		}
		return a.doc.Words[w].UPOS == a.doc.Words[h].UPOS && (!a.hasSubject(w) || a.opening(h))
	case "compound", "appos", "flat":
		return nominal
	case "advcl":
		return a.atOnce(w, h)
	case "xcomp":
		return a.doc.Words[w].XPOS == "VB" && !senses()["plan"][a.doc.Words[h].Lemma] && !senses()["report"][a.doc.Words[h].Lemma]
	case "acl":
		return rel == "acl"
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

// opening tells whether a date opens the clause of a verb, and so holds for the
// clauses that are coordinated with it: "On Monday, A left and B came".
func (a *attachment) opening(h int) bool {
	for _, t := range a.times {
		if a.doc.Words[t.word].Head == h && t.word < h && t.word-a.s.First < 4 {
			return true
		}
	}
	return false
}

// atOnce tells whether an adverbial clause tells of the same time as its governor:
// "signed it, ending the war", "was captured while fighting", "called to express".
func (a *attachment) atOnce(w, h int) bool {
	marked := false
	for _, c := range a.doc.Children(w) {
		if r := a.doc.Words[c].Rel; r != "mark" && r != "case" && r != "advmod" {
			continue
		}
		low := strings.ToLower(a.doc.Words[c].Text)
		switch {
		case senses()["while"][low]:
			return true
		case low == "to" && a.doc.Words[w].XPOS == "VB":
			return !senses()["plan"][a.doc.Words[h].Lemma]
		case a.doc.Words[c].Rel != "advmod":
			marked = true
		}
	}
	return !marked && a.doc.Words[w].XPOS == "VBG"
}
