package eval

import (
	"fmt"
	"strings"
	"unicode"

	"chancery/language/conllu"
)

// Count is how many units there are and how many agree.
type Count struct{ Gold, System, Right int }

// F1 is the balanced F-score in percent.
func (c Count) F1() float64 {
	if c.Gold+c.System == 0 {
		return 0
	}
	return 200 * float64(c.Right) / float64(c.Gold+c.System)
}

func (c *Count) add(d Count) {
	c.Gold += d.Gold
	c.System += d.System
	c.Right += d.Right
}

// Quantities lists what a Score holds, in the order in which it is printed.
var Quantities = []string{"Words", "Sentences", "UPOS", "XPOS", "UFeats", "Lemmas", "UAS", "LAS", "Entities"}

// Score holds a count for each of [Quantities].
type Score map[string]Count

// Add adds the counts of t to those of s.
func (s Score) Add(t Score) {
	for k, c := range t {
		d := s[k]
		d.add(c)
		s[k] = d
	}
}

// String prints the F1 of each quantity.
func (s Score) String() string {
	var b strings.Builder
	for _, q := range Quantities {
		fmt.Fprintf(&b, " %s %.2f", q, s[q].F1())
	}
	return strings.TrimSpace(b.String())
}

// word is one word of either side, with its span counted in characters that
// are not white space.
type word struct {
	*conllu.Word
	start, end int
	head       int // index into all words, -1 for a root
}

type side struct {
	chars     []rune
	words     []word
	sentences [][2]int
	names     map[[2]int]string
}

// read lays one side's sentences out over their characters.
func read(sents []conllu.Sentence, names [][]conllu.Mention) side {
	s := side{names: map[[2]int]string{}}
	for k := range sents {
		first, begin := len(s.words), len(s.chars)
		for j := range sents[k].Words {
			w := &sents[k].Words[j]
			start := len(s.chars)
			for _, r := range w.Form {
				if !unicode.IsSpace(r) {
					s.chars = append(s.chars, r)
				}
			}
			x := word{Word: w, start: start, end: len(s.chars), head: -1}
			if w.Head > 0 {
				x.head = first + w.Head - 1
			}
			s.words = append(s.words, x)
		}
		s.sentences = append(s.sentences, [2]int{begin, len(s.chars)})
		if k < len(names) {
			for _, m := range names[k] {
				s.names[[2]int{s.words[first+m.First].start, s.words[first+m.Last-1].end}] = m.Type
			}
		}
	}
	return s
}

// Compare scores the system's sentences against the gold ones. Both must hold
// the same characters, white space aside. Named mentions are given beside the
// sentences, one list a sentence; nil where there are none.
func Compare(gold, system []conllu.Sentence, goldNames, systemNames [][]conllu.Mention) (Score, error) {
	g, s := read(gold, goldNames), read(system, systemNames)
	if err := same(g.chars, s.chars); err != nil {
		return nil, err
	}
	score := Score{"Sentences": agree(g.sentences, s.sentences)}
	of := align(g.words, s.words)
	words := Count{len(g.words), len(s.words), 0}
	counts := map[string]int{}
	for i := range g.words {
		j := of[i]
		if j < 0 {
			continue
		}
		words.Right++
		a, b := &g.words[i], &s.words[j]
		for q, ok := range map[string]bool{"UPOS": a.UPOS == b.UPOS, "XPOS": a.XPOS == b.XPOS, "UFeats": a.Feats == b.Feats, "Lemmas": a.Lemma == b.Lemma || a.Lemma == "_"} {
			if ok {
				counts[q]++
			}
		}
		if attached(a.head, b.head, of) {
			counts["UAS"]++
			if universal(a.Rel) == universal(b.Rel) {
				counts["LAS"]++
			}
		}
	}
	score["Words"] = words
	for _, q := range Quantities[2:8] {
		score[q] = Count{words.Gold, words.System, counts[q]}
	}
	if goldNames != nil {
		c := Count{Gold: len(g.names), System: len(s.names)}
		for span, t := range g.names {
			if s.names[span] == t {
				c.Right++
			}
		}
		score["Entities"] = c
	}
	return score, nil
}

func attached(gold, system int, of []int) bool {
	if gold < 0 || system < 0 {
		return gold < 0 && system < 0
	}
	return of[gold] == system
}

func universal(rel string) string {
	u, _, _ := strings.Cut(rel, ":")
	return u
}

func same(a, b []rune) error {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return fmt.Errorf("texts differ at character %d: gold %q, system %q", i, around(a, i), around(b, i))
		}
	}
	return nil
}

func around(a []rune, i int) string { return string(a[min(len(a), max(0, i-10)):min(len(a), i+10)]) }

// agree counts the spans that both sides have; both are in order.
func agree(a, b [][2]int) Count {
	c := Count{Gold: len(a), System: len(b)}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			c.Right++
			i++
			j++
		case a[i][0] < b[j][0] || (a[i][0] == b[j][0] && a[i][1] < b[j][1]):
			i++
		default:
			j++
		}
	}
	return c
}

// align pairs the words whose spans are the same. The shared task pairs the
// words of a multiword token by the longest common subsequence of their forms;
// English multiword tokens are written as their words are, so spans do as well.
func align(g, s []word) []int {
	of := make([]int, len(g))
	j := 0
	for i := range g {
		for j < len(s) && s[j].start < g[i].start {
			j++
		}
		of[i] = -1
		if j < len(s) && s[j].start == g[i].start && s[j].end == g[i].end {
			of[i] = j
		}
	}
	return of
}
