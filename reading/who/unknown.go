package who

import (
	"strings"

	"chancery"
	"chancery/reading/draft"
	"chancery/world"
)

// runEnd returns the end of the run of capitalised words that begins at word i,
// with the particles and hyphens within names.
func (r *reader) runEnd(i int) int {
	w := r.doc.Words
	j := i
	for j < len(w) {
		switch {
		case r.taken[j] > 0 || w[j].UPOS == "DET" || w[j].UPOS == "PRON":
			return j
		case j > i && (w[j].Start > w[j-1].End+1 || r.doc.Sentence(j) != r.doc.Sentence(i)): // a line break parts names
			return j
		case r.capital(j) && w[j].UPOS != "PUNCT":
			j++
		case j > i && r.nickname(j):
			j += 3
		case j > i && r.inName(j):
			j++
		default:
			return j
		}
	}
	return j
}

// nickname tells whether a nickname in quotation marks stands at word j within a
// name: Abraham "Avi" Example.
func (r *reader) nickname(j int) bool {
	open, shut := r.word(j), r.word(j+2)
	return (open == "\"" && shut == open || open == "“" && shut == "”") && r.capital(j+1) && r.capital(j+3) && j+3 < len(r.taken) &&
		r.taken[j+1] == 0 && r.taken[j+3] == 0
}

// inName tells whether the small word or mark at j goes on a name: "-" within
// "Jae-in", "al", "bin", "van der", "of" within a body's name.
func (r *reader) inName(j int) bool {
	w := r.doc.Words
	if w[j].Text == "-" || w[j].Text == "’" || w[j].Text == "'" {
		return w[j-1].End == w[j].Start && j+1 < len(w) && w[j+1].Start == w[j].End
	}
	if strings.HasSuffix(w[j-1].Text, "-") && w[j-1].End == w[j].Start && (w[j-1].Text != "-" || r.capital(j-2)) {
		return true // "in" of "Jae-in"
	}
	if is("particle", w[j].Text) {
		return j+1 < len(w) && (r.capital(j+1) || is("particle", r.word(j+1)) || r.word(j+1) == "-")
	}
	return false
}

// unknown notes a person or body that package world does not know, by its titles
// and form, and returns the word behind it, i if there is none.
func (r *reader) unknown(i int) int {
	if !r.capital(i) || r.doc.Words[i].UPOS == "PUNCT" {
		return i
	}
	if r.opens(i) {
		return i
	}
	end := r.runEnd(i)
	if end == i || r.dateline(i) || r.placeName(i, end) {
		return i
	}
	if r.d.ParagraphAt(r.doc.Words[i].Start) == 0 && len(r.surnamed[r.word(i)]) > 0 {
		return i // a surname before a capitalised verb: "Kim Signs Statement"
	}
	if _, ok := r.w.Office(r.text(i, end)); ok {
		return i
	}
	name := r.afterTitle(i, end)
	if name >= end || len(r.surnamed[r.text(name, end)]) > 0 {
		return i
	}
	if r.sentenceCase(i) && name == i && !r.personal(i, end) && !r.bodily(i, end) {
		return i
	}
	switch {
	case r.bodily(i, end) && (name == i || end-name < 2 || !r.personal(name, end)): // "City Police Chief Ann Doe" is no police
		r.noteBody(i, end)
		return end
	case name > i || r.personal(name, end):
		if end-name >= 2 {
			r.notePerson(name, end)
			return end
		}
	}
	return i
}

// opens tells whether word i is a small word with a capital only because it opens a
// sentence: "But Ann Doe".
func (r *reader) opens(i int) bool {
	switch r.doc.Words[i].UPOS {
	case "CCONJ", "SCONJ", "ADP", "ADV", "AUX":
		return r.doc.Sentences[r.doc.Sentence(i)].First == i
	}
	return false
}

// placeName tells whether words [i, end) are the name of a place within a state and
// no title stands before them.
func (r *reader) placeName(i, end int) bool {
	s := r.d.Span(i, end)
	for _, p := range r.d.Places {
		if !p.IsState && p.Start <= s.Start && s.End <= p.End {
			_, key := r.titleAt(i)
			return key == ""
		}
	}
	return false
}

// sentenceCase tells whether word i is capitalised for its position alone.
func (r *reader) sentenceCase(i int) bool {
	return r.doc.Words[i].UPOS != "PROPN"
}

// afterTitle returns the word behind the title that begins at or before word i and
// ends within the run: the name that is left. A title is an office or ends in a
// word that goes before names.
func (r *reader) afterTitle(i, end int) int {
	name := i
	for j := i + 1; j < end; j++ {
		if first, key := r.officeBefore(j); key != "" && first <= j-1 {
			name = j
			continue
		}
		if prev := strings.TrimSuffix(r.word(j-1), "."); (is("honorific", prev) || j+2 <= end && r.calling(prev)) && r.doc.Words[j].UPOS != "PUNCT" {
			name = j
		}
	}
	if name > i {
		return name
	}
	for j := i + 1; j+2 <= end; j++ { // "Assistant Secretary for Trade Ann Doe"
		if j+2 < end && !r.firstName(j) {
			continue
		}
		if first, key := r.wideTitleAt(j); key != "" && first < i {
			return j
		}
	}
	return name
}

// calling tells whether a word is what one person is called by, not named by: "Lawyer".
func (r *reader) calling(word string) bool {
	g, ok := r.w.Generic(strings.ToLower(word))
	return ok && g.Kind == chancery.Person && !g.IsPlural
}

// personal tells whether words [i, end) look like a personal name: found as one
// by the entity recogniser, with a known first name, with a title or a role in
// apposition.
func (r *reader) personal(i, end int) bool {
	n := end - i
	if n < 2 || n > 7 || r.bodily(i, end) {
		return false
	}
	if _, key := r.titleAt(i); key != "" {
		return true
	}
	for _, m := range r.doc.Mentions {
		if m.Type == "PERSON" && m.First < end && i < m.Last {
			return true
		}
	}
	if r.firstName(i) || korean(r.text(i+1, end)) {
		return true
	}
	h := r.head(i, end)
	for _, c := range r.doc.Children(h) {
		if r.doc.Words[c].Rel == "appos" && c >= end {
			if _, ok := r.w.Generic(r.doc.Words[c].Lemma); ok {
				return true
			}
			if _, ok := r.w.Office(r.doc.Words[c].Lemma); ok {
				return true
			}
		}
	}
	return false
}

// korean tells whether a word has the form of a Korean given name: "Seung-hyun".
func korean(word string) bool {
	a, b, ok := strings.Cut(word, "-")
	return ok && !strings.Contains(word, " ") && len(a) >= 2 && len(b) >= 2 && strings.ToLower(a) != a && strings.ToLower(b) == b && b != "born" && b != "based" && b != "led"
}

// firstName tells whether word i is a first name that some known person bears.
func (r *reader) firstName(i int) bool {
	_, ok := firstNames()[r.word(i)]
	return ok
}

// notePerson lists a person that the report alone makes known.
func (r *reader) notePerson(first, end int) {
	name := r.text(first, end)
	name = strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
	nick := ""
	for j := first + 1; j+3 < end; j++ {
		if r.nickname(j) {
			name, nick = r.text(first, j)+" "+r.text(j+3, end), r.text(j+1, j+2)+" "+r.text(j+3, end)
		}
	}
	if e := r.otherSpelling(name); e != nil {
		actor := r.entity(e)
		r.alias(actor, name)
		r.mention(r.titleBefore(first, actor), end, draft.Named, actor)
		return
	}
	if a := r.longer(name); a >= 0 {
		r.alias(a, name)
		r.mention(r.titleBefore(first, a), end, draft.Named, a)
		return
	}
	key := "person:" + strings.ToLower(name)
	_, known := r.keys[key]
	actor := r.add(key, draft.Actor{Name: name, Kind: chancery.Person})
	start := r.titleBefore(first, actor)
	if !known {
		a := &r.d.Actors[actor]
		if start < first && a.Role == "" {
			a.Role = r.text(start, first)
		}
		if a.State == "" {
			a.State = r.stateBefore(start)
		}
		r.fromApposition(actor, first, end)
		r.fromPlace(actor, first, end)
	}
	if nick != "" {
		r.alias(actor, nick)
	}
	r.mention(start, end, draft.Named, actor)
}

// longer returns the person of the report whose name ends in this one or begins with
// it: "Amir Farzad Esmaili" is "Farzad Esmaili" later; -1 if there is none.
func (r *reader) longer(name string) int {
	for _, a := range r.surnamed[name[strings.LastIndexByte(name, ' ')+1:]] {
		if strings.HasSuffix(r.d.Actors[a].Name, " "+name) {
			return a
		}
	}
	for a := range r.d.Actors { // the last of three names is often left out
		if x := &r.d.Actors[a]; x.Kind == chancery.Person && !r.unnamed[a] && strings.HasPrefix(x.Name, name+" ") {
			return a
		}
	}
	return -1
}

// otherSpelling finds a known person of that name in another transcription or
// order: "Sergei Shoigu" for Sergey Shoigu, "Kishida Fumio" for Fumio Kishida.
func (r *reader) otherSpelling(name string) *world.Entity {
	f := strings.Fields(name)
	if len(f) < 2 {
		return nil
	}
	for _, e := range r.w.BySurname(f[len(f)-1], r.d.Published) {
		if g := strings.Fields(e.Name); g[0] == f[0] || near(g[0], f[0]) && !otherGender(g[0], f[0]) {
			return e
		}
	}
	if len(f) == 2 {
		for _, m := range r.w.Find(f[1] + " " + f[0]) {
			if m.Entity.Kind == chancery.Person {
				return m.Entity
			}
		}
	}
	return nil
}

// otherGender tells whether two first names are of a man and a woman: Mario and Maria.
func otherGender(a, b string) bool {
	g, h := firstNames()[a], firstNames()[b]
	return g != 0 && h != 0 && g != h
}

// near tells whether two first names are one in different transcriptions: they begin
// alike and differ in at most two letters.
func near(a, b string) bool {
	if len(a) < 4 || len(b) < 4 || a[:2] != b[:2] {
		return false
	}
	row := make([]int, len(b)+1) // Levenshtein's distance, one row at a time
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diag := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)] <= 2
}

// fromPlace takes the state of a person from "of Japan" behind the name.
func (r *reader) fromPlace(actor, first, end int) {
	a := &r.d.Actors[actor]
	if a.State != "" || r.word(end) != "of" || end+1 >= len(r.doc.Words) {
		return
	}
	at := end + 1
	if strings.EqualFold(r.word(at), "the") {
		at++
	}
	if t := r.takenAt(at); t > 0 {
		if as := r.found[t-1].Actors; len(as) == 1 && r.d.Actors[as[0]].Kind == chancery.State {
			a.State = r.d.Actors[as[0]].State
		}
	}
}

func (r *reader) takenAt(i int) int {
	if i >= len(r.taken) {
		return 0
	}
	return r.taken[i]
}

// fromApposition takes state and sector of a person from "a spokesman for the
// South Korean military" behind the name.
func (r *reader) fromApposition(actor, first, end int) {
	h := r.head(first, end)
	a := &r.d.Actors[actor]
	for _, c := range r.doc.Children(h) {
		if r.doc.Words[c].Rel != "appos" || c < end {
			continue
		}
		lo, hi := r.doc.Subtree(c)
		if a.Role == "" {
			a.Role = strings.TrimSpace(strings.TrimLeft(r.text(lo, min(hi, lo+6)), "(,"))
		}
		for j := lo; j < hi && a.State == ""; j++ {
			_, matches := r.w.LongestAt(r.d.Text, r.doc.Words[j].Start)
			for _, m := range matches {
				if m.Entity.State != "" && m.Entity.Kind != chancery.Person {
					a.State = m.Entity.State
					a.Sector = m.Entity.Sector
					break
				}
			}
		}
	}
}

// bodily tells whether a run of capitalised words names a body: its last word, or
// the one before "of", is what bodies are called by.
func (r *reader) bodily(i, end int) bool {
	for j := i; j < end; j++ {
		if is("body", r.word(j)) {
			return end-i >= 2
		}
	}
	return false
}

// noteBody lists an organisation that the report alone makes known.
func (r *reader) noteBody(first, end int) {
	name := r.text(first, end)
	state := r.stateBefore(first)
	key := "body:" + state + strings.ToLower(name)
	kind := chancery.Organization
	actor := r.add(key, draft.Actor{Name: name, Kind: kind, State: state, Sector: "GOV"})
	r.mention(first, end, draft.Named, actor)
}
