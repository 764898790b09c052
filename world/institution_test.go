package world

import (
	"strings"
	"testing"
)

func TestInstitution(t *testing.T) {
	w := Default()
	for _, c := range []struct{ state, kind, name, sector string }{
		{"USA", "foreign ministry", "State Department", "GOV"},
		{"KOR", "presidency", "Blue House", "GOV"},
		{"ISR", "parliament", "Knesset", "LEG"},
		{"RUS", "intelligence", "Federal Security Service", "SPY"},
		{"GHA", "foreign ministry", "Ministry of Foreign Affairs of Ghana", "GOV"},
		{"PER", "police", "Police of Peru", "COP"},
		{"GBR", "prime minister's office", "10 Downing Street", "GOV"},
	} {
		e := w.Institution(c.state, c.kind)
		if e == nil || e.Name != c.name || e.Sector != c.sector || e.State != c.state || e.Office != c.kind {
			t.Errorf("Institution(%s, %s) = %+v, want %s", c.state, c.kind, e, c.name)
		}
	}
	if e := w.Institution("ZZZ", "police"); e != nil {
		t.Errorf("police of ZZZ: %+v", e)
	}
	if e := w.Institution("FRA", "weather office"); e != nil {
		t.Errorf("weather office: %+v", e)
	}
}

func TestInstitutionAt(t *testing.T) {
	w := Default()
	for _, c := range []struct{ text, at, match, id string }{
		{"The Norwegian foreign ministry said", "Norwegian", "Norwegian foreign ministry", "NOR:foreign-ministry"},
		{"Ghana's Ministry of Foreign Affairs", "Ghana", "Ghana's Ministry of Foreign Affairs", "GHA:foreign-ministry"},
		{"Peru’s defence ministry", "Peru", "Peru’s defence ministry", "PER:defense-ministry"},
		{"the Ministry of Defense of Chile", "Ministry", "Ministry of Defense of Chile", "CHL:defense-ministry"},
		{"the central bank of the Philippines", "central", "central bank of the Philippines", "PHL:central-bank"},
		{"the Kenyan National Police arrested", "Kenyan", "Kenyan National Police", "KEN:police"},
		{"Belgium beat Kenya", "Belgium", "", ""},
		{"a ministry of magic", "ministry", "", ""},
	} {
		start := strings.Index(c.text, c.at)
		end, e := w.InstitutionAt(c.text, start)
		id := ""
		if e != nil {
			id = e.ID
		}
		if id != c.id || c.text[start:end] != c.match {
			t.Errorf("InstitutionAt(%q) = %q %s, want %q %s", c.text, c.text[start:end], id, c.match, c.id)
		}
	}
}

func TestInstitutionKind(t *testing.T) {
	for words, want := range map[string]string{
		"Foreign Office":         "foreign ministry",
		"Ministry of Defence":    "defense ministry",
		"president’s office":     "presidency",
		"self-defence forces":    "military",
		"intelligence agencies":  "intelligence",
		"department of commerce": "trade ministry",
		"bakery":                 "",
	} {
		if kind, _, _ := Default().InstitutionKind(words); kind != want {
			t.Errorf("InstitutionKind(%q) = %q, want %q", words, kind, want)
		}
	}
}

func TestGeneric(t *testing.T) {
	for _, c := range []struct {
		noun, sector string
		plural, ok   bool
	}{
		{"officials", "GOV", true, true},
		{"troops", "MIL", true, true},
		{"spokeswoman", "GOV", false, true},
		{"police", "COP", true, true},
		{"rebels", "REB", true, true},
		{"Security Forces", "MIL", true, true},
		{"teapots", "", false, false},
	} {
		h, ok := Default().Generic(c.noun)
		if ok != c.ok || h.Sector != c.sector || h.IsPlural != c.plural {
			t.Errorf("Generic(%q) = %+v, %v", c.noun, h, ok)
		}
	}
}
