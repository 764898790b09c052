package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/api"
	"chancery/merge"
	"chancery/reading"
	"chancery/source"
	"chancery/store"
)

// TestClient validates the OpenAPI document and walks the API with clients that are
// made from it (testdata/walk.mjs): openapi-typescript writes its types, openapi-fetch
// asks. They come from npm, once, into the user's cache; without node or the network
// the test is skipped.
func TestClient(t *testing.T) {
	if testing.Short() {
		t.Skip("runs node")
	}
	modules := clients(t)
	server := served(t)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	node := func(args ...string) string {
		t.Helper()
		c := exec.CommandContext(ctx, "node", args...)
		c.Dir = modules
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("node %v: %v: %s", args, err, out)
		}
		return string(out)
	}
	if out := node("walk.mjs", server.URL); !strings.Contains(out, "operations") {
		t.Error(out)
	}
	types := filepath.Join(t.TempDir(), "chancery.d.ts")
	node("node_modules/openapi-typescript/bin/cli.js", server.URL+api.Prefix+"/openapi.json", "-o", types)
	if text, err := os.ReadFile(types); err != nil || !strings.Contains(string(text), `"find-entries"`) {
		t.Errorf("generated types: %d bytes, %v", len(text), err)
	}
}

// clients gives a folder with the walk and the npm packages that it needs.
func clients(t *testing.T) string {
	t.Helper()
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	dir := filepath.Join(cache, "chancery-tests", "api-1")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Skip(err)
	}
	for _, name := range []string{"package.json", "walk.mjs"} {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "node_modules", "openapi-fetch")); err == nil {
		return dir
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--silent")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Skipf("npm install: %v: %s", err, out)
	}
	return dir
}

// served serves the API of an archive of two reports.
func served(t *testing.T) *httptest.Server {
	t.Helper()
	ctx := t.Context()
	archive, err := store.Open(ctx, filepath.Join(t.TempDir(), "archive.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { archive.Close() })
	const text = "Ministers meet in Vienna\n\nVIENNA — German Foreign Minister Heiko Maas met Austrian Foreign Minister Karin Kneissl in Vienna on Monday, officials said.\n\n" +
		"\"We found a way to keep the ferries running,\" Maas told reporters after the talks.\n\nAustria and Germany agreed to hold a further round of talks in Berlin on 14 May.\n\n" +
		"French Foreign Minister Jean-Yves Le Drian will visit Vienna on 20 April, his office said."
	var all []chancery.Reading
	for _, house := range []string{"Northern Post", "The Clarion"} {
		record, _ := reading.Read(source.Report{Title: "Ministers meet in Vienna", Source: house, Language: "en", Text: text, Published: time.Date(2019, 3, 5, 0, 0, 0, 0, time.UTC)})
		all = append(all, chancery.Reading{Key: merge.ReportKey(&record.Document), Record: record, Version: "1", At: time.Unix(1e9, 0)})
	}
	if _, err := archive.Keep(ctx, all); err != nil {
		t.Fatal(err)
	}
	if err := archive.Settle(ctx, nil); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	api.Add(mux, api.Config{Archive: archive, Version: "1", Now: time.Now, Who: func(*http.Request) (string, error) { return "ada", nil }})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

// TestMethods asks with HEAD and OPTIONS, and with methods that there are not.
func TestMethods(t *testing.T) {
	server := served(t)
	for _, test := range []struct {
		method, path string
		status       int
		allow, kind  string
	}{
		{"HEAD", "/entries", 200, "", "application/json"}, {"OPTIONS", "/entries", 204, "GET, HEAD", ""}, {"OPTIONS", "/corrections", 204, "GET, HEAD, POST", ""},
		{"PUT", "/entries", 405, "GET, HEAD", "application/problem+json"}, {"DELETE", "/corrections", 405, "GET, HEAD, POST", "application/problem+json"},
		{"GET", "/nothing", 404, "", "application/problem+json"}, {"POST", "/nothing", 404, "", "application/problem+json"},
		{"GET", "/entries?cursor=nonsense", 400, "", "application/problem+json"},
	} {
		r, err := http.NewRequest(test.method, server.URL+api.Prefix+test.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		a.Body.Close()
		if a.StatusCode != test.status || a.Header.Get("Allow") != test.allow || a.Header.Get("Content-Type") != test.kind {
			t.Errorf("%s %s: %s, Allow %q, %q", test.method, test.path, a.Status, a.Header.Get("Allow"), a.Header.Get("Content-Type"))
		}
		if test.method == "HEAD" && a.Header.Get("ETag") == "" {
			t.Error("HEAD has no ETag")
		}
	}
}
