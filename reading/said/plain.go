package said

import (
	"slices"
	"strings"
)

// The functions here read reporting clauses by the order of words and their tags
// alone. They stand beside those of complements.go, which trust the tree: where
// the two disagree both are candidates, and the model decides.

// sentence returns the half-open range of words of the sentence of word i.
func (r *reader) sentence(i int) (first, last int) {
	s := r.d.Doc.Sentences[r.t.sent[i]]
	return s.First, s.Last
}

// finiteAt tells whether word i is a finite verb or auxiliary by its tag.
func (r *reader) finiteAt(i int) bool {
	switch r.t.words[i].XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// nominal tells whether word i may stand in a noun phrase.
func (r *reader) nominal(i int) bool {
	switch r.t.words[i].UPOS {
	case "NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON":
		return true
	case "PART":
		return strings.HasSuffix(r.t.low(i), "s") || r.t.low(i) == "'" || r.t.low(i) == "’"
	case "PUNCT":
		return r.t.words[i].XPOS == "HYPH" || r.t.words[i].Text == "-"
	}
	return r.t.words[i].XPOS == "VBN" || r.t.words[i].XPOS == "VBG" && i+1 < len(r.t.words) && r.t.words[i+1].UPOS == "NOUN"
}

// relative tells whether word i is a relative pronoun or adverb.
func (r *reader) relative(i int) bool {
	switch r.t.low(i) {
	case "who", "which", "that", "whose", "whom", "where", "when":
		return true
	}
	return false
}

// hasFinite tells whether words [first, last) hold a finite verb that no relative
// pronoun introduces.
func (r *reader) hasFinite(first, last int) bool {
	inRelative := false
	for i := first; i < last; i++ {
		switch {
		case r.relative(i):
			inRelative = true
		case r.t.words[i].Text == ",":
			inRelative = false
		case r.finiteAt(i):
			if !inRelative {
				return true
			}
			inRelative = false
		}
	}
	return false
}

// clauseStart walks left from verb v over its auxiliaries, adverbs and subject
// and returns the first word of the reporting clause, with the comma that parts
// it from what it reports at the word before; ok is false where there is no such
// comma.
func (r *reader) clauseStart(v int) (start int, ok bool) {
	first, _ := r.sentence(v)
	end := v // the chunk under the eye is [comma+1, end)
	for i := v - 1; i >= first; i-- {
		if r.t.words[i].Text != "," && !isMark(r.t.words[i].Text) {
			continue
		}
		if isMark(r.t.words[i].Text) && i+1 < v && r.inside[i+1] {
			return 0, false
		}
		if r.hasFinite(i+1, end) {
			return 0, false
		}
		if r.hasFinite(first, i) && (end == v || r.finiteChunkBefore(first, i)) {
			if !r.nounIn(i+1, v) && !r.inverted(v) {
				end = i // an apposition closes right before the verb
				continue
			}
			return i + 1, !r.relativeIn(i+1, v) && r.t.words[i+1].UPOS != "CCONJ"
		}
		end = i
	}
	return 0, false
}

// inverted tells whether the subject of reporting verb v may follow it ("…, said
// Anna Lund"): verbs that take a hearer as object do not invert.
func (r *reader) inverted(v int) bool {
	e := words.verbs[r.t.lemma(v)]
	return v+1 < len(r.t.words) && r.nominal(v+1) && (e == nil || e.addressee != "obj")
}

// relativeIn tells whether a relative pronoun is among words [first, last).
func (r *reader) relativeIn(first, last int) bool {
	for i := first; i < last; i++ {
		if r.t.low(i) == "who" || r.t.low(i) == "which" {
			return true
		}
	}
	return false
}

// finiteChunkBefore tells whether the words before comma i, back to the comma
// before it, hold a finite verb.
func (r *reader) finiteChunkBefore(first, i int) bool {
	from := i - 1
	for from > first && r.t.words[from].Text != "," {
		from--
	}
	return r.hasFinite(from, i)
}

// nounIn tells whether one of words [first, last) is a noun or pronoun.
func (r *reader) nounIn(first, last int) bool {
	for i := first; i < last; i++ {
		switch r.t.words[i].UPOS {
		case "NOUN", "PROPN", "PRON":
			return true
		}
	}
	return false
}

// plainFront adds the clause before the reporting clause of v ("…, she told
// reporters on Monday"), or returns false.
func (r *reader) plainFront(v int, e *entry) bool {
	start, ok := r.clauseStart(v)
	if !ok {
		return false
	}
	first, last := r.sentence(v)
	for i := v + 1; i < last && r.t.words[i].Text != "," && !r.terminal(i); i++ {
		if i > v+1 && (r.t.words[i].UPOS == "SCONJ" || r.relative(i)) && r.t.low(i) != "that" {
			break // "… said as he opened the talks"
		}
		if r.finiteAt(i) || r.t.low(i) == "that" {
			return false
		}
	}
	first = r.contentStart(first)
	if first >= start-1 {
		return false
	}
	if end := r.chunkEnd(v, last); r.t.words[first].UPOS == "SCONJ" && end+1 < last && r.hasFinite(end+1, last) && r.t.words[end+1].UPOS != "CCONJ" {
		// "If it rains, she said, the match is off": the main clause follows, and
		// neither part is the statement by itself
		r.cands = slices.DeleteFunc(r.cands, func(c *candidate) bool { return c.cue == v && !c.free && c.frame <= front })
		r.keep(v, e, front, r.headOf(end+1, last), "text", [2]int{first, start - 2}, [2]int{end + 1, r.cut(v, front, end+1, last) - 1})
		return true
	}
	r.keep(v, e, front, r.headOf(first, start-1), "text", [2]int{first, start - 2})
	return true
}

// contentStart skips a dateline and a leading conjunction.
func (r *reader) contentStart(first int) int {
	first = r.skipDateline(first)
	for first < len(r.t.words) && (r.t.words[first].UPOS == "PUNCT" || r.t.words[first].UPOS == "CCONJ") {
		first++
	}
	return first
}

// headOf returns the word of [first, last) that hangs on a word outside, the
// first of them; -1 if the range is empty.
func (r *reader) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := r.t.words[i].Head; (h < first || h >= last) && r.t.words[i].UPOS != "PUNCT" {
			return i
		}
	}
	return -1
}

// plainAfter adds the clause that follows verb v.
func (r *reader) plainAfter(v int, e *entry) {
	_, last := r.sentence(v)
	start := -1
	for i := v + 1; i < last && i < v+25; i++ {
		if r.t.low(i) == "that" && r.t.words[i].UPOS != "DET" && !r.nominalThat(i) {
			start = i + 1
			break
		}
		if r.finiteAt(i) || r.terminal(i) || r.t.words[i].Text == ":" {
			break
		}
	}
	if start < 0 {
		start = r.afterHearer(v, e)
		if start < 0 || start >= last || r.t.words[start].UPOS == "PUNCT" && !isMark(r.t.words[start].Text) && r.t.words[start].Text != "(" || r.t.words[start].UPOS == "SCONJ" ||
			r.t.words[start].UPOS == "CCONJ" || r.t.words[start].XPOS == "TO" || r.t.words[start].XPOS == "VBG" || !r.hasFinite(start, last) {
			return
		}
	}
	r.variants(v, e, clause, -1, start, -1, "text")
}

// nominalThat tells whether "that" at word i is no conjunction: it ends its phrase or is
// the subject of a relative clause.
func (r *reader) nominalThat(i int) bool {
	return i+1 >= len(r.t.words) || r.t.words[i+1].UPOS == "PUNCT" && !isMark(r.t.words[i+1].Text) || r.finiteAt(i+1)
}

// afterHearer returns the word after verb v, its hearer and the times, places and
// adverbs that may stand before a clause without "that".
func (r *reader) afterHearer(v int, e *entry) int {
	i := v + 1
	_, last := r.sentence(v)
	if e.addressee == "obj" {
		if o := r.t.kid(v, "iobj", "obj"); o == i || o > i && r.t.lo[o] == i {
			i = o + 1
			if r.t.hi[o] < o+8 && !r.hasFinite(o, r.t.hi[o]+1) {
				i = r.t.hi[o] + 1
			}
			for i < last && r.t.words[i].UPOS == "NOUN" && r.t.words[i-1].UPOS != "NOUN" && r.timeAt(r.t.words[i].Start) == nil {
				i++
			}
		} else {
			for i < last && r.nominal(i) && r.t.words[i].UPOS != "PRON" {
				i++
			}
		}
	}
	for i < last {
		switch {
		case r.t.words[i].UPOS == "ADV" && r.t.words[i].XPOS == "RB":
			i++
		case r.timeAt(r.t.words[i].Start) != nil && (i+1 >= last || r.t.words[i+1].UPOS != "PART"):
			i++
		case r.t.words[i].UPOS == "ADP" && i+1 < last && r.timeAt(r.t.words[i+1].Start) != nil:
			i++
		case (r.t.low(i) == "in" || r.t.low(i) == "on" || r.t.low(i) == "at" || r.t.low(i) == "via" || r.t.low(i) == "to") && i+1 < last && i < v+8:
			j := i + 1
			for j < last && r.nominal(j) && !(r.t.words[j].UPOS == "PRON" || j > i+1 && r.t.words[j].UPOS == "DET") {
				j++
			}
			if j == i+1 {
				return i
			}
			i = j
		default:
			return i
		}
	}
	return i
}

// plainObject adds the noun phrase right after verb v.
func (r *reader) plainObject(v int, e *entry) {
	i := v + 1
	if i < len(r.t.words) && isMark(r.t.words[i].Text) {
		i++
	}
	if i >= len(r.t.words) {
		return
	}
	gerund := e.class == "deny" && r.t.words[i].XPOS == "VBG"
	if !gerund && !r.nominal(i) || r.t.words[i].UPOS == "PRON" && r.t.words[i].XPOS != "PRP$" && r.t.low(i) != "those" || r.hearerAt(i, e) {
		return
	}
	r.variants(v, e, np, -1, i, -1, "text")
}

// hearerAt tells whether the noun phrase from word i on is a hearer, not content.
func (r *reader) hearerAt(i int, e *entry) bool {
	if e.addressee != "obj" || e.class == "praise" || e.class == "thank" {
		return false
	}
	for ; i < len(r.t.words) && r.nominal(i); i++ {
		if len(r.d.ActorsAt(i)) > 0 {
			return true
		}
	}
	return e.class == "tell"
}

// plainLabels adds what verb v calls something: a quotation, or what follows "as".
func (r *reader) plainLabels(v int, e *entry) {
	_, last := r.sentence(v)
	if v+1 < last && r.t.words[v+1].UPOS == "ADP" && r.t.low(v+1) != "as" {
		return
	}
	for i := v + 1; i < last && i < v+22; i++ {
		switch {
		case r.terminal(i) || r.finiteAt(i) && !r.inside[i] && r.t.words[i-1].UPOS != "NOUN" && r.t.words[i-1].UPOS != "PRON":
			return
		case e.frames[as] && r.t.low(i) == "as" && !r.inside[i]:
			r.variants(v, e, as, -1, i+1, -1, "text")
			r.variants(v, e, as, -1, v+1, -1, "object")
			return
		case e.frames[label] && (r.inside[i] && !r.inside[v] || i > v+1 && (r.t.low(i) == "a" || r.t.low(i) == "an")):
			r.variants(v, e, label, -1, i, -1, "text")
			if i > v+1 {
				r.variants(v, e, label, -1, v+1, -1, "object")
			}
			return
		}
	}
}

// plainPrep adds what follows one of the verb's prepositions, or the infinitive
// that follows its hearer.
func (r *reader) plainPrep(v int, e *entry) {
	_, last := r.sentence(v)
	for i := v + 1; i < last && i < v+22; i++ {
		switch {
		case r.finiteAt(i) || r.terminal(i) || r.t.words[i].UPOS == "VERB" && r.t.words[i].XPOS != "VBN":
			return
		case e.frames[inf] && r.t.words[i].XPOS == "TO" && i+1 < last && r.infinitiveAfter(i):
			r.variants(v, e, inf, -1, i, -1, "text")
			return
		case e.frames[prep] && e.takes(r.t.low(i)) && r.t.words[i].UPOS != "PART" && (i == v+1 || !e.frames[inf]):
			r.variants(v, e, prep, -1, i+1, -1, "text")
			if !e.frames[inf] {
				return
			}
		}
	}
}

// infinitiveAfter tells whether "to" at word i opens an infinitive, adverbs and
// marks between.
func (r *reader) infinitiveAfter(i int) bool {
	for j := i + 1; j < len(r.t.words) && j < i+4; j++ {
		switch {
		case r.t.words[j].XPOS == "VB":
			return true
		case r.t.words[j].UPOS == "ADV" || isMark(r.t.words[j].Text):
		default:
			return false
		}
	}
	return false
}

// beforeInsert returns the last word before what commas set off in front of the
// comma at word i, if that is a relative clause or names nobody; else the word
// before i.
func (r *reader) beforeInsert(first, i int) int {
	open := i - 1
	for open > first && r.t.words[open].Text != "," {
		open--
	}
	if open > first && (r.relative(open+1) || r.hasFinite(open+1, i) || len(r.d.ActorsAt(i-1)) == 0) {
		return open - 1
	}
	return i - 1
}

// plainSubject returns the noun before verb v, or after it where it is inverted,
// that the order of words makes its subject; -1 if none.
func (r *reader) plainSubject(v int) int {
	first, last := r.sentence(v)
	i := v - 1
	for i >= first && (r.t.words[i].UPOS == "ADV" || r.t.words[i].UPOS == "AUX" || r.t.words[i].Text == ")" || r.t.words[i].Text == ",") {
		switch r.t.words[i].Text {
		case ")":
			for i >= first && r.t.words[i].Text != "(" {
				i--
			}
		case ",":
			i = r.beforeInsert(first, i) + 1
		}
		i--
	}
	if i >= first && (r.t.low(i) == "who" || r.t.low(i) == "which") {
		i--
		for i >= first && r.t.words[i].Text == "," {
			i--
		}
	}
	if i >= first && !r.inside[i] {
		switch r.t.words[i].UPOS {
		case "NOUN", "PROPN", "PRON":
			if r.timeAt(r.t.words[i].Start) == nil {
				return i
			}
		}
	}
	for i = v + 1; i < last && r.nominal(i); i++ {
		if u := r.t.words[i].UPOS; (u == "NOUN" || u == "PROPN") && (i+1 >= last || !r.nominal(i+1)) {
			return i
		}
	}
	return -1
}
