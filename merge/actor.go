package merge

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"chancery"
	"chancery/world"
)

// known is what the tables know; they are read once.
var known = sync.OnceValue(world.Default)

// ActorKey names an actor of a record so that it has the same key in every report:
// "state:USA" for states, the Wikidata identifier where one is known, else kind,
// state and folded name: "person:CHN:hua chunying", "organization:CHN:foreign
// ministry", "group:USA:officials".
func ActorKey(a chancery.Actor) string {
	key, _ := identify(&a)
	return key
}

// identify gives an actor's key and the name to show.
func identify(a *chancery.Actor) (key, name string) {
	switch a.Kind {
	case chancery.State:
		return stateKey(a)
	case chancery.Person:
		return personKey(a)
	case chancery.Organization:
		return organizationKey(a)
	case chancery.Group:
		return groupKey(a)
	}
	return keyOf(a.Kind, a.State, a.Wikidata, plainName(a.Name)), a.Name
}

func keyOf(kind chancery.ActorKind, state, wikidata, name string) string {
	if wikidata != "" {
		return wikidata
	}
	return string(kind) + ":" + state + ":" + name
}

func stateKey(a *chancery.Actor) (key, name string) {
	if a.State != "" {
		if s := known().State(a.State); s != nil {
			return "state:" + a.State, s.Name
		}
		return "state:" + a.State, a.Name
	}
	for _, m := range known().Find(a.Name) {
		if m.Entity.Kind == chancery.State && m.Kind <= world.Acronym {
			return "state:" + m.Entity.ID, m.Entity.Name
		}
	}
	return keyOf(a.Kind, "", a.Wikidata, plainName(a.Name)), a.Name
}

func personKey(a *chancery.Actor) (key, name string) {
	if a.Wikidata != "" {
		return a.Wikidata, a.Name
	}
	if e := person(a); e != nil {
		return keyOf(a.Kind, e.State, e.Wikidata, personName(e.Name)), e.Name
	}
	return keyOf(a.Kind, a.State, "", personName(a.Name)), a.Name
}

// person finds the one that a name or, standing alone, a surname means in the
// tables; nil where none or several fit.
func person(a *chancery.Actor) *world.Entity {
	folded := personName(a.Name)
	for _, name := range []string{a.Name, folded} {
		var fit *world.Entity
		for _, m := range known().Find(name) {
			e := m.Entity
			if e.Kind != chancery.Person || a.State != "" && e.State != "" && e.State != a.State {
				continue
			}
			if fit != nil {
				return nil
			}
			fit = e
		}
		if fit != nil {
			return fit
		}
	}
	if strings.Contains(folded, " ") || !capital(a.Name) {
		return nil
	}
	var fit *world.Entity
	for _, e := range known().BySurname(a.Name, time.Time{}) {
		if a.State == "" || e.State != a.State {
			continue
		}
		if fit != nil {
			return nil
		}
		fit = e
	}
	return fit
}

func organizationKey(a *chancery.Actor) (key, name string) {
	if e := find(a); e != nil {
		if e.Wikidata != "" {
			return e.Wikidata, e.Name
		}
		return keyOf(a.Kind, e.State, "", institutionName(e)), e.Name
	}
	if a.Wikidata != "" {
		return a.Wikidata, a.Name
	}
	name = withoutState(a.Name)
	if a.State != "" {
		if kind, _, ok := known().InstitutionKind(name); ok {
			if e := known().Institution(a.State, kind); e != nil {
				return keyOf(a.Kind, a.State, "", institutionName(e)), e.Name
			}
		}
	}
	return keyOf(a.Kind, a.State, "", plainName(name)), a.Name
}

// institutionName is "foreign ministry" of what is a state's only one of its kind,
// else the folded name.
func institutionName(e *world.Entity) string {
	if _, slug, ok := strings.Cut(e.ID, ":"); ok {
		return strings.ReplaceAll(slug, "-", " ")
	}
	return plainName(e.Name)
}

// find gives what the tables have under an actor's name and state, of any kind but
// state and person.
func find(a *chancery.Actor) *world.Entity {
	for _, m := range known().Find(a.Name) {
		e := m.Entity
		if e.Kind == chancery.State || e.Kind == chancery.Person || m.Kind > world.Acronym {
			continue
		}
		if a.State == "" || e.State == "" || e.State == a.State || a.Wikidata != "" && a.Wikidata == e.Wikidata {
			return e
		}
	}
	return nil
}

func groupKey(a *chancery.Actor) (key, name string) {
	if e := find(a); e != nil {
		return keyOf(a.Kind, e.State, e.Wikidata, plainName(e.Name)), e.Name
	}
	state := a.State
	if state == "" && len(a.States) > 0 {
		states := slices.Clone(a.States)
		slices.Sort(states)
		state = strings.Join(slices.Compact(states), "+")
	}
	return keyOf(a.Kind, state, a.Wikidata, groupName(a.Name)), a.Name
}

// vague words before the noun of an unnamed group do not tell it from another.
var vague = map[string]bool{"senior": true, "top": true, "high": true, "ranking": true, "level": true, "unnamed": true, "some": true,
	"several": true, "two": true, "three": true, "many": true, "other": true, "government": true, "and": true, "of": true, "the": true}

// groupName is a group's name without state and vague words.
func groupName(name string) string {
	var kept []string
	words(withoutState(name), func(w string) {
		if !vague[w] {
			kept = append(kept, w)
		}
	})
	if len(kept) == 0 {
		return plainName(name)
	}
	return strings.Join(kept, " ")
}

// withoutState cuts the names and adjectives of states out of a name: "U.S.
// officials" is "officials", "Chinese Foreign Ministry" "Foreign Ministry", "Foreign
// Ministry of Ghana" as well. A name that is nothing else stays.
func withoutState(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		end, m := known().LongestAt(name, i)
		if len(m) > 0 && m[0].Entity.Kind == chancery.State && m[0].Kind != world.Metonym {
			i = end
			for _, p := range []string{"'s", "’s", "'", "’"} {
				if strings.HasPrefix(name[i:], p) {
					i += len(p)
					break
				}
			}
			continue
		}
		_, size := utf8.DecodeRuneInString(name[i:])
		b.WriteString(name[i : i+size])
		i += size
	}
	out := strings.TrimSpace(b.String())
	for _, p := range []string{" of the", " of", " in"} {
		out = strings.TrimSuffix(out, p)
	}
	if !strings.ContainsFunc(out, unicode.IsLetter) {
		return name
	}
	return out
}

// capital tells whether a name has a capital: it is then no description ("pilot").
func capital(name string) bool { return strings.ContainsFunc(name, unicode.IsUpper) }
