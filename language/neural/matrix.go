package neural

import (
	"fmt"
	"math"
)

// A product of the network is taken in integers, so that every machine finds
// the same numbers whatever its vector width: weights are int8 with a scale for
// each row, widened to int16 at load; what they are multiplied with is int16 of
// at most ±activation; sums are int32, which the widths below keep from
// overflowing (127 · 8191 · 1024 < 2³¹).
const (
	activation = 8191
	lanes      = 16 // outputs side by side in a block
	blockPair  = 2 * lanes
)

// matrix is a weight matrix with outputs rows and inputs columns.
type matrix struct {
	outputs, inputs int
	padded          int       // outputs rounded up to blockPair
	scale           []float32 // of each output
	bias            []float32 // of each output, or nil
	// packed holds blocks of 16 outputs; in a block, for every pair of inputs, the 16 outputs' two weights:
	// packed[((o/16)·inputs/2 + i/2)·32 + (o%16)·2 + i%2].
	packed []int16
}

// pack lays out a row-major int8 matrix.
func pack(outputs, inputs int, w []byte, scale, bias []float32) (*matrix, error) {
	if inputs%8 != 0 || len(w) != outputs*inputs || len(scale) != outputs || bias != nil && len(bias) != outputs {
		return nil, fmt.Errorf("matrix of %d × %d: %d weights, %d scales, %d biases", outputs, inputs, len(w), len(scale), len(bias))
	}
	m := &matrix{outputs: outputs, inputs: inputs, scale: scale, bias: bias}
	m.padded = (outputs + blockPair - 1) / blockPair * blockPair
	m.packed = make([]int16, m.padded*inputs)
	for o := range outputs {
		row := w[o*inputs : (o+1)*inputs]
		base := o/lanes*inputs*lanes + o%lanes*2
		for i, v := range row {
			m.packed[base+i/2*2*lanes+i%2] = int16(int8(v))
		}
	}
	return m, nil
}

// mul computes out[n][o] = Σ_i x[n][i] w[o][i] for count rows of x, one after
// the other, into rows of m.padded sums.
func (m *matrix) mul(out []int32, x []int16, count int) {
	if count == 0 {
		return
	}
	_ = x[count*m.inputs-1]
	_ = out[count*m.padded-1]
	pairs := m.inputs / 2
	for o := 0; o < m.padded; o += blockPair {
		w := m.packed[o*m.inputs:]
		n := 0
		for ; n+4 <= count; n += 4 {
			product4(&out[n*m.padded+o], m.padded, &w[0], &x[n*m.inputs], pairs)
		}
		for ; n < count; n++ {
			product1(&out[n*m.padded+o], &w[0], &x[n*m.inputs], pairs)
		}
	}
}

// product4Go and product1Go are the portable kernels: 32 outputs of four or one rows of x.
func product4Go(out []int32, stride int, w, x []int16, pairs int) {
	for n := range 4 {
		product1Go(out[n*stride:], w, x[2*n*pairs:], pairs)
	}
}

func product1Go(out []int32, w, x []int16, pairs int) {
	x = x[:2*pairs]
	for o := 0; o < blockPair; o += 4 {
		b := w[o/lanes*pairs*2*lanes+o%lanes*2:]
		var a0, a1, a2, a3 int32
		for p := 0; p < len(x); p += 2 {
			r := b[p*lanes : p*lanes+8 : p*lanes+8]
			x0, x1 := int32(x[p]), int32(x[p+1])
			a0 += x0*int32(r[0]) + x1*int32(r[1])
			a1 += x0*int32(r[2]) + x1*int32(r[3])
			a2 += x0*int32(r[4]) + x1*int32(r[5])
			a3 += x0*int32(r[6]) + x1*int32(r[7])
		}
		out[o], out[o+1], out[o+2], out[o+3] = a0, a1, a2, a3
	}
}

// quantise rounds a vector to integers of at most ±limit and returns what one unit is worth.
func quantise(out []int16, v []float32, limit float32) float32 {
	out = out[:len(v)]
	top := uint32(0)
	for _, f := range v { // bits of magnitudes compare as they do
		top = max(top, math.Float32bits(f)&^signBit)
	}
	if top == 0 {
		clear(out)
		return 0
	}
	largest := math.Float32frombits(top)
	s := limit / largest
	for i, f := range v {
		out[i] = round(float32(f * s))
	}
	return largest / limit
}

const signBit = 1 << 31

// round rounds half away from zero.
func round(f float32) int16 {
	half := math.Float32frombits(0x3f000000 | math.Float32bits(f)&signBit)
	return int16(int32(f + half))
}
