package said

import "strings"

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
	return v+1 < len(r.t.words) && r.nominal(v+1) && r.timeAt(r.t.words[v+1].Start) == nil && (e == nil || e.addressee != "obj")
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

// beforeTimes returns the last word from i back to first that tells no time: when
// something was said may stand between who says it and the verb ("the envoy on
// Monday warned …").
func (r *reader) beforeTimes(first, i int) int {
	k := i
	for k >= first && r.timeAt(r.t.words[k].Start) != nil {
		k--
	}
	if k == i {
		return i
	}
	if k > first && r.t.words[k].UPOS == "ADP" && r.t.words[k-1].Text != "," {
		k--
	}
	return k
}

// plainSubject returns the noun before verb v, or after it where it is inverted,
// that the order of words makes its subject; -1 if none.
func (r *reader) plainSubject(v int) int {
	first, last := r.sentence(v)
	i := v - 1
	i = r.beforeTimes(first, i)
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
