package gather

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"chancery/source"
)

// Fields names the fields of JSON Lines and tables. A name may lead into an
// object: "article.body". Those that are "" are told by the usual names.
type Fields struct {
	Text, HTML, Title, Published, Source, URL string
}

func (f Fields) String() string {
	return strings.Join([]string{f.Text, f.HTML, f.Title, f.Published, f.Source, f.URL}, "\x00")
}

// The names that collections of news give their fields, the likeliest first.
var (
	textNames      = []string{"text", "body", "content", "maintext", "article", "article_text", "full_text", "fulltext", "content_text", "story", "plain_text"}
	htmlNames      = []string{"html", "content_html", "body_html", "raw_html"}
	titleNames     = []string{"title", "headline", "heading", "name"}
	publishedNames = []string{"published", "date", "published_at", "publishedat", "date_published", "datepublished", "date_publish", "publication_date", "pubdate", "pub_date", "publish_date", "timestamp", "datetime", "created_at"}
	sourceNames    = []string{"source", "publisher", "outlet", "publication", "site", "site_name", "source_name", "source_domain", "domain"}
	urlNames       = []string{"url", "link", "canonical_url", "web_url", "weburl", "uri", "address"}
)

// parts takes a report's parts out of a row's fields.
func (f Fields) parts(row map[string]any, name string) (source.Parts, error) {
	folded := make(map[string]any, len(row))
	for key, value := range row {
		folded[strings.ToLower(key)] = value
	}
	get := func(named string, usual []string) string {
		if named != "" {
			return words(lookUp(row, named))
		}
		for _, n := range usual {
			if s := words(folded[n]); s != "" {
				return s
			}
		}
		return ""
	}
	p := source.Parts{
		Title: get(f.Title, titleNames), Published: get(f.Published, publishedNames),
		Source: get(f.Source, sourceNames), URL: get(f.URL, urlNames), Name: name,
	}
	if f.HTML == "" || f.Text != "" {
		p.Text = get(f.Text, textNames)
	}
	if f.Text == "" || f.HTML != "" {
		p.HTML = get(f.HTML, htmlNames)
	}
	if strings.TrimSpace(p.Text) == "" && strings.TrimSpace(p.HTML) == "" {
		return p, fmt.Errorf("%w in the fields it has (%s): name the one that holds it with --text or --html",
			source.ErrEmpty, keys(row))
	}
	return p, nil
}

// check finds a table out that has no column of texts.
func (f Fields) check(columns []string) error {
	row := map[string]any{}
	for _, c := range columns {
		row[c] = "text"
	}
	_, err := f.parts(row, "")
	return err
}

// lookUp finds a field by its name, or by names that lead into objects.
func lookUp(row map[string]any, name string) any {
	if v, ok := row[name]; ok {
		return v
	}
	first, rest, found := strings.Cut(name, ".")
	if !found {
		return nil
	}
	inner, _ := row[first].(map[string]any)
	return lookUp(inner, rest)
}

// words makes text of a value: of a list its parts, of an object its name or text.
func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case []any:
		var all []string
		for _, e := range v {
			if s := words(e); s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, "\n\n")
	case map[string]any:
		for _, name := range []string{"name", "title", "text", "href", "url"} {
			if s, ok := v[name].(string); ok {
				return s
			}
		}
	}
	return ""
}

// keys lists a row's fields for an error, the first ten of them.
func keys(row map[string]any) string {
	var all []string
	for key := range row {
		if r := []rune(key); len(r) > 30 {
			key = string(r[:30]) + "…"
		}
		all = append(all, key)
	}
	sort.Strings(all)
	if len(all) > 10 {
		all = append(all[:10], "…")
	}
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}
