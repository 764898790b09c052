package when

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed rules.tsv
var rulesTSV string

// rule is a row of rules.tsv.
type rule struct {
	order int
	typ   string
	arg   string
	value func(*match) (string, bool)
}

// match is a rule that fits the tokens [first, last].
type match struct {
	r           *reader
	rule        *rule
	first, last int
	caps        []int  // the tokens that stood for a class, in order
	typ         string // where the value is of another type than the rule
}

// rules are all patterns as one tree: a match is a path from the root.
type rules struct{ root *node }

type node struct {
	words   map[string]*node
	classes []edge
	rule    *rule
}

type edge struct {
	class class
	to    *node
}

// grammar holds the compiled rules.
var grammar = sync.OnceValue(func() *rules {
	g := &rules{root: &node{}}
	for i, f := range rows(rulesTSV) {
		value, ok := values[f[1]]
		if !ok {
			panic(fmt.Sprintf("when: rules.tsv: no value function %q", f[1]))
		}
		r := &rule{order: i, typ: f[0], arg: f[2], value: value}
		for _, path := range expand(f[3]) {
			g.add(path, r)
		}
	}
	return g
})

func (g *rules) add(path []string, r *rule) {
	n := g.root
	for _, s := range path {
		n = n.child(s)
	}
	if n.rule == nil {
		n.rule = r
	}
}

func (n *node) child(s string) *node {
	if s[0] != '<' {
		s = strings.TrimPrefix(s, `\`)
		if n.words == nil {
			n.words = map[string]*node{}
		}
		if n.words[s] == nil {
			n.words[s] = &node{}
		}
		return n.words[s]
	}
	c, ok := classNames[strings.Trim(s, "<>")]
	if !ok {
		panic("when: rules.tsv: no class " + s)
	}
	for _, e := range n.classes {
		if e.class == c {
			return e.to
		}
	}
	to := &node{}
	n.classes = append(n.classes, edge{c, to})
	return to
}

// match gives every rule that fits at token i, the longest first.
func (g *rules) match(tokens []token, i int) []*match {
	var out []*match
	var caps []int
	var walk func(n *node, j int)
	walk = func(n *node, j int) {
		if n.rule != nil {
			out = append(out, &match{rule: n.rule, first: i, last: j - 1, caps: slices.Clone(caps)})
		}
		if j >= len(tokens) || j > i && tokens[j].line {
			return
		}
		t := &tokens[j]
		if to := n.words[t.low]; to != nil {
			walk(to, j+1)
		}
		if t.class == 0 {
			return
		}
		for _, e := range n.classes {
			if t.is(e.class) {
				caps = append(caps, j)
				walk(e.to, j+1)
				caps = caps[:len(caps)-1]
			}
		}
	}
	walk(g.root, i)
	slices.SortStableFunc(out, func(a, b *match) int {
		if a.last != b.last {
			return b.last - a.last
		}
		return a.rule.order - b.rule.order
	})
	return out
}

// expand gives every sequence of words and classes that a pattern stands for.
func expand(pattern string) [][]string {
	p := &patternReader{s: pattern}
	out := p.sequence()
	if p.i < len(p.s) {
		panic("when: rules.tsv: cannot read " + pattern)
	}
	return out
}

type patternReader struct {
	s string
	i int
}

func (p *patternReader) sequence() [][]string {
	out := [][]string{nil}
	for p.skip(); p.i < len(p.s) && p.s[p.i] != ')'; p.skip() {
		var next [][]string
		for _, tail := range p.item() {
			for _, head := range out {
				next = append(next, slices.Concat(head, tail))
			}
		}
		out = next
	}
	return out
}

// item reads alternatives and whether they may be missing.
func (p *patternReader) item() [][]string {
	out := p.atom()
	for p.i < len(p.s) && p.s[p.i] == '|' {
		p.i++
		out = append(out, p.atom()...)
	}
	if p.i < len(p.s) && p.s[p.i] == '?' {
		p.i++
		out = append(out, nil)
	}
	return out
}

func (p *patternReader) atom() [][]string {
	if p.s[p.i] == '(' {
		p.i++
		out := p.sequence()
		p.i++
		return out
	}
	start := p.i
	if p.s[p.i] == '\\' {
		p.i++
	}
	p.i++
	for p.i < len(p.s) && !strings.ContainsRune(" |?()", rune(p.s[p.i])) {
		p.i++
	}
	return [][]string{{p.s[start:p.i]}}
}

func (p *patternReader) skip() {
	for p.i < len(p.s) && p.s[p.i] == ' ' {
		p.i++
	}
}

// all gives the tokens of the match that stood for a class.
func (m *match) all(c class) []*token {
	var out []*token
	for _, i := range m.caps {
		if t := &m.r.tokens[i]; t.is(c) {
			out = append(out, t)
		}
	}
	return out
}

// get gives the first token of the match that stood for a class, or nil.
func (m *match) get(c class) *token {
	for _, i := range m.caps {
		if t := &m.r.tokens[i]; t.is(c) {
			return t
		}
	}
	return nil
}

// has tells whether a word stands in the match.
func (m *match) has(word string) bool {
	for i := m.first; i <= m.last; i++ {
		if m.r.tokens[i].low == word {
			return true
		}
	}
	return false
}

// before and after give the lower-case words around the match, "" at the ends.
func (m *match) before() string { return m.r.word(m.first - 1) }
func (m *match) after() string  { return m.r.word(m.last + 1) }

func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.tokens[i].low
}

// kind is the TIMEX3 type: a day with a part or a clock time is a TIME.
func (m *match) kind(value string) string {
	if m.typ != "" {
		return m.typ
	}
	if m.rule.typ == "DATE" && len(value) > 10 && value[10] == 'T' {
		return "TIME"
	}
	return m.rule.typ
}
