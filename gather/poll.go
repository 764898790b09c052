package gather

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"

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
	request := source.Request{Address: address, Accept: acceptAny, MaxBytes: listingBytes}
	if state.Done {
		request.ETag, request.LastModified = state.ETag, state.Modified
	}
	if format == Report {
		request.Accept, request.MaxBytes = "", 0
	}
	resp, err := v.g.web.getPatiently(ctx, request, v.tries)
	if err != nil {
		return 0, err
	}
	if resp.NotModified {
		v.g.tally.skipped(state)
		return state.Pieces, nil
	}
	data, err := inflate(resp.Data)
	if err != nil {
		return 0, err
	}
	if format == unknown {
		format = detect(resp.Name, resp.ContentType, data[:min(len(data), peekBytes)])
	}
	next := progress{ETag: resp.ETag, Modified: resp.LastModified}
	var list listing
	switch format {
	case Feed:
		if len(data) > source.MaxBytes {
			return 0, fmt.Errorf("feed: %w: more than %d MiB", source.ErrTooLarge, source.MaxBytes>>20)
		}
		list, err = parseFeed(data, resp.URL, v.g.o.FeedText)
	case Sitemap:
		if len(data) > listingBytes {
			return 0, fmt.Errorf("sitemap: %w: more than %d MiB", source.ErrTooLarge, listingBytes>>20)
		}
		list, err = parseSitemap(bytes.NewReader(data), resp.URL)
	case Report:
		resp.Data = data
		return 1, v.page(ctx, key, next, resp.Input, listed{address: address})
	case List:
		var sources []Source
		if sources, err = parseList(data); err == nil {
			for _, s := range sources {
				list.entries = append(list.entries, listed{address: s.Address})
			}
		}
	default:
		return 0, fmt.Errorf("%s is gathered from files only: download it first", format)
	}
	resp.Data, data = nil, nil
	if err != nil && len(list.entries) == 0 {
		return 0, err
	}
	if broken := v.entries(ctx, list, depth); broken != nil {
		return len(list.entries), broken
	}
	if err != nil { // the listing broke off: what it had is gathered
		return len(list.entries), err
	}
	return len(list.entries), v.note(ctx, key, next, len(list.entries))
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
		v.g.tally.skipped(state)
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

// inflate unpacks what is gzip although no header said so, as sitemaps are.
func inflate(data []byte) ([]byte, error) {
	if http.DetectContentType(data) != "application/x-gzip" {
		return data, nil
	}
	raw := &counter{r: bytes.NewReader(data)}
	z, err := gzip.NewReader(raw)
	if err != nil {
		return nil, explain(err)
	}
	out, err := io.ReadAll(io.LimitReader(&growth{r: z, raw: raw}, listingBytes+1))
	if err != nil {
		return nil, explain(err)
	}
	return out, nil
}

// readAddresses gathers what a feed, sitemap or list on disk lists.
func (g *Gatherer) readAddresses(ctx context.Context, f *file, format Format, s Source) error {
	data, err := io.ReadAll(io.LimitReader(f.r, listingBytes+1))
	if err != nil {
		return err
	}
	if len(data) > listingBytes || format == Feed && len(data) > source.MaxBytes {
		return fmt.Errorf("%s: %w", format, source.ErrTooLarge)
	}
	var list listing
	switch format {
	case Feed:
		list, err = parseFeed(data, "", g.o.FeedText)
	case Sitemap:
		list, err = parseSitemap(bytes.NewReader(data), "")
	case List:
		sources, _ := parseList(data)
		for _, s := range sources {
			if s.onDisk() {
				return fmt.Errorf("%q is no address", s.Address)
			}
			list.entries = append(list.entries, listed{address: s.Address})
		}
	default:
		return errors.New("a list of sources: name it itself, as it is not gathered from a folder")
	}
	if len(list.entries) > 0 {
		if broken := g.newVisit(s, tries).entries(ctx, list, 0); broken != nil {
			return broken
		}
	}
	return err
}
