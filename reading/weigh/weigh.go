// Package weigh is the small learned judge that the reading stages share: a
// logistic regression over named features, with its weights in a readable table.
package weigh

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand"
	"sort"
	"strconv"
	"strings"
)

// Model gives the probability that a candidate is right.
type Model struct {
	Weights   map[string]float64
	Threshold float64 // candidates below are dropped
	prior     float64 // probability of everything while nothing is learned
}

// Parse reads a model from its table: lines "feature TAB weight", comments with #,
// and "threshold TAB p". An empty table gives every candidate the probability prior.
func Parse(table string, prior float64) (*Model, error) {
	m := &Model{Weights: map[string]float64{}, prior: prior}
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "\t")
		w, err := strconv.ParseFloat(value, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("model line %d: %q is not a feature and its weight", n+1, line)
		}
		if name == "threshold" {
			m.Threshold = w
		} else {
			m.Weights[name] = w
		}
	}
	return m, nil
}

// Probability returns the probability that a candidate with these features is right.
func (m *Model) Probability(features []string) float64 {
	if len(m.Weights) == 0 {
		return m.prior
	}
	z := 0.0
	for _, f := range features {
		z += m.Weights[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// Example is a candidate with whether it was right.
type Example struct {
	Features []string
	Right    bool
}

// Train fits a model by stochastic gradient descent with an L2 penalty of l2 per
// example; the order of examples is drawn from seed.
func Train(examples []Example, l2 float64, epochs int, seed int64) *Model {
	m := &Model{Weights: map[string]float64{}}
	sum := map[string]float64{} // squared gradients (Duchi et al. 2011, AdaGrad)
	rng := rand.New(rand.NewSource(seed))
	order := rng.Perm(len(examples))
	seen := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			seen[f]++
		}
	}
	for range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			e := examples[k]
			g := m.predict(e.Features)
			if e.Right {
				g--
			}
			for _, f := range e.Features {
				if seen[f] < 2 {
					continue
				}
				d := g + l2*m.Weights[f]
				sum[f] += d * d
				m.Weights[f] -= 0.2 * d / math.Sqrt(sum[f]+1e-6)
			}
		}
	}
	return m
}

func (m *Model) predict(features []string) float64 {
	z := 0.0
	for _, f := range features {
		z += m.Weights[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// Write writes the model as a table that Parse reads, weights rounded to three
// decimals and those under 0.01 left out.
func (m *Model) Write(w io.Writer, header string) error {
	b := bufio.NewWriter(w)
	for _, line := range strings.Split(header, "\n") {
		fmt.Fprintf(b, "# %s\n", line)
	}
	fmt.Fprintf(b, "threshold\t%.3f\n", m.Threshold)
	names := make([]string, 0, len(m.Weights))
	for f := range m.Weights {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		if v := m.Weights[f]; math.Abs(v) >= 0.01 {
			fmt.Fprintf(b, "%s\t%.3f\n", f, v)
		}
	}
	return b.Flush()
}
