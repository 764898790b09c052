package gather

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chancery/source"
)

// site is a web site for tests that counts what it is asked for.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string // by path; %s stands for the site's own address
	asked []string          // "GET /path", with " if" behind a conditional request
	at    []time.Time
	fail  map[string]int // status to answer with
}

func newSite(t *testing.T, pages map[string]string) *site {
	s := &site{pages: pages, fail: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.answer))
	t.Cleanup(s.Close)
	return s
}

func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	path := r.URL.RequestURI()
	asked := path
	if r.Header.Get("If-None-Match") != "" {
		asked += " if"
	}
	s.asked, s.at = append(s.asked, asked), append(s.at, time.Now())
	if code := s.fail[path]; code != 0 {
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(code)
		return
	}
	page, ok := s.pages[path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%d"`, len(page))
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("ETag", tag)
	switch {
	case strings.HasPrefix(page, "<!doctype"):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	case strings.HasPrefix(page, "{"):
		w.Header().Set("Content-Type", "application/feed+json")
	}
	fmt.Fprint(w, strings.ReplaceAll(page, "%s", s.URL))
}

// requests gives what was asked for since the last call, in order of the paths.
func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.asked)
	slices.Sort(out)
	s.asked, s.at = nil, nil
	return out
}

func (s *site) set(path, page string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[path] = page
}

func rss(items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Wire</title><link>%s/</link>` + strings.Join(items, "") + `</channel></rss>`
}

func item(n int) string {
	return fmt.Sprintf("<item><title>Round %03d</title><link>/rounds/%d</link><description>They met.</description><pubDate>Mon, 08 Oct 2018 23:30:00 -0400</pubDate></item>", n, n)
}

func rounds(numbers ...int) map[string]string {
	pages := map[string]string{"/robots.txt": "User-agent: *\nDisallow: /private/\n"}
	for _, n := range numbers {
		pages[fmt.Sprintf("/rounds/%d", n)] = htmlPage(n)
	}
	return pages
}

func TestFeeds(t *testing.T) {
	long := strings.Repeat("<p>"+english(7)+"</p>", 8)
	pages := rounds(1, 2, 3)
	pages["/rss"] = rss(item(1), item(2), "<item><title>Round 007</title><link>/rounds/7</link><content:encoded><![CDATA["+long+"]]></content:encoded></item>")
	pages["/atom"] = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atomic</title><entry><title>Round 003</title><link href="%s/rounds/3"/><updated>2018-10-09T01:00:00+09:00</updated><summary>S</summary></entry>` +
		`<entry><title>Private</title><link href="%s/private/1"/></entry></feed>`
	pages["/json"] = `{"version":"https://jsonfeed.org/version/1.1","title":"Jason","items":[{"id":"1","title":"Round 009","content_text":"` + english(9) + `","date_published":"2018-10-10T00:00:00Z"}]}`
	s := newSite(t, pages)
	m := newMemory()
	status := gatherAll(t, m, testOptions(), s.URL+"/rss", s.URL+"/atom", s.URL+"/json")
	same(t, "titles", m.titles(), "Round 001", "Round 002", "Round 003", "Round 007", "Round 009")
	same(t, "failures", m.failed(), s.URL+"/private/1: the site's robots.txt does not allow it")
	same(t, "requests", s.requests(), "/atom", "/json", "/robots.txt", "/rounds/1", "/rounds/2", "/rounds/3", "/rss")
	for title, want := range map[string]string{
		"Round 001": "2018-10-08|The Wire|" + s.URL + "/rounds/1", "Round 003": "2018-10-09|Atomic|" + s.URL + "/rounds/3",
		"Round 007": "|The Wire|" + s.URL + "/rounds/7", "Round 009": "2018-10-10|Jason|",
	} {
		d := m.one(t, title)
		if got := deref(d.Published) + "|" + deref(d.Source) + "|" + deref(d.URL); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
	if status.Requests != 7 || status.LastFetch.IsZero() || status.Total != status.Bytes {
		t.Errorf("status %+v", status)
	}
	again := gatherAll(t, m, testOptions(), s.URL+"/rss", s.URL+"/atom", s.URL+"/json")
	same(t, "requests of the second run", s.requests(), "/atom if", "/json if", "/robots.txt", "/rss if")
	if again.New != 0 || again.Failed != 0 {
		t.Errorf("second run: %+v", again)
	}
	s.set("/rss", rss(item(3), item(1)))
	gatherAll(t, m, testOptions(), s.URL+"/rss")
	same(t, "requests of the third run", s.requests(), "/robots.txt", "/rss if") // the other feed had it
}

func TestFeedTextAndNames(t *testing.T) {
	s := newSite(t, map[string]string{"/rss": rss("<item><title>Talks</title><link>/1</link><description>" + english(1) + "</description></item>")})
	list := put(t, t.TempDir(), "feeds.yaml", "- {name: Our Wire, url: "+s.URL+"/rss, kind: feed, every: 30m}\n")
	m, o := newMemory(), testOptions()
	o.FeedText = true
	gatherAll(t, m, o, list)
	if d := m.one(t, "Talks"); *d.Source != "Our Wire" || d.Text != "Talks\n\n"+english(1) {
		t.Errorf("document %+v", d)
	}
	same(t, "requests", s.requests(), "/robots.txt", "/rss")
}

func TestSitemaps(t *testing.T) {
	pages := rounds(1, 2, 3, 4)
	entry := func(n int, more string) string {
		return fmt.Sprintf("<url><loc>%%s/rounds/%d</loc>%s</url>", n, more)
	}
	pages["/index.xml"] = `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>%s/a.xml</loc></sitemap><sitemap><loc>%s/news.xml</loc></sitemap><sitemap><loc>%s/large.xml</loc></sitemap></sitemapindex>`
	pages["/a.xml"] = `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + entry(1, "<lastmod>2020-01-01</lastmod>") + entry(2, "") + `</urlset>`
	pages["/news.xml"] = `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` + entry(3, "<news:news><news:publication><news:name>Wire</news:name></news:publication><news:publication_date>2018-10-11</news:publication_date><news:title>R</news:title></news:news>") + `</urlset>`
	pages["/large.xml"] = `<urlset>` + strings.Repeat(" ", 17<<20) + entry(4, "") + `</urlset>`
	s := newSite(t, pages)
	m := newMemory()
	gatherAll(t, m, testOptions(), s.URL+"/index.xml")
	same(t, "titles", m.titles(), "Round 001", "Round 002", "Round 003", "Round 004")
	same(t, "failures", m.failed())
	if d := m.one(t, "Round 003"); *d.Published != "2018-10-11" {
		t.Errorf("day %s", *d.Published)
	}
	s.requests()
	gatherAll(t, m, testOptions(), s.URL+"/index.xml")
	same(t, "requests of the second run", s.requests(), "/index.xml if", "/robots.txt")
}

func TestListOfAddresses(t *testing.T) {
	s := newSite(t, rounds(1, 2))
	sources, err := NewSources([]string{"-"}, "", strings.NewReader("# pages\n"+s.URL+"/rounds/1\n\n"+s.URL+"/rounds/2\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := newMemory()
	if _, err := New(m, testOptions()).Run(t.Context(), sources); err != nil {
		t.Fatal(err)
	}
	same(t, "titles", m.titles(), "Round 001", "Round 002")
}

func TestReadSources(t *testing.T) {
	for data, want := range map[string]string{
		"- url: [":              "want a YAML list of name, url, kind and every",
		"- name: A":             `source 1 ("A") has no url`,
		"- url: a\n  kind: x":   `a: kind: "x" is no format: name one of report, jsonl`,
		"- url: a\n  every: 5s": `a: every: "5s" is no time of a minute or more`,
		"- url: a\n  evry: 5m":  "field evry not found",
		"url: a":                "want a YAML list",
		"- url: https://example.org/\n  every: 15m\n- {url: b.jsonl, name: B}": "",
		"": "",
	} {
		file := put(t, t.TempDir(), "feeds.yaml", data)
		sources, err := ReadSources(file)
		if want == "" && err == nil {
			if data != "" && (len(sources) != 2 || sources[0].Every != 15*time.Minute || !strings.HasSuffix(sources[1].Address, "/b.jsonl")) {
				t.Errorf("%q: %+v", data, sources)
			}
			continue
		}
		if err == nil || want == "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want %q", data, err, want)
		}
	}
}

// TestPoliteness checks that a host is asked one thing at a time, with pauses, and
// again where it falters.
func TestPoliteness(t *testing.T) {
	pages := rounds(1, 2, 3)
	pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 0.2\nDisallow: /private/\n"
	pages["/rss"] = rss(item(1), item(2))
	pages["/rss2"] = rss(item(3))
	s := newSite(t, pages)
	m := newMemory()
	gatherAll(t, m, testOptions(), s.URL+"/rss", s.URL+"/rss2")
	s.mu.Lock()
	for i := 2; i < len(s.at); i++ { // the second request is the first after robots.txt
		if d := s.at[i].Sub(s.at[i-1]); d < 190*time.Millisecond {
			t.Errorf("%s after %s came %s", d, s.asked[i-1], s.asked[i])
		}
	}
	s.mu.Unlock()
	same(t, "titles", m.titles(), "Round 001", "Round 002", "Round 003")

	falters := newSite(t, rounds(1))
	falters.fail["/rounds/1"] = 503
	go func() {
		time.Sleep(300 * time.Millisecond)
		falters.mu.Lock()
		delete(falters.fail, "/rounds/1")
		falters.mu.Unlock()
	}()
	m = newMemory()
	gatherAll(t, m, testOptions(), falters.URL+"/rounds/1")
	same(t, "titles", m.titles(), "Round 001")
	falters.requests()
	silent := newSite(t, rounds(1))
	silent.fail["/robots.txt"] = 500
	m = newMemory()
	gatherAll(t, m, testOptions(), silent.URL+"/rounds/1")
	if f := m.failed(); len(f) != 1 || !strings.Contains(f[0], "its robots.txt cannot be had: the server answered 500") {
		t.Errorf("failures %q", f)
	}
	if slices.Contains(silent.requests(), "/rounds/1") {
		t.Error("a page was fetched though robots.txt could not be had")
	}
}

// TestWatch follows a feed to which items are added, and stops.
func TestWatch(t *testing.T) {
	pages := rounds(1, 2)
	pages["/rss"] = rss(item(1))
	s := newSite(t, pages)
	s.fail["/broken"] = 500
	m, o := newMemory(), testOptions()
	o.Every = 30 * time.Millisecond
	flushed := make(chan int, 100)
	m.onKeep = func(n int) { flushed <- n }
	g := New(m, o)
	ended := make(chan error)
	go func() {
		_, err := g.Watch(t.Context(), []Source{{Address: s.URL + "/rss"}, {Address: s.URL + "/broken"}})
		ended <- err
	}()
	<-flushed
	s.set("/rss", rss(item(2), item(1)))
	<-flushed
	same(t, "titles", m.titles(), "Round 001", "Round 002")
	status := g.Status()
	for end := time.Now().Add(10 * time.Second); status.NotModified == 0 && time.Now().Before(end); status = g.Status() {
		time.Sleep(5 * time.Millisecond)
	}
	if len(status.Feeds) != 2 || status.Feeds[0].Fails == 0 || status.Feeds[0].Error != "the server answered 500 Internal Server Error" ||
		status.Feeds[0].Next.Before(status.Feeds[0].Last.Add(45*time.Second)) || status.Feeds[1].Fails != 0 || status.NotModified == 0 {
		t.Errorf("status %+v", status)
	}
	g.Stop()
	if err := <-ended; !errors.Is(err, ErrStopped) {
		t.Errorf("got error %v", err)
	}
	if p := parseProgress(m.progress["watch:"+s.URL+"/broken"]); p.Fails != 1 || p.Next.IsZero() {
		t.Errorf("state %+v", p)
	}
}

// TestWatchedPagesThatFailComeAgain loses no item to a page that fails for a while.
func TestWatchedPagesThatFailComeAgain(t *testing.T) {
	pages := rounds(1, 2)
	pages["/rss"] = rss(item(1), item(2))
	s := newSite(t, pages)
	s.fail["/rounds/2"] = 503
	m, o := newMemory(), testOptions()
	now := time.Now()
	o.now = func() time.Time { return now }
	look := func() {
		g := New(m, o)
		err := g.pump(t.Context(), func(ctx context.Context) error {
			_, err := g.look(ctx, Source{Address: s.URL + "/rss"})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	look()
	same(t, "titles", m.titles(), "Round 001")
	s.requests()
	look()
	same(t, "requests soon after", s.requests(), "/robots.txt", "/rss")
	delete(s.fail, "/rounds/2")
	now = now.Add(time.Hour)
	look()
	same(t, "titles", m.titles(), "Round 001", "Round 002")
	s.requests()
	look()
	same(t, "requests at last", s.requests(), "/robots.txt", "/rss if")
}

// TestAServerThatAsksForALongRest is left alone, and no run waits for it.
func TestAServerThatAsksForALongRest(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			return
		}
		asked.Add(1)
		w.Header().Set("Retry-After", "3000")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer server.Close()
	m := newMemory()
	begun := time.Now()
	gatherAll(t, m, testOptions(), server.URL+"/1", server.URL+"/2")
	if d := time.Since(begun); d > 10*time.Second || asked.Load() != 1 || len(m.failures) != 2 {
		t.Errorf("asked %d times in %s: %q", asked.Load(), d, m.failed())
	}
}

func TestRest(t *testing.T) {
	for fails, least := range map[int]time.Duration{1: 12 * time.Minute, 6: 25 * time.Minute, 10: 6 * time.Hour, 60: 9 * time.Hour} {
		if d := rest(15*time.Minute, fails, nil); d < least || d > 15*time.Hour {
			t.Errorf("after %d faults a rest of %s", fails, d)
		}
	}
	if d := rest(time.Minute, 1, &source.StatusError{Code: 429, RetryAfter: 3 * time.Hour}); d != 3*time.Hour {
		t.Errorf("asked to wait for 3 hours, waits %s", d)
	}
}

func TestCarried(t *testing.T) {
	whole := strings.Repeat("<p>"+english(1)+"</p>", 8)
	for text, want := range map[string]bool{
		whole: true, "<p>" + english(1) + "</p>": false, whole + "<p>It went on […]</p>": false, whole + "<a>Continue reading →</a>": false, whole + " and so…": false, "": false,
	} {
		if carried(text) != want {
			t.Errorf("%.60q … %.30q: %v", text, text[max(0, len(text)-30):], !want)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ at, named, want string }{
		{"https://www.example.org/a?x=1", "https://example.org/a", "https://example.org/a"},
		{"https://www.example.org/a?x=1", "/a#top", "https://www.example.org/a"},
		{"https://example.org/a", "https://other.example/a", "https://example.org/a"},
		{"https://example.org/a", "javascript:alert(1)", "https://example.org/a"},
		{"https://example.org/a", "https://example.org/", "https://example.org/a"},
		{"https://example.org/a", "", "https://example.org/a"},
	} {
		if got := canonical(c.at, c.named); got != c.want {
			t.Errorf("%s names %s: %s, want %s", c.at, c.named, got, c.want)
		}
	}
}
