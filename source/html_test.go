package source

import (
	"strings"
	"testing"
)

const story = `<p>GENEVA — The foreign ministers of the two countries met on Monday and said that the talks would go on until the end of the month, in a sign that both want them to succeed.</p>
<p>&ldquo;We&nbsp;will <b>meet</b> again,&rdquo; one of them told reporters <a href="/x">at the lake</a> after the session, which lasted for more than four hours and was the longest so far.</p>
<blockquote><p>The other said that he was hopeful, and that there was <q>no other way</q> than to talk to each other.</p></blockquote>
<p>The next round is to begin on Thursday, when experts from both sides will join them, officials of the two delegations said.</p>`

const storyText = "GENEVA — The foreign ministers of the two countries met on Monday and said that the talks would go on until the end of the month, in a sign that both want them to succeed.\n\n" +
	"“We will meet again,” one of them told reporters at the lake after the session, which lasted for more than four hours and was the longest so far.\n\n" +
	"The other said that he was hopeful, and that there was “no other way” than to talk to each other.\n\n" +
	"The next round is to begin on Thursday, when experts from both sides will join them, officials of the two delegations said."

func TestParsePage(t *testing.T) {
	furniture := `<header><h1>Example News</h1><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>`
	foot := `<figure><img src="a.jpg"><figcaption>The ministers at the lake.</figcaption></figure>` +
		`<aside><h2>Most read</h2><ul><li><a href="/a">A</a></li></ul></aside><footer>© 2024 Example</footer><script>track("The")</script>`
	tests := []struct{ name, page, day, source, address string }{
		{"JSON-LD before meta",
			`<!DOCTYPE html><html lang="en"><head><title>Talks go on | Example News</title>
			<meta name="date" content="2018-10-09"><link rel="canonical" href="https://example.org/talks">
			<script type="application/ld+json">//<![CDATA[
			{"@graph":[{"@type":"WebSite","datePublished":"2001-01-01"},{"@type":"NewsArticle","datePublished":"2018-10-08T23:10:00+09:00","publisher":{"@type":"Organization","name":"Example News"}}]} //]]></script>
			</head><body>` + furniture + `<article><h1>Talks go on</h1>` + story + `</article>` + foot + `</body></html>`,
			"2018-10-08", "Example News", "https://example.org/talks"},
		{"meta elements",
			`<html><head><title>Talks go on</title><meta property="og:site_name" content="Example">
			<meta property="article:published_time" content="2018-10-08T10:00:00Z"><meta property="og:url" content="https://example.org/t"></head>
			<body>` + furniture + `<div id="content"><h1>Talks go on</h1>` + story + `</div>` + foot + `</body></html>`,
			"2018-10-08", "Example", "https://example.org/t"},
		{"time element",
			`<html><head><title>Talks go on</title></head><body><main><h1>Talks go on</h1><time datetime="2018-10-08" pubdate>Oct 8</time>` +
				story + `</main></body></html>`, "2018-10-08", "", ""},
		{"paragraphs by line breaks",
			`<html><head><title>Talks go on</title></head><body><div>` +
				strings.NewReplacer("<p>", "", "</p>", "<br><br>", "<blockquote>", "", "</blockquote>", "").Replace(story) + `</div></body></html>`, "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := Parse(Input{Name: "talks.html", Data: []byte(test.page)})
			if err != nil {
				t.Fatal(err)
			}
			want := "Talks go on\n\n" + storyText
			if test.name == "time element" {
				r.Text = strings.Replace(r.Text, "Oct 8\n\n", "", 1) // a line of its own does no harm
			}
			if r.Text != want {
				t.Errorf("text %q, want %q", r.Text, want)
			}
			if isoOf(r.Published) != test.day || r.Source != test.source || r.URL != test.address {
				t.Errorf("got %q %q %q, want %q %q %q", isoOf(r.Published), r.Source, r.URL, test.day, test.source, test.address)
			}
		})
	}
}

func TestParsePageEncoding(t *testing.T) {
	page := `<html><head><meta charset="iso-8859-1"><title>Caf` + "\xe9" + ` talks</title></head><body>` + story + `</body></html>`
	r, err := Parse(Input{Name: "talks.html", Data: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Title != "Café talks" || len(r.Notes) != 0 {
		t.Errorf("title %q, notes %q", r.Title, r.Notes)
	}
}

func TestSniff(t *testing.T) {
	tests := []struct {
		in   Input
		want form
	}{
		{Input{Name: "a.txt", Data: []byte("# x")}, plain},
		{Input{Name: "a.txt", Data: []byte("  <!-- saved --> <!DOCTYPE html>")}, page},
		{Input{Name: "a.MD", Data: []byte("x")}, markdown},
		{Input{Name: "https://example.org/a.htm?x=.md", Data: []byte("x")}, page},
		{Input{Name: "-", Data: []byte("# Talks")}, markdown},
		{Input{Name: "-", Data: []byte("#Talks resume")}, plain},
		{Input{Name: "-", Data: []byte("---\r\ntitle: x\r\n---\r\n")}, markdown},
		{Input{Name: "-", Data: []byte("--- a rule")}, plain},
		{Input{Name: "/readout", ContentType: "text/html; charset=utf-8"}, page},
		{Input{Name: "/readout.md", ContentType: "text/plain"}, markdown},
		{Input{Name: "/readout", ContentType: "text/markdown"}, markdown},
	}
	for _, test := range tests {
		if got := sniff(test.in); got != test.want {
			t.Errorf("%+v: %d, want %d", test.in, got, test.want)
		}
	}
}

// FuzzParse checks that no input panics and that a report keeps what Report
// promises of it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Talks\n\n" + body, "\xef\xbb\xbfTalks\r\n" + body, "\xff\xfeT\x00a\x00", "\x93x\x94 the and of " + body,
		"# Talks\n\n* " + body + "\n\n|a|b|\n|-|-|\n|" + body + "|x|\n", "---\ntitle: x\ndate: 2018-10-07\n---\n" + body,
		"---\n: [\n---\n", "<!doctype html><title>x</title>" + story, "<html><script type='application/ld+json'>{\"@type\":[]}</script>" + body,
	} {
		for _, name := range []string{"a.txt", "a.md", "a.html", "-"} {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		r, err := Parse(Input{Name: name, Data: data})
		if err != nil {
			return
		}
		if r.Text == "" || r.Language != "en" || !strings.HasPrefix(r.Text, r.Title) {
			t.Errorf("got %+v", r)
		}
		if strings.ContainsAny(r.Text, "\r\x00") || strings.TrimSpace(r.Text) == "" {
			t.Errorf("text %q", r.Text)
		}
	})
}
