package neural

// The gates of a unit stand in four runs of a row: input, forget, output, candidate.

// direction is one half of a bidirectional LSTM layer (Hochreiter & Schmidhuber 1997).
type direction struct {
	input, recurrent *matrix
	stateScale       []float32 // what one of the recurrent product's sums is worth: scale / activation
}

type layer struct{ forward, backward direction }

func (l *layer) units() int { return l.forward.recurrent.inputs }

// run reads a batch. x holds the words' inputs, quantised, with the worth of a
// unit of each row in xs; out receives rows of 2·units numbers of at most
// ±activation, of which one is worth 1/activation.
func (l *layer) run(b *batch, out []int16, x []int16, xs []float32) {
	l.forward.run(b, out, x, xs, false)
	l.backward.run(b, out[l.units():], x, xs, true)
}

// run goes through all sentences of the batch at once, step by step. Their
// states stand in the batch's order, longest sentence first, so that those
// still running at a step are the first ones.
func (d *direction) run(b *batch, out []int16, x []int16, xs []float32, reverse bool) {
	n := d.recurrent.inputs
	words, count := len(xs), len(b.sentences)
	in := resize(&b.inputs, words*4*n)
	d.input.mul(in, x, words)
	sums := resize(&b.sums, count*4*n)
	h, c := resize(&b.state, count*n), resize(&b.cell, count*n)
	clear(sums)
	clear(c)
	for t := 0; t < b.sentences[0].length; t++ {
		for count > 0 && b.sentences[count-1].length <= t {
			count--
		}
		if t > 0 {
			d.recurrent.mul(sums, h, count)
		}
		for k := range count {
			s := b.sentences[k]
			w := s.first + t
			if reverse {
				w = s.first + s.length - 1 - t
			}
			row := h[k*n : (k+1)*n]
			d.cell(row, c[k*n:(k+1)*n], in[w*4*n:(w+1)*4*n], sums[k*4*n:(k+1)*4*n], xs[w])
			copy(out[w*2*n:], row)
		}
	}
}

// cellGo takes one unit after another from its gates' sums, of the input (one
// of which is worth inScale · worth) and of the states before, to its new state.
func (d *direction) cellGo(h []int16, c []float32, in, rec []int32, worth float32) {
	n := len(h)
	inScale, bias, recScale := d.input.scale[:4*n], d.input.bias[:4*n], d.stateScale[:4*n]
	gate := func(k int) float32 {
		g := float32(float32(in[k])*float32(inScale[k]*worth)) + bias[k]
		return g + float32(float32(rec[k])*recScale[k])
	}
	for j := range n {
		i, f, o, g := sigmoid(gate(j)), sigmoid(gate(j+n)), sigmoid(gate(j+2*n)), tanh(gate(j+3*n))
		v := float32(f*c[j]) + float32(i*g)
		c[j] = v
		h[j] = round(float32(float32(o*tanh(v)) * activation))
	}
}

// scaled turns a row's sums into numbers: sum · scale of the output · worth of the row + bias.
func (m *matrix) scaled(out []float32, sums []int32, worth float32) {
	out = out[:m.outputs]
	sums, scale := sums[:len(out)], m.scale[:len(out)]
	if m.bias == nil {
		for o := range out {
			out[o] = float32(sums[o]) * float32(scale[o]*worth)
		}
		return
	}
	bias := m.bias[:len(out)]
	for o := range out {
		out[o] = float32(float32(sums[o])*float32(scale[o]*worth)) + bias[o]
	}
}

// tanh is Lambert's continued fraction cut at the seventh step: off by less
// than 2·10⁻⁴. Every product is rounded by a conversion, so that no machine
// fuses it with an addition.
func tanh(x float32) float32 {
	x = min(max(x, -4.97), 4.97)
	q := x * x
	num := float32(float32(float32(float32(q+378)*q)+17325) * q)
	den := float32(float32(float32(float32(float32(28*q)+3150)*q)+62370) * q)
	v := float32(x*(num+135135)) / (den + 135135)
	return min(max(v, -1), 1)
}

func sigmoid(x float32) float32 {
	return float32(0.5*tanh(0.5*x)) + 0.5
}

// resize returns *s with n elements, whose contents are arbitrary.
func resize[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/2)
	}
	*s = (*s)[:n]
	return *s
}
