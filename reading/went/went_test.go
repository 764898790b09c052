package went_test

import (
	"slices"
	"testing"
	"time"

	"chancery/reading"
	"chancery/reading/went"
	"chancery/source"
)

// candidates lists the travellers with their places that a text's stops are chosen from.
func candidates(text string) []string {
	d := reading.Draft(source.Report{Title: "A title", Text: "A title\n\n" + text, Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)})
	var out []string
	for _, c := range went.Candidates(d) {
		out = append(out, d.Actors[c.Stop.Traveller].Name+" in "+c.Stop.Place.Name)
	}
	return out
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		text, stop string
		want       bool
	}{
		{"Angela Merkel arrived in Ankara on Sunday.", "Angela Merkel in Ankara", true},
		{"Angela Merkel's visit to Turkey ended on Sunday.", "Angela Merkel in Turkey", true},
		{"Angela Merkel met Emmanuel Macron in Madrid.", "Emmanuel Macron in Madrid", true},
		{"Angela Merkel met Emmanuel Macron in Paris.", "Emmanuel Macron in Paris", false},
		{"Angela Merkel thanked the people of Turkey.", "Angela Merkel in Turkey", false},
		{"Angela Merkel may travel to Ankara.", "Angela Merkel in Ankara", false},
		{"Angela Merkel welcomed talks with Turkey.", "Angela Merkel in Turkey", false},
		{"Angela Merkel flew to Brussels, Belgium.", "Angela Merkel in Belgium", false},
	} {
		if got := candidates(c.text); slices.Contains(got, c.stop) != c.want {
			t.Errorf("%q: candidates %q; %q wanted: %v", c.text, got, c.stop, c.want)
		}
	}
}

// A traveller that has a name is told from one who is only described, by the last word of the description.
func TestTravellerIsNamedOrDescribed(t *testing.T) {
	d := reading.Draft(source.Report{Title: "A title", Text: "A title\n\nAngela Merkel arrived in Ankara on Sunday. A delegation travelled to Madrid.",
		Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)})
	seen := map[string]bool{}
	for _, c := range went.Candidates(d) {
		named := d.Actors[c.Stop.Traveller].Name == "Angela Merkel"
		if slices.Contains(c.Features, "traveller=named") != named {
			t.Errorf("%s: features %q", d.Actors[c.Stop.Traveller].Name, c.Features)
		}
		if !named && !slices.Contains(c.Features, "traveller head=delegation") {
			t.Errorf("%s: features %q lack the word it is described by", d.Actors[c.Stop.Traveller].Name, c.Features)
		}
		seen[d.Actors[c.Stop.Traveller].Name] = true
	}
	if len(seen) < 2 {
		t.Errorf("travellers %v, want Merkel and the delegation", seen)
	}
}
