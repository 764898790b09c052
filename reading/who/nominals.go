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
	for i := range words {
		if r.taken[i] > 0 || words[i].UPOS != "NOUN" && words[i].UPOS != "PROPN" && words[i].UPOS != "ADJ" {
			continue
		}
		if words[i].UPOS == "ADJ" && words[i].Rel != "nsubj" && words[i].Rel != "obj" && words[i].Rel != "obl" {
			continue
		}
		if a := r.apposed(i); a >= 0 {
			first, last := r.nounPhrase(i)
			r.mention(first, last, draft.Nominal, a)
			continue
		}
		if first, last, key := r.officeAt(i); key != "" {
			r.noteOffice(first, last, i, key)
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
			if lo == last && hi-lo <= 6 && (r.word(lo) == "of" || r.word(lo) == "for" || r.word(lo) == "from" || r.word(lo) == "in" || r.word(lo) == "at") {
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

// noteGroup lists an unnamed actor, told apart by its words and state.
func (r *reader) noteGroup(i int, kind chancery.ActorKind, sector string, plural bool) {
	first, last := r.nounPhrase(i)
	state, inside := r.stateOf(first, last, i)
	if a := r.anaphor(first, last, i, kind); a >= 0 {
		r.mention(first, last, draft.Nominal, a)
		return
	}
	if a := r.firm(first, last, i, state); a >= 0 {
		r.mention(first, last, draft.Nominal, a)
		return
	}
	if state == "" && !r.international(inside) && (kind == chancery.Organization || official[sector]) {
		state = r.mainState(i)
	}
	if r.international(inside) && official[sector] {
		sector = "IGO"
	}
	if a := r.described(first, i, state, sector); a >= 0 && kind == chancery.Person && !plural {
		r.mention(first, last, draft.Nominal, a)
		return
	}
	if plural && kind == chancery.Person {
		kind = chancery.Group
	}
	name := r.groupName(first, last, i)
	key := "group:" + state + ":" + strings.ToLower(name)
	actor := r.add(key, draft.Actor{Name: name, Kind: kind, State: state, Sector: sector, Plural: plural})
	r.unnamed[actor] = true
	if len(inside) > 1 {
		r.shareStates(actor, inside)
	}
	r.mention(first, last, draft.Nominal, actor)
}

// international tells whether an international body is among actors: its officials
// are of no state.
func (r *reader) international(actors []int) bool {
	for _, a := range actors {
		if r.d.Actors[a].Sector == "IGO" {
			return true
		}
	}
	return false
}

// official are the sectors whose people act for a state even where the text does
// not name it.
var official = map[string]bool{"GOV": true, "MIL": true, "SPY": true, "COP": true, "LEG": true, "JUD": true}

// shareStates gives a group that belongs to several states all of them: "U.S. and
// South Korean officials".
func (r *reader) shareStates(actor int, inside []int) {
	seen := map[string]bool{}
	var states []string
	for _, a := range inside {
		if s := r.d.Actors[a].State; s != "" && !seen[s] {
			seen[s] = true
			states = append(states, s)
		}
	}
	if len(states) > 1 {
		r.d.Actors[actor].States = states
	}
}

// loose are the parts of speech of words before a noun phrase that name nothing:
// "more than 200 officials", "according to officials".
var loose = map[string]bool{"DET": true, "PRON": true, "PUNCT": true, "NUM": true, "ADP": true, "SCONJ": true, "CCONJ": true}

// maxQualified is how many words behind a noun may tell who somebody is.
const maxQualified = 6

// qualified returns the end of a name of somebody of whom the noun alone tells
// nothing, with the adjective or participle behind it: "person familiar with the
// matter", "people briefed on the plan".
func (r *reader) qualified(first, last, head int) int {
	if last-first != 1 || !is("blank", strings.ToLower(r.doc.Words[head].Lemma)) {
		return last
	}
	if last >= len(r.doc.Words) {
		return last
	}
	next := r.doc.Words[last]
	behind := next.UPOS == "ADJ" || next.XPOS == "VBN" || next.UPOS == "ADP" && next.Head >= 0 && r.doc.Words[next.Head].Head == head
	if !behind {
		return last
	}
	top := last
	if next.UPOS == "ADP" {
		top = next.Head
	}
	_, hi := r.doc.Subtree(top)
	for j := last; j < min(hi, first+1+maxQualified); j++ {
		if r.doc.Words[j].UPOS == "PUNCT" || r.doc.Words[j].Rel == "acl:relcl" {
			break
		}
		last = j + 1
	}
	return last
}

// groupName is the noun phrase without its determiner.
func (r *reader) groupName(first, last, head int) string {
	for first < head {
		w := r.doc.Words[first]
		if !loose[w.UPOS] && !is("quantity", strings.ToLower(w.Text)) && w.Lemma != "accord" {
			break
		}
		first++
	}
	return r.text(first, r.qualified(first, last, head))
}

// mainState returns the state that the nearest named actors before word i in its
// sentence belong to, else the one that the report mentions most: the home of
// "the foreign ministry" and "the military" without an adjective.
func (r *reader) mainState(i int) string {
	s := r.doc.Sentences[r.doc.Sentence(i)]
	not := r.objectStates(i)
	for j := i - 1; j >= s.First; j-- {
		if t := r.taken[j]; t > 0 {
			for _, a := range r.found[t-1].Actors {
				if st := r.d.Actors[a].State; st != "" && !not[st] {
					return st
				}
			}
		}
	}
	counts := map[string]int{}
	best := ""
	for _, m := range r.found {
		if m.First > i {
			break
		}
		for _, a := range m.Actors {
			if st := r.d.Actors[a].State; st != "" && !not[st] {
				counts[st]++
				if counts[st] > counts[best] || best == "" {
					best = st
				}
			}
		}
	}
	return best
}

// objectStates returns the states named in the object of the verb that word i is
// subject of: the army that attacks Syria is not Syria's.
func (r *reader) objectStates(i int) map[string]bool {
	w := r.doc.Words[i]
	if w.Rel != "nsubj" || w.Head < 0 {
		return nil
	}
	not := map[string]bool{}
	for _, c := range r.doc.Children(w.Head) {
		if r.doc.Words[c].Rel != "obj" {
			continue
		}
		if t := r.taken[c]; t > 0 {
			for _, a := range r.found[t-1].Actors {
				not[r.d.Actors[a].State] = true
			}
		}
	}
	return not
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
	if r.indefinite(lo) {
		r.noteGroup(i, chancery.Person, "GOV", false)
		return
	}
	if r.inPart(i, hi) {
		r.noteGroup(i, chancery.Person, "GOV", false)
		return
	}
	if a := r.holderHere(key, state); a >= 0 {
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
// does: of several the one of that state, then the one mentioned most.
func (r *reader) holderHere(key, state string) int {
	best := -1
	for a, k := range r.offs {
		if k != key || state != "" && r.d.Actors[a].State != state {
			continue
		}
		if best < 0 || r.count[a] > r.count[best] || r.count[a] == r.count[best] && a < best {
			best = a
		}
	}
	return best
}

// single tells whether an office has one holder at a time.
func (r *reader) single(key string) bool {
	o := r.w.OfficeOf(key)
	return o != nil && o.Single
}
