package source

import (
	"encoding/json"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// meta is what a page says of itself outside its text.
type meta struct {
	published time.Time
	site      string
	canonical string
	titles    []string // of the document and for sharing, with a site's name in them at times
	headings  []string // h1
}

// dateNames are the meta elements that give the day of publication, surest first;
// a date in JSON-LD goes before all of them, one in a time element after.
var dateNames = []string{
	"article:published_time", "datepublished", "og:published_time", "parsely-pub-date",
	"sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "citation_publication_date",
	"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date",
}

func readMeta(doc *html.Node) meta {
	var m meta
	var linked, timed time.Time
	named := map[string]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			name := strings.ToLower(attr(n, "property", "name", "itemprop"))
			if content := strings.TrimSpace(attr(n, "content")); content != "" && named[name] == "" {
				named[name] = content
			}
		case atom.Title:
			m.titles = append(m.titles, words(n))
		case atom.H1:
			m.headings = append(m.headings, words(n))
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				m.canonical = attr(n, "href")
			}
		case atom.Time:
			if timed.IsZero() && (attr(n, "itemprop") == "datePublished" || hasAttr(n, "pubdate")) {
				timed, _ = findDay(attr(n, "datetime"))
			}
		case atom.Script:
			if attr(n, "type") == "application/ld+json" {
				m.readLinkedData(words(n), &linked)
			}
		}
	}
	m.titles = append(m.titles, named["og:title"])
	if m.site == "" {
		m.site = named["og:site_name"]
	}
	if m.canonical == "" {
		m.canonical = named["og:url"]
	}
	m.published = firstDay(linked, named, timed)
	return m
}

func firstDay(linked time.Time, named map[string]string, timed time.Time) time.Time {
	if !linked.IsZero() {
		return linked
	}
	for _, name := range dateNames {
		if t, ok := findDay(named[name]); ok {
			return t
		}
	}
	return timed
}

// readLinkedData takes the date and the publisher out of a JSON-LD block that
// describes an article. A block that is no JSON says nothing.
func (m *meta) readLinkedData(text string, published *time.Time) {
	// Pages that were XHTML once wrap it for XML's sake.
	text = strings.NewReplacer("//<![CDATA[", "", "/*<![CDATA[*/", "", "<![CDATA[", "", "//]]>", "", "/*]]>*/", "", "]]>", "").Replace(text)
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return
	}
	m.visit(v, published)
}

func (m *meta) visit(v any, published *time.Time) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.visit(e, published)
		}
	case map[string]any:
		if graph, ok := v["@graph"]; ok {
			m.visit(graph, published)
		}
		if !isArticle(v["@type"]) {
			return
		}
		if s, ok := v["datePublished"].(string); ok && published.IsZero() {
			*published, _ = findDay(s)
		}
		if p, ok := v["publisher"].(map[string]any); ok && m.site == "" {
			m.site, _ = p["name"].(string)
		}
	}
}

// isArticle tells whether a JSON-LD @type names an article: NewsArticle,
// ReportageNewsArticle, BlogPosting, LiveBlogPosting, Report.
func isArticle(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || strings.HasSuffix(v, "Posting") || v == "Report"
	case []any:
		for _, e := range v {
			if isArticle(e) {
				return true
			}
		}
	}
	return false
}

// headline prefers the page's h1 that its title repeats, since titles have the
// site's name in them; guess is what else is known. An h1 that makes up little of
// the title is the site's name itself.
func (m *meta) headline(guess string) string {
	best := ""
	for _, h := range m.headings {
		for _, t := range m.titles {
			if strings.Contains(t, h) && len(h)*3 >= len(t) && len(h) > len(best) && h != m.site {
				best = h
			}
		}
	}
	if best != "" {
		return best
	}
	if guess == "" && len(m.headings) > 0 {
		guess = m.headings[0]
	}
	return strings.Join(strings.Fields(guess), " ")
}

func attr(n *html.Node, names ...string) string {
	for _, name := range names {
		for _, a := range n.Attr {
			if a.Key == name && a.Val != "" {
				return a.Val
			}
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// words gives all text under n, white space collapsed.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
