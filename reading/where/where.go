// Package where finds the places that a report names and resolves them to
// coordinates and countries by the report's own geography. [For] tells the place
// of what a given word tells. The words that tell places from other names stand
// in words.tsv.
package where

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chancery/gazetteer"
	"chancery/gazetteer/packed"
	"chancery/language"
	"chancery/reading/draft"
	"chancery/world"
)

// Read fills d.Places with the places that d.Text names, in order of Start. Whole
// states are among them, adjectives ("Syrian") are not.
func Read(d *draft.Draft) {
	doc := d.Doc
	if doc == nil {
		doc = language.Segment(d.Text)
	}
	r := &reader{
		d: d, doc: doc, world: world.Default(),
		geo:   geography{countries: map[string]float64{}, divisions: map[string]float64{}},
		found: map[string][]gazetteer.Place{}, lower: map[string]bool{}, people: map[string]bool{},
		settled: map[string]gazetteer.Place{}, qualifies: map[int]string{},
	}
	for i := range doc.Words {
		if w := doc.Words[i].Text; !capital(w) {
			r.lower[w] = true
		}
	}
	r.datelines()
	r.scan()
	r.survey()
	for pass := range 2 {
		for i := range r.names {
			r.settle(&r.names[i], pass)
		}
	}
	for i := range r.names {
		if p, ok := r.place(&r.names[i]); ok {
			d.Places = append(d.Places, p)
		}
	}
	slices.SortFunc(d.Places, func(a, b draft.Place) int { return a.Start - b.Start })
}

// reader is the state of one reading.
type reader struct {
	d     *draft.Draft
	doc   *language.Document
	world *world.World
	geo   geography
	names []name

	found   map[string][]gazetteer.Place // what the gazetteer has for a name
	lower   map[string]bool              // words that the report writes in lower case
	people  map[string]bool              // words of the names of people in the report
	settled map[string]gazetteer.Place   // what names stand for in this report

	qualifies map[int]string // division or country that lies at a word after a place: "Paris, Texas"
}

// name is a name in the text that may be a place.
type name struct {
	first, last int // half-open range of words
	draft.Range
	text     string
	options  []gazetteer.Place
	state    *world.Entity // the state that it names
	dateline bool
	place    *gazetteer.Place // what was settled on
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// shout tells whether a word is all capitals, as in datelines and headings.
func shout(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// lowered writes words of capitals with small letters after their first.
func lowered(s string) string {
	first := true
	return strings.Map(func(r rune) rune {
		begins := first
		first = !unicode.IsLetter(r) && r != '\''
		if begins {
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// find asks the gazetteer, once for every name of a report.
func (r *reader) find(text string) []gazetteer.Place {
	if p, ok := r.found[text]; ok {
		return p
	}
	p := gazetteer.Find(text)
	r.found[text] = p
	return p
}

// scan finds the names that may be places; names of people, bodies and other
// actors are passed over as wholes.
func (r *reader) scan() {
	words := r.doc.Words
	for i := 0; i < len(words); {
		if !r.opens(i) || r.taken(i) {
			i++
			continue
		}
		n, next := r.nameAt(i)
		if n.last > n.first {
			r.names = append(r.names, n)
		}
		i = max(next, i+1)
	}
}

// opens tells whether a name can begin at a word.
func (r *reader) opens(i int) bool {
	w := r.doc.Words[i].Text
	if capital(w) {
		return true
	}
	low := strings.ToLower(w)
	return (low == "al" || low == "el" || strings.HasPrefix(low, "al-") || strings.HasPrefix(low, "el-")) && i+1 < len(r.doc.Words)
}

// taken tells whether a dateline holds the word.
func (r *reader) taken(i int) bool {
	for k := range r.names {
		if n := &r.names[k]; n.first <= i && i < n.last {
			return true
		}
	}
	return false
}

// nameAt reads the longest name at word i, and gives the word after what it read.
func (r *reader) nameAt(i int) (name, int) {
	end, matches := r.world.LongestAt(r.d.Text, r.doc.Words[i].Start)
	known := r.wordAfter(i, end)
	n := name{first: i, last: i}
	for j := r.reach(i); j > i && j >= known; j-- {
		if j < known || !capital(r.doc.Words[j-1].Text) {
			continue
		}
		text := r.d.Text[r.doc.Words[i].Start:r.doc.Words[j-1].End]
		if options := r.find(text); len(options) > 0 {
			n.last, n.text, n.options = j, text, options
			break
		}
	}
	if n.last == i && len(matches) == 0 {
		r.unlisted(&n)
	}
	if len(matches) > 0 && known >= n.last {
		state, blocks := readMatches(matches)
		if state != nil {
			if r.modifies(state, matches[0].Kind, i, known) {
				return name{}, known
			}
			n.first, n.last, n.state, n.text = i, known, state, r.d.Text[r.doc.Words[i].Start:end]
			if n.options == nil {
				n.options = r.find(n.text)
			}
		} else if blocks && !(known == n.last && isArea(n.options)) {
			return name{}, known
		}
	}
	if n.last > i {
		r.bound(&n)
	}
	return n, n.last
}

// bound sets the range of a name, without a full stop or dash that ends it.
func (r *reader) bound(n *name) {
	n.Range = draft.Range{Start: r.doc.Words[n.first].Start, End: r.doc.Words[n.last-1].End}
	text := r.d.Text[n.Start:n.End]
	trimmed := strings.TrimRight(text, "-–—,;:)]")
	if t := strings.TrimRight(trimmed, "."); !strings.Contains(t, ".") && !strings.HasPrefix(t, "St") {
		trimmed = t
	}
	if trimmed == "" {
		n.last = n.first
		return
	}
	n.End, n.text = n.Start+len(trimmed), trimmed
}

// unlisted bounds a name that neither the gazetteer nor package world has, where
// the language layer or a noun before it takes it for a place.
func (r *reader) unlisted(n *name) {
	words := r.doc.Words
	for _, m := range r.doc.Mentions {
		if m.First == n.first && m.Type == "PLACE" {
			n.last = m.Last
		}
	}
	if n.last == n.first && n.first > 1 && strings.EqualFold(words[n.first-1].Text, "of") && is(words[n.first-2].Text, sort) {
		n.last = r.reach(n.first)
	}
	if n.last > n.first {
		n.text = r.d.Text[words[n.first].Start:words[n.last-1].End]
	}
}

// wordAfter gives the word that follows byte end, at least i.
func (r *reader) wordAfter(i, end int) int {
	for i < len(r.doc.Words) && r.doc.Words[i].Start < end {
		i++
	}
	return i
}

// reach gives the word after the longest run that may be one name: capitalised
// words on one line, with hyphens, apostrophes and little words between them.
func (r *reader) reach(i int) int {
	words := r.doc.Words
	last := i + 1
	for j := i + 1; j < len(words) && j < i+7; j++ {
		gap := r.d.Text[words[j-1].End:words[j].Start]
		if gap != "" && gap != " " {
			break
		}
		w := words[j].Text
		switch {
		case capital(w):
			last = j + 1
		case w == "-" || w == "'" || w == "’" || w == "of" || w == "the" || w == "de" || w == "al" || w == "el" || w == "ez" || w == "and" || w == "i" || w == "e" || w == ".":
		default:
			return last
		}
	}
	return last
}

// readMatches gives the state that a name known to package world stands for, or
// tells that it stands for some other actor and is no place.
func readMatches(matches []world.Match) (state *world.Entity, blocks bool) {
	for _, m := range matches {
		switch m.Kind {
		case world.Name, world.Short, world.Acronym:
			if m.Entity.Kind == "state" {
				return m.Entity, false
			}
			blocks = true
		case world.Adjective, world.Demonym:
			blocks = true
		case world.Metonym:
			// A capital that stands for its government is a place all the same.
		}
	}
	return nil, blocks
}

// modifies tells whether a state's acronym only describes the next noun
// ("U.S. officials"), as an adjective would.
func (r *reader) modifies(_ *world.Entity, kind world.AliasKind, first, last int) bool {
	if kind != world.Acronym || last >= len(r.doc.Words) {
		return false
	}
	for i := first; i < last; i++ {
		switch r.doc.Words[i].Rel {
		case "compound", "amod", "nmod:desc":
			return true
		}
	}
	next := r.doc.Words[last].Text
	return next == "-" || next == "–"
}

// isArea tells whether the likeliest option is a region, a building or the like,
// which may bear the name of the body that sits there.
func isArea(options []gazetteer.Place) bool {
	if len(options) == 0 {
		return false
	}
	k := options[0].Kind
	return k == gazetteer.Venue || k == gazetteer.Region || k == gazetteer.Island || k == gazetteer.Sea
}

// place makes the draft's place of a name that was settled.
func (r *reader) place(n *name) (draft.Place, bool) {
	if n.place == nil {
		return draft.Place{}, false
	}
	p := draft.Place{
		Range: n.Range, Name: n.place.Name, Country: n.place.Country, Lat: n.place.Lat, Lon: n.place.Lon,
		Geonames: n.place.GeonamesID, Dateline: n.dateline, IsState: n.place.Kind == gazetteer.Country,
	}
	switch {
	case p.IsState:
	case !shout(n.text):
		p.Name = n.text // a report's own Kiev stays Kiev; the identifier tells that it is Kyiv
	case packed.Fold(n.text) != packed.Fold(p.Name):
		p.Name = lowered(n.text)
	}
	return p, true
}
