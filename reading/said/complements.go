package said

import (
	"strings"

	"chancery/reading/draft"
)

// complements adds a candidate for each thing that the reporting verb i has as
// its content by the parse.
func (r *reader) complements(i int, e *entry) {
	if e.frames[clause] || e.frames[front] {
		r.clauses(i, e)
		if !e.frames[front] || !r.plainFront(i, e) {
			r.plainAfter(i, e)
		}
	}
	if e.frames[inf] {
		r.infinitives(i, e)
	}
	if e.frames[label] || e.frames[as] {
		r.labels(i, e)
		r.plainLabels(i, e)
	}
	if e.frames[prep] {
		r.prepositional(i, e)
	}
	if e.frames[np] && !(r.inverted(i) && i > 0 && (r.t.words[i-1].Text == "," || isMark(r.t.words[i-1].Text))) {
		r.objects(i, e)
		r.plainObject(i, e)
	}
	if e.frames[inf] || e.frames[prep] {
		r.plainPrep(i, e)
	}
}

// add keeps a candidate for words [first, last] headed by head.
func (r *reader) add(i int, e *entry, f frame, head int, parts ...[2]int) *candidate {
	c := &candidate{cue: i, entry: e, class: e.class, frame: f, head: head}
	for _, p := range parts {
		if s, ok := r.trimmed(p[0], p[1]); ok {
			c.content = append(c.content, s)
		}
	}
	if len(c.content) == 0 {
		return nil
	}
	r.snap(c)
	r.cands = append(r.cands, c)
	return c
}

// snap widens content that begins a quotation to the whole of it: the parse ends
// at the sentence, the quotation may not.
func (r *reader) snap(c *candidate) {
	last := &c.content[len(c.content)-1]
	for _, q := range r.quotes {
		if q.Inner.Start <= last.Start && last.Start <= q.Inner.Start+2 && last.Start < q.Inner.End && last.End > q.Inner.Start {
			inner := utterance(r.d.Text, q)
			if last.End <= q.Outer.End || last.End-inner.End < 3 {
				*last = inner
			}
		}
		if q.Inner.Start < last.End && last.End < q.Inner.End && last.Start < q.Inner.Start {
			// the quotation began within the content and belongs to it to its end
			last.End = utterance(r.d.Text, q).End
		}
	}
}

// clauses adds finite clauses after, before and around the verb.
func (r *reader) clauses(i int, e *entry) {
	t := r.t
	found := false
	for _, k := range t.kids[i] {
		switch {
		case t.is(k, "ccomp") || t.is(k, "parataxis") && k > i && r.colonBefore(k) || t.is(k, "advcl") && k > i && t.preposition(k) == "that":
			if t.lo[k] < i && k < i {
				r.fronted(i, e, k)
			} else if e.frames[clause] {
				r.after(i, e, k)
			}
			found = true
		}
	}
	head := t.words[i].Head
	asSaid := t.is(i, "advcl") && t.preposition(i) == "as"
	if head >= 0 && (t.is(i, "parataxis") || asSaid) && !found && e.frames[front] {
		r.fronted(i, e, head)
	}
}

// colonBefore tells whether the clause of word k follows a colon.
func (r *reader) colonBefore(k int) bool {
	f := r.t.lo[k]
	return f > 0 && r.t.words[f-1].Text == ":" || r.t.words[f].Text == ":"
}

// after adds the clause of k, which follows verb i.
func (r *reader) after(i int, e *entry, k int) {
	first, last := max(r.t.lo[k], i+1), r.t.hi[k]
	for first < k && (r.t.words[first].UPOS == "PUNCT" || r.t.is(first, "mark") && r.t.low(first) == "that") {
		first++
	}
	first = r.skipTimes(first, k)
	switch r.t.low(first) {
	case "as", "when", "while", "after", "before", "since", "because", "until":
		if r.t.is(first, "mark", "advmod") {
			return // when it was said, not what
		}
	}
	if s, _, _ := r.t.subject(i); s > i && s < first {
		first = max(first, r.t.hi[s]+1) // said Smith the deal was off
	}
	if first <= last {
		r.variants(i, e, clause, k, first, last, "tree")
	}
}

// skipTimes returns the first word of [first, k] behind times that tell when
// something was said, not when it happened ("said last month he would …").
func (r *reader) skipTimes(first, k int) int {
	t := r.t
	i := first
	for i < k {
		switch {
		case r.timeAt(t.words[i].Start) != nil:
		case (t.words[i].UPOS == "ADP" || t.words[i].UPOS == "ADV") && r.timeAt(t.words[i+1].Start) != nil:
		default:
			if i > first && (t.words[i].UPOS == "PRON" || t.words[i].UPOS == "DET" || t.words[i].UPOS == "PROPN") {
				return i
			}
			return first
		}
		i++
	}
	return first
}

// fronted adds the clause of k, which the reporting clause of i follows or
// interrupts.
func (r *reader) fronted(i int, e *entry, k int) {
	t := r.t
	from, to := t.lo[i], t.hi[i] // the reporting clause
	if t.is(k, "ccomp", "parataxis") && t.words[k].Head == i {
		from, to = i, i
		for _, x := range t.kids[i] {
			if x != k && (t.lo[x] > t.hi[k] || t.hi[x] < t.lo[k]) && t.lo[x] > t.hi[k] {
				from, to = min(from, t.lo[x]), max(to, t.hi[x])
			}
		}
	}
	first, last := t.lo[k], t.hi[k]
	first = min(k, r.contentStart(first))
	switch {
	case first >= from:
		if to < last {
			r.variants(i, e, clause, k, to+1, last, "tree")
		}
	case k > to && to < last: // interrupted before its head
		r.keep(i, e, front, k, "tree", [2]int{first, from - 1}, [2]int{to + 1, last})
	default:
		r.keep(i, e, front, k, "tree", [2]int{first, min(from-1, last)})
	}
}

// skipDateline returns the first word from first on that stands in no dateline:
// a place that stage where marked, or capitals at the start of a paragraph.
func (r *reader) skipDateline(first int) int {
	ws := r.t.words
	if first >= len(ws) {
		return first
	}
	for _, p := range r.d.Places {
		if p.Dateline && p.Start <= ws[first].Start && ws[first].Start < p.End {
			first = r.d.WordAt(p.End)
		}
	}
	if p := r.d.Paragraphs[r.d.ParagraphAt(ws[first].Start)]; ws[first].Start == p.Start {
		i := first
		for i < len(ws) && i < first+6 && (shouted(ws[i].Text) || i > first && (ws[i].UPOS == "PUNCT" || ws[i].UPOS == "SYM")) {
			i++
		}
		if i > first && i < len(ws) && !shouted(ws[i].Text) {
			first = i
		}
	}
	for first < len(ws) && (ws[first].UPOS == "PUNCT" || ws[first].Text == "-") && !isMark(ws[first].Text) {
		first++
	}
	return first
}

// shouted tells whether s is a word of three or more capitals, as datelines have.
func shouted(s string) bool {
	return len(s) > 2 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// infinitives adds "pledged to …" and "urged X to …".
func (r *reader) infinitives(i int, e *entry) {
	t := r.t
	for _, k := range t.kids[i] {
		if k > i && t.is(k, "xcomp", "advcl", "ccomp", "obl") && r.toInfinitive(k) {
			first := t.lo[k]
			if o := t.kid(k, "nsubj"); o >= 0 && o < k && t.is(k, "ccomp") {
				first = t.hi[o] + 1 // told the staff to leave, parsed as a clause
			}
			r.variants(i, e, inf, k, max(first, i+1), t.hi[k], "tree")
			return
		}
	}
	if o := t.kid(i, "obj", "obl"); o > i { // "urged the ministers to leave", parsed as an infinitive of the noun
		for _, k := range t.kids[o] {
			if t.is(k, "acl") && r.toInfinitive(k) {
				r.variants(i, e, inf, k, t.lo[k], t.hi[k], "tree")
				return
			}
		}
	}
}

// toInfinitive tells whether word k heads an infinitive with "to".
func (r *reader) toInfinitive(k int) bool {
	for _, m := range r.t.kids[k] {
		if m < k && r.t.is(m, "mark") && r.t.low(m) == "to" {
			return true
		}
	}
	return false
}

// labels adds what something is called or described as.
func (r *reader) labels(i int, e *entry) {
	t := r.t
	obj := t.kid(i, "obj", "iobj")
	if obj < 0 {
		obj = t.kid(i, "nsubj:pass")
	}
	head := -1
	for _, k := range t.kids[i] {
		if k < i || k == obj {
			continue
		}
		switch p := t.preposition(k); {
		case e.frames[as] && p == "as" && t.is(k, "obl", "advcl", "xcomp", "ccomp", "nmod"):
			head = k
		case e.frames[label] && p == "" && t.is(k, "xcomp", "obj", "ccomp", "iobj", "obl") && k > obj && (t.words[k].UPOS != "VERB" || t.is(k, "xcomp")):
			head = k
		}
	}
	f := label
	if e.frames[as] {
		f = as
	}
	if head < 0 && obj > i && e.frames[as] { // "described it as a farce", parsed as one noun phrase
		for _, k := range t.kids[obj] {
			if k > obj && t.preposition(k) == "as" {
				head = k
			}
		}
	}
	if head < 0 || r.toInfinitive(head) {
		return
	}
	first := max(t.lo[head], i+1)
	for first < head && (t.low(first) == "as" || t.words[first].UPOS == "PUNCT") {
		first++
	}
	if obj > i && obj < head && t.words[obj].UPOS != "PRON" && t.lo[head]-t.lo[obj] > t.hi[head]-first+1 {
		first = t.lo[obj] // the longer part carries the content
	}
	r.variants(i, e, f, head, first, t.hi[head], "tree")
}

// prepositional adds "called for …", "accused X of …", "agreed on …".
func (r *reader) prepositional(i int, e *entry) {
	t := r.t
	try := func(k int) bool {
		p := t.preposition(k)
		if k < i || p == "" || !e.takes(p) || !t.is(k, "obl", "advcl", "nmod", "acl", "xcomp", "ccomp") {
			return false
		}
		first := max(t.lo[k], i+1)
		for first < k && (t.low(first) == p || t.words[first].UPOS == "PUNCT") {
			first++
		}
		r.variants(i, e, prep, k, first, t.hi[k], "tree")
		return true
	}
	for _, k := range t.kids[i] {
		if try(k) {
			return
		}
	}
	if o := t.kid(i, "obj"); o > i {
		for _, k := range t.kids[o] {
			if k > o && try(k) {
				return
			}
		}
	}
}

// objects adds the object of the verb, or the subject of a passive with an agent.
func (r *reader) objects(i int, e *entry) {
	t := r.t
	o := t.kid(i, "obj")
	if o >= 0 && t.kid(i, "iobj") < 0 && r.hearerAt(t.lo[o], e) {
		return
	}
	if o < 0 {
		if s := t.kid(i, "nsubj:pass"); s >= 0 && r.agent(i) >= 0 {
			r.keep(i, e, np, s, "tree", [2]int{t.lo[s], t.hi[s]})
		}
		return
	}
	if o < i || t.words[o].UPOS == "PRON" && t.kid(o, "acl") < 0 && t.low(o) != "those" {
		return
	}
	r.variants(i, e, np, o, max(t.lo[o], i+1), t.hi[o], "tree")
}

// agent returns the agent of passive verb i, -1 if none is named.
func (r *reader) agent(i int) int {
	for _, k := range r.t.kids[i] {
		if k > i && r.t.is(k, "obl") && r.t.preposition(k) == "by" {
			return k
		}
	}
	return -1
}

// utterance is a quotation's text without marks and without the comma that
// parts it from its reporting clause.
func utterance(text string, q draft.Quote) draft.Range {
	s := q.Inner
	for s.End > s.Start && (text[s.End-1] == ',' || text[s.End-1] == ' ') {
		s.End--
	}
	return s
}
