package when

import (
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
	s := sentenceOf(doc, word)
	a := &attachment{d: d, doc: doc, s: s, word: word}
	a.collect()
	if len(a.times) == 0 {
		return nil
	}
	a.hanging(word)
	if !isPredicate(doc, word) {
		a.describing(word)
	}
	a.above(word)
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

// hanging adds the expressions that reach a word through nominal relations only,
// without crossing another clause or noun that has an event of its own to date.
func (a *attachment) hanging(word int) {
	for _, t := range a.times {
		w, steps := t.word, 0
		for ; w != word && w >= 0 && steps < 4 && a.passes(w, t.word); steps++ {
			w = a.doc.Words[w].Head
		}
		if w == word && (steps > 0 || t.word == word) && a.sameQuotation(t.word, word) {
			a.add(t.time)
		}
	}
}

// passes tells whether the climb from a time expression may leave word w for its
// governor: the expression itself always may; a noun above it only where it is a
// further part of the time ("in the evening of October 7") or shares the phrase.
func (a *attachment) passes(w, top int) bool {
	rel := base(a.doc.Words[w].Rel)
	if w == top {
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
	for _, c := range children(a.doc, word) {
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

// shares tells whether word w is dated by what dates its governor h.
func (a *attachment) shares(w, h int) bool {
	rel := a.doc.Words[w].Rel
	nominal := !isPredicate(a.doc, w)
	switch base(rel) {
	case "nsubj", "obj", "obl", "iobj":
		// An argument noun is dated with its verb, but not what a verb of saying or
		// planning speaks about.
		lemma := a.doc.Words[h].Lemma
		return nominal && !senses()["report"][lemma] && !senses()["plan"][lemma]
	case "conj":
		return a.doc.Words[w].UPOS == a.doc.Words[h].UPOS
	case "compound", "appos", "flat":
		return nominal
	case "advcl":
		// "signed it, ending the war": a participle without its own conjunction.
		return a.doc.Words[w].XPOS == "VBG" && !a.marked(w)
	case "acl":
		return rel == "acl" && a.doc.Words[w].XPOS == "VBN"
	}
	return false
}

// marked tells whether a clause is opened by a conjunction or preposition.
func (a *attachment) marked(w int) bool {
	for _, c := range children(a.doc, w) {
		if r := a.doc.Words[c].Rel; r == "mark" || r == "case" {
			return true
		}
	}
	return false
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
