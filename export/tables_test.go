package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"chancery"
	"chancery/export"
)

func TestPolecat(t *testing.T) {
	data, n := written(t, "polecat", options)
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if n != 2 || len(rows) != 1+2+1 {
		t.Fatalf("%d events, %d rows", n, len(rows))
	}
	field := func(row int, column string) string { return rows[row][slices.Index(rows[0], column)] }
	for _, c := range []struct {
		row          int
		column, want string
	}{
		{1, "Event ID", "e1aaaaaaaaaaaaaaa"}, {2, "Event ID", "e1aaaaaaaaaaaaaaa-2"}, {1, "Event Date", "2022-05-03"}, {3, "Event Date", "2022-05-09"},
		{1, "Quad Code", "VERBAL COOPERATION"}, {3, "Quad Code", "VERBAL CONFLICT"}, {1, "Intensity", "1"}, {1, "Actor Name", "Ine Holm"}, {1, "Actor Name Raw", `Ine "Iron" Holm`},
		{1, "Actor Title", "foreign minister"}, {1, "Primary Actor Sector", "GOV"}, {2, "Actor Country", "SWE"}, {2, "Recipient Country", "MLI"},
		{1, "Recipient Name", "-Omar Diallo"}, {3, "Recipient Name", ""}, {1, "City", "Oslo"}, {1, "Country", "NOR"}, {1, "Latitude", "59.91273"}, {1, "Longitude", "-10.74609"},
		{1, "GeoNames ID", "3143244"}, {1, "Source", "Nordic Wire"}, {1, "Publication Date", "2022-05-04"}, {1, "Version", "chancery test"}, {1, "Wikipedia Actor ID", "Q101"},
	} {
		if got := field(c.row, c.column); got != c.want {
			t.Errorf("row %d, %s: got %q, want %q", c.row, c.column, got, c.want)
		}
	}
	r2, err := exec.LookPath("Rscript")
	if err != nil {
		t.Skip("no Rscript")
	}
	file := filepath.Join(t.TempDir(), "polecat.tsv")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(r2, "-e", fmt.Sprintf(`d <- read.delim(%q, check.names=FALSE); stopifnot(nrow(d)==3, ncol(d)==%d, is.numeric(d$Intensity), is.numeric(d$Latitude), d[["Actor Name Raw"]][1]=="Ine \"Iron\" Holm"); cat("ok")`, file, len(rows[0]))).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "ok") {
		t.Errorf("R: %v: %s", err, out)
	}
}

func TestCSV(t *testing.T) {
	tests := []struct {
		kind chancery.EntryKind
		rows int
		want map[string]string // of the first row
	}{
		{chancery.AnEvent, 2, map[string]string{"id": "e1aaaaaaaaaaaaaaa", "who": `Ine "Iron" Holm; Sweden`, "whom": "'-Omar Diallo", "about": "'=SUM(A1)", "lon": "-10.74609",
			"from": "2022-05-03", "disputed": "date; place", "corrected": "true", "quad": "verbal cooperation", "intensity": "1", "independent_sources": "2",
			"sentence": `The minister "met" a guest; nuclear talks, it is said, went on.`}},
		{chancery.AStatement, 1, map[string]string{"speaker": "Ine Holm", "said": `'@all, we're "done"`, "via": "Reuters", "to": ""}},
		{chancery.ACommitment, 1, map[string]string{"parties": "Norway", "undertaken": "meet again; in Bamako, Mali", "to": "2022-06-30", "life_turns": "made", "lat": ""}},
		{chancery.AStop, 1, map[string]string{"traveller": "Ine Holm", "met": "Sweden", "geonames": "3143244"}},
		{chancery.ATurn, 1, map[string]string{"a": "MLI", "b": "NOR", "type": "warmed"}},
		{"", 6, map[string]string{"kind": "event", "what": "'=SUM(A1)", "states": "NOR; SWE; MLI"}},
	}
	for _, test := range tests {
		o := options
		o.Kind = test.kind
		data, n := written(t, "csv", o)
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if n != test.rows || len(rows) != 1+test.rows {
			t.Errorf("%q: %d rows", test.kind, n)
			continue
		}
		for column, want := range test.want {
			i := slices.Index(rows[0], column)
			if i < 0 {
				t.Errorf("%q: no column %s in %v", test.kind, column, rows[0])
			} else if rows[1][i] != want {
				t.Errorf("%q, %s: got %q, want %q", test.kind, column, rows[1][i], want)
			}
		}
	}
}

func TestParquet(t *testing.T) {
	read := func(kind chancery.EntryKind) []byte {
		o := options
		o.Kind = kind
		data, n := written(t, "parquet", o)
		if n == 0 {
			t.Errorf("%s: no rows", kind)
		}
		return data
	}
	data := read(chancery.AnEvent)
	events, err := parquet.Read[export.EventRow](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(events) != 2 {
		t.Fatalf("%v, %d events", err, len(events))
	}
	e := events[0]
	if e.ID != "e1aaaaaaaaaaaaaaa" || strings.Join(e.Who, "|") != `Ine "Iron" Holm|Sweden` || *e.From != 19115 || *e.Lon != -10.74609 ||
		*e.Geonames != 3143244 || e.About != "=SUM(A1)" || strings.Join(e.Disputed, "|") != "date|place" || !e.Corrected || e.Confidence != 0.93 || e.Independent != 2 {
		t.Errorf("got %+v", e)
	}
	if e := events[1]; len(e.Whom) != 0 || *e.First != 19121 {
		t.Errorf("got %+v", e)
	}
	// What is not known is null. (parquet.Read gives zeros for nulls of embedded structs.)
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	rows := make([]parquet.Row, 2)
	if _, err := file.RowGroups()[0].Rows().ReadRows(rows); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	for _, column := range []string{"from", "to", "lat", "lon", "geonames"} {
		leaf, _ := file.Schema().Lookup(column)
		for _, v := range rows[1] {
			if v.Column() == leaf.ColumnIndex && !v.IsNull() {
				t.Errorf("%s is %v, not null", column, v)
			}
		}
	}
	data = read(chancery.ACommitment)
	commitments, err := parquet.Read[export.CommitmentRow](bytes.NewReader(data), int64(len(data)))
	if err != nil || len(commitments) != 1 || commitments[0].Undertaken != "meet again; in Bamako, Mali" || commitments[0].LifeTurns[0] != "made" {
		t.Errorf("%v, %+v", err, commitments)
	}
	data = read(chancery.AStatement)
	if s, err := parquet.Read[export.StatementRow](bytes.NewReader(data), int64(len(data))); err != nil || s[0].Speaker != "Ine Holm" {
		t.Errorf("%v, %+v", err, s)
	}
	data = read(chancery.AStop)
	if s, err := parquet.Read[export.StopRow](bytes.NewReader(data), int64(len(data))); err != nil || s[0].Met[0] != "Sweden" {
		t.Errorf("%v, %+v", err, s)
	}
	data = read(chancery.ATurn)
	if s, err := parquet.Read[export.TurnRow](bytes.NewReader(data), int64(len(data))); err != nil || s[0].B != "NOR" {
		t.Errorf("%v, %+v", err, s)
	}
	if _, err := export.New("parquet", io.Discard, options); err == nil || !strings.Contains(err.Error(), "one kind") {
		t.Errorf("without a kind: %v", err)
	}
}
