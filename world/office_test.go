package world

import "testing"

func TestOffice(t *testing.T) {
	w := Default()
	for _, c := range []struct{ words, state, want string }{
		{"Secretary of State", "", "foreign minister"},
		{"Secretary of State", "USA", "foreign minister"},
		{"Secretary of State", "VAT", "cardinal secretary of state"},
		{"Minister for Foreign Affairs", "", "foreign minister"},
		{"FM", "", "foreign minister"},
		{"Foreign Secretary", "GBR", "foreign minister"},
		{"foreign secretary", "IND", "foreign secretary official"},
		{"Defence Secretary", "", "defense minister"},
		{"premier", "CHN", "prime minister"},
		{"Chancellor", "DEU", "prime minister"},
		{"chancellor", "GBR", "finance minister"},
		{"Taoiseach", "IRL", "prime minister"},
		{"Supreme Leader", "IRN", "supreme leader"},
		{"national security advisor", "", "national security adviser"},
		{"Security Council secretary", "RUS", "national security adviser"},
		{"gardener", "", ""},
	} {
		if got, ok := w.OfficeIn(c.words, c.state); got != c.want || ok != (c.want != "") {
			t.Errorf("OfficeIn(%q, %q) = %q, want %q", c.words, c.state, got, c.want)
		}
	}
}

func TestTitle(t *testing.T) {
	w := Default()
	for _, c := range []struct {
		words string
		want  Title
	}{
		{"former acting Defense Secretary", Title{Office: "defense minister", Former: true, Acting: true}},
		{"President-elect", Title{Office: "president", Elect: true}},
		{"ex-president", Title{Office: "president", Former: true}},
		{"interim prime minister", Title{Office: "prime minister", Acting: true}},
		{"new ambassador", Title{Office: "ambassador"}},
		{"former singer", Title{Former: true}},
	} {
		if got, ok := w.Title(c.words, ""); got != c.want || ok != (c.want.Office != "") {
			t.Errorf("Title(%q) = %+v, want %+v", c.words, got, c.want)
		}
	}
}

func TestOfficeOf(t *testing.T) {
	w := Default()
	for key, want := range map[string]string{
		"foreign minister":              "foreign minister",
		"ambassador to china":           "ambassador",
		"defense ministry spokesperson": "spokesperson",
		"special envoy for yemen":       "special envoy",
		"beekeeper":                     "",
	} {
		got := ""
		if o := w.OfficeOf(key); o != nil {
			got = o.Key
		}
		if got != want {
			t.Errorf("OfficeOf(%q) = %q, want %q", key, got, want)
		}
	}
}
