package reading_test

import (
	"testing"
	"time"
	"unicode/utf8"

	"chancery"
	"chancery/reading"
	"chancery/source"
)

const text = `Envoys meet in Genève

GENEVA — Norwegian Foreign Minister Børge Brende met his Swedish counterpart, Margot Wallström, in Geneva on Tuesday.

“We will work with Sweden,” Brende said. Wallström told reporters that the two countries had agreed to hold another meeting in June.

Turkey condemned the statement. “This is unacceptable,” the Turkish foreign ministry said in a statement.`

func record(t *testing.T) *chancery.Record {
	t.Helper()
	rec, why := reading.Read(source.Report{Title: "Envoys meet in Genève", Text: text, Published: time.Date(2015, 3, 11, 0, 0, 0, 0, time.UTC), Language: "en"})
	if n := len(rec.Events) + len(rec.Statements) + len(rec.Commitments) + len(rec.Stops); len(why) != n {
		t.Errorf("%d explanations for %d entries", len(why), n)
	}
	return rec
}

// TestSpans holds every span of a record to the text, in code points.
func TestSpans(t *testing.T) {
	rec := record(t)
	runes := []rune(rec.Document.Text)
	check := func(what string, s chancery.Span) {
		if s.Start < 0 || s.End > len(runes) || s.Start > s.End || string(runes[s.Start:s.End]) != s.Text {
			t.Errorf("%s: span %d-%d is not %q", what, s.Start, s.End, s.Text)
		}
	}
	for _, e := range rec.Events {
		check(e.ID, e.Cue)
		for _, m := range e.Mentions {
			check(e.ID, m)
		}
	}
	for _, s := range rec.Statements {
		check(s.ID, s.Cue)
		for _, c := range s.Content {
			check(s.ID, c)
		}
	}
	for _, a := range rec.Actors {
		for _, m := range a.Mentions {
			check(a.Name, m)
		}
	}
	for _, x := range rec.Times {
		check("time", chancery.Span{Start: x.Start, End: x.End, Text: x.Text})
	}
	if len(runes) == len(rec.Document.Text) || !utf8.ValidString(rec.Document.Text) {
		t.Fatal("the text of this test must hold letters of more than one byte")
	}
}

// TestReferences holds every actor that an entry refers to in the list of actors.
func TestReferences(t *testing.T) {
	rec := record(t)
	known := map[string]bool{}
	for _, a := range rec.Actors {
		if known[a.ID] {
			t.Errorf("actor %s is listed twice", a.ID)
		}
		known[a.ID] = true
	}
	check := func(entry string, ids ...string) {
		for _, id := range ids {
			if !known[id] {
				t.Errorf("%s refers to actor %q, which is not listed", entry, id)
			}
		}
	}
	for _, e := range rec.Events {
		check(e.ID, append(append(e.Who, e.Whom...), e.Sources...)...)
	}
	for _, s := range rec.Statements {
		if s.Speaker != "" {
			check(s.ID, s.Speaker)
		}
		check(s.ID, append(s.Addressee, s.Via...)...)
	}
	for _, s := range rec.Stops {
		check("stop", append(s.Met, s.Traveller)...)
	}
}

// TestReadSays holds what an analyst would look for first in the text above.
func TestReadSays(t *testing.T) {
	rec := record(t)
	names := map[string]string{}
	for _, a := range rec.Actors {
		names[a.ID] = a.Name
	}
	met := false
	for _, e := range rec.Events {
		if e.Type == chancery.Consult && e.Status == chancery.Held && e.Date != nil && e.Date.Value != nil && *e.Date.Value == "2015-03-10" {
			met = met || e.Place != nil && e.Place.Name == "Geneva"
		}
	}
	if !met {
		t.Errorf("no meeting held in Geneva on 2015-03-10 among %d events", len(rec.Events))
	}
	said := false
	for _, s := range rec.Statements {
		said = said || s.Form == chancery.Direct && names[s.Speaker] == "Børge Brende"
	}
	if !said {
		t.Errorf("no direct statement by Børge Brende among %d statements", len(rec.Statements))
	}
}

func TestReadNothing(t *testing.T) {
	for _, s := range []string{"", " ", "\n\n\n", "One word", "“", "\xff\xfe", "a\n\nb\n\n\n\nc"} {
		rec, _ := reading.Read(source.Report{Text: s})
		if rec.Schema != chancery.Schema || rec.Events == nil || rec.Actors == nil {
			t.Errorf("%q: record %+v, want an empty one of the schema", s, rec)
		}
	}
}
