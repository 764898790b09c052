package perceptron

import "chancery/language/linear"

func (s *state) kid(i int) kids {
	if i < 0 || i == s.n {
		return kids{l1: -2, l2: -2, r1: -2, r2: -2}
	}
	return s.kids[i]
}

func (s *state) label(i int) uint32 {
	if i < 0 {
		return 0
	}
	return uint32(s.rel[i] + 2)
}

func span(a, b int) uint32 {
	d := b - a
	switch {
	case a < 0:
		return 9
	case d < 5:
		return uint32(d)
	case d < 10:
		return 5
	}
	return 6
}

// parseFeatures describes a configuration (after Zhang and Nivre 2011).
func parseFeatures(s *state, ws []Word, f []uint32) []uint32 {
	mix := linear.Mix
	i0, i1, i2 := s.top(0), s.top(1), s.top(2)
	k0, k1, kb := s.kid(i0), s.kid(i1), s.kid(s.b)
	root := outside
	root.x.tag, root.x.lower = 2, 2
	get := func(i int) *lexical {
		if i == -1 {
			return &root.x
		}
		return &at(ws, i).x
	}
	a, b, c, n0, n1, n2 := get(i0), get(i1), get(i2), get(s.b), &at(ws, s.b+1).x, &at(ws, s.b+2).x
	al1, al2, ar1, ar2 := get(k0.l1), get(k0.l2), get(k0.r1), get(k0.r2)
	bl1, br1, br2 := get(k1.l1), get(k1.r1), get(k1.r2)
	nl1, nl2 := get(kb.l1), get(kb.l2)
	la1, la2, lr1, lr2 := s.label(k0.l1), s.label(k0.l2), s.label(k0.r1), s.label(k0.r2)
	lb1, lbr1 := s.label(k1.l1), s.label(k1.r1)
	ln1, ln2 := s.label(kb.l1), s.label(kb.l2)
	d, d1 := span(i0, s.b), span(i1, i0)
	va, vb, vn := uint32(min(k0.nl, 3)*4+min(k0.nr, 3)), uint32(min(k1.nl, 3)*4+min(k1.nr, 3)), uint32(min(kb.nl, 3))
	pre := &at(ws, s.b-1).x // the word before the buffer, attached or not
	return append(f[:0],
		mix(1), mix(2, a.lower, a.tag), mix(3, a.lower), mix(4, a.tag), mix(5, n0.lower, n0.tag), mix(6, n0.lower), mix(7, n0.tag),
		mix(8, b.lower, b.tag), mix(9, b.lower), mix(10, b.tag), mix(11, n1.lower, n1.tag), mix(12, n1.tag), mix(13, n2.lower, n2.tag), mix(14, n2.tag),
		mix(15, a.lower, a.tag, n0.lower, n0.tag), mix(16, a.lower, a.tag, n0.lower), mix(17, a.lower, n0.lower, n0.tag),
		mix(18, a.lower, a.tag, n0.tag), mix(19, a.tag, n0.lower, n0.tag), mix(20, a.lower, n0.lower), mix(21, a.tag, n0.tag),
		mix(22, n0.tag, n1.tag), mix(23, n0.tag, n1.tag, n2.tag), mix(24, a.tag, n0.tag, n1.tag), mix(25, b.tag, a.tag, n0.tag),
		mix(26, a.lower, a.tag, b.lower, b.tag), mix(27, a.lower, b.lower), mix(28, a.tag, b.tag), mix(29, a.lower, b.tag), mix(30, a.tag, b.lower),
		mix(31, a.tag, al1.tag, n0.tag), mix(32, a.tag, ar1.tag, n0.tag), mix(33, a.tag, n0.tag, nl1.tag), mix(34, b.tag, a.tag, bl1.tag),
		mix(35, b.tag, a.tag, br1.tag), mix(36, b.tag, a.tag, al1.tag), mix(37, b.tag, a.tag, ar1.tag), mix(38, b.tag, c.tag, a.tag),
		mix(39, a.lower, d), mix(40, a.tag, d), mix(41, n0.lower, d), mix(42, n0.tag, d), mix(43, a.tag, n0.tag, d), mix(44, a.lower, n0.lower, d),
		mix(45, a.tag, b.tag, d1), mix(46, a.lower, va), mix(47, a.tag, va), mix(48, n0.lower, vn), mix(49, n0.tag, vn), mix(50, b.tag, vb), mix(51, b.lower, vb),
		mix(52, al1.lower), mix(53, al1.tag, la1), mix(54, ar1.lower), mix(55, ar1.tag, lr1), mix(56, nl1.lower), mix(57, nl1.tag, ln1),
		mix(58, a.tag, la1, lr1), mix(59, a.tag, la1, la2), mix(60, a.tag, lr1, lr2), mix(61, b.tag, lb1, lbr1), mix(62, n0.tag, ln1, ln2),
		mix(63, a.tag, al1.tag, al2.tag), mix(64, a.tag, ar1.tag, ar2.tag), mix(65, n0.tag, nl1.tag, nl2.tag), mix(66, a.lower, lr1), mix(67, a.lower, la1),
		mix(68, b.lower, lbr1), mix(69, n0.lower, ln1), mix(70, b.tag, br1.tag, br2.tag), mix(71, a.cluster, n0.cluster), mix(72, a.cluster, n0.tag),
		mix(73, a.tag, n0.cluster), mix(74, a.cluster, b.cluster), mix(75, b.cluster, a.tag), mix(76, b.tag, a.cluster), mix(77, a.cluster, a.tag, lr1),
		mix(78, b.lower, n0.tag, a.tag), mix(79, b.tag, a.tag, n0.lower), mix(80, b.tag, a.lower, n0.tag), mix(81, a.tag, ar1.lower, n0.tag), mix(82, b.tag, bl1.lower, a.tag),
		mix(83, a.coarse, n0.coarse, n1.coarse, n2.coarse), mix(84, b.coarse, a.coarse, n0.coarse, n1.coarse), mix(85, b.lower, br1.lower, a.lower), mix(86, a.lower, al1.lower, b.lower),
		mix(87, pre.tag, n0.tag, a.tag), mix(88, b.coarse, a.coarse, lbr1, lr1), mix(89, a.suf[2], n0.tag), mix(90, a.tag, n0.suf[2]), mix(91, c.lower, a.tag, b.tag),
		mix(92, a.lower, n0.tag, n1.tag), mix(93, al1.lower, a.tag, b.tag), mix(94, b.lower, a.lower, n0.tag),
	)
}

// pick finds the best allowed transition.
func pick(s *state, kinds []uint8, scores []int32) int {
	best := -1
	can := [3]bool{s.can(shift), s.can(left), s.can(right)}
	for i, v := range scores {
		if can[kinds[i]] && (best < 0 || v > scores[best]) {
			best = i
		}
	}
	return best
}

// parse gives each word its head and relation.
func (a *Parser) parse(ws []Word, w *work) {
	if len(ws) == 0 {
		return
	}
	s := newState(len(ws))
	for !s.done() {
		w.f = parseFeatures(s, ws, w.f)
		scores := w.clear(len(a.moves))
		a.scorer.Score(w.f, scores)
		best := pick(s, a.kinds, scores)
		s.do(int(a.kinds[best]), best)
	}
	for i := range ws {
		ws[i].Head, ws[i].Rel = s.head[i], a.moves[s.rel[i]][1:]
		if ws[i].Head < 0 {
			ws[i].Rel = "root"
		} else if ws[i].Rel == "root" {
			ws[i].Rel = "dep"
		}
	}
}

// reversed returns a copy of a sentence from its last word to its first.
func reversed(ws []Word) []Word {
	n := len(ws)
	out := make([]Word, n)
	for i, w := range ws {
		if w.Head >= 0 {
			w.Head = n - 1 - w.Head
		}
		out[n-1-i] = w
	}
	return out
}
