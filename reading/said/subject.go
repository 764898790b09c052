package said

import (
	"chancery"
	"chancery/reading/draft"
)

// adjacent returns the subject that stands right before finite verb v, adverbs and
// auxiliaries between, or right after it where a quotation or fronted clause makes
// it inverted; -1 where the order of words does not settle it.
func (r *reader) adjacent(v int) int {
	t := r.t
	first, last := r.sentence(v)
	if !r.finiteAt(v) && !(v > first && t.words[v-1].UPOS == "AUX") {
		return -1
	}
	i := v - 1
	for i >= first && (t.words[i].UPOS == "ADV" || t.words[i].UPOS == "AUX" || r.timeAt(t.words[i].Start) != nil) {
		i--
	}
	if i >= first && (t.words[i].Text == "," || isMark(t.words[i].Text)) && r.inverted(v) && !r.hasFinite(v+1, r.chunkEnd(v, last)) {
		for i = v + 1; i < last && r.nominal(i) && t.low(i) != "that"; i++ {
			if u := t.words[i].UPOS; (u == "NOUN" || u == "PROPN") && (i+1 >= last || !r.nominal(i+1)) && len(r.d.ActorsAt(i)) > 0 {
				return i
			}
		}
		return -1
	}
	i = r.headPhrase(r.beforeTimes(first, i), first)
	if i < first || r.inside[i] && !r.inside[v] || len(r.d.ActorsAt(i)) == 0 {
		return -1
	}
	m := r.d.Mentions[r.d.MentionAt(i)]
	if m.Head != i && m.Last != i+1 && i == v-1 || m.Kind == draft.Possess || m.Kind == draft.Adjective {
		return -1
	}
	i = m.Head
	for h := i; h >= 0 && h != v; h = t.words[h].Head {
		if k := t.kid(h, "case"); k >= 0 && k < h && t.words[k].UPOS == "ADP" {
			return -1 // a preposition governs it
		}
		if !t.is(h, "flat", "compound", "appos", "amod", "nmod") {
			break
		}
	}
	return i
}

// joins tells whether a conjunction stands right before verb i, adverbs left aside.
func (r *reader) joins(i int) bool {
	if !r.finiteAt(i) && !(r.t.words[i].XPOS == "VBN" && i+1 < len(r.t.words) && r.nominal(i+1)) {
		return false // "and expressed support" is often taken for a participle
	}
	for i--; i >= 0 && r.t.words[i].UPOS == "ADV"; i-- {
	}
	return i >= 0 && r.t.words[i].UPOS == "CCONJ"
}

// headPhrase returns the last word of the phrase that the phrase ending with word i
// is a part of: of what a preposition hangs it on, or of its first conjunct.
func (r *reader) headPhrase(i, first int) int {
	for range 4 {
		if i < first || !r.nominal(i) {
			return i
		}
		start := r.phraseStart(i)
		if start-2 < first || !r.nounIn(start-2, start-1) {
			return i
		}
		switch r.t.low(start - 1) {
		case "of", "to", "for", "in", "on", "at", "from":
		case "and":
			if before := r.phraseStart(start - 2); before > first && (r.t.words[before-1].UPOS == "VERB" || r.t.words[before-1].UPOS == "ADP") {
				return i
			}
		default:
			return i
		}
		i = start - 2
	}
	return i
}

// contact are verbs of which an infinitive tells the purpose: who meets, calls or
// visits somebody to say something says it.
var contact = map[string]bool{"meet": true, "speak": true, "talk": true, "call": true, "phone": true, "telephone": true, "visit": true, "host": true, "travel": true, "convene": true, "gather": true, "write": true, "join": true}

// purpose tells whether verb i is an infinitive of purpose in a sentence about a
// contact, whatever subject the tree gives it.
func (r *reader) purpose(i int) bool {
	if r.t.words[i].XPOS != "VB" || i == 0 || r.t.words[i-1].XPOS != "TO" {
		return false
	}
	first, _ := r.sentence(i)
	for v := i - 1; v >= first; v-- {
		if r.t.words[v].UPOS == "VERB" && r.finiteAt(v) {
			return contact[r.t.lemma(v)]
		}
	}
	return false
}

// afterComma tells whether a comma stands before word i, quotation marks between
// left aside.
func (r *reader) afterComma(i int) bool {
	for i--; i >= 0 && isMark(r.t.words[i].Text); i-- {
	}
	return i >= 0 && r.t.words[i].Text == ","
}

// joined tells whether word i stands in a conjunct of the noun phrase of word top.
func (r *reader) joined(i, top int) bool {
	for _, k := range r.t.kids[top] {
		if r.t.is(k, "conj") && r.t.under(i, k) {
			return true
		}
	}
	return false
}

// mainSubject returns the subject of the last finite verb of reporting, or of a main
// clause, before word i in its sentence, else that of the root; -1 if there is none.
func (r *reader) mainSubject(i int) int {
	first, last := r.sentence(i)
	for v := i - 1; v >= first; v-- {
		if r.t.words[v].UPOS != "VERB" || !r.finiteAt(v) || r.inside[v] || r.t.is(v, "acl") {
			continue
		}
		if e := r.entryAt(v); e != nil || r.t.is(v, "root", "conj", "parataxis") {
			if s := r.adjacent(v); s >= 0 {
				return s
			}
			if s, _, passive := r.t.subject(v); s >= 0 && !passive {
				return s
			}
		}
	}
	for v := first; v < last; v++ {
		if r.t.words[v].Head < 0 {
			return r.t.kid(v, "nsubj")
		}
	}
	return -1
}

// named returns for a subject that is a common noun the name that stands in
// apposition to it before the verb ("the envoy, Anna Lund, said", "Anna Lund, the
// envoy, said"), else the subject itself.
func (r *reader) named(subject, cue int) int {
	if subject < 0 || cue <= subject || cue-subject > 25 || r.t.words[subject].UPOS != "NOUN" {
		return subject
	}
	if m := r.d.MentionAt(subject); m >= 0 && r.d.Mentions[m].Kind != draft.Nominal {
		return subject
	}
	person := func(i int) int {
		if m := r.d.MentionAt(i); m >= 0 {
			n := r.d.Mentions[m]
			if n.Kind == draft.Named && len(n.Actors) > 0 && r.d.Actors[n.Actors[0]].Kind == chancery.Person {
				return n.Head
			}
		}
		return -1
	}
	for i := subject + 1; i < cue; i++ {
		if r.finiteAt(i) || r.t.words[i].UPOS == "ADP" && r.t.words[i-1].Text != "," {
			break
		}
		if p := person(i); p >= 0 {
			return p
		}
	}
	// the last word before the comma that closes an apposition right before the verb
	if i := cue - 2; i > subject && r.t.words[cue-1].Text == "," {
		if p := person(i); p > subject && r.t.words[r.phraseStart(p)-1].Text == "," {
			return p
		}
	}
	if start := r.phraseStart(subject); start >= 2 && r.t.words[start-1].Text == "," && r.t.sent[start-2] == r.t.sent[subject] {
		if p := person(start - 2); p >= 0 && r.t.is(subject, "nsubj", "appos", "conj") {
			return p
		}
	}
	return subject
}

// phraseStart returns the first word of the run of nominal words that ends with
// word i, or with the mention that it heads.
func (r *reader) phraseStart(i int) int {
	if m := r.d.MentionAt(i); m >= 0 {
		i = min(i, r.d.Mentions[m].First)
	}
	for i > 0 && r.nominal(i-1) && r.t.words[i-1].UPOS != "PRON" {
		i--
	}
	return max(i, 1)
}

// nearestNoun returns the word nearest to the cue, outside quotations and in its
// sentence, that stands for an actor.
func (r *reader) nearestNoun(cue int) int {
	for n := 1; n < 20; n++ {
		for _, i := range []int{cue + n, cue - n} {
			if i >= 0 && i < len(r.t.words) && !r.inside[i] && r.d.ParagraphAt(r.t.words[i].Start) == r.d.ParagraphAt(r.t.words[cue].Start) && len(r.d.ActorsAt(i)) > 0 {
				return i
			}
		}
	}
	return -1
}
