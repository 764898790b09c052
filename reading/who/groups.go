package who

import (
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// noteGroup lists an unnamed actor, told apart by its words and state.
func (r *reader) noteGroup(i int, kind chancery.ActorKind, sector string, plural bool) {
	first, last := r.nounPhrase(i)
	state, inside := r.stateOf(first, last, i)
	if a := r.anaphor(first, last, i, kind); a >= 0 {
		r.mention(first, last, draft.Nominal, a)
		return
	}
	if a := max(r.body(first, last, i, state), r.somebody(first, last, i)); a >= 0 {
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
