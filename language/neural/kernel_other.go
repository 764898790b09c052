//go:build !amd64

package neural

import "unsafe"

// level says which kernel runs; only the portable one is written for this machine.
var level = 0

func product4(out *int32, stride int, w, x *int16, pairs int) {
	product4Go(unsafe.Slice(out, 3*stride+blockPair), stride, unsafe.Slice(w, pairs*4*lanes), unsafe.Slice(x, 8*pairs), pairs)
}

func product1(out *int32, w, x *int16, pairs int) {
	product1Go(unsafe.Slice(out, blockPair), unsafe.Slice(w, pairs*4*lanes), unsafe.Slice(x, 2*pairs), pairs)
}

func (d *direction) cell(h []int16, c []float32, in, rec []int32, worth float32) {
	d.cellGo(h, c, in, rec, worth)
}
