package said

import (
	_ "embed"
	"slices"
	"sync"

	"chancery/reading/draft"
	"chancery/reading/weigh"
)

//go:embed model.tsv
var modelTSV string

// learned weighs candidates; the command in directory fit makes its table.
var learned = sync.OnceValue(func() *weigh.Model {
	m, err := weigh.Parse(modelTSV, 0.5)
	if err != nil {
		panic("said: model.tsv: " + err.Error()) // TestTables keeps this from being shipped
	}
	return m
})

// Example is a candidate as the model sees it, before it decides, and the
// statement that it would become.
type Example struct {
	Features  []string
	Statement draft.Statement
}

// Examples returns all candidates of d in order of their content, whatever the
// model thinks of them; d must be ready for [Read].
func Examples(d *draft.Draft) []Example {
	r := newReader(d)
	alone := r.collect()
	r.weigh(learned())
	r.carry(alone, learned())
	slices.SortStableFunc(r.cands, func(a, b *candidate) int { return a.content[0].Start - b.content[0].Start })
	var out []Example
	for _, c := range r.cands {
		out = append(out, Example{Features: r.features(c), Statement: r.statement(c)})
	}
	return out
}

// reasons names the features that weigh most for a candidate.
func reasons(m *weigh.Model, features []string, n int) []string {
	var out []string
	for range n {
		best, most := "", 0.0
		for _, f := range features {
			if w := m.Weights[f]; f != "bias" && w > most && !contains(out, f) {
				best, most = f, w
			}
		}
		if best == "" {
			break
		}
		out = append(out, best)
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
