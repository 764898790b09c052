package gazetteer

import (
	"math"
	"testing"

	"chancery/gazetteer/packed"
)

func TestFind(t *testing.T) {
	for name, want := range map[string]struct {
		country string
		name    string
		kind    Kind
		lat     float64
	}{
		"Pyongyang":       {"PRK", "Pyongyang", Capital, 39.03},
		"aleppo":          {"SYR", "Aleppo", Seat, 36.2},
		"KIEV":            {"UKR", "Kyiv", Capital, 50.45},
		"Kyiv":            {"UKR", "Kyiv", Capital, 50.45},
		"Sana'a":          {"YEM", "Sanaa", Capital, 15.35},
		"Hodeidah":        {"YEM", "Hodeidah", Seat, 14.8},
		"Washington":      {"USA", "Washington", Capital, 38.9},
		"St. Petersburg":  {"RUS", "Saint Petersburg", Seat, 59.94},
		"São Paulo":       {"BRA", "São Paulo", Seat, -23.55},
		"Sao Paulo":       {"BRA", "São Paulo", Seat, -23.55},
		"Paris":           {"FRA", "Paris", Capital, 48.85},
		"Geneva":          {"CHE", "Geneva", Seat, 46.2},
		"Crimea":          {"UKR", "Crimea", Region, 45.3},
		"South China Sea": {"", "South China Sea", Sea, 13},
		"Panmunjom":       {"KOR", "Panmunjom", Venue, 37.95},
		"Texas":           {"USA", "Texas", Division, 31},
		"Latakia":         {"SYR", "Latakia", Seat, 35.53},
		"France":          {"FRA", "France", Country, 47},
		"Jerusalem":       {"ISR", "Jerusalem", Seat, 31.77},
	} {
		got := Find(name)
		if len(got) == 0 {
			t.Errorf("Find(%q): nothing", name)
			continue
		}
		if p := got[0]; p.Country != want.country || p.Name != want.name || p.Kind != want.kind || math.Abs(p.Lat-want.lat) > 1 {
			t.Errorf("Find(%q) = %+v, want %+v", name, p, want)
		}
	}
	if got := Find("Xyzzyville"); got != nil {
		t.Errorf("Find of a name that is none: %v", got)
	}
}

func TestTables(t *testing.T) {
	places, divisions, countries := Count()
	if places < 130_000 || divisions < 3_500 || countries < 249 {
		t.Errorf("got %d places, %d divisions, %d countries", places, divisions, countries)
	}
	tab := load()
	for _, f := range rows(aliasesTSV, 4) {
		if _, ok := tab.city(alias{f[1], f[2], f[3]}); !ok {
			t.Errorf("aliases.tsv: %s: no place %s in %s", f[0], f[1], f[2])
		}
	}
	for _, f := range rows(regionsTSV, 6) {
		if _, ok := kinds[f[1]]; !ok {
			t.Errorf("regions.tsv: %s: no kind %q", f[0], f[1])
		}
		if _, ok := ByISO3(f[2]); f[2] != "" && !ok {
			t.Errorf("regions.tsv: %s: no country %q", f[0], f[2])
		}
	}
	last := ""
	for e := range tab.places.All {
		if f := packed.Fold(e.Name); f < last {
			t.Fatalf("places.bin: %q stands after %q", f, last)
		} else {
			last = f
		}
	}
}

func BenchmarkFind(b *testing.B) {
	names := []string{"Aleppo", "Washington", "Zaporizhzhia", "Nobody There", "San Antonio"}
	for i := range b.N {
		Find(names[i%len(names)])
	}
}
