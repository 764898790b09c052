package browser

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"chancery"
	"chancery/member"
	"chancery/store"
	"chancery/web"
)

// pageLife is how long one step of a test may take. It is long: the machines that
// run tests may be busy with others.
const pageLife = 90 * time.Second

// shared is the browser of all tests, which each open tabs of their own.
var shared struct {
	once sync.Once
	ctx  context.Context
	stop context.CancelFunc
	err  error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if shared.stop != nil {
		shared.stop()
	}
	os.Exit(code)
}

// site is the sample's archive with its pages, and a tab that shows them.
type site struct {
	t       *testing.T
	archive *store.Archive
	url     string
	ctx     context.Context // of the tab

	mu    sync.Mutex
	wrong []string // what the tab's console said is wrong
}

// options say how a test opens the sample.
type options struct {
	members bool // readers sign in
}

// open serves the sample and opens a tab. What the console tells of errors fails the
// test: scripts that throw, and whatever the Content-Security-Policy refuses.
func open(t *testing.T, o options) *site {
	t.Helper()
	path := Chromium()
	if path == "" || testing.Short() {
		t.Skip("there is no chromium, or tests are to be short")
	}
	shared.once.Do(func() { shared.ctx, shared.stop, shared.err = Start(context.Background(), path) })
	if shared.err != nil {
		t.Fatal("start chromium: ", shared.err)
	}
	archive, err := Sample(t.Context(), filepath.Join(t.TempDir(), "sample.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	config := web.Config{Archive: archive, Members: archive, Now: func() time.Time { return Now }, Version: "test"}
	if o.members {
		config.Door = &member.Door{Members: archive}
	}
	server := httptest.NewServer(web.New(config))
	t.Cleanup(server.Close)
	tab, cancel := chromedp.NewContext(shared.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	s := &site{t: t, archive: archive, url: server.URL, ctx: tab}
	if err := chromedp.Do(tab); err != nil {
		t.Fatal("open a tab: ", err)
	}
	if err := chromedp.Listen(tab, s.hear); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tab, log.Enable, struct{}{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, w := range s.wrong {
			t.Error("console: ", w)
		}
	})
	return s
}

// hear notes what is wrong on a page. That a page which is asked for is not there is
// said by its status, and no fault of the page.
func (s *site) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "assert" {
			said = fmt.Sprint(e.Type, ": ", e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "responded with a status of 4") {
			said = string(e.Entry.Source) + ": " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if said != "" {
		s.mu.Lock()
		s.wrong = append(s.wrong, said)
		s.mu.Unlock()
	}
}

// do runs steps in the tab.
func (s *site) do(steps ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, pageLife)
	defer cancel()
	for i, step := range steps {
		if err := chromedp.Do(ctx, step); err != nil {
			s.t.Fatalf("step %d at %s: %v", i+1, s.at(), err)
		}
	}
}

// ask evaluates an expression in the tab's page.
func ask[T any](s *site, expression string) T {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, pageLife)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		s.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// wait polls until an expression holds.
func (s *site) wait(expression string) {
	s.t.Helper()
	end := time.Now().Add(pageLife)
	for time.Now().Before(end) {
		ctx, cancel := context.WithTimeout(s.ctx, pageLife)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		cancel()
		if ok && err == nil { // a page that is being left answers with an error
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	s.t.Fatalf("at %s it never came to be that %s", s.at(), expression)
}

// visit opens a page of the site.
func (s *site) visit(path string) {
	s.t.Helper()
	s.do(chromedp.Navigate(s.url + path))
}

// follow clicks what a selector finds first and waits until another page is there.
func (s *site) follow(css string) {
	s.t.Helper()
	ask[bool](s, "window.here = true")
	s.do(chromedp.Click(chromedp.CSS(css)))
	s.wait("!window.here && document.readyState === 'complete'")
}

// at is the address of the tab.
func (s *site) at() string {
	ctx, cancel := context.WithTimeout(s.ctx, pageLife)
	defer cancel()
	at, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(at, s.url)
}

// says checks that the page has words in what a selector finds.
func (s *site) says(css, words string) {
	s.t.Helper()
	got := ask[string](s, "[..."+"document.querySelectorAll("+fmt.Sprintf("%q", css)+")].map(e => e.textContent).join(' ').replace(/\\s+/g, ' ')")
	if !strings.Contains(got, words) {
		s.t.Errorf("%s: %s has not %q but %.400q", s.at(), css, words, got)
	}
}

// one is the first entry that a question finds.
func (s *site) one(q chancery.Query) chancery.Entry {
	s.t.Helper()
	page, err := s.archive.Find(s.t.Context(), q)
	if err != nil || len(page.Entries) == 0 {
		s.t.Fatalf("%+v: %d entries, %v", q, len(page.Entries), err)
	}
	return page.Entries[0]
}
