package world

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

func (w *World) addState(r row) error {
	e := w.entity(Entity{ID: r.get("iso3"), Name: r.get("name"), Kind: chancery.State, State: r.get("iso3"),
		Capital: r.get("capital"), Leader: r.get("leader"), Successor: r.get("successor"), Wikidata: r.get("wikidata")})
	var err error
	if e.From, err = ParseDay(r.get("from")); err != nil {
		return err
	}
	if e.To, err = ParseDay(r.get("to")); err != nil {
		return err
	}
	if !w.add(e) {
		return fmt.Errorf("code %s is taken", e.ID)
	}
	w.addAlias(e, e.Name, Name)
	w.addAlias(e, r.get("official"), Name)
	for _, c := range []struct {
		column string
		kind   AliasKind
	}{{"short", Short}, {"acronyms", Acronym}, {"adjectives", Adjective}, {"demonyms", Demonym}, {"metonyms", Metonym}} {
		r.each(c.column, func(text string) { w.addAlias(e, text, c.kind) })
	}
	if r.get("metonyms") != "-" {
		w.addCapital(e)
	}
	r.each("contextual", func(name string) {
		key := foldName(name)
		w.contextual[key] = append(w.contextual[key], e)
	})
	return nil
}

// addCapital makes the capital stand for the government, also written without
// diacritics unless that makes a word of it ("Male").
func (w *World) addCapital(e *Entity) {
	w.addAlias(e, e.Capital, Metonym)
	if plain := foldName(e.Capital); len(plain) > 4 {
		w.addAlias(e, capitalised(plain), Metonym)
	}
}

// capitalised writes folded words with capitals: "Brasilia" for "Brasília".
func capitalised(folded string) string {
	words := strings.Fields(folded)
	for i, word := range words {
		words[i] = strings.ToUpper(word[:1]) + word[1:]
	}
	return strings.Join(words, " ")
}

func (w *World) addOffice(r row) error {
	rank := lowestRank
	if s := r.get("rank"); s != "" {
		var err error
		if rank, err = strconv.Atoi(s); err != nil || rank < 1 {
			return fmt.Errorf("rank %q: want a number from 1", s)
		}
	}
	if s := r.get("state"); s != "" && w.State(s) == nil {
		return fmt.Errorf("state %q: no such code in states.tsv", s)
	}
	o := Office{Key: foldOffice(r.get("key")), Class: r.get("class"), Sector: r.get("sector"), Rank: rank,
		Single: r.get("single") == "yes"}
	words := r.list("wordings")
	if r.get("state") == "" {
		words = append(words, o.Key)
	}
	w.offices.add(o, r.get("state"), words)
	return nil
}

func (w *World) addPerson(r row) error {
	name, state := r.get("name"), r.get("state")
	if state != "" && w.State(state) == nil {
		return fmt.Errorf("state %q: no such code in states.tsv", state)
	}
	e := w.entity(Entity{ID: w.slug(name), Name: name, Kind: chancery.Person, State: state, Sector: r.get("sector"),
		Wikidata: r.get("wikidata"), Surname: r.get("surname")})
	if g := r.get("gender"); g == "f" || g == "m" {
		e.Gender = g[0]
	} else if g != "" {
		return fmt.Errorf("gender %q: want f, m or nothing", g)
	}
	if known := w.byID[e.ID]; known != nil {
		if known.Kind == chancery.Person && (known.State == state || state == "" || known.State == "") {
			w.mergePerson(known, e)
			e = known
		} else {
			e.ID += "-" + strings.ToLower(state) // a namesake
		}
	}
	if known := w.byID[e.ID]; known != e && !w.add(e) {
		return fmt.Errorf("ID %s is taken", e.ID)
	}
	if other, ok := w.people[name]; !ok {
		w.people[name] = e
	} else if other != e {
		w.people[name] = nil // termPerson asks for the state
	}
	w.addAlias(e, name, Name)
	r.each("aliases", func(a string) { w.addAlias(e, a, Short) })
	w.addSurname(e)
	return nil
}

// mergePerson fills what known lacks from another row on the same person.
func (w *World) mergePerson(known, other *Entity) {
	known.State = or(known.State, other.State)
	known.Sector = or(known.Sector, other.Sector)
	known.Wikidata = or(known.Wikidata, other.Wikidata)
	known.Surname = or(known.Surname, other.Surname)
	if known.Gender == 0 {
		known.Gender = other.Gender
	}
}

// newPerson adds a person of whom no more than name and state are known.
func (w *World) newPerson(name, state string) *Entity {
	e := w.entity(Entity{ID: w.slug(name), Name: name, Kind: chancery.Person, State: state, Surname: guessSurname(name, state)})
	for w.byID[e.ID] != nil {
		e.ID += "-2"
	}
	w.add(e)
	w.people[name] = e
	w.addAlias(e, name, Name)
	w.addSurname(e)
	return e
}

// guessSurname returns the part of a name that news uses alone: the first word of
// Chinese and Korean names, otherwise the last with the particles before it.
func guessSurname(name, state string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	switch state {
	case "CHN", "HKG", "KOR", "PRK", "TWN":
		return words[0]
	}
	i := len(words) - 1
	for i > 1 {
		switch strings.ToLower(words[i-1]) {
		case "al", "ben", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "el", "la", "le", "van", "von":
			i--
			continue
		}
		break
	}
	return strings.Join(words[i:], " ")
}

func (w *World) addSurname(e *Entity) {
	w.scratch.name(e.Surname)
	if w.scratch.n == 0 {
		return
	}
	known := w.surnames[string(w.scratch.buf)]
	if !slices.Contains(known, e) {
		w.surnames[string(w.scratch.buf)] = append(known, e)
	}
}

func (w *World) addTerm(r row) error {
	t := Term{Office: r.get("office"), Of: r.get("of"), Source: r.get("source"), file: r.file, line: int32(r.line)}
	var err error
	if t.From, err = ParseDay(r.get("from")); err != nil {
		return err
	}
	if t.To, err = ParseDay(r.get("to")); err != nil {
		return err
	}
	if !t.To.IsZero() && t.To.Last().Before(t.From.First()) {
		return fmt.Errorf("term ends %s, before it begins %s", t.To, t.From)
	}
	o := w.termOwner(t.Of)
	if t.Person = w.termPerson(r.get("person"), o.id); t.Person == nil {
		if !w.open {
			return fmt.Errorf("person %q: no row in the tables of persons", r.get("person"))
		}
		t.Person = w.newPerson(r.get("person"), o.state)
	}
	title, known := w.terms.titles[t.Office]
	if !known {
		title = w.newTitle(t.Office)
		w.terms.titles[t.Office] = title
	}
	t.Key, t.rank = title.key, title.rank
	if office := w.offices.folded(title.key, o.state); office != nil {
		t.Key, t.rank = office.Key, int8(office.Rank)
	}
	w.terms.add(t, o)
	return nil
}

// newTitle reads the wording of a term's office. Who acts in an office holds it.
func (w *World) newTitle(office string) title {
	t := title{foldOffice(office), lowestRank}
	cutAny(&t.key, actingWords, strings.CutPrefix)
	if o := w.offices.like(t.key); o != nil {
		t.rank = int8(o.Rank)
	}
	return t
}

// termPerson returns the person of that name, among namesakes the one of that state.
func (w *World) termPerson(name, state string) *Entity {
	if e := w.people[name]; e != nil {
		return e
	}
	var first *Entity
	for _, m := range w.Find(name) {
		if m.Entity.Kind != chancery.Person {
			continue
		}
		if m.Entity.State == state {
			return m.Entity
		}
		if first == nil {
			first = m.Entity
		}
	}
	return first
}
