package correct

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"chancery"
	"chancery/world"
)

// Reference names an actor in a change. In JSON it is its name alone, or an object
// where more is known; it is looked for among the record's actors first.
type Reference struct {
	Name     string             `json:"name"`
	Kind     chancery.ActorKind `json:"kind,omitempty"`
	State    string             `json:"state,omitempty"` // ISO 3166-1 alpha-3
	Sector   string             `json:"sector,omitempty"`
	Role     string             `json:"role,omitempty"`
	Wikidata string             `json:"wikidata,omitempty"`
}

// UnmarshalJSON reads a name or an object.
func (a *Reference) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '"' {
		return json.Unmarshal(data, &a.Name)
	}
	type plain Reference
	return json.Unmarshal(data, (*plain)(a))
}

// actor gives the ID of an actor of the record, which is added if it has none such.
func (w *work) actor(a Reference) string {
	if found := w.known(a); len(found) > 0 {
		return found[0]
	}
	if a.Kind == "" {
		a = complete(a, w.published())
		if found := w.known(a); len(found) > 0 {
			return found[0]
		}
	}
	id := nextID("a", len(w.r.Actors), func(i int) string { return w.r.Actors[i].ID })
	w.r.Actors = append(w.r.Actors, chancery.Actor{ID: id, Name: a.Name, Kind: a.Kind, State: a.State, Sector: a.Sector,
		Role: a.Role, Wikidata: a.Wikidata, Mentions: w.everywhere(a.Name)})
	return id
}

// known gives the record's actors that a reference can mean: those of the same
// Wikidata item, else of that name, else with that name among their aliases.
func (w *work) known(a Reference) []string {
	var item, named, called []string
	name := fold(a.Name)
	for i := range w.r.Actors {
		x := &w.r.Actors[i]
		if a.Wikidata != "" && x.Wikidata == a.Wikidata {
			item = append(item, x.ID)
		}
		if a.Kind != "" && x.Kind != a.Kind || a.State != "" && x.State != "" && x.State != a.State {
			continue
		}
		switch {
		case x.Kind == chancery.State && x.State == a.Name, name != "" && fold(x.Name) == name:
			named = append(named, x.ID)
		case name != "" && slices.ContainsFunc(x.Aliases, func(s string) bool { return fold(s) == name }):
			called = append(called, x.ID)
		}
	}
	switch {
	case len(item) > 0:
		return item
	case len(named) > 0:
		return named
	}
	return called
}

func (w *work) names(ids []string) []string {
	var out []string
	for _, id := range ids {
		if i := indexOf(w.r.Actors, func(a *chancery.Actor) bool { return a.ID == id }); i >= 0 {
			out = append(out, w.r.Actors[i].Name)
		}
	}
	return out
}

// published is the day of the report, zero if unknown.
func (w *work) published() time.Time {
	if p := w.r.Document.Published; p != nil {
		day, _ := time.Parse(time.DateOnly, *p)
		return day
	}
	return time.Time{}
}

// complete adds to a name what the tables know of it as of a day, or what its form
// tells.
func complete(a Reference, on time.Time) Reference {
	tables := world.Default()
	if e := lookUp(tables, a); e != nil {
		a.Name, a.Kind, a.State, a.Sector, a.Wikidata = e.Name, e.Kind, e.State, e.Sector, e.Wikidata
		if t, ok := tables.TermOn(e, on); ok && e.Kind == chancery.Person {
			a.Role = t.Office
		}
		if e.Kind == chancery.State && a.State == "" {
			a.State = e.ID
		}
		return a
	}
	a.Kind = kindByForm(a.Name)
	return a
}

// lookUp finds a name in the tables, nil if they have none such or it is one of a
// people's or of things said of them.
func lookUp(tables *world.World, a Reference) *world.Entity {
	if e := tables.State(a.Name); e != nil {
		return e
	}
	for _, m := range tables.Find(a.Name) {
		if m.Kind != world.Adjective && m.Kind != world.Demonym && (a.State == "" || m.Entity.State == a.State) {
			return m.Entity
		}
	}
	if end, e := tables.InstitutionAt(a.Name, 0); e != nil && end == len(a.Name) {
		return e
	}
	return nil
}

// kindByForm guesses what a name stands for that no table has: two to four
// capitalised words none of which names a body are a person.
func kindByForm(name string) chancery.ActorKind {
	parts := strings.Fields(name)
	capitals := 0
	for _, p := range parts {
		if bodies[strings.ToLower(strings.Trim(p, ".,"))] {
			return chancery.Organization
		}
		if strings.IndexFunc(p, unicode.IsUpper) == 0 {
			capitals++
		}
	}
	switch {
	case len(parts) > 0 && strings.IndexFunc(parts[len(parts)-1], unicode.IsLower) == 0:
		return chancery.Group // "Houthi fighters"
	case len(parts) >= 2 && len(parts) <= 4 && capitals >= 2 && strings.ToUpper(name) != name:
		return chancery.Person
	}
	return chancery.Organization
}

var bodies = setOf(`agency assembly authority bank board bureau center centre command commission committee congress corps council
	court department embassy foundation front fund government group institute league ministry mission movement nations navy news
	office organization organisation parliament party police post press senate service society times tribune union university`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// reference makes a reference of what an editor wrote: a name, a state's code, an
// actor's ID in the record, with the state behind it where several share a name:
// "Kim Yong Chol (PRK)".
func (w *work) reference(s string) (Reference, error) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return Reference{}, fmt.Errorf("an actor needs a name")
	}
	if i := indexOf(w.r.Actors, func(a *chancery.Actor) bool { return a.ID == s }); i >= 0 {
		return referTo(&w.r.Actors[i]), nil
	}
	a := Reference{Name: s}
	a.Name, a.State = cutCode(s)
	found := w.known(a)
	if len(found) > 1 {
		var which []string
		for _, id := range found {
			x := &w.r.Actors[indexOf(w.r.Actors, func(a *chancery.Actor) bool { return a.ID == id })]
			which = append(which, strings.TrimSpace(fmt.Sprintf("%s %s (%s %s)", id, x.Name, x.State, x.Kind)))
		}
		return a, fmt.Errorf("%q may be %s: give the ID", s, strings.Join(which, " or "))
	}
	if len(found) == 1 {
		return referTo(&w.r.Actors[indexOf(w.r.Actors, func(a *chancery.Actor) bool { return a.ID == found[0] })]), nil
	}
	return complete(a, w.published()), nil
}

func referTo(a *chancery.Actor) Reference {
	return Reference{Name: a.Name, Kind: a.Kind, State: a.State, Sector: a.Sector, Role: a.Role, Wikidata: a.Wikidata}
}

// cutCode parts "Georgia (GEO)" into a name and a state's code.
func cutCode(s string) (name, code string) {
	if n := len(s); n > 6 && s[n-1] == ')' && s[n-5] == '(' && isCode(s[n-4:n-1]) {
		return strings.TrimSpace(s[:n-5]), s[n-4 : n-1]
	}
	return s, ""
}
