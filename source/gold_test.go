package source

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestParseKeepsAnnotatedReports checks that offsets into a report are offsets
// into its file. The annotated reports stand beside the repository and are not
// part of it.
func TestParseKeepsAnnotatedReports(t *testing.T) {
	files, _ := filepath.Glob("../../shared/gold/reports/*.txt")
	train, _ := filepath.Glob("../../shared/gold/train/reports/*.txt")
	seed, _ := filepath.Glob("../../shared/seed/*.txt")
	files = append(append(files, train...), seed...)
	if len(files) == 0 {
		t.Skip("no annotated reports beside the repository")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Parse(Input{Name: name, Data: data})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := strings.TrimRight(string(data), "\n"); r.Text != want {
			t.Errorf("%s: the text differs from the file's", name)
		}
		if first, _, _ := strings.Cut(string(data), "\n"); r.Title != strings.TrimSpace(first) {
			t.Errorf("%s: title %q, want %q", name, r.Title, first)
		}
	}
}
