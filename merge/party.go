package merge

import (
	"strings"

	"chancery"
)

// likeness tells how two parties stand to each other, from unlike to one and the
// same.
type likeness int

// The degrees of likeness.
const (
	absent  likeness = iota // one account names nobody on that side
	unlike                  // others altogether
	kin                     // different ones of one state: a minister and a spokesman
	actsFor                 // someone who acts for a state, and the state
	named                   // one name, of which one account does not know the state or the first name
	same                    // one key
)

var likenessNames = [...]string{"absent", "unlike", "kin", "acts", "named", "same"}

// alike compares two parties.
func alike(p, q *chancery.Party) likeness {
	if p.Key == q.Key {
		if vagueParty(p) || vagueParty(q) {
			return kin // "officials" of nobody may be anybody
		}
		return same
	}
	if p.Kind == q.Kind && p.Kind != chancery.State && (p.State == "" || q.State == "" || p.State == q.State) && sameName(p, q) {
		return named
	}
	if p.State == "" || p.State != q.State {
		return unlike
	}
	if p.Kind == chancery.State || q.Kind == chancery.State || executive(p) && capital(q.Name) || executive(q) && capital(p.Name) {
		return actsFor
	}
	return kin
}

// executives are kinds of institution, as keys have them, that are a state's hand.
var executives = map[string]bool{"government": true, "presidency": true, "military": true, "foreign ministry": true, "defense ministry": true,
	"prime minister s office": true, "finance ministry": true, "army": true, "air force": true, "navy": true, "trade ministry": true}

// executive tells whether a party is a state's government, army or the like: what
// one report says of it another says of its leader.
func executive(p *chancery.Party) bool {
	return p.Kind == chancery.Organization && p.State != "" && executives[keyName(p)]
}

// sameName tells whether two keys end in one name, or one in the surname of the other.
func sameName(p, q *chancery.Party) bool {
	a, b := keyName(p), keyName(q)
	if a == b {
		return a != "" && (p.Kind != chancery.Group || !vagueParty(p) && !vagueParty(q))
	}
	if p.Kind != chancery.Person || a == "" || b == "" {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return !strings.Contains(a, " ") && capital(p.Name) && capital(q.Name) && (strings.HasSuffix(b, " "+a) || strings.HasPrefix(b, a+" "))
}

// keyName is the folded name of a party: that in its key, or of its name where the
// key is an identifier.
func keyName(p *chancery.Party) string {
	if i := strings.LastIndexByte(p.Key, ':'); i >= 0 {
		return p.Key[i+1:]
	}
	if p.Kind == chancery.Person {
		return personName(p.Name)
	}
	return plainName(p.Name)
}

// vagueParty tells whether a party is an unnamed one of no state: "officials",
// "pilot".
func vagueParty(p *chancery.Party) bool {
	return p.State == "" && !capital(p.Name)
}

// side gives the parties on one of the sides named.
func side(a *chancery.Account, sides ...chancery.Side) []*chancery.Party {
	var out []*chancery.Party
	for i := range a.Parties {
		for _, s := range sides {
			if a.Parties[i].Side == s {
				out = append(out, &a.Parties[i])
			}
		}
	}
	return out
}

// sideLike is the likeness of two sides: that of their most alike parties.
func sideLike(a, b []chancery.Party, x, y chancery.Side) likeness {
	best := absent
	for i := range a {
		if a[i].Side != x {
			continue
		}
		for j := range b {
			if b[j].Side == y {
				best = max(best, alike(&a[i], &b[j]))
			}
		}
	}
	return best
}

// principal is whom a party acts for: its state, else itself.
func principal(p *chancery.Party) string {
	if p.State != "" {
		return p.State
	}
	return p.Key
}
