package source

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestLoadFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "talks.txt")
	if err := os.WriteFile(file, []byte("Talks\n\n"+body), 0o666); err != nil {
		t.Fatal(err)
	}
	l := Loader{Stdin: strings.NewReader("Input\n\n" + body)}
	for name, want := range map[string]string{file: "Talks", "-": "Input"} {
		r, err := l.Load(t.Context(), name)
		if err != nil || r.Title != want {
			t.Errorf("%s: title %q, error %v", name, r.Title, err)
		}
	}
	for name, want := range map[string]string{
		dir:                          "read " + dir + ": it is a directory: name the files in it",
		filepath.Join(dir, "no.txt"): "read " + filepath.Join(dir, "no.txt") + ": no such file or directory",
		"-":                          "read standard input: there is no text in it",
	} {
		if _, err := l.Load(t.Context(), name); err == nil || err.Error() != want {
			t.Errorf("got error %q, want %q", err, want)
		}
	}
}

func TestLoadAddresses(t *testing.T) {
	page := `<!doctype html><title>Talks go on</title><article><h1>Talks go on</h1>` + story + `</article>`
	mux := http.NewServeMux()
	mux.HandleFunc("/talks", func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "chancery/test" {
			t.Errorf("user agent %q", r.UserAgent())
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte(page))
	})
	mux.Handle("/moved", http.RedirectHandler("/talks", http.StatusFound))
	mux.Handle("/loop", http.RedirectHandler("/loop", http.StatusFound))
	mux.Handle("/file", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		chunk := []byte(strings.Repeat("The two met. ", 10000))
		for range MaxBytes/len(chunk) + 2 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/pdf", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "application/pdf") })
	server := httptest.NewServer(mux)
	defer server.Close()

	l := Loader{AllowPrivate: true, Timeout: 10 * time.Second, UserAgent: "chancery/test"}
	for _, path := range []string{"/talks", "/moved"} {
		r, err := l.Load(t.Context(), server.URL+path)
		if err != nil {
			t.Fatal(err)
		}
		if r.Text != "Talks go on\n\n"+storyText || r.URL != server.URL+"/talks" {
			t.Errorf("%s: got %q from %s", path, r.Text, r.URL)
		}
	}
	for path, want := range map[string]string{
		"/loop":    "more than 5 redirects",
		"/file":    "redirected to file:, which is not fetched",
		"/missing": "the server answered 404 Not Found",
		"/large":   "too large for one report: more than 16 MiB",
		"/pdf":     "not text but application/pdf",
	} {
		if _, err := l.Load(t.Context(), server.URL+path); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: got error %v, want %q", path, err, want)
		}
	}
	l.Timeout = 50 * time.Millisecond
	if _, err := l.Load(t.Context(), server.URL+"/slow"); err == nil || !strings.Contains(err.Error(), "no answer within 50ms: give more with --timeout") {
		t.Errorf("got error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Load(ctx, server.URL+"/talks"); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
}

// TestLoadRefusesPrivateAddresses names loopback in ways that a check of the
// address's spelling would miss.
func TestLoadRefusesPrivateAddresses(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was reached") }))
	defer server.Close()
	port := server.URL[strings.LastIndex(server.URL, ":"):]
	t.Setenv("HTTP_PROXY", server.URL)
	var l Loader
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.1.2.3", "169.254.169.254"} {
		_, err := l.Load(t.Context(), "http://"+host+port+"/")
		if !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: got error %v", host, err)
		}
	}
}

func TestPublic(t *testing.T) {
	for s, want := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "2606:4700::1111": true,
		"127.0.0.1": false, "10.0.0.1": false, "172.31.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "198.18.0.1": false,
		"::": false, "::1": false, "::ffff:10.0.0.1": false, "fe80::1": false, "fc00::1": false, "ff02::1": false,
		"64:ff9b::a00:1": false, "2002:a00:1::": false, "2001:db8::1": false, "2001::1": false,
	} {
		if got := public(netip.MustParseAddr(s)); got != want {
			t.Errorf("%s: %v, want %v", s, got, want)
		}
	}
}
