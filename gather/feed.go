package gather

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"chancery/source"
)

// listed is a page that a feed or sitemap lists, or a sitemap that another does.
type listed struct {
	address   string
	version   string // when it last changed, as the list has it
	title     string
	published string
	html      string // the text, where the list carries it whole
	sitemap   bool
}

// listing is a feed or a sitemap.
type listing struct {
	title   string // of the feed
	entries []listed
}

const (
	maxDepth    = 10_000  // of a feed's elements in each other: its parser recurses
	maxListed   = 100_000 // entries of one listing; a sitemap has half of it at most
	carriedText = 150     // words from which on a feed's text is a whole report
)

// parseFeed reads RSS, Atom or JSON Feed. Texts are kept where the feed carries
// whole ones, or where own is set. Addresses are resolved against base.
func parseFeed(data []byte, base string, own bool) (listing, error) {
	if err := refuseDeep(data); err != nil {
		return listing{}, err
	}
	feed, err := guard(func() (*gofeed.Feed, error) { return gofeed.NewParser().Parse(bytes.NewReader(data)) })
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return listing{}, errors.New("not a feed: neither RSS, Atom nor JSON Feed")
	}
	if err != nil {
		return listing{}, fmt.Errorf("feed: %w", err)
	}
	at, _ := url.Parse(base)
	l := listing{title: oneLine(feed.Title)}
	for _, item := range feed.Items[:min(len(feed.Items), maxListed)] {
		e := listed{title: oneLine(item.Title), version: item.Updated, published: item.Published}
		if _, ok := source.FindDay(e.published); !ok && item.PublishedParsed != nil {
			e.published = item.PublishedParsed.Format("2006-01-02")
		}
		if e.published == "" {
			e.published = item.Updated // Atom demands this one alone
		}
		for _, address := range append([]string{item.Link, item.GUID}, item.Links...) {
			if address == item.GUID && !source.IsAddress(address) {
				continue
			}
			if e.address = resolve(at, address); e.address != "" {
				break
			}
		}
		text := item.Content
		if text == "" {
			text = item.Description
		}
		if own || e.address == "" || carried(item.Content) {
			e.html = text
		}
		if e.address != "" || e.html != "" {
			l.entries = append(l.entries, e)
		}
	}
	return l, nil
}

// carried tells whether a text is a whole report and not its beginning.
func carried(markup string) bool {
	if len(markup) < carriedText*4 {
		return false
	}
	text := source.TextOf(markup)
	if len(strings.Fields(text)) < carriedText {
		return false
	}
	end := strings.ToLower(text[max(0, len(text)-40):])
	end = strings.TrimRight(end, " \n])>»→")
	cut := strings.HasSuffix(end, "…") || strings.HasSuffix(end, "...") ||
		strings.Contains(end, "read more") || strings.Contains(end, "continue reading")
	return !cut
}

// refuseDeep refuses elements nested deeper than any feed's.
func refuseDeep(data []byte) error {
	depth := 0
	for i := 0; i < len(data); {
		at := bytes.IndexByte(data[i:], '<')
		if at < 0 || i+at+1 >= len(data) {
			return nil
		}
		i += at + 1
		end := ">"
		switch {
		case bytes.HasPrefix(data[i:], []byte("![CDATA[")):
			end = "]]>"
		case bytes.HasPrefix(data[i:], []byte("!--")):
			end = "-->"
		case data[i] == '!' || data[i] == '?':
		case data[i] == '/':
			depth--
		default:
			depth++
		}
		length := bytes.Index(data[i:], []byte(end))
		if length < 0 {
			return nil
		}
		if c := data[i]; c != '!' && c != '?' && c != '/' && length > 0 && data[i+length-1] == '/' {
			depth--
		}
		if depth > maxDepth {
			return fmt.Errorf("%w: elements more than %d deep", source.ErrTangled, maxDepth)
		}
		i += length + len(end)
	}
	return nil
}

// parseSitemap reads a sitemap or an index of sitemaps (sitemaps.org), with what
// news sitemaps say of titles and days.
func parseSitemap(r io.Reader, base string) (listing, error) {
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	at, _ := url.Parse(base)
	var l listing
	var e listed
	var path []string
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return l, fmt.Errorf("sitemap: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if path = append(path, t.Name.Local); len(path) > 100 {
				return l, fmt.Errorf("sitemap: %w: elements more than 100 deep", source.ErrTangled)
			}
			if len(path) == 1 && path[0] != "urlset" && path[0] != "sitemapindex" {
				return l, fmt.Errorf("not a sitemap: it begins with <%s>", path[0])
			}
			if len(path) == 2 {
				e = listed{sitemap: path[0] == "sitemapindex"}
			}
		case xml.EndElement:
			if len(path) == 2 {
				if e.address = resolve(at, e.address); e.address != "" && len(l.entries) < maxListed {
					l.entries = append(l.entries, e)
				}
			}
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			e.take(path, string(t))
		}
	}
	if len(l.entries) == 0 && len(path) == 0 && d.InputOffset() == 0 {
		return l, source.ErrEmpty
	}
	return l, nil
}

// maxField bounds what is kept of one field of a sitemap, in bytes.
const maxField = 4096

// take adds text to the field that path leads to.
func (e *listed) take(path []string, text string) {
	if len(path) < 3 {
		return
	}
	field := map[string]*string{"loc": &e.address, "lastmod": &e.version,
		"publication_date": &e.published, "title": &e.title}[path[len(path)-1]]
	picture := path[2] == "image" || path[2] == "video"
	if field == nil || picture || len(*field)+len(text) > maxField {
		return
	}
	*field = oneLine(*field + text)
}

// resolve makes an address of what a page at base calls it, "" if it is none.
func resolve(base *url.URL, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	u.Fragment = ""
	if s := u.String(); u.Host != "" && source.IsAddress(s) {
		return s
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
