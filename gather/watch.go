package gather

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"chancery/source"
)

// Watch gathers the sources again and again, each at its own time, until Stop or
// the end of ctx: feeds, sitemaps and pages with conditional requests, files and
// folders where they have changed. What a server asks for — a pause, a crawl
// delay, no visits — is respected; one that fails is left alone longer each time.
// When each is to be asked again is kept in the archive, so that starting anew
// asks nobody sooner.
func (g *Gatherer) Watch(ctx context.Context, sources []Source) (Status, error) {
	sources, err := Expand(sources)
	if err != nil {
		return g.Status(), err
	}
	err = g.pump(ctx, func(ctx context.Context) error {
		all, ctx := errgroup.WithContext(ctx)
		for _, s := range sources {
			all.Go(func() error { return g.watch(ctx, s) })
		}
		return all.Wait()
	})
	return g.Status(), err
}

// watch looks at one source again and again. Errors are those of ctx and the archive.
func (g *Gatherer) watch(ctx context.Context, s Source) error {
	every := s.Every
	if every <= 0 {
		every = g.o.Every
	}
	key := "watch:" + s.Address
	state, err := g.progress(ctx, key)
	if err != nil {
		return err
	}
	f := FeedStatus{Name: s.Name, URL: s.Address, Next: state.Next, Fails: state.Fails}
	for {
		g.tally.setFeed(f)
		if err := sleep(ctx, f.Next.Sub(g.o.now())); err != nil {
			return err
		}
		entries, err := g.look(ctx, s)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if broken := (*archiveError)(nil); errors.As(err, &broken) {
			return err
		}
		f.Last = g.o.now()
		if err == nil {
			f.Entries, f.Fails, f.Error = entries, 0, ""
			f.Next = f.Last.Add(jitter(every))
		} else {
			f.Fails, f.Error = f.Fails+1, err.Error()
			f.Next = f.Last.Add(rest(every, f.Fails, err))
			g.o.Log.Warn("gather", "source", s.Address, "error", err, "fails", f.Fails, "next", f.Next)
			if err := g.failed(ctx, s.Address, err); err != nil {
				return err
			}
		}
		state = progress{Fails: f.Fails, Next: f.Next.UTC().Truncate(time.Second)}
		if err := g.keeper.SetProgress(ctx, key, state.String()); err != nil {
			return &archiveError{fmt.Errorf("note when to look at %s again: %w", s.Address, err)}
		}
	}
}

// look gathers what is new at a source.
func (g *Gatherer) look(ctx context.Context, s Source) (entries int, err error) {
	if !source.IsAddress(s.Address) {
		return 0, g.gatherDisk(ctx, s)
	}
	entries, err = g.newVisit(s, 1).address(ctx, s.Address, s.Format, 0)
	if err == nil {
		g.o.Log.Debug("gather", "source", s.Address, "entries", entries)
	}
	return entries, err
}
