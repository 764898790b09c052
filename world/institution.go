package world

import (
	"fmt"
	"strings"

	"chancery"
)

// institutionKind is what most states have one of: a foreign ministry, an army.
type institutionKind struct {
	key, sector string
	name        string // pattern of the usual name, %s for the state: "Ministry of Foreign Affairs of %s"
}

type institutionKinds struct {
	byKey     map[string]*institutionKind
	byWording map[string]*institutionKind // by folded wording
	longest   int                         // words of the longest wording
}

func (w *World) addInstitutionKind(r row) error {
	k := &institutionKind{key: r.get("kind"), sector: r.get("sector"), name: r.get("name")}
	w.kinds.byKey[k.key] = k
	for _, text := range append(r.list("wordings"), k.key) {
		key := foldOffice(text)
		w.kinds.byWording[key] = k
		w.kinds.longest = max(w.kinds.longest, 1+strings.Count(key, " "))
	}
	return nil
}

func (w *World) addInstitution(r row) error {
	state, kind := r.get("state"), r.get("kind")
	k := w.kinds.byKey[kind]
	if k == nil {
		return fmt.Errorf("kind %q: no such kind in institution-kinds.tsv", kind)
	}
	e := w.entity(Entity{ID: institutionID(state, kind), Name: r.get("name"), Kind: chancery.Organization, State: state,
		Sector: or(r.get("sector"), k.sector), Office: kind})
	if w.byID[e.ID] != nil {
		e.ID = state + ":" + w.slug(e.Name) // another of the same kind
	}
	if err := w.addEntity(r, e); err != nil {
		return err
	}
	r.each("metonyms", func(m string) { w.addAlias(e, m, Metonym) })
	return nil
}

var idReplacer = strings.NewReplacer(" ", "-", "'", "")

func institutionID(state, kind string) string {
	return state + ":" + idReplacer.Replace(kind)
}

// InstitutionKind returns the kind of institution that words mean ("Ministry of
// Foreign Affairs" and "foreign ministry" are "foreign ministry") and its sector.
func (w *World) InstitutionKind(words string) (kind, sector string, ok bool) {
	if k := w.kinds.byWording[foldOffice(words)]; k != nil {
		return k.key, k.sector, true
	}
	return "", "", false
}

// Institution returns the institution of that kind in a state. Where the tables
// name none it is made up from the kind's usual name ("Foreign Ministry of Ghana");
// calls with the same arguments then return equal, not identical entities. It
// returns nil for an unknown state or kind.
func (w *World) Institution(state, kind string) *Entity {
	if e := w.byID[institutionID(state, kind)]; e != nil {
		return e
	}
	k, s := w.kinds.byKey[kind], w.State(state)
	if k == nil || s == nil {
		return nil
	}
	return &Entity{ID: institutionID(state, kind), Name: fmt.Sprintf(k.name, s.Name), Kind: chancery.Organization,
		State: state, Sector: k.sector, Office: kind}
}

// InstitutionAt reads a state's institution named by what it is, from byte start of
// text on: "South Korean Foreign Ministry", "Russia's defense ministry", "Foreign
// Ministry of Ghana". It returns where the name ends, and nil if there is none.
// Case does not count but for the state's name.
func (w *World) InstitutionAt(text string, start int) (end int, e *Entity) {
	if end, m := w.LongestAt(text, start); len(m) > 0 && m[0].Entity.Kind == chancery.State {
		after := end
		for _, p := range []string{"'s ", "’s ", "' ", "’ ", " "} {
			if strings.HasPrefix(text[after:], p) {
				if stop, k := w.kindAt(text, after+len(p)); k != nil {
					return stop, w.Institution(m[0].Entity.ID, k.key)
				}
				break
			}
		}
		return start, nil
	}
	stop, k := w.kindAt(text, start)
	if k == nil || !strings.HasPrefix(text[stop:], " of ") {
		return start, nil
	}
	at := stop + len(" of ")
	if strings.HasPrefix(text[at:], "the ") {
		at += len("the ")
	}
	end, m := w.LongestAt(text, at)
	if len(m) == 0 || m[0].Entity.Kind != chancery.State || m[0].Kind == Adjective || m[0].Kind == Demonym {
		return start, nil
	}
	return end, w.Institution(m[0].Entity.ID, k.key)
}

// kindAt returns the longest wording of a kind of institution that begins at start.
func (w *World) kindAt(text string, start int) (end int, k *institutionKind) {
	if !wordStart(text, start) {
		return start, nil
	}
	var s scanner
	s.scan(text, start, min(w.kinds.longest, maxTokens))
	for n := s.n; n > 0; n-- {
		if k := w.kinds.byWording[foldOffice(string(s.buf[:s.tokens[n-1].fold]))]; k != nil {
			return s.tokens[n-1].end, k
		}
	}
	return start, nil
}
