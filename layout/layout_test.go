package layout

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const text = `Trump and Kim meet in Singapore

SINGAPORE (Reuters) - U.S. President Donald Trump met North Korean leader Kim Jong Un on Tuesday at a hotel on Sentosa island, the first time that sitting leaders of the two countries have come face to face.

"We had a really fantastic meeting," Trump told reporters. Mr. Kim said the two had "left the past behind".

Under a joint statement, North Korea committed to work toward the complete denuclearization of the Korean Peninsula.

Secretary of State Mike Pompeo is to fly to Seoul on Wednesday, the State Department said, and U.S. exercises with South Korea will be stopped. Relations, long frozen, have warmed since January.`

func ptr[T any](v T) *T { return &v }

// span finds s in the text.
func span(s string) chancery.Span {
	at := strings.Index(text, s)
	if at < 0 {
		panic("not in the text: " + s)
	}
	start := utf8.RuneCountInString(text[:at])
	return chancery.Span{Start: start, End: start + utf8.RuneCountInString(s), Text: s}
}

func on(day string) *chancery.Date { return &chancery.Date{Value: ptr(day)} }

func record() *chancery.Record {
	singapore := &chancery.Place{Name: "Singapore", Country: "SGP"}
	return &chancery.Record{
		Document: chancery.Document{Title: "Trump and Kim meet in Singapore", Published: ptr("2018-06-12"), Source: ptr("Reuters"), Text: text},
		Actors: []chancery.Actor{
			{ID: "a1", Name: "Donald Trump", Kind: chancery.Person, State: "USA"},
			{ID: "a2", Name: "Kim Jong Un", Kind: chancery.Person, State: "PRK"},
			{ID: "a3", Name: "North Korea", Kind: chancery.State, State: "PRK"},
			{ID: "a4", Name: "United States", Kind: chancery.State, State: "USA"},
			{ID: "a5", Name: "Mike Pompeo", Kind: chancery.Person, State: "USA"},
			{ID: "a6", Name: "State Department", Kind: chancery.Organization, State: "USA"},
			{ID: "a7", Name: "reporters", Kind: chancery.Group},
			{ID: "a8", Name: "South Korea", Kind: chancery.State, State: "KOR"},
			{ID: "a9", Name: "Reuters", Kind: chancery.Organization, Sector: "MED"},
		},
		Events: []chancery.Event{
			{ID: "e1", Type: chancery.Consult, Mode: "meet", Cue: span("met"), Who: []string{"a1"}, Whom: []string{"a2"},
				Date: on("2018-06-12"), Place: singapore, Status: chancery.Held, Sources: []string{"a9"}, Confidence: 0.96},
			{ID: "e2", Type: chancery.Retreat, Cue: span("stopped"), Who: []string{"a4"}, Whom: []string{"a8"},
				Status: chancery.Planned, About: "exercises", Sources: []string{"a9"}, SaidBy: ptr("a6"), Confidence: 0.4},
		},
		Statements: []chancery.Statement{
			{ID: "s1", Speaker: "a1", Form: chancery.Direct, Cue: span("told"), Content: []chancery.Span{span("We had a really fantastic meeting,")},
				Text: "We had a really fantastic meeting,", Date: on("2018-06-12"), Place: singapore, Addressee: []string{"a7"}, Confidence: 0.97},
			{ID: "s2", Speaker: "a2", Form: chancery.Mixed, Cue: span("said"), Content: []chancery.Span{span(`the two had "left the past behind"`)},
				Text: `the two had "left the past behind"`, Confidence: 0.9},
		},
		Commitments: []chancery.Commitment{
			{ID: "c1", Parties: []string{"a3"}, What: "work toward the complete denuclearization of the Korean Peninsula", Kind: chancery.Action,
				Due: &chancery.Date{Text: "as soon as possible"}, Made: on("2018-06-12"), Where: singapore, Status: chancery.Open,
				Cue: span("committed"), Event: "e1", Confidence: 0.8},
		},
		Stops: []chancery.Stop{
			{Traveller: "a5", Order: 1, Place: &chancery.Place{Name: "Seoul", Country: "KOR"}, Date: on("2018-06-13"), Status: chancery.Planned,
				Met: []string{"a8"}, Cue: span("fly"), Confidence: 0.9},
		},
		Relations: []chancery.Relation{{Pair: [2]string{"PRK", "USA"}, Turn: "warmed", Date: on("2018-01"), Cue: span("warmed")}},
	}
}

func TestWrite(t *testing.T) {
	why := Reasons{"e1": {"verb met, frame meet: subject with object", "on Tuesday is 2018-06-12"}, "t1": {"is to fly: planned"}}
	for name, o := range map[string]Options{
		"80":      {Width: 80},
		"120":     {Width: 120},
		"40":      {Width: 40},
		"color":   {Width: 80, Color: true},
		"explain": {Width: 80, Explain: true, Why: why},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := Write(&b, record(), o); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", name+".golden"), b.Bytes())
			if o.Color {
				return
			}
			for line := range strings.Lines(b.String()) {
				if line = strings.TrimRight(line, "\n"); columns(line) > o.Width {
					t.Errorf("%d columns, want at most %d: %q", columns(line), o.Width, line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("white space at the end of %q", line)
				}
			}
		})
	}
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; go test ./layout -update rewrites it. got:\n%s", file, got)
	}
}
