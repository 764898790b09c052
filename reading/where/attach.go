package where

import (
	"strings"

	"chancery/gazetteer"
	"chancery/language"
	"chancery/reading/draft"
	"chancery/reading/when"
)

// For gives the place within a state where what a word tells happens, its index
// in d.Doc.Words: "met in Seoul", "traveled to Seoul", "visited Seoul", "the
// Seoul talks". It is nil where the text gives none, or only a whole state, a
// continent or the like; see [Any]. A state that is hardly more than its capital
// (Luxembourg, Kuwait) counts as that. The place of a dateline is never taken.
func For(d *draft.Draft, word int) *draft.Place {
	for _, i := range attached(d, word) {
		p := &d.Places[i]
		if p.IsState {
			if city, ok := namesake(p); ok {
				return city
			}
		} else if !wide(p) {
			return p
		}
	}
	return nil
}

// Any is like For, but takes whole states and parts of the world as well.
func Any(d *draft.Draft, word int) *draft.Place {
	if found := attached(d, word); len(found) > 0 {
		return &d.Places[found[0]]
	}
	return nil
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

// namesake gives the capital that bears its state's name, "City" aside, where
// the state lies around it: what is told to be in Luxembourg is in the city.
func namesake(p *draft.Place) (*draft.Place, bool) {
	switch p.Country {
	case "LUX", "SGP", "MCO", "VAT", "SMR", "KWT", "DJI":
	default:
		return nil, false
	}
	for _, name := range [...]string{p.Name, p.Name + " City"} {
		for _, o := range gazetteer.Find(name) {
			if o.Country == p.Country && o.Kind == gazetteer.Capital {
				city := *p
				city.Lat, city.Lon, city.Geonames, city.IsState = o.Lat, o.Lon, o.GeonamesID, false
				return &city, true
			}
		}
	}
	return nil, false
}

// attached gives the places that hang on a word, as indices into d.Places, the
// nearest first.
func attached(d *draft.Draft, word int) []int {
	if d.Doc == nil || word < 0 || word >= len(d.Doc.Words) {
		return nil
	}
	a := &attachment{d: d, doc: d.Doc, word: word}
	a.collect()
	if len(a.places) == 0 {
		return nil
	}
	a.locating(word)
	a.hanging(word)
	if d.Doc.Words[word].UPOS != "VERB" {
		a.describing(word)
	}
	if len(a.found) == 0 {
		a.nearby(word)
	}
	a.above(word)
	if len(a.found) == 0 {
		a.planned(word)
	}
	if len(a.found) == 0 {
		a.opening(word)
	}
	return a.found
}

// attachment collects the places of one word, the nearest in the parse first.
type attachment struct {
	d      *draft.Draft
	doc    *language.Document
	word   int
	first  int         // first word of the sentence
	places []placeWord // of the sentence
	found  []int
}

// placeWord is a place with the word that ties it to the sentence.
type placeWord struct{ place, word int }

func (a *attachment) collect() {
	s := a.doc.Sentences[a.doc.Sentence(a.word)]
	a.first = s.First
	from, to := a.doc.Words[s.First].Start, a.doc.Words[s.Last-1].End
	for i, p := range a.d.Places {
		if p.Start < from || p.End > to || p.Dateline || strings.HasPrefix(a.d.Text[p.End:], "-") {
			continue // the last: "Geneva-based"
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
	// What a verb of saying or feeling is about does not happen where that is.
	x := a.doc.Words[word]
	through := x.UPOS != "VERB" || is(strings.ToLower(x.Lemma), there|goes|strikes)
	for steps := 0; steps < 3; steps++ {
		w = a.doc.Words[w].Head
		if w == word {
			return true
		}
		if w < 0 || !through {
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
			if !is(h.Lemma, sort|part|site) || a.named(x.Head) {
				return w
			}
		default:
			return w
		}
		w = x.Head
	}
	return w
}

// named tells whether a noun is followed by its own name: "the Red Sea city of
// Jeddah" is not in the Red Sea.
func (a *attachment) named(w int) bool {
	for _, c := range a.doc.Children(w) {
		if base(a.doc.Words[c].Rel) == "nmod" && a.preposition(c) == "of" {
			return true
		}
	}
	return false
}

// tied tells whether a word hangs on its governor as its place.
func (a *attachment) tied(w, place int) bool {
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
		case p == "on" || p == "over" || p == "off":
			return is(lemma, strikes) || a.island(place, p)
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
		return is(lemma, occasion)
	}
	return false
}

// island tells whether what is on, over or off a place is there, as it is not
// where the place stands for a government ("sanctions on Tehran").
func (a *attachment) island(word int, prep string) bool {
	for _, p := range a.places {
		if p.word == word {
			for _, o := range gazetteer.Find(a.d.Places[p.place].Name) {
				if o.Kind == gazetteer.Island || o.Kind == gazetteer.Sea && prep != "on" {
					return true
				}
			}
		}
	}
	return false
}

// preposition gives the word that ties a noun to its governor, in lower case.
func (a *attachment) preposition(w int) string {
	for _, c := range a.doc.Children(w) {
		if x := a.doc.Words[c]; x.Rel == "case" {
			return strings.ToLower(x.Text)
		}
	}
	return ""
}

// describing adds the places of the clauses that describe a noun ("the talks
// that were held in Geneva").
func (a *attachment) describing(word int) {
	for _, c := range a.doc.Children(word) {
		if base(a.doc.Words[c].Rel) == "acl" {
			a.hanging(c)
		}
	}
}

// locating adds the place that a clause describes: "Brussels, where he will
// attend the summit".
func (a *attachment) locating(word int) {
	x := a.doc.Words[word]
	if x.Rel != "acl:relcl" || x.Head < 0 {
		return
	}
	for _, c := range a.doc.Children(word) {
		if strings.EqualFold(a.doc.Words[c].Text, "where") {
			for _, p := range a.places {
				if p.word == x.Head {
					a.add(p.place)
				}
			}
		}
	}
}

// nearby adds the place that follows an occasion or a deed within its clause and
// behind a preposition, for where the parse ties it to something else.
func (a *attachment) nearby(word int) {
	lemma := strings.ToLower(a.doc.Words[word].Lemma)
	if !is(lemma, there|goes|strikes|occasion) {
		return
	}
	for _, p := range a.places {
		first, _ := a.d.WordRange(a.d.Places[p.place].Range)
		for first > word+1 && (a.doc.Words[first-1].UPOS == "DET" || a.doc.Words[first-1].UPOS == "ADJ") {
			first--
		}
		if first <= word+1 || first > word+20 {
			continue
		}
		if prep := strings.ToLower(a.doc.Words[first-1].Text); prep != "in" && prep != "at" && prep != "near" {
			continue
		}
		if when.SameClause(a.doc, word, first) {
			a.add(p.place)
			return
		}
	}
}

// planned adds the place of what a word says is to come: "due to begin in Geneva".
func (a *attachment) planned(word int) {
	if !is(a.doc.Words[word].Lemma, plans) && !is(a.doc.Words[word].Text, plans) {
		return
	}
	for _, c := range a.doc.Children(word) {
		if base(a.doc.Words[c].Rel) == "xcomp" {
			a.hanging(c)
			a.nearby(c)
		}
	}
}

// opening adds the place that a sentence opens with, to its main verb and those
// coordinated with it: "While in Brussels, he met envoys".
func (a *attachment) opening(word int) {
	w := word
	for a.doc.Words[w].Rel == "conj" && a.doc.Words[w].Head >= 0 {
		w = a.doc.Words[w].Head
	}
	if a.doc.Words[w].Head >= 0 || a.doc.Words[w].UPOS != "VERB" {
		return
	}
	for _, p := range a.places {
		first, _ := a.d.WordRange(a.d.Places[p.place].Range)
		if first > a.first && first <= a.first+3 && first < w && is(a.doc.Words[first-1].Text, at) {
			a.add(p.place)
			return
		}
	}
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
