package perceptron

import (
	"strings"

	"chancery/language/linear"
)

// blendWeight is what one update's weight of the tagger is worth in another
// family's scores; set on the treebanks' dev parts.
const blendWeight = 0.1

// Blend is a tagger that weighs another family's scores in.
type Blend struct {
	*Model
	upos, xpos   []int // by the tagger's class, the other family's classes; -1 where it has none
	nupos, nxpos int
}

// Blend makes the tagger for the other family's classes of UPOS and XPOS.
func (m *Model) Blend(upos, xpos []string) *Blend {
	b := &Blend{Model: m, nupos: len(upos), nxpos: len(xpos)}
	u, x := classes(upos), classes(xpos)
	for _, t := range m.tags {
		coarse, fine, _ := strings.Cut(t, "|")
		i, ok := u[coarse]
		j, too := x[fine]
		if !ok || !too {
			i, j = -1, -1
		}
		b.upos, b.xpos = append(b.upos, i), append(b.xpos, j)
	}
	return b
}

// Advise tags a sentence by both families' scores and returns the trees that
// the forward and the backward parser would give it. upos and xpos are the
// other family's scores, word by word.
func (b *Blend) Advise(s []Word, upos, xpos []float32) (forward, backward []Word) {
	var w work
	b.describe(s)
	for i := range s {
		w.f = tagFeatures(s, i, w.f)
		scores := w.clear(len(b.tags))
		b.tagger.Score(w.f, scores)
		u, x := upos[i*b.nupos:(i+1)*b.nupos], xpos[i*b.nxpos:(i+1)*b.nxpos]
		best, top := -1, float32(0)
		for c, n := range scores {
			if b.upos[c] < 0 {
				continue
			}
			// The conversion keeps the compiler from fusing the product into the sum, which not every machine does.
			v := float32(float32(n)*(blendWeight/linear.Scale)) + u[b.upos[c]] + x[b.xpos[c]]
			if best < 0 || v > top {
				best, top = c, v
			}
		}
		best = max(best, 0)
		setTag(&s[i], b.tags[best], b.tagHash[best])
	}
	back := reversed(s)
	b.forward.parse(s, &w)
	b.Backward.parse(back, &w)
	return s, reversed(back)
}
