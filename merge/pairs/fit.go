package main

import (
	"math"
	"os"
	"slices"

	"chancery/merge"
	"chancery/merge/judged"
	"chancery/reading/weigh"
)

// The fit is a logistic regression whose weights are held to those set by hand: few
// pairs were judged, and what they do not tell of should stay as it was.
const (
	pull   = 0.02 // penalty on the square of each weight's departure, per pair
	passes = 1500
	rate   = 0.5
)

// fit learns weights from the pairs that keep chooses, departing from prior.
func fit(found []judged.Found, prior *weigh.Model, keep func(judged.Found) bool) *weigh.Model {
	var rows [][]string
	var right []bool
	for _, p := range found {
		if f := merge.Features(p.X, p.Y); keep(p) && f != nil {
			rows, right = append(rows, f), append(right, p.Pair.Same)
		}
	}
	names := namesOf(rows)
	w := make(map[string]float64, len(names))
	for n, v := range prior.Weights {
		w[n] = v
	}
	for range passes {
		slope := make(map[string]float64, len(names))
		for i, row := range rows {
			z := 0.0
			for _, f := range row {
				z += w[f]
			}
			d := 1 / (1 + math.Exp(-z))
			if right[i] {
				d--
			}
			for _, f := range row {
				slope[f] += d / float64(len(rows))
			}
		}
		for _, n := range names {
			w[n] -= rate * (slope[n] + pull*(w[n]-prior.Weights[n]))
		}
	}
	return &weigh.Model{Weights: w, Threshold: merge.Threshold}
}

func namesOf(rows [][]string) []string {
	var names []string
	for _, r := range rows {
		names = append(names, r...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

const header = `What speaks for two accounts being of one thing: weights of a logistic regression.
Source: go run ./merge/pairs -fit, from the tune half of merge/testdata/pairs.tsv and merge/testdata/prior.tsv.
feature	weight`

// write fits on the tune half and writes the model.
func write(file, priorFile string, found []judged.Found) error {
	table, err := os.ReadFile(priorFile)
	if err != nil {
		return err
	}
	prior, err := weigh.Parse(string(table), 0.5)
	if err != nil {
		return err
	}
	m := fit(found, prior, func(p judged.Found) bool { return p.Half == "tune" })
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := m.Write(out, header); err != nil {
		return err
	}
	return out.Close()
}
