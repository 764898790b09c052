package gather

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"chancery/source"
)

const (
	listingBytes = 50 << 20       // of a sitemap, the most that sitemaps.org allows
	pageCost     = 50 << 10       // what a page counts for in bytes, before it is there
	pageAgain    = 6 * time.Hour  // before a page that has changed is fetched again
	deepest      = 3              // sitemaps in sitemaps
	longestRest  = 12 * time.Hour // of a feed that fails

	acceptAny = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.9, */*;q=0.5"
)

// visit gathers what stands at one address.
type visit struct {
	g     *Gatherer
	s     Source
	tries int // of a page

	seen    map[string]bool // sitemaps
	pending sync.WaitGroup  // pages that are not kept yet
	passing bool            // a page failed that may not when it is asked for again
}

// gatherAddress gathers a feed, a sitemap or a page, once.
func (g *Gatherer) gatherAddress(ctx context.Context, s Source) error {
	_, err := g.newVisit(s, tries).address(ctx, s.Address, s.Format, 0)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if broken := (*archiveError)(nil); err == nil || errors.As(err, &broken) {
		return err
	}
	return g.failed(ctx, s.Address, err)
}

func (g *Gatherer) newVisit(s Source, tries int) *visit {
	return &visit{g: g, s: s, tries: tries, seen: map[string]bool{}}
}

// address fetches an address and gathers what it is. The state of a listing is
// noted once all of its pages are kept; it gives how many entries there were.
func (v *visit) address(ctx context.Context, address string, format Format, depth int) (int, error) {
	v.g.tally.setCurrent(address)
	key := "address:" + address
	state, err := v.g.progress(ctx, key)
	if err != nil {
		return 0, err
	}
	request := source.Request{Address: address, Accept: acceptAny}
	if state.Done {
		request.ETag, request.LastModified = state.ETag, state.Modified
	}
	if format == Report {
		request.Accept = ""
	}
	resp, err := v.g.web.getPatiently(ctx, request, v.tries)
	if err != nil {
		return 0, err
	}
	if resp.NotModified {
		v.known(state)
		return state.Pieces, nil
	}
	if resp.Data, err = inflate(resp.Data); err != nil {
		return 0, err
	}
	if format == unknown {
		format = detect(resp.Name, resp.ContentType, resp.Data[:min(len(resp.Data), peekBytes)])
	}
	next := progress{ETag: resp.ETag, Modified: resp.LastModified}
	if format == Report {
		v.g.tally.total.Add(pageCost)
		return 1, v.page(ctx, key, next, resp.Input, listed{address: address})
	}
	list, err := v.list(ctx, request, resp.Input, format)
	if err != nil && len(list.entries) == 0 {
		return 0, err
	}
	resp.Data = nil // there may be much to fetch until the end
	if broken := v.entries(ctx, list, depth); broken != nil {
		return len(list.entries), broken
	}
	if err != nil { // the listing broke off: what it had is gathered
		return len(list.entries), err
	}
	return len(list.entries), v.note(ctx, key, next, len(list.entries))
}

// list parses a listing that was fetched.
func (v *visit) list(ctx context.Context, r source.Request, in source.Input, format Format) (listing, error) {
	switch {
	case format != Feed && format != Sitemap && format != List:
		return listing{}, fmt.Errorf("%s is gathered from files only: download it first", format)
	case format != Sitemap && len(in.Data) > source.MaxBytes:
		return listing{}, fmt.Errorf("%s: %w: more than %d MiB", format, source.ErrTooLarge, source.MaxBytes>>20)
	case len(in.Data) > listingBytes:
		return listing{}, fmt.Errorf("sitemap: %w: more than %d MiB", source.ErrTooLarge, listingBytes>>20)
	case format == Sitemap && len(in.Data) == source.MaxBytes+1:
		return v.largeSitemap(ctx, r)
	case format == Feed:
		return parseFeed(in.Data, in.URL, v.g.o.FeedText)
	case format == Sitemap:
		return parseSitemap(bytes.NewReader(in.Data), in.URL)
	}
	var l listing
	sources, err := parseList(in.Data)
	for _, s := range sources {
		l.entries = append(l.entries, listed{address: s.Address})
	}
	return l, err
}

// largeSitemap fetches a sitemap again that is larger than reports may be: few
// are, and they are held one at a time.
func (v *visit) largeSitemap(ctx context.Context, r source.Request) (listing, error) {
	v.g.large.Lock()
	defer v.g.large.Unlock()
	r.MaxBytes = listingBytes
	resp, err := v.g.web.get(ctx, r)
	if err != nil {
		return listing{}, err
	}
	data, err := inflate(resp.Data)
	if err != nil {
		return listing{}, err
	}
	if len(data) > listingBytes {
		return listing{}, fmt.Errorf("sitemap: %w: more than %d MiB", source.ErrTooLarge, listingBytes>>20)
	}
	return parseSitemap(bytes.NewReader(data), resp.URL)
}

// known counts what was gathered before; of a watched source once is enough.
func (v *visit) known(state progress) {
	if v.tries > 1 {
		v.g.tally.skipped(state)
	}
}

// note keeps a listing's state once its pages are kept. Where one failed that may
// not fail again, the next visit is to see the whole listing.
func (v *visit) note(ctx context.Context, key string, next progress, entries int) error {
	kept := make(chan struct{})
	go func() {
		v.pending.Wait()
		close(kept)
	}()
	select {
	case <-kept:
	case <-ctx.Done():
		return ctx.Err()
	}
	if next.Done = !v.passing; v.passing {
		return nil
	}
	next.Pieces = entries
	if err := v.g.keeper.SetProgress(ctx, key, next.String()); err != nil {
		return &archiveError{fmt.Errorf("note that %s is gathered: %w", key, err)}
	}
	return nil
}

// entries gathers what a listing lists.
func (v *visit) entries(ctx context.Context, l listing, depth int) error {
	v.g.tally.total.Add(pageCost * int64(len(l.entries)))
	for _, e := range l.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := v.entry(ctx, e, l.title, depth)
		if broken := (*archiveError)(nil); ctx.Err() != nil || errors.As(err, &broken) {
			return err
		}
		if err != nil {
			v.passing = v.passing || passing(err)
			if !e.sitemap {
				v.g.tally.total.Add(-pageCost)
			}
			if err := v.g.failed(ctx, e.address, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// entry gathers one entry of a listing.
func (v *visit) entry(ctx context.Context, e listed, title string, depth int) error {
	if e.sitemap {
		v.g.tally.total.Add(-pageCost)
		if v.seen[e.address] {
			return nil
		}
		if depth >= deepest {
			return fmt.Errorf("sitemaps in sitemaps more than %d deep", deepest)
		}
		v.seen[e.address] = true
		_, err := v.address(ctx, e.address, Sitemap, depth+1)
		return err
	}
	key := "page:" + e.address
	if e.address == "" {
		key = ""
	}
	state, err := v.g.progress(ctx, key)
	if err != nil {
		return err
	}
	now := v.g.o.now()
	if state.Done && (state.Version == e.version || now.Before(state.Next)) || !state.Done && now.Before(state.Next) {
		v.g.tally.total.Add(-pageCost)
		v.passing = v.passing || !state.Done
		v.known(state)
		return nil
	}
	next := progress{Version: e.version, Next: now.Add(pageAgain).UTC().Truncate(time.Second)}
	if e.html != "" {
		return v.carried(ctx, key, next, e, title)
	}
	v.g.tally.setCurrent(e.address)
	resp, err := v.g.web.getPatiently(ctx, source.Request{Address: e.address}, v.tries)
	if err != nil {
		return v.missed(ctx, key, state, err)
	}
	resp.Data, err = inflate(resp.Data)
	if err != nil {
		return err
	}
	e.title = title // of the feed: the page knows its own
	return v.page(ctx, key, next, resp.Input, e)
}

// missed notes a page that could not be fetched: when to try again, or, where that
// is of no use, that it is done with.
func (v *visit) missed(ctx context.Context, key string, state progress, cause error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	state.Fails++
	if state.Done = !passing(cause); !state.Done {
		state.Next = v.g.o.now().Add(rest(v.g.o.Every, state.Fails, cause)).UTC().Truncate(time.Second)
	}
	if err := v.g.keeper.SetProgress(ctx, key, state.String()); err != nil {
		return &archiveError{fmt.Errorf("note that %s failed: %w", key, err)}
	}
	return cause
}

// rest is how long to leave a feed or page alone after so many faults in a row.
func rest(every time.Duration, fails int, cause error) time.Duration {
	d := jitter(min(max(every, time.Minute<<min(fails-1, 12)), longestRest))
	if status := (*source.StatusError)(nil); errors.As(cause, &status) {
		d = max(d, min(status.RetryAfter, 24*time.Hour))
	}
	return d
}

// page hands on a page that was fetched. Its day is the one that the listing gives.
func (v *visit) page(ctx context.Context, key string, state progress, in source.Input, e listed) error {
	return v.emit(ctx, key, state, &piece{
		path: e.address, held: int64(len(in.Data)), parse: func() (source.Report, error) {
			r, err := parsePage(in)
			if err != nil {
				return r, err
			}
			if day, ok := source.FindDay(e.published); ok {
				r.Published = day
			}
			switch {
			case v.s.Name != "":
				r.Source = v.s.Name
			case e.title != "":
				r.Source = e.title
			}
			return r, nil
		}})
}

// carried hands on a text that its feed carries.
func (v *visit) carried(ctx context.Context, key string, state progress, e listed, title string) error {
	path := e.address
	if path == "" {
		path = v.s.Address
	}
	parts := source.Parts{Title: e.title, HTML: e.html, Published: e.published, Source: v.s.Name, URL: e.address}
	if parts.Source == "" {
		parts.Source = title
	}
	if parts.Source == "" {
		parts.Source = path
	}
	return v.emit(ctx, key, state, &piece{path: path, held: int64(len(e.html)), parse: parts.Report})
}

func (v *visit) emit(ctx context.Context, key string, state progress, p *piece) error {
	o := &origin{key: key, state: state}
	o.end()
	v.pending.Add(1)
	p.from, p.cost, p.after = o, pageCost, v.pending.Done
	return v.g.emit(ctx, p)
}

// progress asks the archive how far a source is gathered.
func (g *Gatherer) progress(ctx context.Context, key string) (progress, error) {
	if key == "" {
		return progress{}, nil
	}
	s, err := g.keeper.Progress(ctx, key)
	if err != nil {
		return progress{}, &archiveError{fmt.Errorf("ask how far %s is gathered: %w", key, err)}
	}
	return parseProgress(s), nil
}
