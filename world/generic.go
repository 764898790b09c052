package world

import (
	"fmt"

	"chancery"
)

// Head is a noun that news uses for actors it does not name: "officials", "troops".
type Head struct {
	Singular, Plural string // one of them may be "": "police" has no singular
	Kind             chancery.ActorKind
	Sector           string // PLOVER sector, "" if the noun does not tell
	IsPlural         bool   // the word asked for is the plural
}

// Generic looks a noun or a compound ("foreign ministry spokesman", "security
// forces") up among the nouns for unnamed actors.
func (w *World) Generic(noun string) (Head, bool) {
	h, ok := w.generic[foldName(noun)]
	return h, ok
}

func (w *World) addGeneric(r row) error {
	h := Head{Singular: r.get("singular"), Plural: r.get("plural"), Kind: chancery.ActorKind(r.get("kind")), Sector: r.get("sector")}
	if h.Singular == "-" {
		h.Singular = ""
	}
	if h.Plural == "-" {
		h.Plural = ""
	}
	if h.Sector == "-" {
		h.Sector = ""
	}
	for i, noun := range []string{h.Singular, h.Plural} {
		if noun == "" || i == 1 && noun == h.Singular {
			continue
		}
		key := foldName(noun)
		if _, dup := w.generic[key]; dup {
			return fmt.Errorf("noun %q is listed twice", noun)
		}
		h.IsPlural = i == 1
		w.generic[key] = h
	}
	return nil
}
