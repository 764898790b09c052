package source

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"
)

// Parts is a report that comes in fields: a line of JSON, a row of a table, an
// item of a feed.
type Parts struct {
	Title     string
	Text      string // plain, paragraphs parted by blank lines; or
	HTML      string // markup: a piece of a page, or a page
	Published string // a day as findDay reads it, or Unix time in seconds or milliseconds
	Source    string // a name, or an address, of which the host's name is taken
	URL       string
	Name      string // of the file it stands in, for a day in it
}

// Report makes a report of the parts. Errors are those of [Parse].
func (p Parts) Report() (Report, error) {
	r := Report{Title: oneLine(p.Title), Source: SourceName(p.Source), URL: strings.TrimSpace(p.URL)}
	var paragraphs []string
	switch {
	case strings.TrimSpace(p.Text) != "":
		text, note, err := decode([]byte(p.Text), "", false)
		if err != nil {
			return Report{}, err
		}
		if note != "" {
			r.Notes = append(r.Notes, note)
		}
		paragraphs = bodyParagraphs(text)
	case strings.TrimSpace(p.HTML) != "":
		whole, list, err := p.markup()
		if err != nil {
			return Report{}, err
		}
		if whole != nil {
			r.over(*whole)
			return finish(r, p.Name)
		}
		paragraphs = list
	}
	if r.Title != "" && len(paragraphs) > 0 && oneLine(paragraphs[0]) == r.Title {
		paragraphs = paragraphs[1:]
	}
	if len(paragraphs) == 0 {
		return Report{}, ErrEmpty
	}
	r.Text = join(r.Title, paragraphs)
	r.setPublished(p.Published)
	return finish(r, p.Name)
}

// markup reads HTML: a page as [Parse] does, a piece of one as it stands, since
// whoever cut it out has taken the furniture away already.
func (p Parts) markup() (*Report, []string, error) {
	if len(p.HTML) > MaxBytes {
		return nil, nil, fmt.Errorf("%w: more than %d MiB", ErrTooLarge, MaxBytes>>20)
	}
	if htmlStart.MatchString(p.HTML[:min(len(p.HTML), 4096)]) {
		whole, err := parseHTML(p.HTML, p.URL)
		if err != nil {
			return nil, nil, err
		}
		whole.setPublished(p.Published)
		if p.Title != "" && whole.Title != oneLine(p.Title) {
			whole.retitle(oneLine(p.Title))
		}
		return &whole, nil, nil
	}
	doc, err := html.Parse(strings.NewReader(closedAtOnce().ReplaceAllString(p.HTML, "<$1$2></$1>")))
	if err != nil {
		return nil, nil, fmt.Errorf("parse markup: %w", err)
	}
	dropLastLink(doc)
	return nil, blocks(doc), nil
}

// closedAtOnce finds empty elements as XML writes them. To a reader of HTML they
// stay open, and those that hide what is in them would hide the rest of the text.
var closedAtOnce = lazy(`(?i)<(iframe|script|style|noscript|textarea|title|template|object|figure|aside|nav|footer|form|button|select)\b((?:[^<>"']|"[^"]*"|'[^']*')*?)\s*/>`)

// over takes what a page says of itself where the fields say nothing.
func (r *Report) over(page Report) {
	r.Title, r.Text, r.Published = page.Title, page.Text, page.Published
	r.Notes = append(r.Notes, page.Notes...)
	if r.Source == "" {
		r.Source = page.Source
	}
	if r.URL == "" {
		r.URL = page.URL
	}
}

// retitle gives a report another headline.
func (r *Report) retitle(title string) {
	if r.Title != "" {
		r.Text = strings.TrimPrefix(strings.TrimPrefix(r.Text, r.Title), "\n\n")
	}
	r.Title = title
	if title != "" {
		r.Text = title + "\n\n" + r.Text
	}
}

// setPublished sets the day where s is one, and notes where it is not.
func (r *Report) setPublished(s string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	if t, ok := FindDay(s); ok {
		r.Published = t
		return
	}
	r.Notes = append(r.Notes, fmt.Sprintf("the date %q is no day: left out", s))
}

// FindDay reads a day as pages, feeds and tables write it: ISO 8601, RFC 1123,
// "7 October 2018", Unix time. What leaves open which number is the month
// (10/07/2018) is not read. The day is the publisher's own, whatever its zone.
func FindDay(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := findDay(s); ok {
		return t, true
	}
	for _, form := range []string{time.RFC822, time.RFC822Z, "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 -0700",
		"2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(form, s); err == nil {
			return day(t), true
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || n < 1e8:
		return time.Time{}, false
	case n > 1e11:
		return day(time.UnixMilli(n).UTC()), n < 1e14
	}
	return day(time.Unix(n, 0).UTC()), true
}

// SourceName makes the name of a publishing house of what a field gives: an
// address becomes its host, without what tells its feeds and pages for phones
// apart; one that only leads on to another address, as aggregators' do, that one's.
func SourceName(s string) string {
	s = oneLine(s)
	if !IsAddress(s) {
		return s
	}
	u, err := url.Parse(html.UnescapeString(s))
	if err != nil {
		return s
	}
	if to := u.Query().Get("url"); IsAddress(to) {
		if inner, err := url.Parse(to); err == nil && inner.Host != "" {
			u = inner
		}
	}
	return HouseOf(u.Host)
}

// HouseOf names the house behind a host: example.org for feeds.example.org:8080.
func HouseOf(host string) string {
	host = strings.ToLower(host)
	if at := strings.LastIndexByte(host, ':'); at > 0 && !strings.HasSuffix(host, "]") {
		host = host[:at]
	}
	first, rest, found := strings.Cut(host, ".")
	switch first {
	case "www", "feeds", "feed", "rss", "rssfeeds", "m", "amp", "mobile":
		if found && strings.Contains(rest, ".") {
			return rest
		}
	}
	return host
}

// bodyParagraphs parts the text below a title into paragraphs: at blank lines, or
// at every line where there is no blank one and the lines end as sentences do.
func bodyParagraphs(text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		if lines[i] = strings.TrimRight(line, " \t"); strings.TrimSpace(line) == "" {
			lines[i] = ""
		}
	}
	apart := paragraphPerLine(lines)
	var out, at []string
	for _, line := range append(lines, "") {
		if line != "" {
			at = append(at, line)
		}
		if (line == "" || apart) && len(at) > 0 {
			out, at = append(out, strings.Join(at, "\n")), nil
		}
	}
	return out
}

// dropLastLink takes away a last link of a word or two ("Source", "Read more"):
// aggregators put it under what they cut out.
func dropLastLink(doc *html.Node) {
	for n := lastText(doc); n != nil; n = n.Parent {
		if n.DataAtom == atom.A {
			if len(strings.Fields(words(n))) <= 2 && n.Parent != nil {
				n.Parent.RemoveChild(n)
			}
			return
		}
	}
}

func lastText(n *html.Node) *html.Node {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		return n
	}
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if found := lastText(c); found != nil {
			return found
		}
	}
	return nil
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// ToUTF8 gives a line of text as UTF-8: bytes that are not are taken for
// windows-1252, and changed tells so.
func ToUTF8(line []byte) (out []byte, changed bool) {
	if utf8.Valid(line) {
		return line, false
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(line)
	if err != nil {
		return line, false
	}
	return out, true
}

// TextOf gives the text of a piece of HTML, paragraphs parted by blank lines.
func TextOf(markup string) string { return strings.Join(htmlBlocks(markup), "\n\n") }
