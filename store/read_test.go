package store

import (
	"slices"
	"testing"
	"time"

	"chancery"
	"chancery/merge"
	read "chancery/reading"
	"chancery/source"
)

// TestWhatIsRead keeps reports that are really read: two houses tell of one meeting,
// a third prints what the first wrote.
func TestWhatIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("loads the models")
	}
	const meeting = "VIENNA — German Foreign Minister Heiko Maas met his Austrian counterpart, Karin Kneissl, in Vienna on Monday to discuss " +
		"the Danube ferries, officials said.\n\n\"We have found a way to keep the ferries running,\" Maas told reporters after the talks."
	texts := []struct{ house, title, text string }{
		{"Northern Post", "Maas meets Kneissl in Vienna", meeting},
		{"The Clarion", "Ferries on the agenda", "German Foreign Minister Heiko Maas and Austrian Foreign Minister Karin Kneissl held talks in Vienna on Monday. " +
			"Both sides called the meeting useful."},
		{"Evening Copy", "Maas meets Kneissl in Vienna", meeting},
	}
	var readings []chancery.Reading
	for _, x := range texts {
		r := source.Report{Title: x.title, Source: x.house, Language: "en", Text: x.title + "\n\n" + x.text,
			Published: time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC)}
		record, _ := read.Read(r)
		readings = append(readings, chancery.Reading{Key: merge.ReportKey(&record.Document), Record: record, Version: "1", At: time.Unix(1e9, 0)})
	}
	a := opened(t, t.TempDir()+"/archive.db")
	keepAll(t, a, readings, 2)
	k, err := a.Report(t.Context(), readings[0].Key)
	if err != nil || len(k.Copies) != 1 || k.Copies[0].Source != "Evening Copy" {
		t.Fatalf("%+v %v", k, err)
	}
	at := slices.IndexFunc(k.Record.Events, func(e chancery.Event) bool { return e.Type == chancery.Consult && e.Status == chancery.Held })
	if at < 0 {
		t.Fatalf("no meeting in %+v", k.Record.Events)
	}
	e, err := a.Entry(t.Context(), k.EntryIDs[k.Record.Events[at].ID])
	if err != nil || e.Told != 3 || e.Independent != 2 || e.From != "2019-03-04" {
		t.Fatalf("%+v %v", e, err)
	}
	for _, x := range e.Accounts {
		if x.Sentence.Text == "" || x.Title == "" {
			t.Errorf("%+v", x)
		}
	}
}
