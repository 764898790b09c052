package said

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/reading/draft"
)

// freeQuotes ties quotations that stand beside a reporting clause to it, and
// returns the indices in r.quotes of those that stand alone: they go to an
// earlier speaker once the other statements are known.
func (r *reader) freeQuotes() (alone []int) {
	var last *candidate // the free quotation before, in the same paragraph
	lastPara := -1
	for qi, q := range r.quotes {
		para := r.d.ParagraphAt(q.Outer.Start)
		if para == 0 && len(r.d.Paragraphs) > 1 {
			continue
		}
		if para != lastPara {
			last, lastPara = nil, para
		}
		before, after := r.segments(qi, para)
		c := r.tie(q, before, after)
		switch {
		case c != nil:
			last = c
			r.cands = append(r.cands, c)
		case !r.standsAlone(q, before, after):
		case last != nil && r.endsSentence(before):
			next := *last
			next.content, next.link = []draft.Range{utterance(r.d.Text, q)}, "between"
			last = &next
			r.cands = append(r.cands, last)
		default:
			alone = append(alone, qi)
		}
	}
	return alone
}

// segments returns the words, as half-open ranges, between quotation qi and the
// quotations or paragraph ends before and after it.
func (r *reader) segments(qi, para int) (before, after [2]int) {
	q, p := r.quotes[qi], r.d.Paragraphs[para]
	start, end := p.Start, p.End
	if qi > 0 {
		start = max(start, r.quotes[qi-1].Outer.End)
	}
	if qi+1 < len(r.quotes) {
		end = min(end, r.quotes[qi+1].Outer.Start)
	}
	between := func(from, to int) [2]int {
		a, b := r.d.WordRange(draft.Range{Start: from, End: to})
		for a < b && r.t.words[a].Start < from {
			a++
		}
		return [2]int{a, b}
	}
	return between(start, q.Outer.Start), between(q.Outer.End, end)
}

// terminal tells whether word i ends a sentence.
func (r *reader) terminal(i int) bool {
	switch r.t.words[i].Text {
	case ".", "!", "?", "...", ";":
		return true
	}
	return false
}

// endsSentence tells whether the words are none or end with a sentence.
func (r *reader) endsSentence(seg [2]int) bool {
	i := seg[1] - 1
	for i >= seg[0] && (isMark(r.t.words[i].Text) || strings.IndexFunc(r.t.words[i].Text, unicode.IsGraphic) < 0) {
		i--
	}
	return i < seg[0] || r.terminal(i)
}

// isMark tells whether s is a quotation mark.
func isMark(s string) bool {
	switch s {
	case `"`, "“", "”", "'", "‘", "’", "``", "''", "«", "»":
		return true
	}
	return false
}

// tie finds the reporting clause of quotation q after it or before it, nil if
// there is none or the quotation is a part of a reported clause.
func (r *reader) tie(q draft.Quote, before, after [2]int) *candidate {
	if q.Scare && !r.endsSentence(before) && !r.introduced(before) {
		return nil
	}
	starts := r.endsSentence(before) || r.introduced(before)
	if starts && r.endsOpen(q) {
		if v := r.cueAfter(after); v >= 0 {
			return r.freeCandidate(q, v, "after")
		}
	}
	if v := r.cueBefore(q, before); v >= 0 {
		return r.freeCandidate(q, v, "before")
	}
	if starts && !r.endsOpen(q) && len(strings.Fields(r.d.Text[q.Inner.Start:q.Inner.End])) > 2 {
		// a full stop before the mark where a comma is usual
		if v := r.cueAfter(after); v >= 0 && r.bare(v) {
			return r.freeCandidate(q, v, "after")
		}
	}
	return nil
}

// freeCandidate is the candidate for quotation q with the reporting verb v.
func (r *reader) freeCandidate(q draft.Quote, v int, link string) *candidate {
	e := r.entryAt(v)
	first, last := r.d.WordRange(q.Inner)
	head := -1
	for i := first; i < last; i++ {
		if h := r.t.words[i].Head; h < first || h >= last {
			head = i
			break
		}
	}
	return &candidate{cue: v, entry: e, class: e.class, frame: quote, head: head, free: true, link: link,
		content: []draft.Range{utterance(r.d.Text, q)}}
}

// endsOpen tells whether the quotation ends so that its sentence may go on: with
// a comma, a question, a cry, a dash, or with no mark at all.
func (r *reader) endsOpen(q draft.Quote) bool {
	s := r.d.Text[q.Inner.Start:q.Inner.End]
	c, _ := utf8.DecodeLastRuneInString(s)
	if c == '.' && !strings.HasSuffix(s, "...") {
		rest := r.d.Text[q.Outer.End:min(len(r.d.Text), q.Outer.End+1)]
		return rest == ","
	}
	return true
}

// introduced tells whether the words end with a colon or comma: a quotation
// after it is an utterance.
func (r *reader) introduced(seg [2]int) bool {
	if seg[0] >= seg[1] {
		return false
	}
	s := r.t.words[seg[1]-1].Text
	return s == ":" || s == ","
}

// standsAlone tells whether quotation q is a sentence of its own.
func (r *reader) standsAlone(q draft.Quote, before, after [2]int) bool {
	inner := r.d.Text[q.Inner.Start:q.Inner.End]
	c, _ := utf8.DecodeRuneInString(inner)
	if q.Scare || !r.endsSentence(before) || len(strings.Fields(inner)) < 3 || unicode.IsLower(c) {
		return false
	}
	end, _ := utf8.DecodeLastRuneInString(inner)
	closed := strings.ContainsRune(".?!…-—–", end) || q.Open
	return closed || after[0] >= after[1] || r.terminal(after[0])
}

// quotes tells whether word i is a verb that may introduce a quotation.
func (r *reader) quoting(i int) bool {
	e := r.entryAt(i)
	return e != nil && e.frames[quote] && !r.inside[i]
}

// cueAfter finds the reporting verb of a clause that follows a quotation: the
// clause must begin right there, with the verb, its subject, or an adverb.
func (r *reader) cueAfter(seg [2]int) int {
	t := r.t
	first := seg[0]
	for first < seg[1] && (t.words[first].UPOS == "PUNCT" && !r.terminal(first) || t.words[first].UPOS == "CCONJ") {
		first++
	}
	end := first
	for end < seg[1] && !r.terminal(end) {
		end++
	}
	for v := first; v < end; v++ {
		if !r.quoting(v) {
			if t.words[v].UPOS == "VERB" && t.finite(v) && !t.is(v, "acl") {
				return -1
			}
			continue
		}
		s := t.kid(v, "nsubj")
		switch {
		case v == first || s < 0 && v-first <= 2:
			return v
		case s < 0 || s < first || s > v:
			if r.nominalRun(first, v) {
				return v
			}
		case r.leading(first, t.lo[s]):
			return v
		case r.nominalRun(first, v):
			return v
		}
		if t.is(v, "acl") {
			continue
		}
		return -1
	}
	return -1
}

// leading tells whether words [first, last) may stand before the subject of a
// reporting clause: adverbs and conjunctions.
func (r *reader) leading(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.t.words[i].UPOS {
		case "ADV", "CCONJ", "PUNCT", "SCONJ":
		default:
			return false
		}
	}
	return true
}

// nominalRun tells whether words [first, last) are a noun phrase, whatever the
// parse: no finite verb outside a relative clause.
func (r *reader) nominalRun(first, last int) bool {
	if last-first > 25 {
		return false
	}
	noun := false
	for i := first; i < last; i++ {
		switch w := r.t.words[i]; w.UPOS {
		case "NOUN", "PROPN", "PRON":
			noun = true
		case "VERB":
			if r.t.finite(i) && !r.t.is(i, "acl") {
				return false
			}
		}
	}
	return noun
}

// cueBefore finds the reporting verb of a clause that ends where a quotation
// begins.
func (r *reader) cueBefore(q draft.Quote, seg [2]int) int {
	t := r.t
	end := seg[1]
	for end > seg[0] && (isMark(t.words[end-1].Text) || t.words[end-1].Text == "," || t.words[end-1].Text == ":" || t.words[end-1].Text == "-") {
		end--
	}
	introduced := end < seg[1] && r.introduced([2]int{seg[0], end + 1})
	if end > seg[0] && t.low(end-1) == "that" {
		end--
	}
	c, _ := utf8.DecodeRuneInString(r.d.Text[q.Inner.Start:q.Inner.End])
	for v := end - 1; v >= seg[0] && end-v < 25; v-- {
		if r.terminal(v) {
			return -1
		}
		if !r.quoting(v) {
			if t.words[v].UPOS == "VERB" && t.finite(v) && !t.is(v, "acl") {
				return -1
			}
			continue
		}
		// a quotation in the middle of a sentence is an utterance if it begins like one
		if !introduced && !(unicode.IsUpper(c) && !q.Scare && (v == end-1 || r.hearerOnly(v, end))) {
			return -1
		}
		if k := t.kid(v, "ccomp"); k > v && k < end && t.hi[k] < end {
			return -1 // it has its own content before the quotation
		}
		return v
	}
	return -1
}

// hearerOnly tells whether words (v, end) name hearers, times and places but no
// content.
func (r *reader) hearerOnly(v, end int) bool {
	for i := v + 1; i < end; i++ {
		if r.t.words[i].UPOS == "VERB" || r.t.words[i].UPOS == "AUX" {
			return false
		}
	}
	return true
}

// bare tells whether the reporting verb has no content of its own.
func (r *reader) bare(v int) bool {
	if k := r.t.kid(v, "ccomp", "xcomp"); k > v {
		return false
	}
	o := r.t.kid(v, "obj")
	return o < 0 || r.entryAt(v).addressee == "obj"
}
