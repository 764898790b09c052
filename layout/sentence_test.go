package layout

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
)

// at gives a page over text and the span of s in it.
func at(text, s string) (*page, chancery.Span) {
	start := utf8.RuneCountInString(text[:strings.Index(text, s)])
	return &page{text: []rune(text)}, chancery.Span{Start: start, End: start + utf8.RuneCountInString(s), Text: s}
}

func TestAround(t *testing.T) {
	tests := []struct{ text, cue, want string }{
		{"One. Two met. Three.", "met", "Two [met]."},
		{"Title\n\nGen. Smith met Mr. Lee in the U.S. on Jan. 5 with J. Doe. He left.", "met", "Gen. Smith [met] Mr. Lee in the U.S. on Jan. 5 with J. Doe."},
		{"He said: \"We met.\" She left.", "left", "She [left]."},
		{"\"We met?\" he asked. No.", "asked", "\"We met?\" he [asked]."},
		{"Wrapped\nlines met\nhere.\n\nNext.", "met", "Wrapped lines [met] here."},
		{"São Paulo – they “met”.", "met", "São Paulo – they “[met]”."},
	}
	for _, test := range tests {
		p, span := at(test.text, test.cue)
		s := p.around(span)
		if got := s.before + "[" + s.cue + "]" + s.after; got != test.want {
			t.Errorf("%q in %q: %q, want %q", test.cue, test.text, got, test.want)
		}
	}
}

func TestClip(t *testing.T) {
	long := "The foreign ministers of the two countries met in Geneva on Monday and said that the talks would go on."
	p, span := at(long, "met")
	for n := 12; n < 120; n++ {
		s := p.around(span).clip(n)
		if got := s.before + s.cue + s.after; columns(got) > n || !strings.Contains(got, "met") {
			t.Errorf("%d columns: %q", n, got)
		}
	}
	s := p.around(span).clip(40)
	if got, want := s.before+s.cue+s.after, "… countries met in Geneva on Monday …"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShorten(t *testing.T) {
	tests := []struct {
		text string
		n    int
		want string
	}{
		{"one two three", 13, "one two three"},
		{"one two three", 12, "one two …"},
		{"one two three", 9, "one two …"},
		{"one two three", 8, "one …"},
		{"abcdefghij", 5, " …"},
		{"国家 主席 会见", 10, "国家 …"},
	}
	for _, test := range tests {
		if got := shorten(test.text, test.n); got != test.want {
			t.Errorf("%q to %d: %q, want %q", test.text, test.n, got, test.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "é": 1, "e\u0301": 1, "国家": 4, "a\u200bb": 2} {
		if got := columns(s); got != want {
			t.Errorf("%q: %d, want %d", s, got, want)
		}
	}
}

// TestWriteMalformed checks that a record that breaks its own rules is laid out
// all the same, and cannot drive the terminal.
func TestWriteMalformed(t *testing.T) {
	r := &chancery.Record{
		Document: chancery.Document{Title: "A\x1b[2Jtitle\u202e", Text: "short"},
		Events: []chancery.Event{
			{Type: "NEW", Who: []string{"a9"}, Cue: chancery.Span{Start: 90, End: 95, Text: "gone\x07"}},
			{Cue: chancery.Span{Start: 3, End: 1}},
		},
		Statements:  []chancery.Statement{{}, {Speaker: "a1", Content: []chancery.Span{{Start: -1, End: 2}}}},
		Commitments: []chancery.Commitment{{Due: &chancery.Date{}}},
		Stops:       []chancery.Stop{{}},
		Relations:   []chancery.Relation{{}},
	}
	for _, o := range []Options{{}, {Width: 500, Explain: true}} {
		var b bytes.Buffer
		if err := Write(&b, r, o); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(b.String(), "\x1b\x07\u202e") || !strings.Contains(b.String(), "«gone»") && !strings.Contains(b.String(), "gone") {
			t.Errorf("got %q", b.String())
		}
	}
}
