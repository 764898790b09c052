package gather

import (
	"bytes"
	"fmt"
	"mime"
	"path"
	"regexp"
	"strings"
)

// Format is what a source is.
type Format string

// The formats. Report is one report: plain text, Markdown or a page.
const (
	Report  Format = "report"
	Lines   Format = "jsonl" // a JSON object a line
	CSV     Format = "csv"
	TSV     Format = "tsv"
	WARC    Format = "warc"
	Feed    Format = "feed" // RSS, Atom, JSON Feed
	Sitemap Format = "sitemap"
	List    Format = "list" // an address a line
	Sources Format = "yaml" // a file of sources
	unknown Format = ""
)

// Formats are those that a user may name.
var Formats = []Format{Report, Lines, CSV, TSV, WARC, Feed, Sitemap, List, Sources}

// ParseFormat reads the name of a format; "" stands for any.
func ParseFormat(s string) (Format, error) {
	if s == "" || s == "auto" {
		return unknown, nil
	}
	for _, f := range Formats {
		if string(f) == s {
			return f, nil
		}
	}
	return "", fmt.Errorf("%q is no format: name one of %s", s, joinFormats())
}

func joinFormats() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

// byExtension are the formats that a name gives away, compression left out.
var byExtension = map[string]Format{
	".jsonl": Lines, ".ndjson": Lines, ".jl": Lines, ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".warc": WARC,
	".rss": Feed, ".atom": Feed, ".yaml": Sources, ".yml": Sources,
	".txt": Report, ".text": Report, ".md": Report, ".markdown": Report, ".html": Report, ".htm": Report, ".xhtml": Report,
}

var (
	xmlRoot  = regexp.MustCompile(`^(?:<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>\[]*(?:\[[\s\S]*?\]\s*)?>|\s)*<(?:[\w-]+:)?([A-Za-z]+)[\s>/]`)
	jsonFeed = regexp.MustCompile(`"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/`)
)

// detect tells the format of a source by its first bytes, and where these leave it
// open by its name and media type.
func detect(name, contentType string, head []byte) Format {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(head, []byte("WARC/")) {
		return WARC
	}
	if m := xmlRoot.FindSubmatch(head); m != nil {
		switch strings.ToLower(string(m[1])) {
		case "rss", "feed", "rdf":
			return Feed
		case "urlset", "sitemapindex":
			return Sitemap
		}
	}
	ext := path.Ext(plainName(name))
	named := byExtension[ext]
	if len(head) > 0 && head[0] == '{' && named != Sources {
		if jsonFeed.Match(head) {
			return Feed
		}
		if named != CSV && named != TSV {
			return Lines
		}
	}
	if named != unknown {
		return named
	}
	media, _, _ := mime.ParseMediaType(contentType)
	switch media {
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
		return Feed
	case "application/x-ndjson", "application/jsonl":
		return Lines
	case "text/csv":
		return CSV
	case "text/tab-separated-values":
		return TSV
	}
	return Report
}

// plainName is a file's name in lower case, without the ending of a compression.
func plainName(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), "?")
	for _, ext := range []string{".gz", ".zst", ".gzip", ".zstd"} {
		name = strings.TrimSuffix(name, ext)
	}
	return name
}
