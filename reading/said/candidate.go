package said

import (
	"chancery"
	"chancery/reading/draft"
)

// candidate is a reporting word with something that it may report. The model
// decides whether it is a statement.
type candidate struct {
	cue      int         // head word of the cue, -1 if there is none
	cueRange draft.Range // the cue where it is no word of the sentence
	entry    *entry      // row of verbs.tsv, nil for "according to" and the like
	class    string      // the entry's class, or the pattern: "according", "signed", "issued"
	frame    frame
	content  []draft.Range
	head     int    // head word of the content, -1 if unknown
	free     bool   // a quotation that stands by itself, beside its reporting clause
	by       string // how the content was found: by the tree, by the text's order of words, both, long
	reach    string // how far the content goes, against the other ends it may have
	nested   bool   // its cue lies within what another cue reports
	link     string // how a free quotation was tied to its cue: after, before, between, sentence, paragraph

	subject int    // word that says who speaks, -1 if none
	how     string // how the subject was found
	passive bool

	speakers  []int // actors
	via       []int
	addressee []int
	guessed   bool // the speaker was carried over from an earlier statement

	form   chancery.Form
	score  float64 // probability that this is a statement
	why    []string
	circum circumstances
}

// span returns the bytes from the first to the last content range.
func (c *candidate) span() draft.Range {
	return draft.Range{Start: c.content[0].Start, End: c.content[len(c.content)-1].End}
}

// reader holds what one reading needs at every turn.
type reader struct {
	d       *draft.Draft
	t       *tree
	quotes  []draft.Quote // outermost quotations in order
	inside  []bool        // for each word: it is quoted
	present bool          // the report tells most statements in the present tense
	title   int           // words before this one stand in the title
	cands   []*candidate

	official bool // the report is a readout
}

// newReader prepares the reading of d.
func newReader(d *draft.Draft) *reader {
	r := &reader{d: d, t: newTree(d.Doc), inside: make([]bool, len(d.Doc.Words)), official: readoutTitle.MatchString(d.Title)}
	for _, q := range d.Quotes {
		if q.Depth == 0 {
			r.quotes = append(r.quotes, q)
		}
	}
	qi := 0
	for i, w := range d.Doc.Words {
		for qi < len(r.quotes) && r.quotes[qi].Inner.End <= w.Start {
			qi++
		}
		r.inside[i] = qi < len(r.quotes) && r.quotes[qi].Inner.Start <= w.Start
	}
	if len(d.Paragraphs) > 0 {
		r.title = d.WordAt(d.Paragraphs[0].End)
	}
	return r
}

// entryAt returns the reporting verb at word i, nil if it is none. Phrases win
// over their first word.
func (r *reader) entryAt(i int) *entry {
	t := r.t
	if t.words[i].UPOS != "VERB" {
		return nil
	}
	lemma := t.lemma(i)
	for _, e := range words.phrases[lemma] {
		second := e.word[len(lemma)+1:]
		for _, k := range t.kids[i] {
			if k > i && (t.lemma(k) == second && t.is(k, "compound", "xcomp", "obj", "advmod", "ccomp", "acl") || e.takes(second) && t.is(k, "obl", "advcl") && t.preposition(k) == second) {
				return e
			}
		}
		if i+1 < len(t.words) && t.low(i+1) == second {
			return e
		}
	}
	if e := words.verbs[lemma]; e != nil {
		return e
	}
	return words.forms[t.low(i)]
}

// trimmed returns the bytes of words [first, last], without punctuation,
// quotation marks and conjunctions at the ends; ok is false where nothing stays.
func (r *reader) trimmed(first, last int) (out draft.Range, ok bool) {
	ws := r.t.words
	for first <= last && (ws[first].UPOS == "PUNCT" || ws[first].UPOS == "SYM" && len(ws[first].Text) == 1) {
		first++
	}
	for last >= first && ws[last].UPOS == "PUNCT" && !closesContent(ws[last].Text) {
		last--
	}
	if first > last {
		return out, false
	}
	return draft.Range{Start: ws[first].Start, End: ws[last].End}, true
}

// closesContent tells whether a mark belongs to what it ends: a question, a cry,
// a bracket.
func closesContent(s string) bool { return s == "?" || s == "!" || s == ")" || s == "]" || s == "..." }
