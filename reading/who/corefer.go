package who

import (
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
)

// reach is how many sentences back an antecedent may stand.
const reach = 4

// corefer resolves pronouns, plural antecedents and contextual names in the
// report's order.
func (r *reader) corefer() {
	for i := range r.doc.Words {
		if r.taken[i] > 0 {
			continue
		}
		w := r.doc.Words[i]
		lower := strings.ToLower(w.Text)
		switch {
		case w.UPOS == "PRON" || w.XPOS == "PRP$":
			r.pronoun(i, lower)
		case r.pair(i, lower):
		case r.contextual(i):
		}
	}
}

// pronoun resolves a third-person pronoun.
func (r *reader) pronoun(i int, lower string) {
	kind := draft.Pronoun
	if r.doc.Words[i].XPOS == "PRP$" {
		kind = draft.Possess
	}
	var as []int
	switch lower {
	case "he", "him", "his":
		as = r.personal3(i, 'm')
	case "she", "her", "hers":
		as = r.personal3(i, 'f')
	case "they", "them", "their", "theirs":
		as = r.plural(i)
	case "it", "its":
		if r.pleonastic(i) {
			return
		}
		as = r.antecedent(i, r.thing)
	case "who", "which", "that":
		as = r.relative(i)
	default:
		return
	}
	if len(as) > 0 {
		r.mention(i, i+1, kind, as...)
	}
}

// personal3 resolves "he" or "she": within an opening phrase to the subject that
// follows ("After his trip, Pompeo went on"), else to an antecedent.
func (r *reader) personal3(i int, gender byte) []int {
	fits := r.person(gender)
	for j, n := i, 0; j >= 0 && n < 6; j, n = r.doc.Words[j].Head, n+1 {
		rel, _, _ := strings.Cut(r.doc.Words[j].Rel, ":")
		h := r.doc.Words[j].Head
		if rel != "obl" && rel != "advcl" || h < j || r.quoted(i) {
			continue
		}
		for _, c := range r.doc.Children(h) {
			if c <= j || r.doc.Words[c].Rel != "nsubj" {
				continue
			}
			for _, m := range r.found {
				if m.First <= c && c < m.Last && m.Kind == draft.Named && fits(m) {
					return m.Actors
				}
			}
		}
	}
	return r.antecedent(i, fits)
}

// pleonastic tells whether "it" stands for a clause: "it was agreed that …".
func (r *reader) pleonastic(i int) bool {
	w := r.doc.Words[i]
	if w.Rel == "expl" {
		return true
	}
	if !strings.HasPrefix(w.Rel, "nsubj") || w.Head < 0 {
		return false
	}
	passive := w.Rel == "nsubj:pass"
	if passive && is("thought", r.doc.Words[w.Head].Lemma) {
		return true
	}
	for _, c := range r.doc.Children(w.Head) {
		switch rel := r.doc.Words[c].Rel; {
		case strings.HasPrefix(rel, "csubj"), rel == "ccomp" && (passive || r.doc.Words[w.Head].UPOS == "ADJ"):
			return true
		case rel == "aux:pass":
			passive = true
		}
	}
	return false
}

// relative resolves a relative pronoun to the noun that its clause modifies.
func (r *reader) relative(i int) []int {
	for j, n := r.doc.Words[i].Head, 0; j >= 0 && n < 4; j, n = r.doc.Words[j].Head, n+1 {
		if strings.HasPrefix(r.doc.Words[j].Rel, "acl") {
			return r.actorsAt(r.doc.Words[j].Head)
		}
	}
	return nil
}

// person returns a test for a single person of that gender or of unknown gender.
func (r *reader) person(gender byte) func(draft.Mention) bool {
	return func(m draft.Mention) bool {
		if len(m.Actors) != 1 {
			return false
		}
		a := r.d.Actors[m.Actors[0]]
		if a.Kind != chancery.Person || a.Plural {
			return false
		}
		g := r.gender(a)
		return g == 0 || g == gender
	}
}

// gender returns 'm', 'f' or 0 for a person.
func (r *reader) gender(a draft.Actor) byte {
	for _, m := range r.w.Find(a.Name) {
		if m.Entity.Kind == chancery.Person && m.Entity.Gender != 0 {
			return m.Entity.Gender
		}
	}
	role := strings.ToLower(a.Role)
	for _, w := range strings.Fields(role) {
		switch {
		case is("female", w):
			return 'f'
		case is("male", w):
			return 'm'
		}
	}
	first, _, _ := strings.Cut(a.Name, " ")
	return firstNames()[first]
}

// thing tests for a single state or body.
func (r *reader) thing(m draft.Mention) bool {
	if len(m.Actors) != 1 || m.Kind == draft.Pronoun && !r.isSubject(m.Head) {
		return false
	}
	k := r.d.Actors[m.Actors[0]].Kind
	return k == chancery.State || k == chancery.Organization || k == chancery.Group && !r.d.Actors[m.Actors[0]].Plural
}

// antecedent returns the actors of the most salient fitting mention before word i:
// near before far, subject before object, the report's main persons before others.
func (r *reader) antecedent(i int, fits func(draft.Mention) bool) []int {
	here := r.doc.Sentence(i)
	best, score := -1, -1<<30
	for k := range r.found {
		m := &r.found[k]
		if m.Last > i {
			continue
		}
		back := here - r.doc.Sentence(m.Head)
		if back > reach || !fits(*m) {
			continue
		}
		s := -10 * back
		if r.isSubject(m.Head) {
			s += 6
		}
		if m.Kind == draft.Adjective {
			s -= 4
		}
		if m.Kind == draft.Possess {
			s -= 2
		}
		s += min(3, r.count[m.Actors[0]]/2)
		if back == 0 {
			s -= min(3, (i-m.Last)/12)
		}
		switch in, out := r.quoted(m.First), !r.quoted(i); {
		case in && out:
			s -= 25 // who is named in a quotation is seldom whom the narrator goes on with
		case in == out:
			s -= 3
		}
		if s > score || s == score && m.First > r.found[best].First {
			best, score = k, s
		}
	}
	if best < 0 {
		return nil
	}
	return r.found[best].Actors
}

func (r *reader) quoted(i int) bool { return r.d.QuoteAt(r.doc.Words[i].Start) >= 0 }

// isSubject tells whether word i is, or is coordinated with, a subject.
func (r *reader) isSubject(i int) bool {
	for n := 0; i >= 0 && n < 3; n++ {
		rel := r.doc.Words[i].Rel
		if strings.HasPrefix(rel, "nsubj") {
			return true
		}
		if rel != "conj" && rel != "flat" && rel != "appos" {
			return false
		}
		i = r.doc.Words[i].Head
	}
	return false
}

// plural resolves "they": the coordinated persons or states of a near subject, or
// a plural or collective actor.
func (r *reader) plural(i int) []int {
	here := r.doc.Sentence(i)
	best := []int(nil)
	score := -1 << 30
	for k := range r.found {
		m := r.found[k]
		if m.Last > i || len(m.Actors) == 0 || m.Kind == draft.Adjective {
			continue
		}
		back := here - r.doc.Sentence(m.Head)
		if back > reach {
			continue
		}
		as := m.Actors
		if len(as) == 1 {
			as = r.coordinated(m)
		}
		a := r.d.Actors[m.Actors[0]]
		switch {
		case len(as) > 1 || a.Plural:
		case a.Kind == chancery.Group || a.Kind == chancery.Organization && a.Sector != "MED":
			back++
		default:
			continue
		}
		s := -10*back + min(4, len(as))
		if r.isSubject(m.Head) {
			s += 6
		}
		if s >= score {
			best, score = as, s
		}
	}
	if len(best) == 0 || len(best) == 1 && r.d.Actors[best[0]].Kind == chancery.Organization {
		if as := r.titlePair(chancery.Person); as != nil {
			return as // the two whom the report is about, not a body named in passing
		}
	}
	return best
}

// coordinated returns the actors of a mention and of those coordinated with it:
// "Kerry and Lavrov".
func (r *reader) coordinated(m draft.Mention) []int {
	as := append([]int(nil), m.Actors...)
	for _, c := range r.doc.Children(m.Head) {
		if r.doc.Words[c].Rel != "conj" {
			continue
		}
		for k := range r.found {
			if r.found[k].Head == c && r.found[k].Kind != draft.Adjective {
				as = clause.Union(as, r.found[k].Actors)
				break
			}
		}
	}
	if m.Kind == draft.Named && r.d.Actors[m.Actors[0]].Kind == chancery.Person {
		as = clause.Union(as, r.listed(m))
	}
	return as
}

// listed returns the persons whom a list goes on with behind a named person, each
// perhaps with a state: "Kerry of the United States, Lavrov of Russia and Fabius".
func (r *reader) listed(m draft.Mention) []int {
	var as []int
	end := m.Last
	for k := range r.found {
		n := r.found[k]
		if n.First < end || n.Kind != draft.Named || len(n.Actors) != 1 {
			continue
		}
		if r.doc.Sentence(n.Head) != r.doc.Sentence(m.Head) || !r.listing(end, n.First) {
			break
		}
		switch r.d.Actors[n.Actors[0]].Kind {
		case chancery.Person:
			as = append(as, n.Actors[0])
			end = n.Last
		case chancery.State:
			if r.word(n.First-1) != "of" && r.word(n.First-2) != "of" {
				return as
			}
			end = n.Last
		default:
			return as
		}
	}
	return as
}

// listing tells whether words [first, last) only go on a list.
func (r *reader) listing(first, last int) bool {
	for j := first; j < last; j++ {
		switch w := r.doc.Words[j]; w.Text {
		case ",", "and", "of", "the", ";":
		default:
			if r.taken[j] == 0 {
				return false
			}
		}
	}
	return true
}

// contextual resolves names that mean a state only beside its full name: "the
// North", "the kingdom", "the reclusive state".
func (r *reader) contextual(i int) bool {
	w := r.doc.Words[i]
	if w.UPOS != "PROPN" && w.UPOS != "NOUN" && w.UPOS != "ADJ" || r.word(i-1) != "the" && r.word(i-1) != "The" {
		return false
	}
	for _, e := range r.w.Contextual(r.text(i, i+1)) {
		if a, ok := r.keys[e.ID]; ok {
			r.mention(i-1, i+1, draft.Named, a)
			return true
		}
	}
	return false
}

// actorsAt returns the actors of the shortest mention found so far that holds word i.
func (r *reader) actorsAt(i int) []int {
	best, size := -1, 0
	for k, m := range r.found {
		if m.First > i || m.Last <= i || m.Kind == draft.Adjective {
			continue
		}
		n := m.Last - m.First
		if m.Head != i {
			n += 100
		}
		if best < 0 || n < size {
			best, size = k, n
		}
	}
	if best < 0 {
		return nil
	}
	return r.found[best].Actors
}
