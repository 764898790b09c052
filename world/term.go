package world

import (
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"chancery"
)

// Term is one person's time in one office. Both days count as in office.
type Term struct {
	Person *Entity
	Office string // wording as in English news: "Secretary of State"
	Key    string // the office's key ("foreign minister"), the folded wording if it has none
	Of     string // ISO 3166-1 alpha-3 code or usual name of the body or group
	From   Day
	To     Day    // zero while in office
	Source string // where the row comes from

	rank int8
	file string
	line int32
}

// Row says where the row stands: "terms-b.tsv:42".
func (t Term) Row() string { return t.file + ":" + strconv.Itoa(int(t.line)) }

// Covers tells whether the person was, or may have been, in office that day: the
// months and years of a coarse date count as a whole. A zero day is covered by
// terms that have not ended.
func (t Term) Covers(on time.Time) bool {
	if on.IsZero() {
		return t.To.IsZero()
	}
	return !on.Before(t.From.First()) && (t.To.IsZero() || !on.After(t.To.Last().Add(24*time.Hour-1)))
}

// termTable holds all terms and finds them by person and by whose office it is:
// Entity.lastTerm and owner.last begin chains, links lead to the terms before.
type termTable struct {
	all    []Term
	links  []termLinks
	owners map[string]*owner // by Entity.ID or folded name of the body

	wordings map[string]*owner // by Term.Of as rows have it
	titles   map[string]title  // by Term.Office as rows have it
}

// title is what Term.Office says whatever the state: its folded form and rank.
type title struct {
	key  string
	rank int8
}

// owner is a state, body or group that has offices.
type owner struct {
	id    string
	state string // id if it is a state
	last  int32  // 1 + index into termTable.all of its last term
}

// termLinks are 1 + the index of the term before in each chain, 0 for none.
type termLinks struct{ person, owner int32 }

func (t *termTable) add(term Term, o *owner) {
	t.all = append(t.all, term)
	t.links = append(t.links, termLinks{term.Person.lastTerm, o.last})
	term.Person.lastTerm = int32(len(t.all))
	o.last = int32(len(t.all))
}

// person yields the terms of e, the last row of the tables first.
func (t *termTable) person(e *Entity) iter.Seq[*Term] {
	return func(yield func(*Term) bool) {
		for i := e.lastTerm; i > 0 && yield(&t.all[i-1]); i = t.links[i-1].person {
		}
	}
}

// owned yields the terms of a state, body or group, the last row first.
func (t *termTable) owned(id string) iter.Seq[*Term] {
	return func(yield func(*Term) bool) {
		if o := t.owners[id]; o != nil {
			for i := o.last; i > 0 && yield(&t.all[i-1]); i = t.links[i-1].owner {
			}
		}
	}
}

// termOwner returns whose offices the rows call of.
func (w *World) termOwner(of string) *owner {
	if o := w.terms.wordings[of]; o != nil {
		return o
	}
	id := w.ofKey(of)
	o := w.terms.owners[id]
	if o == nil {
		o = &owner{id: id}
		if w.State(id) != nil {
			o.state = id
		}
		w.terms.owners[id] = o
	}
	w.terms.wordings[of] = o
	return o
}

// Terms returns the terms of a person, the earliest first.
func (w *World) Terms(person *Entity) []Term {
	var terms []Term
	for t := range w.terms.person(person) {
		terms = append(terms, *t)
	}
	slices.Reverse(terms)
	sort.SliceStable(terms, func(i, j int) bool { return terms[i].From.First().Before(terms[j].From.First()) })
	return terms
}

// TermOn returns the highest office that person held that day.
func (w *World) TermOn(person *Entity, on time.Time) (Term, bool) {
	best, found := Term{}, false
	for t := range w.terms.person(person) {
		if t.Covers(on) && (!found || t.rank <= best.rank) {
			best, found = *t, true
		}
	}
	return best, found
}

// lowestRank is the rank of offices that offices.tsv does not list.
const lowestRank = 9

// post is one office of one state, body or group.
type post struct{ of, key string }

// ofKey is how terms of a state, body or group are found: by its ID if it is
// known, by its folded name if not. Its seat does not stand for it here.
func (w *World) ofKey(of string) string {
	if e := w.byID[of]; e != nil {
		return e.ID
	}
	for _, m := range w.Find(of) {
		if m.Entity.Kind != chancery.Person && m.Kind <= Acronym { // the mayor of London is not Britain's
			return m.Entity.ID
		}
	}
	return foldName(of)
}

// named returns the state, organization or group of that name.
func (w *World) named(name string) *Entity {
	for _, m := range w.Find(name) {
		if m.Entity.Kind != chancery.Person {
			return m.Entity
		}
	}
	return nil
}

// Holders returns who held an office of a state, body or group on a day, the
// latest comer first; on a day of transition that is both. The office is a key or
// any wording of it, or one of "leader", "head of state" and "head of government".
// Of is an ISO 3166-1 alpha-3 code, an ID or a name. A zero day means today.
func (w *World) Holders(office, of string, on time.Time) []Term {
	of = w.ofKey(of)
	for _, key := range w.officeKeys(office, of) {
		var held []Term
		for t := range w.terms.owned(of) {
			if t.Key == key && t.Covers(on) {
				held = append(held, *t)
			}
		}
		slices.Reverse(held)
		if len(held) > 0 {
			sort.SliceStable(held, func(i, j int) bool { return held[j].From.First().Before(held[i].From.First()) })
			return held
		}
	}
	return nil
}

// officeKeys returns the offices that a wording can mean, to be tried in order.
func (w *World) officeKeys(office, of string) []string {
	words := foldOffice(office)
	state := w.State(of)
	switch words {
	case "head", "chief", "boss":
		words = "leader"
	}
	switch words {
	case "head of state":
		keys := []string{"monarch", "head of state", "president", "governor general", "supreme leader", "leader"}
		if state != nil && state.Leader == "supreme leader" {
			keys = append([]string{state.Leader}, keys...)
		}
		return keys
	case "head of government":
		return []string{"prime minister", "president", "monarch"}
	case "leader":
		if state == nil {
			return []string{"leader", "supreme leader", "political chief", "secretary general", "general secretary", "chairman",
				"president", "party chairman", "director general", "commission president", "commander", "chief"}
		}
		keys := []string{"leader", "supreme leader", "head of state", "president", "prime minister", "monarch"}
		if state.Leader != "" {
			keys = append([]string{state.Leader}, keys...)
		}
		return keys
	}
	code := ""
	if state != nil {
		code = state.ID
	}
	if o := w.offices.find(words, code); o != nil {
		return []string{o.Key, words}
	}
	return append([]string{words}, envoyKeys(words)...)
}

// envoyKeys returns the other titles that an envoy to a country or conflict may
// bear: who news calls "envoy for Syria" is a special envoy or a special representative.
func envoyKeys(words string) []string {
	at := strings.Index(words, " for ")
	if at < 0 {
		if at = strings.Index(words, " to "); at < 0 {
			return nil
		}
	}
	title, area := words[:at], words[at:]
	if !strings.HasSuffix(title, "envoy") && !strings.HasSuffix(title, "representative") {
		return nil
	}
	area = strings.TrimPrefix(strings.TrimPrefix(area, " for "), " to ")
	var keys []string
	for _, t := range []string{"special envoy", "envoy", "special representative", "personal envoy", "special presidential envoy", "joint special representative"} {
		for _, link := range []string{" for ", " to ", " on "} {
			keys = append(keys, t+link+area, t+link+"the "+area)
		}
	}
	return keys
}

// In returns everybody in any office of a state, body or group on a day, the
// highest rank first.
func (w *World) In(of string, on time.Time) []Term {
	var held []Term
	for t := range w.terms.owned(w.ofKey(of)) {
		if t.Covers(on) {
			held = append(held, *t)
		}
	}
	slices.Reverse(held)
	sort.SliceStable(held, func(i, j int) bool { return held[i].rank < held[j].rank })
	return held
}

// BySurname returns the people whom news calls by that name alone ("Pompeo"). Those
// in office on the day come first, the highest rank before the others, then those
// whose last term ended latest.
func (w *World) BySurname(surname string, on time.Time) []*Entity {
	people := append([]*Entity(nil), w.surnames[foldName(surname)]...)
	rank := make(map[*Entity]int, len(people))
	for _, p := range people {
		rank[p] = w.standing(p, on)
	}
	sort.SliceStable(people, func(i, j int) bool { return rank[people[i]] < rank[people[j]] })
	return people
}

// standing orders people by how likely news of that day speaks of them: their rank
// if in office, else a number that grows with the days to or from their nearest term.
func (w *World) standing(p *Entity, on time.Time) int {
	if t, ok := w.TermOn(p, on); ok {
		return int(t.rank)
	}
	if on.IsZero() {
		on = time.Now()
	}
	nearest := 1 << 30
	for t := range w.terms.person(p) {
		days := int(on.Sub(t.To.Last()).Hours() / 24)
		if on.Before(t.From.First()) {
			days = 2 * int(t.From.First().Sub(on).Hours()/24) // the past is likelier than the future
		}
		nearest = min(nearest, days)
	}
	return lowestRank + 1 + nearest
}
