package merge

import (
	_ "embed"

	"chancery"
	"chancery/reading/weigh"
)

// Threshold is the probability from which on two accounts are linked, chosen by
// cross-validation on the tune half of the judged pairs.
const Threshold = 0.45

//go:embed model.tsv
var modelTable string

var model = weigh.Must("merge/model.tsv", modelTable)

// Same gives the probability that two accounts tell of one event, statement,
// commitment, stop or turn. It is symmetric, and 0 for accounts of different kinds
// and where something excludes it.
func Same(a, b *chancery.Account) float64 {
	if a.ID == b.ID && a.ID != "" {
		return 1
	}
	var room [24]string
	features, ok := compare(a, b, room[:0])
	if !ok {
		return 0
	}
	return model.Probability(features)
}

// Features names what speaks for and against two accounts being of one thing; nil
// where something excludes it. The judged pairs are learned from it.
func Features(a, b *chancery.Account) []string {
	f, ok := compare(a, b, nil)
	if !ok {
		return nil
	}
	return f
}

// compare gathers the features of two accounts; ok is false where they cannot be of
// one thing.
func compare(a, b *chancery.Account, f []string) (features []string, ok bool) {
	if a.Kind != b.Kind {
		return f, false
	}
	if a.Report == b.Report {
		f = append(f, "one report")
	}
	switch a.Kind {
	case chancery.AnEvent:
		return compareEvents(a, b, f)
	case chancery.AStatement:
		return compareStatements(a, b, f)
	case chancery.ACommitment:
		return compareCommitments(a, b, f)
	case chancery.AStop:
		return compareStops(a, b, f)
	case chancery.ATurn:
		return compareTurns(a, b, f)
	}
	return f, false
}
