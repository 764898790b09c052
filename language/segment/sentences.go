package segment

import "chancery/language/linear"

// view is what the sentence features need of a word.
type view struct {
	text    string
	lower   uint32
	shape   uint32
	tag     uint32 // commonest tag of the word in the treebank
	gap     gap    // white space before it
	spaced  bool   // white space stands before it
	opening bool   // opens a quotation or bracket
	closing bool
}

func (m *Model) view(text string, t Token, end int) view {
	s := text[t.Start:t.End]
	low := fold(s)
	v := view{text: s, lower: linear.Hash(low), shape: linear.Hash(shape(s, 5)), tag: m.tags[low] + 1}
	lines := 0
	for i := end; i < t.Start; i++ {
		v.spaced = true
		if text[i] == '\n' {
			lines++
		}
	}
	v.gap = gap(min(lines, int(gapBlank)))
	switch s {
	case "(", "[", "{", "“", "‘", "``", "«":
		v.opening = true
	case ")", "]", "}", "”", "’", "''", "»":
		v.closing = true
	}
	return v
}

// window is the sentence boundary classifier's view of the text around the end of word i.
type window struct {
	v     []view
	first int // first word of the sentence
	depth int // brackets and quotations open in the sentence
	quote bool
}

var edge = view{gap: gapBlank, spaced: true}

func (w *window) at(i int) *view {
	if i < 0 || i >= len(w.v) {
		return &edge
	}
	return &w.v[i]
}

func b2u(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func bucket(n int) uint32 {
	switch {
	case n < 6:
		return uint32(n)
	case n < 10:
		return 6
	case n < 20:
		return 7
	case n < 40:
		return 8
	}
	return 9
}

// features describes the end of word i to the classifier.
func (w *window) features(i int, f []uint32) []uint32 {
	p2, p1, c, n1, n2, n3 := w.at(i-2), w.at(i-1), w.at(i), w.at(i+1), w.at(i+2), w.at(i+3)
	open := b2u(w.quote) + 2*uint32(min(w.depth, 2))
	long := bucket(i + 1 - w.first)
	g := uint32(n1.gap)<<1 | b2u(n1.spaced)
	first := w.at(w.first)
	mix := linear.Mix
	return append(f[:0],
		mix(1, g), mix(2, c.lower, g), mix(3, n1.lower, g), mix(4, c.lower, n1.lower, g), mix(5, c.lower, n1.shape, g),
		mix(6, c.shape, n1.shape, g), mix(7, c.lower, n1.shape, p1.lower), mix(8, c.lower, n1.shape, p1.shape),
		mix(9, c.lower, n1.shape, n1.tag, g), mix(10, c.tag, n1.tag, n1.shape), mix(11, p1.tag, c.tag, n1.tag, n1.shape),
		mix(12, c.lower, n1.shape, open), mix(13, c.lower, open, long), mix(14, c.lower, n1.lower, n2.shape),
		mix(15, c.lower, n1.shape, n2.shape, g), mix(16, c.shape, n1.shape, n2.shape, n3.shape), mix(17, n1.lower, n2.lower, c.shape),
		mix(18, c.lower, n1.tag, n2.tag), mix(19, p1.lower, c.lower), mix(20, p2.lower, p1.lower, c.lower),
		mix(21, first.lower, c.lower, long), mix(22, first.shape, c.lower, n1.shape, long), mix(23, c.tag, n1.tag, n2.tag, n1.shape, g),
		mix(24, n1.tag, n2.tag, n3.tag, c.lower), mix(25, long, c.shape, n1.shape, g), mix(26, p1.shape, c.lower, n1.shape, open),
		mix(27, p2.shape, p1.shape, c.shape, n1.shape), mix(28, c.lower, n2.lower), mix(29, c.lower, n1.lower, open),
		mix(30, c.shape, n1.lower, n1.shape, g), mix(31, n1.shape, n1.tag, n2.tag, n2.shape, c.lower, g),
		mix(32, p1.tag, c.lower, n1.shape, n1.tag, n2.tag),
	)
}

// step moves the window's state past word i, whose sentence ends there or not.
func (w *window) step(i int, ends bool) {
	if ends {
		w.first, w.depth, w.quote = i+1, 0, false
		return
	}
	v := w.at(i)
	switch {
	case v.opening:
		w.depth++
	case v.closing && w.depth > 0:
		w.depth--
	case v.text == `"`:
		w.quote = !w.quote
	}
}

// sentences marks the words that end a sentence.
func (m *Model) sentences(text string, toks []Token) {
	w := window{v: make([]view, len(toks))}
	end := 0
	for i, t := range toks {
		w.v[i] = m.view(text, t, end)
		end = t.End
	}
	var f []uint32
	for i := range toks {
		ends := i+1 == len(toks) || w.v[i+1].gap == gapBlank
		if !ends && !toks[i+1].Joined {
			f = w.features(i, f)
			var scores [2]int32
			m.end.Score(f, scores[:])
			ends = scores[1] > scores[0]
		}
		toks[i].Ends = ends
		w.step(i, ends)
	}
}
