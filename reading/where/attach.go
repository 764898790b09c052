package where

import (
	"strings"

	"chancery/gazetteer"
	"chancery/language"
	"chancery/reading/draft"
)

// For gives the place within a state where what a word tells happens, its index
// in d.Doc.Words: "met in Seoul", "traveled to Seoul", "visited Seoul", "the
// Seoul talks". It is nil where the text gives none, or only a whole state, a
// continent or the like; see [Any]. The place of a dateline is never taken.
func For(d *draft.Draft, word int) *draft.Place {
	return first(d, word, func(p *draft.Place) bool { return !p.IsState && !wide(p) })
}

// Any is like For, but takes whole states and parts of the world as well.
func Any(d *draft.Draft, word int) *draft.Place {
	return first(d, word, func(*draft.Place) bool { return true })
}

// wide tells of continents and the like.
func wide(p *draft.Place) bool {
	if p.Country != "" {
		return false
	}
	for _, o := range gazetteer.Find(p.Name) {
		if o.Kind == gazetteer.Continent {
			return true
		}
	}
	return false
}

func first(d *draft.Draft, word int, fits func(*draft.Place) bool) *draft.Place {
	if d.Doc == nil || word < 0 || word >= len(d.Doc.Words) {
		return nil
	}
	a := &attachment{d: d, doc: d.Doc, word: word}
	a.collect()
	if len(a.places) == 0 {
		return nil
	}
	a.hanging(word)
	if d.Doc.Words[word].UPOS != "VERB" {
		a.describing(word)
	}
	a.above(word)
	for _, i := range a.found {
		if p := &d.Places[i]; fits(p) {
			return p
		}
	}
	return nil
}

// attachment collects the places of one word, the nearest in the parse first.
type attachment struct {
	d      *draft.Draft
	doc    *language.Document
	word   int
	places []placeWord // of the sentence
	found  []int
}

// placeWord is a place with the word that ties it to the sentence.
type placeWord struct{ place, word int }

func (a *attachment) collect() {
	s := sentenceOf(a.doc, a.word)
	if s.First >= s.Last || s.Last > len(a.doc.Words) {
		return
	}
	from, to := a.doc.Words[s.First].Start, a.doc.Words[s.Last-1].End
	for i, p := range a.d.Places {
		if p.Start < from || p.End > to || p.Dateline {
			continue
		}
		first, last := a.d.WordRange(p.Range)
		for w := first; w < last; w++ {
			if h := a.doc.Words[w].Head; h < first || h >= last {
				a.places = append(a.places, placeWord{i, w})
				break
			}
		}
	}
}

// hanging adds the places that hang on a word.
func (a *attachment) hanging(word int) {
	for _, p := range a.places {
		if a.reaches(p.word, word) {
			a.add(p.place)
		}
	}
}

// reaches climbs from a place to a word: the place itself must be tied by a
// preposition of place or the like, the nouns between may only be such as the
// word's own ("a hospital in Aleppo" for what was hit, "a meeting in Geneva").
func (a *attachment) reaches(place, word int) bool {
	w := a.skipApposition(place)
	if !a.tied(w, place) {
		return false
	}
	for steps := 0; steps < 3; steps++ {
		w = a.doc.Words[w].Head
		if w == word {
			return true
		}
		if w < 0 {
			return false
		}
		switch a.doc.Words[w].UPOS {
		case "NOUN", "PROPN":
		default:
			return false
		}
		switch base(a.doc.Words[w].Rel) {
		case "obj", "obl", "nmod", "appos", "conj":
		default:
			return false
		}
	}
	return false
}

// skipApposition goes from a name to the noun that it stands with: "the city of
// Aleppo", "Kiev's Boryspil airport", "Geneva and Vienna".
func (a *attachment) skipApposition(w int) int {
	for range 3 {
		x := a.doc.Words[w]
		if x.Head < 0 {
			return w
		}
		h := a.doc.Words[x.Head]
		switch base(x.Rel) {
		case "appos", "conj", "flat":
			if h.UPOS != "NOUN" && h.UPOS != "PROPN" {
				return w
			}
		case "nmod":
			if !is(h.Lemma, sort|part) {
				return w
			}
		case "compound":
			if !is(h.Lemma, sort|part) {
				return w
			}
		default:
			return w
		}
		w = x.Head
	}
	return w
}

// tied tells whether a word hangs on its governor as its place.
func (a *attachment) tied(w, _ int) bool {
	x := a.doc.Words[w]
	if x.Head < 0 {
		return false
	}
	h := a.doc.Words[x.Head]
	lemma := strings.ToLower(h.Lemma)
	switch base(x.Rel) {
	case "obl", "nmod", "dep", "advmod":
		if x.Rel == "nmod:poss" {
			return h.UPOS == "NOUN" && is(lemma, occasion)
		}
		p := a.preposition(w)
		switch {
		case is(p, at):
			return true
		case p == "to" || p == "into" || p == "for":
			return is(lemma, goes)
		case p == "of":
			return is(lemma, strikes|visits) && h.UPOS == "NOUN"
		}
		return false
	case "obj":
		return is(lemma, visits|strikes)
	case "compound":
		return h.UPOS == "NOUN" || h.UPOS == "PROPN" && is(lemma, occasion)
	}
	return false
}

// preposition gives the word that ties a noun to its governor, in lower case.
func (a *attachment) preposition(w int) string {
	s := sentenceOf(a.doc, w)
	for i := s.First; i < s.Last; i++ {
		if x := a.doc.Words[i]; x.Head == w && x.Rel == "case" {
			return strings.ToLower(x.Text)
		}
	}
	return ""
}

// describing adds the places of the clauses that describe a noun ("the talks
// that were held in Geneva").
func (a *attachment) describing(word int) {
	s := sentenceOf(a.doc, word)
	for i := s.First; i < s.Last; i++ {
		if x := a.doc.Words[i]; x.Head == word && base(x.Rel) == "acl" {
			a.hanging(i)
		}
	}
}

// above adds the places of the verbs whose place a word shares: a noun that is
// subject or object of the verb, a verb coordinated with it, its participle.
func (a *attachment) above(word int) {
	w := word
	for range 4 {
		x := a.doc.Words[w]
		if x.Head < 0 || !a.shares(w, x.Head) {
			return
		}
		a.hanging(x.Head)
		w = x.Head
	}
}

func (a *attachment) shares(w, h int) bool {
	x, y := a.doc.Words[w], a.doc.Words[h]
	switch base(x.Rel) {
	case "nsubj", "obj", "obl":
		return x.UPOS == "NOUN" && y.UPOS == "VERB" && !reports(y.Lemma)
	case "conj":
		return x.UPOS == y.UPOS && !is(y.Lemma, goes)
	case "compound", "appos":
		return x.UPOS == "NOUN" || x.UPOS == "PROPN"
	case "acl":
		return x.Rel == "acl" && x.XPOS == "VBN"
	case "xcomp":
		return true
	}
	return false
}

// reports tells of verbs of saying, whose place is not that of what is said.
func reports(lemma string) bool {
	switch lemma {
	case "say", "tell", "report", "announce", "state", "add", "write", "quote", "claim":
		return true
	}
	return false
}

func base(rel string) string {
	b, _, _ := strings.Cut(rel, ":")
	return b
}

func (a *attachment) add(i int) {
	for _, f := range a.found {
		if f == i {
			return
		}
	}
	a.found = append(a.found, i)
}
