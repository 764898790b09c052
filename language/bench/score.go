package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"chancery/language/conllu"
)

// document is one document of a treebank: its text, and the spans of its words
// and sentences.
type document struct {
	text  string
	words map[[2]int]string // tag by span
	spans map[[2]int]bool
}

func documents(sents []conllu.Sentence) []document {
	var out []document
	for len(sents) > 0 {
		n := 1
		for n < len(sents) && sents[n].Document == sents[0].Document {
			n++
		}
		d := document{text: conllu.Raw(sents[:n]), words: map[[2]int]string{}, spans: map[[2]int]bool{}}
		for _, s := range sents[:n] {
			for _, w := range s.Words {
				tag := w.UPOS
				if w.Lemma == "not" {
					tag = "ADV" // as every other tag set has it
				}
				d.words[[2]int{w.Start, w.End}] = tag
			}
			d.spans[[2]int{s.Words[0].Start, s.Words[len(s.Words)-1].End}] = true
		}
		out = append(out, d)
		sents = sents[n:]
	}
	return out
}

// f1 is printed as a dash where nothing was to be compared.
type f1 struct{ gold, found, right int }

func (c f1) String() string {
	if c.found == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", 200*float64(c.right)/float64(c.gold+c.found))
}

type scores struct {
	sentences, tokens, tags f1
	words                   int
}

func score(golds []document, found [][]token, set string, classes map[string]string) scores {
	var s scores
	for i, g := range golds {
		s.words += len(g.words)
		s.sentences.gold += len(g.spans)
		s.tokens.gold += len(g.words)
		s.tags.gold += len(g.words)
		forms := make([]string, len(found[i]))
		for j, t := range found[i] {
			forms[j] = t.Text
		}
		at := locate(g.text, forms)
		first := 0
		words := f1{}
		for j, t := range found[i] {
			words.found++
			if tag, ok := g.words[at[j]]; ok {
				words.right++
				if classes["universal "+tag] == classes[set+" "+t.Tag] {
					s.tags.right++
				}
			}
			if j+1 == len(found[i]) || found[i][j+1].First {
				s.sentences.found++
				if g.spans[[2]int{at[first][0], at[j][1]}] {
					s.sentences.right++
				}
				first = j + 1
			}
		}
		if set != "none" {
			s.tokens.found += words.found
			s.tokens.right += words.right
			if set != "" {
				s.tags.found += words.found
			}
		}
	}
	return s
}

// locate finds the pieces in the text, one after the other; a piece that was
// altered and cannot be found gets an empty span where the search stands.
func locate(text string, pieces []string) [][2]int {
	out := make([][2]int, len(pieces))
	at := 0
	for i, p := range pieces {
		p = strings.TrimSpace(p)
		n := strings.Index(text[at:min(len(text), at+len(p)+200)], p)
		if n < 0 || p == "" {
			out[i] = [2]int{at, at}
			continue
		}
		out[i] = [2]int{at + n, at + n + len(p)}
		at += n + len(p)
	}
	return out
}

// readClasses reads the table of tag sets: set, tag, class.
func readClasses(name string) (map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string]string{}
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 3 {
			return nil, fmt.Errorf("%s: %q: want set, tags, class", name, line)
		}
		for _, tag := range strings.Fields(c[1]) {
			out[c[0]+" "+tag] = c[2]
		}
	}
	return out, sc.Err()
}
