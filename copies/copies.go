// Package copies tells whether two texts are copies of one: the same wire story
// printed by several houses, cut, under another headline or with a paragraph
// changed. Copies are one witness.
//
// A text is sketched by the smallest hashes of its five-word shingles, one in each
// of 128 bins (one permutation hashing: Li, Owen and Zhang 2012; empty bins filled
// as by Shrivastava 2017). How many bins agree estimates how much two texts share
// (Broder 1997), and short runs of bins find likely copies without comparing all
// with all (Indyk and Motwani 1998).
package copies

import (
	"encoding/binary"
	"fmt"
	"math"
)

const (
	shingle = 5   // words
	bins    = 128 // of a signature
	bands   = 16  // that Bands gives
	rows    = 3   // bins in a band
	kept    = 4 + 2*bins
)

// Threshold is the similarity from which on two texts count as copies. Pairs of
// stories that were looked at, counted by similarity, are in docs/merging.md.
const Threshold = 0.75

// Signature is the sketch of a text. The zero value is that of an empty text and
// like no other.
type Signature struct {
	shingles uint32 // different ones, in the whole text
	mins     [bins]uint16
}

// Of sketches a text. Case, punctuation and white space do not count.
func Of(text string) Signature {
	var s Signature
	hashes := shingles(text)
	if len(hashes) == 0 {
		return s
	}
	var least [bins]uint64
	for i := range least {
		least[i] = math.MaxUint64
	}
	for _, h := range hashes {
		bin := h >> (64 - 7)
		if rest := h << 7; rest < least[bin] {
			least[bin] = rest
		}
	}
	s.shingles = distinct(hashes)
	fill(&least)
	for i, m := range least { // mixed: the smallest of many hashes begin with noughts
		s.mins[i] = uint16(mix(m) >> 48)
	}
	return s
}

// fill gives every empty bin what stands in another, drawn by the bin's number
// alone, so that two texts fill alike where they can.
func fill(least *[bins]uint64) {
	full := *least
	for i := range least {
		if full[i] != math.MaxUint64 {
			continue
		}
		for try := uint64(1); ; try++ {
			if from := mix(uint64(i)<<32|try) % bins; full[from] != math.MaxUint64 {
				least[i] = full[from]
				break
			}
		}
	}
}

// Bands are the buckets in which copies meet: texts of which half the shingles are
// shared have one of them in common with probability 0.88, where a third is shared
// 0.45, and a tenth 0.02. An empty text has none.
func (s Signature) Bands() []uint64 {
	if s.shingles == 0 {
		return nil
	}
	out := make([]uint64, bands)
	for b := range out {
		h := uint64(b + 1)
		for _, m := range s.mins[b*rows : (b+1)*rows] {
			h = mix(h ^ uint64(m))
		}
		out[b] = h
	}
	return out
}

// Similarity estimates which part of the shorter text the longer has too, 0 to 1,
// as long as the shorter has a fourth of the longer's shingles; of a piece shorter
// than that it gives the part of the fourth. Texts under about forty words come out
// coarsely. It is symmetric.
func Similarity(a, b Signature) float64 {
	if a.shingles == 0 || b.shingles == 0 {
		return 0
	}
	agree := 0
	for i, m := range a.mins {
		if m == b.mins[i] {
			agree++
		}
	}
	jaccard := float64(agree) / bins
	x, y := float64(a.shingles), float64(b.shingles)
	shared := jaccard * (x + y) / (1 + jaccard)
	return min(1, shared/max(min(x, y), max(x, y)*leastPart))
}

// leastPart bounds how much shorter a cut copy may be: the fewer of a long text's
// shingles a short one has, the fewer bins tell of it.
const leastPart = 0.25

// Bytes gives the signature's stored form, 260 bytes long.
func (s Signature) Bytes() []byte {
	out := make([]byte, kept)
	binary.LittleEndian.PutUint32(out, s.shingles)
	for i, m := range s.mins {
		binary.LittleEndian.PutUint16(out[4+2*i:], m)
	}
	return out
}

// FromBytes reads what Bytes wrote.
func FromBytes(b []byte) (Signature, error) {
	var s Signature
	if len(b) != kept {
		return s, fmt.Errorf("signature of %d bytes, want %d: sketch the text again", len(b), kept)
	}
	s.shingles = binary.LittleEndian.Uint32(b)
	for i := range s.mins {
		s.mins[i] = binary.LittleEndian.Uint16(b[4+2*i:])
	}
	return s, nil
}
