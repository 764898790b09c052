package segment

import (
	"strings"
	"unicode/utf8"

	"chancery/language/linear"
)

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

// view describes the word t, which follows the white space that begins at end;
// line is where the line began that end stands on.
func (m *Model) view(text string, t Token, end, line int) view {
	s := text[t.Start:t.End]
	low := fold(s)
	v := view{text: s, lower: linear.Hash(low), shape: linear.Hash(shape(s, 5)), tag: m.tags[low] + 1}
	v.spaced = t.Start > end
	switch lines := strings.Count(text[end:t.Start], "\n"); {
	case lines > 1 || strings.ContainsRune(text[end:t.Start], '\u2029'):
		v.gap = gapBlank
	case lines == 1 && (end-line < wrapShort || end-line > wrapLong):
		v.gap = gapLine
	}
	switch s {
	case "(", "[", "{", "“", "‘", "``", "«":
		v.opening = true
	case ")", "]", "}", "”", "’", "''", "»":
		v.closing = true
	}
	return v
}

// Lines of wrapShort to wrapLong bytes look as if an editor had wrapped them:
// what ends such a line says nothing about the sentence.
const (
	wrapShort = 55
	wrapLong  = 90
)

// views describes all words.
func (m *Model) views(text string, toks []Token) []view {
	out := make([]view, len(toks))
	end, line := 0, 0
	for i, t := range toks {
		out[i] = m.view(text, t, end, line)
		if n := strings.LastIndexByte(text[end:t.Start], '\n'); n >= 0 {
			line = end + n + 1
		}
		end = t.End
	}
	return out
}

// bullet reports whether word i opens an item of a list on a new line.
func bullet(v []view, text string, toks []Token, i int) bool {
	if i == 0 || i+1 >= len(v) || !strings.Contains(text[toks[i-1].End:toks[i].Start], "\n") {
		return false
	}
	switch v[i].text {
	case "*", "•", "-", "–", "—", "·", "▪", "◦", "●", "■", "‣":
		return v[i+1].spaced
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// dateline returns the index of the dash that ends a news agency's dateline
// ("SEOUL, Oct. 7 (Reuters) - ") opening at word i, or -1.
func dateline(v []view, i int) int {
	if head := shape(v[i].text, 3); head != "AA" || len(v[i].text) < 3 {
		return -1
	}
	for j := i + 1; j < min(i+16, len(v)-1) && v[j].gap == gapSpace; j++ {
		switch c := class(firstRune(v[j].text)); {
		case c == 'a':
			return -1
		case (v[j].text == "-" || v[j].text == "--" || v[j].text == "–" || v[j].text == "—") && v[j].spaced && v[j+1].spaced:
			return j
		}
	}
	return -1
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

// bareMargin is how much surer the classifier must be of an end that no mark
// and no line break shows. Half of the treebanks is mail and chat, where such
// ends are common; in edited text they are not. It costs half a point of F1
// on EWT.
const bareMargin = 250

// doubt is the margin asked for an end between two words.
func doubt(before, v, next *view) int32 {
	if next.gap != gapSpace || v.closing && strings.ContainsAny(before.text, ".?!") {
		return 0
	}
	switch c := class(firstRune(v.text)); {
	case isLetter(c) && v.text[len(v.text)-1] != '.', c == '0', c == ',', c == ')', c == ']':
		return bareMargin
	}
	return 0
}

// capitals reports whether word i still belongs to the place in capitals that
// opens a report without any mark ("SEOUL North Korea said", "NEW YORK The").
func capitals(v []view, first, i int) bool {
	if i-first > 3 || i+1 >= len(v) || v[i+1].gap != gapSpace {
		return false
	}
	for j := first; j <= i; j++ {
		if v[j].text != "/" && v[j].text != "," && (shape(v[j].text, 3) != "AA" || len(v[j].text) < 3) {
			return false
		}
	}
	return true
}

// sentences marks the words that end a sentence.
func (m *Model) sentences(text string, toks []Token) {
	w := window{v: m.views(text, toks)}
	var f []uint32
	dash := -1 // no sentence ends up to it
	head := 0  // first word of the paragraph
	for i := range toks {
		ends := i+1 == len(toks) || w.v[i+1].gap == gapBlank || bullet(w.v, text, toks, i+1)
		if i == w.first && (i == 0 || w.v[i].gap == gapBlank) {
			dash, head = dateline(w.v, i), i
		}
		if !ends && i > dash && !capitals(w.v, head, i) && !toks[i+1].Joined && (w.v[i+1].spaced || w.v[i+1].text[0] != '@') {
			f = w.features(i, f)
			var scores [2]int32
			m.end.Score(f, scores[:])
			ends = scores[1]-scores[0] > doubt(w.at(i-1), w.at(i), w.at(i+1))
		}
		toks[i].Ends = ends
		w.step(i, ends)
	}
}
