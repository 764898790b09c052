package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sort"

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
	for _, k := range sorted(m.splits) {
		b = appendString(b, k)
		b = binary.AppendUvarint(b, uint64(len(m.splits[k])))
		for _, at := range m.splits[k] {
			b = binary.AppendUvarint(b, uint64(at))
		}
	}
	b = binary.AppendUvarint(b, uint64(len(m.tags)))
	for _, k := range sorted(m.tags) {
		b = appendString(b, k)
		b = binary.AppendUvarint(b, uint64(m.tags[k]))
	}
	b, err := m.cut.AppendBinary(b)
	if err != nil {
		return nil, err
	}
	return m.end.AppendBinary(b)
}

// Read reads a model stored by [Model.AppendBinary] from the head of b and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	r := reader{b: b}
	m := &Model{splits: map[string][]int{}, tags: map[string]uint32{}}
	for range r.count() {
		k := r.text()
		for range r.count() {
			m.splits[k] = append(m.splits[k], int(r.uint()))
		}
	}
	for range r.count() {
		k := r.text()
		m.tags[k] = uint32(r.uint())
	}
	if r.bad {
		return nil, nil, fmt.Errorf("segmentation model: %w", errShort)
	}
	var err error
	if m.cut, b, err = linear.Read(r.b); err != nil {
		return nil, nil, fmt.Errorf("segmentation model: words: %w", err)
	}
	if m.end, b, err = linear.Read(b); err != nil {
		return nil, nil, fmt.Errorf("segmentation model: sentences: %w", err)
	}
	return m, b, nil
}

var errShort = errors.New("cut short")

type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

// count reads a number of entries, each of which takes at least one byte.
func (r *reader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.bad = true
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
