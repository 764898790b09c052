package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"chancery"
	"chancery/member"
	"chancery/merge"
	"chancery/reading"
	"chancery/source"
	"chancery/store"
	"chancery/web"
)

// The texts that would become scripts, links or headers if a page let them.
const (
	evilTitle  = `<script>alert(1)</script> German Foreign Minister meets his counterpart`
	evilSource = `"><svg onload=alert(2)> Post` + "\r\nSet-Cookie: a=b"
	evilText   = `BERLIN — German Foreign Minister Heiko Maas met Austrian Foreign Minister Karin Kneissl in Vienna on Monday, officials said.

"We will not yield <img src=x onerror=alert(3)>," Maas told reporters after the talks with <b onmouseover=alert(4)>Karin Kneissl</b>.

Austria and Germany agreed to hold a further round of talks in Berlin on 14 May. </p></main><script src=https://evil.example/x.js></script>

French Foreign Minister Jean-Yves Le Drian will visit Vienna on 20 April, his office said.`
)

// evilReports are read once for all tests.
var evilReports = sync.OnceValue(func() []chancery.Reading {
	var out []chancery.Reading
	for _, address := range []string{"javascript:alert(document.cookie)", "https://news.example/a?b=<script>alert(5)</script>", "data:text/html,<script>alert(6)</script>"} {
		r := source.Report{Title: evilTitle, Source: evilSource, URL: address, Language: "en", Text: evilTitle + "\n\n" + evilText,
			Published: time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC)}
		record, _ := reading.Read(r)
		out = append(out, chancery.Reading{Key: merge.ReportKey(&record.Document), Record: record, Version: "1", At: time.Unix(1e9, 0), Path: "/home/ada/secret/a.txt"})
	}
	return out
})

// target is a server to attack, over an archive of evil reports.
type target struct {
	*httptest.Server
	t       *testing.T
	archive *store.Archive
	pages   *web.Server
	report  string // key of a report
	entry   string // of an entry that has several accounts
	client  *http.Client
}

// attacked serves; members are ada, who edits, and rita, who reads, where closed.
func attacked(t *testing.T, closed bool, change ...func(*web.Config)) *target {
	t.Helper()
	ctx := t.Context()
	archive, err := store.Open(ctx, filepath.Join(t.TempDir(), "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	readings := evilReports()
	if _, err := archive.Keep(ctx, readings); err != nil {
		t.Fatal(err)
	}
	if err := archive.Settle(ctx, nil); err != nil {
		t.Fatal(err)
	}
	config := web.Config{Archive: archive, Members: archive, Version: "test", Log: slog.New(slog.DiscardHandler)}
	if closed {
		for name, role := range map[string]chancery.MemberRole{"ada": chancery.Editor, "rita": chancery.Reader} {
			hash, err := member.Hash(name + " has a long password")
			if err != nil {
				t.Fatal(err)
			}
			if err := archive.PutMember(ctx, chancery.Member{Name: name, Role: role, Created: time.Now()}, hash); err != nil {
				t.Fatal(err)
			}
		}
		config.Door = &member.Door{Members: archive}
	}
	for _, c := range change {
		c(&config)
	}
	x := &target{t: t, archive: archive, pages: web.New(config), report: readings[0].Key,
		client: &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
	x.Server = httptest.NewServer(x.pages)
	t.Cleanup(x.Close)
	page, err := archive.Find(ctx, chancery.Query{Kinds: []chancery.EntryKind{chancery.AnEvent}, Order: chancery.Widest, Limit: 1})
	if err != nil || len(page.Entries) == 0 {
		t.Fatalf("nothing was read out of the reports: %v", err)
	}
	x.entry = page.Entries[0].ID
	return x
}

// ask sends a request; headers come in pairs.
func (x *target) ask(method, path, body string, headers ...string) (*http.Response, string) {
	x.t.Helper()
	r, err := http.NewRequest(method, x.URL+path, strings.NewReader(body))
	if err != nil {
		x.t.Fatal(err)
	}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := x.client.Do(r)
	if err != nil {
		x.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		x.t.Fatal(err)
	}
	return answer, string(text)
}

// harmless looks at a page as a browser parses it: no script, style or handler that
// is not the page's own, and links to the web or these pages only. It gives the links.
func harmless(t *testing.T, path, text string) (links []string) {
	t.Helper()
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return links
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := tokens.Token()
			switch tag.Data {
			case "img", "iframe", "object", "embed", "base", "style", "meta http-equiv":
				t.Errorf("%s has an element %s", path, tag)
			}
			own := tag.Data != "script"
			for _, a := range tag.Attr {
				switch {
				case strings.HasPrefix(a.Key, "on"), a.Key == "srcdoc":
					t.Errorf("%s has a handler: %s", path, tag)
				case a.Key == "href", a.Key == "src", a.Key == "action", a.Key == "formaction", a.Key == "xlink:href":
					own = own || strings.HasPrefix(a.Val, "/static/")
					if !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "?") &&
						!strings.HasPrefix(a.Val, "https://") && !strings.HasPrefix(a.Val, "http://") || strings.HasPrefix(a.Val, "//") {
						t.Errorf("%s leads to %s", path, a.Val)
					}
					if a.Key == "href" && strings.HasPrefix(a.Val, "/") {
						links = append(links, a.Val)
					}
				}
			}
			if !own {
				t.Errorf("%s has a script: %s", path, tag)
			}
		}
	}
}

// TestStoredScripts puts scripts wherever text comes from elsewhere — reports,
// houses, addresses, actors, corrections, watches — and opens every page there is.
func TestStoredScripts(t *testing.T) {
	x := attacked(t, false)
	kept, err := x.archive.Report(t.Context(), x.report)
	if err != nil || len(kept.Record.Events) == 0 {
		t.Fatal(err)
	}
	for _, form := range []url.Values{
		{"local": {kept.Record.Events[0].ID}, "verdict": {"edit"}, "why": {"<script>alert(7)</script>"},
			"who": {`<script>alert(8)</script>, Mad "onload=alert(9)" Max`}, "place": {`"><script>alert(10)</script>`}, "about": {"<img src=x onerror=alert(11)>"}},
		{"local": {kept.Record.Statements[0].ID}, "verdict": {"accept"}, "why": {"</td><script>alert(12)</script>"}},
	} {
		if a, text := x.ask("POST", "/report/"+x.report+"/correct", form.Encode()); a.StatusCode != http.StatusSeeOther {
			t.Fatalf("correct: %s %s", a.Status, text)
		}
	}
	watch := url.Values{"name": {"<script>alert(13)</script>"}, "search": {`q="><script>alert(14)</script>`}, "webhook": {"https://<script>alert(15)</script>.example/"}}
	if a, text := x.ask("POST", "/watches", watch.Encode()); a.StatusCode/100 != 2 && a.StatusCode != http.StatusBadRequest {
		t.Fatalf("watch: %s %s", a.Status, text)
	}
	watch.Set("webhook", "https://watch.example/")
	if a, text := x.ask("POST", "/watches", watch.Encode()); a.StatusCode != http.StatusCreated {
		t.Fatalf("watch: %s %s", a.Status, text)
	}
	const q = `?q=%22%3E%3Cscript%3Ealert(16)%3C/script%3E`
	queue := []string{"/", "/find" + q, "/find?actor=%3Cscript%3E&source=%22onload=alert(1)", "/reports" + q, "/actors" + q, "/pairs?a=%3Cscript%3E&b=x", "/corrections", "/watches?search=%22%3E%3Cscript%3E",
		"/coverage", "/agenda?on=2019-03-01", "/map?from=2019", "/pair/AUT/DEU", "/login?to=%22%3E%3Cscript%3E", "/nothing/%3Cscript%3E", "/entry/%3Cscript%3E", "/help",
		"/report/" + x.report + "/correct?local=" + kept.Record.Events[0].ID, "/find.atom" + q}
	seen := map[string]bool{}
	for len(queue) > 0 && len(seen) < 250 {
		path, _, _ := strings.Cut(queue[0], "#")
		queue = queue[1:]
		if seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/export/") {
			continue
		}
		seen[path] = true
		a, text := x.ask("GET", path, "")
		kind := a.Header.Get("Content-Type")
		if a.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(a.Header.Get("Content-Security-Policy"), "script-src 'self'") {
			t.Errorf("%s: no policy: %v", path, a.Header)
		}
		if a.StatusCode >= 500 {
			t.Errorf("%s: %s", path, a.Status)
		}
		switch {
		case strings.HasPrefix(kind, "text/html"):
			queue = append(queue, harmless(t, path, text)...)
		case strings.HasPrefix(kind, "application/atom+xml"):
			if strings.Contains(text, "<script") || strings.Contains(text, "<img") {
				t.Errorf("%s has markup of a report: %s", path, text)
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d pages were found", len(seen))
	}
}

// TestHeaderInjection tries to break out of headers: the names of exports, the
// addresses of redirects.
func TestHeaderInjection(t *testing.T) {
	x := attacked(t, false)
	for _, path := range []string{"/export/csv%0d%0aSet-Cookie:%20a=b", "/export/csv?q=%0d%0aSet-Cookie:a=b", "/export/ics?source=%22%0d%0aX:1",
		"/pairs?a=Germany%0d%0aSet-Cookie:a=b&b=Austria", "/find.atom?q=%0d%0aSet-Cookie:a=b", "/pairs?a=Germany&b=Austria"} {
		a, _ := x.ask("GET", path, "")
		if a.Header.Get("Set-Cookie") != "" || a.Header.Get("X") != "" || a.StatusCode >= 500 {
			t.Errorf("%s: %s %v", path, a.Status, a.Header)
		}
		if d := a.Header.Get("Content-Disposition"); d != "" && d != `attachment; filename="chancery.csv"` && d != `attachment; filename="chancery.ics"` {
			t.Errorf("%s: %s", path, d)
		}
	}
}

// TestInjection sends what would be SQL or a full-text expression in every
// parameter: the answers are pages, of status 200 or 400, and the archive is whole.
func TestInjection(t *testing.T) {
	x := attacked(t, false)
	before, err := x.archive.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	evil := []string{`'; DROP TABLE entry; --`, `" OR 1=1 --`, `') UNION SELECT hash FROM member --`, `a* AND NEAR(b c`, `"unbalanced`, `{col}: ^x`, `(((((`, `-`, `%`, `_`, `\`,
		"a:b & !c | d <-> e", "zzhouse0", "💣", strings.Repeat("a ", 2000), strings.Repeat("x", 20000), "٠١٢", "1e999", "-1", "9999-99-99"}
	parameters := map[string][]string{
		"/find": {"q", "kind", "type", "status", "actor", "place", "country", "from", "to", "source", "report", "confidence", "sources", "disputed", "overdue", "order", "limit", "cursor", "year"},
		"/map":  {"from", "q"}, "/reports": {"q", "source", "from", "to", "copies", "cursor"}, "/actors": {"q"}, "/agenda": {"on", "until"}, "/pairs": {"a"},
		"/find.atom": {"q", "cursor"}, "/export/csv": {"q", "cursor", "actor"}, "/agenda.ics": {"on"}, "/pair/AUT/DEU": {"from", "by"},
		"/api/v1/entries": {"q", "cursor", "order", "actor", "a", "from"}, "/api/v1/reports": {"q", "cursor", "from"}, "/api/v1/actors": {"name"}, "/api/v1/agenda": {"on", "until"},
		"/api/v1/pairs/AUT/DEU": {"from", "by"}, "/api/v1/corrections": {"report"}, "/api/v1/facets": {"q", "type"},
	}
	for path, names := range parameters {
		for _, name := range names {
			for _, value := range evil {
				other := ""
				if name == "a" {
					other = "&b=Austria"
				}
				a, text := x.ask("GET", path+"?"+url.Values{name: {value}}.Encode()+other, "")
				if a.StatusCode != 200 && a.StatusCode != 400 && a.StatusCode != 422 && a.StatusCode != 303 {
					t.Errorf("%s %s=%.40q: %s", path, name, value, a.Status)
				}
				leaksNothing(t, path, text)
			}
		}
	}
	for _, path := range []string{"/entry/", "/report/", "/actor/", "/pair/AUT/", "/api/v1/entries/", "/api/v1/reports/", "/api/v1/actors/", "/api/v1/pairs/AUT/"} {
		for _, value := range evil[:17] {
			a, text := x.ask("GET", path+url.PathEscape(value), "")
			if a.StatusCode != 404 && a.StatusCode != 400 && a.StatusCode != 422 {
				t.Errorf("%s%.40q: %s", path, value, a.Status)
			}
			leaksNothing(t, path, text)
		}
	}
	if after, err := x.archive.Digest(t.Context()); err != nil || after != before {
		t.Errorf("the archive has changed: %s, %s, %v", before, after, err)
	}
}

// leaksNothing looks for what is inside only: files, SQL, traces.
func leaksNothing(t *testing.T, path, text string) {
	t.Helper()
	for _, inside := range []string{"archive.db", "goroutine ", "SQL logic error", "no such column", "syntax error", "/tmp/", ".go:"} {
		if strings.Contains(text, inside) {
			t.Errorf("%s tells %q: %.300s", path, inside, text)
		}
	}
}

// TestTraversal asks for files outside what is served.
func TestTraversal(t *testing.T) {
	x := attacked(t, false)
	up := []string{"../web.go", "..%2fweb.go", "..%5cweb.go", "%2e%2e/%2e%2e/etc/passwd", "..%252f..%252fetc%252fpasswd", "....//etc/passwd", "style.css%00.js", "/etc/passwd", "%2fetc%2fpasswd", ".", ".."}
	for _, prefix := range []string{"/static/", "/report/", "/export/", "/actor/", "/entry/", "/api/v1/reports/"} {
		for _, name := range up {
			a, text := x.ask("GET", prefix+name, "")
			if a.StatusCode < 300 || a.StatusCode >= 500 || strings.Contains(text, "package web") || strings.Contains(text, "root:") {
				t.Errorf("%s%s: %s", prefix, name, a.Status)
			}
			leaksNothing(t, prefix+name, text)
		}
	}
}

// TestNoText refuses addresses that hold NUL or bytes that are no text.
func TestNoText(t *testing.T) {
	x := attacked(t, false)
	for _, path := range []string{"/find?q=a%00b", "/find?q=%ff%fe", "/entry/%00", "/actors?q=%c3%28", "/api/v1/entries?q=%00"} {
		if a, _ := x.ask("GET", path, ""); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
}
