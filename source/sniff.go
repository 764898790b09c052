package source

import (
	"bytes"
	"mime"
	"path"
	"regexp"
	"strings"
)

// form is the kind of writing that a report comes in.
type form uint8

const (
	plain form = iota
	markdown
	page
)

var (
	htmlStart = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b`)
	// A heading or a front matter at the very start; nothing weaker, since plain
	// text may well begin with "> " or "* ".
	markdownStart = regexp.MustCompile(`^(?:#\s+\S|---[ \t]*\r?\n[A-Za-z_]+[ \t]*:)`)
)

// sniff tells the form: by what a server says, by the extension, by the first
// bytes. Bytes that begin an HTML document outweigh a name and a media type of
// plain text, under which pages are often saved and served.
func sniff(in Input) form {
	start := bytes.TrimPrefix(in.Data, utf8BOM)
	start = start[:min(len(start), 4096)]
	if htmlStart.Match(start) {
		return page
	}
	name, _, _ := strings.Cut(in.Name, "?")
	ext := strings.ToLower(path.Ext(name))
	media, _, _ := mime.ParseMediaType(in.ContentType)
	switch media {
	case "text/html", "application/xhtml+xml":
		return page
	case "text/markdown", "text/x-markdown":
		return markdown
	case "text/plain":
		// Servers name Markdown so, too.
		if ext != ".md" && ext != ".markdown" {
			return plain
		}
	}
	switch ext {
	case ".html", ".htm", ".xhtml":
		return page
	case ".md", ".markdown":
		return markdown
	case ".txt", ".text":
		return plain
	}
	if markdownStart.Match(start) {
		return markdown
	}
	return plain
}
