package neural

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// withLevel runs f with every kernel that this machine has.
func withLevel(t testing.TB, f func(name string)) {
	best := level
	defer func() { level = best }()
	for l := best; l >= 0; l-- {
		level = l
		f([]string{"portable", "AVX2", "AVX-512"}[l])
	}
}

func randomMatrix(t testing.TB, r *rand.Rand, outputs, inputs int) (*matrix, []byte) {
	w := make([]byte, outputs*inputs)
	for i := range w {
		w[i] = byte(r.IntN(255) - 127)
	}
	m, err := pack(outputs, inputs, w, make([]float32, outputs), nil)
	if err != nil {
		t.Fatal(err)
	}
	return m, w
}

func TestEveryKernelFindsTheSameSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][3]int{{32, 8, 1}, {32, 64, 4}, {50, 448, 7}, {1024, 256, 9}, {3, 1024, 5}} {
		m, w := randomMatrix(t, r, size[0], size[1])
		count := size[2]
		x := make([]int16, count*m.inputs)
		for i := range x {
			x[i] = int16(r.IntN(2*activation+1) - activation)
		}
		want := make([]int32, count*m.padded)
		for n := range count {
			for o := range m.outputs {
				for i := range m.inputs {
					want[n*m.padded+o] += int32(x[n*m.inputs+i]) * int32(int8(w[o*m.inputs+i]))
				}
			}
		}
		withLevel(t, func(name string) {
			got := make([]int32, len(want))
			m.mul(got, x, count)
			if !slices.Equal(got, want) {
				t.Errorf("%s kernel, %v: sums differ", name, size)
			}
		})
	}
}

func BenchmarkProduct(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int{1, 4, 16, 256} {
		m, _ := randomMatrix(b, r, 1024, 256)
		x, out := make([]int16, count*m.inputs), make([]int32, count*m.padded)
		withLevel(b, func(name string) {
			b.Run(fmt.Sprintf("%s/%d", name, count), func(b *testing.B) {
				for b.Loop() {
					m.mul(out, x, count)
				}
				b.ReportMetric(float64(count*1024*256)*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GMAC/s")
			})
		})
	}
}
