// Package judged measures package merge by pairs of accounts that people judged to
// be of one thing or not. The pairs are references into the corpus, no text of it;
// reports are read anew, and accounts are found again by where their cues stand.
package judged

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chancery"
	"chancery/corpus"
)

// Ref names an account by its report and the code points of its cue.
type Ref struct {
	corpus.Story
	Start, End int
}

// Pair is two accounts and what was judged of them.
type Pair struct {
	Half string // "tune" or "test"
	Kind chancery.EntryKind
	A, B Ref
	Same bool
	Why  string
}

const columns = 12

// Read reads a table of pairs. Errors name the line.
func Read(r io.Reader) ([]Pair, error) {
	var out []Pair
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return nil, fmt.Errorf("pairs line %d: %d columns, want %d", n, len(f), columns)
		}
		a, errA := ref(f[2:6])
		b, errB := ref(f[6:10])
		if errA != nil || errB != nil {
			return nil, fmt.Errorf("pairs line %d: start and end must be numbers", n)
		}
		if f[10] != "same" && f[10] != "different" {
			return nil, fmt.Errorf("pairs line %d: judgement %q, want same or different", n, f[10])
		}
		if f[0] != "tune" && f[0] != "test" {
			return nil, fmt.Errorf("pairs line %d: half %q, want tune or test", n, f[0])
		}
		out = append(out, Pair{f[0], chancery.EntryKind(f[1]), a, b, f[10] == "same", f[11]})
	}
	return out, s.Err()
}

func ref(f []string) (Ref, error) {
	start, err := strconv.Atoi(f[2])
	if err != nil {
		return Ref{}, err
	}
	end, err := strconv.Atoi(f[3])
	return Ref{corpus.Story{Corpus: f[0], ID: f[1]}, start, end}, err
}

// Stories lists the reports that the pairs refer to, each once, in their order.
func Stories(pairs []Pair) []corpus.Story {
	seen := map[corpus.Story]bool{}
	var out []corpus.Story
	for _, p := range pairs {
		for _, s := range []corpus.Story{p.A.Story, p.B.Story} {
			if !seen[s] {
				seen[s] = true
				out = append(out, s)
			}
		}
	}
	return out
}
