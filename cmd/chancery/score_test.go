package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// goldFolder makes annotations of one short report.
func goldFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{
		"annotations/x1.json": `{"doc":"x1","events":[{"id":"e1","type":"CONSULT","cue":"met","who":["Sergei Lavrov|RUS"],"whom":["John Kerry|USA"],
			"date":"2016-03-24","place":"Moscow","country":"RUS","status":"held","reported_by":[]},
			{"id":"e2","type":"ACCUSE","cue":"Talks","who":["FRA"],"whom":["DEU"],"date":null,"place":null,"country":null,"status":"held","reported_by":[]}],
			"statements":[],"commitments":[],"stops":[]}`,
		"reports/x1.txt":  "Talks in Moscow\n\nSergei Lavrov met John Kerry in Moscow on Thursday.",
		"reports/x1.date": "2016-03-24\n",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestScoreCommand(t *testing.T) {
	gold := goldFolder(t)
	records := filepath.Join(t.TempDir(), "records")
	text := filepath.Join(gold, "reports", "x1.txt")
	if r := chanceryRun(t, "", "read", "--format", "json", "--published", "2016-03-24", "--out", records, text); r.code != exitOK {
		t.Fatal(r.err)
	}
	lines := chanceryRun(t, "", "read", "--format", "jsonl", "--published", "2016-03-24", text)
	jsonl := write(t, "records.jsonl", lines.out)
	empty := t.TempDir()
	tests := []struct {
		args []string
		code int
		out  string
		err  string
	}{
		{[]string{records, "--gold", gold}, exitOK, "1 reports record=", ""},
		{[]string{jsonl, "--gold", gold}, exitOK, "1 reports record=", ""},
		{[]string{records, "--gold", gold, "--misses"}, exitOK, " (1)\n  x1  ACCUSE [FRA] -> [DEU] held «Talks»", ""},
		{[]string{records, "--gold", gold, "--only", "x1"}, exitOK, "events: type, parties, status", ""},
		{[]string{records, "--gold", gold, "--only", "x2"}, exitInput, "", "has no report x2"},
		{[]string{records}, exitUsage, "", "missing flags: --gold"},
		{[]string{records, "--gold", empty}, exitInput, "", "not in the form of annotated reports"},
		{[]string{records, "--gold", gold + "x"}, exitInput, "", "no such file"},
		{[]string{records + "x", "--gold", gold}, exitInput, "", "no such file"},
		{[]string{empty, "--gold", gold}, exitInput, "", "no record of any report"},
		{[]string{text, "--gold", gold}, exitInput, "", "record 1"},
		{[]string{"--help"}, exitOK, "Exit status", ""},
	}
	for _, test := range tests {
		r := chanceryRun(t, "", append([]string{"score"}, test.args...)...)
		if r.code != test.code || !strings.Contains(r.out, test.out) || !strings.Contains(r.err, test.err) {
			t.Errorf("%q: got %+v", test.args, r)
		}
	}
	var figures struct {
		Reports  int
		Events   float64
		Sections []struct{ Name string }
		Classes  map[string]int
	}
	if err := json.Unmarshal([]byte(chanceryRun(t, "", "score", records, "--gold", gold, "--format", "json").out), &figures); err != nil ||
		figures.Reports != 1 || figures.Events <= 0 || len(figures.Sections) == 0 || figures.Classes["event: another type"]+figures.Classes["event: nothing hangs on the cue"] != 1 {
		t.Errorf("json: %v, %+v", err, figures)
	}
	rows, err := csv.NewReader(strings.NewReader(chanceryRun(t, "", "score", records, "--gold", gold, "--format", "csv").out)).ReadAll()
	if err != nil || len(rows) != 1+2*len(figures.Sections) || rows[1][0] != "x1" || rows[len(rows)-1][0] != "all" {
		t.Errorf("csv: %v, %q", err, rows)
	}
}

// TestReadWithRowsOfOnesOwn must use names that no other test asks for: the rows
// stay for the life of the process.
func TestReadWithRowsOfOnesOwn(t *testing.T) {
	text := write(t, "a.txt", "Talks\n\nThe talks ended when Velda Marchetti-Oyelaran arrived in Geneva, an official of the Bureau of Lakes said.")
	if r := chanceryRun(t, "", "read", "--format", "json", "--published", "2018-10-07", text); strings.Contains(r.out, "Q987654321") {
		t.Fatal("known before")
	}
	mine := write(t, "mine.tsv", "name\tstate\tsector\twikidata\nVelda Marchetti-Oyelaran\tMLT\tGOV\tQ987654321\n")
	r := chanceryRun(t, "", "read", "--world", mine, "--format", "json", "--published", "2018-10-07", text)
	if r.code != exitOK || !strings.Contains(r.out, "Q987654321") {
		t.Errorf("got %d %s %s", r.code, r.err, r.out)
	}
	if r := chanceryRun(t, "", "read", "--world", mine+".gone.tsv", text); r.code != exitInput || !strings.Contains(r.err, "--world") {
		t.Errorf("got %+v", r)
	}
}
