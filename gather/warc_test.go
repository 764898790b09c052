package gather

import (
	"fmt"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/nlnwa/gowarc"
)

// warc writes a record.
func warc(kind, target, media, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2018-10-07T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, target, media, len(block), block)
}

func answer(header, body string) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n" + header + "\r\n" + body
}

func htmlPage(n int) string {
	return fmt.Sprintf(`<!doctype html><html><head><title>Round %03d</title><meta property="article:published_time" content="2018-10-07T10:00:00Z">`+
		`<link rel="canonical" href="/rounds/%d"></head><body><article><h1>Round %03d</h1><p>%s</p><p>%s</p></article></body></html>`,
		n, n, n, english(n), english(n+1))
}

func response(n int, header string, encode func(string) string) string {
	body := htmlPage(n)
	if encode != nil {
		body = encode(body)
	}
	return warc("response", fmt.Sprintf("https://www.example.org/rounds/%d?from=feed", n), "application/http; msgtype=response", answer(header, body))
}

func brotlied(s string) string {
	var b strings.Builder
	w := brotli.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

func chunks(s string) string {
	return fmt.Sprintf("%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n", 10, s[:10], len(s)-10, s[10:])
}

func TestWARC(t *testing.T) {
	records := []string{
		warc("warcinfo", "", "application/warc-fields", "software: none\r\n"),
		warc("request", "https://www.example.org/rounds/1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
		response(1, "", nil),
		response(2, "Content-Encoding: gzip\r\n", zip),
		response(3, "Content-Encoding: br\r\n", brotlied),
		response(4, "Transfer-Encoding: chunked\r\n", chunks),
		response(5, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", nil), // decoded by the crawler
		warc("response", "https://example.org/moved", "application/http; msgtype=response", "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"),
		warc("response", "https://example.org/a.png", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
		warc("response", "dns:example.org", "text/dns", "example.org. 1 IN A 1.2.3.4"),
		warc("resource", "https://example.org/six.html", "text/html", htmlPage(6)),
		warc("metadata", "https://example.org/six.html", "application/warc-fields", "a: b\r\n"),
	}
	want := []string{"Round 001", "Round 002", "Round 003", "Round 004", "Round 005", "Round 006"}
	var members strings.Builder
	for _, r := range records {
		members.WriteString(zip(r))
	}
	for name, data := range map[string]string{
		"a.warc": strings.Join(records, ""), "a.warc.gz": members.String(), "one member.warc.gz": zip(strings.Join(records, "")),
		"no ending": members.String(),
	} {
		t.Run(name, func(t *testing.T) {
			file := put(t, t.TempDir(), name, data)
			m := newMemory()
			gatherAll(t, m, testOptions(), file)
			same(t, "titles", m.titles(), want...)
			same(t, "failures", m.failed())
			if d := m.one(t, "Round 001"); *d.URL != "https://www.example.org/rounds/1" || *d.Source != "example.org" || *d.Published != "2018-10-07" {
				t.Errorf("document %+v", d)
			}
			if again := gatherAll(t, m, testOptions(), file); again.Known != 6 || again.New != 0 {
				t.Errorf("second run: %+v", again)
			}
		})
	}
}

// TestWARCDamaged breaks archives in the middle: what is whole is gathered.
func TestWARCDamaged(t *testing.T) {
	three := zip(response(3, "", nil))
	bomb := zip("WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/b\r\nContent-Type: text/plain\r\nContent-Length: 80000000\r\n\r\n" + strings.Repeat("a", 80_000_000))
	tests := []struct {
		name, data string
		want       []string
		failed     string
	}{
		{"no length.warc", response(1, "", nil) + "WARC/1.0\r\nWARC-Type: response\r\n\r\nxyz\r\n" + response(2, "", nil), []string{"Round 001", "Round 002"}, `record 2: damaged record: Content-Length ""`},
		{"no colon.warc", response(1, "", nil) + "WARC/1.0\r\nWARC-Type\r\nContent-Length: 3\r\n\r\nxyz\r\n" + response(2, "", nil), []string{"Round 001", "Round 002"}, "without a colon"},
		{"noise.warc", response(1, "", nil) + strings.Repeat("noise\n", 100_000) + response(2, "", nil), []string{"Round 001", "Round 002"}, `it begins with "noise"`},
		{"long line.warc", response(1, "", nil) + "WARC/1.0\r\nX: " + strings.Repeat("x", 1<<20) + "\r\n\r\n" + response(2, "", nil), []string{"Round 001", "Round 002"}, "header of more than 64 kB"},
		{"cut short.warc", response(1, "", nil) + response(2, "", nil)[:600], []string{"Round 001"}, "it breaks off: the file is cut short"},
		{"short length.warc", response(1, "", nil) + strings.Replace(response(3, "", nil), "Content-Length: ", "Content-Length: -", 1) + response(2, "", nil), []string{"Round 001", "Round 002"}, "Content-Length"},
		{"flipped.warc.gz", zip(response(1, "", nil)) + three[:200] + "\xff\x00\xff\x00" + three[204:] + zip(response(2, "", nil)), []string{"Round 001", "Round 002"}, "record 2"},
		{"between.warc.gz", zip(response(1, "", nil)) + strings.Repeat("\x1f\x8bnoise", 1000) + zip(response(2, "", nil)), []string{"Round 001", "Round 002"}, ""},
		{"cut short.warc.gz", zip(response(1, "", nil)) + three[:len(three)/2], []string{"Round 001"}, "record 2: it breaks off: the file is cut short"},
		{"bomb.warc.gz", zip(response(1, "", nil)) + bomb + zip(response(2, "", nil)), []string{"Round 001", "Round 002"}, "too large for one report"},
		{"large page.warc", response(1, "", func(string) string { return "<html>" + strings.Repeat("<p>a ", 5<<20) }) + response(2, "", nil), []string{"Round 002"}, "too large for one report: more than 16 MiB"},
		{"page bomb.warc", response(1, "Content-Encoding: gzip\r\n", func(string) string { return zip(strings.Repeat(" ", 40<<20)) }) + response(2, "", nil), []string{"Round 002"}, "too large for one report: more than 16 MiB"},
		{"broken page.warc", response(1, "Content-Encoding: gzip\r\n", func(s string) string { return zip(s)[:100] }) + response(2, "", nil), []string{"Round 002"}, "the page's body is damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := newMemory()
			gatherAll(t, m, testOptions(), put(t, t.TempDir(), test.name, test.data))
			same(t, "titles", m.titles(), test.want...)
			if f := strings.Join(m.failed(), "\n"); !strings.Contains(f, test.failed) {
				t.Errorf("failures %q, want %q", f, test.failed)
			}
			if len(m.failures) > 3 {
				t.Errorf("%d failures of one damage: %q", len(m.failures), m.failed()[:4])
			}
		})
	}
}

// TestWARCOfAnotherWriter reads what a library for web archives writes.
func TestWARCOfAnotherWriter(t *testing.T) {
	for _, compress := range []bool{true, false} {
		dir := t.TempDir()
		w := gowarc.NewWarcFileWriter(gowarc.WithFileNameGenerator(&gowarc.PatternNameGenerator{Directory: dir}), gowarc.WithCompression(compress))
		for n := 1; n <= 3; n++ {
			b := gowarc.NewRecordBuilder(gowarc.Response, gowarc.WithAddMissingRecordId(true), gowarc.WithAddMissingContentLength(true), gowarc.WithAddMissingDigest(true))
			if _, err := b.WriteString(answer("", htmlPage(n))); err != nil {
				t.Fatal(err)
			}
			b.AddWarcHeader(gowarc.WarcTargetURI, fmt.Sprintf("https://example.org/rounds/%d", n))
			b.AddWarcHeader(gowarc.WarcDate, "2018-10-07T10:00:00Z")
			b.AddWarcHeader(gowarc.ContentType, "application/http;msgtype=response")
			record, _, err := b.Build()
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range w.Write(record) {
				if r.Err != nil {
					t.Fatal(r.Err)
				}
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		m := newMemory()
		gatherAll(t, m, testOptions(), dir)
		same(t, "titles", m.titles(), "Round 001", "Round 002", "Round 003")
		same(t, "failures", m.failed())
	}
}
