package language

import (
	"reflect"
	"testing"
)

// sample is "The envoy left. She returned" as Read would give it.
func sample() *Document {
	d := &Document{Text: "The envoy left. She returned"}
	for _, w := range []Word{
		{Start: 0, End: 3, Head: 1, Rel: "det"}, {Start: 4, End: 9, Head: 2, Rel: "nsubj"}, {Start: 10, End: 14, Head: -1, Rel: "root"},
		{Start: 14, End: 15, Head: 2, Rel: "punct"}, {Start: 16, End: 19, Head: 5, Rel: "nsubj"}, {Start: 20, End: 28, Head: -1, Rel: "root"},
	} {
		w.Text = d.Text[w.Start:w.End]
		d.Words = append(d.Words, w)
	}
	d.Sentences = []Sentence{{0, 4}, {4, 6}}
	d.Mentions = []Mention{{1, 2, "PERSON"}}
	return d
}

func TestTree(t *testing.T) {
	bare, read := sample(), sample()
	read.index()
	for name, d := range map[string]*Document{"made by hand": bare, "indexed": read} {
		if got := d.Children(2); !reflect.DeepEqual(got, []int{1, 3}) {
			t.Errorf("%s: Children(2) = %v", name, got)
		}
		if first, last := d.Subtree(1); first != 0 || last != 2 {
			t.Errorf("%s: Subtree(1) = %d, %d", name, first, last)
		}
		if first, last := d.Subtree(2); first != 0 || last != 4 {
			t.Errorf("%s: Subtree(2) = %d, %d", name, first, last)
		}
		if d.Sentence(3) != 0 || d.Sentence(4) != 1 {
			t.Errorf("%s: Sentence is wrong", name)
		}
		if d.MentionAt(1) != 0 || d.MentionAt(2) != -1 {
			t.Errorf("%s: MentionAt is wrong", name)
		}
		if d.Child(2, "obj", "nsubj") != 1 || d.Child(0, "det") != -1 {
			t.Errorf("%s: Child is wrong", name)
		}
		if d.Root(1) != 5 || !d.Dominates(2, 0) || d.Dominates(1, 2) {
			t.Errorf("%s: Root or Dominates is wrong", name)
		}
		if d.WordAt(10) != 2 || d.WordAt(15) != 4 || d.WordAt(28) != 6 {
			t.Errorf("%s: WordAt is wrong", name)
		}
		if got := d.Span(0, 2); got != "The envoy" {
			t.Errorf("%s: Span = %q", name, got)
		}
	}
}

// A cycle cannot come out of Read, but must not hang a caller who builds one.
func TestTreeCycle(t *testing.T) {
	d := sample()
	d.Words[2].Head = 1
	d.index()
	if first, last := d.Subtree(1); first != 0 || last != 4 {
		t.Errorf("Subtree(1) = %d, %d", first, last)
	}
}
