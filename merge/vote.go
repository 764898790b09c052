package merge

import (
	"cmp"
	"slices"

	"chancery"
)

// ballot counts who says what: each value with the accounts, by index, that give it.
type ballot[V comparable] struct {
	m      *merger
	values []V
	by     map[V][]int
}

func newBallot[V comparable](m *merger) *ballot[V] {
	return &ballot[V]{m: m, by: map[V][]int{}}
}

func (b *ballot[V]) cast(v V, account int) {
	if _, ok := b.by[v]; !ok {
		b.values = append(b.values, v)
	}
	b.by[v] = append(b.by[v], account)
}

// winner is the value that an editor gave, else that which most independent sources
// give, of equals that with the surest account, of these that of the earliest. ok is
// false where none was cast.
func (b *ballot[V]) winner() (v V, ok bool) {
	if len(b.values) == 0 {
		return v, false
	}
	return slices.MinFunc(b.values, func(x, y V) int { return b.m.compare(b.by[x], b.by[y]) }), true
}

// compare orders sets of accounts by weight, the heaviest first.
func (m *merger) compare(x, y []int) int {
	return cmp.Or(
		cmp.Compare(m.edited(y), m.edited(x)),
		cmp.Compare(count(m.origin, y), count(m.origin, x)),
		cmp.Compare(m.surest(y), m.surest(x)),
		cmp.Compare(slices.Min(x), slices.Min(y)),
	)
}

// edited counts the accounts that an editor wrote.
func (m *merger) edited(of []int) int {
	n := 0
	for _, i := range of {
		if c := m.accounts[i].Corrected; c == string(chancery.Edited) || c == string(chancery.Added) {
			n++
		}
	}
	return n
}

func (m *merger) surest(of []int) float64 {
	p := 0.0
	for _, i := range of {
		p = max(p, m.accounts[i].Confidence)
	}
	return p
}
