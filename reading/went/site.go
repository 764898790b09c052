package went

import (
	"strings"

	"chancery/gazetteer"
	"chancery/reading/draft"
)

// site is a place with the words above it in its sentence.
type site struct {
	place   *draft.Place
	word    int // that ties the place to the sentence
	prep    string
	chain   []int // governors of word, the nearest first
	trigger int   // the first of them that tells of somebody's whereabouts, else the first verb; -1 if there is none
	class   string
	step    int // of the trigger in the chain
}

// site reads the words above place k.
func (r *reader) site(k int) site {
	p := &r.D.Places[k]
	first, last := r.D.WordRange(p.Range)
	s := site{place: p, word: last - 1, trigger: -1}
	for w := first; w < last; w++ {
		if h := r.Doc.Words[w].Head; h < first || h >= last {
			s.word = w
			break
		}
	}
	s.prep = r.tie(s.word)
	for w := r.Doc.Words[s.word].Head; w >= 0 && len(s.chain) < 8; w = r.Doc.Words[w].Head {
		s.chain = append(s.chain, w)
	}
	for i, w := range s.chain {
		if c := class(r.Doc.Words[w]); c != "" {
			s.trigger, s.class, s.step = w, c, i
			return s
		}
	}
	for i, w := range s.chain {
		if r.Doc.Words[w].UPOS == "VERB" {
			s.trigger, s.step, s.class = w, i, "other"
			return s
		}
	}
	return s
}

// tie tells how a place hangs on its governor: by its preposition, else by its
// relation; through appositions to the noun that it names.
func (r *reader) tie(w int) string {
	for range 3 {
		if p := r.Preposition(w); p != "" {
			return p
		}
		x := r.Doc.Words[w]
		rel, _, _ := strings.Cut(x.Rel, ":")
		if x.Head < 0 || rel != "appos" && rel != "conj" && rel != "flat" && rel != "compound" {
			return x.Rel
		}
		if rel == "compound" && class(r.Doc.Words[x.Head]) != "" {
			return x.Rel
		}
		w = x.Head
	}
	return "none"
}

// locates tells whether a place can be where its trigger happens: what is "of" or
// "from" a place is not there.
func (r *reader) locates(s *site) bool {
	switch s.prep {
	case "in", "at", "to", "into", "near", "outside", "inside", "around", "through", "via", "across", "within":
		return true
	case "from":
		return s.class == "go" || s.class == "leave"
	case "obj":
		return s.class == "visit" || s.class == "leave" || s.class == "go"
	case "compound", "nmod:poss", "'s", "’s":
		return s.step > 0 || s.class == "visit" || s.class == "meet" || s.class == "go"
	case "of", "by", "against", "between", "with", "about", "like", "among", "as", "than", "on", "for", "including":
		return !s.place.IsState && s.prep == "of" && s.class != "other"
	}
	return !s.place.IsState
}

// qualifies tells whether a place only says where the one before it lies: "Brussels,
// Belgium".
func (r *reader) qualifies(k int) bool {
	if k == 0 {
		return false
	}
	p, before := &r.D.Places[k], &r.D.Places[k-1]
	return strings.TrimSpace(r.D.Text[min(before.End, p.Start):p.Start]) == "," && p.Country == before.Country && !before.IsState
}

// home tells where a place is for somebody of a state: abroad, at home, in the
// capital, where one is not on a journey.
func (r *reader) home(state string, p *draft.Place) string {
	switch {
	case state == "" || p.Country == "":
		return "unknown"
	case state != p.Country:
		return "abroad"
	case p.IsState:
		return "own"
	}
	for _, o := range gazetteer.Find(p.Name) {
		if o.Country == p.Country && (o.Kind == gazetteer.Capital || o.Kind == gazetteer.Venue) {
			return "capital"
		}
	}
	return "home"
}
