package language

import "sort"

// tree is what the lookups below would otherwise search for at every call.
type tree struct {
	children  [][]int
	spans     [][2]int
	sentence  []int
	mentioned []int // index+1 of the mention that covers a word, 0 where none does
}

func (d *Document) index() {
	n := len(d.Words)
	t := &tree{children: make([][]int, n), spans: make([][2]int, n), sentence: make([]int, n), mentioned: make([]int, n)}
	for i := range d.Words {
		t.spans[i] = [2]int{i, i + 1}
		if h := d.Words[i].Head; h >= 0 && h < n {
			t.children[h] = append(t.children[h], i)
		}
	}
	for k, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			t.sentence[i] = k
			// Every ancestor's hull takes the word in; the bound guards against a cycle.
			for h, steps := d.Words[i].Head, 0; h >= 0 && h < n && steps < n; h, steps = d.Words[h].Head, steps+1 {
				t.spans[h][0] = min(t.spans[h][0], i)
				t.spans[h][1] = max(t.spans[h][1], i+1)
			}
		}
	}
	for k, m := range d.Mentions {
		for i := m.First; i < m.Last; i++ {
			t.mentioned[i] = k + 1
		}
	}
	d.tree = t
}

// indexed returns the lookup tables, making them for a document that was not
// made by [Read]; it does not keep those, so that reading stays free of races.
func (d *Document) indexed() *tree {
	if d.tree != nil {
		return d.tree
	}
	c := *d
	c.index()
	return c.tree
}

// Children returns the indices of the words that word i governs, in order. The
// slice must not be changed.
func (d *Document) Children(i int) []int { return d.indexed().children[i] }

// Child returns the first word governed by word i whose relation is one of
// those given, or -1.
func (d *Document) Child(i int, rels ...string) int {
	for _, c := range d.Children(i) {
		for _, r := range rels {
			if d.Words[c].Rel == r {
				return c
			}
		}
	}
	return -1
}

// Subtree returns the half-open range of words from the first to the last word
// that word i governs, directly or not, itself included.
func (d *Document) Subtree(i int) (first, last int) {
	s := d.indexed().spans[i]
	return s[0], s[1]
}

// Sentence returns the index in d.Sentences of the sentence of word i.
func (d *Document) Sentence(i int) int { return d.indexed().sentence[i] }

// MentionAt returns the index in d.Mentions of the mention that covers word i, or -1.
func (d *Document) MentionAt(i int) int { return d.indexed().mentioned[i] - 1 }

// WordAt returns the index of the word that holds the byte at offset, or of the
// first word after it; it is len(d.Words) where no word follows.
func (d *Document) WordAt(offset int) int {
	return sort.Search(len(d.Words), func(i int) bool { return d.Words[i].End > offset })
}

// Span returns the text from the first to the last word of the half-open range.
func (d *Document) Span(first, last int) string {
	if first >= last {
		return ""
	}
	return d.Text[d.Words[first].Start:d.Words[last-1].End]
}

// Root returns the index of the root of sentence s.
func (d *Document) Root(s int) int {
	for i := d.Sentences[s].First; i < d.Sentences[s].Last; i++ {
		if d.Words[i].Head < 0 {
			return i
		}
	}
	return d.Sentences[s].First
}

// Dominates reports whether word a governs word b, directly or not, or is it.
func (d *Document) Dominates(a, b int) bool {
	for steps := 0; b >= 0 && steps <= len(d.Words); steps++ {
		if a == b {
			return true
		}
		b = d.Words[b].Head
	}
	return false
}
