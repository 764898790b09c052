// Package linear holds the averaged perceptron over hashed sparse features on
// which the learned stages of the language layer stand: a [Learner] while it is
// trained, a [Model] once it is only read.
package linear

import (
	"math"
	"sort"
)

// cell is the weight that one feature gives to one class while it is learned.
// sum holds the weight summed over the updates up to at.
type cell struct {
	class uint16
	at    int32
	w     float32
	sum   float64
}

// Learner trains an averaged multiclass perceptron (Collins 2002). A feature is
// kept only from the second update on that asks for it, which drops most of the
// features that occur once.
type Learner struct {
	classes int
	index   map[uint32]int32
	rows    [][]cell
	once    []uint64 // bit set of hashes asked for once
	now     int32
}

const onceBits = 1 << 27

// NewLearner makes a learner with no weights for classes 0 to classes-1.
func NewLearner(classes int) *Learner {
	return &Learner{classes: classes, index: map[uint32]int32{}, once: make([]uint64, onceBits/64)}
}

// Grow raises the number of classes to at least n.
func (l *Learner) Grow(n int) { l.classes = max(l.classes, n) }

// Classes is the number of classes.
func (l *Learner) Classes() int { return l.classes }

// Score adds the weights of the features to scores, which has a place for each class.
func (l *Learner) Score(features []uint32, scores []float32) {
	for _, f := range features {
		r, ok := l.index[f]
		if !ok {
			continue
		}
		for i := range l.rows[r] {
			c := &l.rows[r][i]
			scores[c.class] += c.w
		}
	}
}

// Tick counts one decision; weights are averaged over decisions.
func (l *Learner) Tick() { l.now++ }

// Update adds by to the weight of each feature for the class.
func (l *Learner) Update(features []uint32, class int, by float32) {
	for _, f := range features {
		r, ok := l.index[f]
		if !ok {
			b := f % onceBits
			if l.once[b/64]&(1<<(b%64)) == 0 {
				l.once[b/64] |= 1 << (b % 64)
				continue
			}
			r = int32(len(l.rows))
			l.rows = append(l.rows, nil)
			l.index[f] = r
		}
		l.bump(r, uint16(class), by)
	}
}

func (l *Learner) bump(r int32, class uint16, by float32) {
	row := l.rows[r]
	for i := range row {
		if c := &row[i]; c.class == class {
			c.sum += float64(c.w) * float64(l.now-c.at)
			c.at = l.now
			c.w += by
			return
		}
	}
	l.rows[r] = append(row, cell{class: class, at: l.now, w: by})
}

// Model averages and quantises the weights. Weights that then fall under least,
// in units of an update, are dropped.
func (l *Learner) Model(least float64) *Model {
	keys := make([]uint32, 0, len(l.index))
	for k := range l.index {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	m := &Model{classes: l.classes}
	for _, k := range keys {
		first := len(m.cells)
		for _, c := range l.rows[l.index[k]] {
			avg := (c.sum + float64(c.w)*float64(l.now-c.at)) / float64(max(l.now, 1))
			q := math.Round(avg * Scale)
			if math.Abs(q) < least*Scale || q == 0 {
				continue
			}
			q = max(-32768, min(32767, q))
			m.cells = append(m.cells, weight{c.class, int16(q)})
		}
		row := m.cells[first:]
		sort.Slice(row, func(i, j int) bool { return row[i].class < row[j].class })
		if len(row) > 0 {
			m.keys = append(m.keys, k)
			m.sizes = append(m.sizes, uint16(len(row)))
		}
	}
	m.build()
	return m
}
