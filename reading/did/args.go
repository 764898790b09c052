package did

import (
	"slices"
	"strings"

	"chancery/reading/clause"
)

// args are the parties of a candidate.
type args struct {
	who, whom []int
	verb      int  // the light verb that carries a noun cue, or the cue verb itself; -1 if none
	passive   bool // the cue verb is passive
	weak      bool // who was found only inside a noun phrase
}

// lightVerbs carry an event noun as their object; the subject is its doer.
var lightVerbs = map[string]bool{
	"hold": true, "have": true, "conduct": true, "carry": true, "make": true, "begin": true, "start": true, "resume": true, "continue": true,
	"launch": true, "give": true, "issue": true, "impose": true, "attend": true, "join": true, "pay": true, "open": true, "complete": true,
	"stage": true, "host": true, "lead": true, "mount": true, "take": true, "perform": true, "do": true, "undertake": true, "finish": true,
	"end": true, "conclude": true, "reach": true, "sign": true, "strike": true, "deliver": true, "offer": true, "voice": true, "express": true,
	"raise": true, "plan": true, "schedule": true, "cancel": true, "postpone": true, "break": true, "announce": true, "claim": true,
	"commit": true, "arrange": true, "convene": true, "wage": true, "order": true, "put": true, "level": true, "repeat": true, "renew": true,
	"intensify": true, "extend": true, "participate": true, "engage": true, "meet": true, "use": true, "enter": true, "suspend": true, "declare": true,
	"fall": true, "come": true, "go": true,
}

// verbArgs finds the parties of a verb or adjective cue.
func (r *reader) verbArgs(i int, f *frame) args {
	a := args{verb: i, passive: r.Passive(i)}
	if a.passive {
		for _, c := range r.Doc.Children(i) {
			if r.Doc.Words[c].Rel == "obl:agent" || strings.HasPrefix(r.Doc.Words[c].Rel, "obl") && r.Preposition(c) == "by" {
				r.doer(&a, c)
			}
		}
	} else {
		for _, s := range r.Subjects(i) {
			r.doer(&a, s)
		}
	}
	a.whom = r.slots(i, f, a.passive)
	if slices.Contains(f.whom, "subj") { // "the raid angered Chad": Chad accuses
		a.who, a.whom = a.whom, a.who
	}
	return a
}

// doer adds who the phrase of word i stands for, else who is named within it.
func (r *reader) doer(a *args, i int) {
	as := r.Party(i, false)
	if len(as) == 0 {
		as = r.Inside(i)
		a.weak = len(as) > 0
	}
	a.who = append(a.who, as...)
}

// verbAbove returns the nearest verb that word i hangs below, -1 if there is none.
func (r *reader) verbAbove(i int) int {
	for i = r.Doc.Words[i].Head; i >= 0 && r.Doc.Words[i].UPOS != "VERB"; {
		i = r.Doc.Words[i].Head
	}
	return i
}

// slots returns the other party of a verb from the first slot of its frame that
// holds an actor.
func (r *reader) slots(i int, f *frame, passive bool) []int {
	for _, s := range f.whom {
		var as []int
		switch s {
		case "obj":
			if passive {
				for _, o := range r.PassiveSubject(i) {
					as = clause.Union(as, r.Party(o, true))
				}
				if len(as) == 0 && r.Doc.Words[i].Rel == "acl" {
					as = r.Party(r.Doc.Words[i].Head, true)
				}
			} else if o := r.Object(i); o >= 0 {
				as = r.Party(o, true)
			} else if r.Doc.Words[i].Rel == "acl:relcl" && len(r.Subjects(i)) > 0 {
				as = r.extracted(i)
			}
		case "iobj":
			for _, c := range r.Doc.Children(i) {
				if r.Doc.Words[c].Rel == "iobj" {
					as = clause.Union(as, r.Party(c, false))
				}
			}
		case "csubj":
			for _, c := range r.Doc.Children(i) {
				if rel := r.Doc.Words[c].Rel; rel == "ccomp" || rel == "xcomp" || rel == "advcl" {
					for _, k := range r.Doc.Children(c) {
						if strings.HasPrefix(r.Doc.Words[k].Rel, "nsubj") {
							as = clause.Union(as, r.Party(k, true))
						}
					}
				}
			}
		default:
			as = r.Oblique(i, s)
		}
		if len(as) > 0 {
			return as
		}
	}
	return nil
}

// extracted returns the noun that a relative clause modifies where it is the
// clause's object: "the deal that Iran rejected".
func (r *reader) extracted(i int) []int {
	head := r.Doc.Words[i].Head
	for _, s := range r.Subjects(i) {
		if s == head {
			return nil
		}
	}
	return r.Party(head, true)
}

// scene returns the parties of the meeting that a relative clause of place or time
// belongs to, whose passive verb i names no doer: "met in Geneva, where an accord was reached".
func (r *reader) scene(i int) (who, whom []int) {
	w := r.Doc.Words[i]
	if w.Rel != "acl:relcl" && w.Rel != "advcl" || !r.Passive(i) {
		return nil, nil
	}
	apart := false
	for _, c := range r.Doc.Children(i) {
		l := strings.ToLower(r.Doc.Words[c].Text)
		apart = apart || l == "where" || l == "which" && r.Preposition(c) != "" && r.Preposition(c) != "by"
	}
	h := r.verbAbove(i)
	if !apart || h < 0 {
		return nil, nil
	}
	for _, s := range r.Subjects(h) {
		who = clause.Union(who, r.Party(s, false))
	}
	if whom = r.Oblique(h, "with"); len(whom) == 0 {
		if o := r.Object(h); o >= 0 {
			whom = r.Party(o, false)
		}
	}
	return who, whom
}
