package perceptron

import (
	"fmt"

	"chancery/language/linear"
)

// Model holds every learned stage; it is read only and safe for concurrent use.
type Model struct {
	amb      map[string]uint32 // class of tags that a frequent word was seen with
	clusters map[string]uint32 // word clusters learned from raw text
	tags     []string          // "UPOS|XPOS" by class
	tagHash  []uint32          // hash of the XPOS by class
	moves    []string          // "S", "L"+relation or "R"+relation by class
	kinds    []uint8           // kind of transition by class
	feats    map[string][]int  // classes of features by "UPOS|XPOS"
	scripts  []script
	labels   []string

	featNames                                []string
	tagger, parser, inflector, lemmas, namer *linear.Model
}

// Annotate fills in everything about the words of the sentence but its names.
func (m *Model) Annotate(s []Word) {
	var w work
	m.describe(s)
	m.tag(s, &w)
	m.parse(s, &w)
	m.inflect(s, &w)
	m.lemmatise(s, &w)
}

// Names finds the named mentions of the sentences of one document, which must be tagged and parsed.
func (m *Model) Names(doc [][]Word) [][]Span {
	var w work
	seen := map[string]uint32{}
	out := make([][]Span, len(doc))
	for i, s := range doc {
		m.describe(s)
		for j := range s {
			s[j].x.tag, s[j].x.coarse = linear.Hash(s[j].XPOS), linear.Hash(s[j].UPOS)
		}
		out[i] = m.names(s, seen, &w)
	}
	return out
}

func (m *Model) index() {
	m.tagHash = make([]uint32, len(m.tags))
	for i, t := range m.tags {
		var w Word
		setTag(&w, t, 0)
		m.tagHash[i] = linear.Hash(w.XPOS)
	}
	m.kinds = make([]uint8, len(m.moves))
	for i, t := range m.moves {
		m.kinds[i] = map[byte]uint8{'S': shift, 'L': left, 'R': right}[t[0]]
	}
}

// AppendBinary appends the model in its stored form.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = linear.AppendTable(b, m.amb)
	b = linear.AppendTable(b, m.clusters)
	scripts := make([]string, len(m.scripts))
	for i, r := range m.scripts {
		scripts[i] = r.String()
	}
	var pairs []string
	for _, k := range linear.Keys(m.feats) {
		for _, c := range m.feats[k] {
			pairs = append(pairs, fmt.Sprintf("%s %d", k, c))
		}
	}
	for _, l := range [][]string{m.tags, m.moves, m.featNames, scripts, m.labels, pairs} {
		b = linear.AppendStrings(b, l)
	}
	var err error
	for _, l := range []*linear.Model{m.tagger, m.parser, m.inflector, m.lemmas, m.namer} {
		if b, err = l.AppendBinary(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Read reads a model stored by [Model.AppendBinary] from the head of b and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	r := linear.Reader{Rest: b}
	m := &Model{amb: r.Table(), clusters: r.Table(), feats: map[string][]int{}}
	var scripts, pairs []string
	for _, l := range []*[]string{&m.tags, &m.moves, &m.featNames, &scripts, &m.labels, &pairs} {
		*l = r.Strings()
	}
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("perceptron model: %w", err)
	}
	for _, s := range scripts {
		p, err := parseScript(s)
		if err != nil {
			return nil, nil, fmt.Errorf("perceptron model: %w", err)
		}
		m.scripts = append(m.scripts, p)
	}
	for _, s := range pairs {
		var k string
		var c int
		if _, err := fmt.Sscanf(s, "%s %d", &k, &c); err != nil || c < 0 || c >= len(m.featNames) {
			return nil, nil, fmt.Errorf("perceptron model: features %q: out of place", s)
		}
		m.feats[k] = append(m.feats[k], c)
	}
	m.index()
	b = r.Rest
	var err error
	for _, l := range []**linear.Model{&m.tagger, &m.parser, &m.inflector, &m.lemmas, &m.namer} {
		if *l, b, err = linear.Read(b); err != nil {
			return nil, nil, fmt.Errorf("perceptron model: %w", err)
		}
	}
	return m, b, nil
}
