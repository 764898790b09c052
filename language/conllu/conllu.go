// Package conllu reads treebanks in the CoNLL-U format, gzipped or plain, and
// rebuilds the raw text that they annotate.
package conllu

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// Word is one syntactic word of a treebank.
type Word struct {
	Form, Lemma, UPOS, XPOS, Feats string
	Head                           int // 1-based index of the governor in the sentence, 0 for the root
	Rel                            string
	Misc                           string // the MISC column of the word
	Joined                         bool   // continues the multiword token of the word before
	Space                          string // white space that follows the word in the text
	Start, End                     int    // byte offsets in the raw text, set by [Raw]
}

// Sentence is one annotated sentence.
type Sentence struct {
	ID       string
	NewDoc   bool // the sentence opens a document
	NewPar   bool // the sentence opens a paragraph
	Document string
	Text     string // the "# text" comment
	Words    []Word
}

// ReadFile reads the treebank in the named file, gunzipping it if its name ends in ".gz".
func ReadFile(name string) ([]Sentence, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read treebank: %w", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, fmt.Errorf("read treebank %s: %w", name, err)
		}
		r = z
	}
	sents, err := Read(r)
	if err != nil {
		return nil, fmt.Errorf("read treebank %s: %w", name, err)
	}
	return sents, nil
}

// Read reads a treebank. Empty nodes of the enhanced graph are skipped.
func Read(r io.Reader) ([]Sentence, error) {
	p := parser{}
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 1<<16), 1<<24)
	for line := 1; sc.Scan(); line++ {
		if err := p.line(strings.TrimRight(sc.Text(), "\r")); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
	p.flush()
	return p.out, sc.Err()
}

type parser struct {
	out      []Sentence
	cur      Sentence
	document string
	last     int    // ID of the last word of the open multiword token
	space    string // white space after the open multiword token
}

func (p *parser) flush() {
	if len(p.cur.Words) > 0 {
		p.cur.Document = p.document
		p.out = append(p.out, p.cur)
	}
	p.cur, p.last = Sentence{}, 0
}

func (p *parser) line(s string) error {
	switch {
	case s == "":
		p.flush()
		return nil
	case s[0] == '#':
		p.comment(strings.TrimSpace(s[1:]))
		return nil
	}
	f := strings.Split(s, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	if strings.Contains(f[0], ".") {
		return nil
	}
	space := spaceAfter(f[9])
	if _, to, ok := strings.Cut(f[0], "-"); ok {
		last, err := strconv.Atoi(to)
		if err != nil {
			return fmt.Errorf("id %q: %w", f[0], err)
		}
		p.last, p.space = -last, space // negative until its first word has come
		return nil
	}
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return fmt.Errorf("id %q: %w", f[0], err)
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return fmt.Errorf("head %q: %w", f[6], err)
	}
	w := Word{Form: f[1], Lemma: f[2], UPOS: f[3], XPOS: f[4], Feats: f[5], Head: head, Rel: f[7], Misc: f[9], Space: space}
	if w.Feats == "_" {
		w.Feats = ""
	}
	if w.Lemma == "_" && w.Form != "_" {
		w.Lemma = w.Form
	}
	last := p.last
	if last < 0 {
		p.last, last = -last, -last
	} else if id <= last {
		w.Joined = true
	}
	if id < last {
		w.Space = ""
	} else if id == last {
		w.Space = p.space
	}
	p.cur.Words = append(p.cur.Words, w)
	return nil
}

func (p *parser) comment(s string) {
	key, val, _ := strings.Cut(s, "=")
	key, val = strings.TrimSpace(key), strings.TrimSpace(val)
	switch {
	case strings.HasPrefix(key, "newdoc"):
		p.cur.NewDoc, p.document = true, val
	case key == "newpar" || key == "newpar id":
		p.cur.NewPar = true
	case key == "sent_id":
		p.cur.ID = val
	case key == "text":
		p.cur.Text = val
	}
}

var unescape = strings.NewReplacer(`\s`, " ", `\n`, "\n", `\t`, "\t", `\r`, "\r", `\u00A0`, "\u00a0")

func spaceAfter(misc string) string {
	for _, kv := range strings.Split(misc, "|") {
		if kv == "SpaceAfter=No" {
			return ""
		}
		if v, ok := strings.CutPrefix(kv, "SpacesAfter="); ok {
			return unescape.Replace(v)
		}
	}
	return " "
}

// Raw rebuilds the text of the sentences as the CoNLL 2018 shared task gave it:
// sentences follow each other as they stand, and a blank line opens every
// document and paragraph. It sets the words' offsets into that text.
func Raw(sents []Sentence) string {
	var b []byte
	for i := range sents {
		s := &sents[i]
		if len(b) > 0 && (s.NewDoc || s.NewPar) {
			b = append(bytes.TrimRight(b, " "), "\n\n"...)
		}
		for j := range s.Words {
			w := &s.Words[j]
			w.Start = len(b)
			b = append(b, w.Form...)
			w.End = len(b)
			b = append(b, w.Space...)
		}
	}
	return string(b)
}
