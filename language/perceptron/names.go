package perceptron

import "chancery/language/linear"

// Span is a named mention over the half-open range [First, Last) of a sentence.
type Span struct {
	First, Last int
	Type        string
}

// nameFeatures describes word i to the name finder; last is the label of the
// word before, seen the label that the word got earlier in the document.
func nameFeatures(s []Word, i int, last, last2, seen uint32, f []uint32) []uint32 {
	mix := linear.Mix
	w, p1, p2, n1, n2, h := &s[i].x, &at(s, i-1).x, &at(s, i-2).x, &at(s, i+1).x, &at(s, i+2).x, &at(s, s[i].Head).x
	rel := linear.Hash(s[i].Rel)
	return append(f[:0],
		mix(1), mix(2, w.form), mix(3, w.lower), mix(4, w.suf[1]), mix(5, w.suf[2]), mix(6, w.suf[3]), mix(7, w.pre[2]), mix(8, w.shape), mix(9, w.kind),
		mix(10, w.tag), mix(11, w.tag, n1.tag), mix(12, p1.tag, w.tag), mix(13, p1.lower), mix(14, n1.lower), mix(15, p2.lower), mix(16, n2.lower),
		mix(17, last), mix(18, last, w.tag), mix(19, last, w.lower), mix(20, last, last2), mix(21, last, w.tag, n1.tag), mix(22, last, w.shape),
		mix(23, p1.lower, w.lower), mix(24, w.lower, n1.lower), mix(25, w.cluster), mix(26, p1.cluster), mix(27, n1.cluster), mix(28, w.cluster, last),
		mix(29, p1.cluster, w.cluster), mix(30, w.cluster, n1.cluster), mix(31, h.lower, w.tag), mix(32, h.lower, rel), mix(33, rel, w.tag), mix(34, rel, h.tag, w.tag),
		mix(35, p1.lower, w.tag, n1.tag), mix(36, n1.lower, w.tag), mix(37, p1.lower, w.shape), mix(38, p1.shape, w.shape, n1.shape), mix(39, seen), mix(40, seen, w.tag, last),
		mix(41, p1.lower, last, w.tag), mix(42, h.cluster, rel, w.tag), mix(43, p1.tag, w.tag, n1.tag, last), mix(44, n1.shape, w.shape, last), mix(45, w.cluster>>4, last, w.tag),
		mix(46, n1.lower, last), mix(47, w.suf[2], w.kind), mix(48, w.shape, n1.lower, n2.lower), mix(49, p2.lower, p1.lower, w.tag),
	)
}

// noName is the label of words outside of mentions; it is class 0.
const noName = "O"

// names finds the mentions of a sentence. seen is the document's memory of
// labels by form, which a later, barer mention leans on.
func (m *Forms) names(s []Word, seen map[string]uint32, w *work) []Span {
	var out []Span
	last, last2 := 0, 0
	for i := range s {
		w.f = nameFeatures(s, i, uint32(last), uint32(last2), seen[s[i].Form], w.f)
		scores := w.clear(len(m.labels))
		m.namer.Score(w.f, scores)
		best := 0
		for c, v := range scores {
			if v > scores[best] && follows(m.labels[c], m.labels[last]) {
				best = c
			}
		}
		out = extend(out, i, m.labels[best])
		if best != 0 && s[i].x.kind&capital != 0 {
			seen[s[i].Form] = 1 + linear.Hash(m.labels[best][2:])
		}
		last, last2 = best, last
	}
	return out
}

// follows reports whether label may stand after last: I-X only after B-X or I-X.
func follows(label, last string) bool {
	return label[0] != 'I' || (last != noName && last[2:] == label[2:])
}

func extend(out []Span, i int, label string) []Span {
	switch label[0] {
	case 'B':
		out = append(out, Span{i, i + 1, label[2:]})
	case 'I':
		out[len(out)-1].Last = i + 1
	}
	return out
}
