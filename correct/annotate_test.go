package correct_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/correct"
	"chancery/reading"
	"chancery/score"
	"chancery/source"
)

// corrected makes corrections of every sort and gives the record with them.
func corrected(t *testing.T) *chancery.Record {
	t.Helper()
	r := record()
	var cs []chancery.Correction
	for i, wish := range []correct.Wish{
		{Verdict: chancery.Edited, Local: "e1", Fields: fields("status", "held", "whom", "Diallo; António Guterres", "place", "Oslo", "mode", "talk")},
		{Verdict: chancery.Rejected, Local: "e2"},
		{Verdict: chancery.Edited, Local: "s1", Fields: fields("speaker", "Holm", "addressee", "Reuters; Diallo", "channel", "news conference")},
		{Verdict: chancery.Edited, Local: "s2", Fields: fields("speaker", "Holm", "form", "mixed")},
		{Verdict: chancery.Accepted, Local: "c1"},
		{Verdict: chancery.Edited, Local: "c2", Fields: fields("what", "open a post on the border", "due", "2022-06")},
		{Verdict: chancery.Rejected, Local: "t2"},
		{Verdict: chancery.Added, Kind: chancery.AnEvent, Fields: fields("type", "ACCUSE", "who", "Holm", "whom", "MLI", "cue", "told", "said_by", "Reuters", "sources", "Reuters")},
		{Verdict: chancery.Added, Kind: chancery.AStatement, Fields: fields("speaker", "Holm", "form", "indirect", "cue", "told", "content", "Ties between … had stalled")},
		{Verdict: chancery.Added, Kind: chancery.ACommitment, Fields: fields("parties", "Norway officials (NOR)", "what", "go on", "kind", "visit", "due", "some day", "cue", "two states")},
		{Verdict: chancery.Added, Kind: chancery.AStop, Fields: fields("traveller", "Holm", "place", "FRA", "date", "2022-05", "cue", "Rome", "met", "Diallo")},
	} {
		wish.By = "ed"
		c, err := correct.Make(r, "r1", wish)
		if err != nil {
			t.Fatalf("%+v: %v", wish, err)
		}
		c.ID = int64(i + 1)
		cs = append(cs, c)
	}
	out, _, pending := correct.Apply(r, cs)
	if len(pending) > 0 {
		t.Fatalf("pending %v", pending)
	}
	return out
}

// TestAnnotationsRoundTrip exports a corrected record and brings the annotation
// onto the record as it was read.
func TestAnnotationsRoundTrip(t *testing.T) {
	dir := t.TempDir()
	want := corrected(t)
	folder, err := correct.NewFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // again, over what is there
		if err := folder.Add(correct.Annotate("r1", want, 0), &want.Document); err != nil {
			t.Fatal(err)
		}
	}
	if err := folder.Close(); err != nil {
		t.Fatal(err)
	}
	if sources, _ := os.ReadFile(filepath.Join(dir, "sources.tsv")); string(sources) != "r1\t\t\n" {
		t.Errorf("sources.tsv: %q", sources)
	}
	back, err := correct.ReadFolder(dir)
	if err != nil || len(back) != 1 {
		t.Fatalf("%v, %d annotations", err, len(back))
	}
	r := record()
	cs, errs := correct.Compare(r, "r1", &back[0], "import", "annotated")
	if len(errs) > 0 {
		t.Errorf("errors %v", errs)
	}
	verdicts := map[chancery.Verdict]int{}
	for i := range cs {
		cs[i].ID = int64(i + 1)
		verdicts[cs[i].Verdict]++
		if cs[i].By != "import" || cs[i].Why != "annotated" || cs[i].Report != "r1" {
			t.Errorf("correction %+v", cs[i])
		}
	}
	if len(verdicts) != 4 {
		t.Errorf("verdicts %v, want all four", verdicts)
	}
	got, _, pending := correct.Apply(r, cs)
	if len(pending) > 0 {
		t.Errorf("pending %v", pending)
	}
	g, w := plain(t, correct.Annotate("r1", got, 0)), plain(t, correct.Annotate("r1", want, 0))
	if !reflect.DeepEqual(g, w) {
		t.Errorf("got  %s\nwant %s", g, w)
	}
	if again, errs := correct.Compare(got, "r1", &back[0], "import", ""); len(again)+len(errs) > 0 {
		t.Errorf("a second import brings %v, %v", again, errs)
	}
}

// plain is an annotation without IDs, as text.
func plain(t *testing.T, a *correct.Annotation) string {
	for i := range a.Events {
		a.Events[i].ID = ""
	}
	for i := range a.Statements {
		a.Statements[i].ID = ""
	}
	for i := range a.Commitments {
		a.Commitments[i].ID = ""
	}
	data, err := json.MarshalIndent(a, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestAnnotationsScore holds exported annotations to the checker and the scorers of
// the annotated reports: a record is right by its own annotation.
func TestAnnotationsScore(t *testing.T) {
	dir := t.TempDir()
	r := corrected(t)
	folder, err := correct.NewFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Add(correct.Annotate("r1", r, 0), &r.Document); err != nil {
		t.Fatal(err)
	}
	folder.Close()
	reports, err := score.Load(filepath.Join(dir, "annotations"), filepath.Join(dir, "reports"))
	if err != nil {
		t.Fatal(err)
	}
	if reports[0].Text != r.Document.Text || reports[0].Published != *r.Document.Published {
		t.Errorf("text or day is lost: %q", reports[0].Published)
	}
	board := score.NewBoard()
	board.KeepMisses = true
	board.Add(&reports[0], r)
	if record, _, _, _, _ := board.Figures(); record < 0.9999 {
		t.Errorf("a record scores %.3f by its own annotation: %v", record, board.Misses)
	}
	gold := filepath.Join("..", "..", "shared", "gold")
	python, err := exec.LookPath("python3")
	if _, stat := os.Stat(gold); stat != nil || err != nil {
		t.Skip("no annotated reports beside the repository, or no python3")
	}
	if out, err := exec.Command(python, filepath.Join(gold, "check.py"), filepath.Join(dir, "reports"), filepath.Join(dir, "annotations", "r1.json")).CombinedOutput(); err != nil {
		t.Errorf("check.py: %v: %s", err, out)
	}
	data, _ := json.Marshal(r)
	if err := os.WriteFile(filepath.Join(dir, "r1.json"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, filepath.Join(gold, "score.py"), dir, "--gold", filepath.Join(dir, "annotations"), "--texts", filepath.Join(dir, "reports")).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "record=1.000 ") {
		t.Errorf("score.py: %v: %s", err, out)
	}
}

// TestGoldImport brings human annotations onto what was read of their reports: by
// the scorer's measure nothing is wrong then.
func TestGoldImport(t *testing.T) {
	gold := filepath.Join("..", "..", "shared", "gold")
	all, err := correct.ReadFolder(gold)
	if err != nil {
		t.Skip("no annotated reports beside the repository")
	}
	reports, err := score.Load(filepath.Join(gold, "annotations"), filepath.Join(gold, "reports"))
	if err != nil {
		t.Fatal(err)
	}
	board := score.NewBoard()
	board.KeepMisses = true
	for i := range all[:3] {
		src, err := source.Parse(source.Input{Name: all[i].Doc + ".txt", Data: []byte(all[i].Text)})
		if err != nil {
			t.Fatal(err)
		}
		src.Published, _ = time.Parse(time.DateOnly, reports[i].Published)
		r, _ := reading.Read(src)
		cs, errs := correct.Compare(r, "r1", &all[i], "import", "")
		if len(errs) > 0 {
			t.Error(errs)
		}
		for k := range cs {
			cs[k].ID = int64(k + 1)
		}
		got, _, pending := correct.Apply(r, cs)
		if len(pending) > 0 {
			t.Errorf("%s: pending %v", all[i].Doc, pending)
		}
		board.Add(&reports[i], got)
	}
	if record, _, _, _, _ := board.Figures(); record < 0.99 {
		t.Errorf("record %.3f: %s", record, strings.Join(board.Misses, "\n"))
	}
}

func TestFoldersOutOfForm(t *testing.T) {
	dir := t.TempDir()
	if _, err := correct.ReadFolder(dir + "x"); err == nil {
		t.Error("a folder that is not there was read")
	}
	if _, err := correct.ReadFolder(dir); err == nil || !strings.Contains(err.Error(), "no annotations") {
		t.Errorf("empty folder: %v", err)
	}
	for name, data := range map[string]string{"a.json": "{", "b.json": "{}", "c.json": `{"events":[]}`, "d.json": `{"events":[]}`, "d.txt": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := correct.ReadFolder(dir)
	if len(got) != 1 || got[0].Doc != "d" || err == nil {
		t.Errorf("got %v, %v", got, err)
	}
	for _, name := range []string{"a.json", "b.json", "c.json"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("the error does not name %s: %v", name, err)
		}
	}
	if _, errs := correct.Compare(record(), "r1", &got[0], "x", ""); len(errs) != 1 || !strings.Contains(errs[0].Error(), "another text") {
		t.Errorf("errors %v", errs)
	}
}
