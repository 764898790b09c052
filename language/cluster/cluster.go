// Package cluster groups words by the company that they keep in raw text, so
// that the learned stages know something about words that no treebank holds.
package cluster

import (
	"math"
	"sort"
)

// Counts gathers which word follows which.
type Counts struct {
	ids   map[string]int32
	words []string
	uses  []int
	pairs map[uint64]int32
	prev  int32
}

// NewCounts makes counts over the words given; the others are left out.
func NewCounts(words []string) *Counts {
	c := &Counts{ids: make(map[string]int32, len(words)), words: words, uses: make([]int, len(words)), pairs: map[uint64]int32{}, prev: -1}
	for i, w := range words {
		c.ids[w] = int32(i)
	}
	return c
}

// Add counts the next word of a sentence; "" ends the sentence.
func (c *Counts) Add(word string) {
	id, ok := c.ids[word]
	if !ok {
		c.prev = -1
		return
	}
	c.uses[id]++
	if c.prev >= 0 {
		c.pairs[uint64(c.prev)<<32|uint64(id)]++
	}
	c.prev = id
}

// neighbour is a word beside another, and how often.
type neighbour struct {
	id int32
	n  int32
}

// Exchange parts the words into k classes by the exchange algorithm, with the
// objective of Uszkoreit and Brants (2008) taken over both neighbours: how well
// a class is told by the word before it and by the word after it. Classes are
// numbered from 1. The result is the same for the same counts.
func (c *Counts) Exchange(k, rounds int) map[string]uint32 {
	n := len(c.words)
	before, after := make([][]neighbour, n), make([][]neighbour, n)
	for p, x := range c.pairs {
		a, b := int32(p>>32), int32(p&0xffffffff)
		after[a] = append(after[a], neighbour{b, x})
		before[b] = append(before[b], neighbour{a, x})
	}
	for _, l := range [][][]neighbour{before, after} {
		for i := range l {
			sort.Slice(l[i], func(x, y int) bool { return l[i][x].id < l[i][y].id })
		}
	}
	e := exchange{k: k, class: make([]int32, n), size: make([]int32, k), before: before, after: after,
		left: make([]int32, n*k), right: make([]int32, n*k)}
	for i, u := range c.uses {
		e.size[i%k] += int32(u)
	}
	for i := range n { // words come by falling frequency, so this spreads the frequent ones
		e.move(int32(i), int32(i%k), 1)
	}
	for range rounds {
		moved := 0
		for i := range n {
			if e.improve(int32(i), c.uses[i]) {
				moved++
			}
		}
		if moved*1000 < n {
			break
		}
	}
	out := make(map[string]uint32, n)
	for i, w := range c.words {
		out[w] = uint32(e.class[i]) + 1
	}
	return out
}

type exchange struct {
	k             int
	class         []int32
	size          []int32 // uses of the words of each class
	before, after [][]neighbour
	left, right   []int32 // how often a word stands before, after a word of each class; word-major
}

// move puts word i in (sign 1) or takes it out of (sign -1) class c.
func (e *exchange) move(i, c, sign int32) {
	for _, v := range e.before[i] {
		e.left[int(v.id)*e.k+int(c)] += sign * v.n
	}
	for _, v := range e.after[i] {
		e.right[int(v.id)*e.k+int(c)] += sign * v.n
	}
	e.class[i] = c
}

var logs = func() []float64 {
	t := make([]float64, 1<<16)
	for i := 2; i < len(t); i++ {
		t[i] = float64(i) * math.Log(float64(i))
	}
	return t
}()

func nlogn(n int32) float64 {
	if n < int32(len(logs)) {
		return logs[n]
	}
	return float64(n) * math.Log(float64(n))
}

// improve moves word i to the class where the objective is highest.
func (e *exchange) improve(i int32, uses int) bool {
	old := e.class[i]
	e.move(i, old, -1)
	e.size[old] -= int32(uses)
	gain := make([]float64, e.k)
	for _, side := range []struct {
		near  []neighbour
		table []int32
	}{{e.before[i], e.left}, {e.after[i], e.right}} {
		for _, v := range side.near {
			row := side.table[int(v.id)*e.k : (int(v.id)+1)*e.k]
			for c, x := range row {
				gain[c] += nlogn(x+v.n) - nlogn(x)
			}
		}
	}
	best := old
	for c := range gain {
		gain[c] -= 2 * (nlogn(e.size[c]+int32(uses)) - nlogn(e.size[c]))
		if gain[c] > gain[best] {
			best = int32(c)
		}
	}
	e.move(i, best, 1)
	e.size[best] += int32(uses)
	return best != old
}
