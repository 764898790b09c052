package web

import (
	"strings"
	"testing"

	"chancery"
)

// spanIn is where words stand in a text, in code points.
func spanIn(text, words string) chancery.Span {
	i := strings.Index(text, words)
	start := len([]rune(text[:i]))
	return chancery.Span{Start: start, End: start + len([]rune(words)), Text: words}
}

func TestParagraphs(t *testing.T) {
	type marked struct{ cue, quote, actor string } // words of the text, "" for none
	for _, c := range []struct {
		name, title, text string
		marks             marked
		want              string // pieces as [class:text], paragraphs parted by bars
	}{
		{"nothing marked", "", "Plain words.", marked{}, "[:Plain words.]"},
		{"a heading", "Talks", "Talks\n\nThey met.", marked{cue: "met"}, "[:Talks]|[:They ][cue:met][:.]"},
		{"beyond ASCII", "", "Þór Ólafsson met “Łukasz” 🕊 in Kraków.", marked{cue: "met", actor: "“Łukasz” 🕊"},
			"[:Þór Ólafsson ][cue:met][: ][actor:“Łukasz” 🕊][: in Kraków.]"},
		{"one in another", "", "He said: we told them all.", marked{cue: "told", quote: "we told them all"},
			"[:He said: ][quote-mark:we ][cue quote-mark:told][quote-mark: them all][:.]"},
		{"overlapping", "", "The envoys met there.", marked{cue: "envoys met", actor: "The envoys"},
			"[actor:The ][cue actor:envoys][cue: met][: there.]"},
		{"over a paragraph's end", "", "One met\n\ntwo there.", marked{cue: "met\n\ntwo"}, "[:One ][cue:met]|[cue:two][: there.]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &chancery.Record{Document: chancery.Document{Title: c.title, Text: c.text}}
			if c.marks.cue != "" {
				r.Events = []chancery.Event{{ID: "e1", Type: chancery.Consult, Cue: spanIn(c.text, c.marks.cue)}}
			}
			if c.marks.quote != "" {
				r.Statements = []chancery.Statement{{ID: "s1", Content: []chancery.Span{spanIn(c.text, c.marks.quote)}}}
			}
			if c.marks.actor != "" {
				r.Actors = []chancery.Actor{{ID: "a1", Name: "X", Mentions: []chancery.Span{spanIn(c.text, c.marks.actor)}}}
			}
			var got []string
			for _, p := range paragraphsOf(r, func(local string) string { return "/entry/" + local }) {
				line := ""
				for _, q := range p.Pieces {
					classes := strings.Fields(q.Class)
					if len(classes) == 2 && classes[1] == "cue" {
						classes[0], classes[1] = classes[1], classes[0]
					}
					line += "[" + strings.Join(classes, " ") + ":" + q.Text + "]"
					if strings.Contains(q.Class, "cue") && q.Address != "/entry/e1" {
						t.Errorf("%q leads to %q", q.Text, q.Address)
					}
				}
				got = append(got, line)
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

// TestMarksOutside has spans beyond the text, as a faulty record may: they must not
// take the page down.
func TestMarksOutside(t *testing.T) {
	r := &chancery.Record{Document: chancery.Document{Text: "Short."},
		Events: []chancery.Event{{ID: "e1", Cue: chancery.Span{Start: 3, End: 99}}, {ID: "e2", Cue: chancery.Span{Start: -4, End: 2}}, {ID: "e3", Cue: chancery.Span{Start: 50, End: 60}}}}
	whole := ""
	for _, p := range paragraphsOf(r, func(string) string { return "" }) {
		for _, q := range p.Pieces {
			whole += q.Text
		}
	}
	if whole != "Short." {
		t.Errorf("%q", whole)
	}
}

func TestSurroundings(t *testing.T) {
	text := "A title\n\nThey came. OSLO, Jan. 20 - The two met at noon in the hall. Then all left."
	got := surroundings(text, spanIn(text, "met"))
	if want := "OSLO, Jan. 20 - The two |met| at noon in the hall."; got.Before+"|"+got.Cue+"|"+got.After != want {
		t.Errorf("%q", got.Before+got.Cue+got.After)
	}
	if got := surroundings("short", chancery.Span{Start: 2, End: 90, Text: "x"}); got.Cue != "x" {
		t.Errorf("%q", got.Cue)
	}
}
