package who

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
	"chancery/world"
)

// short notes the surname as the report writes it: without accents, or another part
// of the name than package world takes for it.
func (r *reader) short(i, last, actor int, e *world.Entity) {
	if last-i < 2 {
		return
	}
	f := strings.Fields(r.text(i, last))
	name := f[len(f)-1]
	if len(f) > 1 && e.Surname != "" && strings.HasPrefix(e.Name, e.Surname+" ") {
		name = f[0] // Kim Jong Un
	}
	if as := r.surnamed[name]; !slices.Contains(as, actor) {
		r.surnamed[name] = append(as, actor)
	}
}

// shortNames resolves names by surname alone, in the report's order: those of
// persons named in full, else of whoever of that surname is in office.
func (r *reader) shortNames() {
	for i := 0; i < len(r.doc.Words); i++ {
		if r.taken[i] > 0 || !r.capital(i) {
			continue
		}
		last := r.runEnd(i)
		for j := i; j < last; j++ {
			if actor, end := r.surnameAt(j, last); actor >= 0 {
				first := r.titleBefore(j, actor)
				r.mention(max(first, i-7), end, draft.Named, actor)
				j = end - 1
			}
		}
		i = max(i, last-1)
	}
}

// surnames returns the short forms by which news calls a person.
func (r *reader) surnames(a draft.Actor) []string {
	var out []string
	for _, m := range r.w.Find(a.Name) {
		if m.Entity.Kind == chancery.Person && m.Entity.Surname != "" {
			out = append(out, m.Entity.Surname)
		}
	}
	if f := strings.Fields(a.Name); len(out) == 0 && len(f) > 1 {
		out = append(out, f[len(f)-1])
		// names in three parts with a hyphen or of East Asian form put the surname first
		if len(f) == 2 && (strings.Contains(f[1], "-") || r.surnameFirst(f[0])) || len(f) == 3 && len(f[0]) <= 4 {
			out = append(out, f[0])
		}
		if i := strings.IndexByte(f[len(f)-1], '-'); i > 0 && i <= 2 { // "al-Abadi" is "Abadi" later
			out = append(out, f[len(f)-1][i+1:])
		}
	}
	for _, s := range out { // "de Mistura" opens a sentence as "De Mistura"
		if s != "" && s[0] >= 'a' && s[0] <= 'z' {
			out = append(out, strings.ToUpper(s[:1])+s[1:])
		}
	}
	if f := strings.Fields(a.Name); len(f) > 2 && is("particle", f[len(f)-2]) {
		p := f[len(f)-2]
		out = append(out, p+" "+f[len(f)-1], strings.ToUpper(p[:1])+p[1:]+" "+f[len(f)-1])
	}
	return out
}

// surnameFirst tells whether a known person of that surname puts it first: who is
// named Su Bin is called Su, as others of that name are.
func (r *reader) surnameFirst(name string) bool {
	for _, e := range r.w.BySurname(name, r.d.Published) {
		if strings.HasPrefix(e.Name, name+" ") {
			return true
		}
	}
	return false
}

// surnameAt resolves the surname that begins at word i; actor is -1 if none does.
func (r *reader) surnameAt(i, limit int) (actor, end int) {
	for n := min(4, limit-i); n >= 1; n-- {
		if r.taken[i+n-1] > 0 {
			continue
		}
		name := r.text(i, i+n)
		if n == 1 && r.timed(i) {
			continue
		}
		if r.withinPlace(i, i+n) {
			continue
		}
		if as := r.surnamed[name]; len(as) > 0 {
			return r.likeliest(as, name, i), i + n
		}
		if n == 1 && r.doc.Words[i].UPOS != "PROPN" {
			continue
		}
		if e := r.officeHolder(name, i); e != nil && !r.withinName(i, i+n) {
			return r.entity(e), i + n
		}
	}
	return -1, i
}

// withinName tells whether words [first, last) of the body of a report are a piece of
// a longer name that is not known: "Hong" of "HONG KONG", "Sullivan" of "Ann Sullivan".
func (r *reader) withinName(first, last int) bool {
	if r.d.ParagraphAt(r.doc.Words[first].Start) == 0 {
		return false // all words of a title have capitals
	}
	part := func(j, beside int) bool {
		return j >= 0 && j < len(r.doc.Words) && r.taken[j] == 0 && r.capital(j) && r.doc.Words[j].UPOS == "PROPN" &&
			r.doc.Sentence(j) == r.doc.Sentence(beside) && r.doc.Words[max(j, beside)].Start <= r.doc.Words[min(j, beside)].End+1
	}
	if part(last, last-1) {
		return true
	}
	before, _ := r.titleAt(first)
	return before == first && part(first-1, first) && !is("honorific", strings.TrimSuffix(r.word(first-1), "."))
}

// withinPlace tells whether words [first, last) are a piece of a place's name: "West"
// of "West Bank".
func (r *reader) withinPlace(first, last int) bool {
	s := r.d.Span(first, last)
	for _, p := range r.d.Places {
		if p.Start <= s.Start && s.End <= p.End && p.End-p.Start > s.End-s.Start {
			return true
		}
	}
	return false
}

// timed tells whether word i belongs to a time expression: "May" is seldom the person.
func (r *reader) timed(i int) bool {
	w := r.doc.Words[i]
	for _, t := range r.d.Times {
		if t.Start <= w.Start && w.End <= t.End {
			return true
		}
	}
	return false
}

// likeliest picks among persons of one surname: the one whose office the title
// before names, else the one mentioned most before, else a holder of high office
// whom the report need not introduce, else the one mentioned most.
func (r *reader) likeliest(actors []int, surname string, i int) int {
	_, key := r.titleAt(i)
	before := map[int]int{}
	for _, m := range r.found {
		if m.First < i && len(m.Actors) == 1 && m.Kind == draft.Named {
			before[m.Actors[0]]++
		}
	}
	best := actors[0]
	for _, a := range actors {
		if key != "" && r.offs[a] == key {
			return a
		}
		if before[a] > before[best] || before[a] == before[best] && r.count[a] > r.count[best] {
			best = a
		}
	}
	if before[best] == 0 {
		if e := r.officeHolder(surname, i); e != nil && r.ruler(e) {
			return r.entity(e)
		}
	}
	return best
}

// ruler tells whether a person is of the first rank on the day.
func (r *reader) ruler(e *world.Entity) bool {
	t, ok := r.w.TermOn(e, r.d.Published)
	o := r.w.OfficeOf(t.Key)
	return ok && o != nil && o.Rank <= 1
}

// prominent is the lowest rank whose holders news names by surname alone.
const prominent = 4

// officeHolder finds the person of that surname whom a report of the day would
// name without the rest: the holder of the office that stands as title before the
// name, else of those in office the one of highest rank.
func (r *reader) officeHolder(surname string, i int) *world.Entity {
	first, key := r.titleAt(i)
	state := r.stateBefore(first)
	people := r.w.BySurname(surname, r.d.Published)
	for _, e := range people {
		for _, t := range r.w.Terms(e) {
			if key != "" && t.Key == key && (state == "" || t.Of == state) && t.Covers(r.d.Published) {
				return e
			}
		}
	}
	for _, e := range people {
		t, ok := r.w.TermOn(e, r.d.Published)
		if !ok || state != "" && e.State != state {
			continue
		}
		if o := r.w.OfficeOf(t.Key); key != "" && state != "" || o != nil && o.Rank <= prominent {
			return e
		}
	}
	return nil
}
