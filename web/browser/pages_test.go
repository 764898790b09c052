package browser

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// axePackage is the checker of accessibility that the tests fetch from the registry
// that npm asks; it is no part of the program.
const axePackage = "axe-core@4.10.3"

// axe gives the checker's script, from the user's cache or by npm; it skips the test
// where it cannot be had.
func axe(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	folder := filepath.Join(cache, "chancery-tests")
	packed := filepath.Join(folder, strings.ReplaceAll(axePackage, "@", "-")+".tgz")
	if _, err := os.Stat(packed); err != nil {
		npm, err := exec.LookPath("npm")
		if err != nil {
			t.Skip("axe-core is not at hand, and neither is npm")
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, npm, "pack", axePackage, "--silent")
		cmd.Dir = folder
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("npm pack %s: %v: %.300s", axePackage, err, out)
		}
	}
	script, err := fromPackage(packed, "package/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	return script
}

// fromPackage reads one file of a package of npm.
func fromPackage(packed, name string) (string, error) {
	f, err := os.Open(packed)
	if err != nil {
		return "", err
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return "", err
	}
	for files := tar.NewReader(unzipped); ; {
		h, err := files.Next()
		if errors.Is(err, io.EOF) {
			return "", fmt.Errorf("%s has no %s", packed, name)
		}
		if err != nil {
			return "", err
		}
		if h.Name == name {
			data, err := io.ReadAll(files)
			return string(data), err
		}
	}
}

// fault is what axe finds on a page.
type fault struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// run has the page checked; the script comes through the browser's debugger, so that
// the page keeps its policy.
const run = `axe.run(document, {resultTypes: ["violations"]%s}).then(r => JSON.stringify(r.violations))`

// Between light and dark only colours differ: the second look is at these rules alone.
const ofColour = `, runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}`

// TestAccessible has axe look at every page, light and dark: nothing serious and
// nothing critical may be found.
func TestAccessible(t *testing.T) {
	script := axe(t)
	s := open(t, options{})
	guarded := open(t, options{members: true})
	check := func(s *site, p Page, scheme string) {
		s.visit(p.Path)
		s.do(chromedp.Evaluate[chromedp.Void](script + ";undefined"))
		rules := ""
		if scheme == "dark" {
			rules = ofColour
		}
		var faults []fault
		if err := json.Unmarshal([]byte(ask[string](s, fmt.Sprintf(run, rules))), &faults); err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			if f.Impact == "serious" || f.Impact == "critical" {
				n := f.Nodes[0]
				t.Errorf("%s, %s: %s (%s): %s, %d times: %.300s %.300s", p.Name, scheme, f.ID, f.Impact, f.Help, len(f.Nodes), n.HTML, n.Summary)
			}
		}
	}
	pages, err := Pages(t.Context(), s.archive)
	if err != nil {
		t.Fatal(err)
	}
	pages = append(pages, Page{"nothing", "/entry/none"})
	for _, scheme := range []string{"light", "dark"} {
		for _, on := range []*site{s, guarded} {
			if err := Dress(on.ctx, 1280, 900, scheme); err != nil {
				t.Fatal(err)
			}
		}
		for _, p := range pages {
			check(s, p, scheme)
		}
		check(guarded, Page{"login", "/login"}, scheme)
	}
}

// TestPhone opens every page as wide as a phone: nothing may stick out.
func TestPhone(t *testing.T) {
	s := open(t, options{})
	pages, err := Pages(t.Context(), s.archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := Dress(s.ctx, 390, 800, "light"); err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		s.visit(p.Path)
		if w := ask[int](s, "document.documentElement.scrollWidth"); w > 390 {
			t.Errorf("%s is %d px wide on a phone of 390: %s", p.Name, w, ask[string](s, widest))
		}
	}
}

// widest finds what sticks out farthest.
const widest = `(() => { let at = 0, found = ""; for (const e of document.querySelectorAll("body *")) {
	const r = e.getBoundingClientRect().right; if (r > at) { at = r; found = e.outerHTML.slice(0, 200) } } return found })()`

// heaviest is how many bytes a page may weigh with all that it loads, pictures left out.
const heaviest = 250_000

// TestWeight adds up a page and what it loads. Pictures within the page, which are
// SVG, are not counted.
func TestWeight(t *testing.T) {
	s := open(t, options{})
	pages, err := Pages(t.Context(), s.archive)
	if err != nil {
		t.Fatal(err)
	}
	svg := regexp.MustCompile(`(?s)<svg.*?</svg>`)
	assets := regexp.MustCompile(`(?:src|href)="(/static/[^"]+)"`)
	for _, p := range pages {
		html := svg.ReplaceAllString(s.fetch(p.Path), "")
		weight := len(html)
		parts := []string{"/static/source-sans-3.woff2", "/static/source-serif-4.woff2"}
		for _, m := range assets.FindAllStringSubmatch(html, -1) {
			parts = append(parts, m[1])
		}
		for _, part := range parts {
			weight += len(s.fetch(part))
		}
		if weight > heaviest {
			t.Errorf("%s weighs %d bytes", p.Name, weight)
		}
	}
}
