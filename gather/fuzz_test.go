package gather

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// FuzzFile gathers whatever a file may hold, under names that lead to each reader:
// nothing may panic, hang or end the run with an error.
func FuzzFile(f *testing.F) {
	f.Add("a.warc", []byte(response(1, "Transfer-Encoding: chunked\r\n", chunks)+response(2, "", nil)))
	f.Add("a.warc.gz", []byte(zip(response(1, "", nil))+zip(response(2, "", nil))))
	f.Add("a.jsonl", []byte(jsonLines(1, 2)))
	f.Add("a.csv", []byte("title,text\nA,\"B\"\"\nC\"\n"))
	f.Add("a.html", []byte(htmlPage(1)))
	f.Add("a.txt", []byte("Talks\n\n"+english(1)))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		name = filepath.Base(filepath.Clean("/" + name))
		if name == "/" || len(name) > 100 || bytes.ContainsAny([]byte(name), "\x00/") {
			return
		}
		switch detect(name, "", data) {
		case Feed, Sitemap, Sources:
			return // they would be fetched
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Skip()
		}
		m := newMemory()
		if _, err := New(m, testOptions()).Run(t.Context(), []Source{{Address: file}}); err != nil {
			t.Errorf("%v", err)
		}
	})
}

// FuzzListing parses whatever a server may call a feed or a sitemap.
func FuzzListing(f *testing.F) {
	f.Add([]byte(rss(item(1), item(2))))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/><content type="xhtml"><div>x</div></content></entry></feed>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","content_html":"<p>x"}]}`))
	f.Add([]byte(`<urlset><url><loc>/a</loc><lastmod>2018</lastmod></url></urlset>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, own := range []bool{true, false} {
			l, err := parseFeed(data, "https://example.org/feed", own)
			check(t, l, err)
		}
		l, err := parseSitemap(bytes.NewReader(data), "https://example.org/sitemap")
		check(t, l, err)
	})
}

func check(t *testing.T, l listing, _ error) {
	for _, e := range l.entries {
		if e.address == "" && e.html == "" {
			t.Errorf("entry without address and text: %+v", e)
		}
	}
}
