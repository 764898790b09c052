package did

import (
	_ "embed"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/draft"
)

//go:embed judgements.tsv
var judgementsTSV string

var judgements = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, line := range strings.Split(judgementsTSV, "\n") {
		if line != "" && line[0] != '#' {
			pos, lemmas, _ := strings.Cut(line, "\t")
			for _, l := range strings.Fields(lemmas) {
				m[pos+" "+l] = true
			}
		}
	}
	return m
})

// implied proposes the acts that a speaker does by what is said, without a word for
// the act: a demand ("they must stop"), an undertaking ("we will help"), a rebuke
// ("a grave provocation").
func (r *reader) implied() []Candidate {
	var out []Candidate
	seen := map[int]bool{}
	for k := range r.D.Statements {
		s := &r.D.Statements[k]
		if s.Speaker < 0 {
			continue
		}
		for _, c := range s.Content {
			first, last := r.D.WordRange(c)
			for i := first; i < last; i++ {
				if seen[i] {
					continue
				}
				if c, ok := r.impliedAt(i, s); ok {
					seen[i] = true
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// impliedAt proposes the act that statement s does at word i, if any.
func (r *reader) impliedAt(i int, s *draft.Statement) (Candidate, bool) {
	w := r.Doc.Words[i]
	lemma := strings.ToLower(w.Lemma)
	f := &frame{lemma: lemma}
	a := args{who: []int{s.Speaker}, verb: -1}
	cue := i
	switch aux, at := r.modal(i); {
	case aux == "must" || aux == "should" || aux == "need" || aux == "have":
		f.kind, f.particle = chancery.Request, aux
		cue = at
		for _, j := range r.Subjects(i) {
			a.whom = append(a.whom, r.Party(j, true)...)
		}
		if len(a.whom) == 0 {
			for _, j := range r.PassiveSubject(i) {
				a.whom = append(a.whom, r.Party(j, true)...)
			}
		}
	case aux == "will":
		if !r.ownAct(i, s.Speaker) {
			return Candidate{}, false
		}
		f.kind, f.particle = chancery.Agree, aux
		cue = at
		for _, p := range []string{"with", "to", "for"} {
			if a.whom = r.Oblique(i, p); len(a.whom) > 0 {
				break
			}
		}
	case w.UPOS == "NOUN" && judgements()["N "+lemma] || w.UPOS == "ADJ" && judgements()["A "+lemma]:
		f.kind, f.particle = chancery.Accuse, "judged"
		a.whom = r.faulted(i, s.Speaker)
	default:
		return Candidate{}, false
	}
	e := draft.Event{
		Type: f.kind, Word: i, Cue: r.D.Span(min(cue, i), i+1), Status: chancery.Held, SaidBy: -1,
		Who: a.who, Whom: without(a.whom, a.who), Why: []string{"implied by «" + w.Text + "» in a statement", f.particle},
	}
	return Candidate{
		Event: e, frame: f, args: a,
		implied: []string{"implied=" + f.particle, "implied " + string(s.Form) + " " + f.particle},
	}, true
}

// modal returns the modal that governs verb i and where it stands: "must",
// "should", "will", "need" and "have" of "need to" and "have to"; "" if none.
func (r *reader) modal(i int) (string, int) {
	w := r.Doc.Words[i]
	if w.UPOS != "VERB" && w.UPOS != "ADJ" && w.UPOS != "NOUN" {
		return "", i
	}
	for _, c := range r.Doc.Children(i) {
		if !strings.HasPrefix(r.Doc.Words[c].Rel, "aux") {
			continue
		}
		switch t := strings.ToLower(r.Doc.Words[c].Text); t {
		case "must", "should":
			return t, c
		case "will", "'ll", "’ll", "shall":
			return "will", c
		}
	}
	if h := w.Head; w.Rel == "xcomp" && h >= 0 {
		switch l := strings.ToLower(r.Doc.Words[h].Lemma); l {
		case "need", "have":
			return l, h
		}
	}
	return "", i
}

// ownAct tells whether the subject of verb i is the speaker or the state that the
// speaker acts for.
func (r *reader) ownAct(i, speaker int) bool {
	for _, j := range r.Subjects(i) {
		for _, a := range r.Party(j, false) {
			if a == speaker || r.D.Actors[a].State != "" && r.D.Actors[a].State == r.D.Actors[speaker].State {
				return true
			}
		}
	}
	return false
}

// faulted returns whom a judgement at word i is about: an actor in its phrase, else
// of the clause around it, other than the speaker.
func (r *reader) faulted(i, speaker int) []int {
	try := func(as []int) []int { return without(as, []int{speaker}) }
	if as := try(r.Inside(i)); len(as) > 0 {
		return as
	}
	for n, j := 0, i; n < 4 && j >= 0; n, j = n+1, r.Doc.Words[j].Head {
		for _, c := range r.Doc.Children(j) {
			rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
			if rel == "nsubj" || rel == "obj" || rel == "obl" {
				if as := try(r.Party(c, true)); len(as) > 0 {
					return as
				}
			}
		}
	}
	return nil
}
