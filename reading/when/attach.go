package when

import (
	"slices"
	"strings"

	"chancery/language"
	"chancery/reading/draft"
)

// For gives the date of what a word tells, its index in d.Doc.Words; nil where
// the text ties none to it. Of the expressions that [Attached] gives it takes the
// first one that has a date.
func For(d *draft.Draft, word int) *draft.Date {
	for _, i := range Attached(d, word) {
		if v := ISO(d.Times[i].Value); v != "" {
			return date(d, i, v)
		}
	}
	return nil
}

// Words gives the expression that dates what a word tells, be it only words
// ("as soon as possible", "within 48 hours"); nil where there is none. Its Value
// is "" where the expression stands for no date.
func Words(d *draft.Draft, word int) *draft.Date {
	if got := For(d, word); got != nil {
		return got
	}
	for _, i := range Attached(d, word) {
		switch t := d.Times[i]; {
		case t.Value == "PRESENT_REF" || t.Value == "PAST_REF" || t.Type == "SET":
		default:
			return date(d, i, "")
		}
	}
	return nil
}

func date(d *draft.Draft, i int, value string) *draft.Date {
	t := d.Times[i]
	return &draft.Date{Range: t.Range, Value: value, Text: d.Text[t.Start:t.End]}
}

// Attached gives the time expressions (indices into d.Times) that date what a
// word tells, the nearest in the parse first: those that hang on the word itself,
// then, for a noun, those of the clause that describes it ("the talks that opened
// on Friday") and of the verb whose argument it is, and for a verb those of the
// verb that it is coordinated with or whose participle clause it is.
func Attached(d *draft.Draft, word int) []int {
	doc := d.Doc
	if doc == nil || word < 0 || word >= len(doc.Words) {
		return nil
	}
	s := sentence(doc, word)
	a := &attachment{d: d, doc: doc, s: s, word: word}
	a.collect()
	if len(a.times) == 0 {
		return nil
	}
	a.inside(word)
	a.next(word)
	a.hanging(word)
	if !isPredicate(doc, word) {
		a.describing(word)
	}
	if len(a.found) == 0 {
		a.nearby(word)
	}
	a.above(word)
	if len(a.found) == 0 {
		a.objects(word)
	}
	if len(a.found) == 0 {
		a.planned(word)
	}
	if len(a.found) == 0 {
		a.told(word)
	}
	return a.found
}

// attachment collects the time expressions of one word.
type attachment struct {
	d     *draft.Draft
	doc   *language.Document
	s     language.Sentence
	word  int
	times []timeWord // of the sentence
	found []int
}

// timeWord is a time expression with the word that ties it to the sentence.
type timeWord struct{ time, word int }

// collect finds the time expressions of the sentence and their top words.
func (a *attachment) collect() {
	if a.s.First >= a.s.Last {
		return
	}
	from, to := a.doc.Words[a.s.First].Start, a.doc.Words[a.s.Last-1].End
	for i, t := range a.d.Times {
		if t.Start < from || t.End > to || t.Type == "SET" {
			continue
		}
		first, last := a.d.WordRange(t.Range)
		if w := topWord(a.doc, first, last); w >= 0 {
			a.times = append(a.times, timeWord{i, w})
		}
	}
}

// inside adds the expression that the word is part of, or that it describes
// ("in 1982, when 119 states signed").
func (a *attachment) inside(word int) {
	h := a.doc.Words[word].Head
	rel := base(a.doc.Words[word].Rel)
	relative := h >= 0 && (rel == "acl" || rel == "advcl")
	for _, t := range a.times {
		r := a.d.Times[t.time].Range
		in := func(w int) bool { return r.Start <= a.doc.Words[w].Start && a.doc.Words[w].End <= r.End }
		if in(word) || relative && in(h) {
			a.add(t.time)
		}
	}
}

// next adds the expression that follows a word directly or after a preposition,
// whatever the parse ("talks on Monday"), and to a verb the one that stands between
// it and its subject ("Israel on Sunday called on world powers").
func (a *attachment) next(word int) {
	for _, t := range a.times {
		first, end := a.d.WordRange(a.d.Times[t.time].Range)
		if a.between(first, end, word) {
			a.add(t.time)
			continue
		}
		if a.modifies(t) {
			continue
		}
		if first == word+1 || first == word+2 && a.doc.Words[word+1].UPOS == "ADP" && a.dates(word+1) {
			a.add(t.time)
		}
	}
}

// between tells whether an expression stands between a noun and the verb `word`.
func (a *attachment) between(first, end, word int) bool {
	w := &a.doc.Words[word]
	if word < end || word > end+2 || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Rel == "amod" || first < a.s.First+2 {
		return false
	}
	for i := end; i < word; i++ {
		if a.doc.Words[i].UPOS != "ADV" {
			return false
		}
	}
	if a.doc.Words[first-1].UPOS == "ADP" && a.dates(first-1) {
		first--
	}
	switch a.doc.Words[first-1].UPOS {
	case "NOUN", "PROPN":
		return true
	}
	return false
}

// modifies tells whether an expression stands before the noun that it describes:
// "Wednesday's vote", "a March 18 meeting".
func (a *attachment) modifies(t timeWord) bool {
	_, end := a.d.WordRange(a.d.Times[t.time].Range)
	h := a.doc.Words[t.word].Head
	if end < len(a.doc.Words) && a.doc.Words[end].XPOS == "POS" {
		return true
	}
	return h >= end && h < end+6 && a.doc.Words[h].UPOS != "VERB" && base(a.doc.Words[t.word].Rel) != "obl"
}

// dates tells whether a preposition ties an event to its own date, not to one
// that it comes before or after.
func (a *attachment) dates(prep int) bool {
	return !senses()["apart"][strings.ToLower(a.doc.Words[prep].Text)]
}

// hanging adds the expressions that reach a word through nominal relations only,
// without crossing another clause or noun that has an event of its own to date;
// the nearest come first.
func (a *attachment) hanging(word int) {
	var reached []int
	for _, t := range a.times {
		w, steps := t.word, 0
		for ; w != word && w >= 0 && steps < 4 && a.passes(w, t.word); steps++ {
			w = a.doc.Words[w].Head
		}
		if w == word && (steps > 0 || t.word == word) && a.sameQuotation(t.word, word) {
			reached = append(reached, t.time)
		}
	}
	at := a.doc.Words[word].Start
	slices.SortStableFunc(reached, func(i, j int) int { return abs(a.d.Times[i].Start-at) - abs(a.d.Times[j].Start-at) })
	for _, t := range reached {
		a.add(t)
	}
}

func abs(n int) int { return max(n, -n) }

// planned adds the date of what a word says is to come: "due to begin on Monday".
func (a *attachment) planned(word int) {
	if x := &a.doc.Words[word]; !senses()["onset"][strings.ToLower(x.Text)] {
		return
	}
	for _, c := range a.doc.Children(word) {
		if base(a.doc.Words[c].Rel) == "xcomp" {
			a.hanging(c)
			if len(a.found) == 0 {
				a.nearby(c)
			}
		}
	}
}

// passes tells whether the climb from a time expression may leave word w for its
// governor: the expression itself always may; a noun above it only where it is a
// further part of the time ("in the evening of October 7") or shares the phrase.
func (a *attachment) passes(w, top int) bool {
	rel := base(a.doc.Words[w].Rel)
	if w == top {
		if a.apart(w) {
			return false
		}
		switch rel {
		case "obl", "nmod", "advmod", "dep", "nummod", "compound", "appos", "amod", "conj", "det", "flat", "list", "parataxis", "obj", "nsubj", "advcl":
			return true
		}
		return false
	}
	switch a.doc.Words[w].UPOS {
	case "NOUN", "PROPN", "NUM", "ADV", "ADJ":
	default:
		return false
	}
	switch rel {
	case "nmod", "compound", "flat", "appos", "obl", "advmod":
		return isTimeNoun(a.doc.Words[w].Lemma) || rel == "compound" || rel == "flat"
	}
	return false
}

// apart tells whether a preposition says that what a time hangs on lies before or
// after it: "beyond 2020".
func (a *attachment) apart(w int) bool {
	for _, c := range a.doc.Children(w) {
		if a.doc.Words[c].Rel == "case" && !a.dates(c) {
			return true
		}
	}
	return false
}

// isTimeNoun tells of nouns that only carry a date to what they hang on.
func isTimeNoun(lemma string) bool {
	if e, ok := lexicon()[lemma]; ok && e.class&(unit|unitPlural|part|weekday|month|season) != 0 {
		return true
	}
	switch lemma {
	case "end", "start", "beginning", "middle", "early", "late", "earlier", "later", "half", "eve", "anniversary":
		return true
	}
	return false
}

func base(rel string) string {
	for i := range rel {
		if rel[i] == ':' {
			return rel[:i]
		}
	}
	return rel
}

// describing adds the expressions of the clauses that describe a noun.
func (a *attachment) describing(word int) {
	for _, c := range a.doc.Children(word) {
		if base(a.doc.Words[c].Rel) == "acl" {
			a.hanging(c)
		}
	}
}

// above adds the expressions of the predicates whose date a word shares.
func (a *attachment) above(word int) {
	w := word
	for steps := 0; steps < 5; steps++ {
		h := a.doc.Words[w].Head
		if h < 0 || h == w || !a.shares(w, h) {
			return
		}
		if !a.sameQuotation(h, word) {
			return
		}
		a.hanging(h)
		w = h
	}
}

// sameQuotation keeps a date within a quotation from dating what stands outside,
// and the other way round.
func (a *attachment) sameQuotation(u, v int) bool {
	if len(a.d.Quotes) == 0 {
		return true
	}
	return a.quote(u) == a.quote(v)
}

func (a *attachment) quote(w int) int {
	i := a.d.QuoteAt(a.doc.Words[w].Start)
	if i >= 0 && a.d.Quotes[i].Scare {
		return -1
	}
	return i
}

func (a *attachment) add(time int) {
	for _, f := range a.found {
		if f == time {
			return
		}
	}
	a.found = append(a.found, time)
}
