package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
	"github.com/parquet-go/parquet-go"
	"github.com/paulmach/orb/geojson"

	"chancery"
	"chancery/correct"
	"chancery/export"
)

const (
	meeting = "Lavrov and Kerry Meet in Moscow\n\nMOSCOW, March 24, 2016 — Russian Foreign Minister Sergei Lavrov met U.S. Secretary of State John Kerry in Moscow on Thursday. " +
		"\"We had frank talks,\" Kerry said. The two agreed to meet again in Geneva on April 2, 2016."
	another = "Kerry in Moscow\n\nWASHINGTON, March 25, 2016 — U.S. Secretary of State John Kerry met Russian Foreign Minister Sergei Lavrov in Moscow on Thursday, March 24, 2016, officials said."
)

// gathered makes an archive of the two reports and gives its path and the ID of the
// entry of their meeting.
func gathered(t *testing.T) (path, id string) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, "a.db")
	for name, text := range map[string]string{"one.txt": meeting, "two.txt": another} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if r := chanceryRun(t, "", "gather", "--quiet", "--store", path, filepath.Join(dir, "one.txt"), filepath.Join(dir, "two.txt")); r.code != exitOK {
		t.Fatalf("gather: %+v", r)
	}
	t.Setenv("CHANCERY_STORE", path)
	for _, e := range foundEntries(t, "--type", "CONSULT", "--status", "held") {
		if e.Told == 2 {
			return path, e.ID
		}
	}
	t.Fatal("the meeting is not told twice")
	return "", ""
}

func foundEntries(t *testing.T, args ...string) []chancery.Entry {
	t.Helper()
	r := chanceryRun(t, "", append([]string{"find", "--format", "json", "--limit", "1000"}, args...)...)
	var page chancery.Page
	if err := json.Unmarshal([]byte(r.out), &page); err != nil {
		t.Fatalf("%v: %+v", err, r)
	}
	return page.Entries
}

func shownOne(t *testing.T, id string) *chancery.Entry {
	t.Helper()
	r := chanceryRun(t, "", "show", "--format", "json", id)
	var e chancery.Entry
	if err := json.Unmarshal([]byte(r.out), &e); err != nil {
		t.Fatalf("%v: %+v", err, r)
	}
	return &e
}

// expect runs a command and holds what it says against what is wanted.
func expect(t *testing.T, code int, out, errs string, args ...string) result {
	t.Helper()
	r := chanceryRun(t, "", args...)
	if r.code != code || !strings.Contains(r.out, out) || !strings.Contains(r.err, errs) {
		t.Errorf("%q: got %+v, want %d, %q, %q", args, r, code, out, errs)
	}
	return r
}

// TestCorrecting goes through a life of corrections: made, listed, exported, undone,
// imported, and read again under.
func TestCorrecting(t *testing.T) {
	_, id := gathered(t)
	account := shownOne(t, id).Accounts[1]

	expect(t, exitUsage, "", "say why", "correct", id, "reject")
	expect(t, exitUsage, "", "must be one of", "correct", id, "praise")
	expect(t, exitUsage, "", "want FIELD=VALUE", "correct", id, "edit", "status", "--why", "x")
	expect(t, exitUsage, "", "set twice", "correct", id, "edit", "who=a", "who=b", "--why", "x")
	expect(t, exitUsage, "", "no kind of entry", "correct", account.Report, "add", "quarrel", "cue=met", "--why", "x")
	expect(t, exitInput, "", "no such entry", "correct", "e0000000000000000", "accept")
	expect(t, exitInput, "", "/e1, s1, c1", "correct", account.Report, "accept")
	expect(t, exitInput, "", "has no entry e99", "correct", account.Report+"/e99", "accept")
	expect(t, exitInput, "", "is none of held", "correct", id, "edit", "status=gone", "--why", "x")
	expect(t, exitInput, "", "has no such field: it has type, mode", "correct", id, "edit", "weather=fine", "--why", "x")
	expect(t, exitInput, "", "no report is corrected", "corrections", "export", t.TempDir())
	expect(t, exitOK, "Nothing is corrected", "", "corrections")

	expect(t, exitOK, "1: accept event CONSULT", "1 other accounts", "correct", id, "accept", "--by", "Ada")
	expect(t, exitOK, "edit event CONSULT «", "", "correct", id, "edit", "place=Saint Petersburg", "mode=talk", "--all", "--by", "Ada", "--why", "it was there")
	if e := shownOne(t, id); !e.Corrected || e.Place == nil || !strings.Contains(e.Place.Name, "Petersburg") || e.Mode != "talk" {
		t.Errorf("after the edit: %+v", e)
	}
	expect(t, exitOK, "add event ACCUSE «said»", "", "correct", account.Report, "add", "event", "type=accuse", "who=John Kerry", "whom=RUS", "cue=said", "--by", "Ada", "--why", "missed")
	if e := foundEntries(t, "--type", "ACCUSE"); len(e) != 1 || !e[0].Corrected {
		t.Errorf("after the addition: %+v", e)
	}
	r := expect(t, exitOK, "by", "", "corrections", "list", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(r.out)).ReadAll()
	if err != nil || len(rows) != 5 || rows[1][0] != "4" || rows[1][9] != "Ada" {
		t.Errorf("csv: %v, %q", err, rows)
	}
	expect(t, exitOK, `"says":"accept event CONSULT`, "", "corrections", "--format", "jsonl")
	expect(t, exitOK, "Ada", "", "corrections", "--report", account.Report)

	before := roundTrip(t)
	expect(t, exitOK, "4 is undone", "", "corrections", "undo", "4", "--by", "Ada")
	expect(t, exitInput, "", "undone already", "corrections", "undo", "4")
	if e := foundEntries(t, "--type", "ACCUSE"); len(e) != 0 {
		t.Errorf("after the undoing: %+v", e)
	}
	expect(t, exitOK, "1 added", "", "corrections", "import", before, "--dry-run")
	expect(t, exitOK, "1 added", "", "corrections", "import", before, "--by", "Bo")
	if e := foundEntries(t, "--type", "ACCUSE"); len(e) != 1 {
		t.Errorf("after the import: %+v", e)
	}
	expect(t, exitOK, "0 entries accepted, 0 rejected, 0 edited, 0 added", "", "corrections", "import", before)
	rereadUnder(t, id)
}

// roundTrip exports the corrected reports, holds them to be in form, and gives the
// folder.
func roundTrip(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "gold")
	expect(t, exitOK, "", "2 reports written", "corrections", "export", dir)
	all, err := correct.ReadFolder(dir)
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %d annotations", err, len(all))
	}
	// A record is right by its own annotation but for what the editor changed.
	records := filepath.Join(t.TempDir(), "records")
	expect(t, exitOK, "", "", "read", "--format", "json", "--out", records, filepath.Join(dir, "reports", all[0].Doc+".txt"), filepath.Join(dir, "reports", all[1].Doc+".txt"))
	expect(t, exitOK, "2 reports record=", "", "score", records, "--gold", dir, "--misses")
	return dir
}

// rereadUnder reads again with other knowledge: the corrections stay.
func rereadUnder(t *testing.T, id string) {
	t.Helper()
	expect(t, exitOK, "0 of 2 reports to be read again", "", "reread", "--dry-run")
	expect(t, exitUsage, "", "two things", "reread", "--dry-run", "--abort")
	mine := write(t, "rows.tsv", "name\tstate\tsector\nTessaly Vorrund\tMLT\tGOV\n")
	expect(t, exitOK, "2 of 2 reports to be read again", "", "reread", "--dry-run", "--world", mine)
	expect(t, exitOK, "", "2 reports read again", "reread", "--world", mine, "--jobs", "2")
	if e := shownOne(t, id); !e.Corrected || !strings.Contains(e.Place.Name, "Petersburg") {
		t.Errorf("after reading again: %+v", e)
	}
	r := expect(t, exitOK, "", "", "coverage", "--format", "json")
	var c chancery.Coverage
	if err := json.Unmarshal([]byte(r.out), &c); err != nil || len(c.Versions) != 1 || !strings.Contains(c.Versions[0].Value, "+world.") || c.Versions[0].Count != 2 {
		t.Errorf("versions: %v %+v", err, c.Versions)
	}
	expect(t, exitOK, "", "", "reread", "--abort")
	if e := shownOne(t, id); !e.Corrected {
		t.Errorf("after giving up: %+v", e)
	}
}

// TestExporting writes every form and reads it back.
func TestExporting(t *testing.T) {
	_, id := gathered(t)
	dir := t.TempDir()
	out := func(as, name string, more ...string) []byte {
		t.Helper()
		file := filepath.Join(dir, name)
		expect(t, exitOK, "", "entries written to", append([]string{"export", "--as", as, "--out", file}, more...)...)
		data, _ := os.ReadFile(file)
		return data
	}
	all := len(foundEntries(t))
	lines := strings.Split(strings.TrimSpace(string(out("jsonl", "a.jsonl"))), "\n")
	if len(lines) != all {
		t.Errorf("jsonl: %d of %d entries", len(lines), all)
	}
	for _, form := range []string{"plover", "geojson", "jsonld"} {
		data := out(form, "a."+form)
		if !json.Valid(data) || !bytes.Contains(data, []byte(id)) {
			t.Errorf("%s: %s", form, data)
		}
	}
	if f, err := geojson.UnmarshalFeatureCollection(out("geojson", "b.geojson")); err != nil || len(f.Features) == 0 {
		t.Errorf("geojson: %v", err)
	}
	polecat := csv.NewReader(bytes.NewReader(out("polecat", "a.tsv")))
	polecat.Comma = '\t'
	if rows, err := polecat.ReadAll(); err != nil || len(rows) < 2 || !strings.HasPrefix(rows[1][0], "e") {
		t.Errorf("polecat: %v %q", err, rows)
	}
	if c, err := ics.ParseCalendar(bytes.NewReader(out("ics", "a.ics"))); err != nil || len(c.Events()) == 0 {
		t.Errorf("ics: %v", err)
	}
	data := out("parquet", "events.parquet", "--kind", "event")
	if rows, err := parquet.Read[export.EventRow](bytes.NewReader(data), int64(len(data))); err != nil || len(rows) == 0 {
		t.Errorf("parquet: %v, %d rows", err, len(rows))
	}
	out("csv", "tables")
	if _, err := os.Stat(filepath.Join(dir, "tables", "events.csv")); err != nil {
		t.Error(err)
	}
	expect(t, exitOK, "id,kind,type", "", "export", "--as", "csv", "--out", "-")
	expect(t, exitOK, `"USA"`, "", "export", "--as", "plover", "--out", "-", "--actor", "John Kerry", "--type", "CONSULT")
	expect(t, exitUsage, "", "no form of export", "export", "--as", "xls", "--out", "x")
	expect(t, exitUsage, "", "--out", "export", "--as", "csv")
	expect(t, exitInput, "", "no such file", "export", "--as", "jsonl", "--out", filepath.Join(dir, "none", "x"))
	expect(t, exitInput, "", "one kind", "export", "--as", "parquet", "--out", filepath.Join(dir, "x.parquet"))
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
