package lives

import (
	"math"
	"slices"
	"strings"

	"chancery"
)

// side is one that an undertaking binds or a plan needs: a state with those who act
// for it, or a group or body by itself.
type side struct {
	state   string          // alpha-3, "" of a body of many states
	keys    map[string]bool // of those who are named
	persons bool            // persons are named: others of the state do not stand for them
	alone   bool            // a group or body: nobody stands for it
}

// sidesOf groups the parties that have one of the parts into sides.
func sidesOf(parties []chancery.Party, parts ...chancery.Side) []side {
	var out []side
	for _, p := range parties {
		if !slices.Contains(parts, p.Side) {
			continue
		}
		state := stateOf(p)
		alone := p.Kind != chancery.Person && p.Kind != chancery.State || state == ""
		i := slices.IndexFunc(out, func(s side) bool {
			return s.keys[p.Key] || !alone && !s.alone && s.state == state
		})
		if i < 0 {
			out = append(out, side{state: state, keys: map[string]bool{}, alone: alone})
			i = len(out) - 1
		}
		out[i].keys[p.Key] = true
		out[i].persons = out[i].persons || p.Kind == chancery.Person
	}
	return out
}

func stateOf(p chancery.Party) string {
	if p.State != "" {
		return p.State
	}
	state, _ := strings.CutPrefix(p.Key, "state:")
	if state == p.Key {
		return ""
	}
	return state
}

// How surely a side takes part.
const (
	absent  = iota
	abroad  // its state is there, and the person that it is may be
	standIn // somebody who stands for it
	itself
)

// takesPart tells whether a side is among the parties that have one of the parts; no
// parts are all. A person stands for a state, a state for its persons where the
// entry names none of them, and nobody for another person.
func (s *side) takesPart(parties []chancery.Party, parts ...chancery.Side) int {
	others, state := false, false
	for _, p := range parties {
		if len(parts) > 0 && !slices.Contains(parts, p.Side) {
			continue
		}
		if s.keys[p.Key] && (!s.persons || p.Kind == chancery.Person) {
			return itself
		}
		if s.alone || s.state == "" || stateOf(p) != s.state {
			continue
		}
		switch p.Kind {
		case chancery.State:
			state = true
		case chancery.Person, chancery.Organization:
			others = true
		}
	}
	switch {
	case s.persons && state && !others:
		return abroad
	case !s.persons && (state || others):
		return standIn
	}
	return absent
}

// name of a side, by which those of one state count once.
func (s *side) name() string {
	if s.state != "" {
		return s.state
	}
	for key := range s.keys {
		return key // a body of many states has one
	}
	return ""
}

// all tells whether enough of the sides take part: all where they are one or two, two
// thirds of more, and never only those of one state where there are several. how
// is the least sure of them.
func all(sides []side, parties []chancery.Party) (enough bool, how int) {
	names, there := map[string]bool{}, map[string]bool{}
	n := 0
	how = itself
	for _, s := range sides {
		names[s.name()] = true
		if part := s.takesPart(parties); part != absent {
			there[s.name()] = true
			how = min(how, part)
			n++
		}
	}
	need := len(sides)
	if need > 2 {
		need = (2*need + 2) / 3
	}
	return n > 0 && n >= need && (len(there) > 1 || len(names) == 1), how
}

// between tells whether one side does the event to another, and nobody else is in it.
func between(sides []side, parties []chancery.Party) bool {
	part := func(which chancery.Side) int { // the only side that has the part, -1 if none or others have it
		only := -1
		for _, p := range parties {
			if p.Side != which {
				continue
			}
			i := slices.IndexFunc(sides, func(s side) bool { return s.takesPart([]chancery.Party{p}) != absent })
			if i < 0 || only >= 0 && only != i {
				return -1
			}
			only = i
		}
		return only
	}
	who, whom := part(chancery.SideWho), part(chancery.SideWhom)
	return who >= 0 && whom >= 0 && sides[who].name() != sides[whom].name()
}

const near = 100.0 // km between two places that may be one

// placesSpeak tells whether two places are one (1), are not (-1) or leave it open (0).
// A country or region, which has no GeoNames number, holds what lies in it.
func placesSpeak(a, b *chancery.Place) int {
	if a == nil || b == nil {
		return 0
	}
	switch {
	case a.Country != "" && b.Country != "" && a.Country != b.Country:
		return -1
	case a.Geonames != 0 && a.Geonames == b.Geonames, strings.EqualFold(a.Name, b.Name):
		return 1
	case a.Geonames != 0 && b.Geonames != 0:
		if a.Lat == nil || a.Lon == nil || b.Lat == nil || b.Lon == nil {
			return 0
		}
		if distance(*a.Lat, *a.Lon, *b.Lat, *b.Lon) > near {
			return -1
		}
		return 1
	case a.Country != "" && a.Country == b.Country:
		return 1
	}
	return 0
}

// distance is that along a great circle, in km (haversine).
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	dlat, dlon := (lat2-lat1)*rad, (lon2-lon1)*rad
	h := math.Pow(math.Sin(dlat/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin(dlon/2), 2)
	return 2 * 6371 * math.Asin(math.Min(1, math.Sqrt(h)))
}
