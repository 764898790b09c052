// Package export writes entries in the forms that others read: PLOVER's JSON, the
// columns of POLECAT, tables as CSV and Parquet, GeoJSON, iCalendar, JSON-LD, and
// the entries themselves, one a line.
//
// Writers take one entry after another and keep none, so that an archive of any
// size goes through. Of the reports' texts only the sentence that an entry hangs on
// is written, and of it at most [SnippetLength] characters.
package export

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"chancery"
)

// Writer writes entries. Close ends the document; it does not close what the
// writer writes to. An entry that has no place in the form is passed over.
type Writer interface {
	Write(e *chancery.Entry) error
	Close() error
	Written() int // entries that were not passed over
}

// Options say what entries do not say themselves. The zero value will do.
type Options struct {
	Kind    chancery.EntryKind                          // of a table; CSV without one has the columns that all kinds share
	Actor   func(key string) (chancery.ActorCard, bool) // sector and offices of a party, if known
	At      time.Time                                   // when the export is made; left out if zero
	Version string                                      // of the program: "chancery 1.2"
	Title   string                                      // of a calendar
	Link    func(id string) string                      // address of an entry's page
}

// Form is a form of export.
type Form struct {
	Name      string
	Extension string
	MediaType string
	Tables    bool // one file a kind of entry
	Says      string
}

// Forms lists the forms.
var Forms = []Form{
	{"jsonl", ".jsonl", "application/x-ndjson", false, "entries with their accounts, one a line"},
	{"plover", ".json", "application/json", false, "events as PLOVER JSON"},
	{"polecat", ".tsv", "text/tab-separated-values", false, "events in the columns of POLECAT, a row a pair of actor and recipient"},
	{"csv", ".csv", "text/csv", true, "tables, one a kind"},
	{"parquet", ".parquet", "application/vnd.apache.parquet", true, "tables, one a kind"},
	{"geojson", ".geojson", "application/geo+json", false, "events and stops with a place, as points"},
	{"ics", ".ics", "text/calendar", false, "what has a day, as a calendar"},
	{"jsonld", ".jsonld", "application/ld+json", false, "linked data: schema.org with PROV"},
}

// FormOf finds a form by its name.
func FormOf(name string) (Form, error) {
	var names []string
	for _, f := range Forms {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Form{}, fmt.Errorf("%q is no form of export: %s", name, strings.Join(names, ", "))
}

// New begins a document of a form. Parquet needs Options.Kind.
func New(form string, w io.Writer, o Options) (Writer, error) {
	if o.Kind != "" && !slices.Contains(Kinds, o.Kind) {
		return nil, fmt.Errorf("%q is no kind of entry", o.Kind)
	}
	switch form {
	case "jsonl":
		return &lines{w: w, enc: encoder(w)}, nil
	case "plover":
		return newArray(w, "[", "]\n", o.plover)
	case "polecat":
		return newPolecat(w, o)
	case "csv":
		return newCSV(w, o)
	case "parquet":
		return newParquet(w, o)
	case "geojson":
		return newArray(w, `{"type":"FeatureCollection","features":[`, "]}\n", o.feature)
	case "ics":
		return newCalendar(w, o)
	case "jsonld":
		return newJSONLD(w, o)
	}
	_, err := FormOf(form)
	return nil, err
}

// Kinds are the kinds of entry in the order of the record.
var Kinds = []chancery.EntryKind{chancery.AnEvent, chancery.AStatement, chancery.ACommitment, chancery.AStop, chancery.ATurn}

func encoder(w io.Writer) *json.Encoder {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc
}

// lines writes entries as they are, without the texts of their accounts' sentences.
type lines struct {
	w   io.Writer
	enc *json.Encoder
	n   int
}

func (l *lines) Write(e *chancery.Entry) error {
	out := *e
	out.Snippet = snippet(e)
	out.Accounts = slices.Clone(e.Accounts)
	for i := range out.Accounts {
		out.Accounts[i].Sentence.Text = ""
	}
	l.n++
	return l.enc.Encode(&out)
}

func (l *lines) Close() error { return nil }
func (l *lines) Written() int { return l.n }

// array writes a JSON document around a list of values, one a line.
type array struct {
	w    io.Writer
	tail string
	of   func(e *chancery.Entry) any // nil for an entry that is passed over
	n    int
}

func newArray(w io.Writer, head, tail string, of func(e *chancery.Entry) any) (Writer, error) {
	_, err := io.WriteString(w, head)
	return &array{w: w, tail: tail, of: of}, err
}

func (a *array) Write(e *chancery.Entry) error {
	v := a.of(e)
	if v == nil {
		return nil
	}
	sep := ",\n"
	if a.n == 0 {
		sep = "\n"
	}
	a.n++
	var b strings.Builder
	b.WriteString(sep)
	if err := encoder(&b).Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(a.w, strings.TrimSuffix(b.String(), "\n"))
	return err
}

func (a *array) Close() error {
	_, err := io.WriteString(a.w, "\n"+a.tail)
	return err
}

func (a *array) Written() int { return a.n }
