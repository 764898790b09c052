package neural

// treeScratch is the parser's memory.
type treeScratch struct {
	dep, head, relDep, relHead []float32 // rows of all words
	heads, deps                []int16
	packed                     matrix
	scores                     []float32
	found                      []int
	search                     search
}

const (
	leak     = 0.1
	fineness = 2047 // of the two sides of a head's score, whose products sum to at most 512 · 2047² < 2³¹
)

// project computes leaky ReLU(W h + b) for all words.
func (m *matrix) project(b *batch, out *[]float32, h []int16) {
	v := resize(out, len(b.tokens)*m.outputs)
	m.scores(b, h, func(w int, s []float32) {
		row := v[w*m.outputs : (w+1)*m.outputs]
		for i, f := range s {
			if f < 0 {
				f *= leak
			}
			row[i] = f
		}
	})
}

func (m *Model) parse(b *batch) {
	t := &b.tree
	m.arcDep.project(b, &t.dep, b.h3)
	m.arcHead.project(b, &t.head, b.h3)
	m.relDep.project(b, &t.relDep, b.h3)
	m.relHead.project(b, &t.relHead, b.h3)
	for k, s := range b.sentences {
		m.arcs(b, s)
		if b.advised {
			b.favour(k)
		}
		heads := t.search.best(resize(&t.found, s.length), t.scores, s.length)
		for i, h := range heads {
			b.tokens[s.first+i].Head = h - 1
		}
		for i := 0; i < s.length; i += together {
			m.relations(b, k, i, heads[i:min(i+together, s.length)])
		}
	}
}

// arcs sets the tree's scores: of head h (0 is the root, h the word h-1) for word d at d·(length+1)+h.
func (m *Model) arcs(b *batch, s span) {
	t, n, width := &b.tree, s.length, len(m.arcRoot)
	// The heads become the weights, one output each.
	p := &t.packed
	p.outputs, p.inputs = n+1, width
	p.padded = (n + blockPair) / blockPair * blockPair
	packed := resize(&p.packed, p.padded*width)
	clear(packed)
	scale := resize(&p.scale, n+1)
	row := resize(&t.heads, width)
	for h := range n + 1 {
		v := m.arcRoot
		if h > 0 {
			v = t.head[(s.first+h-1)*width : (s.first+h)*width]
		}
		scale[h] = quantise(row, v, fineness)
		base := h/lanes*width*lanes + h%lanes*2
		for i := 0; i < width; i += 2 {
			packed[base+i*lanes], packed[base+i*lanes+1] = row[i], row[i+1]
		}
	}
	deps, worth := m.mixed(b, s)
	sums := resize(&b.sums, n*p.padded)
	p.mul(sums, deps, n)
	scores := resize(&t.scores, n*(n+1))
	for d := range n {
		p.scaled(scores[d*(n+1):(d+1)*(n+1)], sums[d*p.padded:], worth[d])
	}
}

// mixed multiplies the dependents' rows with the arc matrix and rounds them.
func (m *Model) mixed(b *batch, s span) ([]int16, []float32) {
	t, n, width := &b.tree, s.length, len(m.arcRoot)
	deps, worth := resize(&t.deps, n*width), resize(&b.scale, n)
	for d := range n {
		worth[d] = quantise(deps[d*width:(d+1)*width], t.dep[(s.first+d)*width:(s.first+d+1)*width], activation)
	}
	sums := resize(&b.sums, n*m.arc.padded)
	m.arc.mul(sums, deps, n)
	row := resize(&b.row, width)
	for d := range n {
		m.arc.scaled(row, sums[d*m.arc.padded:], worth[d])
		worth[d] = quantise(deps[d*width:(d+1)*width], row, fineness)
	}
	return deps, worth
}

// together is how many words' relations are scored at once: their sums fit the cache.
const together = 8

// relations names the relations of a sentence's words from d on to their heads (0 is the root).
func (m *Model) relations(b *batch, sentence, d int, heads []int) {
	s := b.sentences[sentence]
	t, width, count := &b.tree, len(m.relRoot), len(heads)
	dep, head := resize(&t.deps, count*width), resize(&t.heads, count*width)
	depWorth, headWorth := make([]float32, count), make([]float32, count)
	for k, h := range heads {
		w := s.first + d + k
		depWorth[k] = quantise(dep[k*width:(k+1)*width], t.relDep[w*width:(w+1)*width], activation)
		v := m.relRoot
		if h > 0 {
			v = t.relHead[(s.first+h-1)*width : (s.first+h)*width]
		}
		headWorth[k] = quantise(head[k*width:(k+1)*width], v, activation)
	}
	one := resize(&b.inputs, count*(m.relOne.padded+m.relTwo.padded))
	two := one[count*m.relOne.padded:]
	m.relOne.mul(one, dep, count)
	m.relTwo.mul(two, head, count)
	mixed := resize(&b.sums, count*m.rel.padded)
	m.rel.mul(mixed, head, count)
	labels := len(m.names.Rel)
	alone := resize(&b.row, 2*labels)
	for k, h := range heads {
		m.relOne.scaled(alone[:labels], one[k*m.relOne.padded:], depWorth[k])
		m.relTwo.scaled(alone[labels:], two[k*m.relTwo.padded:], headWorth[k])
		both := float32(depWorth[k] * headWorth[k])
		best, top := -1, float32(0)
		for l := range labels {
			// "root" belongs to the root's dependent and to no other.
			if (m.names.Rel[l] == "root") != (h == 0) {
				continue
			}
			at := k*m.rel.padded + l*width
			sum := float32(dot(mixed[at:at+width], dep[k*width:(k+1)*width]))
			score := alone[l] + alone[labels+l] + float32(sum*float32(m.rel.scale[l*width]*both))
			score += b.favours(sentence, d+k, h, m.names.Rel[l])
			if best < 0 || score > top {
				best, top = l, score
			}
		}
		rel := "dep"
		if best >= 0 {
			rel = m.names.Rel[best]
		}
		b.tokens[s.first+d+k].Rel = rel
	}
}

// dot multiplies exactly.
func dot(a []int32, x []int16) int64 {
	a = a[:len(x)]
	var s0, s1 int64
	for i := 0; i+1 < len(x); i += 2 {
		s0 += int64(a[i]) * int64(x[i])
		s1 += int64(a[i+1]) * int64(x[i+1])
	}
	return s0 + s1
}
