package perceptron

import (
	"strings"

	"chancery/language/linear"
)

// tagFeatures describes word i, whose left neighbours are tagged already.
func tagFeatures(s []Word, i int, f []uint32) []uint32 {
	mix := linear.Mix
	w, p1, p2, n1, n2 := &s[i].x, &at(s, i-1).x, &at(s, i-2).x, &at(s, i+1).x, &at(s, i+2).x
	k := w.kind
	return append(f[:0],
		mix(1), mix(2, w.form), mix(3, w.lower), mix(4, w.suf[0]), mix(5, w.suf[1]), mix(6, w.suf[2]), mix(7, w.suf[3]),
		mix(8, w.pre[0], k), mix(9, w.pre[1]), mix(10, w.pre[2]), mix(11, w.shape), mix(12, w.shape, k&initial), mix(13, k),
		mix(14, p1.tag), mix(15, p1.tag, p2.tag), mix(16, p1.tag, w.lower), mix(17, p1.lower), mix(18, p2.lower),
		mix(19, n1.lower), mix(20, n2.lower), mix(21, p1.lower, w.lower), mix(22, w.lower, n1.lower),
		mix(23, w.amb), mix(24, n1.amb), mix(25, w.amb, n1.amb), mix(26, p1.tag, w.amb, n1.amb), mix(27, p1.tag, p2.tag, w.amb),
		mix(28, n1.amb, n2.amb, w.amb), mix(29, w.suf[2], p1.tag), mix(30, w.suf[2], n1.amb), mix(31, w.shape, p1.shape, n1.shape),
		mix(32, w.shape, p1.tag), mix(33, n1.suf[2]), mix(34, n1.shape, w.shape), mix(35, w.lower, p1.tag, n1.amb),
		mix(36, p1.lower, w.amb), mix(37, p1.tag, p2.tag, w.lower), mix(38, w.lower, n1.amb), mix(39, p1.tag, n1.lower),
		mix(40, w.cluster), mix(41, w.cluster, p1.tag), mix(42, n1.cluster), mix(43, p1.cluster, w.cluster), mix(44, w.cluster, n1.cluster),
		mix(45, w.suf[1], w.shape), mix(46, w.amb, p2.lower, p1.lower), mix(47, w.amb, n1.lower, n2.lower),
		mix(48, at(s, i+3).x.amb, n2.amb, n1.amb), mix(49, w.shape, n1.amb, p1.tag),
	)
}

func setTag(w *Word, label string, hash uint32) {
	w.UPOS, w.XPOS, _ = strings.Cut(label, "|")
	w.x.tag, w.x.coarse = hash, linear.Hash(w.UPOS)
}

// tag gives each word its UPOS and XPOS, left to right.
func (m *Model) tag(s []Word, w *work) {
	for i := range s {
		w.f = tagFeatures(s, i, w.f)
		scores := w.clear(len(m.tags))
		m.tagger.Score(w.f, scores)
		best := linear.Best(scores)
		setTag(&s[i], m.tags[best], m.tagHash[best])
	}
}

// work is scratch space that the stages share while they read one document.
type work struct {
	f      []uint32
	scores []int32
}

func (w *work) clear(n int) []int32 {
	if cap(w.scores) < n {
		w.scores = make([]int32, n)
	}
	w.scores = w.scores[:n]
	clear(w.scores)
	return w.scores
}
