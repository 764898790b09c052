package layout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// merged is an entry as an archive has it, of three accounts that differ.
func mergedEntry() chancery.Entry {
	sentence := "Envoy Ana Sol met Rui Mar in Lisbon on Saturday, her office said."
	return chancery.Entry{
		ID: "e4k7q2m5x3r6t2wza", Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: chancery.Held, From: "2019-03-02", To: "2019-03-02",
		Parties: []chancery.Party{{Key: "person:PRT:ana sol", Name: "Ana Sol", Kind: chancery.Person, State: "PRT", Side: chancery.SideWho},
			{Key: "person:BRA:rui mar", Name: "Rui Mar", Kind: chancery.Person, State: "BRA", Side: chancery.SideWhom}},
		Place: &chancery.Place{Name: "Lisbon", Country: "PRT"}, What: "fishing", Cue: "met", Independent: 2, Told: 3,
		Disputes: []chancery.Dispute{{On: "date", Values: []chancery.DisputedValue{{Value: "2019-03-02", Accounts: []string{"a", "b"}, Independent: 1},
			{Value: "2019-03-03", Accounts: []string{"c"}, Independent: 1}}}},
		Life:  []chancery.Step{{Day: "2019-02-20", Turn: "planned", Entry: "e4k7q2m5x3r6t2wza", Report: "r1"}, {Day: "2019-03-02", Turn: "held", Entry: "e9", Report: "r2"}},
		First: "2019-03-02", Last: "2019-03-04", Confidence: 0.93, Corrected: true, Snippet: sentence,
		Accounts: []chancery.Account{{ID: "a", Report: "r2", Source: "Harbour Post", Published: "2019-03-02", Title: "Talks on fish", From: "2019-03-02", To: "2019-03-02",
			Status: chancery.Held, Cue: chancery.Span{Start: 114, End: 117, Text: "met"}, Sentence: chancery.Span{Start: 100, End: 166, Text: sentence},
			Credits: []string{"her office"}, Confidence: 0.9, URL: "https://post.example/1"},
			{ID: "c", Report: "r3", Published: "2019-03-04", From: "2019-03-03", To: "2019-03-03", Corrected: "edit", Confidence: 0.8}},
	}
}

func otherEntries() []chancery.Entry {
	ana := chancery.Party{Name: "Ana Sol", Kind: chancery.Person, State: "PRT"}
	as := func(p chancery.Party, s chancery.Side) chancery.Party { p.Side = s; return p }
	brazil := chancery.Party{Name: "Brazil", Kind: chancery.State, State: "BRA"}
	portugal := chancery.Party{Name: "Portugal", Kind: chancery.State, State: "PRT"}
	return []chancery.Entry{
		{ID: "s1", Kind: chancery.AStatement, Type: "direct", Parties: []chancery.Party{as(ana, chancery.SideSpeaker), as(brazil, chancery.SideAddressee)},
			From: "2019-03-02", To: "2019-03-02", What: "We have all the fish we need", Independent: 1, Told: 1, Confidence: 0.8},
		{ID: "c1", Kind: chancery.ACommitment, Type: "meeting", Parties: []chancery.Party{as(brazil, chancery.SideParty), as(portugal, chancery.SideParty)},
			From: "2019-05-01", To: "2019-05-31", What: "meet again", Status: chancery.Open, Independent: 3, Told: 3, Confidence: 0.7, Cue: "will meet"},
		{ID: "t1", Kind: chancery.AStop, Parties: []chancery.Party{as(ana, chancery.SideTraveller), as(brazil, chancery.SideMet)}, Status: chancery.Planned,
			Place: &chancery.Place{Name: "Brasília", Country: "BRA"}, From: "2019-01-01", To: "2019-12-31", Independent: 1, Told: 1, Confidence: 0.6},
		{ID: "n1", Kind: chancery.ATurn, Type: "warmed", Parties: []chancery.Party{as(brazil, chancery.SidePair), as(portugal, chancery.SidePair)}, Independent: 1, Told: 1},
	}
}

func TestArchiveLayouts(t *testing.T) {
	e := mergedEntry()
	all := append([]chancery.Entry{e}, otherEntries()...)
	card := chancery.ActorCard{Key: "person:PRT:ana sol", Name: "Ana Sol", Kind: chancery.Person, State: "PRT", Sector: "GOV", Names: []string{"Ana Sol", "Sol"},
		Roles: []chancery.Role{{Title: "Envoy", From: "2019-01-05", To: "2019-09-01", Source: "reports"}}, Entries: 1234, First: "2018-01-02", Last: "2019-09-01"}
	dossier := &chancery.Dossier{Actor: card, From: "2019-01-01", Meetings: all[:1], Statements: all[1:2], Commitments: all[2:3], Stops: all[3:4],
		Company:  []chancery.Companion{{Actor: chancery.ActorCard{Name: "Rui Mar", Kind: chancery.Person, State: "BRA"}, Times: 12, Last: "2019-03-02"}},
		Activity: []chancery.MonthSum{{Month: "2018-12", Count: 1}, {Month: "2019-01", Count: 9}, {Month: "2019-03", Count: 4}}}
	history := &chancery.PairHistory{Pair: [2]string{"BRA", "PRT"}, By: chancery.ByMonth,
		Series: []chancery.Standing{{Start: "2019-03-01", Counts: map[chancery.Quad]int{chancery.VerbalCooperation: 2, chancery.MaterialConflict: 1}, Events: 3, Intensity: 1.25}},
		Turns:  []chancery.Turning{{Start: "2019-03-01", Before: -2, After: 3.5, P: 0.005, Entry: "e1", Name: "Brazil → Portugal: AGREE"}}, Meetings: all[:1], Told: all[4:]}
	coverage := &chancery.Coverage{Reports: 1234567, Words: 9, Copies: 2, Entries: 4, Accounts: 7, Undated: 1, First: "2018-01-02", Last: "2019-09-01", Unsettled: 3,
		ByKind: []chancery.FacetValue{{Value: "event", Label: "event", Count: 3}}, BySource: []chancery.FacetValue{{Count: 2}, {Value: "Harbour Post", Count: 1}}, StoreBytes: 5_000_000, Schema: 1}
	reports := []chancery.ReportCard{{Key: "r1", Title: "Talks on fish, and on much else that a title may hold at great length", Source: "Harbour Post", Published: "2019-03-02", Words: 1234, Entries: 3},
		{Key: "r2", Title: "Talks on fish", CopyOf: "r1"}}
	for name, lay := range map[string]func(*strings.Builder, Options) error{
		"entries": func(b *strings.Builder, o Options) error { return Entries(b, all, "5 entries.", o) },
		"entry":   func(b *strings.Builder, o Options) error { return Entry(b, &e, o) },
		"dossier": func(b *strings.Builder, o Options) error { return Dossier(b, dossier, o) },
		"agenda": func(b *strings.Builder, o Options) error {
			return Agenda(b, &chancery.Agenda{On: "2019-03-01", Until: "2019-03-31", Planned: all[3:4], Overdue: all[2:3]}, o)
		},
		"pair":     func(b *strings.Builder, o Options) error { return Pair(b, history, "", o) },
		"plotted":  func(b *strings.Builder, o Options) error { return Pair(b, history, "PLOT\n", o) },
		"coverage": func(b *strings.Builder, o Options) error { return Coverage(b, coverage, o) },
		"reports":  func(b *strings.Builder, o Options) error { return Reports(b, reports, "2 reports.", o) },
		"actors":   func(b *strings.Builder, o Options) error { return Actors(b, []chancery.ActorCard{card}, o) },
		"facets": func(b *strings.Builder, o Options) error {
			return Facets(b, []chancery.Facet{{Field: "kind", Values: coverage.ByKind, Sample: 1000}, {Field: "type"}}, o)
		},
	} {
		var b, narrow, color strings.Builder
		for out, o := range map[*strings.Builder]Options{&b: {Width: 90}, &narrow: {Width: 40}, &color: {Width: 90, Color: true}} {
			if err := lay(out, o); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Contains(b.String(), "\x1b") || !strings.Contains(color.String(), "\x1b[0m") {
			t.Errorf("%s: colours where there should be none, or none where there should be", name)
		}
		for line := range strings.Lines(narrow.String()) {
			if columns(strings.TrimRight(line, "\n")) > 60 {
				t.Errorf("%s: %d columns of 40: %s", name, columns(line), line)
			}
		}
		file := filepath.Join("testdata", "archive-"+name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil || string(want) != b.String() {
			t.Errorf("%s: %v: got\n%s", file, err, b.String())
		}
	}
}

func TestHostileTextDrivesNoTerminal(t *testing.T) {
	e := mergedEntry()
	e.Snippet, e.What, e.ID = "a\x1b[2Jb", "x\x1b]0;y\x07", "e\x1b[31m"
	e.Accounts[0].Title, e.Accounts[0].Source = "t\x1b[5m", "s\r\x1b[A"
	var b strings.Builder
	if err := Entries(&b, []chancery.Entry{e}, "", Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if err := Entry(&b, &e, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(b.String(), "\x1b\r\x07") {
		t.Errorf("%q", b.String())
	}
}
