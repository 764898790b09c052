package world

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

//go:embed tables/*.tsv
var tables embed.FS

// Load reads the embedded tables into a World of its own, to which rows can be
// added. The error lists the rows that do not parse; the World holds the others.
func Load() (*World, error) { return loadFS(tables) }

// newWorld returns a World that knows nothing, with room for about what the tables
// hold.
func newWorld() *World {
	return &World{
		byID:       make(map[string]*Entity, 1<<13),
		all:        make([]*Entity, 0, 1<<13),
		index:      index{heads: make(map[string]int32, 1<<15), refs: make([]ref, 0, 1<<15), firsts: make(map[string]uint8, 1<<13), inner: map[string]bool{}},
		contextual: map[string][]*Entity{},
		surnames:   make(map[string][]*Entity, 1<<12),
		offices:    officeTable{byKey: map[string]*Office{}, wordings: map[string][]wording{}},
		kinds:      institutionKinds{byKey: map[string]*institutionKind{}, byWording: map[string]*institutionKind{}},
		generic:    map[string]Head{},
		people:     make(map[string]*Entity, 1<<13),
		terms: termTable{all: make([]Term, 0, 1<<14), links: make([]termLinks, 0, 1<<14), owners: map[string]*owner{},
			wordings: map[string]*owner{}, titles: make(map[string]title, 1<<12)},
	}
}

// loadFS reads the tables in the order of tableOrder: terms need people and bodies.
func loadFS(files fs.FS) (*World, error) {
	w := newWorld()
	var bad []error
	for _, t := range tableOrder {
		names, err := fs.Glob(files, "tables/"+t.pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return nil, err
			}
			bad = append(bad, w.addTable(t, path.Base(name), string(data)))
		}
	}
	return w, errors.Join(bad...)
}

// table says how the rows of one kind of file are read.
type table struct {
	name    string   // "persons"
	pattern string   // of the files that hold it
	columns []string // in the order of the fields
	need    []string // columns that no row can do without
	row     func(w *World, r row) error
}

// tableOrder lists the tables, each after those that its rows refer to.
var tableOrder = []table{
	newTable("states", "iso3 iso2 name official short acronyms adjectives demonyms capital metonyms contextual leader successor from to wikidata",
		"iso3 iso2 name", (*World).addState),
	newTable("offices", "key state wordings class rank sector single", "key wordings", (*World).addOffice),
	newTable("institution-kinds", "kind sector name wordings", "kind sector name", (*World).addInstitutionKind),
	newTable("institutions", "state kind name acronyms aliases metonyms sector", "state kind name", (*World).addInstitution),
	newTable("bodies", "name acronyms aliases sector state members wikidata", "name", (*World).addBody),
	newTable("groups", "name acronyms aliases state sector wikidata", "name", (*World).addGroup),
	newTable("media", "name acronyms aliases state sector wikidata", "name", (*World).addMedia),
	newTable("companies", "name acronyms aliases state sector wikidata", "name state", (*World).addCompany),
	newTable("documents", "name acronyms aliases date parties", "name", (*World).addDocument),
	newTable("notnames", "text kind", "text", (*World).addNotName),
	newTable("generic", "singular plural kind sector", "kind", (*World).addGeneric),
	newTable("persons", "name state sector gender surname wikidata aliases", "name", (*World).addPerson),
	newTable("terms", "person office of from to source", "person office of from", (*World).addTerm),
}

func newTable(name, columns, need string, row func(w *World, r row) error) table {
	pattern := name + ".tsv"
	if name == "persons" || name == "terms" {
		pattern = name + "-*.tsv" // one file a part of the world
	}
	return table{name, pattern, strings.Fields(columns), strings.Fields(need), row}
}

// row is one line of a table. Its fields are good until the next row is read.
type row struct {
	table  *table
	file   string
	line   int // from 1
	fields []string
}

// where says where the row stands: "states.tsv:12".
func (r row) where() string { return r.file + ":" + strconv.Itoa(r.line) }

// get returns the field of a column, "" if the row is too short or the file lacks
// the column.
func (r row) get(column string) string {
	if i := slices.Index(r.table.columns, column); i >= 0 && i < len(r.fields) {
		return r.fields[i]
	}
	return ""
}

// each calls f for every value of a field that holds several, parted by bars.
func (r row) each(column string, f func(value string)) {
	for rest := r.get(column); rest != ""; {
		var value string
		value, rest, _ = strings.Cut(rest, "|")
		f(value)
	}
}

// list returns the values of a field that holds several, parted by bars.
func (r row) list(column string) (values []string) {
	r.each(column, func(value string) { values = append(values, value) })
	return values
}

// addTable reads the rows of one file. Lines that begin with # and empty lines are
// passed over; so are rows that do not parse, which the error lists.
func (w *World) addTable(t table, file, data string) error {
	var bad []error
	r := row{table: &t, file: file}
	for data != "" {
		var line string
		line, data, _ = strings.Cut(data, "\n")
		line = strings.TrimRight(line, "\r")
		r.line++
		if strings.TrimSpace(line) == "" || line[0] == '#' {
			continue
		}
		r.fields = r.fields[:0]
		for more := true; more; {
			var field string
			field, line, more = strings.Cut(line, "\t")
			r.fields = append(r.fields, strings.TrimSpace(field))
		}
		if err := w.addRow(r); err != nil {
			bad = append(bad, fmt.Errorf("%s: %w", r.where(), err))
		}
	}
	return errors.Join(bad...)
}

func (w *World) addRow(r row) error {
	if len(r.fields) > len(r.table.columns) {
		return fmt.Errorf("%d fields, table %s has %d columns", len(r.fields), r.table.name, len(r.table.columns))
	}
	for _, c := range r.table.need {
		if r.get(c) == "" {
			return fmt.Errorf("no %s", c)
		}
	}
	return r.table.row(w, r)
}

// addEntity registers e with the aliases in the columns name, acronyms and aliases.
func (w *World) addEntity(r row, e *Entity) error {
	if !w.add(e) {
		return fmt.Errorf("ID %s is taken", e.ID)
	}
	if e.State != "" && w.State(e.State) == nil {
		return fmt.Errorf("state %q: no such code in states.tsv", e.State)
	}
	w.addAlias(e, e.Name, Name)
	r.each("acronyms", func(a string) { w.addAlias(e, a, Acronym) })
	r.each("aliases", func(a string) { w.addAlias(e, a, Short) })
	return nil
}

func (w *World) addBody(r row) error {
	e := w.entity(Entity{ID: w.slug(r.get("name")), Name: r.get("name"), Kind: chancery.Organization, State: r.get("state"),
		Sector: or(r.get("sector"), "IGO"), Members: r.list("members"), Wikidata: r.get("wikidata")})
	return w.addEntity(r, e)
}

func (w *World) addGroup(r row) error {
	e := w.entity(Entity{ID: w.slug(r.get("name")), Name: r.get("name"), Kind: chancery.Group, State: r.get("state"),
		Sector: or(r.get("sector"), "UAF"), Wikidata: r.get("wikidata")})
	return w.addEntity(r, e)
}

func (w *World) addMedia(r row) error {
	e := w.entity(Entity{ID: w.slug(r.get("name")), Name: r.get("name"), Kind: chancery.Organization, State: r.get("state"),
		Sector: or(r.get("sector"), "MED"), Wikidata: r.get("wikidata")})
	return w.addEntity(r, e)
}

func (w *World) addCompany(r row) error {
	e := w.entity(Entity{ID: w.slug(r.get("name")), Name: r.get("name"), Kind: chancery.Organization, State: r.get("state"),
		Sector: or(r.get("sector"), "BUS"), Wikidata: r.get("wikidata")})
	return w.addEntity(r, e)
}

func (w *World) addDocument(r row) error {
	e := w.entity(Entity{ID: w.slug(r.get("name")), Name: r.get("name"), Kind: chancery.Paper, Members: r.list("parties")})
	var err error
	if e.From, err = ParseDay(r.get("date")); err != nil {
		return err
	}
	return w.addEntity(r, e)
}

// addNotName keeps LongestAt from finding a name in a phrase that means something else.
func (w *World) addNotName(r row) error {
	w.scratch.name(r.get("text"))
	if !w.index.exclude(&w.scratch) {
		return errors.New("the phrase is listed twice")
	}
	return nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
