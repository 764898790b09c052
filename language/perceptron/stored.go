package perceptron

import (
	"fmt"

	"chancery/language/linear"
)

// AppendBinary appends the tables in their stored form.
func (m *Forms) AppendBinary(b []byte) ([]byte, error) {
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
	for _, l := range [][]string{m.featNames, scripts, m.labels, pairs} {
		b = linear.AppendStrings(b, l)
	}
	return appendModels(b, m.inflector, m.lemmas, m.namer)
}

// ReadForms reads what [Forms.AppendBinary] stored from the head of b and returns what follows it.
func ReadForms(b []byte) (*Forms, []byte, error) {
	r := linear.Reader{Rest: b}
	m := &Forms{amb: r.Table(), clusters: r.Table(), feats: map[string][]int{}, featNames: r.Strings()}
	scripts := r.Strings()
	m.labels = r.Strings()
	pairs := r.Strings()
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("model of forms: %w", err)
	}
	for _, s := range scripts {
		p, err := parseScript(s)
		if err != nil {
			return nil, nil, fmt.Errorf("model of forms: %w", err)
		}
		m.scripts = append(m.scripts, p)
	}
	for _, s := range pairs {
		var k string
		var c int
		if _, err := fmt.Sscanf(s, "%s %d", &k, &c); err != nil || c < 0 || c >= len(m.featNames) {
			return nil, nil, fmt.Errorf("model of forms: features %q: out of place", s)
		}
		m.feats[k] = append(m.feats[k], c)
	}
	rest, err := readModels(r.Rest, &m.inflector, &m.lemmas, &m.namer)
	if err != nil {
		return nil, nil, fmt.Errorf("model of forms: %w", err)
	}
	return m, rest, nil
}

// AppendBinary appends the tagger and the forward parser in their stored form.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = linear.AppendStrings(linear.AppendStrings(b, m.tags), m.forward.moves)
	return appendModels(b, m.tagger, m.forward.scorer)
}

// Read reads what [Model.AppendBinary] stored from the head of b and returns
// what follows it. The model is of use once it has the Forms learned with it;
// [Model.Blend] needs the Backward parser too.
func Read(b []byte) (*Model, []byte, error) {
	r := linear.Reader{Rest: b}
	m := &Model{tags: r.Strings(), forward: &Parser{moves: r.Strings()}}
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("model of trees: %w", err)
	}
	m.index()
	m.forward.index()
	rest, err := readModels(r.Rest, &m.tagger, &m.forward.scorer)
	if err != nil {
		return nil, nil, fmt.Errorf("model of trees: %w", err)
	}
	return m, rest, nil
}

// AppendBinary appends the parser in its stored form.
func (a *Parser) AppendBinary(b []byte) ([]byte, error) {
	return appendModels(linear.AppendStrings(b, a.moves), a.scorer)
}

// ReadParser reads what [Parser.AppendBinary] stored from the head of b and returns what follows it.
func ReadParser(b []byte) (*Parser, []byte, error) {
	r := linear.Reader{Rest: b}
	a := &Parser{moves: r.Strings()}
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("model of a parser: %w", err)
	}
	a.index()
	rest, err := readModels(r.Rest, &a.scorer)
	if err != nil {
		return nil, nil, fmt.Errorf("model of a parser: %w", err)
	}
	return a, rest, nil
}

func appendModels(b []byte, models ...*linear.Model) ([]byte, error) {
	var err error
	for _, m := range models {
		if b, err = m.AppendBinary(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func readModels(b []byte, models ...**linear.Model) ([]byte, error) {
	var err error
	for _, m := range models {
		if *m, b, err = linear.Read(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}
