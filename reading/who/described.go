package who

import (
	_ "embed"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/draft"
)

//go:embed describes.tsv
var describesTSV string

// describes maps a noun of describes.tsv to the words of the roles that it fits.
var describes = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(describesTSV) {
		if noun, roles, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[noun] = append(strings.Fields(roles), noun)
		}
	}
	return m
})

// described returns the named person of the report that a singular description with
// its state means: "the Israeli leader", "the U.N. envoy"; -1 if there is none.
// Of several whose role fits, the one named last before it is meant.
func (r *reader) described(first, i int, state, sector string) int {
	roles := describes()[strings.ToLower(r.doc.Words[i].Lemma)]
	if roles == nil || strings.Contains(r.doc.Words[i].Feats, "Plur") || r.indefinite(first) {
		return -1
	}
	best, at := -1, -1
	for _, m := range r.found {
		if m.Kind != draft.Named || len(m.Actors) != 1 || m.Last > first || m.Last <= at {
			continue
		}
		a := r.d.Actors[m.Actors[0]]
		if a.Kind == chancery.Person && serves(a, state, sector) && anyWord(a.Role, roles) {
			best, at = m.Actors[0], m.Last
		}
	}
	return best
}

// named resolves descriptions that come before the name: "an opposition spokesman
// said", where the report goes on to name one spokesman of that state and no other.
func (r *reader) named() {
	to := map[int]int{}
	for _, m := range r.found {
		if m.Kind != draft.Nominal || len(m.Actors) != 1 || !r.unnamed[m.Actors[0]] {
			continue
		}
		u := r.d.Actors[m.Actors[0]]
		roles := describes()[strings.ToLower(r.doc.Words[m.Head].Lemma)]
		if b, done := to[m.Actors[0]]; done && b >= 0 || u.Kind != chancery.Person {
			continue
		}
		if b := r.identified(m); b >= 0 {
			to[m.Actors[0]] = b
			continue
		}
		if _, done := to[m.Actors[0]]; done || roles == nil {
			continue
		}
		if !r.definite(m.First) {
			roles = []string{strings.ToLower(r.doc.Words[m.Head].Lemma)} // "a diplomat" is not the minister
		}
		to[m.Actors[0]] = r.namedLater(m.Last, u.State, u.Sector, roles)
	}
	for k := range r.found {
		for j, a := range r.found[k].Actors {
			if b, ok := to[a]; ok && b >= 0 {
				r.found[k].Actors[j] = b
			}
		}
	}
}

// definite tells whether a noun phrase opens with "the" or with whose it is.
func (r *reader) definite(first int) bool {
	w := r.doc.Words[first]
	return strings.EqualFold(w.Text, "the") || r.taken[first] > 0
}

// namedLater returns the one person of a state, in a role that fits, whom the report
// first names behind word i; -1 if there is none or more than one.
func (r *reader) namedLater(i int, state, sector string, roles []string) int {
	found := -1
	for _, m := range r.found {
		if m.Kind != draft.Named || len(m.Actors) != 1 {
			continue
		}
		a := r.d.Actors[m.Actors[0]]
		if a.Kind != chancery.Person || !serves(a, state, sector) || !anyWord(a.Role, roles) || m.Actors[0] == found {
			continue
		}
		if m.First < i || found >= 0 {
			return -1
		}
		found = m.Actors[0]
	}
	return found
}

// serves tells whether a person acts for a state or, where that is the sector asked
// for, for an international body.
func serves(a draft.Actor, state, sector string) bool {
	if sector == "IGO" {
		return a.Sector == "IGO"
	}
	return state != "" && a.State == state && a.Sector != "MED"
}

// anyWord tells whether one of several lower-case words stands in a text.
func anyWord(text string, words []string) bool {
	for _, w := range words {
		if hasWord(text, w) {
			return true
		}
	}
	return false
}

// bodies are what news calls bodies that it has named, by classes of words.tsv, and
// tell which bodies the words fit.
var bodies = []struct {
	class string
	fits  func(a *draft.Actor) bool
}{
	{"firm", func(a *draft.Actor) bool { return a.Kind == chancery.Organization && a.Sector == "BUS" }},
	{"outlet", func(a *draft.Actor) bool { return a.Kind == chancery.Organization && a.Sector == "MED" }},
	{"band", func(a *draft.Actor) bool {
		return a.Kind == chancery.Group && !a.Plural && a.Sector != "PTY" || a.Kind == chancery.Organization && a.Sector == "NGO"
	}},
}

// body returns the body named before that "the company", "the Oslo-based company" or
// "the group" means; -1 if the phrase is of another kind or none was named.
func (r *reader) body(first, last, i int, state string) int {
	if !strings.EqualFold(r.word(first), "the") || last != i+1 || strings.Contains(r.doc.Words[i].Feats, "Plur") {
		return -1
	}
	if state == "" && i-first > 1 && !strings.HasSuffix(r.word(i-1), "based") {
		return -1
	}
	for _, b := range bodies {
		if !is(b.class, strings.ToLower(r.doc.Words[i].Lemma)) {
			continue
		}
		as := r.antecedent(first, func(m draft.Mention) bool {
			if len(m.Actors) != 1 || m.Kind == draft.Adjective {
				return false
			}
			a := &r.d.Actors[m.Actors[0]]
			return !r.unnamed[m.Actors[0]] && (state == "" || a.State == state) && b.fits(a)
		})
		if len(as) == 1 {
			return as[0]
		}
	}
	return -1
}

// somebody returns the named person before that "the suspect" or "the man" means,
// -1 if none was named near.
func (r *reader) somebody(first, last, i int) int {
	lemma := strings.ToLower(r.doc.Words[i].Lemma)
	if !strings.EqualFold(r.word(first), "the") || i != first+1 || last != i+1 || !is("somebody", lemma) || strings.Contains(r.doc.Words[i].Feats, "Plur") {
		return -1
	}
	gender := byte(0)
	switch {
	case is("female", lemma) || lemma == "woman":
		gender = 'f'
	case is("male", lemma) || lemma == "man":
		gender = 'm'
	}
	fits := r.person(gender)
	as := r.antecedent(first, func(m draft.Mention) bool {
		if len(m.Actors) != 1 || m.Kind != draft.Named {
			return false
		}
		a := &r.d.Actors[m.Actors[0]]
		return a.Kind == chancery.Person && (gender == 0 || fits(m)) && r.offs[m.Actors[0]] == "" && a.Sector != "GOV"
	})
	if len(as) == 0 {
		return -1
	}
	return as[0]
}

// identified returns the person whom the sentence around mention m goes on to name:
// "the man, identified as Ann Doe"; -1 if it does not.
func (r *reader) identified(m draft.Mention) int {
	s := r.doc.Sentences[r.doc.Sentence(m.Head)]
	told := false
	for j := m.Last; j < s.Last; j++ {
		if t := r.taken[j]; t > 0 && told && r.word(j-1) == "as" {
			if as := r.found[t-1].Actors; len(as) == 1 && r.d.Actors[as[0]].Kind == chancery.Person {
				return as[0]
			}
		}
		told = told || is("naming", r.word(j))
	}
	return -1
}
