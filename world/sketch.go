package world

import (
	"slices"
	"strings"
	"time"
)

// sketch is what a title's wording says whatever the order and the small words:
// "head of the CIA" and "CIA director" have the same sketch.
func sketch(words string) string {
	parts := strings.Fields(foldOffice(words))
	kept := parts[:0]
	for _, p := range parts {
		if stopWords[p] {
			continue
		}
		if same, ok := sameTitle[p]; ok {
			p = same
		}
		if !slices.Contains(kept, p) {
			kept = append(kept, p)
		}
	}
	slices.Sort(kept)
	return strings.Join(kept, " ")
}

var stopWords = map[string]bool{"of": true, "the": true, "for": true, "to": true, "in": true, "on": true, "at": true,
	"and": true, "s": true, "acting": true, "interim": true}

var sameTitle = map[string]string{"boss": "head", "chief": "head", "director": "head", "leader": "head",
	"chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
	"spokesman": "spokesperson", "spokeswoman": "spokesperson", "representative": "envoy"}

// maxOwners is of how many states and bodies a title may be before it says too
// little: "Archbishop of Canterbury" is one's, "president" nearly everybody's.
const maxOwners = 3

// sketched returns the terms whose wording, alone or with the name of whose office
// it is, has the sketch of the query, or that of a post with another name of its
// owner: the CIA's director is a term of the United States.
func (w *World) sketched(query string, posts []post, on time.Time) []Term {
	wanted := map[string]bool{sketch(query): true}
	ofState := map[post]bool{} // an institution by its kind: "central bank", "military"
	for _, p := range posts {
		e := w.byID[p.of]
		if e == nil {
			continue
		}
		for _, a := range e.Aliases {
			wanted[sketch(a.Text+" "+p.key)] = true
		}
		if e.Office != "" {
			ofState[post{e.State, sketch(e.Office + " " + p.key)}] = true
		}
	}
	delete(wanted, "")
	var held []Term
	owners := map[string]bool{}
	for i := range w.terms.all {
		t := &w.terms.all[i]
		if !t.Covers(on) {
			continue
		}
		name := t.Of
		if s := w.State(t.Of); s != nil {
			name = s.Name
		}
		title := sketch(t.Office)
		if wanted[title] || ofState[post{t.Of, title}] || wanted[sketch(t.Office+" "+name)] {
			held = append(held, *t)
			owners[t.Of] = true
		}
	}
	if len(owners) > maxOwners {
		return nil
	}
	slices.SortStableFunc(held, func(a, b Term) int { return b.From.First().Compare(a.From.First()) })
	return held
}
