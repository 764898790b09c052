package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"chancery"
)

// printed is a report of a test, on its way to a reading.
type printed struct {
	chancery.Record
	actors map[string]string // by name
}

// tell begins a report. Its text is the title and one paragraph.
func tell(day, house, title, text string) *printed {
	r := &printed{actors: map[string]string{}}
	d := &r.Document
	d.Title, d.Text, d.Language, d.ID = title, title+"\n\n"+text, "en", "sha256:"+title
	if day != "" {
		d.Published = &day
	}
	if house != "" {
		d.Source = &house
	}
	url := "https://news.example/" + strings.ReplaceAll(title, " ", "-")
	d.URL = &url
	return r
}

// span finds text in the report.
func (r *printed) span(text string) chancery.Span {
	at := strings.LastIndex(r.Document.Text, text)
	if at < 0 {
		panic("not in the text: " + text)
	}
	start := utf8.RuneCountInString(r.Document.Text[:at])
	return chancery.Span{Start: start, End: start + utf8.RuneCountInString(text), Text: text}
}

// actor gives the ID of an actor: "Ana Sol/PRT" is a person, "=PRT" a state.
func (r *printed) actor(name string) string {
	if id := r.actors[name]; id != "" {
		return id
	}
	a := chancery.Actor{ID: fmt.Sprintf("a%d", len(r.Actors)+1), Name: name, Kind: chancery.Person, Sector: "GOV"}
	if person, state, ok := strings.Cut(name, "/"); ok {
		a.Name, a.State = person, state
	}
	if code, ok := strings.CutPrefix(name, "="); ok {
		a.Kind, a.State, a.Name, a.Sector = chancery.State, code, map[string]string{"PRT": "Portugal", "BRA": "Brazil", "ZAF": "South Africa", "NOR": "Norway"}[code], ""
	}
	if strings.HasPrefix(name, "Ana") {
		a.Role = "Foreign Minister"
	}
	r.actors[name] = a.ID
	r.Actors = append(r.Actors, a)
	return a.ID
}

func (r *printed) all(names []string) []string {
	out := []string{}
	for _, n := range names {
		out = append(out, r.actor(n))
	}
	return out
}

func dateOf(day string) *chancery.Date {
	if day == "" {
		return nil
	}
	return &chancery.Date{Value: &day}
}

func placeOf(name string) *chancery.Place {
	if name == "" {
		return nil
	}
	country := map[string]string{"Lisbon": "PRT", "Porto": "PRT", "Brasília": "BRA", "Oslo": "NOR"}[name]
	return &chancery.Place{Name: name, Country: country}
}

// event adds an event: what stands for who and whom is parted by ">".
func (r *printed) event(what, cue, parties, day, place string, status chancery.Status, sure float64) *printed {
	who, whom, _ := strings.Cut(parties, ">")
	eventType, mode, _ := strings.Cut(what, " ")
	e := chancery.Event{ID: fmt.Sprintf("e%d", len(r.Events)+1), Type: chancery.EventType(eventType), Mode: mode, Cue: r.span(cue), Who: r.all(strings.Split(who, "+")),
		Date: dateOf(day), Place: placeOf(place), Status: status, Confidence: sure, Whom: []string{}}
	if whom != "" {
		e.Whom = r.all(strings.Split(whom, "+"))
	}
	r.Events = append(r.Events, e)
	return r
}

func (r *printed) statement(speaker, cue, text, day string) *printed {
	r.Statements = append(r.Statements, chancery.Statement{ID: fmt.Sprintf("s%d", len(r.Statements)+1), Speaker: r.actor(speaker), Form: chancery.Direct,
		Cue: r.span(cue), Content: []chancery.Span{r.span(text)}, Text: text, Date: dateOf(day), Confidence: 0.8})
	return r
}

func (r *printed) commitment(what, cue, parties, due string) *printed {
	r.Commitments = append(r.Commitments, chancery.Commitment{ID: fmt.Sprintf("c%d", len(r.Commitments)+1), Parties: r.all(strings.Split(parties, "+")), What: what,
		Kind: chancery.Action, Due: dateOf(due), Status: chancery.Open, Cue: r.span(cue), Confidence: 0.7})
	return r
}

func (r *printed) stop(traveller, cue, day, place string, status chancery.Status) *printed {
	r.Stops = append(r.Stops, chancery.Stop{Traveller: r.actor(traveller), Order: 1, Place: placeOf(place), Date: dateOf(day), Status: status,
		Cue: r.span(cue), Confidence: 0.9, Met: []string{}})
	return r
}

func (r *printed) turn(a, b, turn, cue, day string) *printed {
	r.actor("=" + a)
	r.actor("=" + b)
	r.Relations = append(r.Relations, chancery.Relation{Pair: [2]string{a, b}, Turn: turn, Date: dateOf(day), Cue: r.span(cue)})
	return r
}

// smallArchive is what the tests ask: fish between Portugal and Brazil.
func smallArchive() []chancery.Reading {
	var out []chancery.Reading
	for _, r := range []*printed{
		tell("2019-03-02", "Harbour Post", "Talks on fish", `Portugal's Ana Sol met Rui Mar of Brazil in Lisbon on Saturday to speak of the sardine fishery. "There is enough for all", Sol said. Brazil promised to open its ports to trawlers by 1 May.`).
			event("CONSULT meet", "met", "Ana Sol/PRT>Rui Mar/BRA", "2019-03-02", "Lisbon", chancery.Held, 0.95).
			statement("Ana Sol/PRT", "said", "There is enough for all", "2019-03-02").
			commitment("open its ports to trawlers", "promised", "=BRA", "2019-05-01"),
		tell("2019-03-03", "Upland Wire", "Ministers meet", `Rui Mar and Ana Sol met in Lisbon on 2 March, diplomats told the Wire, about sardine quotas.`).
			event("CONSULT meet", "met", "Ana Sol/PRT>Rui Mar/BRA", "2019-03-02", "Lisbon", chancery.Held, 0.9),
		tell("2019-04-10", "Harbour Post", "Ports stay shut", `Portugal accused Brazil of keeping its ports shut. Relations worsened. Ana Sol is to fly to Brasília on 20 April.`).
			event("ACCUSE", "accused", "=PRT>=BRA", "2019-04-10", "", chancery.Held, 0.8).
			turn("BRA", "PRT", "worsened", "worsened", "2019-04-10").
			stop("Ana Sol/PRT", "fly", "2019-04-20", "Brasília", chancery.Planned),
		tell("2019-04-15", "Upland Wire", "Norway offers its help", `Norway will host Portugal and Brazil in Oslo on 12 May, its ministry said. O'Brien's 100% plan; "quoted" -- DROP TABLE.`).
			event("CONSULT host", "host", "=NOR>=PRT+=BRA", "2019-05-12", "Oslo", chancery.Planned, 0.85),
		tell("", "", "An undated note", `South Africa thanked Norway for the sardine recipe.`).
			event("SUPPORT", "thanked", "=ZAF>=NOR", "", "", chancery.Held, 0.6),
		tell("2018-01-20", "Harbour Post", "A pledge of old", `Brazil pledged to pay its dues by 30 June 2018, the sardine board noted.`).
			commitment("pay its dues", "pledged", "=BRA", "2018-06-30"),
	} {
		record := r.Record
		record.Schema = chancery.Schema
		out = append(out, chancery.Reading{Record: &record, Version: "test", Path: "test", At: time.Unix(1, 0)})
	}
	return out
}

// TestQuestions asks an archive of smallArchive everything, on every backend.
func TestQuestions(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		a := open(t)
		keepAll(t, a, smallArchive(), 4)
		settle(t, a)
		for _, test := range []struct {
			name string
			ask  func(*testing.T, *Archive)
		}{{"find", askFind}, {"pages", askFindPages}, {"refuses", askFindRefuses}, {"facets", askFacets}, {"actors", askActors}, {"dossier", askDossier},
			{"agenda", askAgenda}, {"pair", askPair}, {"reports", askReports}, {"coverage", askCoverage}, {"sums", askSums}} {
			t.Run(test.name, func(t *testing.T) { test.ask(t, a) })
		}
	})
}

// brief is an entry in a word: kind's letter, type or place, and day.
func brief(e *chancery.Entry) string {
	out := string(e.Kind[:1]) + " " + e.Type
	if e.Kind == chancery.AStop {
		out += e.Place.Name
	}
	return out + " " + e.From
}

func briefs(entries []chancery.Entry) string {
	var out []string
	for i := range entries {
		out = append(out, brief(&entries[i]))
	}
	return strings.Join(out, ", ")
}

func keyOfName(t *testing.T, a *Archive, name string) string {
	t.Helper()
	cards, err := a.Actors(t.Context(), name, 1)
	if err != nil || len(cards) == 0 {
		t.Fatalf("actor %s: %v %v", name, cards, err)
	}
	return cards[0].Key
}

func askFind(t *testing.T, a *Archive) {
	const met, said, opens, accused, worse, flies, hosts, thanked, dues = "e CONSULT 2019-03-02", "s direct 2019-03-02", "c action 2019-05-01",
		"e ACCUSE 2019-04-10", "r worsened 2019-04-10", "s Brasília 2019-04-20", "e CONSULT 2019-05-12", "e SUPPORT ", "c action 2018-06-30"
	ana, rui := keyOfName(t, a, "Ana Sol"), keyOfName(t, a, "Rui Mar")
	for name, test := range map[string]struct {
		q    chancery.Query
		want []string // in any order where anyOrder
	}{
		"kind":                {chancery.Query{Kinds: []chancery.EntryKind{chancery.ACommitment}}, []string{opens, dues}},
		"oldest":              {chancery.Query{Kinds: []chancery.EntryKind{chancery.ACommitment}, Order: chancery.Oldest}, []string{dues, opens}},
		"type":                {chancery.Query{Types: []string{"CONSULT"}}, []string{hosts, met}},
		"types":               {chancery.Query{Types: []string{"ACCUSE", "SUPPORT"}}, []string{accused, thanked}},
		"kind and status":     {chancery.Query{Kinds: []chancery.EntryKind{chancery.AnEvent}, Statuses: []chancery.Status{chancery.Planned}}, []string{hosts}},
		"statuses":            {chancery.Query{Statuses: []chancery.Status{chancery.Planned}}, []string{hosts, flies}},
		"actor":               {chancery.Query{Actors: []string{ana}}, []string{flies, met, said}},
		"actor, kind":         {chancery.Query{Actors: []string{ana}, Kinds: []chancery.EntryKind{chancery.AnEvent}}, []string{met}},
		"two actors":          {chancery.Query{Actors: []string{ana, rui}}, []string{met}},
		"actor unknown":       {chancery.Query{Actors: []string{"Q0"}}, nil},
		"state":               {chancery.Query{Actors: []string{"state:NOR"}}, []string{hosts, thanked}},
		"pair":                {chancery.Query{Pair: [2]string{"PRT", "bra"}, Kinds: []chancery.EntryKind{chancery.AnEvent}}, []string{accused, met}},
		"place":               {chancery.Query{Place: "brasilia"}, []string{flies}},
		"country":             {chancery.Query{Country: "nor"}, []string{hosts}},
		"days":                {chancery.Query{From: "2019-04-01", To: "2019-04-30"}, []string{flies, accused, worse}},
		"until":               {chancery.Query{To: "2018-12-31"}, []string{dues}},
		"sure":                {chancery.Query{MinConfidence: 0.9, Kinds: []chancery.EntryKind{chancery.AnEvent}}, []string{met}},
		"wide":                {chancery.Query{MinSources: 2}, []string{met}},
		"corrected":           {chancery.Query{Corrected: true}, nil},
		"overdue":             {chancery.Query{OverdueOn: "2019-04-01"}, []string{dues}},
		"overdue later":       {chancery.Query{OverdueOn: "2019-06-01"}, []string{opens, dues}},
		"house":               {chancery.Query{Source: "upland wire"}, []string{hosts, met}},
		"house unknown":       {chancery.Query{Source: "Nowhere Herald"}, nil},
		"word":                {chancery.Query{Text: "sardine"}, []string{met, dues, thanked}},
		"stem":                {chancery.Query{Text: "sardines"}, []string{met, dues, thanked}},
		"words":               {chancery.Query{Text: "sardine fishery"}, []string{met}},
		"word in a name":      {chancery.Query{Text: "rui"}, []string{met}},
		"phrase":              {chancery.Query{Text: `"sardine quotas"`}, []string{met}},
		"no such phrase":      {chancery.Query{Text: `"quotas sardine"`}, nil},
		"prefix":              {chancery.Query{Text: "trawl*"}, []string{opens}},
		"prefix like plural":  {chancery.Query{Text: "bras*"}, []string{flies}}, // not Brazil
		"without":             {chancery.Query{Text: "sardine -norway"}, []string{met, dues}},
		"without phrase":      {chancery.Query{Text: `sardine -"sardine board"`}, []string{met, thanked}},
		"marks":               {chancery.Query{Text: "BRASILIA"}, []string{flies}},
		"word and actor":      {chancery.Query{Text: "lisbon", Actors: []string{rui}}, []string{met}},
		"word, pair, kind":    {chancery.Query{Text: "portugal", Pair: [2]string{"BRA", "PRT"}, Kinds: []chancery.EntryKind{chancery.AnEvent}}, []string{accused, met}},
		"word and days":       {chancery.Query{Text: "sardine", From: "2019-01-01"}, []string{met}},
		"word, oldest":        {chancery.Query{Text: "sardine", Order: chancery.Oldest}, []string{thanked, dues, met}},
		"word, widest":        {chancery.Query{Text: "sardine", Order: chancery.Widest}, []string{met, dues, thanked}},
		"word, surest":        {chancery.Query{Text: "sardine", Order: chancery.Surest}, []string{met, dues, thanked}},
		"signs":               {chancery.Query{Text: "%% !!"}, nil},
		"injection":           {chancery.Query{Text: `'; DROP TABLE entry; --`}, nil},
		"full-text injection": {chancery.Query{Text: `sardine" OR "accused`}, nil},
		"actor injection":     {chancery.Query{Actors: []string{`x' OR '1'='1`}}, nil},
		"place injection":     {chancery.Query{Place: `' OR 1=1 --`}, nil},
		"type injection":      {chancery.Query{Types: []string{`CONSULT') OR ('1'='1`}}, nil},
	} {
		page, err := a.Find(t.Context(), test.q)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := briefs(page.Entries)
		want := strings.Join(test.want, ", ")
		if strings.HasPrefix(name, "pair") || strings.Contains(name, "pair,") || name == "days" || strings.HasPrefix(name, "actor") {
			got, want = inOrder(got), inOrder(want) // of one day, or one
		}
		if got != want || page.Total != len(test.want) || page.Next != "" || page.Entries == nil {
			t.Errorf("%s: %s (%d, %q), want %s", name, got, page.Total, page.Next, want)
		}
		for _, e := range page.Entries {
			if e.Snippet == "" || e.Accounts != nil || e.ID == "" {
				t.Errorf("%s: %+v has no snippet or ID, or has accounts", name, e)
			}
		}
	}
}

// inOrder puts the entries of a list in the order of the alphabet.
func inOrder(list string) string {
	all := strings.Split(list, ", ")
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// Pages one after the other give what one page gives, none twice.
func askFindPages(t *testing.T, a *Archive) {
	for name, q := range map[string]chancery.Query{
		"all": {}, "oldest": {Order: chancery.Oldest}, "surest": {Order: chancery.Surest}, "widest": {Order: chancery.Widest},
		"arrived": {Order: chancery.Arrived}, "word": {Text: "sardine"}, "word, oldest": {Text: "sardine", Order: chancery.Oldest},
		"house": {Source: "Harbour Post"}, "word, surest": {Text: "sardine", Order: chancery.Surest}, "actor": {Actors: []string{"state:BRA"}},
		"actor, surest": {Actors: []string{"state:BRA"}, Order: chancery.Surest}, "pair": {Pair: [2]string{"PRT", "BRA"}},
	} {
		whole, err := a.Find(t.Context(), q)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []chancery.Entry
		for part := q; ; {
			part.Limit = 1
			page, err := a.Find(t.Context(), part)
			if err != nil || len(page.Entries) > 1 || page.Total != whole.Total || len(got) > 20 {
				t.Fatalf("%s: %v, %d of %d, want %d", name, err, len(page.Entries), page.Total, whole.Total)
			}
			got = append(got, page.Entries...)
			if part.Cursor = page.Next; page.Next == "" {
				break
			}
		}
		if briefs(got) != briefs(whole.Entries) || len(got) != whole.Total {
			t.Errorf("%s: pages %s, whole %s (%d)", name, briefs(got), briefs(whole.Entries), whole.Total)
		}
	}
}

func askFindRefuses(t *testing.T, a *Archive) {
	page, err := a.Find(t.Context(), chancery.Query{Limit: 1})
	if err != nil || page.Next == "" {
		t.Fatal(err, page)
	}
	for name, q := range map[string]chancery.Query{
		"day": {From: "yesterday"}, "day of the month": {To: "2019-02-30"}, "kind": {Kinds: []chancery.EntryKind{"act"}}, "order": {Order: "best; DROP TABLE entry"},
		"limit": {Limit: -1}, "great limit": {Limit: 5000}, "only without": {Text: "-sardine"}, "cursor": {Cursor: "nonsense"},
		"cursor of another": {Cursor: page.Next, Text: "sardine"}, "many words": {Text: strings.Repeat("a ", 90)},
	} {
		if _, err := a.Find(t.Context(), q); !errors.Is(err, ErrQuestion) {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := a.Find(ctx, chancery.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func askFacets(t *testing.T, a *Archive) {
	for _, test := range []struct {
		q    chancery.Query
		want string
	}{
		{chancery.Query{Pair: [2]string{"PRT", "BRA"}, Kinds: []chancery.EntryKind{chancery.AnEvent}},
			"kind: event 2; type: ACCUSE 1, CONSULT 1; status: held 2; " +
				"actor: person:BRA:rui mar 1, person:PRT:ana sol 1, state:BRA 1, state:PRT 1; " +
				"country: PRT 1; source: Harbour Post 2, Upland Wire 1; year: 2019 2"},
		{chancery.Query{Text: "nothing of the sort"}, "kind: ; type: ; status: ; actor: ; country: ; source: ; year: "},
	} {
		facets, err := a.Facets(t.Context(), test.q)
		var all []string
		for _, f := range facets {
			var values []string
			for _, v := range f.Values {
				values = append(values, fmt.Sprint(v.Value, " ", v.Count))
			}
			all = append(all, f.Field+": "+strings.Join(values, ", "))
			if f.Sample != 0 {
				t.Errorf("%s is of a sample of %d", f.Field, f.Sample)
			}
		}
		if got := strings.Join(all, "; "); err != nil || got != test.want {
			t.Errorf("%v\ngot  %s\nwant %s", err, got, test.want)
		}
	}
}
