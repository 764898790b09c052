package who

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// nominals finds actors told by what they are: "officials", "the South Korean
// presidential office", "rebels", "the secretary of state".
func (r *reader) nominals() {
	words := r.doc.Words
	office := 0 // the end of the office read last, whose words are not read again
	for i := range words {
		if i < office || r.taken[i] > 0 || words[i].UPOS != "NOUN" && words[i].UPOS != "PROPN" && words[i].UPOS != "ADJ" {
			continue
		}
		if words[i].UPOS == "ADJ" && words[i].Rel != "nsubj" && words[i].Rel != "obj" && words[i].Rel != "obl" {
			continue
		}
		if a := r.apposed(i); a >= 0 {
			first, last := r.nounPhrase(i)
			r.mention(first, last, draft.Nominal, a)
			_, office, _ = r.officeAt(i)
			continue
		}
		if as := r.apposedMany(i); len(as) > 1 {
			first, last := r.nounPhrase(i)
			r.mention(first, last, draft.Nominal, as...)
			continue
		}
		if first, last, key := r.officeAt(i); key != "" {
			r.noteOffice(first, last, i, key)
			office = last
			continue
		}
		if g, ok := r.w.Generic(words[i].Lemma); ok && words[i].Rel != "compound" && words[i].Rel != "flat" && !is("vague", strings.ToLower(words[i].Lemma)) {
			r.noteGroup(i, g.Kind, g.Sector, g.IsPlural || strings.Contains(words[i].Feats, "Plur"))
		}
	}
}

// apposed returns the named person or body that noun i stands in apposition with:
// "the U.N. envoy, Staffan de Mistura"; -1 if there is none.
func (r *reader) apposed(i int) int {
	kind := chancery.Person
	if g, ok := r.w.Generic(r.doc.Words[i].Lemma); ok && g.Kind == chancery.Organization && !strings.Contains(r.doc.Words[i].Feats, "Plur") {
		kind = g.Kind
	}
	try := func(j int) int {
		t := r.taken[j]
		if t == 0 || r.found[t-1].Kind != draft.Named || len(r.found[t-1].Actors) != 1 {
			return -1
		}
		a := r.found[t-1].Actors[0]
		if k := r.d.Actors[a].Kind; k == kind || k == chancery.Group && kind == chancery.Organization {
			return a
		}
		return -1
	}
	w := r.doc.Words[i]
	if strings.Contains(w.Feats, "Plur") {
		return -1 // "two candidates, Ann Doe and …"
	}
	if i+1 < len(r.taken) && r.taken[i+1] > 0 && r.doc.Words[i+1].Start <= w.End+1 && r.linked(i, i+1) { // a title before the name
		if a := try(i + 1); a >= 0 {
			return a
		}
	}
	if _, ok := r.w.Generic(w.Lemma); !ok {
		if _, _, key := r.officeAt(i); key == "" {
			return -1
		}
	}
	if w.Rel == "appos" && w.Head >= 0 {
		if a := try(w.Head); a >= 0 {
			return a
		}
	}
	if kind == chancery.Organization || isBody(w.Lemma) {
		if a := r.labelled(i); a >= 0 {
			return a
		}
	}
	for _, c := range r.doc.Children(i) {
		rel := r.doc.Words[c].Rel
		if rel == "appos" || rel == "flat" {
			if a := try(c); a >= 0 {
				return a
			}
		}
		if rel == "nmod" { // "envoy for North Korea, Sung Kim" read as an apposition of the state
			for _, k := range r.doc.Children(c) {
				if rel := r.doc.Words[k].Rel; (rel == "appos" || rel == "flat") && r.taken[k] != r.taken[c] { // not "family of Ann Doe"
					if a := try(k); a >= 0 {
						return a
					}
				}
			}
		}
	}
	return -1
}

// apposedMany returns the persons whom a list behind plural noun i names: "two
// candidates, Ann Doe and John Roe".
func (r *reader) apposedMany(i int) []int {
	if !strings.Contains(r.doc.Words[i].Feats, "Plur") {
		return nil
	}
	for _, c := range r.doc.Children(i) {
		if t := r.taken[c]; r.doc.Words[c].Rel == "appos" && t > 0 && r.found[t-1].Kind == draft.Named {
			if as := r.coordinated(r.found[t-1]); r.d.Actors[as[0]].Kind == chancery.Person {
				return as
			}
		}
	}
	return nil
}

// isBody tells whether a noun is what news calls bodies by beside their names.
func isBody(lemma string) bool {
	low := strings.ToLower(lemma)
	for _, b := range bodies {
		if is(b.class, low) {
			return true
		}
	}
	return low == "party" || low == "agency"
}

// labelled returns the body that noun i only labels: "the KCNA news agency", "the YPG
// militia"; -1 if no name of one stands before it.
func (r *reader) labelled(i int) int {
	if !isBody(r.doc.Words[i].Lemma) || strings.Contains(r.doc.Words[i].Feats, "Plur") {
		return -1
	}
	j := i - 1
	if j > 0 && strings.EqualFold(r.word(j), "news") {
		j--
	}
	if j < 0 || r.taken[j] == 0 || r.doc.Words[j].Head != i {
		return -1
	}
	m := r.found[r.taken[j]-1]
	if len(m.Actors) != 1 || m.Kind != draft.Named {
		return -1
	}
	if a := r.d.Actors[m.Actors[0]]; a.Plural || a.Kind != chancery.Organization && a.Kind != chancery.Group {
		return -1
	}
	return m.Actors[0]
}

// linked tells whether noun i belongs to the name that begins at word j: "act" does
// not in "the act Obama signed".
func (r *reader) linked(i, j int) bool {
	m := r.found[r.taken[j]-1]
	h := r.doc.Words[i].Head
	return m.First <= h && h < m.Last || r.doc.Words[m.Head].Head == i && !strings.HasPrefix(r.doc.Words[m.Head].Rel, "nmod") ||
		h >= 0 && h == r.doc.Words[m.Head].Head && (r.doc.Words[i].Rel == "compound" || r.doc.Words[i].Rel == "flat")
}

// anaphor resolves a bare definite noun phrase to the last actor before it that
// was called so: "the coalition", "the ministry", "the spokesman"; -1 if none was.
func (r *reader) anaphor(first, last, i int, kind chancery.ActorKind) int {
	if low := strings.ToLower(r.word(first)); low != "the" && low != "that" && low != "this" || i != first+1 || last != i+1 {
		return -1
	}
	word := strings.ToLower(r.word(i))
	best, at := -1, -1
	for _, m := range r.found {
		if m.Last > first || m.Last <= at || len(m.Actors) != 1 || m.Kind == draft.Adjective {
			continue
		}
		a := r.d.Actors[m.Actors[0]]
		called := a.Name
		if a.Kind == chancery.Person && kind != chancery.Person {
			continue // "the group" is not its spokesman
		}
		if a.Kind == chancery.Person {
			called = a.Role
		}
		if r.unnamed[m.Actors[0]] { // "the opposition" is not the opposition spokesman
			if strings.ToLower(r.word(m.Head)) == word {
				best, at = m.Actors[0], m.Last
			}
			continue
		}
		if hasWord(called, word) || m.Kind != draft.Pronoun && m.Last-m.First > 1 && hasWord(r.text(m.First, m.Last), word) {
			best, at = m.Actors[0], m.Last
		}
	}
	return best
}

// hasWord tells whether a lower-case word stands in a text.
func hasWord(text, word string) bool {
	return slices.Contains(strings.Fields(strings.ToLower(text)), word)
}

// nounPhrase returns the words of the noun phrase around head i without its
// clauses, appositions and coordinated parts.
func (r *reader) nounPhrase(i int) (first, last int) {
	first, last = i, i+1
	for _, c := range r.doc.Children(i) {
		switch r.doc.Words[c].Rel {
		case "amod", "compound", "nmod:poss", "nummod", "flat", "det", "case":
			lo, hi := r.doc.Subtree(c)
			if r.doc.Words[c].Rel == "case" && c < i {
				continue
			}
			if lo < first && hi <= i {
				first = lo
			}
		case "nmod":
			lo, hi := r.doc.Subtree(c)
			if lo == last && hi-lo <= 6 && !r.timed(hi-1) && (r.word(lo) == "of" || r.word(lo) == "for" || r.word(lo) == "from" || r.word(lo) == "in" || r.word(lo) == "at") {
				last = hi
			}
		}
	}
	for first < i && r.dateline(first) {
		first++
	}
	return first, last
}

// stateOf returns the state that the noun phrase around head i belongs to: a
// modifier, a possessor, or one after "of", "for" and "from" — an envoy is not of
// the state that he is sent to; and the actors of any kind named within.
func (r *reader) stateOf(first, last, i int) (state string, inside []int) {
	sent := is("emissary", strings.ToLower(r.doc.Words[i].Lemma))
	for j := first; j < last; j++ {
		if low := r.word(j); j > i && sent && (low == "for" || low == "to" || low == "on") {
			break
		}
		t := r.taken[j]
		if t == 0 || j > first && r.taken[j-1] == t {
			continue
		}
		for _, a := range r.found[t-1].Actors {
			inside = append(inside, a)
			if state == "" {
				state = r.d.Actors[a].State
			}
		}
	}
	return state, inside
}

// officeAt finds the longest office wording that holds word i as its head: "the
// secretary of state" at "secretary".
func (r *reader) officeAt(i int) (first, last int, key string) {
	for lo := max(0, i-3); lo <= i; lo++ {
		for hi := min(len(r.doc.Words), i+5); hi > i; hi-- {
			if hi-lo > 6 || r.taken[lo] > 0 {
				continue
			}
			if k, ok := r.w.Office(r.text(lo, hi)); ok {
				return lo, hi, k
			}
		}
	}
	return 0, 0, ""
}

// noteOffice resolves an office without a name: its holder in this report, else
// the holder on the day in the state it belongs to; an unnamed holder otherwise.
func (r *reader) noteOffice(first, last, i int, key string) {
	if strings.Contains(r.doc.Words[i].Feats, "Plur") {
		r.noteGroup(i, chancery.Group, "GOV", true)
		return
	}
	lo, hi := r.nounPhrase(i)
	lo, hi = min(lo, first), max(hi, last)
	state, inside := r.stateOf(lo, hi, i)
	if st := seats[key]; st != "" {
		state = st
	}
	if r.indefinite(lo) || r.lesser(lo, first) {
		r.noteGroup(i, chancery.Person, "GOV", false)
		return
	}
	if r.inPart(i, hi) {
		r.noteGroup(i, chancery.Person, "GOV", false)
		return
	}
	if a := r.holderHere(i, key, state); a >= 0 {
		r.mention(lo, hi, draft.Nominal, a)
		return
	}
	of := state
	if of == "" && !r.international(inside) {
		of = r.mainState(i)
	}
	if of != "" && !r.d.Published.IsZero() && r.single(key) {
		if h := r.w.Holders(key, of, r.d.Published); len(h) == 1 {
			r.mention(lo, hi, draft.Nominal, r.entity(h[0].Person))
			return
		}
	}
	r.noteGroup(i, chancery.Person, "GOV", false)
}

// seats are offices that one state alone has.
var seats = map[string]string{"pope": "VAT"}

// lesser tells whether one of words [lo, first) before an office makes it another:
// "deputy U.S. secretary of state".
func (r *reader) lesser(lo, first int) bool {
	for j := lo; j < first; j++ {
		if is("lesser", strings.ToLower(r.word(j))) {
			return true
		}
	}
	return false
}

// inPart tells whether the words behind head i name a part of a state, whose minister
// is not the state's: "home minister of Bavaria".
func (r *reader) inPart(i, hi int) bool {
	if r.word(i+1) != "of" || hi <= i+2 {
		return false
	}
	s := r.d.Span(i+2, hi)
	for _, p := range r.d.Places {
		if !p.IsState && s.Start <= p.Start && p.End <= s.End {
			return r.taken[i+2] == 0
		}
	}
	return false
}

// indefinite tells whether a noun phrase opens with "a": somebody not yet named.
func (r *reader) indefinite(first int) bool {
	w := strings.ToLower(r.word(first))
	return w == "a" || w == "an" || w == "another" || w == "former"
}

// holderHere returns the person of this report who holds the office, -1 if none
// does: of several the one of that state, in a readout the one whom the title names
// first, else the one mentioned most; never one named beside head i in its clause.
func (r *reader) holderHere(i int, key, state string) int {
	best, top := -1, 0
	for a, k := range r.offs {
		if k != key || state != "" && r.d.Actors[a].State != state || r.beside(i, a) {
			continue
		}
		n := 2 * r.count[a]
		if state == "" && strings.Contains(r.d.Text[:r.d.Paragraphs[0].End], "Readout") {
			n += r.titleRank(a)
		}
		if best < 0 || n > top || n == top && a < best {
			best, top = a, n
		}
	}
	return best
}

// titleRank is high for the person whom the title names first, lower for the next,
// 0 for those whom it does not name.
func (r *reader) titleRank(actor int) int {
	rank := 1 << 20
	for _, m := range r.found {
		if r.d.ParagraphAt(m.Start) != 0 || m.Kind != draft.Named || len(m.Actors) != 1 {
			continue
		}
		if m.Actors[0] == actor {
			return rank
		}
		rank /= 2
	}
	return 0
}

// beside tells whether a person is named as another part of the clause in which noun
// i is subject: whom the president met is not the president.
func (r *reader) beside(i, actor int) bool {
	w := r.doc.Words[i]
	if !strings.HasPrefix(w.Rel, "nsubj") || w.Head < 0 {
		return false
	}
	for _, c := range r.doc.Children(w.Head) {
		if t := r.taken[c]; c > i && t > 0 && slices.Contains(r.found[t-1].Actors, actor) && r.found[t-1].Kind == draft.Named &&
			(r.doc.Words[c].Rel == "obj" || r.doc.Words[c].Rel == "iobj" || strings.HasPrefix(r.doc.Words[c].Rel, "obl")) {
			return true
		}
	}
	return false
}

// single tells whether an office has one holder at a time.
func (r *reader) single(key string) bool {
	o := r.w.OfficeOf(key)
	return o != nil && o.Single
}
