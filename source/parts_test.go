package source

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParts(t *testing.T) {
	tests := []struct {
		name                     string
		in                       Parts
		title, text, day, source string
		note                     string
	}{
		{name: "text", in: Parts{Title: " Talks \n in Geneva", Text: body + "\n\nThey will meet again.", Published: "2018-10-07 16:46:45-04:00", Source: "Wire"},
			title: "Talks in Geneva", text: "Talks in Geneva\n\n" + body + "\n\nThey will meet again.", day: "2018-10-07", source: "Wire"},
		{name: "text that begins with its title", in: Parts{Title: "Talks", Text: "Talks\n\n" + body}, title: "Talks", text: "Talks\n\n" + body},
		{name: "a paragraph a line", in: Parts{Title: "Talks", Text: body + "\nThey will meet again.\nSo they said."},
			title: "Talks", text: "Talks\n\n" + body + "\n\nThey will meet again.\n\nSo they said."},
		{name: "wrapped lines", in: Parts{Text: "The ministers met in Geneva and\nsaid that the talks would go on, and\nthat they would meet again\n\nSoon."},
			text: "The ministers met in Geneva and\nsaid that the talks would go on, and\nthat they would meet again\n\nSoon."},
		{name: "Windows line ends", in: Parts{Text: body + "\r\n\r\n \r\nThey will meet again.\r\n"}, text: body + "\n\nThey will meet again."},
		{name: "no day", in: Parts{Text: body, Published: "10/07/2018"}, text: body, note: `the date "10/07/2018" is no day: left out`},
		{name: "markup", in: Parts{Title: "Talks", HTML: "<br><div><p>" + body + "</p><script>x()</script><p>They <b>will</b> meet again.</p></div><br><a href='/x'>Source </a>", Source: "https://feeds.example.org/x"},
			title: "Talks", text: "Talks\n\n" + body + "\n\nThey will meet again.", source: "example.org"},
		{name: "a last link that says something", in: Parts{HTML: "<p>" + body + "</p><p><a href='/x'>They will meet again in May</a></p>"},
			text: body + "\n\nThey will meet again in May"},
		{name: "empty elements as XML has them", in: Parts{HTML: `<iframe src="/a>b"/><p>` + body + `</p><aside class="x" /><p>They will meet again.</p><script src='x' />`},
			text: body + "\n\nThey will meet again."},
		{name: "a page", in: Parts{Title: "Talks in Geneva go on", HTML: "<!doctype html><title>Talks go on</title><meta property='og:site_name' content='Wire'><article><h1>Talks go on</h1>" + story + "</article>", Published: "1538870400"},
			title: "Talks in Geneva go on", text: "Talks in Geneva go on\n\n" + storyText, day: "2018-10-07", source: "Wire"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := test.in.Report()
			if err != nil {
				t.Fatal(err)
			}
			if r.Title != test.title || r.Text != test.text || isoOf(r.Published) != test.day || r.Source != test.source {
				t.Errorf("got %q %q %q %q", r.Title, r.Text, isoOf(r.Published), r.Source)
			}
			if note := strings.Join(r.Notes, "; "); note != test.note || r.Language != "en" {
				t.Errorf("notes %q, language %q", note, r.Language)
			}
		})
	}
	for _, p := range []Parts{{}, {Title: "Talks"}, {Title: "Talks", Text: "Talks"}, {HTML: "<script>x</script>"}} {
		if _, err := p.Report(); !errors.Is(err, ErrEmpty) {
			t.Errorf("%+v: got error %v", p, err)
		}
	}
}

func TestSourceName(t *testing.T) {
	for in, want := range map[string]string{
		"Reuters": "Reuters", " The  Wire ": "The Wire", "": "",
		"http://feeds.reuters.com/~r/reuters/topNews/story01.htm": "reuters.com",
		"https://www.example.co.uk:8080/a":                        "example.co.uk", "https://user@m.example.org": "example.org",
		"https://feeds.org/": "feeds.org", "http://news.example.com/url?a=b&#038;url=https://www.example.org/c": "example.org",
		"http://example.org/?url=/c": "example.org",
	} {
		if got := SourceName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFindDayOfFeeds(t *testing.T) {
	for in, want := range map[string]string{
		"Mon, 8 Oct 2018 01:02:03 GMT": "2018-10-08", "Mon, 8 Oct 2018 23:30:00 -0400": "2018-10-08", "08 Oct 18 10:00 GMT": "2018-10-08",
		"1538870400": "2018-10-07", "1538870400000": "2018-10-07", "2018": "", "12345": "", "": "",
	} {
		d, ok := FindDay(in)
		if got := isoOf(d); ok && got != want || !ok && want != "" {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestToUTF8(t *testing.T) {
	if s, changed := ToUTF8([]byte("M\xfcnchen")); string(s) != "München" || !changed {
		t.Errorf("%q %v", s, changed)
	}
	if s, changed := ToUTF8([]byte("München")); string(s) != "München" || changed {
		t.Errorf("%q %v", s, changed)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2018, 10, 7, 10, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Duration{
		"120": 2 * time.Minute, "Sun, 07 Oct 2018 10:05:00 GMT": 5 * time.Minute, "Sun, 07 Oct 2018 09:00:00 GMT": 0, "": 0, "soon": 0, "-5": 0,
		"99999999": 7 * 24 * time.Hour,
	} {
		if got := retryAfter(in, now); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}
