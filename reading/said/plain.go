package said

import "slices"

// The functions here find contents by the order of words and their tags alone. They
// stand beside those of complements.go, which trust the tree: where the two disagree
// both are candidates, and the model decides.

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
			r.t.words[start].UPOS == "CCONJ" || r.t.words[start].XPOS == "TO" || r.t.words[start].XPOS == "VBG" || !r.hasFinite(start, last) && !nominative[r.t.low(start)] {
			return
		}
	}
	r.variants(v, e, clause, -1, start, -1, "text")
}

// nominative are pronouns that can only be a subject: a clause begins with them
// even where no word after is known for a verb.
var nominative = map[string]bool{"i": true, "he": true, "she": true, "we": true, "they": true}

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
