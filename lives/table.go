package lives

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chancery"
)

//go:embed outcomes.tsv
var outcomesTable string

//go:embed words.tsv
var wordsTable string

// outcome is one row of outcomes.tsv.
type outcome struct {
	of, turn string
	kind     chancery.EntryKind
	types    []string
	modes    []string
	besides  bool // modes are those that do not count
	statuses []string
	needs    []string
	days     int
}

// conditions are the words that the column needs may hold.
var conditions = []string{"all", "doer", "between", "place", "words", "mode", "day", "after", "off", "late", "gathering"}

// knowledge is what the tables say: outcomes by whose life they tell of, and words by
// class.
type knowledge struct {
	outcomes map[string][]outcome
	words    map[string]map[string]bool
}

var known = sync.OnceValue(func() knowledge {
	outcomes, err := parseOutcomes(outcomesTable)
	words, err2 := parseWords(wordsTable)
	if err := errors.Join(err, err2); err != nil {
		panic("lives: " + err.Error()) // the tables are embedded and tested
	}
	return knowledge{outcomes, words}
})

// rows cuts a table into rows of n columns, without comments and the names of the
// columns, and gives each with the number of its line.
func rows(table string, n int, each func(line int, f []string) error) error {
	var errs []error
	head := true
	for i, line := range strings.Split(strings.TrimRight(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != n {
			errs = append(errs, fmt.Errorf("line %d: %d columns instead of %d", i+1, len(f), n))
		} else if !head {
			if err := each(i+1, f); err != nil {
				errs = append(errs, fmt.Errorf("line %d: %w", i+1, err))
			}
		}
		head = false
	}
	return errors.Join(errs...)
}

func parseOutcomes(table string) (map[string][]outcome, error) {
	out := map[string][]outcome{}
	err := rows(table, 8, func(_ int, f []string) error {
		days, err := strconv.Atoi(f[7])
		if err != nil || days < 0 {
			return fmt.Errorf("days %q", f[7])
		}
		o := outcome{of: f[0], turn: f[1], kind: chancery.EntryKind(f[2]), types: strings.Split(f[3], ","),
			statuses: strings.Split(f[5], ","), needs: strings.Fields(f[6]), days: days}
		if f[4] != "*" {
			modes, besides := strings.CutPrefix(f[4], "!")
			o.modes, o.besides = strings.Split(modes, ","), besides
		}
		for _, need := range o.needs {
			if !slices.Contains(conditions, need) {
				return fmt.Errorf("no such need as %q", need)
			}
		}
		if rank[o.turn] == 0 {
			return fmt.Errorf("no such turn as %q", o.turn)
		}
		out[o.of] = append(out[o.of], o)
		return nil
	})
	return out, err
}

func parseWords(table string) (map[string]map[string]bool, error) {
	out := map[string]map[string]bool{}
	err := rows(table, 2, func(_ int, f []string) error {
		if out[f[0]] != nil {
			return fmt.Errorf("%s stands twice", f[0])
		}
		out[f[0]] = map[string]bool{}
		for w := range strings.FieldsSeq(f[1]) {
			out[f[0]][w] = true
		}
		return nil
	})
	return out, err
}

// fits tells whether an entry is of the row's kind, type, mode and status; own is the
// type of the undertaking.
func (o *outcome) fits(l *chancery.Entry, own string) bool {
	if l.Kind != o.kind || !slices.Contains(o.statuses, string(l.Status)) {
		return false
	}
	switch {
	case o.types[0] == "-":
	case o.types[0] == "same":
		if l.Type != own {
			return false
		}
	case !slices.Contains(o.types, l.Type):
		return false
	}
	return o.modes == nil || slices.Contains(o.modes, l.Mode) != o.besides
}
