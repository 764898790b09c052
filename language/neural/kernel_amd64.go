package neural

import "unsafe"

func cpuid(leaf, sub uint32) (a, b, c, d uint32)

// xgetbv returns which registers the operating system saves.
func xgetbv() uint32

// level says which kernel runs: 0 portable, 1 AVX2, 2 AVX-512 with VNNI.
var level = func() int {
	const osxsave, avx = 1 << 27, 1 << 28                                       // leaf 1, C
	const avx2, avx512f, avx512bw, avx512vl = 1 << 5, 1 << 16, 1 << 30, 1 << 31 // leaf 7, B
	const vnni = 1 << 11                                                        // leaf 7, C
	const ymm, zmm = 0x06, 0xe6
	if last, _, _, _ := cpuid(0, 0); last < 7 {
		return 0
	}
	if _, _, c, _ := cpuid(1, 0); c&osxsave == 0 || c&avx == 0 {
		return 0
	}
	saved := xgetbv()
	_, b, c, _ := cpuid(7, 0)
	const all = avx512f | avx512bw | avx512vl
	switch {
	case saved&zmm == zmm && b&all == all && c&vnni != 0:
		return 2
	case saved&ymm == ymm && b&avx2 != 0:
		return 1
	}
	return 0
}()

//go:noescape
func product4VNNI(out *int32, stride int, w, x *int16, pairs int)

//go:noescape
func product1VNNI(out *int32, w, x *int16, pairs int)

//go:noescape
func product4AVX2(out *int32, stride int, w, x *int16, pairs int)

//go:noescape
func product1AVX2(out *int32, w, x *int16, pairs int)

func product4(out *int32, stride int, w, x *int16, pairs int) {
	switch level {
	case 2:
		product4VNNI(out, stride, w, x, pairs)
	case 1:
		product4AVX2(out, stride, w, x, pairs)
	default:
		product4Go(unsafe.Slice(out, 3*stride+blockPair), stride, unsafe.Slice(w, pairs*4*lanes), unsafe.Slice(x, 8*pairs), pairs)
	}
}

func product1(out *int32, w, x *int16, pairs int) {
	switch level {
	case 2:
		product1VNNI(out, w, x, pairs)
	case 1:
		product1AVX2(out, w, x, pairs)
	default:
		product1Go(unsafe.Slice(out, blockPair), unsafe.Slice(w, pairs*4*lanes), unsafe.Slice(x, 2*pairs), pairs)
	}
}

//go:noescape
func cellAVX2(h *int16, c *float32, in, rec *int32, inScale, bias, recScale *float32, worth float32, n int)

func (d *direction) cell(h []int16, c []float32, in, rec []int32, worth float32) {
	if level == 0 {
		d.cellGo(h, c, in, rec, worth)
		return
	}
	cellAVX2(&h[0], &c[0], &in[0], &rec[0], &d.input.scale[0], &d.input.bias[0], &d.stateScale[0], worth, len(h))
}
