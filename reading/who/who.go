// Package who finds the actors of a report and every place where it mentions
// them: names and short names, titles and offices, countries by name, adjective
// and capital, unnamed groups, plural antecedents ("the two leaders") and
// pronouns. Names are resolved with package world as of the day of publication.
package who

import (
	"sort"
	"strings"

	"chancery"
	"chancery/language"
	"chancery/reading/draft"
	"chancery/world"
)

// Read fills d.Actors and d.Mentions. It needs d.Doc; first and second persons
// within quotations stay unresolved until [Speech].
func Read(d *draft.Draft) {
	r := newReader(d)
	r.names()
	r.settle()
	r.nominals()
	r.named()
	r.settle()
	r.corefer()
	r.settle()
	for a := range r.unnamed { // "a U.S. official" may be anybody of a group
		if x := &r.d.Actors[a]; x.Kind == chancery.Person {
			x.Kind = chancery.Group
		}
	}
}

// reader carries what one reading needs.
type reader struct {
	d     *draft.Draft
	doc   *language.Document
	w     *world.World
	keys  map[string]int // actor by entity ID or folded name
	taken []int          // per word: 1 + index in found of the name that covers it
	found []draft.Mention
	offs  map[int]string // actor to the office key it holds in this report
	// surnamed lists the report's persons by the short forms of their names.
	surnamed map[string][]int
	count    map[int]int  // actor to number of mentions so far
	unnamed  map[int]bool // actors told only by what they are
}

func newReader(d *draft.Draft) *reader {
	return &reader{
		d: d, doc: d.Doc, w: world.Default(),
		keys: map[string]int{}, taken: make([]int, len(d.Doc.Words)),
		offs: map[int]string{}, count: map[int]int{}, surnamed: map[string][]int{}, unnamed: map[int]bool{},
	}
}

// add lists an actor once and returns its index.
func (r *reader) add(key string, a draft.Actor) int {
	if i, ok := r.keys[key]; ok {
		return i
	}
	r.d.Actors = append(r.d.Actors, a)
	i := len(r.d.Actors) - 1
	r.keys[key] = i
	if a.Kind == chancery.Person && !strings.HasPrefix(key, "group:") {
		for _, s := range r.surnames(a) {
			r.surnamed[s] = append(r.surnamed[s], i)
		}
	}
	return i
}

// maxAliases is how many names of a state or body a record lists beside the usual one.
const maxAliases = 6

// entity lists an actor of package world.
func (r *reader) entity(e *world.Entity) int {
	if i, ok := r.keys[e.ID]; ok {
		return i
	}
	a := draft.Actor{Name: e.Name, Kind: e.Kind, State: e.State, Sector: e.Sector, Wikidata: e.Wikidata}
	if e.Kind == chancery.State {
		a.Aliases = []string{e.State}
	}
	if e.Kind != chancery.Person {
		for _, n := range e.Aliases {
			if n.Kind <= world.Acronym && n.Text != e.Name && len(a.Aliases) < maxAliases {
				a.Aliases = append(a.Aliases, n.Text)
			}
		}
	}
	i := r.add(e.ID, a)
	if e.Kind == chancery.Person {
		r.holdOffice(i, e)
	}
	return i
}

// holdOffice notes the office that a person of package world holds on the day.
func (r *reader) holdOffice(actor int, e *world.Entity) {
	t, ok := r.w.TermOn(e, r.d.Published)
	if !ok {
		return
	}
	r.d.Actors[actor].Role = t.Office
	r.offs[actor] = t.Key
}

// mention notes that words [first, last) stand for actors.
func (r *reader) mention(first, last int, kind draft.MentionKind, actors ...int) {
	r.found = append(r.found, draft.Mention{
		Range: r.d.Span(first, last), First: first, Last: last,
		Head: r.head(first, last), Actors: actors, Kind: kind,
	})
	if kind == draft.Named || kind == draft.Adjective {
		for i := first; i < last; i++ {
			r.taken[i] = len(r.found)
		}
	}
	for _, a := range actors {
		r.count[a]++
	}
}

// head returns the word of [first, last) whose governor lies outside.
func (r *reader) head(first, last int) int {
	for i := first; i < last; i++ {
		h := r.doc.Words[i].Head
		if (h < first || h >= last) && r.doc.Words[i].UPOS != "PUNCT" {
			return i
		}
	}
	return last - 1
}

// settle sorts the mentions into the draft.
func (r *reader) settle() {
	sort.SliceStable(r.found, func(i, j int) bool {
		a, b := r.found[i], r.found[j]
		if a.First != b.First {
			return a.First < b.First
		}
		return a.Last > b.Last
	})
	r.d.Mentions = append(r.d.Mentions[:0], r.found...)
	r.retake()
}

// retake notes anew which words names cover.
func (r *reader) retake() {
	clear(r.taken)
	for k, m := range r.found {
		if m.Kind == draft.Named || m.Kind == draft.Adjective {
			for i := m.First; i < m.Last; i++ {
				r.taken[i] = k + 1
			}
		}
	}
}

// word returns the text of word i, "" outside the document.
func (r *reader) word(i int) string {
	if i < 0 || i >= len(r.doc.Words) {
		return ""
	}
	return r.doc.Words[i].Text
}

// text returns words [first, last) as they stand in the report, on one line.
func (r *reader) text(first, last int) string {
	s := r.d.Span(first, last)
	return strings.Join(strings.Fields(r.d.Text[s.Start:s.End]), " ")
}

// capital tells whether word i starts with a capital letter.
func (r *reader) capital(i int) bool {
	w := r.word(i)
	return w != "" && w[0] >= 'A' && w[0] <= 'Z' || len(w) > 1 && w[0] >= 0xC3 && strings.ToLower(w) != w
}
