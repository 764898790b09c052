package gather

import (
	"context"
	"fmt"
	"time"

	"chancery"
)

// batch is what was read and is not yet kept.
type batch struct {
	readings []chancery.Reading
	results  []result
	kept     int        // since settling was last begun
	settled  time.Time  // when it was begun
	settling chan error // gives how it ended, nil while it does not run
}

// keep takes results and keeps them in batches: first the readings, then the
// failures, last the progress, so that whatever is cut off comes again.
func (g *Gatherer) keep(ctx context.Context, results <-chan result) error {
	b := &batch{kept: 1} // what a run before this one has not settled may be there
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		cancel()
		if b.settling != nil {
			<-b.settling
		}
	}()
	tick := time.NewTicker(g.o.flush)
	defer tick.Stop()
	for {
		select {
		case r, more := <-results:
			if !more {
				return g.finish(ctx, b)
			}
			if r.broken != nil {
				return r.broken
			}
			if r.reading != nil {
				b.readings = append(b.readings, *r.reading)
			}
			r.reading = nil
			b.results = append(b.results, r)
			if len(b.readings) < batchReports && len(b.results) < batchPieces {
				continue
			}
		case err := <-b.settling:
			if b.settling = nil; err != nil && ctx.Err() == nil {
				return err
			}
		case <-tick.C:
		}
		if ctx.Err() != nil {
			continue // the workers end, and finish keeps what they had
		}
		if err := g.flush(ctx, b); err != nil {
			return err
		}
		if b.settling == nil && (b.kept >= settleAfter || b.kept > 0 && time.Since(b.settled) >= settleEvery) {
			g.beginSettling(ctx, b)
		}
	}
}

// finish keeps what is in hand and settles the archive.
func (g *Gatherer) finish(ctx context.Context, b *batch) error {
	if err := ctx.Err(); err != nil {
		// What was read is kept even so; settling is left to the next run.
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), endgame)
		defer cancel()
		return g.flush(last, b)
	}
	if err := g.flush(ctx, b); err != nil {
		return err
	}
	if b.settling != nil {
		err := <-b.settling
		if b.settling = nil; err != nil {
			return err
		}
	}
	return g.settle(ctx)
}

// flush keeps a batch.
func (g *Gatherer) flush(ctx context.Context, b *batch) error {
	if len(b.results) == 0 {
		return nil
	}
	fresh := 0
	if len(b.readings) > 0 {
		n, err := g.keeper.Keep(ctx, b.readings)
		if err != nil {
			return fmt.Errorf("keep %d reports: %w", len(b.readings), err)
		}
		fresh = n
	}
	moved := map[*origin]bool{}
	for _, r := range b.results {
		if r.err != nil {
			if err := g.keeper.Fail(ctx, r.path, r.err.Error()); err != nil {
				return fmt.Errorf("note that %s failed: %w", r.path, err)
			}
		}
		r.from.done(r.n, r.err != nil)
		moved[r.from] = true
	}
	for o := range moved {
		if state, yes := o.saved(); yes {
			if err := g.keeper.SetProgress(ctx, o.key, state); err != nil {
				return fmt.Errorf("note how far %s is gathered: %w", o.key, err)
			}
		}
	}
	for _, r := range b.results {
		if r.after != nil {
			r.after()
		}
	}
	g.tally.kept(b, fresh)
	b.kept += fresh
	clear(b.readings)
	clear(b.results)
	b.readings, b.results = b.readings[:0], b.results[:0]
	return nil
}

// beginSettling settles beside reading: the archive takes readings in between steps.
func (g *Gatherer) beginSettling(ctx context.Context, b *batch) {
	b.kept, b.settled, b.settling = 0, time.Now(), make(chan error, 1)
	ended := b.settling
	go func() { ended <- g.settle(ctx) }()
}

// settle merges what was kept since.
func (g *Gatherer) settle(ctx context.Context) error {
	defer g.tally.unsettled.Store(0)
	g.tally.settling.Store(true)
	defer g.tally.settling.Store(false)
	err := g.keeper.Settle(ctx, func(left int) { g.tally.unsettled.Store(int64(left)) })
	if err != nil {
		return fmt.Errorf("merge what was kept: %w", err)
	}
	return nil
}
