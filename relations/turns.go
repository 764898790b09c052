package relations

import (
	"math"
	"math/rand/v2"
	"slices"

	"chancery"
)

// Limits of what counts as a turning point.
const (
	permutations = 199  // least p that can be told is 1/200
	allowed      = 1    // permutations that may reach what was found: p <= 0.01
	shortest     = 3    // periods with events on either side of a turn
	fewest       = 5    // events on either side
	least        = 0.5  // change of the mean intensity worth telling, of -10 to 10
	settling     = 3.0  // events at which a period weighs half of what it can
	bins         = 160  // blocks that a long series is searched in
	blocks       = 64   // blocks that a series is permuted in, at least where it has as many
	most         = 4096 // periods searched; a longer series is cut to its last ones
)

// point is one period, or several that follow each other, in the search: the
// weight of its mean, and weight times mean.
type point struct {
	w, s   float64
	events int
	at     int // index into the series of the first period
}

// Turns finds the periods of a series from which on the intensity is another than
// before, in order of time. Periods without events count for nothing. The same
// series always gives the same turns. Before and After are the weighted means of
// the stretch up to the turn before and up to the next; P is the share of
// permutations of the stretch that show as great a change, 0.01 at most.
//
// A period's weight grows with its events m as m/(m+3): many events settle its
// mean, but do not make it many periods.
func Turns(series []chancery.Standing) []chancery.Turning {
	var points []point
	for i, s := range series {
		if s.Events > 0 {
			w := float64(s.Events) / (float64(s.Events) + settling)
			points = append(points, point{w, w * s.Intensity, s.Events, i})
		}
	}
	if len(points) > most {
		points = points[len(points)-most:]
	}
	var found []cut
	f := newFinder(points)
	f.split(0, len(points), &found)
	slices.SortFunc(found, func(a, b cut) int { return a.at - b.at })
	return f.turnings(series, found)
}

// cut is a turn at a point, with its probability by chance.
type cut struct {
	at int
	p  float64
}

// finder holds a series with its running sums, and what the search writes on.
type finder struct {
	points []point
	w, s   []float64 // running sums, one longer than points
	m      []int
	pw, ps []float64 // running sums of a permutation
	order  []int
}

func newFinder(points []point) *finder {
	f := &finder{points: points, w: make([]float64, len(points)+1), s: make([]float64, len(points)+1),
		m: make([]int, len(points)+1), pw: make([]float64, bins+1), ps: make([]float64, bins+1)}
	for i, p := range points {
		f.w[i+1], f.s[i+1], f.m[i+1] = f.w[i]+p.w, f.s[i]+p.s, f.m[i]+p.events
	}
	return f
}

// split adds the turns of the points in [lo, hi) to found: the greatest, if chance
// does not make its like, and those on either side of it.
func (f *finder) split(lo, hi int, found *[]cut) {
	if hi-lo < 2*shortest || f.m[hi]-f.m[lo] < 2*fewest {
		return
	}
	bw, bs, starts := f.bin(lo, hi)
	ivs := intervals(len(bw) - 1)
	best, at := peak(bw, bs, ivs)
	if best <= 0 {
		return
	}
	p, sure := f.chance(bw, bs, ivs, best)
	if !sure {
		return
	}
	k := f.refine(lo, hi, starts, at)
	if k < 0 {
		return
	}
	*found = append(*found, cut{k, p})
	f.split(lo, k, found)
	f.split(k, hi, found)
}

// bin sums the points of [lo, hi) up into at most [bins] blocks of like many points
// and gives the blocks' running sums, and where each begins.
func (f *finder) bin(lo, hi int) (w, s []float64, starts []int) {
	n := min(hi-lo, bins)
	w, s, starts = make([]float64, n+1), make([]float64, n+1), make([]int, n+1)
	for i := range n + 1 {
		j := lo + i*(hi-lo)/n
		w[i], s[i], starts[i] = f.w[j]-f.w[lo], f.s[j]-f.s[lo], j
	}
	return w, s, starts
}

// intervals are the seeded intervals of n blocks: all, and layers of half the length
// of those before that overlap by half, down to twice the shortest stretch.
func intervals(n int) [][2]int {
	out := [][2]int{{0, n}}
	for length, count := float64(n)/2, 3; length >= 2*shortest; length, count = length/2, count*2+1 {
		shift := (float64(n) - length) / float64(count-1)
		for i := range count {
			lo := float64(i) * shift
			out = append(out, [2]int{int(math.Floor(lo)), min(n, int(math.Ceil(lo+length)))})
		}
	}
	return out
}

// peak is the greatest squared weighted CUSUM over the intervals, with the block
// that it is before: the gain in squares that two means have over one.
func peak(w, s []float64, ivs [][2]int) (best float64, at int) {
	for _, iv := range ivs {
		lo, hi := iv[0], iv[1]
		w0, s0 := w[lo], s[lo]
		ww, ss := w[hi]-w0, s[hi]-s0
		from, to := lo+shortest, hi-shortest
		if hi-lo < 2*shortest {
			continue
		}
		for k := from; k <= to; k++ {
			wl := w[k] - w0
			d := (s[k]-s0)*ww - ss*wl
			if g := d * d / (wl * (ww - wl) * ww); g > best {
				best, at = g, k
			}
		}
	}
	return best, at
}

// chance tells how probable a peak as great as best is in permutations of the
// blocks, and whether that is seldom enough. Neighbours stay together where the
// series is long, so that what merely lingers is not taken for a turn.
func (f *finder) chance(w, s []float64, ivs [][2]int, best float64) (p float64, sure bool) {
	n := len(w) - 1
	size := 1 + n/blocks
	count := (n + size - 1) / size
	f.order = f.order[:0]
	for i := range count {
		f.order = append(f.order, i)
	}
	// The seed is of the data alone, so that the same series gives the same turns.
	random := rand.New(rand.NewPCG(uint64(n), math.Float64bits(s[n])^math.Float64bits(best)))
	reached := 0
	for range permutations {
		random.Shuffle(count, func(i, j int) { f.order[i], f.order[j] = f.order[j], f.order[i] })
		k := 0
		for _, b := range f.order {
			for i := b * size; i < min(n, (b+1)*size); i++ {
				f.pw[k+1], f.ps[k+1] = f.pw[k]+w[i+1]-w[i], f.ps[k]+s[i+1]-s[i]
				k++
			}
		}
		if g, _ := peak(f.pw[:n+1], f.ps[:n+1], ivs); g >= best*(1-1e-12) {
			if reached++; reached > allowed {
				return 1, false
			}
		}
	}
	return float64(reached+1) / (permutations + 1), true
}

// refine finds the turn near block at among the points of [lo, hi) themselves; -1
// where too little stands on one of its sides or the change is too small.
func (f *finder) refine(lo, hi int, starts []int, at int) int {
	best, found := 0.0, -1
	ww, ss := f.w[hi]-f.w[lo], f.s[hi]-f.s[lo]
	for k := max(starts[max(at-1, 0)], lo+shortest); k <= min(starts[min(at+1, len(starts)-1)], hi-shortest); k++ {
		if f.m[k]-f.m[lo] < fewest || f.m[hi]-f.m[k] < fewest {
			continue
		}
		wl := f.w[k] - f.w[lo]
		d := (f.s[k]-f.s[lo])*ww - ss*wl
		if g := d * d / (wl * (ww - wl) * ww); g > best {
			best, found = g, k
		}
	}
	return found
}

// turnings tells the cuts as turnings, without those whose change is too small once
// all are known.
func (f *finder) turnings(series []chancery.Standing, found []cut) []chancery.Turning {
	mean := func(lo, hi int) float64 { return (f.s[hi] - f.s[lo]) / (f.w[hi] - f.w[lo]) }
	for i := 0; i < len(found); {
		lo, hi := 0, len(f.points)
		if i > 0 {
			lo = found[i-1].at
		}
		if i+1 < len(found) {
			hi = found[i+1].at
		}
		if math.Abs(mean(lo, found[i].at)-mean(found[i].at, hi)) < least {
			found = slices.Delete(found, i, i+1)
			i = max(0, i-1)
			continue
		}
		i++
	}
	var out []chancery.Turning
	for i, c := range found {
		lo, hi := 0, len(f.points)
		if i > 0 {
			lo = found[i-1].at
		}
		if i+1 < len(found) {
			hi = found[i+1].at
		}
		out = append(out, chancery.Turning{Start: series[f.points[c.at].at].Start,
			Before: round(mean(lo, c.at)), After: round(mean(c.at, hi)), P: c.p})
	}
	return out
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
