package source

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// body is enough English for a report.
const body = "The foreign ministers of the two countries met in Geneva on Monday and said that the talks would go on."

func TestParse(t *testing.T) {
	tests := []struct {
		name    string
		in      Input
		title   string
		text    string
		day     string
		source  string
		address string
		note    string
	}{
		{name: "plain, kept as it is", in: Input{Name: "a.txt", Data: []byte("Talks in Geneva\n\n" + body + "\n\nThey  will   meet again.\n")},
			title: "Talks in Geneva", text: "Talks in Geneva\n\n" + body + "\n\nThey  will   meet again."},
		{name: "plain with Markdown's signs", in: Input{Name: "a.txt", Data: []byte("> Talks *resume*\n\n" + body)},
			title: "> Talks *resume*", text: "> Talks *resume*\n\n" + body},
		{name: "byte order mark and Windows line ends", in: Input{Name: "a.txt", Data: []byte("\xef\xbb\xbfTalks\r\n\r\n" + body + "\r\n")},
			title: "Talks", text: "Talks\n\n" + body},
		{name: "white space in blank lines", in: Input{Data: []byte("\n\nTalks\n \t\n" + body)},
			title: "Talks", text: "Talks\n\n" + body},
		{name: "title directly above", in: Input{Data: []byte("Talks in Geneva\n" + body + "\n\nMore.")},
			title: "Talks in Geneva", text: "Talks in Geneva\n\n" + body + "\n\nMore."},
		{name: "a paragraph a line", in: Input{Data: []byte("Talks in Geneva\n" + body + "\nThey will meet again.")},
			title: "Talks in Geneva", text: "Talks in Geneva\n\n" + body + "\n\nThey will meet again."},
		{name: "wrapped lines without a title", in: Input{Data: []byte("The ministers met in Geneva and\nsaid that the talks would go on.\n")},
			text: "The ministers met in Geneva and\nsaid that the talks would go on."},
		{name: "wrapped lines under a title", in: Input{Data: []byte("Talks\nThe ministers met in Geneva and said\nthat the talks would go on.")},
			title: "Talks", text: "Talks\n\nThe ministers met in Geneva and said\nthat the talks would go on."},
		{name: "windows-1252", in: Input{Data: []byte("Talks\n\n\x93We will meet,\x94 he said of the talks in M\xfcnchen.")},
			title: "Talks", text: "Talks\n\n“We will meet,” he said of the talks in München.", note: "not UTF-8: read as windows-1252"},
		{name: "encoding that the server names", in: Input{ContentType: "text/plain; charset=iso-8859-2", Data: []byte("Talks\n\nThe minister met with Mr. Wa\xb3\xeasa and said that talks go on.")},
			title: "Talks", text: "Talks\n\nThe minister met with Mr. Wałęsa and said that talks go on."},
		{name: "UTF-16", in: Input{Data: []byte("\xff\xfeT\x00h\x00e\x00y\x00 \x00m\x00e\x00t\x00")}, title: "They met", text: "They met"},
		{name: "line with the day", in: Input{Data: []byte("Talks\n\nFriday, August 21, 2015\n\n" + body)},
			title: "Talks", text: "Talks\n\nFriday, August 21, 2015\n\n" + body, day: "2015-08-21"},
		{name: "dateline with a year", in: Input{Data: []byte("Talks\n\nGENEVA, Oct. 7, 2018 (Reuters) - " + body)},
			title: "Talks", text: "Talks\n\nGENEVA, Oct. 7, 2018 (Reuters) - " + body, day: "2018-10-07"},
		{name: "dateline without a year", in: Input{Data: []byte("Talks\n\nGENEVA, Oct 7 (Reuters) - " + body)},
			title: "Talks", text: "Talks\n\nGENEVA, Oct 7 (Reuters) - " + body},
		{name: "day in the file's name", in: Input{Name: "notes/2018-10-07-talks.txt", Data: []byte("Talks\n\n" + body)},
			title: "Talks", text: "Talks\n\n" + body, day: "2018-10-07"},
		{name: "Markdown", in: Input{Name: "a.md", Data: []byte("# Talks in *Geneva*\n\n" + body + "\n\n* They [will](https://example.org) meet\n  again.\n* ~~Never.~~ Soon &amp; often, 5\\*.\n\n> He said \"no\".\n\n![picture](a.png)\n\n<!-- a note -->\n")},
			title: "Talks in Geneva", text: "Talks in Geneva\n\n" + body + "\n\nThey will meet again.\n\nSoon & often, 5*.\n\nHe said \"no\"."},
		{name: "front matter", in: Input{Name: "a.md", Data: []byte("---\ntitle: Talks\ndate: 2018-10-07T21:00:00-04:00\nsource: Reuters\nurl: https://example.org/talks\ntags: [a, b]\n---\n\n# Talks\n\n" + body)},
			title: "Talks", text: "Talks\n\n" + body, day: "2018-10-07", source: "Reuters", address: "https://example.org/talks"},
		{name: "front matter on standard input", in: Input{Data: []byte("---\ntitle: \"Talks: the end\"\npublished: October 7, 2018\n---\n" + body)},
			title: "Talks: the end", text: "Talks: the end\n\n" + body, day: "2018-10-07"},
		{name: "a day that is none", in: Input{Name: "a.md", Data: []byte("---\ndate: soon\n---\n# Talks\n\n" + body)},
			title: "Talks", text: "Talks\n\n" + body, note: `the front matter's date "soon" is no day: left out`},
		{name: "rules around text", in: Input{Name: "a.md", Data: []byte("---\nA text.\n---\n\n" + body)},
			title: "A text.", text: "A text.\n\n" + body},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := Parse(test.in)
			if err != nil {
				t.Fatal(err)
			}
			if r.Title != test.title || r.Text != test.text {
				t.Errorf("title %q text %q, want %q %q", r.Title, r.Text, test.title, test.text)
			}
			if got := isoOf(r.Published); got != test.day {
				t.Errorf("published %q, want %q", got, test.day)
			}
			if r.Source != test.source || r.URL != test.address {
				t.Errorf("source %q url %q, want %q %q", r.Source, r.URL, test.source, test.address)
			}
			if note := strings.Join(r.Notes, "; "); note != test.note {
				t.Errorf("note %q, want %q", note, test.note)
			}
			if r.Language != "en" {
				t.Errorf("language %q", r.Language)
			}
		})
	}
}

func isoOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name string
		in   Input
		want error
		says string
	}{
		{"nothing", Input{}, ErrEmpty, "there is no text in it"},
		{"white space", Input{Data: []byte(" \r\n\t\n")}, ErrEmpty, ""},
		{"only a byte order mark", Input{Data: []byte("\xef\xbb\xbf")}, ErrEmpty, ""},
		{"no letters", Input{Data: []byte("12, 13.\n\n14!")}, ErrEmpty, ""},
		{"NUL", Input{Data: []byte("abc\x00def")}, ErrBinary, "binary data"},
		{"control characters", Input{Data: []byte("\x01\x02\x03abc")}, ErrBinary, ""},
		{"PDF", Input{Data: []byte("%PDF-1.4\n...")}, ErrBinary, "pdftotext"},
		{"PNG", Input{Data: []byte("\x89PNG\r\n\x1a\n\x00\x00")}, ErrBinary, "image/png"},
		{"one long word", Input{Data: []byte("Talks\n\n" + strings.Repeat("x", maxWord+1))}, ErrBinary, "without a space"},
		{"long text", Input{Data: []byte(strings.Repeat("The two met. ", MaxText/13+1))}, ErrTooLarge, "1.0 MiB of text"},
		{"large file", Input{Data: make([]byte, MaxBytes+1)}, ErrTooLarge, "more than 16 MiB"},
		{"no encoding fits", Input{Data: []byte("Talks\n\n\x81\x8d he said of it.")}, ErrEncoding, ""},
		{"quotations in quotations", Input{Name: "a.md", Data: []byte(strings.Repeat("> ", 1000) + body)}, ErrTangled, "more than 50 deep"},
		{"open brackets", Input{Name: "a.md", Data: []byte(body + strings.Repeat(" [a](", 2000))}, ErrTangled, "links"},
		{"page without text", Input{Name: "a.html", Data: []byte("<html><body><script>x()</script></body></html>")}, ErrEmpty, "drawn by script"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse(test.in)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got error %v, want %v saying %q", err, test.want, test.says)
			}
		})
	}
	if _, err := Parse(Input{Name: "a.md", Data: []byte("---\ntitle: a: b: c\n---\n" + body)}); err == nil || !strings.HasPrefix(err.Error(), "front matter: ") {
		t.Errorf("got error %v, want one about the front matter", err)
	}
}

func TestDetect(t *testing.T) {
	tests := []struct{ tag, text string }{
		{"en", body},
		{"en", "Rouhani arrives in Paris"},
		{"en", "Le Drian meets Di Maio in La Paz"},
		{"en", "Macron said: « Nous sommes prêts à parler avec les Russes. » The president of France met the chancellor of Germany on Monday and they spoke of the war in the east of the country and of what is to be done."},
		{"fr", "Le président de la République a rencontré les ministres des deux pays dans la capitale."},
		{"de", "Der Bundeskanzler traf sich am Montag mit dem Präsidenten und sprach über die Lage in der Region."},
		{"es", "El presidente se reunió con los ministros de la región para hablar sobre el acuerdo."},
		{"und-Cyrl", "Президент встретился с министром иностранных дел."},
		{"zh", "国家主席会见了外交部长。"},
		{"ja", "首相は月曜日に大統領と会談しました。"},
		{"ko", "대통령은 월요일에 외교부 장관을 만났다."},
		{"und-Arab", "التقى الرئيس وزير الخارجية يوم الاثنين"},
		{"und", strings.Repeat("lorem ipsum dolor sit amet consectetur adipiscing elit ", 4)},
	}
	for _, test := range tests {
		tag, err := detect(test.text)
		if wrong := (*LanguageError)(nil); errors.As(err, &wrong) {
			tag = wrong.Tag
		}
		if tag != test.tag {
			t.Errorf("%.40q: %s, want %s", test.text, tag, test.tag)
		}
	}
}

func TestFindDay(t *testing.T) {
	tests := map[string]string{
		"2018-10-07":                      "2018-10-07",
		"2018-10-07T23:30:00-04:00":       "2018-10-07",
		"2018-10-07 10:00":                "2018-10-07",
		"20181007":                        "2018-10-07",
		"Sunday, October 7, 2018":         "2018-10-07",
		"7 October 2018, 10:05":           "2018-10-07",
		"Oct. 7th, 2018":                  "2018-10-07",
		"Sun, 07 Oct 2018 10:00:00 GMT":   "2018-10-07",
		"Sun, 07 Oct 2018 10:00:00 +0900": "2018-10-07",
		"10/07/2018":                      "",
		"October 2018":                    "",
		"June 31, 2018":                   "",
		"2018-13-01":                      "",
		"soon":                            "",
		"":                                "",
	}
	for s, want := range tests {
		d, ok := findDay(s)
		got := isoOf(d)
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestParseDay(t *testing.T) {
	if d, err := ParseDay("2018-10-07"); err != nil || isoOf(d) != "2018-10-07" {
		t.Errorf("got %v, %v", d, err)
	}
	if _, err := ParseDay("7 Oct"); err == nil || err.Error() != `"7 Oct" is no day: write it as 2018-10-07` {
		t.Errorf("got error %v", err)
	}
}
