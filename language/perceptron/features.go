package perceptron

import "chancery/language/linear"

// Features are chosen after the parse, because English verbs agree with their
// subjects ("they met": Number=Plur) and nothing in their form may show it.
func featsFeatures(s []Word, i int, subject []int, f []uint32) []uint32 {
	mix := linear.Mix
	w, p1, n1, h := &s[i].x, &at(s, i-1).x, &at(s, i+1).x, &at(s, s[i].Head).x
	rel := linear.Hash(s[i].Rel)
	subj, of := &at(s, subject[i]).x, &outside.x
	if s[i].Head >= 0 {
		of = &at(s, subject[s[i].Head]).x
	}
	t := w.tag
	return append(f[:0],
		mix(1, t), mix(2, t, w.form), mix(3, t, w.lower), mix(4, t, w.suf[1]), mix(5, t, w.suf[2]), mix(6, t, w.shape), mix(7, t, rel),
		mix(8, t, p1.lower), mix(9, t, n1.lower), mix(10, t, p1.tag), mix(11, t, n1.tag), mix(12, t, h.tag, rel), mix(13, t, w.lower, rel),
		mix(14, t, subj.tag, subj.lower), mix(15, t, subj.tag), mix(16, t, of.tag, of.lower, rel), mix(17, t, of.tag, rel),
		mix(18, t, w.lower, subj.tag), mix(19, t, w.lower, of.tag, rel), mix(20, t, w.lower, p1.lower), mix(21, t, w.lower, n1.lower),
		mix(22, t, w.lower, h.tag), mix(23, t, w.kind, w.shape), mix(24, t, w.suf[3]), mix(25, t, p1.lower, h.lower), mix(26, t, w.lower, of.lower, rel),
	)
}

// subjects finds the subject of each word, -1 where there is none; a verb
// without one takes that of the word it is conjoined to.
func subjects(s []Word) []int {
	out := make([]int, len(s))
	for i := range out {
		out[i] = -1
	}
	for i, w := range s {
		if w.Head >= 0 && (w.Rel == "nsubj" || w.Rel == "nsubj:pass" || w.Rel == "nsubj:outer" || w.Rel == "expl") && out[w.Head] < 0 {
			out[w.Head] = i
		}
	}
	for i, w := range s {
		if out[i] < 0 && w.Rel == "conj" && w.Head >= 0 {
			out[i] = out[w.Head]
		}
	}
	return out
}

// inflect gives each word its features, among those seen with its tags.
func (m *Forms) inflect(s []Word, w *work) {
	subj := subjects(s)
	for i := range s {
		allowed := m.feats[s[i].UPOS+"|"+s[i].XPOS]
		switch len(allowed) {
		case 0:
			s[i].Feats = ""
			continue
		case 1:
			s[i].Feats = m.featNames[allowed[0]]
			continue
		}
		w.f = featsFeatures(s, i, subj, w.f)
		scores := w.clear(len(m.featNames))
		m.inflector.Score(w.f, scores)
		best := allowed[0]
		for _, c := range allowed[1:] {
			if scores[c] > scores[best] {
				best = c
			}
		}
		s[i].Feats = m.featNames[best]
	}
}
