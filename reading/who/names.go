package who

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
	"chancery/world"
)

// names finds every named actor: first those that package world knows, then persons
// and bodies that only their form and their titles give away, then short names.
func (r *reader) names() {
	for i := 0; i < len(r.doc.Words); {
		i = max(i+1, r.known(i))
	}
	for i := 0; i < len(r.doc.Words); {
		if r.taken[i] > 0 {
			i++
			continue
		}
		i = max(i+1, r.unknown(i))
	}
	r.shortNames()
}

// known notes the actor of package world whose name begins at word i and returns
// the word behind it, i if there is none.
func (r *reader) known(i int) int {
	w := r.doc.Words[i]
	if w.UPOS == "PUNCT" || w.Joined || r.dateline(i) {
		return i
	}
	end, matches := r.w.LongestAt(r.d.Text, w.Start)
	if stop, e := r.w.InstitutionAt(r.d.Text, w.Start); e != nil && stop > end {
		return r.institution(i, stop, e, matches)
	}
	if len(matches) == 0 {
		return i
	}
	last := r.wordsTo(end, i)
	if r.longerName(i, last) {
		return i
	}
	m := r.choose(matches)
	if m.Entity == nil || m.Entity.Kind == chancery.Person && last-i == 1 && (r.plainWord(i) || r.timed(i)) {
		return i
	}
	kind := draft.Named
	if m.Entity.Kind == chancery.State && (m.Kind == world.Adjective || r.attributive(i, last)) {
		kind = draft.Adjective
	}
	if m.Entity.Kind == chancery.State && m.Kind == world.Demonym && !r.attributive(i, last) {
		return r.people(i, last, m.Entity)
	}
	actor := r.entity(m.Entity)
	first := i
	if m.Entity.Kind == chancery.Person {
		first = r.titleBefore(i, actor)
		r.alias(actor, r.text(i, last))
		r.short(i, last, actor, m.Entity)
	}
	r.mention(first, last, kind, actor)
	return last
}

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

// wordsTo returns the word behind the name that begins at word i and ends at byte
// end, which may lie within a word.
func (r *reader) wordsTo(end, i int) int {
	last := i + 1
	for last < len(r.doc.Words) && r.doc.Words[last].Start < end {
		last++
	}
	return last
}

// dateline tells whether word i stands in the place of a dateline, which acts for
// nobody.
func (r *reader) dateline(i int) bool {
	for _, p := range r.d.Places {
		if p.Dateline && p.Start <= r.doc.Words[i].Start && r.doc.Words[i].Start < p.End {
			return true
		}
	}
	return false
}

// institution notes a state's institution named by what it is, from word i to byte
// stop, and the state within its name: "South Korea's presidential office". Where a
// noun follows that it only modifies ("ministry spokesman") the state alone is
// noted, the noun phrase is for [reader.nominals].
func (r *reader) institution(i, stop int, e *world.Entity, matches []world.Match) int {
	last := r.wordsTo(stop, i)
	if len(matches) > 0 {
		end, _ := r.w.LongestAt(r.d.Text, r.doc.Words[i].Start)
		r.mention(i, r.wordsTo(end, i), draft.Adjective, r.entity(r.choose(matches).Entity))
	}
	if r.attributive(i, last) {
		return last
	}
	r.mention(i, last, draft.Named, r.entity(e))
	return last
}

// plainWord tells whether word i is an ordinary capitalised word, which names a
// person only where the surname is known from the report or by office; "SecPompeo"
// is none.
func (r *reader) plainWord(i int) bool {
	w := r.word(i)
	return strings.ToLower(w[1:]) == w[1:]
}

// alias notes another spelling of an actor's name.
func (r *reader) alias(actor int, name string) {
	a := &r.d.Actors[actor]
	if name != a.Name && !slices.Contains(a.Aliases, name) {
		a.Aliases = append(a.Aliases, name)
	}
}

// longerName tells whether the match [first, last) is only a piece of a longer
// unknown name: "Iran" in "Iran Air", "Ban" in "Ban Smith".
func (r *reader) longerName(first, last int) bool {
	w := r.doc.Words
	if last < len(w) && last-first == 1 && w[last].UPOS == "PROPN" && w[last].Rel == "flat" && w[last].Head == first {
		return r.capital(last)
	}
	return false
}

// choose picks the meaning of a name: an actor the report has already, one in
// office on the day, a state before a body before a person.
func (r *reader) choose(matches []world.Match) world.Match {
	var best world.Match
	score := -1
	for _, m := range matches {
		s := 0
		if _, ok := r.keys[m.Entity.ID]; ok {
			s += 8
		}
		switch m.Entity.Kind {
		case chancery.State:
			s += 4
		case chancery.Person:
			if r.inOffice(m.Entity) {
				s += 5
			}
		default:
			s += 3
			if m.Entity.State != "" && r.keys[m.Entity.State] > 0 {
				s += 2
			}
		}
		if s > score {
			best, score = m, s
		}
	}
	return best
}

func (r *reader) inOffice(e *world.Entity) bool {
	if r.d.Published.IsZero() {
		return true
	}
	_, ok := r.w.TermOn(e, r.d.Published)
	return ok
}

// attributive tells whether words [first, last) only modify a noun that follows:
// "South Korea officials", "the U.S. envoy", but not "U.S. said".
func (r *reader) attributive(first, last int) bool {
	h := r.head(first, last)
	switch r.doc.Words[h].Rel {
	case "compound", "amod", "nmod:poss", "det":
		return r.doc.Words[h].Head >= last
	}
	return false
}

// people notes a demonym as the people of a state: "Russians".
func (r *reader) people(first, last int, state *world.Entity) int {
	name := r.text(first, last)
	actor := r.add("people:"+state.State+name, draft.Actor{Name: name, Kind: chancery.Group, State: state.State, Sector: "CVL", Plural: true})
	r.mention(first, last, draft.Named, actor)
	return last
}

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

// titleAt finds the longest office wording that ends just before word i.
func (r *reader) titleAt(i int) (first int, key string) {
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
