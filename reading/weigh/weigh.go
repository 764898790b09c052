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
	Trees     *Trees  // weighed as much as Weights, nil for none
	prior     float64 // probability of everything while nothing is learned
}

// Parse reads a model from its table: lines "feature TAB weight", comments with #,
// "threshold TAB p", and "tree TAB …" for what [Trees] ask. An empty table gives every candidate the probability prior.
func Parse(table string, prior float64) (*Model, error) {
	m := &Model{Weights: map[string]float64{}, prior: prior}
	var open []int32
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "\t")
		if name == "tree" && strings.Contains(value, "\t") {
			if m.Trees == nil {
				m.Trees = &Trees{index: map[string]int32{}}
			}
			if err := m.Trees.read(value, &open); err != nil {
				return nil, fmt.Errorf("model line %d: %w", n+1, err)
			}
			continue
		}
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

// Must is Parse for a table that is part of the program; it panics with the file's
// name where the table does not read, which the stages' tests keep from being shipped.
func Must(file, table string) *Model {
	m, err := Parse(table, untaught)
	if err != nil {
		panic(file + ": " + err.Error())
	}
	return m
}

// untaught is the probability of every candidate while nothing is learned.
const untaught = 0.5

// Probability returns the probability that a candidate with these features is right.
func (m *Model) Probability(features []string) float64 {
	if len(m.Weights) == 0 {
		return m.prior
	}
	z := 0.0
	for _, f := range features {
		z += m.Weights[f]
	}
	if m.Trees != nil {
		z = (z + m.Trees.Score(features)) / 2
	}
	return 1 / (1 + math.Exp(-z))
}

// Example is a candidate with whether it was right.
type Example struct {
	Features []string
	Right    bool
}

// Train fits a model by stochastic gradient descent with steps by AdaGrad (Duchi et
// al. 2011) and an L2 penalty of l2 per example; the order of examples is drawn
// from seed and the weights are averaged over the later half of the passes (Polyak
// and Juditsky 1992). Features seen only once get no weight.
func Train(examples []Example, l2 float64, epochs int, seed int64) *Model {
	names, rows := intern(examples)
	weights, sums := make([]float64, len(names)), make([]float64, len(names))
	rng := rand.New(rand.NewSource(seed))
	order := rng.Perm(len(examples))
	mean := make([]float64, len(names)) // of the weights after each of the later passes
	for pass := range epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			z := 0.0
			for _, f := range rows[k] {
				z += weights[f]
			}
			g := 1 / (1 + math.Exp(-z))
			if examples[k].Right {
				g--
			}
			for _, f := range rows[k] {
				d := g + l2*weights[f]
				sums[f] += d * d
				weights[f] -= 0.2 * d / math.Sqrt(sums[f]+1e-6)
			}
		}
		if pass >= epochs/2 {
			for i, w := range weights {
				mean[i] += w / float64(epochs-epochs/2)
			}
		}
	}
	m := &Model{Weights: make(map[string]float64, len(names))}
	for i, n := range names {
		m.Weights[n] = mean[i]
	}
	return m
}

// intern numbers the features that are seen more than once.
func intern(examples []Example) (names []string, rows [][]int32) {
	seen := map[string]int{}
	for _, e := range examples {
		for _, f := range e.Features {
			seen[f]++
		}
	}
	index := map[string]int32{}
	for _, e := range examples {
		row := make([]int32, 0, len(e.Features))
		for _, f := range e.Features {
			if seen[f] < 2 {
				continue
			}
			k, ok := index[f]
			if !ok {
				k = int32(len(names))
				index[f] = k
				names = append(names, f)
			}
			row = append(row, k)
		}
		rows = append(rows, row)
	}
	return names, rows
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
	if m.Trees != nil {
		for _, row := range m.Trees.rows() {
			fmt.Fprintln(b, row)
		}
	}
	return b.Flush()
}
