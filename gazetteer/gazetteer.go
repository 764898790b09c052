// Package gazetteer knows places by name: the populated places of the world and
// first-level divisions (both from GeoNames, CC BY 4.0, geonames.org), countries,
// and the regions, seas, islands and venues that news names.
//
// Generated tables are places.bin, countries.tsv and divisions.tsv; regions.tsv
// and aliases.tsv are written by hand.
package gazetteer

//go:generate go run ./generate -sources sources

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chancery/gazetteer/packed"
)

// Kind tells what sort of place it is.
type Kind uint8

// The kinds of place.
const (
	City      Kind = iota // a populated place
	Capital               // the seat of a country's government
	Seat                  // the seat of a first-level division
	Suburb                // a part of a populated place
	Country               // a state or territory
	Division              // a first-level division
	Region                // a region with no one government, or within a state
	Island                // an island or a group of them
	Sea                   // a sea, strait or canal
	Venue                 // a building, a base, a crossing
	Continent             // a continent or another part of the world that no one state makes up
)

// Place is one place. Lat and Lon are degrees (WGS 84); of countries and
// divisions they are the middle of the population. Population is 0 where it is
// not known, GeonamesID where GeoNames is not the source.
type Place struct {
	Name       string // usual English name
	Country    string // ISO 3166-1 alpha-3 (XKX for Kosovo), "" for what lies in several or none
	Admin1     string // name of the first-level division, "" if unknown
	Lat, Lon   float64
	Population int
	GeonamesID int
	Kind       Kind
	Known      bool // news knows it so well that it stands in the tables written by hand
}

var (
	//go:embed places.bin
	placesBin string
	//go:embed countries.tsv
	countriesTSV string
	//go:embed divisions.tsv
	divisionsTSV string
	//go:embed regions.tsv
	regionsTSV string
	//go:embed aliases.tsv
	aliasesTSV string
)

// tables are the small tables, by folded name, and the packed one.
type tables struct {
	places    packed.Table
	countries []Place
	byISO3    map[string]int
	named     map[string][]Place // countries, regions
	aliases   map[string][]alias
}

type alias struct{ place, country, name string }

var load = sync.OnceValue(func() *tables {
	t := &tables{byISO3: map[string]int{}, named: make(map[string][]Place, 1000), aliases: make(map[string][]alias, 500)}
	var err error
	if t.places, err = packed.Open(placesBin); err != nil {
		panic(err)
	}
	for _, f := range rows(countriesTSV, 6) {
		t.byISO3[f[0]] = len(t.countries)
		t.countries = append(t.countries, Place{Name: f[2], Country: f[0], Lat: degrees(f[4]), Lon: degrees(f[5]), Kind: Country})
		t.name(f[2], t.countries[len(t.countries)-1])
	}
	for _, f := range rows(regionsTSV, 6) {
		p := Place{Name: f[0], Country: f[2], Lat: degrees(f[3]), Lon: degrees(f[4]), Kind: kinds[f[1]], Known: true}
		t.name(p.Name, p)
		for a := range strings.SplitSeq(f[5], "|") {
			t.name(a, p)
		}
	}
	for _, f := range rows(aliasesTSV, 4) {
		k := packed.Fold(f[0])
		t.aliases[k] = append(t.aliases[k], alias{f[1], f[2], f[3]})
	}
	return t
})

var kinds = map[string]Kind{
	"city": City, "region": Region, "sea": Sea, "island": Island, "venue": Venue, "continent": Continent,
}

func degrees(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64)
	return f
}

// rows gives the fields of a table's rows, without comments and the header, each
// row filled up to n fields.
func rows(table string, n int) [][]string {
	var out [][]string
	header := true
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < n {
			f = append(f, "")
		}
		out = append(out, f)
	}
	return out
}

func (t *tables) name(name string, p Place) {
	if k := packed.Fold(name); k != "" {
		t.named[k] = append(t.named[k], p)
	}
}

// divisions holds the names of divisions.tsv in order.
var divisions = sync.OnceValue(func() []string {
	out := make([]string, 0, 4000)
	header := true
	for line := range strings.Lines(divisionsTSV) {
		if line[0] == '#' {
			continue
		}
		if header {
			header = false
			continue
		}
		_, line, _ = strings.Cut(line, "\t")
		_, line, _ = strings.Cut(line, "\t")
		name, _, _ := strings.Cut(line, "\t")
		out = append(out, name)
	}
	return out
})

// Find gives the places of that name, the likeliest to be meant first: regions
// and countries before cities, and by population. Case, diacritics, hyphens,
// apostrophes and full stops do not count, "St" is "Saint".
func Find(name string) []Place {
	t := load()
	fold := packed.Fold(name)
	if fold == "" {
		return nil
	}
	out := slices.Clone(t.named[fold])
	for _, a := range t.aliases[fold] {
		if p, ok := t.city(a); ok {
			out = append(out, p)
		}
	}
	for _, e := range t.places.Find(fold) {
		p := t.place(e)
		if !slices.ContainsFunc(out, func(o Place) bool { return o.GeonamesID == p.GeonamesID && o.GeonamesID != 0 }) {
			out = append(out, p)
		}
	}
	if len(out) > 1 {
		slices.SortStableFunc(out, func(a, b Place) int { return cmp.Compare(weight(&b), weight(&a)) })
	}
	return out
}

// weight orders places of one name.
func weight(p *Place) int {
	switch p.Kind {
	case Country:
		return 1 << 40
	case Region, Sea, Continent, Island, Venue:
		return 1 << 32
	case Capital:
		return 20_000_000 + p.Population
	case Division:
		// A city is meant before a division that bears its name, unless it is small.
		return p.Population / 20
	case Suburb:
		return p.Population / 10
	}
	return p.Population
}

// city finds the place that an alias stands for: the most populous of its name
// in the country.
func (t *tables) city(a alias) (Place, bool) {
	for _, e := range t.places.Find(packed.Fold(a.place)) {
		if p := t.place(e); p.Country == a.country && p.Kind != Division {
			p.Name, p.Known = a.name, true
			return p, true
		}
	}
	return Place{}, false
}

func (t *tables) place(e packed.Entry) Place {
	p := Place{Name: e.Name, Lat: e.Lat, Lon: e.Lon, Population: e.Population, GeonamesID: e.ID}
	if e.Country > 0 {
		p.Country = t.countries[e.Country-1].Country
	}
	if e.Division > 0 {
		p.Admin1 = divisions()[e.Division-1]
	}
	switch e.Kind {
	case 'c':
		p.Kind = Capital
	case 'a':
		p.Kind = Seat
	case 'x':
		p.Kind = Suburb
	case 'd':
		p.Kind, p.Name = Division, p.Admin1
	}
	return p
}

// ByISO3 gives the country or territory with an ISO 3166-1 alpha-3 code.
func ByISO3(code string) (Place, bool) {
	t := load()
	i, ok := t.byISO3[code]
	if !ok {
		return Place{}, false
	}
	return t.countries[i], true
}

// Count tells how many populated places, divisions and countries are known. It
// goes through the whole table.
func Count() (places, divs, countries int) {
	t := load()
	for e := range t.places.All {
		if e.Kind != 'd' {
			places++
		}
	}
	return places, len(divisions()), len(t.countries)
}

// String names the place with its country, "Aleppo (SYR)".
func (p Place) String() string { return fmt.Sprintf("%s (%s)", p.Name, p.Country) }
