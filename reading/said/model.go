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

//go:embed speaker.tsv
var speakerTSV string

// Models are what the command in directory fit learns: Statement tells whether a
// candidate is a statement, Speaker whether its speaker is the right one, and
// Confidence how often both are right; a nil Confidence leaves scores as they are.
type Models struct {
	Statement, Speaker *weigh.Model
	Confidence         Curve
}

// learned returns the models of model.tsv, speaker.tsv and confidence.tsv.
var learned = sync.OnceValue(func() Models {
	return Models{Statement: weigh.Must("said/model.tsv", modelTSV), Speaker: weigh.Must("said/speaker.tsv", speakerTSV), Confidence: curve()}
})

// Example is a candidate as the model sees it, before it decides, and the
// statement that it would become.
type Example struct {
	Features  []string // for Models.Statement
	Speaker   []string // for Models.Speaker
	Statement draft.Statement
}

// Examples returns all candidates of d in order of their content, whatever the
// model thinks of them; d must be ready for [Read].
func Examples(d *draft.Draft) []Example {
	r := newReader(d)
	alone := r.collect()
	r.weigh(learned().Statement)
	r.carry(alone, learned().Statement)
	slices.SortStableFunc(r.cands, func(a, b *candidate) int { return a.content[0].Start - b.content[0].Start })
	var out []Example
	for _, c := range r.cands {
		out = append(out, Example{Features: r.features(c), Speaker: r.speakerFeatures(c), Statement: r.statement(c)})
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
