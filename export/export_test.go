package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"chancery"
	"chancery/export"
)

func ptr(x float64) *float64 { return &x }

var oslo = &chancery.Place{Name: "Oslo", Country: "NOR", Lat: ptr(59.91273), Lon: ptr(-10.74609), Geonames: 3143244}

func party(side chancery.Side, key, name string, kind chancery.ActorKind, state string) chancery.Party {
	return chancery.Party{Key: key, Name: name, Kind: kind, State: state, Side: side}
}

func account(id string, kind chancery.EntryKind) chancery.Account {
	return chancery.Account{ID: id, Report: "r0123456789abcdef", Kind: kind, Cue: chancery.Span{Start: 20, End: 23, Text: "met"},
		Sentence: chancery.Span{Start: 10, End: 60, Text: "The minister \"met\"\ta guest; nuclear\ntalks, it is said, went on."}, Published: "2022-05-04", Source: "Nordic Wire",
		URL: "https://example.org/a?b=1&c=2", Title: "Talks <in> Oslo", Confidence: 0.9}
}

// entries are one of each kind, with what is hard to write in every form.
func entries() []chancery.Entry {
	return []chancery.Entry{
		{ID: "e1aaaaaaaaaaaaaaa", Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: chancery.Held, From: "2022-05-03", To: "2022-05-03", Place: oslo,
			What: "=SUM(A1)", Cue: "met", Independent: 2, Told: 3, First: "2022-05-04", Last: "2022-05-06", Confidence: 0.93, Corrected: true,
			Parties: []chancery.Party{party("who", "Q101", "Ine \"Iron\" Holm", chancery.Person, "NOR"), party("who", "state:SWE", "Sweden", chancery.State, "SWE"),
				party("whom", "person:MLI:omar diallo", "-Omar\tDiallo", chancery.Person, "MLI")},
			Disputes: []chancery.Dispute{{On: "date"}, {On: "place"}}, Accounts: []chancery.Account{account("e1", chancery.AnEvent)}},
		{ID: "e2aaaaaaaaaaaaaaa", Kind: chancery.AnEvent, Type: "THREATEN", Status: chancery.Possible, Cue: "warned", Snippet: strings.Repeat("é", 400),
			Parties: []chancery.Party{party("who", "state:SWE", "Sweden", chancery.State, "SWE")}, First: "2022-05-09", Last: "2022-05-09"},
		{ID: "saaaaaaaaaaaaaaaa", Kind: chancery.AStatement, Type: "direct", From: "2022-05-03", What: "@all, we're \"done\"", Cue: "said", Independent: 1, Told: 1,
			Parties:  []chancery.Party{party("speaker", "Q101", "Ine Holm", chancery.Person, "NOR"), party("via", "media:GBR:reuters", "Reuters", chancery.Organization, "GBR")},
			Accounts: []chancery.Account{account("s1", chancery.AStatement)}},
		{ID: "caaaaaaaaaaaaaaaa", Kind: chancery.ACommitment, Type: "meeting", Status: chancery.Open, From: "2022-06-01", To: "2022-06-30", What: "meet again; in Bamako, Mali", Cue: "agreed",
			Parties: []chancery.Party{party("party", "state:NOR", "Norway", chancery.State, "NOR")}, Independent: 1, Last: "2022-05-04",
			Life: []chancery.Step{{Day: "2022-05-04", Turn: "made", Account: "c1"}}, Accounts: []chancery.Account{account("c1", chancery.ACommitment)}},
		{ID: "taaaaaaaaaaaaaaaa", Kind: chancery.AStop, Status: chancery.Cancelled, From: "2022-05-30", To: "2022-06-01", Place: oslo, Cue: "travel", Last: "2022-05-05",
			Parties:  []chancery.Party{party("traveller", "Q101", "Ine Holm", chancery.Person, "NOR"), party("met", "state:SWE", "Sweden", chancery.State, "SWE")},
			Accounts: []chancery.Account{account("t1", chancery.AStop)}},
		{ID: "naaaaaaaaaaaaaaaa", Kind: chancery.ATurn, Type: "warmed", Cue: "warmed",
			Parties: []chancery.Party{party("pair", "state:MLI", "Mali", chancery.State, "MLI"), party("pair", "state:NOR", "Norway", chancery.State, "NOR")}},
	}
}

var options = export.Options{
	Version: "chancery test", At: time.Date(2022, 7, 1, 12, 0, 0, 0, time.UTC), Title: "Agenda",
	Actor: func(key string) (chancery.ActorCard, bool) {
		c := chancery.ActorCard{Key: key, Name: "Ine Holm", Kind: chancery.Person, State: "NOR", Sector: "GOV", Wikidata: "Q101",
			Roles: []chancery.Role{{Title: "envoy", From: "2010-01-01", To: "2015-01-01"}, {Title: "foreign minister", From: "2021-10-14"}}}
		return c, key == "Q101"
	},
}

// written writes all entries in a form.
func written(t *testing.T, form string, o export.Options) (data []byte, n int) {
	t.Helper()
	var b bytes.Buffer
	w, err := export.New(form, &b, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries() {
		if err := w.Write(&e); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), w.Written()
}

func TestJSONL(t *testing.T) {
	data, n := written(t, "jsonl", options)
	want := entries()
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	if n != len(want) || len(lines) != len(want) {
		t.Fatalf("%d entries, %d lines", n, len(lines))
	}
	for i, line := range lines {
		var e chancery.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		if e.ID != want[i].ID || e.What != want[i].What || len(e.Parties) != len(want[i].Parties) {
			t.Errorf("got %+v", e)
		}
		if len([]rune(e.Snippet)) > export.SnippetLength || len(e.Accounts) > 0 && e.Accounts[0].Sentence.Text != "" {
			t.Errorf("%s: more of the text than a snippet", e.ID)
		}
	}
}

func TestPlover(t *testing.T) {
	data, n := written(t, "plover", options)
	var got []struct {
		ID, Event, Mode, Date, Status string
		Context                       []string
		Quad                          string
		Intensity                     float64
		Source, Recipient             []struct{ Name, Country, Sector, Title, Wikidata string }
		Location                      struct{ Lat, Lon float64 }
		Refs                          []struct {
			URL        string
			Start, End int
		} `json:"text_refs"`
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	if n != 2 || len(got) != 2 {
		t.Fatalf("%d events", len(got))
	}
	e := got[0]
	if e.Event != "CONSULT" || e.Date != "2022-05-03" || e.Quad != "verbal cooperation" || e.Intensity != 1 || e.Location.Lat != 59.91273 ||
		e.Source[0].Sector != "GOV" || e.Source[0].Title != "foreign minister" || e.Source[0].Wikidata != "Q101" || e.Source[1].Sector != "GOV" ||
		e.Recipient[0].Country != "MLI" || e.Refs[0].URL != "https://example.org/a?b=1&c=2" || e.Refs[0].Start != 20 {
		t.Errorf("got %+v", e)
	}
	if !slices.Contains(e.Context, "cbrn") || slices.Contains(e.Context, "military") {
		t.Errorf("contexts %v", e.Context)
	}
}

func TestGeoJSON(t *testing.T) {
	data, n := written(t, "geojson", options)
	got, err := geojson.UnmarshalFeatureCollection(data)
	if err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	if n != 2 || len(got.Features) != 2 {
		t.Fatalf("%d features", len(got.Features))
	}
	f := got.Features[0]
	if f.ID != "e1aaaaaaaaaaaaaaa" || f.Geometry != (orb.Point{-10.74609, 59.91273}) || f.Properties["status"] != "held" || f.Properties["url"] != "https://example.org/a?b=1&c=2" {
		t.Errorf("got %+v", f)
	}
	if got.Features[1].Properties["kind"] != "stop" {
		t.Errorf("got %+v", got.Features[1])
	}
}

func TestCalendar(t *testing.T) {
	data, n := written(t, "ics", options)
	for _, line := range strings.SplitAfter(string(data), "\r\n") {
		if len(line) > 77 || line != "" && !strings.HasSuffix(line, "\r\n") {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	c, err := ics.ParseCalendar(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if n != 3 || len(c.Events()) != 3 {
		t.Fatalf("%d events", len(c.Events()))
	}
	tests := []struct {
		property ics.ComponentProperty
		want     [3]string // meeting, commitment, stop
	}{
		{ics.ComponentPropertyUniqueId, [3]string{"e1aaaaaaaaaaaaaaa@chancery", "caaaaaaaaaaaaaaaa@chancery", "taaaaaaaaaaaaaaaa@chancery"}},
		{ics.ComponentPropertyDtstamp, [3]string{"20220701T120000Z", "20220701T120000Z", "20220701T120000Z"}},
		{ics.ComponentPropertyDtStart, [3]string{"20220503", "20220630", "20220530"}},
		{ics.ComponentPropertyDtEnd, [3]string{"20220504", "20220701", "20220602"}},
		{ics.ComponentPropertyStatus, [3]string{"CONFIRMED", "CONFIRMED", "CANCELLED"}},
		{ics.ComponentPropertySummary, [3]string{`Ine "Iron" Holm, Sweden: meet – -Omar` + "\t" + `Diallo`, "Due: meet again; in Bamako, Mali (Norway)", "Ine Holm in Oslo, meets Sweden [cancelled]"}},
		{ics.ComponentPropertyLocation, [3]string{"Oslo (NOR)", "", "Oslo (NOR)"}},
		{ics.ComponentPropertyUrl, [3]string{"https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"}},
	}
	for _, test := range tests {
		for i, e := range c.Events() {
			got := ""
			if p := e.GetProperty(test.property); p != nil {
				got = p.Value
				if test.property == ics.ComponentPropertyDtStart && p.ICalParameters["VALUE"][0] != "DATE" {
					t.Errorf("DTSTART is no date: %v", p.ICalParameters)
				}
			}
			if got != test.want[i] {
				t.Errorf("%s of event %d: got %q, want %q", test.property, i, got, test.want[i])
			}
		}
	}
}

func TestJSONLD(t *testing.T) {
	data, n := written(t, "jsonld", options)
	var got struct {
		Context map[string]string `json:"@context"`
		Graph   []map[string]any  `json:"@graph"`
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v: %s", err, data)
	}
	if n != 6 || len(got.Graph) != 7 || got.Context["@vocab"] != "https://schema.org/" || got.Context["prov"] == "" {
		t.Fatalf("%d entries, %d nodes, context %v", n, len(got.Graph), got.Context)
	}
	want := []string{"prov:Activity", "[Event prov:Entity]", "[Event prov:Entity]", "[Claim prov:Entity]", "[PlanAction prov:Entity]", "[TravelAction prov:Entity]", "[Event prov:Entity]"}
	for i, g := range got.Graph {
		if s := fmt.Sprint(g["@type"]); s != want[i] {
			t.Errorf("node %d is %s, want %s", i, s, want[i])
		}
	}
	e := got.Graph[1]
	report := e["prov:wasDerivedFrom"].([]any)[0].(map[string]any)
	who := e["organizer"].([]any)[0].(map[string]any)
	if e["eventStatus"] != "https://schema.org/EventScheduled" || report["headline"] != "Talks <in> Oslo" || who["sameAs"] != "http://www.wikidata.org/entity/Q101" ||
		e["location"].(map[string]any)["geo"].(map[string]any)["longitude"] != -10.74609 {
		t.Errorf("got %v", e)
	}
	if s := got.Graph[3]["author"].([]any)[0].(map[string]any)["name"]; s != "Ine Holm" {
		t.Errorf("author %v", s)
	}
}

func TestEmptyDocuments(t *testing.T) {
	for _, form := range export.Forms {
		var b bytes.Buffer
		o := options
		if form.Tables {
			o.Kind = chancery.AnEvent
		}
		w, err := export.New(form.Name, &b, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Errorf("%s: %v", form.Name, err)
		}
		if strings.Contains(form.MediaType, "json") && form.Name != "jsonl" && !json.Valid(b.Bytes()) {
			t.Errorf("%s: %s", form.Name, b.Bytes())
		}
	}
	if _, err := export.New("xls", io.Discard, options); err == nil || !strings.Contains(err.Error(), "no form of export: jsonl, plover") {
		t.Errorf("unknown form: %v", err)
	}
	if _, err := export.New("csv", io.Discard, export.Options{Kind: "quarrel"}); err == nil {
		t.Error("an unknown kind was taken")
	}
}

func TestFolder(t *testing.T) {
	for _, form := range []string{"csv", "parquet"} {
		dir := filepath.Join(t.TempDir(), "tables")
		for range 2 { // the second time over the first
			w, err := export.NewFolder(form, dir, options)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range entries() {
				if err := w.Write(&e); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil || w.Written() != 6 {
				t.Errorf("%v, %d written", err, w.Written())
			}
		}
		var names []string
		files, _ := os.ReadDir(dir)
		for _, f := range files {
			names = append(names, strings.TrimSuffix(f.Name(), "."+form))
		}
		if got := strings.Join(names, " "); got != "commitments events relations statements stops" {
			t.Errorf("files %s", got)
		}
	}
}

// TestMemoryIsFlat writes many entries and holds the heap to a bound.
func TestMemoryIsFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	e := entries()[0]
	for _, form := range []string{"jsonl", "polecat", "csv", "parquet", "jsonld"} {
		o := options
		o.Kind = chancery.AnEvent
		w, err := export.New(form, io.Discard, o)
		if err != nil {
			t.Fatal(err)
		}
		heap := func() uint64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		before := heap()
		for i := range 12_000 {
			e.ID = fmt.Sprintf("e%016d", i)
			if err := w.Write(&e); err != nil {
				t.Fatal(err)
			}
		}
		if grown := int64(heap()) - int64(before); grown > 64<<20 {
			t.Errorf("%s: the heap grew by %d bytes", form, grown)
		}
		w.Close()
	}
}
