package gather

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"chancery/source"
)

// TestHostileFiles gathers a folder of what no one should send, and one good report.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a bomb.jsonl.gz", zip(strings.Repeat(" ", 70<<20)))
	z, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "b bomb.jsonl.zst", string(z.EncodeAll(make([]byte, 70<<20), nil)))
	put(t, dir, "c long line.jsonl", jsonLines(1, 1)+`{"text":"`+strings.Repeat("long ", 5<<20)+"\"}\n"+jsonLines(2, 2))
	put(t, dir, "d cut.jsonl.gz", zip(jsonLines(3, 40))[:600])
	put(t, dir, "e quote.csv", "title,text\nA,\""+strings.Repeat("x\n", 12<<20))
	put(t, dir, "f page.html", "<html><body>"+strings.Repeat("<p>The two met. ", 50<<20/16))
	put(t, dir, "g entities.rss", `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`+
		`<rss version="2.0"><channel><title>&c;</title><item><title>&c;</title><description>&c;</description></item></channel></rss>`)
	put(t, dir, "h deep.rss", `<rss version="2.0"><channel><item>`+strings.Repeat("<x:a>", 2<<20)+`</item></channel></rss>`)
	put(t, dir, "i entities.xml", `<?xml version="1.0"?><!DOCTYPE u [<!ENTITY a "aaaa">]><urlset><url><loc>https://example.org/&a;</loc></url></urlset>`)
	put(t, dir, "j deep.jsonl", `{"text":`+strings.Repeat("[", 1<<20)+"\n")
	put(t, dir, "k bytes.txt", "Talks\n\n\x81\x8d he said of it.")
	put(t, dir, "l good.txt", "Good\n\n"+english(1))
	locked := put(t, dir, "m locked.txt", "Locked\n\n"+english(2))
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a bomb.jsonl.gz: it unpacks to far more than text does",
		"b bomb.jsonl.zst: it unpacks to far more than text does",
		"c long line.jsonl:2: too large for one report: a line of 25 MiB, where 16 MiB is the most",
		"d cut.jsonl.gz: it breaks off: the file is cut short",
		"e quote.csv: after line 1: too large for one report: a row of more than 16 MiB; is a quotation mark left open?",
		"f page.html: too large for one report: more than 16 MiB",
		"g entities.rss: ",
		"h deep.rss: markup that no report has: elements more than 10000 deep",
		"i entities.xml: sitemap: ",
		"j deep.jsonl:1: not JSON: ",
		"k bytes.txt: neither UTF-8 nor windows-1252",
	}
	if os.Getuid() != 0 { // root opens what is locked
		want = append(want, "m locked.txt: permission denied")
	}
	var most atomic.Uint64
	watching, done := context.WithCancel(t.Context())
	go func() {
		for watching.Err() == nil {
			var s runtime.MemStats
			runtime.ReadMemStats(&s)
			most.Store(max(most.Load(), s.HeapInuse))
			time.Sleep(10 * time.Millisecond)
		}
	}()
	runtime.GC()
	m := newMemory()
	gatherAll(t, m, testOptions(), dir)
	done()
	got := m.failed()
	if len(got) != len(want) {
		t.Errorf("%d failures, want %d: %q", len(got), len(want), got)
	}
	for i := range min(len(got), len(want)) {
		if !strings.HasPrefix(got[i], filepath.Join(dir, want[i])) {
			t.Errorf("failure %q, want %q", got[i], want[i])
		}
	}
	titles := strings.Join(m.titles(), ", ")
	if !strings.HasPrefix(titles, "Good, ") || !strings.Contains(titles, "Round 001, Round 002, Round 003") {
		t.Errorf("kept %s", titles)
	}
	if n := most.Load() >> 20; n > 400 {
		t.Errorf("%d MiB of memory were in use", n)
	}
}

// TestHostileServers gathers from servers that never end, lie and break off.
func TestHostileServers(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /private\n") })
	mux.HandleFunc("/endless.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel>`)
		item := strings.Repeat("<item><title>A</title></item>", 1000)
		for {
			if _, err := fmt.Fprint(w, item); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow.xml", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			fmt.Fprint(w, "<rss>")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	feedBomb, mapBomb := zip(`<rss version="2.0">`+strings.Repeat(" ", 70<<20)), zip(`<urlset>`+strings.Repeat(" ", 70<<20))
	mux.HandleFunc("/bomb.xml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, feedBomb)
	})
	mux.HandleFunc("/sitemap-bomb.xml.gz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, mapBomb)
	})
	mux.HandleFunc("/cut.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Cut</title><item><title>A</title><link>/page</link></item><item><ti`)
	})
	mux.HandleFunc("/loop.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<sitemapindex><sitemap><loc>/loop.xml</loc></sitemap><sitemap><loc>/loop.xml?2</loc></sitemap><sitemap><loc>/loop.xml?3</loc></sitemap></sitemapindex>`)
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, htmlPage(1))
	})
	mux.HandleFunc("/private/page", func(http.ResponseWriter, *http.Request) { t.Error("robots.txt was not heeded") })
	mux.Handle("/inside", http.RedirectHandler("http://169.254.169.254/", http.StatusFound))
	server := httptest.NewServer(mux)
	defer server.Close()
	o := testOptions()
	m := newMemory()
	names := []string{"/endless.xml", "/bomb.xml", "/sitemap-bomb.xml.gz", "/cut.xml", "/loop.xml", "/private/page", "/page", "/gone"}
	for i := range names {
		names[i] = server.URL + names[i]
	}
	gatherAll(t, m, o, names...)
	o.Loader = &source.Loader{AllowPrivate: true, Timeout: 500 * time.Millisecond}
	gatherAll(t, m, o, server.URL+"/slow.xml")
	want := map[string]string{
		"/endless.xml": "too large for one report: more than 16 MiB", "/slow.xml": "no answer within 500ms", "/bomb.xml": "too large",
		"/sitemap-bomb.xml.gz": "more than 50 MiB", "/private/page": "robots.txt does not allow it", "/gone": "404 Not Found",
	}
	all := strings.Join(m.failed(), "\n")
	for path, why := range want {
		if at := strings.Index(all, server.URL+path+": "); at < 0 || !strings.Contains(strings.SplitN(all[at:], "\n", 2)[0], why) {
			t.Errorf("%s: want %q in\n%s", path, why, all)
		}
	}
	same(t, "titles", m.titles(), "Round 001")
}

// TestPrivateAddressesAreRefused leads feeds inside.
func TestPrivateAddressesAreRefused(t *testing.T) {
	reached := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the server was reached") }))
	defer reached.Close()
	feed := put(t, t.TempDir(), "feed.xml", `<rss version="2.0"><channel><title>F</title><item><link>`+reached.URL+`/page</link></item></channel></rss>`)
	o := testOptions()
	o.Loader = &source.Loader{Timeout: time.Second}
	m := newMemory()
	gatherAll(t, m, o, feed, reached.URL+"/feed.xml", reached.URL+"/sitemap.xml")
	for _, f := range m.failed() {
		if !strings.Contains(f, "not a public address") {
			t.Errorf("failure %q", f)
		}
	}
	if len(m.failures) != 3 {
		t.Errorf("failures %q", m.failed())
	}
}
