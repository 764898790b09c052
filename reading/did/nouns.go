package did

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/clause"
)

// nounArgs finds the parties of a noun cue: its modifiers, what its prepositions
// govern, and the subject of the verb that carries it.
func (r *reader) nounArgs(i int, f *frame) args {
	a := args{verb: -1}
	for _, c := range r.Doc.Children(i) {
		switch rel := r.Doc.Words[c].Rel; rel {
		case "nmod:poss":
			a.who = clause.Union(a.who, r.Party(c, true))
		case "amod", "compound":
			as := r.D.ActorsAt(c)
			if rel == "compound" && r.target(f, c) {
				a.whom = clause.Union(a.whom, as)
			} else {
				a.who = clause.Union(a.who, as)
			}
		case "nmod":
			r.nounOblique(&a, f, c)
		case "acl":
			for _, k := range r.Doc.Children(c) { // "sanctions imposed by", "attack carried out by"
				if r.Preposition(k) == "by" {
					a.who = clause.Union(a.who, r.Party(k, false))
				} else if slices.Contains(f.whom, r.Preposition(k)) {
					a.whom = clause.Union(a.whom, r.Party(k, false))
				}
			}
		}
	}
	r.carrier(i, f, &a)
	return a
}

// nounOblique sorts the phrase headed by c behind a noun cue into who or whom.
func (r *reader) nounOblique(a *args, f *frame, c int) {
	p := r.Preposition(c)
	as := r.Party(c, true)
	switch {
	case len(as) == 0:
	case p == "between" || p == "among":
		a.who = clause.Union(a.who, as[:1])
		a.whom = clause.Union(a.whom, as[1:])
	case p == "by":
		a.who = clause.Union(a.who, as)
	case slices.Contains(f.whom, p):
		a.whom = clause.Union(a.whom, as)
	case p == "of" || p == "from":
		a.who = clause.Union(a.who, as)
	}
}

// target tells whether a state named right before a noun is what the event aims
// at: "North Korea sanctions", "Iran deal"; acronyms are doers ("U.S. sanctions").
func (r *reader) target(f *frame, c int) bool {
	if f.kind != chancery.Sanction && f.kind != chancery.Agree && f.kind != chancery.Consult {
		return false
	}
	m := r.D.MentionAt(c)
	if m < 0 {
		return false
	}
	t := r.D.Text[r.D.Mentions[m].Start:r.D.Mentions[m].End]
	return strings.ToUpper(t) != t
}

// carrier adds the parties of the verb that carries a noun cue.
func (r *reader) carrier(i int, f *frame, a *args) {
	w := r.Doc.Words[i]
	if w.Head < 0 || r.Doc.Words[w.Head].UPOS != "VERB" {
		return
	}
	v := r.Doc.Words[w.Head]
	rel, _, _ := strings.Cut(w.Rel, ":")
	if rel != "obj" && w.Rel != "nsubj:pass" && rel != "obl" && w.Rel != "nsubj" {
		return
	}
	if rel != "nsubj" || w.Rel == "nsubj:pass" {
		if !lightVerbs[strings.ToLower(v.Lemma)] {
			return
		}
		if rel == "obl" && r.Object(w.Head) >= 0 {
			return
		}
	}
	a.verb = w.Head
	for _, s := range f.whom {
		if s != "obj" && s != "of" {
			a.whom = clause.Union(a.whom, r.Oblique(w.Head, s))
		}
	}
	if w.Rel == "nsubj" || len(a.who) > 0 && !symmetric(f.kind) {
		return
	}
	if w.Rel == "nsubj:pass" {
		for _, c := range r.Doc.Children(w.Head) {
			if r.Preposition(c) == "by" {
				a.who = clause.Union(a.who, r.Party(c, false))
			}
		}
		if len(a.who) == 0 && len(a.whom) == 0 && symmetric(f.kind) {
			a.who, a.whom = r.scene(w.Head)
		}
		return
	}
	side := &a.who
	if rel == "obl" && r.Preposition(i) == "under" { // "came under attack"
		side = &a.whom
	}
	for _, s := range r.Subjects(w.Head) {
		*side = clause.Union(*side, r.Party(s, false))
	}
}

// place and date of an event are found by the caller's stages; about is the
// topic behind "about", "on", "over" or "of".
func (r *reader) about(i int) string {
	for _, c := range r.Doc.Children(i) {
		rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
		if p := r.Preposition(c); (rel == "obl" || rel == "nmod") && (p == "about" || p == "on" || p == "over" || p == "regarding") {
			lo, hi := r.Doc.Subtree(c)
			if lo < c && hi-lo <= 16 && len(r.TimesIn(lo, hi)) == 0 {
				return r.Text(lo+1, hi)
			}
		}
	}
	return ""
}
