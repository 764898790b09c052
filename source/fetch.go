package source

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
)

// ErrPrivate tells that an address is not on the public internet.
var ErrPrivate = errors.New("not a public address: allow it with --allow-private")

const maxRedirects = 5

// fetch gets a page. The address that a name resolves to is checked when the
// connection is made, for the first request and after every redirect, so that a
// name that resolves anew cannot lead inside.
func (l *Loader) fetch(ctx context.Context, address string) (Input, error) {
	if l.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, l.Timeout)
		defer cancel()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Input{}, shorten(err)
	}
	if req.URL.Hostname() == "" {
		return Input{}, errors.New("the address names no host")
	}
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9")
	req.Header.Set("Accept-Language", "en")
	req.Header.Set("User-Agent", l.UserAgent)
	client := l.client()
	defer client.CloseIdleConnections()
	resp, err := client.Do(req)
	if err != nil {
		return Input{}, l.explain(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return Input{}, fmt.Errorf("the server answered %s", resp.Status)
	}
	kind := resp.Header.Get("Content-Type")
	if err := refuseMedia(kind); err != nil {
		return Input{}, err
	}
	data, err := readAll(resp.Body)
	if err != nil {
		return Input{}, l.explain(err)
	}
	final := resp.Request.URL
	return Input{Name: final.Path, ContentType: kind, URL: final.String(), Data: data}, nil
}

// client makes the HTTP client. A proxy would be dialled in place of the address,
// and the check of the address lost with it, so the proxy that the environment
// names is used only where every address is allowed.
func (l *Loader) client() *http.Client {
	dialer := &net.Dialer{Control: l.control}
	transport := &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true}
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
