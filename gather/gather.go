// Package gather takes reports from where they lie — files, folders, JSON Lines,
// tables, web archives, feeds, sitemaps, addresses — reads them and hands the
// readings to an archive. What is kept already is not read again. A run may end at
// any moment: the next one goes on from there, and the archive ends the same.
package gather

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"chancery"
	"chancery/reading"
	"chancery/source"
)

// Options say how to gather. The zero value reads public sources on all
// processors.
type Options struct {
	Jobs     int            // reports read at once; GOMAXPROCS if 0
	Format   Format         // what the sources are, told by themselves if ""
	Fields   Fields         // of JSON Lines and tables
	FeedText bool           // take a feed's own text rather than fetch its items' pages
	Loader   *source.Loader // fetches; one of public addresses if nil
	Agent    string         // what robots.txt may call the program; "chancery" if ""
	Delay    time.Duration  // between two requests to one host; a second if 0
	Every    time.Duration  // between two looks at a watched feed that says nothing; 15 minutes if 0
	Version  string         // of the models and tables; reading.Version() if ""
	Log      *slog.Logger   // told of what watching meets; nothing if nil

	// read stands in for reading.Read in tests.
	read func(source.Report) *chancery.Record
	now  func() time.Time
	// flush bounds how long a reading waits to be kept.
	flush time.Duration
}

// What is in hand at once, which bounds memory whatever the size of the sources.
const (
	batchReports = 64               // kept together
	batchPieces  = 512              // looked at before progress is noted
	flushEvery   = 2 * time.Second  // at the latest
	settleAfter  = 2000             // reports kept since
	settleEvery  = time.Minute      // where any were kept since
	rawInHand    = 64 << 20         // bytes of sources, not yet parsed
	largePiece   = 1 << 20          // bytes from which on pieces are parsed one at a time
	endgame      = 10 * time.Second // to note what is in hand after the context has ended
)

// Gatherer gathers into one archive.
type Gatherer struct {
	keeper chancery.Keeper
	o      Options
	tally  tally
	web    *web

	stopOnce sync.Once
	stop     chan struct{}
	pieces   chan *piece
	raw      *semaphore.Weighted
	large    sync.Mutex
}

// New makes a gatherer for an archive.
func New(keeper chancery.Keeper, o Options) *Gatherer {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Loader == nil {
		o.Loader = &source.Loader{Timeout: 30 * time.Second, UserAgent: "chancery"}
	}
	if o.Agent == "" {
		o.Agent = "chancery"
	}
	if o.Delay <= 0 {
		o.Delay = time.Second
	}
	if o.Every <= 0 {
		o.Every = 15 * time.Minute
	}
	if o.Version == "" {
		o.Version = reading.Version()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.read == nil {
		o.read = func(r source.Report) *chancery.Record {
			record, _ := reading.Read(r)
			return record
		}
	}
	if o.flush <= 0 {
		o.flush = flushEvery
	}
	if o.now == nil {
		o.now = time.Now
	}
	g := &Gatherer{keeper: keeper, o: o, stop: make(chan struct{})}
	g.web = newWeb(g)
	return g
}

// Stop ends a run early: no new report is begun, those in hand are kept. It may be
// called more than once, and from any goroutine.
func (g *Gatherer) Stop() { g.stopOnce.Do(func() { close(g.stop) }) }

// ErrStopped is what Run and Watch end with after Stop.
var ErrStopped = errors.New("stopped before the end")

// Run gathers the sources in turn, those on the web beside those on disk, and
// settles the archive. Inputs that cannot be read are noted with Keeper.Fail and
// counted; an error is one of the archive, of ctx, or ErrStopped. A Gatherer runs once.
func (g *Gatherer) Run(ctx context.Context, sources []Source) (Status, error) {
	err := g.pump(ctx, func(ctx context.Context) error { return g.produce(ctx, sources) })
	return g.Status(), err
}

// pump runs a producer of pieces, the workers that read them and the one that
// keeps what they read.
func (g *Gatherer) pump(ctx context.Context, produce func(context.Context) error) error {
	g.begin()
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	early, halt := context.WithCancel(ctx) // no new pieces from here on
	defer halt()
	go func() {
		select {
		case <-g.stop:
			halt()
		case <-early.Done():
		}
	}()
	g.pieces = make(chan *piece, 4*g.o.Jobs)
	g.raw = semaphore.NewWeighted(rawInHand)
	results := make(chan result, batchReports)
	var produced error
	go func() {
		defer close(g.pieces)
		produced = produce(early)
	}()
	var workers sync.WaitGroup
	for range g.o.Jobs {
		workers.Go(func() { g.work(ctx, early, results) })
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	err := g.keep(ctx, results)
	if err != nil {
		fail(err)
	}
	for range results { // until the workers have gone
	}
	switch {
	case err != nil:
		return err
	case g.stopped():
		return ErrStopped
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	return produced
}

func (g *Gatherer) stopped() bool {
	select {
	case <-g.stop:
		return true
	default:
		return false
	}
}
