package neural

import "math"

// search finds the spanning tree of highest score with one child of the root.
type search struct {
	mark []int
	work []float64
}

// best sets heads[d] to the head (0 is the root, h the word h-1) of each of n
// words in the best tree; scores[d·(n+1)+h] scores head h for word d.
func (t *search) best(heads []int, scores []float32, n int) []int {
	roots := 0
	for d := range n {
		row := scores[d*(n+1) : (d+1)*(n+1)]
		row[d+1] = -math.MaxFloat32
		heads[d] = highest(row)
		if heads[d] == 0 {
			roots++
		}
	}
	if roots == 1 && !cyclic(heads, resize(&t.mark, n+1)) {
		return heads
	}
	// The likeliest children of the root are tried in turn.
	best := math.Inf(-1)
	tried := make([]bool, n)
	found := make([]int, n)
	for range min(n, 6) {
		root := -1
		for d := range n {
			if !tried[d] && (root < 0 || margin(scores, n, d) > margin(scores, n, root)) {
				root = d
			}
		}
		tried[root] = true
		total := t.rooted(found, scores, n, root)
		if total > best {
			best = total
			copy(heads, found)
		}
	}
	return heads
}

// margin is by how much the root beats the best other head of word d.
func margin(scores []float32, n, d int) float32 {
	row := scores[d*(n+1) : (d+1)*(n+1)]
	if n == 1 {
		return row[0]
	}
	return row[0] - row[1+highest(row[1:])]
}

// cyclic reports whether the heads hold a cycle; mark has room for a walk's number at each node.
func cyclic(heads, mark []int) bool {
	clear(mark)
	for d := range heads {
		h := d + 1
		for h != 0 && mark[h] == 0 {
			mark[h] = d + 1
			h = heads[h-1]
		}
		if h != 0 && mark[h] == d+1 {
			return true
		}
	}
	return false
}

// rooted finds the best tree in which only word root hangs on the root, and its score.
func (t *search) rooted(heads []int, scores []float32, n, root int) float64 {
	size := n + 1
	w := resize(&t.work, size*size) // w[h·size+d]
	for d := 1; d <= n; d++ {
		for h := 0; h <= n; h++ {
			v := float64(scores[(d-1)*(n+1)+h])
			if h == d || (h == 0 && d != root+1) || (d == root+1 && h != 0) {
				v = math.Inf(-1)
			}
			w[h*size+d] = v
		}
	}
	full := edmonds(w, size)
	total := 0.0
	for d := range n {
		heads[d] = full[d+1]
		total += float64(scores[d*(n+1)+heads[d]])
	}
	return total
}

// edmonds returns the heads of the best arborescence from node 0 over size
// nodes, w[h·size+d] being the score of h over d. Cycles are contracted one by
// one (Chu & Liu 1965, Edmonds 1967).
func edmonds(w []float64, size int) []int {
	heads := make([]int, size)
	for d := 1; d < size; d++ {
		best := -1
		for h := range size {
			if h != d && (best < 0 || w[h*size+d] > w[best*size+d]) {
				best = h
			}
		}
		heads[d] = best
	}
	heads[0] = -1
	cycle := findCycle(heads)
	if cycle == nil {
		return heads
	}
	return expand(w, size, heads, cycle)
}

// findCycle returns the nodes of a cycle, marked, or nil.
func findCycle(heads []int) []bool {
	seen := make([]int, len(heads)) // by which walk
	for d := 1; d < len(heads); d++ {
		h := d
		for h > 0 && seen[h] == 0 {
			seen[h] = d
			h = heads[h]
		}
		if h > 0 && seen[h] == d {
			in := make([]bool, len(heads))
			for !in[h] {
				in[h] = true
				h = heads[h]
			}
			return in
		}
	}
	return nil
}

// expand contracts the cycle into one node, solves what is left and opens it again.
func expand(w []float64, size int, heads []int, cycle []bool) []int {
	var outer []int // nodes that stay, by their new number
	number := make([]int, size)
	for v := range size {
		if !cycle[v] {
			number[v] = len(outer)
			outer = append(outer, v)
		}
	}
	c := len(outer) // the cycle's number
	small := make([]float64, (c+1)*(c+1))
	into, out := make([]int, c+1), make([]int, c+1) // where an arc of the cycle's node enters or leaves it
	for i := range small {
		small[i] = math.Inf(-1)
	}
	for i, v := range outer {
		for j, u := range outer {
			small[i*(c+1)+j] = w[v*size+u]
		}
		into[i], out[i] = -1, -1
		for u := range size {
			if !cycle[u] {
				continue
			}
			if s := w[v*size+u] - w[heads[u]*size+u]; into[i] < 0 || s > small[i*(c+1)+c] {
				small[i*(c+1)+c], into[i] = s, u
			}
			if s := w[u*size+v]; i > 0 && (out[i] < 0 || s > small[c*(c+1)+i]) {
				small[c*(c+1)+i], out[i] = s, u
			}
		}
	}
	for i := range outer {
		small[i*(c+1)+i] = math.Inf(-1)
	}
	solved := edmonds(small, c+1)
	for i, v := range outer {
		switch h := solved[i]; {
		case i == 0:
		case h == c:
			heads[v] = out[i]
		default:
			heads[v] = outer[h]
		}
	}
	heads[into[solved[c]]] = outer[solved[c]]
	return heads
}
