package language_test

import (
	"fmt"

	"chancery/language"
)

func ExampleRead() {
	d := language.Read("The envoys didn't meet Chinese officials.")
	for _, w := range d.Words {
		fmt.Println(w.Text, w.Lemma, w.UPOS, w.Rel)
	}
	// Output:
	// The the DET det
	// envoys envoy NOUN nsubj
	// did do AUX aux
	// n't not PART advmod
	// meet meet VERB root
	// Chinese Chinese ADJ amod
	// officials official NOUN obj
	// . . PUNCT punct
}

func ExampleSegment() {
	d := language.Segment("OSLO (Reuters) - Talks can't wait, Mr. Li said. \"We’re late.\"")
	for _, s := range d.Sentences {
		fmt.Println(s.Last-s.First, d.Span(s.First, s.Last))
	}
	// Output:
	// 14 OSLO (Reuters) - Talks can't wait, Mr. Li said.
	// 6 "We’re late."
}

func ExampleDocument_Subtree() {
	d := language.Read("The minister of trade met the envoys.")
	root := d.Root(0)
	subject := d.Child(root, "nsubj")
	fmt.Println(d.Span(d.Subtree(subject)))
	// Output:
	// The minister of trade
}
