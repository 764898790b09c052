package annotated

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chancery"
	"chancery/score"
)

const (
	stories = "../../../shared/corpus"
	gold    = "../../../shared/gold"
)

// TestEntries holds the annotations to the guide's forms: they stand here without
// their texts, and hold no longer pieces of them than cues.
func TestEntries(t *testing.T) {
	entries, err := read("reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) < 100 {
		t.Fatalf("%d reports", len(entries))
	}
	seen := map[string]bool{}
	for _, e := range entries {
		if seen[e.Corpus+e.ID] {
			t.Errorf("%s %s stands there twice", e.Corpus, e.ID)
		}
		seen[e.Corpus+e.ID] = true
		for _, v := range e.Events {
			if !slices.Contains(chancery.EventTypes, v.Type) {
				t.Errorf("%s %s: event type %q", e.Doc, v.ID, v.Type)
			}
			short(t, e.Doc, v.Cue)
		}
		for _, s := range e.Statements {
			short(t, e.Doc, s.Cue)
			short(t, e.Doc, s.From)
			short(t, e.Doc, s.To)
			if s.Speaker == "" {
				t.Errorf("%s %s: no speaker", e.Doc, s.ID)
			}
		}
		for _, c := range e.Commitments {
			short(t, e.Doc, c.Cue)
		}
		for _, s := range e.Stops {
			short(t, e.Doc, s.Cue)
		}
	}
}

func short(t *testing.T, doc, piece string) {
	t.Helper()
	if n := len(strings.Fields(piece)); n < 1 || n > 8 {
		t.Errorf("%s: %d words in %q", doc, n, piece)
	}
}

// TestOthers finds each story with its text and the annotations' cues in it.
func TestOthers(t *testing.T) {
	if _, err := os.Stat(filepath.Join(stories, "wire-2016.jsonl.gz")); err != nil {
		t.Skip("no corpus beside the clone")
	}
	reports, err := Load(gold, "reports.jsonl", stories)
	if err != nil {
		t.Fatal(err)
	}
	count := map[Use]int{}
	for _, r := range reports {
		count[r.Use]++
		for _, e := range r.Events {
			if r.Use == More && !score.Stands(r.Text, e.Cue) {
				t.Errorf("%s: no %q in its text", r.Doc, e.Cue)
			}
		}
	}
	if count[Develop] == 0 || count[Train] == 0 || count[More] < 100 {
		t.Errorf("reports by use: %v", count)
	}
}

func TestLoadRefuses(t *testing.T) {
	if _, err := Others("none.jsonl", stories); err == nil {
		t.Error("a file that is not there is read")
	}
	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	if err := os.WriteFile(bad, []byte("{}\n{\"events\": 3}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Others(bad, stories); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one that names line 2", err)
	}
}
