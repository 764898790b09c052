package correct_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/correct"
)

const text = "Envoys Meet in Oslo\n\n" +
	"Norway's Ine Holm met Omar Diallo of Mali in Oslo on May 3. \"We spoke at length,\" Holm said. \"We agree on much.\"\n\n" +
	"Diallo pledged to free ten prisoners and to open a border post by June. He will travel to Paris and Rome.\n\n" +
	"Ties between the two states had stalled, Holm told Reuters."

func span(words string, nth int) chancery.Span {
	at := -1
	for range nth {
		at += 1 + strings.Index(text[at+1:], words)
	}
	return chancery.Span{Start: at, End: at + len(words), Text: words} // the text is ASCII
}

func date(value string) *chancery.Date { return &chancery.Date{Value: &value} }

// record is a reading of the text with one mistake in nearly every entry.
func record() *chancery.Record {
	day := "2022-05-04"
	return &chancery.Record{
		Schema:   chancery.Schema,
		Document: chancery.Document{ID: "sha256:00", Title: "Envoys Meet in Oslo", Published: &day, Text: text, Language: "en"},
		Actors: []chancery.Actor{
			{ID: "a1", Name: "Ine Holm", Kind: chancery.Person, State: "NOR", Aliases: []string{"Holm"}, Mentions: []chancery.Span{}},
			{ID: "a2", Name: "Omar Diallo", Kind: chancery.Person, State: "MLI", Aliases: []string{"Diallo"}, Mentions: []chancery.Span{}},
			{ID: "a3", Name: "Norway", Kind: chancery.State, State: "NOR", Mentions: []chancery.Span{}},
			{ID: "a4", Name: "Mali", Kind: chancery.State, State: "MLI", Mentions: []chancery.Span{}},
		},
		Events: []chancery.Event{
			{ID: "e1", Type: chancery.Consult, Mode: "meet", Cue: span("met", 1), Mentions: []chancery.Span{span("Meet", 1)}, Who: []string{"a1"}, Whom: []string{"a2"},
				Date: date("2022-05-03"), Status: chancery.Planned, Sources: []string{}, Confidence: 0.6},
			{ID: "e2", Type: chancery.Agree, Cue: span("pledged", 1), Mentions: []chancery.Span{}, Who: []string{"a2"}, Whom: []string{}, Status: chancery.Held, Sources: []string{}, Confidence: 0.5},
		},
		Statements: []chancery.Statement{
			{ID: "s1", Speaker: "a2", Form: chancery.Direct, Cue: span("said", 1), Content: []chancery.Span{span("We spoke at length,", 1)}, Text: "We spoke at length,", Addressee: []string{}, Via: []string{}, Confidence: 0.7},
			{ID: "s2", Speaker: "a2", Form: chancery.Direct, Cue: span("said", 1), Content: []chancery.Span{span("We agree on much.", 1)}, Text: "We agree on much.", Addressee: []string{}, Via: []string{}, Confidence: 0.7},
		},
		Commitments: []chancery.Commitment{
			{ID: "c1", Parties: []string{"a2"}, What: "free ten prisoners", Kind: chancery.Action, Status: chancery.Open, Cue: span("pledged", 1), Event: "e2", Confidence: 0.8},
			{ID: "c2", Parties: []string{"a2"}, What: "open a border post", Kind: chancery.Action, Status: chancery.Open, Cue: span("pledged", 1), Event: "e2", Confidence: 0.8},
		},
		Stops: []chancery.Stop{
			{Traveller: "a2", Order: 1, Place: &chancery.Place{Name: "Paris", Country: "FRA"}, Date: date("2022-05-05"), Status: chancery.Planned, Met: []string{}, Cue: span("travel", 1), Confidence: 0.9},
			{Traveller: "a2", Order: 2, Place: &chancery.Place{Name: "Rome", Country: "ITA"}, Date: date("2022-05-07"), Status: chancery.Planned, Met: []string{}, Cue: span("travel", 1), Confidence: 0.9},
		},
		Times:     []chancery.TimeExpr{{Start: span("by June", 1).Start + 3, End: span("by June", 1).End, Text: "June", Value: "2022-06", Type: "DATE"}},
		Places:    []chancery.Place{},
		Relations: []chancery.Relation{{Pair: [2]string{"MLI", "NOR"}, Turn: "stalled", Cue: span("stalled", 1)}},
	}
}

func clone(t *testing.T, r *chancery.Record) *chancery.Record {
	t.Helper()
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var out chancery.Record
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return &out
}

func fields(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// names gives the names behind IDs.
func names(r *chancery.Record, ids ...string) string {
	var out []string
	for _, id := range ids {
		for _, a := range r.Actors {
			if a.ID == id {
				out = append(out, a.Name)
			}
		}
	}
	return strings.Join(out, "; ")
}

func TestCorrections(t *testing.T) {
	tests := []struct {
		name     string
		wishes   []correct.Wish
		is       func(r *chancery.Record) any
		want     any
		verdicts map[string]chancery.Verdict
	}{
		{"accept", []correct.Wish{{Verdict: chancery.Accepted, Local: "e1"}},
			func(r *chancery.Record) any { return r.Events[0].Confidence }, 1.0, map[string]chancery.Verdict{"e1": "accept"}},
		{"reject an event: commitments made in it stay without", []correct.Wish{{Verdict: chancery.Rejected, Local: "e2"}},
			func(r *chancery.Record) any {
				return []any{len(r.Events), r.Commitments[0].Event, r.Commitments[1].Event}
			}, []any{1, "", ""}, nil},
		{"status", []correct.Wish{{Verdict: chancery.Edited, Local: "e1", Fields: fields("status", "Held")}},
			func(r *chancery.Record) any { return r.Events[0].Status }, chancery.Held, map[string]chancery.Verdict{"e1": "edit"}},
		{"whom, one known by alias, one new, one a state by code", []correct.Wish{{Verdict: chancery.Edited, Local: "e1", Fields: fields("whom", "Diallo; António Guterres; FRA")}},
			func(r *chancery.Record) any { return names(r, r.Events[0].Whom...) }, "Omar Diallo; António Guterres; France", map[string]chancery.Verdict{"e1": "edit"}},
		{"a name that no table has", []correct.Wish{{Verdict: chancery.Edited, Local: "e1", Fields: fields("whom", "Zara Quill (MLT)")}},
			func(r *chancery.Record) any { a := r.Actors[4]; return []any{a.ID, a.Name, a.Kind, a.State} }, []any{"a5", "Zara Quill", chancery.Person, "MLT"}, map[string]chancery.Verdict{"e1": "edit"}},
		{"the second run of a quotation", []correct.Wish{{Verdict: chancery.Edited, Local: "s2", Fields: fields("speaker", "Holm")}},
			func(r *chancery.Record) any { return []any{r.Statements[0].Speaker, r.Statements[1].Speaker} }, []any{"a2", "a1"}, map[string]chancery.Verdict{"s2": "edit"}},
		{"the second of two undertakings", []correct.Wish{{Verdict: chancery.Edited, Local: "c2", Fields: fields("due", "2022-06", "kind", "body")}},
			func(r *chancery.Record) any {
				d := r.Commitments[1].Due
				return []any{r.Commitments[0].Due == nil, *d.Value, d.Text, r.Commitments[1].Kind}
			}, []any{true, "2022-06", "June", chancery.Body}, map[string]chancery.Verdict{"c2": "edit"}},
		{"due in words", []correct.Wish{{Verdict: chancery.Edited, Local: "c1", Fields: fields("due", "as soon as possible")}},
			func(r *chancery.Record) any { return r.Commitments[0].Due.Text }, "as soon as possible", map[string]chancery.Verdict{"c1": "edit"}},
		{"the first stop rejected: the second is now the first", []correct.Wish{{Verdict: chancery.Rejected, Local: "t1"}},
			func(r *chancery.Record) any { return []any{len(r.Stops), r.Stops[0].Place.Name, r.Stops[0].Order} }, []any{1, "Rome", 1}, nil},
		{"a stop between two others", []correct.Wish{{Verdict: chancery.Added, Kind: chancery.AStop, Fields: fields("traveller", "Diallo", "place", "Oslo", "date", "2022-05-06", "cue", "He will travel to")}},
			func(r *chancery.Record) any {
				return []any{r.Stops[1].Place.Name, r.Stops[1].Order, r.Stops[1].Place.Country, r.Stops[2].Order}
			}, []any{"Oslo", 2, "NOR", 3}, map[string]chancery.Verdict{"t2": "add"}},
		{"turn", []correct.Wish{{Verdict: chancery.Edited, Local: "n1", Fields: fields("turn", "worsened", "pair", "NOR, Mali")}},
			func(r *chancery.Record) any { return r.Relations[0].Turn + strings.Join(r.Relations[0].Pair[:], "-") }, "worsenedMLI-NOR", map[string]chancery.Verdict{"n1": "edit"}},
		{"add an event", []correct.Wish{{Verdict: chancery.Added, Kind: chancery.AnEvent, Fields: fields("type", "consult", "mode", "talk", "who", "Holm", "whom", "Reuters", "cue", "told Reuters")}},
			func(r *chancery.Record) any {
				e := r.Events[2]
				return []any{e.ID, e.Type, names(r, e.Whom...), e.Status, e.Confidence}
			}, []any{"e3", chancery.Consult, "Reuters", chancery.Held, 1.0}, map[string]chancery.Verdict{"e3": "add"}},
		{"add a statement by its first and last words", []correct.Wish{{Verdict: chancery.Added, Kind: chancery.AStatement, Fields: fields("speaker", "Ine Holm", "form", "indirect", "cue", "told", "content", "Ties between … had stalled")}},
			func(r *chancery.Record) any { return r.Statements[2].Text }, "Ties between the two states had stalled", map[string]chancery.Verdict{"s3": "add"}},
		{"what the reading has by now is not there twice", []correct.Wish{{Verdict: chancery.Added, Kind: chancery.AnEvent, Fields: fields("type", "AGREE", "who", "Diallo", "whom", "NOR", "cue", "pledged to")}},
			func(r *chancery.Record) any {
				return []any{len(r.Events), r.Events[1].ID, r.Events[1].Cue.Text, r.Commitments[0].Event}
			}, []any{2, "e2", "pledged to", "e2"}, map[string]chancery.Verdict{"e2": "add"}},
		{"the latest word counts", []correct.Wish{{Verdict: chancery.Rejected, Local: "e1"}, {Verdict: chancery.Accepted, Local: "e1"}},
			func(r *chancery.Record) any { return len(r.Events) }, 2, map[string]chancery.Verdict{"e1": "accept"}},
		{"an edit is no less one for being accepted", []correct.Wish{{Verdict: chancery.Edited, Local: "e1", Fields: fields("mode", "")}, {Verdict: chancery.Accepted, Local: "e1"}},
			func(r *chancery.Record) any { return r.Events[0].Mode }, "", map[string]chancery.Verdict{"e1": "edit"}},
		{"an event for a commitment, and a place that is cleared", []correct.Wish{{Verdict: chancery.Edited, Local: "c1", Fields: fields("event", "e1", "where", "")}},
			func(r *chancery.Record) any { return r.Commitments[0].Event }, "e1", map[string]chancery.Verdict{"c1": "edit"}},
		{"a whole entry as the record has it", []correct.Wish{{Verdict: chancery.Added, Kind: chancery.ACommitment, Fields: fields(
			"id", "c9", "confidence", 0.2, "parties", []any{"a2", map[string]any{"name": "Mali"}}, "what", "go", "kind", "visit", "status", "open",
			"cue", map[string]any{"start": span("travel", 1).Start, "end": span("travel", 1).End, "text": "travel"}, "due", nil)}},
			func(r *chancery.Record) any { return r.Commitments[2].ID + " " + names(r, r.Commitments[2].Parties...) }, "c3 Omar Diallo; Mali", map[string]chancery.Verdict{"c3": "add"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := record()
			var cs []chancery.Correction
			for i, wish := range test.wishes {
				wish.By = "ed"
				c, err := correct.Make(r, "r1", wish)
				if err != nil {
					t.Fatal(err)
				}
				c.ID = int64(i + 1)
				cs = append([]chancery.Correction{c}, cs...) // any order will do
			}
			got, verdicts, pending := correct.Apply(r, cs)
			if len(pending) > 0 {
				t.Errorf("pending %v", pending)
			}
			if is := test.is(got); !reflect.DeepEqual(is, test.want) {
				t.Errorf("got %v, want %v", is, test.want)
			}
			if len(verdicts)+len(test.verdicts) > 0 && !reflect.DeepEqual(verdicts, test.verdicts) {
				t.Errorf("verdicts %v, want %v", verdicts, test.verdicts)
			}
			if !reflect.DeepEqual(r, record()) {
				t.Error("the record itself was changed")
			}
		})
	}
}

func TestWishesRefused(t *testing.T) {
	edit := func(local string, pairs ...any) correct.Wish {
		return correct.Wish{Verdict: chancery.Edited, Local: local, Fields: fields(pairs...), By: "ed"}
	}
	add := func(kind chancery.EntryKind, pairs ...any) correct.Wish {
		return correct.Wish{Verdict: chancery.Added, Kind: kind, Fields: fields(pairs...), By: "ed"}
	}
	tests := []struct {
		wish correct.Wish
		err  string
	}{
		{correct.Wish{Verdict: chancery.Accepted, Local: "e1"}, "needs to say who"},
		{correct.Wish{Verdict: "praise", Local: "e1", By: "ed"}, `"praise" is no verdict`},
		{correct.Wish{Verdict: chancery.Accepted, Local: "e7", By: "ed"}, "no entry e7"},
		{correct.Wish{Verdict: chancery.Accepted, Local: "t-1", By: "ed"}, "no entry t-1"},
		{correct.Wish{Verdict: chancery.Accepted, Local: "", By: "ed"}, "no entry"},
		{correct.Wish{Verdict: chancery.Rejected, Local: "e1", Fields: fields("status", "held"), By: "ed"}, "reject sets no fields"},
		{edit("e1"), "needs a field to set"},
		{edit("e1", "speaker", "Holm"), "speaker: an event has no such field: it has type, mode, cue"},
		{edit("e1", "type", "MEET"), `type: "MEET" is none of AGREE`},
		{edit("e1", "status", "open"), `status: "open" is none of held`},
		{edit("c1", "status", "held"), `status: "held" is none of open`},
		{edit("e1", "date", "May 3"), `date: "May 3" is no date`},
		{edit("e1", "date", "2022-02-30"), "is no date"},
		{edit("e1", "cue", "shook hands"), "cue: «shook hands» does not stand in the text"},
		{edit("e1", "cue", "Holm"), "«Holm» stands 3 times in the text: say which with nth"},
		{edit("e1", "cue", "Holm", "nth", "4"), "nth 4"},
		{edit("e1", "cue", "900-910"), "is no piece of the text"},
		{edit("e1", "cue", map[string]any{"start": 0, "end": 3, "text": "met"}), "does not stand at 0"},
		{edit("e1", "who", map[string]any{"name": "X", "kind": "ghost"}), "no kind of actor"},
		{edit("e1", "who", 5), "names no actor"},
		{edit("e1", "place", map[string]any{"name": "Oslo", "country": "Norway"}), "alpha-3"},
		{edit("s1", "text", "We spoke"), "set content"},
		{edit("s1", "speaker", "Holm; Diallo"), "one actor only"},
		{edit("t1", "order", "2"), "set date"},
		{edit("n1", "pair", "NOR"), "two states are wanted"},
		{edit("n1", "pair", "NOR, Norway"), "not one twice"},
		{edit("c1", "event", "c2"), "no event of the report"},
		{add("quarrel", "cue", "met"), "no kind of entry"},
		{add(chancery.AnEvent, "cue", "met"), "type: a new event needs it"},
		{add(chancery.AnEvent, "type", "CONSULT", "cue", "met"), "needs who or whom"},
		{add(chancery.AnEvent, "type", "CONSULT", "who", "Holm"), "cue: the words of the text"},
		{add(chancery.AStatement, "speaker", "Holm", "content", ""), "needs it"},
		{add(chancery.AStatement, "speaker", "Holm", "content", "We shouted"), "does not stand in the text"},
	}
	for _, test := range tests {
		_, err := correct.Make(record(), "r1", test.wish)
		if err == nil || !strings.Contains(err.Error(), test.err) {
			t.Errorf("%+v: got error %v, want one with %q", test.wish, err, test.err)
		}
	}
}

// TestLaterReading applies corrections to a reading that found other things.
func TestLaterReading(t *testing.T) {
	make := func(wish correct.Wish) chancery.Correction {
		wish.By = "ed"
		c, err := correct.Make(record(), "r1", wish)
		if err != nil {
			t.Fatal(err)
		}
		c.ID = 7
		return c
	}
	tests := []struct {
		name    string
		c       chancery.Correction
		change  func(r *chancery.Record)
		pending bool
		is      func(r *chancery.Record) bool
	}{
		{"the cue is longer", make(correct.Wish{Verdict: chancery.Edited, Local: "e1", Fields: fields("status", "held")}),
			func(r *chancery.Record) { r.Events[0].Cue = span("met Omar", 1) }, false,
			func(r *chancery.Record) bool { return r.Events[0].Status == chancery.Held }},
		{"the cue has become another telling", make(correct.Wish{Verdict: chancery.Edited, Local: "e1", Fields: fields("status", "held")}),
			func(r *chancery.Record) {
				r.Events[0].Cue, r.Events[0].Mentions = span("Meet", 1), []chancery.Span{span("met", 1)}
			}, false,
			func(r *chancery.Record) bool { return r.Events[0].Status == chancery.Held }},
		{"two hang there: the type tells", make(correct.Wish{Verdict: chancery.Rejected, Local: "e2"}),
			func(r *chancery.Record) {
				e := r.Events[1]
				e.ID, e.Type = "e0", chancery.Concede
				r.Events = append([]chancery.Event{e}, r.Events...)
			}, false,
			func(r *chancery.Record) bool { return len(r.Events) == 2 && r.Events[0].ID == "e0" }},
		{"the entry is gone", make(correct.Wish{Verdict: chancery.Edited, Local: "e1", Fields: fields("status", "held")}),
			func(r *chancery.Record) { r.Events = r.Events[1:] }, true, nil},
		{"accepted as another type", make(correct.Wish{Verdict: chancery.Accepted, Local: "e1"}),
			func(r *chancery.Record) { r.Events[0].Type = chancery.Support }, true,
			func(r *chancery.Record) bool { return r.Events[0].Confidence == 0.6 }},
		{"rejected, and now of another type", make(correct.Wish{Verdict: chancery.Rejected, Local: "e1"}),
			func(r *chancery.Record) { r.Events[0].Type = chancery.Support }, false,
			func(r *chancery.Record) bool { return len(r.Events) == 1 }},
		{"the undertakings come the other way round", make(correct.Wish{Verdict: chancery.Rejected, Local: "c2"}),
			func(r *chancery.Record) { r.Commitments[0], r.Commitments[1] = r.Commitments[1], r.Commitments[0] }, false,
			func(r *chancery.Record) bool {
				return len(r.Commitments) == 1 && r.Commitments[0].What == "free ten prisoners"
			}},
		{"undone", func() chancery.Correction {
			c := make(correct.Wish{Verdict: chancery.Rejected, Local: "e1"})
			c.Undone = time.Unix(1, 0)
			return c
		}(), func(*chancery.Record) {}, false, func(r *chancery.Record) bool { return len(r.Events) == 2 }},
		{"nonsense in the change", chancery.Correction{ID: 7, Kind: chancery.AnEvent, Verdict: chancery.Edited, Cue: span("met", 1), Change: []byte(`{"who":["FRA"],"status":3}`)},
			func(*chancery.Record) {}, true, func(r *chancery.Record) bool { return names(r, r.Events[0].Who...) == "Ine Holm" && len(r.Actors) == 4 }},
		{"names alone in the change", chancery.Correction{ID: 7, Kind: chancery.AnEvent, Verdict: chancery.Edited, Cue: span("met", 1), Change: []byte(`{"who":["Holm","Mike Pompeo"]}`)},
			func(*chancery.Record) {}, false, func(r *chancery.Record) bool {
				return names(r, r.Events[0].Who...) == "Ine Holm; Mike Pompeo" && r.Actors[4].State == "USA"
			}},
		{"an addition whose words are not there", chancery.Correction{ID: 7, Kind: chancery.AnEvent, Verdict: chancery.Added, Cue: chancery.Span{Start: 3, End: 6, Text: "met"}, Change: []byte(`{"type":"CONSULT","who":["Holm"]}`)},
			func(*chancery.Record) {}, true, func(r *chancery.Record) bool { return len(r.Events) == 2 }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := clone(t, record())
			test.change(r)
			got, _, pending := correct.Apply(r, []chancery.Correction{test.c})
			if len(pending) > 0 != test.pending {
				t.Errorf("pending %v", pending)
			}
			if test.is != nil && !test.is(got) {
				t.Errorf("got %+v", got)
			}
		})
	}
}
