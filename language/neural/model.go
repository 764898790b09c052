// Package neural tags and parses the words of sentences with one
// network: embeddings of words and of their character n-grams, a bidirectional
// LSTM layer pre-trained as a language model on news, two further such layers,
// linear heads for tags, and biaffine heads for the tree
// (Dozat & Manning 2017), from which the best tree is taken (Chu & Liu 1965,
// Edmonds 1967).
//
// The network is trained by language/train, stored in 8-bit integers, and
// computed so that every machine and every run finds the same. A model is safe
// for concurrent use.
package neural

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

// Model is a trained network with its class names.
type Model struct {
	names struct {
		UPOS []string `json:"upos"`
		XPOS []string `json:"xpos"`
		Rel  []string `json:"rel"`
	}
	words map[string]uint32 // folded form to row of the table of words

	word, ngram, affix, shape table
	layers                    [3]layer
	tags                      [2]*matrix // upos, xpos; of the second layer
	arcDep, arcHead           *matrix
	relDep, relHead           *matrix
	arc                       *matrix
	arcRoot, relRoot          []float32
	rel                       *matrix // [relation · REL][REL]: makes of a head what its dependent is multiplied with; one scale a relation
	relOne, relTwo            *matrix
}

// table is an embedding table of int8 rows; one unit of a row is worth scale[row], or scale[0] for all rows.
type table struct {
	width int
	rows  []byte
	scale []float32
}

func (t *table) row(i uint32) []byte { return t.rows[int(i)*t.width : (int(i)+1)*t.width] }

// The file: magic, length of the header, header (JSON), tensors one after the other.
const magic = "chancery network 1\n"

type header struct {
	Names   json.RawMessage `json:"names"`
	Words   int             `json:"words"` // bytes of the vocabulary, which follows the header, one form a line
	Tensors []tensor        `json:"tensors"`
}

// tensor is a stored array: int8 with a scale for each row or for all, or float32 where Scales is 0.
type tensor struct {
	Name   string `json:"name"`
	Rows   int    `json:"rows"`
	Cols   int    `json:"cols"`
	Scales int    `json:"scales"` // how many float32 scales stand before the int8 numbers

	scale []float32
	data  []byte
}

// Read makes a model of the head of b, which it keeps, and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	m, rest, err := read(b)
	if err != nil {
		return nil, nil, fmt.Errorf("read network: %w", err)
	}
	return m, rest, nil
}

func read(b []byte) (*Model, []byte, error) {
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok || len(rest) < 4 {
		return nil, nil, errors.New("not a network file")
	}
	n := int(binary.LittleEndian.Uint32(rest))
	rest = rest[4:]
	if n > len(rest) {
		return nil, nil, errors.New("cut short in the header")
	}
	var h header
	if err := json.Unmarshal(rest[:n], &h); err != nil {
		return nil, nil, fmt.Errorf("header: %w", err)
	}
	rest = rest[n:]
	m := &Model{}
	if err := json.Unmarshal(h.Names, &m.names); err != nil {
		return nil, nil, fmt.Errorf("names: %w", err)
	}
	if h.Words < 0 || h.Words > len(rest) {
		return nil, nil, errors.New("cut short in the vocabulary")
	}
	words := string(rest[:h.Words])
	m.words = make(map[string]uint32, strings.Count(words, "\n")+1)
	for w := range strings.SplitSeq(words, "\n") {
		m.words[w] = uint32(len(m.words))
	}
	rest = rest[h.Words:]
	tensors := map[string]*tensor{}
	for i := range h.Tensors {
		t := &h.Tensors[i]
		var err error
		if rest, err = t.take(rest); err != nil {
			return nil, nil, err
		}
		tensors[t.Name] = t
	}
	return m, rest, m.assemble(tensors)
}

// take cuts the tensor's numbers from the front of b.
func (t *tensor) take(b []byte) ([]byte, error) {
	size, count := t.Rows*t.Cols, t.Scales
	if t.Scales == 0 {
		size, count = 0, t.Rows*t.Cols
	}
	if size < 0 || count < 0 || len(b) < 4*count+size {
		return nil, fmt.Errorf("cut short in %s", t.Name)
	}
	t.scale = make([]float32, count)
	for i := range t.scale {
		t.scale[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	t.data = b[4*count : 4*count+size]
	return b[4*count+size:], nil
}

// loader makes the parts of a model and keeps the first error.
type loader struct {
	tensors map[string]*tensor
	err     error
}

func (l *loader) get(name string) *tensor {
	t := l.tensors[name]
	if t == nil {
		if l.err == nil {
			l.err = fmt.Errorf("%s is missing", name)
		}
		return &tensor{}
	}
	return t
}

func (l *loader) matrix(weight, bias string) *matrix {
	t := l.get(weight)
	var b []float32
	if bias != "" {
		b = l.get(bias).scale
	}
	if l.err != nil {
		return &matrix{}
	}
	m, err := pack(t.Rows, t.Cols, t.data, t.scale, b)
	if err != nil {
		l.err = fmt.Errorf("%s: %w", weight, err)
	}
	return m
}

func (l *loader) direction(layer, way string) direction {
	d := direction{input: l.matrix(layer+".wx_"+way, layer+".b_"+way), recurrent: l.matrix(layer+".wh_"+way, "")}
	d.stateScale = make([]float32, len(d.recurrent.scale))
	for i, s := range d.recurrent.scale {
		d.stateScale[i] = s / activation
	}
	return d
}

func (l *loader) table(name string, rows int) table {
	t := l.get(name)
	if l.err == nil && rows > 0 && t.Rows != rows {
		l.err = fmt.Errorf("%s has %d rows, want %d", name, t.Rows, rows)
	}
	return table{t.Cols, t.data, t.scale}
}

func (m *Model) assemble(tensors map[string]*tensor) error {
	l := &loader{tensors: tensors}
	m.word = l.table("embed.word.weight", len(m.words))
	m.ngram = l.table("embed.ngram.weight", ngramBuckets)
	m.affix = l.table("embed.affix.weight", affixBuckets)
	m.shape = l.table("embed.shape.weight", shapeBuckets)
	for i, name := range []string{"lstm", "second", "third"} {
		m.layers[i] = layer{l.direction(name, "f"), l.direction(name, "b")}
	}
	linear := func(name string) *matrix { return l.matrix(name+".weight", name+".bias") }
	for i, name := range []string{"upos", "xpos"} {
		m.tags[i] = linear(name)
	}
	m.arcDep, m.arcHead, m.arc = linear("arc_dep"), linear("arc_head"), linear("arc")
	m.relDep, m.relHead, m.relOne = linear("rel_dep"), linear("rel_head"), linear("rel_one")
	m.rel, m.relTwo = l.matrix("rel", ""), l.matrix("rel_two.weight", "")
	m.arcRoot, m.relRoot = l.get("arc_root").scale, l.get("rel_root").scale
	if l.err != nil {
		return l.err
	}
	return m.check()
}

// check makes sure that the parts fit each other, so that a damaged file can't fail later.
func (m *Model) check() error {
	width := m.word.width + m.ngram.width + m.affix.width + m.shape.width
	for i := range m.layers {
		n := m.layers[i].units()
		for _, d := range []direction{m.layers[i].forward, m.layers[i].backward} {
			if d.input.inputs != width || d.input.outputs != 4*n || d.recurrent.outputs != 4*n || d.recurrent.inputs != n ||
				d.recurrent.padded != 4*n || n%8 != 0 {
				return fmt.Errorf("layer %d doesn't fit", i+1)
			}
		}
		width = 2 * n
	}
	counts := [2]int{len(m.names.UPOS), len(m.names.XPOS)}
	for i, t := range m.tags {
		if t.inputs != width || t.outputs != counts[i] || counts[i] == 0 {
			return errors.New("the heads of the tags don't fit")
		}
	}
	arcs, rels, labels := len(m.arcRoot), len(m.relRoot), len(m.names.Rel)
	if m.layers[1].units() != m.layers[2].units() || labels == 0 ||
		m.arcDep.inputs != width || m.arcDep.outputs != arcs || m.arcHead.inputs != width || m.arcHead.outputs != arcs ||
		m.arc.inputs != arcs || m.arc.outputs != arcs || arcs > 512 ||
		m.relDep.inputs != width || m.relDep.outputs != rels || m.relHead.inputs != width || m.relHead.outputs != rels ||
		m.rel.inputs != rels || m.rel.outputs != labels*rels || m.relOne.inputs != rels || m.relOne.outputs != labels ||
		m.relTwo.inputs != rels || m.relTwo.outputs != labels {
		return errors.New("the heads of the tree don't fit")
	}
	return nil
}
