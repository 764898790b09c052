// Package said finds what the report quotes and who is said to have said what:
// direct, mixed and indirect statements with their speaker, cue, content, date,
// channel, addressee and source. Which verbs, nouns and phrases report speech
// stands in verbs.tsv; which of them with which contents are statements, and how
// sure that is, in the learned tables model.tsv, speaker.tsv and confidence.tsv.
package said

import (
	"sort"
	"strings"
	"unicode"

	"chancery/reading/draft"
)

// Quotes fills d.Quotes from d.Text and d.Paragraphs alone, so that it can run
// before any other stage. Runs are listed in order of their opening marks; a
// quotation that goes on in the next paragraph is one Quote a paragraph, all but
// the last Open.
func Quotes(d *draft.Draft) {
	d.Quotes = d.Quotes[:0]
	running := false
	for i, p := range d.Paragraphs {
		marks := marksIn(d.Text, p)
		if running && !opensWith(marks, p) {
			// the paragraph goes on with the quotation without a mark of its own
			marks = append([]mark{{start: p.Start, end: p.Start, family: double, opens: true, firm: true}}, marks...)
		}
		var next draft.Range
		if i > 0 && i+1 < len(d.Paragraphs) {
			next = d.Paragraphs[i+1]
		}
		var found []draft.Quote
		found, running = pair(d.Text, p, marks, next)
		d.Quotes = append(d.Quotes, found...)
	}
}

// opensWith tells whether the paragraph begins with an opening double mark.
func opensWith(marks []mark, p draft.Range) bool {
	return len(marks) > 0 && marks[0].family == double && marks[0].opens && marks[0].start == p.Start
}

// pair matches the marks of one paragraph. running tells whether a quotation is
// left open that next, the following paragraph, takes up.
func pair(text string, p draft.Range, marks []mark, next draft.Range) (out []draft.Quote, running bool) {
	var stack []mark
	top := func(f family) int {
		for i := len(stack) - 1; i >= 0; i-- {
			if stack[i].family == f {
				return i
			}
		}
		return -1
	}
	add := func(open mark, end, outer int, isOpen bool, depth int) {
		q := draft.Quote{Outer: draft.Range{Start: open.start, End: outer}, Inner: trim(text, open.end, end), Open: isOpen, Depth: depth}
		if q.Inner.Start < q.Inner.End {
			q.Scare = !isOpen && scare(text, p, q)
			out = append(out, q)
		}
	}
	for i, m := range marks {
		at := top(m.family)
		switch {
		case m.closes && at >= 0 && (m.family != single || closer(marks, stack[at]) == i):
			add(stack[at], m.start, m.end, false, at)
			stack = stack[:at] // what was opened within and never closed was no quotation
		case m.opens && m.family == single:
			if at < 0 && closer(marks, m) >= 0 {
				stack = append(stack, m)
			}
		case m.opens && at >= 0 && !nests(marks[i:], stack):
			add(stack[at], m.start, m.start, false, at) // the mark that should have closed it is missing
			stack = append(stack[:at], m)
		case m.opens:
			stack = append(stack, m)
		}
	}
	for depth, m := range stack {
		if m.family == single {
			continue
		}
		running = depth == 0 && goesOn(text, next)
		add(m, p.End, p.End, running, depth)
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Outer.Start < out[b].Outer.Start })
	return out, running
}

// closer returns the index of the mark that closes the single mark open: the
// first before the next opening one that cannot be an apostrophe, else the first
// that may be; -1 if none.
func closer(marks []mark, open mark) int {
	first := -1
	for i, m := range marks {
		if m.start <= open.start || m.family != single {
			continue
		}
		if m.opens && !m.closes {
			break
		}
		if m.closes && m.firm {
			return i
		}
		if m.closes && first < 0 {
			first = i
		}
	}
	return first
}

// nests tells whether rest, which begins with an opening double mark, closes all
// that is open of its family: then the mark opens a quotation within one.
func nests(rest []mark, stack []mark) bool {
	f, open, depth := rest[0].family, 0, 0
	for _, m := range stack {
		if m.family == f {
			open++
		}
	}
	depth = open
	for _, m := range rest {
		switch {
		case m.family != f:
		case m.closes:
			depth--
		case m.opens:
			depth++
		}
		if depth == 0 {
			return true
		}
	}
	return false
}

// goesOn tells whether paragraph next takes up a quotation left open before it:
// it opens with a mark, or its first double mark closes.
func goesOn(text string, next draft.Range) bool {
	if next.End == 0 {
		return false
	}
	marks := marksIn(text, next)
	for _, m := range marks {
		if m.family == double {
			return opensWith([]mark{m}, next) || (m.closes && !m.opens)
		}
	}
	return false
}

// trim leaves white space out of [start, end).
func trim(text string, start, end int) draft.Range {
	s := text[start:end]
	start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	end -= len(s) - len(strings.TrimRightFunc(s, unicode.IsSpace))
	return draft.Range{Start: start, End: max(start, end)}
}

// namers are words before a quotation that gives a name instead of an utterance.
var namers = []string{"so-called", "dubbed", "nicknamed", "codenamed", "code-named", "titled", "entitled", "named", "known as", "alias", "the movie", "the film", "the book", "the song"}

// small are words that titles write without a capital.
var small = map[string]bool{"a": true, "an": true, "and": true, "as": true, "at": true, "by": true, "for": true, "from": true, "in": true, "of": true, "on": true, "or": true, "the": true, "to": true, "with": true}

// scare tells whether the quotation is a title, a nickname or a single word
// rather than words that someone is quoted with.
func scare(text string, p draft.Range, q draft.Quote) bool {
	inner := text[q.Inner.Start:q.Inner.End]
	fields := strings.Fields(inner)
	before := strings.ToLower(strings.TrimRight(text[p.Start:q.Outer.Start], " "))
	for _, n := range namers {
		if strings.HasSuffix(before, n) {
			return true
		}
	}
	if strings.HasSuffix(before, ":") || strings.ContainsAny(inner[len(inner)-1:], "!?") {
		return false
	}
	if len(fields) == 1 {
		return true
	}
	capitals := 0
	for _, f := range fields {
		r := []rune(strings.TrimLeft(f, "'‘“\"("))
		switch {
		case len(r) > 0 && unicode.IsUpper(r[0]):
			capitals++
		case !small[strings.ToLower(f)]:
			return false
		}
	}
	return capitals >= 2 && len(fields) <= 8
}
