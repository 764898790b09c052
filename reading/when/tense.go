package when

import (
	_ "embed"
	"strings"
	"sync"

	"chancery/language"
)

//go:embed tense.tsv
var tenseTSV string

// senses holds tense.tsv: the words of each sense.
var senses = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for _, f := range rows(tenseTSV) {
		if out[f[1]] == nil {
			out[f[1]] = map[string]bool{}
		}
		out[f[1]][f[0]] = true
	}
	return out
})

// direction tells whether what the match dates lies ahead (1), back (-1) or
// either way (0) of the day of publication, and whether that is sure because the
// match hangs on a verb directly.
func (r *reader) direction(m *match) (dir int, sure bool) {
	switch before := m.before(); before {
	case "since":
		return -1, true
	case "on", "for", "from", "in", "until", "to", "-":
		// "starting on May 25", "due on Monday", "scheduled for June"
		if senses()["onset"][r.word(m.first-2)] {
			return 1, true
		}
	}
	if r.d.Doc == nil || len(r.d.Doc.Words) == 0 {
		return r.directionNearby(m), false
	}
	w := topWord(r.d.Doc, r.d.WordAt(r.tokens[m.first].start), r.d.WordAt(r.tokens[m.last].end-1)+1)
	if w < 0 {
		return 0, false
	}
	if dir, sure = climb(r.d.Doc, w); dir == 0 {
		dir = r.directionNearby(m)
	}
	return dir, sure
}

// topWord gives the word of [first, last) whose governor lies outside, -1 if
// there is none.
func topWord(doc *language.Document, first, last int) int {
	last = min(last, len(doc.Words))
	for i := first; i < last; i++ {
		if h := doc.Words[i].Head; h < first || h >= last {
			if rel := doc.Words[i].Rel; rel != "case" && rel != "punct" && rel != "det" {
				return i
			}
		}
	}
	return -1
}

// climb follows the governors of a time expression until a verb tells its tense.
func climb(doc *language.Document, w int) (dir int, sure bool) {
	sense := senses()
	sure = true
	if hasChild(doc, w, "case", sense["coming"]) && !hasChild(doc, w, "case", map[string]bool{"until": true}) {
		return 1, true
	}
	for steps := 0; steps < 12; steps++ {
		h := doc.Words[w].Head
		if h < 0 || h == w {
			return 0, false
		}
		p := &doc.Words[h]
		lemma := strings.ToLower(p.Lemma)
		if isPredicate(doc, h) {
			dir = tense(doc, h, 0)
			if dir > 0 && doc.Words[w].Rel == "nmod:poss" && p.UPOS == "VERB" && (p.XPOS == "VBZ" || p.XPOS == "VBP") {
				return 0, false // "Tuesday's raid draws protests"
			}
			if dir == 0 && !sure && sense["plan"][lemma] {
				dir = 1
			} else if dir < 0 && !sure && sense["plan"][lemma] && doc.Words[w].Rel != "nsubj" {
				dir = 1
			}
			return dir, sure
		}
		sure = false
		for _, c := range doc.Children(h) {
			if rel := doc.Words[c].Rel; c == w || rel != "amod" && rel != "acl" {
				continue
			}
			low := strings.ToLower(doc.Words[c].Text)
			if sense["ahead"][low] {
				return 1, false
			}
			if sense["behind"][low] {
				return -1, false
			}
		}
		if sense["plan"][lemma] {
			return 1, false
		}
		w = h
	}
	return 0, false
}

// isPredicate tells whether a word heads a clause: a verb, or what a copula
// makes one.
func isPredicate(doc *language.Document, i int) bool {
	if doc.Words[i].UPOS == "VERB" {
		return true
	}
	for _, c := range doc.Children(i) {
		if doc.Words[c].Rel == "cop" {
			return true
		}
	}
	return doc.Words[i].UPOS == "AUX"
}

// tense tells whether a clause lies ahead (1), back (-1), or does not say (0).
func tense(doc *language.Document, v, depth int) int {
	sense := senses()
	w := &doc.Words[v]
	lemma := strings.ToLower(w.Lemma)
	aux, modal, have, finite, to := auxiliaries(doc, v)
	switch {
	case modal && have:
		return -1
	case modal:
		return 1
	case have:
		return -1
	case to && depth < 6 && w.Head >= 0:
		return tenseOfInfinitive(doc, v, depth)
	case finite == "VBD":
		return -1
	case aux && (finite == "VBZ" || finite == "VBP"):
		if sense["report"][lemma] {
			return 0
		}
		return 1
	}
	switch w.XPOS {
	case "VBD":
		return -1
	case "VBZ", "VBP":
		if sense["report"][lemma] {
			return -1
		}
		return 1
	case "VBN", "JJ":
		if sense["onset"][strings.ToLower(w.Text)] || sense["ahead"][strings.ToLower(w.Text)] {
			return 1
		}
		if w.XPOS == "VBN" { // "signed in March"; without its auxiliary the tagger may take a past tense for it
			return -1
		}
	case "VBG":
		if sense["coming"][strings.ToLower(w.Text)] {
			return 1
		}
	}
	if depth < 6 && w.Head >= 0 && w.Head != v {
		return tenseAbove(doc, v, depth)
	}
	return 0
}

// auxiliaries tells what auxiliaries a predicate has: any, a modal, "have", the
// tag of the finite one, and the infinitive's "to".
func auxiliaries(doc *language.Document, v int) (aux, modal, have bool, finite string, to bool) {
	sense := senses()
	for _, c := range doc.Children(v) {
		k := &doc.Words[c]
		low := strings.ToLower(k.Text)
		switch {
		case strings.HasPrefix(k.Rel, "aux") || k.Rel == "cop":
			aux = true
			switch {
			case sense["modal"][low]:
				modal = true
			case k.Lemma == "have" && k.Rel != "cop":
				have = true
			}
			if k.XPOS == "VBD" || k.XPOS == "VBZ" || k.XPOS == "VBP" {
				finite = k.XPOS
			}
		case k.Rel == "mark" && low == "to" && c < v:
			to = true
		}
	}
	return aux, modal, have, finite, to
}

// tenseOfInfinitive: "is to meet", "plans to meet", "going to meet" look ahead;
// otherwise the infinitive has the tense of its governor.
func tenseOfInfinitive(doc *language.Document, v, depth int) int {
	h := doc.Words[v].Head
	lemma := strings.ToLower(doc.Words[h].Lemma)
	if lemma == "be" || strings.HasPrefix(doc.Words[v].Rel, "acl") || senses()["plan"][lemma] || lemma == "go" && doc.Words[h].XPOS == "VBG" {
		return 1
	}
	return tenseAbove(doc, v, depth)
}

// tenseAbove gives the tense of the nearest governing predicate.
func tenseAbove(doc *language.Document, v, depth int) int {
	for h := doc.Words[v].Head; h >= 0 && depth < 12; h, depth = doc.Words[h].Head, depth+1 {
		if isPredicate(doc, h) {
			return tense(doc, h, depth+1)
		}
	}
	return 0
}

// hasChild tells whether a word has a dependent with the relation and one of the forms.
func hasChild(doc *language.Document, h int, rel string, forms map[string]bool) bool {
	for _, c := range doc.Children(h) {
		if doc.Words[c].Rel == rel && forms[strings.ToLower(doc.Words[c].Text)] {
			return true
		}
	}
	return false
}

// sentence gives the sentence of a word.
func sentence(doc *language.Document, w int) language.Sentence {
	return doc.Sentences[doc.Sentence(w)]
}

// directionNearby reads the tense from the nearest telling word of the sentence,
// those before the match first.
func (r *reader) directionNearby(m *match) int {
	for i := m.first - 1; i >= 0 && !r.stops(i); i-- {
		if dir := r.tells(i); dir != 0 {
			return dir
		}
		if r.tokens[i].line {
			break
		}
	}
	for i := m.last + 1; i < len(r.tokens) && !r.tokens[i].line && !r.stops(i); i++ {
		if dir := r.tells(i); dir != 0 {
			return dir
		}
	}
	return 0
}

func (r *reader) stops(i int) bool {
	switch r.tokens[i].low {
	case ".", "?", "!", ";":
		return true
	}
	return false
}

func (r *reader) tells(i int) int {
	sense := senses()
	low := r.tokens[i].low
	switch {
	case low == "to" && i > 0 && (r.word(i-1) == "is" || r.word(i-1) == "are" || r.word(i-1) == "was" || r.word(i-1) == "were"):
		return 1
	case sense["past"][low]:
		return -1
	case sense["modal"][low] && low != "may" || low == "may" && !r.tokens[i].capital, sense["coming"][low]:
		return 1
	case strings.HasSuffix(low, "ed") && len(low) > 4:
		return -1
	}
	return 0
}
