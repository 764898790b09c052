package who

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
	"chancery/world"
)

// names finds every named actor: first those that package world knows, then persons
// and bodies that only their form and their titles give away, then short names.
func (r *reader) names() {
	for i := 0; i < len(r.doc.Words); {
		i = max(i+1, r.known(i))
	}
	for i := 0; i < len(r.doc.Words); {
		if r.taken[i] > 0 {
			i++
			continue
		}
		i = max(i+1, r.unknown(i))
	}
	r.shortNames()
}

// known notes the actor of package world whose name begins at word i and returns
// the word behind it, i if there is none.
func (r *reader) known(i int) int {
	w := r.doc.Words[i]
	if w.UPOS == "PUNCT" || w.Joined || r.dateline(i) {
		return i
	}
	end, matches := r.w.LongestAt(r.d.Text, w.Start)
	if stop, e := r.w.InstitutionAt(r.d.Text, w.Start); e != nil && stop > end {
		return r.institution(i, stop, e, matches)
	}
	if len(matches) == 0 {
		return i
	}
	last := r.wordsTo(end, i)
	if r.longerName(i, last) {
		return i
	}
	m := r.choose(matches)
	if m.Entity == nil || m.Entity.Kind == chancery.Person && last-i == 1 && (r.plainWord(i) || r.timed(i)) {
		return i
	}
	kind := draft.Named
	if m.Entity.Kind == chancery.State && (m.Kind == world.Adjective || r.attributive(i, last)) {
		kind = draft.Adjective
	}
	if m.Entity.Kind == chancery.State && m.Kind == world.Demonym && !r.attributive(i, last) {
		return r.people(i, last, m.Entity)
	}
	actor := r.entity(m.Entity)
	first := i
	if m.Entity.Kind == chancery.Organization {
		for last < len(r.doc.Words) && is("form", r.word(last)) && r.doc.Words[last].Start <= r.doc.Words[last-1].End+1 {
			last++ // "Alibaba Group Holding Ltd"
		}
	}
	if m.Entity.Kind == chancery.Person {
		first = r.titleBefore(i, actor)
		r.alias(actor, r.text(i, last))
		r.short(i, last, actor, m.Entity)
	}
	r.mention(first, last, kind, actor)
	return last
}

// wordsTo returns the word behind the name that begins at word i and ends at byte
// end, which may lie within a word.
func (r *reader) wordsTo(end, i int) int {
	last := i + 1
	for last < len(r.doc.Words) && r.doc.Words[last].Start < end {
		last++
	}
	return last
}

// dateline tells whether word i stands in the place of a dateline, which acts for
// nobody.
func (r *reader) dateline(i int) bool {
	for _, p := range r.d.Places {
		if p.Dateline && p.Start <= r.doc.Words[i].Start && r.doc.Words[i].Start < p.End {
			return true
		}
	}
	return false
}

// institution notes a state's institution named by what it is, from word i to byte
// stop, and the state within its name: "South Korea's presidential office". Where a
// noun follows that it only modifies ("ministry spokesman") the state alone is
// noted, the noun phrase is for [reader.nominals].
func (r *reader) institution(i, stop int, e *world.Entity, matches []world.Match) int {
	last := r.wordsTo(stop, i)
	if len(matches) > 0 {
		end, _ := r.w.LongestAt(r.d.Text, r.doc.Words[i].Start)
		r.mention(i, r.wordsTo(end, i), draft.Adjective, r.entity(r.choose(matches).Entity))
	}
	if r.attributive(i, last) {
		return last
	}
	r.mention(i, last, draft.Named, r.entity(e))
	return last
}

// plainWord tells whether word i is an ordinary capitalised word, which names a
// person only where the surname is known from the report or by office; "SecPompeo"
// is none.
func (r *reader) plainWord(i int) bool {
	w := r.word(i)
	return strings.ToLower(w[1:]) == w[1:]
}

// alias notes another spelling of an actor's name.
func (r *reader) alias(actor int, name string) {
	a := &r.d.Actors[actor]
	if name != a.Name && !slices.Contains(a.Aliases, name) {
		a.Aliases = append(a.Aliases, name)
	}
}

// longerName tells whether the match [first, last) is only a piece of a longer
// unknown name: "Iran" in "Iran Air", "Ban" in "Ban Smith".
func (r *reader) longerName(first, last int) bool {
	w := r.doc.Words
	if last < len(w) && last-first == 1 && w[last].UPOS == "PROPN" && w[last].Rel == "flat" && w[last].Head == first {
		return r.capital(last)
	}
	return false
}

// choose picks the meaning of a name: an actor the report has already, one in
// office on the day, a state before a body before a person.
func (r *reader) choose(matches []world.Match) world.Match {
	var best world.Match
	score := -1
	for _, m := range matches {
		s := 0
		if _, ok := r.keys[m.Entity.ID]; ok {
			s += 8
		}
		switch m.Entity.Kind {
		case chancery.State:
			s += 4
		case chancery.Person:
			if r.inOffice(m.Entity) {
				s += 5
			}
		default:
			s += 3
			if m.Entity.State != "" && r.keys[m.Entity.State] > 0 {
				s += 2
			}
		}
		if s > score {
			best, score = m, s
		}
	}
	return best
}

func (r *reader) inOffice(e *world.Entity) bool {
	if r.d.Published.IsZero() {
		return true
	}
	_, ok := r.w.TermOn(e, r.d.Published)
	return ok
}

// attributive tells whether words [first, last) only modify a noun that follows:
// "South Korea officials", "the U.S. envoy", but not "U.S. said".
func (r *reader) attributive(first, last int) bool {
	h := r.head(first, last)
	switch r.doc.Words[h].Rel {
	case "compound", "amod", "nmod:poss", "det":
		return r.doc.Words[h].Head >= last
	}
	return false
}

// people notes a demonym as the people of a state: "Russians".
func (r *reader) people(first, last int, state *world.Entity) int {
	name := r.text(first, last)
	actor := r.add("people:"+state.State+name, draft.Actor{Name: name, Kind: chancery.Group, State: state.State, Sector: "CVL", Plural: true})
	r.mention(first, last, draft.Named, actor)
	return last
}
