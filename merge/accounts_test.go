package merge

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chancery"
)

func TestActorKey(t *testing.T) {
	p := func(name, state string) chancery.Actor {
		return chancery.Actor{Name: name, Kind: chancery.Person, State: state}
	}
	o := func(name, state string) chancery.Actor {
		return chancery.Actor{Name: name, Kind: chancery.Organization, State: state}
	}
	g := func(name, state string) chancery.Actor {
		return chancery.Actor{Name: name, Kind: chancery.Group, State: state}
	}
	for _, c := range []struct {
		a    chancery.Actor
		want string
	}{
		{chancery.Actor{Name: "United States", Kind: chancery.State, State: "USA"}, "state:USA"},
		{chancery.Actor{Name: "Britain", Kind: chancery.State}, "state:GBR"},
		{chancery.Actor{Name: "Anyone", Kind: chancery.Person, Wikidata: "Q1"}, "Q1"},
		{p("Zorban Q. Testwell", "NOR"), "person:NOR:zorban testwell"},
		{p("Dr. Zorban Testwell Jr.", "NOR"), "person:NOR:zorban testwell"},
		{p("Zörban Testwell", ""), "person::zorban testwell"},
		{p("pilot", "FRA"), "person:FRA:pilot"},
		{g("U.S. officials", "USA"), "group:USA:officials"},
		{g("senior American officials", "USA"), "group:USA:officials"},
		{o("Foreign Ministry", "CHN"), "organization:CHN:foreign ministry"},
		{o("Chinese Foreign Ministry", "CHN"), "organization:CHN:foreign ministry"},
		{chancery.Actor{Name: "officials", Kind: chancery.Group, States: []string{"USA", "KOR"}}, "group:KOR+USA:officials"},
	} {
		if got := ActorKey(c.a); got != c.want {
			t.Errorf("%s %q of %q: %q, want %q", c.a.Kind, c.a.Name, c.a.State, got, c.want)
		}
	}
	same := [][2]chancery.Actor{
		{p("Kim Jong Un", "PRK"), p("Kim Jong-un", "PRK")}, {p("Mike Pompeo", "USA"), p("Pompeo", "USA")},
		{o("State Department", "USA"), o("Department of State", "USA")}, {p("Donald J. Trump", "USA"), p("President Donald Trump", "USA")},
	}
	for _, s := range same {
		if x, y := ActorKey(s[0]), ActorKey(s[1]); x != y {
			t.Errorf("%q is %s, %q is %s", s[0].Name, x, s[1].Name, y)
		}
	}
	if x, y := ActorKey(p("Zorban Testwell", "NOR")), ActorKey(p("Zorban Testwell", "DNK")); x == y {
		t.Errorf("one name of two states has one key %s", x)
	}
}

func text(s string) *string { return &s }

// record is a small record of a report of two sentences.
func record() *chancery.Record {
	doc := "Talks\n\nMr. Testwell met Gen. Probe of Denmark on Sunday. He said grain would come."
	at := func(s string) chancery.Span {
		i := strings.Index(doc, s)
		return chancery.Span{Start: i, End: i + len(s), Text: s}
	}
	return &chancery.Record{
		Document: chancery.Document{Title: "Talks", Text: doc, Published: text("2018-10-08"), Source: text("House")},
		Actors: []chancery.Actor{
			{ID: "a1", Name: "Zorban Testwell", Kind: chancery.Person, State: "NOR"},
			{ID: "a2", Name: "Ulla Probe", Kind: chancery.Person, State: "DNK"},
		},
		Events: []chancery.Event{
			{ID: "e1", Type: chancery.Consult, Mode: "meet", Cue: at("met"), Who: []string{"a1"}, Whom: []string{"a2"}, Status: chancery.Held,
				Date: &chancery.Date{Value: text("2018-10-07"), Start: new(int)}, Confidence: 0.9},
			{ID: "e2", Type: chancery.Aid, Cue: at("come"), Who: []string{"a1"}, Status: chancery.Planned, Confidence: 0.5},
		},
		Statements:  []chancery.Statement{{ID: "s1", Speaker: "a1", Form: chancery.Indirect, Cue: at("said"), Text: "grain would come", Confidence: 0.8}},
		Commitments: []chancery.Commitment{{ID: "c1", Parties: []string{"a1"}, What: "send grain", Kind: chancery.AidPledge, Due: &chancery.Date{Value: text("2018-11")}, Status: chancery.Open, Cue: at("come")}},
		Stops:       []chancery.Stop{{Traveller: "a1", Order: 1, Status: chancery.Held, Cue: at("met"), Met: []string{"a2"}}},
		Relations:   []chancery.Relation{{Pair: [2]string{"DNK", "NOR"}, Turn: "warmed", Cue: at("met")}},
	}
}

func TestAccounts(t *testing.T) {
	r := record()
	as := Accounts("rkey", r)
	var locals []string
	ids := map[string]bool{}
	for _, a := range as {
		locals = append(locals, a.Local)
		ids[a.ID] = true
		if len(a.ID) != 17 || a.Published != "2018-10-08" || a.Source != "House" || a.Report != "rkey" {
			t.Errorf("account %+v", a)
		}
	}
	if want := []string{"e1", "e2", "s1", "c1", "t1", "n1"}; !slices.Equal(locals, want) || len(ids) != len(want) {
		t.Errorf("accounts of %v, want %v; %d IDs", locals, want, len(ids))
	}
	e := as[0]
	if e.From != "2018-10-07" || !e.Dated || len(e.Parties) != 2 || e.Parties[0].Key != "person:NOR:zorban testwell" || e.Parties[1].Side != chancery.SideWhom {
		t.Errorf("event %+v", e)
	}
	if got := string([]rune(r.Document.Text)[e.Sentence.Start:e.Sentence.End]); got != "Mr. Testwell met Gen. Probe of Denmark on Sunday." {
		t.Errorf("sentence %q", got)
	}
	if as[1].From != "" || as[1].Dated {
		t.Errorf("a plan without a day has %q", as[1].From)
	}
	if as[2].From != "2018-10-08" || as[2].Dated {
		t.Errorf("an undated statement has %q", as[2].From)
	}
	if as[3].From != "2018-11-01" || as[3].To != "2018-11-30" {
		t.Errorf("due %q to %q", as[3].From, as[3].To)
	}
	if !reflect.DeepEqual(as, Accounts("rkey", record())) {
		t.Error("the same record gives other accounts")
	}
}

// TestIDsStay checks that an account keeps its ID when another entry is read before it.
func TestIDsStay(t *testing.T) {
	before := Accounts("rkey", record())
	r := record()
	r.Events = r.Events[1:]
	after := Accounts("rkey", r)
	if before[1].ID != after[0].ID {
		t.Error("an entry's ID changed with another entry's going")
	}
}

func TestReportKey(t *testing.T) {
	d := record().Document
	k := ReportKey(&d)
	other := d
	other.Source = text("Another house")
	if len(k) != 17 || k[0] != 'r' || k != ReportKey(&d) || k == ReportKey(&other) {
		t.Errorf("keys %s and %s", k, ReportKey(&other))
	}
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ value, from, to string }{
		{"2018-10-07", "2018-10-07", "2018-10-07"}, {"2018-02", "2018-02-01", "2018-02-28"}, {"2018", "2018-01-01", "2018-12-31"},
		{"2018-W40", "2018-10-01", "2018-10-07"}, {"2018-Q3", "2018-07-01", "2018-09-30"}, {"2018-10-07/2018-10-09", "2018-10-07", "2018-10-09"},
		{"2018-10-07T10:00", "2018-10-07", "2018-10-07"}, {"PRESENT_REF", "", ""}, {"", "", ""}, {"2018-13", "", ""},
	} {
		if got := days(c.value); got != (span{c.from, c.to}) {
			t.Errorf("%q is %v, want %s to %s", c.value, got, c.from, c.to)
		}
	}
	if n, ok := ordinal("1970-01-02"); n != 1 || !ok {
		t.Errorf("the second day is %d", n)
	}
}

func TestWithout(t *testing.T) {
	if got := without("a b c d", "b d e"); got != "a c" {
		t.Errorf("%q", got)
	}
	if got := gist("The ministers were negotiating a ceasefire, the ceasefire of Monday."); got != "ceasefi ministe negotia" {
		t.Errorf("%q", got)
	}
}

func BenchmarkAccounts(b *testing.B) {
	r := record()
	known()
	for b.Loop() {
		Accounts("rkey", r)
	}
}
