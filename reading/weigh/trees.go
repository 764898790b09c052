package weigh

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// node is one node of a tree: examples that have the feature go to yes, others to no;
// a leaf has feature -1 and a value in log odds.
type node struct {
	feature int32
	yes, no int32 // indices into the tree
	value   float64
}

// Trees is a sum of decision trees over named features, grown by gradient boosting
// (Friedman 2001) of the log odds.
type Trees struct {
	index map[string]int32 // numbers of the features asked for
	names []string
	trees [][]node
	start float64
}

// Score returns the log odds that an example with these features is right.
func (t *Trees) Score(features []string) float64 {
	has := make([]uint64, len(t.names)/64+1)
	for _, f := range features {
		if k, ok := t.index[f]; ok {
			has[k/64] |= 1 << (k % 64)
		}
	}
	z := t.start
	for _, tree := range t.trees {
		at := int32(0)
		for tree[at].feature >= 0 {
			k := tree[at].feature
			if has[k/64]&(1<<(k%64)) != 0 {
				at = tree[at].yes
			} else {
				at = tree[at].no
			}
		}
		z += tree[at].value
	}
	return z
}

// number returns the number of a feature, a new one for a name not seen before.
func (t *Trees) number(name string) int32 {
	k, ok := t.index[name]
	if !ok {
		k = int32(len(t.names))
		t.index[name] = k
		t.names = append(t.names, name)
	}
	return k
}

// rows spells the trees as lines of a model's table, each node before its yes part
// and that before its no part.
func (t *Trees) rows() []string {
	out := []string{fmt.Sprintf("tree\tstart\t%.4f", t.start)}
	var spell func(tree []node, k int32)
	spell = func(tree []node, k int32) {
		n := tree[k]
		if n.feature < 0 {
			out = append(out, fmt.Sprintf("tree\tleaf\t%.4f", n.value))
			return
		}
		out = append(out, "tree\task\t"+t.names[n.feature])
		spell(tree, n.yes)
		spell(tree, n.no)
	}
	for _, tree := range t.trees {
		spell(tree, 0)
	}
	return out
}

// read takes one line of what rows spells, without its first field. open holds the
// nodes of the last tree whose parts are still to come.
func (t *Trees) read(row string, open *[]int32) error {
	kind, rest, _ := strings.Cut(row, "\t")
	value, err := 0.0, error(nil)
	if kind != "ask" {
		if value, err = strconv.ParseFloat(rest, 64); err != nil {
			return err
		}
	}
	if kind == "start" {
		t.start = value
		return nil
	}
	if len(*open) == 0 {
		t.trees = append(t.trees, nil)
	}
	tree := &t.trees[len(t.trees)-1]
	at := int32(len(*tree))
	*tree = append(*tree, node{feature: -1, value: value})
	if n := len(*open); n > 0 {
		if above := &(*tree)[(*open)[n-1]]; above.yes == 0 {
			above.yes = at
		} else {
			above.no = at
			*open = (*open)[:n-1]
		}
	}
	if kind == "ask" {
		(*tree)[at].feature = t.number(rest)
		*open = append(*open, at)
	}
	return nil
}

// Growth says how trees are grown.
type Growth struct {
	Rounds int     // number of trees
	Depth  int     // most questions on the way to a leaf
	Rate   float64 // share of each tree's answer that is added
	Least  int     // examples that a feature must be seen in
	Weight float64 // least curvature in a leaf
	L2     float64 // penalty on leaf values
}

// grower is one training.
type grower struct {
	Growth
	names []string
	rows  [][]int32 // sorted numbers of features
	right []bool
	z     []float64 // score so far
	slope []sum     // of the loss by z, at each example
}

// sum is first and second derivative of the loss, summed over examples.
type sum struct{ grad, curve float64 }

// growing is a leaf that may be split: its examples and the sums over those that have
// each feature.
type growing struct {
	node     int
	examples []int32
	by       []sum
	total    sum
}

// Grow trains trees on the examples.
func Grow(examples []Example, g Growth) *Trees {
	t := &Trees{index: map[string]int32{}}
	n := len(examples)
	if n == 0 {
		return t
	}
	x := &grower{Growth: g, z: make([]float64, n), slope: make([]sum, n), right: make([]bool, n)}
	x.names, x.rows = common(examples, g.Least)
	right := 0.5
	for i, e := range examples {
		x.right[i] = e.Right
		if e.Right {
			right++
		}
	}
	t.start = math.Log(right / (float64(n) + 1 - right))
	for i := range x.z {
		x.z[i] = t.start
	}
	for range g.Rounds {
		t.trees = append(t.trees, x.tree(t))
	}
	return t
}

// tree grows one tree against the present errors and adds it to the scores.
func (x *grower) tree(t *Trees) []node {
	all := make([]int32, len(x.z))
	for i, z := range x.z {
		p := 1 / (1 + math.Exp(-z))
		x.slope[i] = sum{p, p * (1 - p)}
		if x.right[i] {
			x.slope[i].grad--
		}
		all[i] = int32(i)
	}
	tree := []node{{feature: -1}}
	open := []growing{x.leaf(0, all)}
	for depth := 0; len(open) > 0; depth++ {
		var next []growing
		for _, l := range open {
			f := -1
			if depth < x.Depth {
				f = x.best(l)
			}
			if f < 0 {
				tree[l.node].value = -x.Rate * l.total.grad / (l.total.curve + x.L2)
				for _, i := range l.examples {
					x.z[i] += tree[l.node].value
				}
				continue
			}
			yes := int32(len(tree))
			tree[l.node] = node{feature: t.number(x.names[f]), yes: yes, no: yes + 1}
			tree = append(tree, node{feature: -1}, node{feature: -1})
			next = append(next, x.split(l, int32(f), int(yes))...)
		}
		open = next
	}
	return tree
}

// leaf sums up the examples of a leaf.
func (x *grower) leaf(node int, examples []int32) growing {
	l := growing{node: node, examples: examples, by: make([]sum, len(x.names))}
	for _, i := range examples {
		s := x.slope[i]
		l.total.grad += s.grad
		l.total.curve += s.curve
		for _, f := range x.rows[i] {
			l.by[f].grad += s.grad
			l.by[f].curve += s.curve
		}
	}
	return l
}

// split parts a leaf by a feature. Only the smaller part is summed up anew.
func (x *grower) split(l growing, feature int32, yes int) []growing {
	var with, without []int32
	for _, i := range l.examples {
		row := x.rows[i]
		if k := sort.Search(len(row), func(k int) bool { return row[k] >= feature }); k < len(row) && row[k] == feature {
			with = append(with, i)
		} else {
			without = append(without, i)
		}
	}
	rest := func(part growing, node int, examples []int32) growing {
		for f := range l.by {
			l.by[f].grad -= part.by[f].grad
			l.by[f].curve -= part.by[f].curve
		}
		total := sum{l.total.grad - part.total.grad, l.total.curve - part.total.curve}
		return growing{node: node, examples: examples, by: l.by, total: total}
	}
	if len(with) < len(without) {
		part := x.leaf(yes, with)
		return []growing{part, rest(part, yes+1, without)}
	}
	part := x.leaf(yes+1, without)
	return []growing{rest(part, yes, with), part}
}

// best returns the feature whose question lowers the loss of a leaf most, -1 if none
// does.
func (x *grower) best(l growing) int {
	gain := func(s sum) float64 { return s.grad * s.grad / (s.curve + x.L2) }
	best, most := -1, 1e-4
	base := gain(l.total)
	for f, s := range l.by {
		rest := sum{l.total.grad - s.grad, l.total.curve - s.curve}
		if s.curve < x.Weight || rest.curve < x.Weight {
			continue
		}
		if d := gain(s) + gain(rest) - base; d > most {
			best, most = f, d
		}
	}
	return best
}

// common numbers the features that at least the given number of examples have, and
// sorts each example's.
func common(examples []Example, least int) (names []string, rows [][]int32) {
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
			if seen[f] < least {
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
		sort.Slice(row, func(i, j int) bool { return row[i] < row[j] })
		rows = append(rows, row)
	}
	return names, rows
}
