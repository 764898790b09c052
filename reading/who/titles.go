package who

import (
	"chancery"
)

// titleBefore widens a person's mention over the title before the name and notes
// the office: "President Barack Obama" from "President".
func (r *reader) titleBefore(i, actor int) int {
	first, key := r.titleAt(i)
	if key == "" {
		return i
	}
	r.offs[actor] = key
	if r.d.Actors[actor].Role == "" {
		r.d.Actors[actor].Role = r.text(first, i)
	}
	if st := r.stateBefore(first); st != "" && r.d.Actors[actor].State == "" {
		r.d.Actors[actor].State = st
	}
	return first
}

// titleAt finds the longest office, with its field, that ends just before word i.
func (r *reader) titleAt(i int) (first int, key string) {
	first, key = r.officeBefore(i)
	if key == "" && r.capital(i-1) {
		return r.wideTitleAt(i)
	}
	return first, key
}

// officeBefore finds the longest office wording that ends just before word i.
func (r *reader) officeBefore(i int) (first int, key string) {
	const longest = 9 // words of "Deputy Assistant to the President for …"
	first = i
	for n := 1; n <= longest && i-n >= 0; n++ {
		j := i - n
		if r.doc.Words[j].UPOS == "PUNCT" && r.word(j) != "-" && r.word(j) != "." {
			break
		}
		if k, ok := r.w.Office(r.text(j, i)); ok && r.doc.Words[j].UPOS != "PUNCT" {
			first, key = j, k
		}
	}
	return first, key
}

// wideTitleAt finds an office with its field that ends just before word i, all of it
// with capitals: "Special Envoy for Climate", "Secretary of the Executive Committee".
func (r *reader) wideTitleAt(i int) (first int, key string) {
	const longest = 14
	first = i
	field := -1 // where "for" or "of" stands
	for j := i - 1; j >= 0 && j >= i-longest && r.doc.Sentence(j) == r.doc.Sentence(i); j-- {
		w := r.word(j)
		switch {
		case w == "for" || w == "of" || w == "to" || w == "on":
			field = j
		case r.taken[j] > 0 && !r.capital(j), !r.capital(j) && w != "and" && w != "the":
			return first, key
		}
		if field > j && field <= j+4 {
			if k, ok := r.w.Office(r.text(j, field)); ok && r.capital(j) {
				first, key = j, k
			}
		}
	}
	return first, key
}

// stateBefore returns the state whose name or adjective stands just before word i.
func (r *reader) stateBefore(i int) string {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if t := r.taken[j]; t > 0 {
			if a := r.found[t-1].Actors; len(a) == 1 && r.d.Actors[a[0]].Kind == chancery.State {
				return r.d.Actors[a[0]].State
			}
			return ""
		}
		if w := r.word(j); w != "'s" && w != "’s" && w != "former" && w != "deputy" && w != "new" && w != "Deputy" {
			return ""
		}
	}
	return ""
}
