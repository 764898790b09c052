package linear

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

// Scale is the number of quantisation steps to one update of a weight.
const Scale = 32

type weight struct {
	class uint16
	w     int16
}

// slot is one place of the open-addressing table; n is 0 where it is free.
type slot struct {
	key   uint32
	first uint32
	n     uint16
}

// Model scores classes; it is read only and safe for concurrent use.
type Model struct {
	classes int
	keys    []uint32 // ascending, only needed to write the model
	sizes   []uint16
	cells   []weight
	slots   []slot
	mask    uint32
	shift   uint8 // a key's place is sought from key >> shift on, so that ascending keys are laid down in order
}

// Classes is the number of classes.
func (m *Model) Classes() int { return m.classes }

func (m *Model) build() {
	bits := max(1, bits.Len(uint(len(m.keys)*3/2)))
	size := 1 << bits
	m.slots, m.mask, m.shift = make([]slot, size), uint32(size-1), uint8(32-bits)
	first := uint32(0)
	for i, k := range m.keys {
		at := k >> m.shift
		for m.slots[at].n != 0 {
			at = (at + 1) & m.mask
		}
		m.slots[at] = slot{k, first, m.sizes[i]}
		first += uint32(m.sizes[i])
	}
}

// together is how many features are looked up side by side.
const together = 64

// Score adds the weights of the features to scores, which has a place for each
// class. The tables are larger than the caches, so features are looked up side
// by side, in passes whose loads do not wait for each other.
func (m *Model) Score(features []uint32, scores []int32) {
	for len(features) > together {
		m.score(features[:together], scores)
		features = features[together:]
	}
	m.score(features, scores)
}

func (m *Model) score(features []uint32, scores []int32) {
	var seen [together]slot
	for i, f := range features {
		seen[i] = m.slots[f>>m.shift]
	}
	found := 0
	for i, f := range features {
		s := seen[i]
		for at := f >> m.shift; s.n != 0 && s.key != f; s = m.slots[at] {
			at = (at + 1) & m.mask
		}
		if s.n != 0 {
			seen[found] = s
			found++
		}
	}
	var heads [together]weight
	for i, s := range seen[:found] {
		heads[i] = m.cells[s.first]
	}
	for i, s := range seen[:found] {
		scores[heads[i].class] += int32(heads[i].w)
		for _, c := range m.cells[s.first+1 : s.first+uint32(s.n)] {
			scores[c.class] += int32(c.w)
		}
	}
}

// AppendBinary appends the model in its stored form: counts, then each feature's
// hash as the difference from the one before, and its classes and weights, as varints.
func (m *Model) AppendBinary(b []byte) ([]byte, error) {
	b = binary.AppendUvarint(b, uint64(m.classes))
	b = binary.AppendUvarint(b, uint64(len(m.keys)))
	b = binary.AppendUvarint(b, uint64(len(m.cells)))
	last, at := uint32(0), 0
	for i, k := range m.keys {
		b = binary.AppendUvarint(b, uint64(k-last))
		b = binary.AppendUvarint(b, uint64(m.sizes[i]))
		last = k
		for _, c := range m.cells[at : at+int(m.sizes[i])] {
			b = binary.AppendUvarint(b, uint64(c.class))
			b = binary.AppendVarint(b, int64(c.w))
		}
		at += int(m.sizes[i])
	}
	return b, nil
}

// Read takes one model from the head of b and returns what follows it.
func Read(b []byte) (*Model, []byte, error) {
	r := Reader{Rest: b}
	m := &Model{classes: int(r.Uint())}
	keys, cells := r.Count(), r.Count()
	m.keys, m.sizes, m.cells = make([]uint32, keys), make([]uint16, keys), make([]weight, 0, cells)
	last := uint32(0)
	for i := range m.keys {
		last += uint32(r.Uint())
		m.keys[i], m.sizes[i] = last, uint16(r.Uint())
		for range m.sizes[i] {
			class := r.Uint()
			w, n := binary.Varint(r.Rest)
			if n <= 0 || class >= uint64(m.classes) {
				return nil, nil, fmt.Errorf("linear model: feature %d of %d: %w", i, keys, ErrShort)
			}
			r.Rest = r.Rest[n:]
			m.cells = append(m.cells, weight{uint16(class), int16(w)})
		}
	}
	if err := r.Err(); err != nil {
		return nil, nil, fmt.Errorf("linear model: %w", err)
	}
	m.build()
	return m, r.Rest, nil
}

// Best is the class with the highest score, the lowest such if several share it.
func Best[T int32 | float32](scores []T) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}
