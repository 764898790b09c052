package perceptron

// Kinds of transition of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and
// Satta 2011). The artificial root lies at the bottom of the stack, and governs
// only the last word left there, so that every tree has one root.
const (
	shift = iota
	left  // the top of the stack hangs on the front of the buffer
	right // the top of the stack hangs on the word under it
)

// state is a configuration of the parser over a sentence of n words.
type state struct {
	n     int
	b     int // front of the buffer
	stack []int
	head  []int
	rel   []int // class of the transition that attached the word, -1 before
	kids  []kids
}

// kids are the outermost children of a word, -1 where there is none.
type kids struct {
	l1, l2, r1, r2 int
	nl, nr         int
}

func newState(n int) *state {
	s := &state{n: n, stack: []int{-1}, head: make([]int, n), rel: make([]int, n), kids: make([]kids, n)}
	for i := range n {
		s.head[i], s.rel[i] = -2, -1
		s.kids[i] = kids{l1: -1, l2: -1, r1: -1, r2: -1}
	}
	return s
}

func (s *state) top(i int) int {
	if i >= len(s.stack) {
		return -2
	}
	return s.stack[len(s.stack)-1-i]
}

func (s *state) done() bool { return s.b == s.n && len(s.stack) == 1 }

func (s *state) can(kind int) bool {
	switch kind {
	case shift:
		return s.b < s.n
	case left:
		return s.b < s.n && s.top(0) >= 0
	}
	return s.top(0) >= 0 && (s.top(1) >= 0 || s.b == s.n)
}

// do makes a transition; label is the class of the transition.
func (s *state) do(kind, label int) {
	if kind == shift {
		s.stack = append(s.stack, s.b)
		s.b++
		return
	}
	child := s.top(0)
	h := s.b
	if kind == right {
		h = s.top(1)
	}
	s.stack = s.stack[:len(s.stack)-1]
	s.head[child], s.rel[child] = h, label
	if h < 0 {
		return
	}
	k := &s.kids[h]
	if kind == left {
		k.l2, k.l1 = k.l1, child
		k.nl++
	} else {
		k.r2, k.r1 = k.r1, child
		k.nr++
	}
}

// costs counts the gold arcs that each kind of transition would put out of
// reach (Goldberg and Nivre 2013); -1 where the transition is not allowed.
func (s *state) costs(gold []int) [3]int {
	c := [3]int{-1, -1, -1}
	s0, s1 := s.top(0), s.top(1)
	waiting := 0 // dependents of s0 in the buffer
	if s0 >= 0 {
		for d := s.b; d < s.n; d++ {
			if gold[d] == s0 {
				waiting++
			}
		}
	}
	if s.can(shift) {
		c[shift] = 0
		for i, x := range s.stack {
			if x >= 0 && gold[x] == s.b {
				c[shift]++
			}
			if x >= 0 && i+1 < len(s.stack) && gold[s.b] == x {
				c[shift]++
			}
		}
	}
	if s.can(left) {
		c[left] = waiting
		if h := gold[s0]; h != s.b && (h > s.b || (h >= 0 && h == s1)) {
			c[left]++
		}
		if gold[s0] == -1 {
			c[left]++
		}
	}
	if s.can(right) {
		c[right] = waiting
		if gold[s0] >= s.b {
			c[right]++
		}
		if gold[s0] == -1 && s1 >= 0 {
			c[right]++
		}
	}
	return c
}
