package score_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/reading"
	"chancery/score"
	"chancery/source"
)

// TestSameAsReference holds the figures of this package equal to those of score.py
// on the annotated reports.
func TestSameAsReference(t *testing.T) {
	gold := filepath.Join("..", "..", "shared", "gold")
	if _, err := os.Stat(gold); err != nil {
		t.Skip("no annotated reports beside the repository")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3")
	}
	reports, err := score.Load(filepath.Join(gold, "annotations"), filepath.Join(gold, "reports"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	board := score.NewBoard()
	for i := range reports {
		r := &reports[i]
		src, err := source.Parse(source.Input{Name: r.Doc + ".txt", Data: []byte(r.Text)})
		if err != nil {
			t.Fatal(err)
		}
		src.Published, _ = time.Parse(time.DateOnly, r.Published)
		rec, _ := reading.Read(src)
		board.Add(r, rec)
		data, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, r.Doc+".json"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := exec.Command(python, filepath.Join(gold, "score.py"), dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	board.Print(&got)
	g, w := strings.Split(got.String(), "\n"), strings.Split(string(want), "\n")
	for i := range w {
		if i >= len(g) || g[i] != w[i] {
			t.Errorf("line %d\n got %q\nwant %q", i+1, g[min(i, len(g)-1)], w[i])
		}
	}
}
