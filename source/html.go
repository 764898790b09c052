package source

import (
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxElements bounds the time that one page takes; a long live blog has a fifth of it.
const maxElements = 100_000

// parseHTML reads a web page: its main text as readability finds it, its
// headline, its day of publication, its site's name and canonical address.
func parseHTML(text, address string) (Report, error) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return Report{}, fmt.Errorf("parse page: %w", err)
	}
	m := readMeta(doc)
	base, _ := url.Parse(address)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	article, err := parser.ParseDocument(doc, base)
	if err != nil {
		return Report{}, fmt.Errorf("find the page's main text: %w", err)
	}
	r := Report{Title: m.headline(article.Title()), Published: m.published, Source: m.site, URL: m.canonical, Canonical: m.canonical}
	var paragraphs []string
	if article.Node != nil {
		paragraphs = blocks(article.Node)
	}
	if len(paragraphs) == 0 {
		paragraphs = blocks(doc)
	}
	for len(paragraphs) > 0 && paragraphs[0] == r.Title {
		paragraphs = paragraphs[1:]
	}
	if len(paragraphs) == 0 {
		return Report{}, fmt.Errorf("%w that reads as an article: it may be drawn by script", ErrEmpty)
	}
	r.Text = join(r.Title, paragraphs)
	return r, nil
}

// htmlBlocks gives the paragraphs of a piece of HTML.
func htmlBlocks(text string) []string {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil
	}
	return blocks(doc)
}

// skipped are the elements whose text is not the report's: scripts, furniture
// around the text, and pictures with their captions, which repeat it.
var skipped = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true,
	atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Button: true,
	atom.Figure: true, atom.Svg: true, atom.Iframe: true, atom.Object: true, atom.Select: true,
}

// inlined are the elements that part no paragraphs.
var inlined = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true,
	atom.Cite: true, atom.Code: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.Q: true, atom.S: true,
	atom.Samp: true, atom.Small: true, atom.Span: true, atom.Strong: true, atom.Sub: true,
	atom.Sup: true, atom.Time: true, atom.Tt: true, atom.U: true, atom.Var: true, atom.Wbr: true,
	atom.Img: true, atom.Td: true, atom.Th: true,
}

// blocks gives the text under n, one string a paragraph, white space collapsed.
func blocks(n *html.Node) []string {
	c := &collector{}
	c.walk(n)
	c.flush()
	return c.paragraphs
}

type collector struct {
	paragraphs []string
	line       strings.Builder
	breaks     int // br elements in a row, two of which part paragraphs
}

func (c *collector) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			c.breaks = 0
		}
		c.line.WriteString(n.Data)
		return
	case html.CommentNode:
		return
	case html.ElementNode:
		if skipped[n.DataAtom] {
			return
		}
		if n.DataAtom == atom.Br {
			c.line.WriteByte('\n')
			if c.breaks++; c.breaks == 2 {
				c.flush()
			}
			return
		}
	}
	inside := n.Type == html.ElementNode && inlined[n.DataAtom]
	if !inside {
		c.flush()
	}
	quoted := n.DataAtom == atom.Q
	if quoted {
		c.line.WriteString("“")
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		c.walk(child)
	}
	if quoted {
		c.line.WriteString("”")
	}
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		c.line.WriteByte(' ')
	}
	if !inside {
		c.flush()
	}
}

func (c *collector) flush() {
	if p := strings.Join(strings.Fields(c.line.String()), " "); p != "" {
		c.paragraphs = append(c.paragraphs, p)
	}
	c.line.Reset()
	c.breaks = 0
}
