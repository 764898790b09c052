package store

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chancery"
)

// TestOrderDoesNotMatter keeps the same reports in several orders and batches.
func TestOrderDoesNotMatter(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		readings := corpus(60, 1)
		one := open(t)
		keepAll(t, one, readings, len(readings))
		want := derived(t, one)
		for round := range uint64(2) {
			r := rand.New(rand.NewPCG(round, 2))
			shuffled := slices.Clone(readings)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			a := open(t)
			keepAll(t, a, shuffled, 1+r.IntN(20))
			alike(t, want, derived(t, a))
			if digestOf(t, a) != digestOf(t, one) {
				t.Error("the digests differ")
			}
		}
	})
}

// TestOrderInLargeBlocks does the same where blocks and threads are longer than what
// is looked at of them, with corrections that make them shorter.
func TestOrderInLargeBlocks(t *testing.T) {
	defer func(before limits) { bounds = before }(bounds)
	bounds = limits{window: 2, reach: 2, short: 4, long: 9}
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		readings := corpus(60, 11)
		one := open(t)
		keepAll(t, one, readings, len(readings))
		want := derived(t, one)
		for round := range uint64(3) {
			r := rand.New(rand.NewPCG(round, 11))
			shuffled := slices.Clone(readings)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			a := open(t)
			keepAll(t, a, shuffled, 1+r.IntN(25))
			alike(t, want, derived(t, a))
			rejectAndUndo(t, a, shuffled[:8])
			alike(t, want, derived(t, a))
		}
	})
}

// rejectAndUndo rejects the first event of each reading, and takes it back.
func rejectAndUndo(t *testing.T, a *Archive, readings []chancery.Reading) {
	t.Helper()
	var ids []int64
	for _, r := range readings {
		if len(r.Record.Events) == 0 {
			continue
		}
		c, err := a.Correct(t.Context(), chancery.Correction{Report: r.Key, Kind: chancery.AnEvent, Verdict: chancery.Rejected,
			Cue: r.Record.Events[0].Cue, By: "editor"})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, c.ID)
	}
	for _, id := range ids {
		if err := a.Undo(t.Context(), id, "editor"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestInterruptedSettling cancels settling at many moments and finishes it.
func TestInterruptedSettling(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		readings := corpus(40, 5)
		one := open(t)
		keepAll(t, one, readings, len(readings))
		a := open(t)
		r := rand.New(rand.NewPCG(5, 5))
		for part := range slices.Chunk(readings, 8) {
			if _, err := a.Keep(t.Context(), part); err != nil {
				t.Fatal(err)
			}
			for range 4 {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(r.IntN(40))*time.Millisecond)
				if err := a.Settle(ctx, nil); err != nil && ctx.Err() == nil {
					t.Fatal(err)
				}
				cancel()
			}
		}
		settle(t, a)
		alike(t, derived(t, one), derived(t, a))
	})
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
