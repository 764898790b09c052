package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"

	"github.com/jdkato/prose/v2"
	"github.com/neurosnap/sentences"
	"github.com/neurosnap/sentences/english"

	"chancery/language"
)

// token is a token as a reader gives it; First marks the first of a sentence.
type token struct {
	Text  string
	Tag   string
	First bool
}

// reader is one of the programs compared. tags names its tag set in tags.tsv, ""
// where it gives none and "none" where it has no words either.
type reader struct {
	name, tags string
	read       func([]document) ([][]token, float64, error)
}

var readers = []reader{
	{"chancery/language", "universal", each(chancery)},
	{"chancery/language, segmentation only", "", each(segmentation)},
	{"chancery/language, perceptrons alone", "universal", each(perceptronsAlone)},
	{"chancery/language, network alone (no lemmas, no names)", "universal", each(networkAlone)},
	{"jdkato/prose v2", "penn", each(withProse)},
	{"neurosnap/sentences", "none", each(withSentences)},
	{"wink-nlp", "universal", node("wink")},
	{"compromise", "compromise", node("compromise")},
}

// each reads the documents one by one and counts the processor time spent.
func each(f func(string) ([]token, error)) func([]document) ([][]token, float64, error) {
	return func(docs []document) ([][]token, float64, error) {
		if _, err := f(docs[0].text); err != nil { // loads the models
			return nil, 0, err
		}
		out := make([][]token, len(docs))
		begin := processor()
		for i, d := range docs {
			var err error
			if out[i], err = f(d.text); err != nil {
				return nil, 0, err
			}
		}
		return out, processor() - begin, nil
	}
}

// processor is the processor time of this process in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	t := func(v syscall.Timeval) float64 { return float64(v.Sec) + float64(v.Usec)/1e6 }
	return t(u.Utime) + t(u.Stime)
}

func chancery(text string) ([]token, error) { return tokens(language.Read(text)), nil }

func segmentation(text string) ([]token, error) { return tokens(language.Segment(text)), nil }

func tokens(d *language.Document) []token {
	out := make([]token, 0, len(d.Words))
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; i++ {
			out = append(out, token{d.Words[i].Text, d.Words[i].UPOS, i == s.First})
		}
	}
	return out
}

// proseModel is kept from the first document on; prose would load it anew for each.
var proseModel *prose.Model

// withProse marks the sentences' first tokens, as prose gives tokens and
// sentences apart.
func withProse(text string) ([]token, error) {
	options := []prose.DocOpt{prose.WithExtraction(false)}
	if proseModel != nil {
		options = append(options, prose.UsingModel(proseModel))
	}
	d, err := prose.NewDocument(text, options...)
	if err != nil {
		return nil, err
	}
	proseModel = d.Model
	var out []token
	for _, t := range d.Tokens() {
		out = append(out, token{Text: t.Text, Tag: t.Tag})
	}
	var starts []string
	for _, s := range d.Sentences() {
		starts = append(starts, s.Text)
	}
	return openings(text, out, starts), nil
}

// openings marks the tokens at which the sentences begin.
func openings(text string, toks []token, sents []string) []token {
	begins := map[int]bool{}
	for _, s := range locate(text, sents) {
		begins[s[0]] = true
	}
	forms := make([]string, len(toks))
	for i, t := range toks {
		forms[i] = t.Text
	}
	for i, s := range locate(text, forms) {
		toks[i].First = begins[s[0]]
	}
	return toks
}

var punkt = sync.OnceValues(func() (*sentences.DefaultSentenceTokenizer, error) { return english.NewSentenceTokenizer(nil) })

// withSentences gives whole sentences as tokens: it has no words.
func withSentences(text string) ([]token, error) {
	t, err := punkt()
	if err != nil {
		return nil, err
	}
	var out []token
	for _, s := range t.Tokenize(text) {
		out = append(out, token{Text: s.Text, First: true})
	}
	return out, nil
}

// node runs one of the JavaScript readers, which times itself.
func node(which string) func([]document) ([][]token, float64, error) {
	return func(docs []document) ([][]token, float64, error) {
		var in bytes.Buffer
		e := json.NewEncoder(&in)
		for _, d := range docs {
			if err := e.Encode(d.text); err != nil {
				return nil, 0, err
			}
		}
		cmd := exec.Command("node", "read.mjs", which)
		cmd.Dir, cmd.Stdin, cmd.Stderr = "node", &in, os.Stderr
		b, err := cmd.Output()
		if err != nil {
			return nil, 0, fmt.Errorf("node read.mjs %s: %w", which, err)
		}
		var out [][]token
		sc := bufio.NewScanner(bytes.NewReader(b))
		sc.Buffer(nil, 1<<28)
		for len(out) < len(docs) && sc.Scan() {
			var toks []token
			if err := json.Unmarshal(sc.Bytes(), &toks); err != nil {
				return nil, 0, err
			}
			out = append(out, toks)
		}
		var seconds float64
		if !sc.Scan() {
			return nil, 0, fmt.Errorf("node read.mjs %s: output cut short", which)
		}
		err = json.Unmarshal(sc.Bytes(), &seconds)
		return out, seconds, err
	}
}
