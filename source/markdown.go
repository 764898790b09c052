package source

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"go.yaml.in/yaml/v3"
)

// maxFrontMatter bounds, in bytes, what is given to the YAML decoder.
const maxFrontMatter = 64 << 10

// parseMarkdown reads CommonMark with tables and struck text, under a front
// matter in YAML where there is one. The title is the front matter's, or else
// the heading that the text begins with.
func parseMarkdown(text string) (Report, error) {
	r, body, err := cutFrontMatter(text)
	if err != nil {
		return Report{}, err
	}
	if err := refuseTangled(body); err != nil {
		return Report{}, err
	}
	paragraphs, heading := markdownBlocks([]byte(body))
	if len(paragraphs) > 0 && heading && (r.Title == "" || paragraphs[0] == r.Title) {
		r.Title, paragraphs = paragraphs[0], paragraphs[1:]
	}
	r.Text = join(r.Title, paragraphs)
	return r, nil
}

// cutFrontMatter parts the front matter from the text. Lines between two rules
// that are no YAML mapping are text.
func cutFrontMatter(text string) (Report, string, error) {
	var r Report
	rest, found := strings.CutPrefix(strings.TrimLeft(text, "\n"), "---\n")
	if !found {
		return r, text, nil
	}
	head, body, found := cutRule("\n" + rest)
	if !found || len(head) > maxFrontMatter {
		return r, text, nil
	}
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(head), &node); err != nil {
		return r, "", fmt.Errorf("front matter: %w", err)
	}
	if len(node.Content) == 0 || node.Content[0].Kind != yaml.MappingNode {
		return r, text, nil
	}
	fields := map[string]any{}
	if err := node.Decode(&fields); err != nil {
		return r, "", fmt.Errorf("front matter: %w", err)
	}
	for key, value := range fields {
		r.set(strings.ToLower(key), value)
	}
	return r, body, nil
}

// cutRule cuts text at the first line that is "---" or "...".
func cutRule(text string) (before, after string, found bool) {
	at := frontMatterEnd.FindStringIndex(text)
	if at == nil {
		return text, "", false
	}
	return text[:at[0]], text[at[1]:], true
}

var frontMatterEnd = regexp.MustCompile(`\n(?:---|\.\.\.)[ \t]*(?:\n|$)`)

// set takes one key of a front matter over, as site generators name them.
func (r *Report) set(key string, value any) {
	words := strings.TrimSpace(fmt.Sprint(value))
	switch key {
	case "title", "headline":
		r.Title = strings.Join(strings.Fields(words), " ")
	case "source", "publisher":
		r.Source = words
	case "url", "link", "canonical", "canonicalurl", "canonical_url":
		r.URL = words
	case "date", "published", "pubdate", "publishdate":
		if t, ok := value.(time.Time); ok {
			r.Published = day(t)
		} else if t, ok := findDay(words); ok {
			r.Published = t
		} else if value != nil {
			r.Notes = append(r.Notes, fmt.Sprintf("the front matter's %s %q is no day: left out", key, words))
		}
	}
}

// refuseTangled refuses nesting that no person writes, over which the Markdown
// parser's time grows with the square of the length.
func refuseTangled(text string) error {
	const deepest, mostLinks = 50, 1000
	if len(text) > 2*MaxText {
		return fmt.Errorf("%w: more than %d MiB of Markdown", ErrTooLarge, 2*MaxText>>20)
	}
	links := 0
	for line := range strings.Lines(text) {
		body := strings.TrimLeft(line, " \t>*+-")
		marks := line[:len(line)-len(body)]
		if depth := len(strings.Fields(marks)) + strings.Count(marks, ">"); depth > 2*deepest {
			return fmt.Errorf("%w: lists and quotations more than %d deep", ErrTangled, deepest)
		}
		if body == "\n" {
			links = 0
		}
		if links += strings.Count(line, "["); links > mostLinks {
			return fmt.Errorf("%w: more than %d links in one paragraph", ErrTangled, mostLinks)
		}
	}
	return nil
}

// markdownBlocks gives the paragraphs of a Markdown text, and whether the first
// is a heading.
func markdownBlocks(src []byte) (paragraphs []string, heading bool) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	doc := md.Parser().Parse(gmtext.NewReader(src))
	add := func(n ast.Node, text string) {
		text = strings.Join(strings.Fields(text), " ")
		if text == "" {
			return
		}
		if len(paragraphs) == 0 {
			heading = n.Kind() == ast.KindHeading
		}
		paragraphs = append(paragraphs, text)
	}
	// The walker never returns an error of its own.
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.Kind() {
		case ast.KindHeading, ast.KindParagraph, ast.KindTextBlock, extast.KindTableRow, extast.KindTableHeader:
			add(n, inline(n, src))
			return ast.WalkSkipChildren, nil
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			add(n, string(n.Lines().Value(src)))
			return ast.WalkSkipChildren, nil
		case ast.KindHTMLBlock:
			for _, p := range htmlBlocks(string(n.Lines().Value(src))) {
				add(n, p)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return paragraphs, heading
}

// inline gives a block's words: links by their text, pictures and what is struck
// out left out.
func inline(block ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Kind() == extast.KindTableCell {
				b.WriteByte(' ')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image, *ast.RawHTML, *extast.Strikethrough:
			return ast.WalkSkipChildren, nil
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.Write(t.Value(src))
				}
			}
			return ast.WalkSkipChildren, nil
		case *ast.String:
			b.Write(n.Value)
		case *ast.Text:
			b.WriteString(html.UnescapeString(string(util.UnescapePunctuations(n.Value(src)))))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
