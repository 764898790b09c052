package world

import (
	"testing"
	"unicode/utf8"
)

// FuzzLongestAt tells whether any text makes a match end outside the text or
// within a letter.
func FuzzLongestAt(f *testing.F) {
	for _, text := range []string{
		"the U.S. and the U.K.", "N'Djamena’s", "Côte d’Ivoire", "St. Kitts & Nevis", "Donald J. Trump",
		"U.", "U.S", ".U.S.", "'", "&", "Korea\u0301n", "İstanbul", "the the", "New  Mexico", "Gulf of\nMexico", "\xff\xfeIran",
	} {
		f.Add(text)
	}
	w := Default()
	f.Fuzz(func(t *testing.T, text string) {
		for i := 0; i <= len(text); i++ {
			end, m := w.LongestAt(text, i)
			if end < i || end > len(text) || len(m) > 0 && end == i {
				t.Fatalf("LongestAt(%q, %d) ends at %d", text, i, end)
			}
			if len(m) > 0 && utf8.ValidString(text) && end < len(text) && !utf8.RuneStart(text[end]) {
				t.Fatalf("LongestAt(%q, %d) ends within a letter, at %d", text, i, end)
			}
			for _, x := range m {
				if x.Entity == nil {
					t.Fatalf("LongestAt(%q, %d): no entity", text, i)
				}
			}
			stop, _ := w.InstitutionAt(text, i)
			if stop < i || stop > len(text) {
				t.Fatalf("InstitutionAt(%q, %d) ends at %d", text, i, stop)
			}
		}
		w.Find(text)
		w.Title(text, "USA")
	})
}
