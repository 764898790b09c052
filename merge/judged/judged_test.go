package judged

import (
	"os"
	"strings"
	"testing"

	"chancery"
	"chancery/corpus"
)

const folder = "../../../shared/corpus"

func pairs(t *testing.T) []Pair {
	t.Helper()
	f, err := os.Open("../testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPairs checks the table of pairs: enough of them, enough that differ, no report
// in both halves, no pair twice.
func TestPairs(t *testing.T) {
	all := pairs(t)
	half := map[corpus.Story]string{}
	seen := map[[2]Ref]bool{}
	different := 0
	for _, p := range all {
		if !p.Same {
			different++
		}
		for _, s := range []corpus.Story{p.A.Story, p.B.Story} {
			if h := half[s]; h != "" && h != p.Half {
				t.Errorf("%s %s stands in both halves", s.Corpus, s.ID)
			}
			half[s] = p.Half
		}
		if k := [2]Ref{p.A, p.B}; p.Kind == chancery.AnEvent && (seen[k] || seen[[2]Ref{p.B, p.A}]) {
			t.Errorf("%s %d and %s %d are judged twice", p.A.ID, p.A.Start, p.B.ID, p.B.Start)
		} else {
			seen[k] = true
		}
		if p.A.Story == p.B.Story || p.Why == "" || p.A.End <= p.A.Start || p.B.End <= p.B.Start {
			t.Errorf("bad pair %+v", p)
		}
	}
	if len(all) < 200 || 10*different < 4*len(all) {
		t.Errorf("%d pairs, %d of them different", len(all), different)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, line := range []string{"tune\tevent", strings.Repeat("x\t", 11) + "x", "tune\tevent\ta\tb\t1\t2\tc\td\t3\t4\tmaybe\twhy"} {
		if _, err := Read(strings.NewReader(line)); err == nil {
			t.Errorf("%q is read as a pair", line)
		}
	}
}

// TestMerging reads the judged reports anew and holds the bar on the test half. It
// takes a minute or two of two processors: CHANCERY_PAIRS=1 runs it.
func TestMerging(t *testing.T) {
	if os.Getenv("CHANCERY_PAIRS") == "" {
		t.Skip("set CHANCERY_PAIRS=1 to read some 600 reports of the corpus")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no corpus beside the clone")
	}
	all := pairs(t)
	records, err := Records(folder, Stories(all))
	if err != nil {
		t.Fatal(err)
	}
	found, missing := Find(all, records)
	t.Logf("%d pairs, of %d an account is not read any more", len(all), missing)
	for _, half := range []string{"tune", "test"} {
		in := func(p Found) bool { return p.Half == half }
		same := BySame(found, in)
		t.Logf("%s: Same %s; entries %s", half, same, ByEntries(found, records, in))
		if same.F1() < 0.80 {
			t.Errorf("%s: F1 %.3f, want 0.80", half, same.F1())
		}
	}
	if 10*missing > len(all) {
		t.Errorf("%d of %d pairs are not found again", missing, len(all))
	}
}
