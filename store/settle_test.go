package store

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"chancery"
)

// TestOrderDoesNotMatter keeps the same reports in several orders and batches.
func TestOrderDoesNotMatter(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		readings := corpus(150, 1)
		one := open(t)
		keepAll(t, one, readings, len(readings))
		want := digestOf(t, one)
		for round := range uint64(3) {
			r := rand.New(rand.NewPCG(round, 2))
			shuffled := slices.Clone(readings)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			a := open(t)
			keepAll(t, a, shuffled, 1+r.IntN(20))
			if got := digestOf(t, a); got != want {
				differ(t, dump(t, one), dump(t, a))
			}
		}
	})
}

// differ tells the first difference.
func differ(t *testing.T, want, got []string) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if want[i] != got[i] {
			t.Fatalf("in another order\n%s\ninstead of\n%s", got[i], want[i])
		}
	}
	t.Fatalf("%d rows instead of %d", len(got), len(want))
}

func TestKeepTwice(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx := context.Background()
		readings := corpus(20, 3)
		a := open(t)
		if n, err := a.Keep(ctx, readings); err != nil || n != len(readings) {
			t.Fatal(n, err)
		}
		settle(t, a)
		want := digestOf(t, a)
		if n, err := a.Keep(ctx, append([]chancery.Reading{readings[3], readings[3]}, readings...)); err != nil || n != 0 {
			t.Fatal(n, err)
		}
		settle(t, a)
		if got := digestOf(t, a); got != want {
			t.Error("kept twice, reports count twice")
		}
		has, err := a.Has(ctx, []string{readings[0].Key, "rnone", readings[7].Key})
		if err != nil || len(has) != 2 || !has[readings[0].Key] || !has[readings[7].Key] {
			t.Error(has, err)
		}
	})
}
