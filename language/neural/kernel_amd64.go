package neural

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// level says which kernel runs: 0 portable, 1 AVX2, 2 AVX-512 with VNNI.
var level = func() int {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VL && cpu.X86.HasAVX512VNNI:
		return 2
	case cpu.X86.HasAVX2:
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
