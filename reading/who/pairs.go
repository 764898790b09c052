package who

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
)

// pair resolves "the two leaders", "both sides", "the pair" to the last two
// distinct persons or states before it.
func (r *reader) pair(i int, lower string) bool {
	w := r.doc.Words[i]
	kind, ok := pairNouns[strings.ToLower(w.Lemma)]
	if !ok {
		kind, ok = pairNouns[lower]
	}
	if !ok || w.UPOS != "NOUN" && w.UPOS != "NUM" && w.UPOS != "DET" && w.UPOS != "PROPN" {
		return false
	}
	first, last := r.nounPhrase(i)
	phrase := strings.ToLower(r.text(first, last))
	two := strings.HasPrefix(phrase, "both") || numbers[secondWord(phrase)] > 0 || lower == "pair" || lower == "duo" ||
		(strings.HasPrefix(phrase, "the ") && strings.Contains(w.Feats, "Plur") && i == first+1)
	if !two {
		return false
	}
	if st, _ := r.stateOf(first, last, i); st != "" {
		return false
	}
	var as []int
	want := numbers[secondWord(phrase)]
	if kind == chancery.Person && want != 2 && r.titlePair(kind) == nil {
		as = r.lastList(first, want)
	}
	if as == nil && want <= 2 {
		as = r.lastTwo(i, kind)
	}
	if len(as) < 2 {
		return false
	}
	r.drop(first, last)
	r.mention(first, last, draft.Nominal, as...)
	return true
}

// numbers are how many a phrase such as "the three ministers" means.
var numbers = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5}

// secondWord returns the word behind the "the" that a phrase begins with.
func secondWord(phrase string) string {
	rest, ok := strings.CutPrefix(phrase, "the ")
	if !ok {
		return ""
	}
	word, _, _ := strings.Cut(rest, " ")
	return word
}

// lastList returns the persons of the list named last before word i, of want persons
// where that is told; nil if there is none near.
func (r *reader) lastList(i, want int) []int {
	var as []int
	for _, m := range r.found {
		if m.Last > i || m.Kind != draft.Named || len(m.Actors) != 1 || r.doc.Sentence(i)-r.doc.Sentence(m.Head) > reach ||
			r.quoted(m.First) && !r.quoted(i) || r.d.Actors[m.Actors[0]].Kind != chancery.Person {
			continue
		}
		if list := r.listed(m); len(list) > 0 && (want == 0 || want == len(list)+1) && !slices.Contains(as, m.Actors[0]) {
			as = clause.Union(append([]int(nil), m.Actors...), list)
		}
	}
	return as
}

// drop removes unnamed groups found at words [first, last) before something
// better is known of them.
func (r *reader) drop(first, last int) {
	out := r.found[:0]
	for _, m := range r.found {
		if m.Kind != draft.Nominal || m.First < first || m.Last > last {
			out = append(out, m)
		}
	}
	r.found = out
	r.retake()
}

// pairNouns are what two actors are called together, and the kind of actor.
var pairNouns = map[string]chancery.ActorKind{
	"leader": chancery.Person, "president": chancery.Person, "man": chancery.Person, "woman": chancery.Person, "pair": chancery.Person,
	"duo": chancery.Person, "minister": chancery.Person, "diplomat": chancery.Person, "official": chancery.Person, "counterpart": chancery.Person,
	"adviser": chancery.Person, "advisor": chancery.Person, "secretary": chancery.Person, "envoy": chancery.Person,
	"side": chancery.State, "country": chancery.State, "nation": chancery.State, "state": chancery.State, "government": chancery.State,
	"neighbour": chancery.State, "neighbor": chancery.State, "ally": chancery.State, "party": chancery.State, "power": chancery.State, "two": chancery.Person,
}

// lastTwo returns the two actors of a kind told of last before word i, in the
// report's order; states are also taken from the persons that act for them.
func (r *reader) lastTwo(i int, kind chancery.ActorKind) []int {
	if as := r.titlePair(kind); as != nil {
		return as
	}
	var as []int
	states := map[string]bool{}
	for k := len(r.found) - 1; k >= 0 && len(as) < 2; k-- {
		m := r.found[k]
		if m.Last > i || len(m.Actors) != 1 || m.Kind != draft.Named && (kind == chancery.Person || m.Kind != draft.Adjective) {
			continue
		}
		a := r.d.Actors[m.Actors[0]]
		if rel := r.doc.Words[m.Head].Rel; kind == chancery.Person && (rel == "compound" || rel == "nmod:poss" || rel == "amod") {
			continue // "a future Trump meeting" does not bring Trump on
		}
		switch {
		case kind == chancery.Person:
			if a.Kind != chancery.Person || a.State == "" || states[a.State] || a.Sector == "MED" {
				continue
			}
			states[a.State] = true
			as = append(as, m.Actors[0])
		case a.State != "" && !states[a.State] && (a.Kind == chancery.State || a.Kind == chancery.Person):
			states[a.State] = true
			as = append(as, r.stateActor(a.State))
		}
	}
	if len(as) == 2 {
		as[0], as[1] = as[1], as[0]
	}
	return as
}

// titlePair returns the two actors of a kind that the title is about, if it names
// those of just two states: "the two countries" are theirs all through the report.
func (r *reader) titlePair(kind chancery.ActorKind) []int {
	var as []int
	states := map[string]bool{}
	for _, m := range r.found {
		if r.d.ParagraphAt(m.Start) != 0 || len(m.Actors) != 1 || m.Kind == draft.Pronoun {
			continue
		}
		a := r.d.Actors[m.Actors[0]]
		if before := strings.ToLower(r.word(m.First - 1)); a.State == "" || a.Sector == "MED" || before == "in" || before == "at" || before == "near" {
			continue // a place where something happens is no party to it
		}
		if kind == chancery.Person && a.Kind != chancery.Person || states[a.State] {
			states[a.State] = states[a.State] || kind != chancery.Person
			continue
		}
		states[a.State] = true
		if kind == chancery.Person {
			as = append(as, m.Actors[0])
		} else {
			as = append(as, r.stateActor(a.State))
		}
	}
	if len(as) != 2 {
		return nil
	}
	return as
}

// stateActor lists a state by its code.
func (r *reader) stateActor(iso string) int {
	if e := r.w.State(iso); e != nil {
		return r.entity(e)
	}
	return r.add(iso, draft.Actor{Name: iso, Kind: chancery.State, State: iso})
}
