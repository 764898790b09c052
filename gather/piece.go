package gather

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"chancery"
	"chancery/merge"
	"chancery/source"
)

// piece is one report as it lies in its source, not yet parsed.
type piece struct {
	path  string // where it lies: "corpus.jsonl.gz:17"
	from  *origin
	n     int   // its number in the origin
	cost  int64 // bytes of the source that it and what parts it from the last one take
	held  int64 // bytes of memory while it is not parsed
	parse func() (source.Report, error)
	err   error  // why there is nothing to parse
	after func() // called once it is kept, known or noted as failed; may be nil
	last  bool   // only tells that the origin has come to its end
}

// result is what became of a piece.
type result struct {
	*piece
	reading *chancery.Reading // nil where known or failed
	words   int
	known   bool
	broken  error // of the archive: the run ends
}

// emit hands a piece to the workers, waiting while they have enough in hand.
func (g *Gatherer) emit(ctx context.Context, p *piece) error {
	p.held = max(1, min(p.held, rawInHand))
	if err := g.raw.Acquire(ctx, p.held); err != nil {
		return err
	}
	p.n = p.from.add(p.last)
	select {
	case g.pieces <- p:
		g.tally.queue.Add(1)
		return nil
	case <-ctx.Done():
		g.raw.Release(p.held)
		return ctx.Err()
	}
}

// work reads pieces until there are no more. After early has ended what still
// waits is let go: no progress is noted for it, so that the next run meets it.
func (g *Gatherer) work(ctx, early context.Context, results chan<- result) {
	for p := range g.pieces {
		g.tally.queue.Add(-1)
		if early.Err() != nil && !p.last {
			g.raw.Release(p.held)
			continue
		}
		r := g.read(ctx, p)
		select {
		case results <- r:
		case <-ctx.Done():
			return
		}
	}
}

// read parses a piece and reads it, unless its report is kept already.
func (g *Gatherer) read(ctx context.Context, p *piece) result {
	if p.last || p.err != nil {
		g.raw.Release(p.held)
		return result{piece: p}
	}
	report, err := g.parse(p)
	p.parse = nil // which holds what was parsed
	g.raw.Release(p.held)
	if err != nil {
		p.err = err
		return result{piece: p}
	}
	key := ReportKey(report)
	has, err := g.keeper.Has(ctx, []string{key})
	if err != nil {
		return result{piece: p, broken: fmt.Errorf("ask the archive for %s: %w", p.path, err)}
	}
	if has[key] {
		return result{piece: p, known: true}
	}
	record, err := guard(func() (*chancery.Record, error) { return g.o.read(report), nil })
	if err != nil {
		p.err = err
		return result{piece: p}
	}
	return result{piece: p, words: len(strings.Fields(report.Text)), reading: &chancery.Reading{
		Key: key, Record: record, Version: g.o.Version, Path: p.path, At: g.o.now().UTC()}}
}

// parse parses a piece; large ones, whose trees take many times their size, one
// at a time.
func (g *Gatherer) parse(p *piece) (source.Report, error) {
	if p.held >= largePiece {
		g.large.Lock()
		defer g.large.Unlock()
	}
	return guard(p.parse)
}

// guard makes an error of a panic: one report must not end a run over many.
func guard[T any](f func() (T, error)) (out T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("a fault of the program, please report it with this input: %v", r)
		}
	}()
	return f()
}

// ReportKey is merge.ReportKey of the document that a report will make.
func ReportKey(r source.Report) string {
	d := chancery.Document{Text: r.Text}
	if !r.Published.IsZero() {
		day := r.Published.Format("2006-01-02")
		d.Published = &day
	}
	if r.Source != "" {
		d.Source = &r.Source
	}
	if r.URL != "" {
		d.URL = &r.URL
	}
	return merge.ReportKey(&d)
}

// origin is a file, feed or page that pieces come from, and how much of it is
// done: all pieces before the first that is not.
type origin struct {
	key string // of its progress in the archive, "" where none is kept

	mu    sync.Mutex
	state progress
	marks []mark // of the pieces that are not done, or stand behind one that is not
	first int    // number of marks[0]
	at    mark   // for the next piece
	ended bool
	moved bool
}

// mark is where a piece ends.
type mark struct {
	offset int64 // in the source, decompressed
	line   int
	failed bool
	end    bool // no piece, but the end of the origin
	done   bool
}

// add takes a piece in that ends where the origin stands now.
func (o *origin) add(end bool) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := o.at
	m.end = end
	o.marks = append(o.marks, m)
	return o.first + len(o.marks) - 1
}

// stand says where the next piece ends.
func (o *origin) stand(offset int64, line int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.at = mark{offset: offset, line: line}
}

// end says that no more pieces come.
func (o *origin) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ended = true
}

// done says that a piece is kept, known or noted as failed.
func (o *origin) done(n int, failed bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	m := &o.marks[n-o.first]
	m.done, m.failed = true, failed
	for len(o.marks) > 0 && o.marks[0].done {
		o.state.pass(o.marks[0])
		o.marks = o.marks[1:]
		o.first++
		o.moved = true
	}
}

// saved gives the state to be kept, false where it has not moved.
func (o *origin) saved() (string, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.key == "" || !o.moved {
		return "", false
	}
	o.moved = false
	o.state.Done = o.ended && len(o.marks) == 0
	return o.state.String(), true
}
