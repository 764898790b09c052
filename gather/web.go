package gather

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"chancery/source"
)

// ErrRobots tells that a site's robots.txt does not want a page gathered.
var ErrRobots = errors.New("the site's robots.txt does not allow it")

const (
	requestsAtOnce = 16
	robotsFor      = 24 * time.Hour
	robotsAgain    = 10 * time.Minute // where the site could not say
	robotsBytes    = 500 << 10        // that count, as RFC 9309 has it
	longestWait    = time.Hour        // that a crawl delay or Retry-After holds a host up
	patience       = 2 * time.Minute  // that is waited in a host's turn
	mostHosts      = 4096             // remembered
	tries          = 3                // of a page, where the fault may pass
)

// web fetches politely: one request to a host at a time, with a pause between two
// and as robots.txt allows.
type web struct {
	g     *Gatherer
	slots chan struct{}

	mu    sync.Mutex
	hosts map[string]*host
}

// host is a web server as it is asked.
type host struct {
	turn chan struct{} // held while it is asked

	// Of whoever holds the turn.
	next    time.Time // not to be asked before
	wants   time.Time // as it asked itself
	robots  *robotstxt.Group
	checked time.Time // when robots.txt is to be asked again
	silent  error     // why it could not be
}

func newWeb(g *Gatherer) *web {
	return &web{g: g, slots: make(chan struct{}, requestsAtOnce), hosts: map[string]*host{}}
}

// host gives what is known of a host. When there are too many, those that nobody
// is asking are forgotten, and their robots.txt asked again when they come up.
func (w *web) host(name string) *host {
	w.mu.Lock()
	defer w.mu.Unlock()
	h := w.hosts[name]
	if h == nil {
		if len(w.hosts) >= mostHosts {
			for n, old := range w.hosts {
				if len(old.turn) == 0 && time.Now().After(old.next) {
					delete(w.hosts, n)
				}
			}
		}
		h = &host{turn: make(chan struct{}, 1)}
		w.hosts[name] = h
	}
	return h
}

// get fetches an address, in its host's turn.
func (w *web) get(ctx context.Context, r source.Request) (source.Response, error) {
	u, err := url.Parse(r.Address)
	if err != nil || u.Host == "" {
		return source.Response{}, errors.New("not an address")
	}
	h := w.host(u.Scheme + "://" + u.Host)
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return source.Response{}, ctx.Err()
	}
	defer func() { <-h.turn }()
	if wait := time.Until(h.wants); wait > patience {
		return source.Response{}, &source.StatusError{Code: 429, RetryAfter: wait,
			Status: "429 before: it asks not to be asked until " + h.wants.Format(time.TimeOnly)}
	}
	if err := w.ask(ctx, h, u); err != nil {
		return source.Response{}, err
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if h.robots != nil && !h.robots.Test(path) {
		return source.Response{}, ErrRobots
	}
	return w.fetch(ctx, h, r)
}

// fetch asks a host once its pause is over.
func (w *web) fetch(ctx context.Context, h *host, r source.Request) (source.Response, error) {
	if err := sleep(ctx, time.Until(h.next)); err != nil {
		return source.Response{}, err
	}
	select {
	case w.slots <- struct{}{}:
	case <-ctx.Done():
		return source.Response{}, ctx.Err()
	}
	t := &w.g.tally
	t.requests.Add(1)
	resp, err := w.g.o.Loader.Fetch(ctx, r)
	<-w.slots
	t.fetched.Store(time.Now().UnixNano())
	pause := w.g.o.Delay
	if h.robots != nil {
		pause = max(pause, h.robots.CrawlDelay)
	}
	if status := (*source.StatusError)(nil); errors.As(err, &status) {
		h.wants = time.Now().Add(min(status.RetryAfter, longestWait))
		pause = max(pause, status.RetryAfter)
	}
	h.next = time.Now().Add(min(pause, longestWait))
	if err != nil && ctx.Err() == nil {
		t.errors.Add(1)
	}
	if resp.NotModified {
		t.notModified.Add(1)
	}
	return resp, err
}

// ask reads the host's robots.txt where that is due (RFC 9309): one that is not
// there allows all, one that cannot be had nothing.
func (w *web) ask(ctx context.Context, h *host, u *url.URL) error {
	if time.Now().Before(h.checked) {
		return h.silent
	}
	resp, err := w.fetch(ctx, h, source.Request{
		Address: u.Scheme + "://" + u.Host + "/robots.txt", Accept: "text/plain, */*;q=0.5", MaxBytes: robotsBytes})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	h.robots, h.silent, h.checked = nil, nil, time.Now().Add(robotsFor)
	status := (*source.StatusError)(nil)
	switch {
	case err == nil:
		data := resp.Data[:min(len(resp.Data), robotsBytes)]
		rules, err := guard(func() (*robotstxt.RobotsData, error) { return robotstxt.FromBytes(data) })
		if err == nil { // what does not parse says nothing
			h.robots = rules.FindGroup(w.g.o.Agent)
		}
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500 && status.Code != 429:
	default:
		h.silent = fmt.Errorf("its robots.txt cannot be had: %w", err)
		h.checked = time.Now().Add(robotsAgain)
	}
	return h.silent
}

// getPatiently fetches an address, again where the fault may pass.
func (w *web) getPatiently(ctx context.Context, r source.Request, tries int) (source.Response, error) {
	for n := 1; ; n++ {
		resp, err := w.get(ctx, r)
		if err == nil || n >= tries || !passing(err) || ctx.Err() != nil {
			return resp, err
		}
		if status := (*source.StatusError)(nil); errors.As(err, &status) && status.RetryAfter > patience {
			return resp, err
		}
		if err := sleep(ctx, jitter(w.g.o.Delay<<n)); err != nil {
			return resp, err
		}
	}
}

// passing tells whether a fault may be over when one asks again.
func passing(err error) bool {
	if status := (*source.StatusError)(nil); errors.As(err, &status) {
		return status.Code == 429 || status.Code == 408 || status.Code >= 500
	}
	var dns *net.DNSError
	switch {
	case errors.Is(err, ErrRobots), errors.Is(err, source.ErrPrivate), errors.Is(err, source.ErrBinary),
		errors.As(err, &dns) && dns.IsNotFound:
		return false
	}
	return true
}

// jitter varies a time by a fifth, lest all come back at once.
func jitter(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.8 + 0.4*rand.Float64()))
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
