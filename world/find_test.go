package world

import (
	"strings"
	"testing"
)

func names(m []Match) string {
	var out []string
	for _, x := range m {
		out = append(out, x.Entity.ID+"/"+x.Kind.String())
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	w := Default()
	for _, c := range []struct{ name, want string }{
		{"North Korea", "PRK/name"},
		{"north korea", "PRK/name"},
		{"the Democratic People’s Republic of Korea", "PRK/name"},
		{"DPRK", "PRK/acronym"},
		{"dprk", ""},
		{"US", "USA/acronym"},
		{"U.S.", "USA/acronym"},
		{"us", ""},
		{"Cote d'Ivoire", "CIV/short"},
		{"Turkiye", "TUR/short"},
		{"Bosnia Herzegovina", "BIH/short"},
		{"the Kremlin", "RUS/metonym"},
		{"Trinidad & Tobago", "TTO/name"},
		{"Soviet", "SUN/adjective"},
		{"Atlantis", ""},
		{"", ""},
	} {
		got := names(w.Find(c.name))
		if !strings.HasPrefix(got+" ", c.want+" ") && !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("Find(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLongestAt(t *testing.T) {
	w := Default()
	for _, c := range []struct{ text, at, match, want string }{
		{"Talks in South Korea's capital", "South", "South Korea", "KOR"},
		{"South Korean officials", "South", "South Korean", "KOR"},
		{"the U.S. said", "U.S.", "U.S.", "USA"},
		{"U.S.-led forces", "U.S.", "U.S.", "USA"},
		{"back in the U.S.", "U.S.", "U.S.", "USA"},
		{"He told us so", "us", "", ""},
		{"US officials", "US", "US", "USA"},
		{"a plate of china", "china", "", ""},
		{"a Pole and a Dane", "Pole", "Pole", "POL"},
		{"Iran-backed militia", "Iran", "Iran", "IRN"},
		{"Iran’s envoy", "Iran", "Iran", "IRN"},
		{"Iranians", "Iran", "Iranians", "IRN"},
		{"Timor-Leste votes", "Timor", "Timor-Leste", "TLS"},
		{"Timor Leste votes", "Timor", "Timor Leste", "TLS"},
		{"in Côte d’Ivoire, troops", "Côte", "Côte d’Ivoire", "CIV"},
		{"in N'Djamena today", "N'", "N'Djamena", "TCD"},
		{"Congo, Rwanda", "Congo", "Congo", "COD"},
		{"Guinea-Bissau's junta", "Guinea", "Guinea-Bissau", "GNB"},
		{"St Kitts and Nevis", "St", "St Kitts and Nevis", "KNA"},
		{"St. Kitts and Nevis", "St", "St. Kitts and Nevis", "KNA"},
		{"SEOUL and WASHINGTON", "WASH", "WASHINGTON", "USA"},
		{"O'Mali", "Mali", "", ""},
		{"Somali", "mali", "", ""},
	} {
		start := strings.Index(c.text, c.at)
		end, m := w.LongestAt(c.text, start)
		id := ""
		for _, x := range m {
			if x.Entity.ID == c.want {
				id = c.want
			}
		}
		if c.want == "" && len(m) > 0 || id != c.want || c.text[start:end] != c.match {
			t.Errorf("LongestAt(%q, %d) = %q %s, want %q %s", c.text, start, c.text[start:end], names(m), c.match, c.want)
		}
	}
}

func TestLongestAtContext(t *testing.T) {
	w := Default()
	for _, c := range []struct{ text, at, want string }{
		{"He told the Times that", "Times", "times"},
		{"Times are hard", "Times", ""},
		{"The National Assembly met", "National", ""},
		{"the Lords voted", "Lords", "GBR:upper-house"},
		{"Lords of war", "Lords", ""},
		{"Male suspects fled", "Male", ""},
		{"leaders in Malé said", "Malé", "MDV"},
		{"talks in Brasilia ended", "Brasilia", "BRA"},
		{"the WHO said", "WHO", "world-health-organization"},
		{"THE MAN WHO WALKED OUT", "WHO", ""},
		{"Let them talk", "Let", ""},
		{"an LeT commander", "LeT", "lashkar-e-taiba"},
		{"judges at The Hague ruled", "Hague", "NLD"},
		{"voters in New Mexico", "Mexico", ""},
		{"voters in Mexico", "Mexico", "MEX"},
		{"the Gulf of Mexico", "Mexico", ""},
		{"a ship in the South China Sea", "China", ""},
		{"South China traders", "China", "CHN"},
		{"a Vietnam War veteran", "Vietnam", ""},
		{"the Niger Delta", "Niger", ""},
		{"the Paris Agreement says", "Paris", "paris-agreement"},
		{"Iran's nuclear deal", "Iran", "joint-comprehensive-plan-of-action"},
	} {
		end, m := w.LongestAt(c.text, strings.Index(c.text, c.at))
		if got := names(m); c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("LongestAt(%q at %q) = %q to %d, want %q", c.text, c.at, got, end, c.want)
		}
	}
}
