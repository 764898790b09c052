package segment

import (
	"encoding/binary"
	"fmt"

	"chancery/language/linear"
)

// Model parts texts; it is read only and safe for concurrent use.
type Model struct {
	splits map[string][]int  // runs of letters that are several words, and where they part
	tags   map[string]uint32 // commonest tag of frequent words, folded
	cut    *linear.Model
	end    *linear.Model
}

// Segment parts the text into words and sentences.
func (m *Model) Segment(text string) []Token {
	toks := m.words(text, chunks(text))
	m.sentences(text, toks)
	return toks
}

// AppendBinary appends the model in its stored form.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(len(m.splits)))
	for _, k := range linear.Keys(m.splits) {
		b = linear.AppendText(b, k)
		b = binary.AppendUvarint(b, uint64(len(m.splits[k])))
		for _, at := range m.splits[k] {
			b = binary.AppendUvarint(b, uint64(at))
		}
	}
	b = linear.AppendTable(b, m.tags)
	b, err := m.cut.AppendBinary(b)
	if err != nil {
		return nil, err
	}
	return m.end.AppendBinary(b)
}

// Read reads a model stored by [Model.AppendBinary] from the head of b and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	r := linear.Reader{Rest: b}
	m := &Model{splits: map[string][]int{}}
	for range r.Count() {
		k := r.Text()
		for range r.Count() {
			m.splits[k] = append(m.splits[k], int(r.Uint()))
		}
	}
	m.tags = r.Table()
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("segmentation model: %w", err)
	}
	var err error
	if m.cut, b, err = linear.Read(r.Rest); err != nil {
		return nil, nil, fmt.Errorf("segmentation model: words: %w", err)
	}
	if m.end, b, err = linear.Read(b); err != nil {
		return nil, nil, fmt.Errorf("segmentation model: sentences: %w", err)
	}
	return m, b, nil
}
