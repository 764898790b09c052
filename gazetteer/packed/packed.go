// Package packed is the compact form of the table of populated places: its
// writer, used when the table is generated, and its reader, which searches the
// bytes where they lie, without unpacking them.
//
// The table is a header, the offsets of the blocks (four bytes each, little
// endian) and the blocks. A block holds Block entries in the order of their
// folded names, each name as the length of what it shares with the name before
// and the rest; a block's first name is whole, so that blocks can be searched by
// halving.
package packed

import (
	"cmp"
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"strings"
)

// Block is the number of entries of a block.
const Block = 32

const magic = "chancery places 1\n"

// Entry is one place. Country and Division count the rows of the tables that
// stand beside this one, from 1; 0 is none. Lat and Lon are degrees (WGS 84),
// kept to a ten-thousandth; Population counts heads, 0 if unknown; ID is that of
// GeoNames, below 2^24.
type Entry struct {
	Name              string
	Country, Division int
	Kind              byte
	Lat, Lon          float64
	Population        int
	ID                int
}

// Write packs entries, which it sorts by folded name, then by falling population.
func Write(entries []Entry) ([]byte, error) {
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(strings.Compare(Fold(a.Name), Fold(b.Name)), b.Population-a.Population, strings.Compare(a.Name, b.Name), a.ID-b.ID)
	})
	blocks := (len(entries) + Block - 1) / Block
	out := []byte(magic)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(entries)))
	table := len(out)
	out = append(out, make([]byte, 4*blocks)...)
	last := ""
	for i, e := range entries {
		if e.ID < 0 || e.ID >= 1<<24 || len(e.Name) > math.MaxUint8 || e.Country > math.MaxUint8 {
			return nil, errors.New("packed: does not fit: " + e.Name)
		}
		if i%Block == 0 {
			binary.LittleEndian.PutUint32(out[table+i/Block*4:], uint32(len(out)))
			last = ""
		}
		shared := 0
		for shared < min(len(last), len(e.Name)) && last[shared] == e.Name[shared] {
			shared++
		}
		last = e.Name
		out = append(out, byte(shared), byte(len(e.Name)-shared))
		out = append(out, e.Name[shared:]...)
		out = append(out, byte(e.Country), e.Kind)
		out = binary.AppendUvarint(out, uint64(e.Division))
		out = appendUint24(out, uint32(math.Round((e.Lat+90)*1e4)))
		out = appendUint24(out, uint32(math.Round((e.Lon+180)*1e4)))
		out = binary.AppendUvarint(out, uint64(e.Population))
		out = appendUint24(out, uint32(e.ID))
	}
	return out, nil
}

func appendUint24(out []byte, v uint32) []byte { return append(out, byte(v), byte(v>>8), byte(v>>16)) }

// Table is a packed table.
type Table struct {
	data   string
	count  int
	blocks int
	start  int // of the offsets
}

// Open reads the header of a packed table.
func Open(data string) (Table, error) {
	if !strings.HasPrefix(data, magic) || len(data) < len(magic)+4 {
		return Table{}, errors.New("packed: not a table of places")
	}
	t := Table{data: data, start: len(magic) + 4}
	t.count = int(uint32At(data, len(magic)))
	t.blocks = (t.count + Block - 1) / Block
	if len(data) < t.start+4*t.blocks {
		return Table{}, errors.New("packed: table of places is cut off")
	}
	return t, nil
}

// Len is the number of entries.
func (t Table) Len() int { return t.count }

// Find gives the entries with a folded name, the most populous first.
func (t Table) Find(fold string) []Entry {
	var buf [64]byte
	lo, hi := 0, t.blocks
	for lo < hi { // the first block whose first name is not below fold
		mid := (lo + hi) / 2
		if string(AppendFold(buf[:0], t.first(mid))) < fold {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	var out []Entry
	for b := max(lo-1, 0); b < t.blocks; b++ {
		r := t.block(b)
		for i := range min(Block, t.count-b*Block) {
			e := r.next()
			switch f := AppendFold(buf[:0], e.buf[:e.n]); {
			case string(f) == fold:
				out = append(out, e.entry())
			case string(f) > fold:
				return out
			case i == 0 && b > lo:
				return out
			}
		}
	}
	return out
}

// All gives every entry in order; it is meant for tests and counts.
func (t Table) All(yield func(Entry) bool) {
	for b := range t.blocks {
		r := t.block(b)
		for range min(Block, t.count-b*Block) {
			if !yield(r.next().entry()) {
				return
			}
		}
	}
}

func (t Table) block(i int) reader {
	return reader{data: t.data, at: int(uint32At(t.data, t.start+4*i))}
}

// first gives the first name of a block.
func (t Table) first(i int) string {
	at := int(uint32At(t.data, t.start+4*i))
	return t.data[at+2 : at+2+int(t.data[at+1])]
}

func uint32At(s string, i int) uint32 {
	return uint32(s[i]) | uint32(s[i+1])<<8 | uint32(s[i+2])<<16 | uint32(s[i+3])<<24
}

// reader goes through the entries of a block; fields are decoded on demand.
type reader struct {
	data string
	at   int
	buf  [256]byte
	n    int // length of the current name in buf
	row  int // offset of the current entry's fields
}

func (r *reader) next() *reader {
	shared, rest := int(r.data[r.at]), int(r.data[r.at+1])
	copy(r.buf[shared:], r.data[r.at+2:r.at+2+rest])
	r.n = shared + rest
	r.row = r.at + 2 + rest
	i := r.row + 2
	_, i = uvarint(r.data, i)
	_, i = uvarint(r.data, i+6)
	r.at = i + 3
	return r
}

func (r *reader) name() string { return string(r.buf[:r.n]) }

func (r *reader) entry() Entry {
	e := Entry{Name: r.name(), Country: int(r.data[r.row]), Kind: r.data[r.row+1]}
	i := r.row + 2
	e.Division, i = uvarint(r.data, i)
	e.Lat = math.Round(float64(uint24At(r.data, i))-90*1e4) / 1e4
	e.Lon = math.Round(float64(uint24At(r.data, i+3))-180*1e4) / 1e4
	e.Population, i = uvarint(r.data, i+6)
	e.ID = uint24At(r.data, i)
	return e
}

func uint24At(s string, i int) int { return int(s[i]) | int(s[i+1])<<8 | int(s[i+2])<<16 }

func uvarint(s string, i int) (int, int) {
	v, shift := 0, 0
	for {
		b := s[i]
		i++
		v |= int(b&0x7f) << shift
		if b < 0x80 {
			return v, i
		}
		shift += 7
	}
}
