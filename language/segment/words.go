package segment

import (
	"chancery/language/linear"
	"unicode/utf8"
)

// What may stand at a place where a chunk may be cut.
const (
	keep  = iota // the word goes on
	cut          // a new word begins
	joint        // a new word begins within a multiword token
	cuts
)

// place is one place inside a chunk where a word may end.
type place struct {
	at          int // byte offset in the chunk
	left, right int // byte offsets of the runs that meet here: chunk[left:at], chunk[at:right]
}

// places lists where a chunk may be cut: wherever the class of characters
// changes or a mark stands, and within a run of letters where the treebank cuts
// that run ("don|t", "can|not"). "n't" takes its n from the run before it.
func (m *Model) places(s string, out []place) []place {
	out = out[:0]
	start, last := 0, rune(-1)
	from, to := atom(s, 0)
	for i, r := range s {
		if i >= to {
			from, to = atom(s, i)
		}
		if i > from && i < to {
			continue
		}
		c := class(r)
		if i == from { // an address stands apart from the letters beside it
			if i > 0 {
				if last != 'w' {
					out = m.inner(s, start, i, out)
				}
				out = append(out, place{at: i, left: start})
				start = i
			}
			last = 'w'
			continue
		}
		if isLetter(c) {
			c = 'a'
		}
		if i > 0 && (c != last || (c != 'a' && c != '0')) {
			if last != 'w' {
				out = m.inner(s, start, i, out)
			}
			out = append(out, place{at: i, left: start})
			start = i
		}
		last = c
	}
	if last != 'w' {
		out = m.inner(s, start, len(s), out)
	}
	for i := range out {
		if out[i].right == 0 {
			out[i].right = len(s)
			for j := i + 1; j < len(out); j++ {
				if out[j].at > out[i].at {
					out[i].right = out[j].at
					break
				}
			}
		}
	}
	return out
}

// inner adds the places within the run of letters s[start:end].
func (m *Model) inner(s string, start, end int, out []place) []place {
	if end-start < 2 || end-start > 12 {
		return out
	}
	run := fold(s[start:end])
	if len(run) != end-start {
		return out
	}
	if end < len(s) && run[len(run)-1] == 'n' {
		if r, n := utf8.DecodeRuneInString(s[end:]); class(r) == '\'' && end+n < len(s) && s[end+n]|0x20 == 't' {
			return append(out, place{end - 1, start, end})
		}
	}
	for _, at := range m.splits[run] {
		out = append(out, place{start + at, start, end})
	}
	return out
}

// context is what the features of one place are made of.
type context struct {
	text  string
	all   []chunk
	i     int // index of the chunk
	last  int // what was decided at the last place of the chunk
	since int // byte offset in the chunk where the current word began
}

func (x *context) near(d int) *chunk {
	if j := x.i + d; j >= 0 && j < len(x.all) {
		return &x.all[j]
	}
	return &chunk{before: gapBlank}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }
func head(s string, n int) string { return s[:min(len(s), n)] }

// features describes a place to the classifier.
func (x *context) features(p place, f []uint32) []uint32 {
	c := &x.all[x.i]
	s := x.text[c.start:c.end]
	h := linear.Hash
	left, right := h(fold(s[p.left:p.at])), h(fold(s[p.at:p.right]))
	word, rest := h(fold(s[x.since:p.at])), h(fold(head(s[p.at:], 16)))
	ls, rs := h(shape(tail(s[:p.at], 6), 6)), h(shape(head(s[p.at:], 6), 6))
	l1, r1 := h(tail(s[:p.at], 1)), h(head(s[p.at:], 1))
	l3, r3 := h(tail(s[:p.at], 3)), h(head(s[p.at:], 3))
	next, prev := x.near(1), x.near(-1)
	last := uint32(x.last)
	web := uint32(0)
	for i := 0; i < len(s); i++ {
		if s[i] == '@' || s[i] == '/' || (s[i] == '.' && i > 2 && s[:3] == "www") {
			web |= uint32(s[i])
		}
	}
	end := uint32(0)
	if p.right == len(s) {
		end = 1
	}
	begin := uint32(0)
	if p.left == 0 {
		begin = 1
	}
	nb := uint32(next.before)
	mix := linear.Mix
	nextShape, prevShape := h(head(next.shape, 3)), h(tail(prev.shape, 3))
	whole, whShape := h(head(c.lower, 24)), h(c.shape)
	f = append(f[:0],
		mix(1), mix(2, left, right), mix(3, left), mix(4, right), mix(5, word, right), mix(6, word, rest),
		mix(7, ls, rs), mix(8, ls, rs, last), mix(9, l1, r1, last), mix(10, l3, r1), mix(11, l1, r3), mix(12, l3, r3),
		mix(13, whole, uint32(p.at)), mix(14, whShape, uint32(p.at)), mix(15, ls, rs, web), mix(16, l1, r1, web, end),
		mix(17, left, right, h(next.lower)), mix(18, left, right, h(prev.lower)), mix(19, right, end, nextShape, nb),
		mix(20, left, right, end, nextShape, nb), mix(21, ls, rs, begin, end), mix(22, l1, r1, begin, end, prevShape),
		mix(23, word, right, end, nextShape), mix(24, whShape, uint32(p.left), uint32(p.right)), mix(25, last, right, rest),
		mix(26, left, h(c.shape)), mix(27, right, h(c.shape)), mix(28, rest, last), mix(29, whole, uint32(p.at), h(next.lower)),
		mix(30, whole, uint32(p.at), h(prev.lower)), mix(31, left, rs, end), mix(32, ls, right, end),
	)
	return f
}

// dotted reports whether a handle follows the full stop that shows a reply to
// all (".@StateDept"), which no treebank has.
func dotted(s string, at int) bool { return at == 1 && s[0] == '.' && s[1] == '@' }

// words cuts each chunk into words.
func (m *Model) words(text string, all []chunk) []Token {
	out := make([]Token, 0, len(text)/4)
	var places []place
	var f []uint32
	var scores [cuts]int32
	for i, c := range all {
		s := text[c.start:c.end]
		x := context{text: text, all: all, i: i}
		places = m.places(s, places)
		joined := false
		for _, p := range places {
			f = x.features(p, f)
			scores = [cuts]int32{}
			m.cut.Score(f, scores[:])
			x.last = linear.Best(scores[:])
			if x.last == keep && dotted(s, p.at) {
				x.last = cut
			}
			if x.last != keep {
				out = append(out, Token{Start: c.start + x.since, End: c.start + p.at, Joined: joined})
				x.since, joined = p.at, x.last == joint
			}
		}
		out = append(out, Token{Start: c.start + x.since, End: c.end, Joined: joined})
	}
	return out
}
