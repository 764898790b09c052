// Package world is what a reader of diplomatic news knows beforehand: states and
// their names, institutions, international bodies, armed groups and parties,
// media houses, people, and who held which office when.
//
// The knowledge stands in tables/*.tsv, each with a header that names its columns
// and its source; [Default] reads them once. A program that adds rows of its own
// starts from [Load] and calls [World.AddFile].
package world

import (
	"sync"

	"chancery"
)

// AliasKind tells in what way an alias names its entity.
type AliasKind uint8

// The kinds of alias, from the most to the least binding.
const (
	Name      AliasKind = iota // the usual or official name: "North Korea"
	Short                      // a short or informal name: "Britain", "the State Department"
	Acronym                    // "DPRK", "NATO"
	Adjective                  // "North Korean"
	Demonym                    // "Russians"
	Metonym                    // the capital or seat for the government: "Pyongyang", "the Kremlin"
)

var aliasKindNames = [...]string{"name", "short", "acronym", "adjective", "demonym", "metonym"}

// String names the kind in one lower-case word.
func (k AliasKind) String() string {
	if int(k) < len(aliasKindNames) {
		return aliasKindNames[k]
	}
	return "?"
}

// Alias is one way of writing an entity's name, without a leading "the".
type Alias struct {
	Text string
	Kind AliasKind
}

// Entity is something that can be an actor.
type Entity struct {
	// ID is unique within a World and stable: the ISO 3166-1 alpha-3 code of a state,
	// "KOR:foreign-ministry" for an institution, otherwise a slug of the name.
	ID       string
	Name     string // usual English name
	Kind     chancery.ActorKind
	State    string // ISO 3166-1 alpha-3 of the state it is or belongs to, "" for bodies of many states
	Sector   string // PLOVER sector, "" for a state
	Wikidata string // "Q…", "" if unknown
	Gender   byte   // 'f', 'm' or 0; people only
	Surname  string // form used alone in news: "Kim" for Kim Jong Un; people only
	Office   string // kind of institution ("foreign ministry", "parliament"); institutions only
	Members  []string
	Aliases  []Alias

	// Capital and Leader describe states only. Leader is the key of the office that
	// news means by "the leader" of that state.
	Capital, Leader string
	// Successor is the code of the state that speaks for a vanished one today (RUS for SUN).
	Successor string
	// From and To bound the life of a vanished state; zero where it still exists. From
	// is the day that a document is of.
	From, To Day

	lastTerm int32 // 1 + index into termTable.all
}

// Match is one reading of a name.
type Match struct {
	Entity *Entity
	Kind   AliasKind
}

// World is the whole knowledge. Its methods may be called from several
// goroutines, except while AddFile or AddTable runs.
type World struct {
	byID       map[string]*Entity
	all        []*Entity
	index      index
	contextual map[string][]*Entity // folded "north" -> PRK …
	surnames   map[string][]*Entity // folded
	offices    officeTable
	kinds      institutionKinds
	generic    map[string]Head    // folded singular and plural
	people     map[string]*Entity // as spelt in the tables; nil where several have that name
	terms      termTable
	room       []Entity // for entities to come
	scratch    scanner  // of AddFile and Load
	open       bool     // terms may name people of whom no table knows: rows of users
}

var defaultWorld = sync.OnceValue(func() *World {
	w, _ := Load() // TestTables reports rows that do not parse
	return w
})

// Default returns the World of the embedded tables, read on first use.
func Default() *World { return defaultWorld() }

// Entity returns the entity with that ID, nil if there is none.
func (w *World) Entity(id string) *Entity { return w.byID[id] }

// Entities returns every entity in the order of the tables. The slice is not to
// be changed.
func (w *World) Entities() []*Entity { return w.all }

// State returns the state with that ISO 3166-1 alpha-3 code (or former code, such
// as SUN), nil if there is none.
func (w *World) State(iso3 string) *Entity {
	if e := w.byID[iso3]; e != nil && e.Kind == chancery.State {
		return e
	}
	return nil
}

// Contextual returns the entities that name, without a leading "the", can stand
// for once the report has spoken of them: "the North" for North Korea, "the
// kingdom" for Saudi Arabia. Find and LongestAt leave these names out.
func (w *World) Contextual(name string) []*Entity {
	return w.contextual[foldName(name)]
}

// add registers e under its ID.
func (w *World) add(e *Entity) bool {
	if _, dup := w.byID[e.ID]; dup {
		return false
	}
	w.byID[e.ID] = e
	w.all = append(w.all, e)
	return true
}

// entity returns a new entity. They are made by the hundred, for there are thousands.
func (w *World) entity(e Entity) *Entity {
	if len(w.room) == 0 {
		w.room = make([]Entity, 256)
	}
	p := &w.room[0]
	w.room = w.room[1:]
	*p = e
	return p
}

func (w *World) slug(name string) string {
	w.scratch.name(name)
	return w.scratch.slug()
}

// addAlias makes text another name of e.
func (w *World) addAlias(e *Entity, text string, kind AliasKind) {
	if text == "" {
		return
	}
	w.scratch.name(text)
	if w.index.add(&w.scratch, e, kind) {
		if e.Aliases == nil {
			e.Aliases = make([]Alias, 0, 3)
		}
		e.Aliases = append(e.Aliases, Alias{trimThe(text), kind})
	}
}
