package merge

import (
	"math"

	"chancery"
)

// nearKm is how far apart two names of one place may lie: a suburb, an airport.
const nearKm = 40

// placeLike tells how two places stand to each other.
type placeLike int

const (
	noPlace   placeLike = iota // one is not given
	elsewhere                  // other places
	unsure                     // other names without coordinates
	within                     // one lies in the other
	here                       // one place
)

var placeNames = [...]string{"absent", "elsewhere", "unsure", "within", "here"}

func comparePlaces(p, q *chancery.Place) placeLike {
	switch {
	case p == nil || q == nil:
		return noPlace
	case p.Geonames != 0 && p.Geonames == q.Geonames, fold(p.Name) == fold(q.Name):
		return here
	case p.Country != "" && q.Country != "" && p.Country != q.Country:
		return elsewhere
	case isCountry(p) || isCountry(q):
		return within
	}
	km, ok := distance(p, q)
	switch {
	case !ok:
		return unsure
	case km <= nearKm:
		return here
	}
	return elsewhere
}

// isCountry tells whether a place is a whole state, or lies in none: a sea, a
// continent.
func isCountry(p *chancery.Place) bool {
	if p.Country == "" {
		return false
	}
	s := known().State(p.Country)
	return s != nil && fold(s.Name) == fold(p.Name)
}

// distance is that between two places over the globe, in kilometres.
func distance(p, q *chancery.Place) (km float64, ok bool) {
	if p.Lat == nil || p.Lon == nil || q.Lat == nil || q.Lon == nil {
		return 0, false
	}
	const radius, rad = 6371, math.Pi / 180
	dLat, dLon := (*q.Lat-*p.Lat)*rad, (*q.Lon-*p.Lon)*rad
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(*p.Lat*rad)*math.Cos(*q.Lat*rad)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h))), true
}
