package web_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chancery"
	"chancery/source"
	"chancery/web"
)

// TestOversized sends bodies, addresses and JSON that are too large or too deep.
func TestOversized(t *testing.T) {
	x := attacked(t, false)
	token := []string{"Content-Type", "application/json"}
	long := strings.Repeat("x", 3<<20)
	deep := `{"report":"` + x.report + `","kind":"event","verdict":"edit","cue":{"start":1,"end":4,"text":"met"},"change":{"about":` + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + `}}`
	for name, body := range map[string]string{"long": `{"report":"` + long + `"}`, "deep": deep, "broken": `{"report":`, "array": `[]`, "null": `null`, "number": `{"cue":{"start":1e400}}`} {
		a, text := x.ask("POST", "/api/v1/corrections", body, token...)
		if a.StatusCode/100 != 4 || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: %s %.200s", name, a.Status, text)
		}
	}
	for path, form := range map[string]string{
		"/report/" + x.report + "/correct": "local=e1&verdict=accept&why=" + long, "/watches": "name=a&webhook=https://a.example/&search=" + long,
		"/login": "name=" + long,
	} {
		if a, _ := x.ask("POST", path, form); a.StatusCode/100 != 4 && a.Header.Get("Location") != "/" {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	if list, err := x.archive.Corrections(t.Context(), "", 10); err != nil || len(list) != 0 {
		t.Errorf("what was cut off was taken: %v %v", list, err)
	}
	many := strings.Repeat("actor=a&type=b&kind=event&", 1500)
	for _, path := range []string{"/find?" + many, "/api/v1/entries?" + many, "/find?q=" + strings.Repeat("a+", 15_000), "/export/csv?" + many} {
		began := time.Now()
		if a, _ := x.ask("GET", path, ""); a.StatusCode >= 500 {
			t.Errorf("%.30s…: %s", path, a.Status)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%.30s… took %s", path, took)
		}
	}
}

// TestSmuggling sends a body that is refused for its length, with a request in it:
// the server must not take it for one.
func TestSmuggling(t *testing.T) {
	x := attacked(t, false)
	inner := "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
	for _, path := range []string{"/api/v1/corrections", "/watches", "/nothing", "/find"} {
		c, err := net.Dial("tcp", strings.TrimPrefix(x.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.SetDeadline(time.Now().Add(10 * time.Second))
		go func() {
			fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", path, 3<<20)
			_, _ = io.WriteString(c, strings.Repeat(inner, (3<<20)/len(inner)+1)[:3<<20])
		}()
		text, _ := io.ReadAll(c)
		if n := strings.Count(string(text), "HTTP/1.1 "); n > 1 {
			t.Errorf("%s: %d answers to one request", path, n)
		}
	}
}

// TestBomb sends a small body that says it is gzip of a large one: it is not unpacked.
func TestBomb(t *testing.T) {
	x := attacked(t, false)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write(bytes.Repeat([]byte("why="), 16<<20))
	z.Close()
	for path, kind := range map[string]string{"/report/" + x.report + "/correct": "application/x-www-form-urlencoded", "/api/v1/corrections": "application/json"} {
		if a, _ := x.ask("POST", path, packed.String(), "Content-Encoding", "gzip", "Content-Type", kind); a.StatusCode/100 != 4 {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}

// real serves as chancery serve does, with shorter times.
func (x *target) real(t *testing.T, change func(*http.Server)) string {
	t.Helper()
	s := &http.Server{Handler: x.pages, ReadHeaderTimeout: 300 * time.Millisecond, ReadTimeout: 600 * time.Millisecond, WriteTimeout: time.Second, MaxHeaderBytes: 64 << 10}
	change(s)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { s.Close() })
	return l.Addr().String()
}

// TestSlowSenders trickle headers and bodies: the server ends them.
func TestSlowSenders(t *testing.T) {
	x := attacked(t, false)
	at := x.real(t, func(*http.Server) {})
	for name, first := range map[string]string{
		"headers": "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ", "nothing": "",
		"body": "POST /watches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nname=",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := net.Dial("tcp", at)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			fmt.Fprint(c, first)
			go func() {
				for range 100 {
					if _, err := c.Write([]byte("a")); err != nil {
						return
					}
					time.Sleep(50 * time.Millisecond)
				}
			}()
			_ = c.SetReadDeadline(time.Now().Add(4 * time.Second))
			_, err = io.Copy(io.Discard, c)
			if e := net.Error(nil); errors.As(err, &e) && e.Timeout() {
				t.Error("the server waits on")
			}
		})
	}
}

// TestLongHeaders sends more header than is taken.
func TestLongHeaders(t *testing.T) {
	x := attacked(t, false)
	at := x.real(t, func(*http.Server) {})
	c, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "+strings.Repeat("a", 200<<10)+"\r\n\r\n")
	_ = c.SetReadDeadline(time.Now().Add(5 * time.Second))
	if line, _ := bufio.NewReader(c).ReadString('\n'); line != "" && !strings.Contains(line, " 431 ") {
		t.Errorf("answered %q", line)
	}
}

// TestSlowReaders open an export and the live feed and take nothing: the archive can
// be written to meanwhile, and the server lets go of them.
func TestSlowReaders(t *testing.T) {
	x := attacked(t, false)
	at := x.real(t, func(s *http.Server) {
		s.ConnState = func(c net.Conn, state http.ConnState) {
			if tcp, ok := c.(*net.TCPConn); ok && state == http.StateNew {
				_ = tcp.SetWriteBuffer(4096)
			}
		}
	})
	for _, path := range []string{"/export/jsonl", "/live", "/export/csv"} {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		_ = c.(*net.TCPConn).SetReadBuffer(2048)
		fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", path)
	}
	time.Sleep(100 * time.Millisecond)
	began := time.Now()
	if _, err := x.archive.Correct(t.Context(), chancery.Correction{Report: x.report, Kind: chancery.AnEvent, Verdict: chancery.Accepted, By: "ada", Cue: chancery.Span{Start: 1, End: 3, Text: "no"}}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("writing took %s while exports were read slowly", took)
	}
}

// TestInsideAddresses sends watches to addresses of this machine and its neighbours,
// however they are written; nothing is reached.
func TestInsideAddresses(t *testing.T) {
	var reached atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer inside.Close()
	port := inside.URL[strings.LastIndex(inside.URL, ":"):]
	client := (&source.Loader{Timeout: 2 * time.Second}).Client()
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0.0.0.0", "[::]",
		"169.254.169.254", "[fe80::1]", "[fd00::1]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "user@127.0.0.1", "localhost."} {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+host+port+"/", strings.NewReader("{}"))
		if err == nil {
			var a *http.Response
			if a, err = client.Do(r); err == nil {
				a.Body.Close()
			}
		}
		cancel()
		if err == nil {
			t.Errorf("%s is reached", host)
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d requests came inside", reached.Load())
	}
}

// TestWatchInside makes a watch of an inside address on a server that refuses those,
// as chancery serve does, and lets it run: the page tells no more than that.
func TestWatchInside(t *testing.T) {
	var reached atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer inside.Close()
	x := attacked(t, false, func(c *web.Config) { c.Outside = (&source.Loader{}).Client() })
	form := url.Values{"name": {"inside"}, "search": {""}, "webhook": {inside.URL + "/secret-path?key=1"}}
	x.wants(http.StatusCreated, "POST", "/watches", form.Encode())
	list, err := x.archive.Watches(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%v %v", list, err)
	}
	list[0].Seen = 0 // all that is on record is news to it
	if _, err := x.archive.PutWatch(t.Context(), list[0]); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { x.pages.Run(ctx); close(done) }()
	for began := time.Now(); time.Since(began) < 15*time.Second; time.Sleep(100 * time.Millisecond) {
		if list, err = x.archive.Watches(t.Context()); err == nil && len(list) == 1 && list[0].Fault != "" {
			break
		}
	}
	stop()
	<-done
	if reached.Load() != 0 || list[0].Fault != "the address is not a public one" {
		t.Errorf("reached %d times, fault %q", reached.Load(), list[0].Fault)
	}
	if text := x.wants(http.StatusOK, "GET", "/watches", ""); strings.Contains(text, "secret-path") {
		t.Error("the page tells the address's secret")
	}
	for _, bad := range []string{"file:///etc/passwd", "gopher://127.0.0.1/", "//127.0.0.1/", "javascript:alert(1)", "http://", "ftp://a.example/"} {
		form.Set("webhook", bad)
		x.wants(http.StatusBadRequest, "POST", "/watches", form.Encode())
	}
}

// TestRedirectsAndNames: an address that leads inside when it is asked, and a name
// that is public when looked at and inside when connected to.
func TestRedirectsAndNames(t *testing.T) {
	var reached atomic.Int32
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer inside.Close()
	outside := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inside.URL, http.StatusTemporaryRedirect)
	}))
	defer outside.Close()
	client := (&source.Loader{}).Client()
	checked := client.Transport.(*http.Transport).DialContext
	looked := 0
	client.Transport.(*http.Transport).DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		switch host {
		case "outside.example": // stands for a public server
			return (&net.Dialer{}).DialContext(ctx, network, outside.Listener.Addr().String())
		case "changing.example": // resolves anew at each look
			if looked++; looked == 1 {
				return (&net.Dialer{}).DialContext(ctx, network, outside.Listener.Addr().String())
			}
			return checked(ctx, network, netip.MustParseAddrPort("127.0.0.1:"+port).String())
		}
		return checked(ctx, network, address)
	}
	for _, address := range []string{"http://outside.example/", "http://changing.example/", inside.URL} {
		a, err := client.Post(address, "application/json", strings.NewReader("{}"))
		if err == nil {
			a.Body.Close()
		}
		if !errors.Is(err, source.ErrPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if reached.Load() != 0 {
		t.Errorf("%d requests came inside", reached.Load())
	}
}
