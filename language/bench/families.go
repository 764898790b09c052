package main

import (
	"fmt"
	"os"
	"sync"

	"chancery/language"
	"chancery/language/eval"
	"chancery/language/neural"
	"chancery/language/perceptron"
)

// perceptrons is the layer's first family alone.
var perceptrons = sync.OnceValues(func() (func(*language.Document), error) {
	b, err := os.ReadFile("../models/trees.bin")
	if err != nil {
		return nil, err
	}
	m, _, err := perceptron.Read(b)
	if err != nil {
		return nil, err
	}
	if b, err = os.ReadFile("../models/forms.bin"); err != nil {
		return nil, err
	}
	if m.Forms, _, err = perceptron.ReadForms(b); err != nil {
		return nil, err
	}
	return eval.Perceptron(m), nil
})

func perceptronsAlone(text string) ([]token, error) {
	annotate, err := perceptrons()
	if err != nil {
		return nil, fmt.Errorf("perceptrons alone: %w", err)
	}
	d := language.Segment(text)
	annotate(d)
	return tokens(d), nil
}

var network = sync.OnceValues(func() (*neural.Model, error) {
	b, err := os.ReadFile("../models/neural.bin")
	if err != nil {
		return nil, err
	}
	m, _, err := neural.Read(b)
	return m, err
})

// networkAlone tags and parses only.
func networkAlone(text string) ([]token, error) {
	m, err := network()
	if err != nil {
		return nil, fmt.Errorf("network alone: %w", err)
	}
	d := language.Segment(text)
	doc := make([][]neural.Token, len(d.Sentences))
	for k, s := range d.Sentences {
		for _, w := range d.Words[s.First:s.Last] {
			doc[k] = append(doc[k], neural.Token{Form: w.Text})
		}
	}
	m.Annotate(doc)
	for k, s := range d.Sentences {
		for i, t := range doc[k] {
			d.Words[s.First+i].UPOS = t.UPOS
		}
	}
	return tokens(d), nil
}
