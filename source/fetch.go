package source

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrPrivate tells that an address is not on the public internet.
var ErrPrivate = errors.New("not a public address: allow it with --allow-private")

const maxRedirects = 5

// Request asks for one address.
type Request struct {
	Address      string
	Accept       string // media types, those of a report's text if ""
	ETag         string // what the server gave with the last answer: an answer
	LastModified string // that is the same since comes as NotModified
	MaxBytes     int64  // of the answer after decompression; MaxBytes if 0
}

// Response is what a server gave. Its Input is empty where NotModified.
type Response struct {
	Input
	NotModified  bool
	ETag         string
	LastModified string
}

// StatusError tells that a server answered with another status than 200 or, to a
// conditional request, 304.
type StatusError struct {
	Code       int
	Status     string        // "404 Not Found"
	RetryAfter time.Duration // how long the server asks to wait, 0 if it does not say
}

func (e *StatusError) Error() string { return "the server answered " + e.Status }

const acceptReport = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9"

// fetch gets a page.
func (l *Loader) fetch(ctx context.Context, address string) (Input, error) {
	resp, err := l.Fetch(ctx, Request{Address: address})
	return resp.Input, err
}

// Fetch gets what stands at an address. The address that a name resolves to is
// checked when the connection is made, for the first request and after every
// redirect, so that a name that resolves anew cannot lead inside. What is larger
// than the request allows is cut one byte past it. Errors do not repeat the address.
func (l *Loader) Fetch(ctx context.Context, r Request) (Response, error) {
	if l.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, l.Timeout)
		defer cancel()
	}
	req, err := l.request(ctx, r)
	if err != nil {
		return Response{}, err
	}
	resp, err := l.client().Do(req)
	if err != nil {
		return Response{}, l.explain(err)
	}
	defer resp.Body.Close()
	final := resp.Request.URL
	got := Response{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")}
	got.Name, got.URL, got.ContentType = final.Path, final.String(), resp.Header.Get("Content-Type")
	switch {
	case resp.StatusCode == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		got.NotModified = true
		return got, nil
	case resp.StatusCode != http.StatusOK:
		return got, &StatusError{resp.StatusCode, resp.Status, retryAfter(resp.Header.Get("Retry-After"), time.Now())}
	}
	if r.Accept == "" {
		if err := refuseMedia(got.ContentType); err != nil {
			return got, err
		}
	}
	got.Data, err = readAtMost(resp.Body, cmp.Or(r.MaxBytes, MaxBytes))
	if err != nil {
		return got, l.explain(err)
	}
	return got, nil
}

func (l *Loader) request(ctx context.Context, r Request) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.Address, nil)
	if err != nil {
		return nil, shorten(err)
	}
	if req.URL.Hostname() == "" {
		return nil, errors.New("the address names no host")
	}
	if !IsAddress(r.Address) {
		return nil, fmt.Errorf("%s: is not fetched, only http and https are", req.URL.Scheme)
	}
	req.Header.Set("Accept", cmp.Or(r.Accept, acceptReport))
	req.Header.Set("Accept-Language", "en")
	req.Header.Set("User-Agent", l.UserAgent)
	if r.ETag != "" {
		req.Header.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		req.Header.Set("If-Modified-Since", r.LastModified)
	}
	return req, nil
}

// retryAfter reads a Retry-After header: seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		return time.Duration(min(n, 7*24*3600)) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// Client is the HTTP client that fetches go through: one that dials no private
// address unless AllowPrivate is set. It is for what is sent outside, too.
func (l *Loader) Client() *http.Client { return l.client() }

// client gives the HTTP client, which all fetches of a Loader share.
func (l *Loader) client() *http.Client {
	l.once.Do(func() { l.shared = l.newClient() })
	return l.shared
}

// newClient makes the HTTP client. A proxy would be dialled in place of the address,
// and the check of the address lost with it, so the proxy that the environment
// names is used only where every address is allowed.
func (l *Loader) newClient() *http.Client {
	dialer := &net.Dialer{Control: l.control}
	transport := &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true,
		IdleConnTimeout: 30 * time.Second, MaxIdleConns: 64, MaxIdleConnsPerHost: 1, MaxResponseHeaderBytes: 1 << 20}
	if l.AllowPrivate {
		transport.Proxy = http.ProxyFromEnvironment
	}
	return &http.Client{
		Transport: transport,
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return fmt.Errorf("more than %d redirects", maxRedirects)
			}
			if !IsAddress(req.URL.String()) {
				return fmt.Errorf("redirected to %s:, which is not fetched", req.URL.Scheme)
			}
			return nil
		},
	}
}

// control refuses to connect to an address that is not public.
func (l *Loader) control(_, address string, _ syscall.RawConn) error {
	if l.AllowPrivate {
		return nil
	}
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !public(ap.Addr()) {
		return fmt.Errorf("%s is %w", ap.Addr().Unmap(), ErrPrivate)
	}
	return nil
}

// notPublic are the ranges of IANA's special-purpose registries that are not
// reached from everywhere, and the IPv6 ranges that hold IPv4 addresses.
var notPublic = prefixes("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
	"172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
	"198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")

var globalUnicast = netip.MustParsePrefix("2000::/3")

func prefixes(all ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(all))
	for i, s := range all {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

func public(a netip.Addr) bool {
	a = a.Unmap()
	if a.Is6() && !globalUnicast.Contains(a) {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// refuseMedia refuses what cannot be text before it is downloaded.
func refuseMedia(kind string) error {
	media, _, err := mime.ParseMediaType(kind)
	if err != nil || strings.HasPrefix(media, "text/") || media == "application/xhtml+xml" ||
		media == "application/octet-stream" {
		return nil
	}
	return fmt.Errorf("%w but %s", ErrBinary, media)
}

// explain says in a user's words why a fetch failed.
func (l *Loader) explain(err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer within %s: give more with --timeout", l.Timeout)
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no host %s", dns.Name)
	}
	return shorten(err)
}

// shorten leaves out the method and address that net/url puts before an error.
func shorten(err error) error {
	if urlErr := (*url.Error)(nil); errors.As(err, &urlErr) {
		return urlErr.Err
	}
	return err
}
