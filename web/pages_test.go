package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/mmcdole/gofeed"

	"chancery"
	"chancery/store"
	"chancery/web"
	"chancery/web/browser"
)

// sample is the archive of invented reports that all tests here read.
var sample = sync.OnceValues(func() (*store.Archive, error) {
	folder, err := os.MkdirTemp("", "pages")
	if err != nil {
		return nil, err
	}
	sampleFolder = folder
	return browser.Sample(context.Background(), filepath.Join(folder, "sample.db"))
})

var sampleFolder string

func TestMain(m *testing.M) {
	code := m.Run()
	if sampleFolder != "" {
		if a, err := sample(); err == nil {
			a.Close()
		}
		os.RemoveAll(sampleFolder)
	}
	os.Exit(code)
}

// served gives the pages of the sample, and its archive.
func served(t *testing.T) (http.Handler, *store.Archive) {
	t.Helper()
	a, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	return web.New(web.Config{Archive: a, Members: a, Now: func() time.Time { return browser.Now }, Log: slog.New(slog.DiscardHandler)}), a
}

// get asks a handler for a path under a header, name and value by turns.
func get(h http.Handler, path string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t *testing.T, r *http.Response) string {
	t.Helper()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAnswers(t *testing.T) {
	h, a := served(t)
	reports, err := a.Reports(t.Context(), chancery.ReportQuery{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	report := "/report/" + reports.Reports[0].Key
	for path, want := range map[string]int{
		"/": 200, "/find": 200, "/find?q=trawler&kind=event": 200, "/find?q=%22release+the+trawler%22": 200, "/reports": 200, "/reports?copies=on": 200,
		"/actors": 200, "/actors?q=nor": 200, "/actor/state:NOR": 200, "/pairs": 200, "/pair/NOR/ISL": 200, "/pair/nor/isl?by=week": 200,
		"/agenda": 200, "/agenda?on=2026-04&until=2026-04": 200, "/map": 200, "/coverage": 200, "/help": 200, "/corrections": 200, "/watches": 200,
		"/find.atom": 200, "/agenda.ics": 200, "/healthz": 200, "/metrics": 200, "/export/csv": 200, "/export/jsonl?q=trawler": 200,
		"/export/ics": 200, "/export/geojson": 200, "/export/plover": 200, "/export/polecat": 200, "/export/jsonld": 200,
		"/export/parquet?kind=event": 200, "/api/v1/openapi.json": 200, report: 200,

		"/nowhere": 404, "/entry/none": 404, "/report/none": 404, "/actor/none": 404, "/pair/NOR/XXX": 404, report + "/correct?local=none": 404,
		"/static/none.css": 404, "/static/..%2fweb.go": 404,

		"/find?from=soon": 400, "/find?order=random": 400, "/find?confidence=7": 400, "/agenda?on=2026-05-01&until=2026-04-01": 400,
		"/pair/NOR/ISL?by=hour": 400, "/reports?from=x": 400, "/actor/state:NOR?from=x": 400, "/export/docx": 400, "/export/parquet": 400,
		"/find.atom?from=soon": 400, "/agenda.ics?on=soon": 400, "/map?from=13": 400,

		"/login": 303, "/pairs?a=Norway&b=Iceland": 303,
	} {
		if got := get(h, path).StatusCode; got != want {
			t.Errorf("%s answers %d, not %d", path, got, want)
		}
	}
	for _, path := range []string{"/nowhere", "/find?from=soon"} {
		if body := bodyOf(t, get(h, path)); !strings.Contains(body, "<h1>") || strings.Contains(body, "sql") {
			t.Errorf("%s is answered with no page of its own: %.200s", path, body)
		}
	}
	other := httptest.NewRequest(http.MethodGet, "http://archive.example/", nil)
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, other); w.Code != http.StatusMisdirectedRequest {
		t.Errorf("under another name: %d", w.Code)
	}
}

func TestLeadsElsewhere(t *testing.T) {
	h, _ := served(t)
	for path, want := range map[string]string{"/login": "/", "/pairs?a=Norway&b=Iceland": "/pair/NOR/ISL", "/pairs?a=ISL&b=norway": "/pair/ISL/NOR"} {
		if got := get(h, path).Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, not %q", path, got, want)
		}
	}
	for path, want := range map[string]string{"/pairs?a=Norway&b=Norway": "two states", "/pairs?a=Norway&b=Atlantis": "Atlantis"} {
		if body := bodyOf(t, get(h, path)); !strings.Contains(body, want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// TestEveryPage looks at each page of the sample: its headers, and that no id stands
// twice and no style or script in it.
func TestEveryPage(t *testing.T) {
	h, a := served(t)
	pages, err := browser.Pages(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	id := regexp.MustCompile(`\sid="([^"]*)"`)
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script(?:\s[^>]*)?>[^<]|javascript:`)
	labelled := regexp.MustCompile(`aria-(?:labelledby|describedby)="([^"]*)"`)
	for _, p := range pages {
		r := get(h, p.Path)
		body := bodyOf(t, r)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s answers %d", p.Path, r.StatusCode)
		}
		policy := r.Header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", p.Path, r.Header)
		}
		seen := map[string]bool{}
		for _, m := range id.FindAllStringSubmatch(body, -1) {
			if seen[m[1]] {
				t.Errorf("%s has the id %s twice", p.Path, m[1])
			}
			seen[m[1]] = true
		}
		for _, m := range labelled.FindAllStringSubmatch(body, -1) {
			for _, name := range strings.Fields(m[1]) {
				if !seen[name] {
					t.Errorf("%s speaks of the id %s, which is not there", p.Path, name)
				}
			}
		}
		if m := inline.FindString(body); m != "" {
			t.Errorf("%s has %q in it", p.Path, m)
		}
		if strings.Count(body, "<h1") != 1 || !strings.Contains(body, "<title>") {
			t.Errorf("%s has not one heading and a title", p.Path)
		}
	}
}

func TestTags(t *testing.T) {
	h, _ := served(t)
	sheet := regexp.MustCompile(`/static/style\.css\?[0-9a-f]+`).FindString(bodyOf(t, get(h, "/help")))
	for _, path := range []string{sheet, "/static/theme.js", "/find.atom?q=trawler", "/agenda.ics"} {
		first := get(h, path)
		tag := first.Header.Get("ETag")
		if first.StatusCode != http.StatusOK || tag == "" {
			t.Errorf("%s answers %d with the tag %q", path, first.StatusCode, tag)
			continue
		}
		again := get(h, path, "If-None-Match", tag)
		if again.StatusCode != http.StatusNotModified || bodyOf(t, again) != "" {
			t.Errorf("%s asked for again answers %d", path, again.StatusCode)
		}
		if got := get(h, path, "If-None-Match", `"other"`).StatusCode; got != http.StatusOK {
			t.Errorf("%s under another tag answers %d", path, got)
		}
	}
	if c := get(h, sheet).Header.Get("Cache-Control"); !strings.Contains(c, "immutable") {
		t.Errorf("the sheet under its own address may be kept %q", c)
	}
	if c := get(h, "/static/style.css").Header.Get("Cache-Control"); strings.Contains(c, "immutable") {
		t.Errorf("the sheet under a passing address may be kept %q", c)
	}
}

func TestFeed(t *testing.T) {
	h, _ := served(t)
	feed, err := gofeed.NewParser().ParseString(bodyOf(t, get(h, "/find.atom?q=Norway&kind=event")))
	if err != nil {
		t.Fatal(err)
	}
	if feed.FeedType != "atom" || feed.Title == "" || len(feed.Items) == 0 || feed.UpdatedParsed == nil {
		t.Errorf("%+v", feed)
	}
	seen := map[string]bool{}
	for _, i := range feed.Items {
		if u, err := url.Parse(i.Link); err != nil || u.Host != "localhost" || !strings.HasPrefix(u.Path, "/entry/") || i.Title == "" || seen[i.GUID] {
			t.Errorf("%+v", i)
		}
		seen[i.GUID] = true
	}
}

func TestCalendar(t *testing.T) {
	h, _ := served(t)
	calendar, err := ics.ParseCalendar(strings.NewReader(bodyOf(t, get(h, "/agenda.ics"))))
	if err != nil {
		t.Fatal(err)
	}
	summit := false
	for _, e := range calendar.Events() {
		p := e.GetProperty(ics.ComponentPropertySummary)
		if p == nil || p.Value == "" || e.Id() == "" {
			t.Errorf("%+v", e)
			continue
		}
		at, err := e.GetAllDayStartAt()
		summit = summit || err == nil && at.Format(time.DateOnly) == "2026-04-14" && strings.Contains(p.Value, "Gudrun Arnadottir")
	}
	if !summit {
		t.Error("the summit of 14 April is not in the calendar")
	}
}
