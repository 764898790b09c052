package linear

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// ErrShort tells that a stored model ends too soon.
var ErrShort = errors.New("cut short")

// Reader reads numbers and strings from the head of Rest. Once something is
// missing it reads zeros, and Err tells so.
type Reader struct {
	Rest []byte
	bad  bool
}

// Err is [ErrShort] if anything read was missing.
func (r *Reader) Err() error {
	if r.bad {
		return ErrShort
	}
	return nil
}

// Uint reads a number.
func (r *Reader) Uint() uint64 {
	v, n := binary.Uvarint(r.Rest)
	if n <= 0 {
		r.bad, r.Rest = true, nil
		return 0
	}
	r.Rest = r.Rest[n:]
	return v
}

// Count reads a number of entries, each of which takes at least one byte.
func (r *Reader) Count() int {
	n := r.Uint()
	if n > uint64(len(r.Rest)) {
		r.bad = true
		return 0
	}
	return int(n)
}

// Text reads a string.
func (r *Reader) Text() string {
	n := r.Count()
	s := string(r.Rest[:n])
	r.Rest = r.Rest[n:]
	return s
}

// Strings reads a list of strings.
func (r *Reader) Strings() []string {
	out := make([]string, r.Count())
	for i := range out {
		out[i] = r.Text()
	}
	return out
}

// Table reads a table of numbers by string.
func (r *Reader) Table() map[string]uint32 {
	n := r.Count()
	out := make(map[string]uint32, n)
	for range n {
		k := r.Text()
		out[k] = uint32(r.Uint())
	}
	return out
}

// AppendText appends a string.
func AppendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// AppendStrings appends a list of strings.
func AppendStrings(b []byte, l []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(l)))
	for _, s := range l {
		b = AppendText(b, s)
	}
	return b
}

// AppendTable appends a table of numbers by string, in the strings' order.
func AppendTable(b []byte, t map[string]uint32) []byte {
	b = binary.AppendUvarint(b, uint64(len(t)))
	for _, k := range Keys(t) {
		b = AppendText(b, k)
		b = binary.AppendUvarint(b, uint64(t[k]))
	}
	return b
}

// Keys returns the keys of a table in order.
func Keys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
