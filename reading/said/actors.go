package said

import (
	"chancery"
	"chancery/reading/draft"
	"slices"
	"strings"
)

// unnamed tells whether an actor is a person known by a common noun only.
func unnamed(a draft.Actor) bool {
	fields := strings.Fields(a.Name)
	return a.Kind == chancery.Person && len(fields) > 0 && strings.ToLower(fields[len(fields)-1]) == fields[len(fields)-1]
}

// carriers returns who published or saw the document that word i stands for ("the
// statement carried by the agency").
func (r *reader) carriers(i int) []int {
	if i < 0 || channels[r.t.lemma(i)] == "" {
		return nil
	}
	for _, k := range r.t.kids[i] {
		if r.t.is(k, "acl") && r.t.words[k].XPOS == "VBN" {
			switch r.t.lemma(k) {
			case "carry", "publish", "release", "see", "obtain", "report", "quote", "distribute", "broadcast", "air", "post":
				return r.actorsOf(r.agent(k))
			}
		}
	}
	return nil
}

// vague are words that stand for nobody in particular unless "of" follows.
var vague = map[string]bool{"one": true, "some": true, "many": true, "both": true, "others": true, "another": true, "all": true, "most": true, "several": true, "few": true, "each": true, "none": true, "any": true}

// voices are nouns for those who speak for their possessor ("the envoy's office").
var voices = map[string]bool{"office": true, "government": true, "administration": true, "camp": true, "party": true, "team": true, "side": true, "delegation": true, "spokesman": true, "spokeswoman": true, "aide": true, "lawyer": true, "regime": true, "military": true}

// actorsOf returns the actors that word i and what is joined to it stand for. A
// noun that nobody resolved becomes an unnamed group; a document goes to whoever
// issued it.
func (r *reader) actorsOf(i int) []int {
	if i < 0 {
		return nil
	}
	t := r.t
	if vague[t.lemma(i)] {
		for _, k := range t.kids[i] {
			if k > i && t.preposition(k) == "of" {
				return r.actorsOf(k)
			}
		}
	}
	out := slices.Clone(r.d.ActorsAt(i))
	if len(out) == 0 && words.nouns[t.lemma(i)] != nil {
		if s, _ := r.nounSpeaker(i); s >= 0 && s != i {
			out = slices.Clone(r.d.ActorsAt(s))
		}
		return out
	}
	if k := t.kid(i, "nmod:poss"); len(out) == 0 && k >= 0 && voices[t.lemma(i)] {
		out = slices.Clone(r.d.ActorsAt(k))
	}
	if len(out) == 0 && t.words[i].UPOS == "NOUN" && !speaks(t.lemma(i)) && !voices[t.lemma(i)] {
		// "figures of the agency", "a post by the envoy": who made them
		if s := r.maker(i); s >= 0 {
			return slices.Clone(r.d.ActorsAt(s))
		}
	}
	if len(out) == 0 && t.words[i].UPOS == "NOUN" && (speaks(t.lemma(i)) || channels[t.lemma(i)] != "" || r.mediaName(t.lo[i], i) != "") {
		out = []int{r.common(i)}
	}
	for _, k := range t.kids[i] {
		if k > i && t.is(k, "conj") && !t.verbal(k) {
			for _, a := range r.d.ActorsAt(k) {
				if !slices.Contains(out, a) {
					out = append(out, a)
				}
			}
		}
	}
	return out
}

// maker returns the actor's word that noun i names as its possessor, after "by" or
// "from", or before it as a name ("Norda Bank figures"); -1 if there is none.
func (r *reader) maker(i int) int {
	t := r.t
	if k := t.kid(i, "nmod:poss"); k >= 0 && len(r.d.ActorsAt(k)) > 0 {
		return k
	}
	for _, k := range t.kids[i] {
		if len(r.d.ActorsAt(k)) == 0 {
			continue
		}
		switch p := t.preposition(k); {
		case k > i && t.is(k, "nmod", "acl", "obl") && (p == "by" || p == "from"):
			return k
		case k < i && t.is(k, "compound") && t.words[k].UPOS == "PROPN":
			return k
		}
	}
	return -1
}

// speaks tells whether a noun names people by what they do, by its ending: who
// says something and is no known actor is an actor then ("farmers", "a trader").
func speaks(lemma string) bool {
	for _, end := range []string{"er", "or", "ist", "ian", "ee", "man", "woman", "people", "youth", "expert", "diplomat"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// common returns the actor for the noun phrase of word i, new if need be: by its
// name where it begins with one ("Norda news website"), else in the text's words.
func (r *reader) common(i int) int {
	t := r.t
	first, last := i, i
	for _, k := range t.kids[i] {
		switch {
		case k < i && t.is(k, "compound", "amod", "nmod", "flat", "nummod"):
			first = min(first, k, t.lo[k])
		case k > i && t.is(k, "nmod") && t.preposition(k) == "of" && t.hi[k] < i+8:
			last = t.hi[k]
		}
	}
	state := ""
	for k := first; k <= last; k++ {
		if m := r.d.MentionAt(k); m >= 0 && len(r.d.Mentions[m].Actors) > 0 && state == "" {
			state = r.d.Actors[r.d.Mentions[m].Actors[0]].State
		}
	}
	a := draft.Actor{Name: r.d.Text[t.words[first].Start:t.words[last].End], Kind: chancery.Group, State: state, Plural: strings.Contains(t.words[i].Feats, "Number=Plur")}
	if n := r.mediaName(first, i); n != "" {
		a.Name, a.Kind, a.Sector = n, chancery.Organization, "MED"
	}
	for k := range r.d.Actors {
		if strings.EqualFold(r.d.Actors[k].Name, a.Name) {
			return k
		}
	}
	r.d.Actors = append(r.d.Actors, a)
	return len(r.d.Actors) - 1
}

// mediaName returns the name at the start of words [first, i] where nouns of the
// press follow it, "" otherwise.
func (r *reader) mediaName(first, i int) string {
	end := first
	for end < i && r.t.words[end].UPOS == "PROPN" && len(r.d.ActorsAt(end)) == 0 {
		end++
	}
	if end == first {
		return ""
	}
	for k := end; k <= i; k++ {
		switch r.t.lemma(k) {
		case "news", "website", "site", "agency", "newspaper", "daily", "magazine", "channel", "radio", "television", "tv", "station", "broadcaster", "portal", "weekly":
		default:
			return ""
		}
	}
	return r.d.Text[r.t.words[first].Start:r.t.words[end-1].End]
}

// hearers returns the actors that the cue's clause names as addressed.
func (r *reader) hearers(c *candidate) []int {
	t := r.t
	var out []int
	for _, k := range t.kids[c.cue] {
		if k == c.head || k == c.subject {
			continue
		}
		switch e := c.entry.addressee; {
		case e == "obj" && t.is(k, "obj", "iobj"), e != "obj" && t.is(k, "obl") && t.preposition(k) == e:
			out = append(out, r.d.ActorsAt(k)...)
		}
	}
	return out
}
