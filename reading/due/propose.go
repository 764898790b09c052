package due

import (
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/when"
)

// cued builds the commitments that the cue at word i tells of: one for each of the
// coordinated contents.
func (r *reader) cued(i int, class string) []Candidate {
	var out []Candidate
	for k, span := range r.contents(i) {
		c := r.undertaking(i, class, span[0], span[1])
		if c.Commitment.What == "" {
			continue
		}
		if k > 0 { // each of several undertakings hangs on its own words
			c.Commitment.Cue = r.D.Span(span[0], min(span[1], span[0]+2))
		}
		out = append(out, c)
	}
	return out
}

// undertaking builds the commitment that the cue at word i tells of, with what is
// undertaken in words [first, last).
func (r *reader) undertaking(i int, class string, first, last int) Candidate {
	w := r.Doc.Words[i]
	noun := w.UPOS == "NOUN"
	cue, pos := strings.ToLower(w.Lemma)+":"+w.UPOS[:1], w.UPOS
	if v := r.infinitive(first, last); class == "deal" && v >= 0 && r.form(v) == "infinitive" {
		class, cue, pos = "joint", "agree:V", "VERB" // an agreement to do something binds as having agreed does
	}
	parties := r.parties(i, noun)
	c := draft.Commitment{
		Parties: parties, Status: chancery.Open, Cue: r.cue(i, first, last), Event: r.eventAt(i),
		What: r.what(i, first, last), Kind: r.kind(first, last), Due: r.dueOf(first, last),
		Made: when.For(r.D, i), Why: []string{"cue " + w.Lemma + ", class " + class},
	}
	if verbKinds()[strings.ToLower(w.Lemma)] == chancery.Body && !noun {
		c.Kind = chancery.Body
		if s := r.PassiveSubject(i); len(s) > 0 {
			if l, _ := r.Doc.Subtree(s[0]); l < i {
				c.What = r.what(i, l, last)
			}
		}
		if len(c.Parties) == 0 {
			c.Parties = r.agreedBy(i)
		}
	}
	switch class {
	case "truce":
		c.Kind = chancery.Ceasefire
	case "deal":
		if c.Kind != chancery.Ceasefire && r.infinitive(first, last) < 0 {
			c.Kind = chancery.OtherPledge
		}
	}
	if k := c.Event; k >= 0 {
		e := r.D.Events[k]
		if len(c.Parties) == 0 {
			c.Parties = e.Who
		}
		if e.Type == chancery.Agree && class != "pledge" { // all who agree are bound
			c.Parties = clause.Union(clause.Union(c.Parties, e.Who), e.Whom)
		}
		if c.Made == nil {
			c.Made = e.Date
		}
		c.Where = e.Place
	}
	features := append(r.features(i, class, cue, &c), r.contentFeatures(class, pos, first, last)...)
	if c.Due == nil {
		c.Due = r.dueInWords(first, last)
	}
	return Candidate{c, features}
}

// future builds the commitment that a clause in the future tells of: "Tokyo will
// continue to …", "Kerry is to visit …".
func (r *reader) future(i int) (Candidate, bool) {
	w := r.Doc.Words[i]
	if w.UPOS != "VERB" && w.UPOS != "ADJ" && w.UPOS != "NOUN" {
		return Candidate{}, false
	}
	aux := ""
	for _, c := range r.Doc.Children(i) {
		if strings.HasPrefix(r.Doc.Words[c].Rel, "aux") {
			switch t := strings.ToLower(r.Doc.Words[c].Text); t {
			case "will", "would", "shall", "'ll", "’ll", "wo":
				aux = t
			}
		}
	}
	if aux == "" || r.doubted(i) {
		return Candidate{}, false
	}
	parties := r.parties(i, false)
	if len(parties) == 0 {
		parties = r.agreedBy(i)
	}
	lo, hi := r.Doc.Subtree(i)
	first := i
	for j := lo; j < i; j++ {
		if strings.ToLower(r.Doc.Words[j].Text) == aux {
			first = j
		}
	}
	c := draft.Commitment{
		Parties: parties, Status: chancery.Open, Cue: r.D.Span(first, i+1), Event: r.eventAt(i),
		What: r.what(i, i, r.end(i, hi)), Kind: r.kind(i, min(hi, i+8)), Due: r.dueOf(lo, hi), Why: []string{"future clause, " + aux},
	}
	s := r.PassiveSubject(i)
	if takesPlace[strings.ToLower(w.Lemma)] {
		s = append(r.unmarked(i), append(s, r.Subjects(i)...)...)
	}
	if len(s) > 0 { // "a group will be formed", "talks will take place": what is undertaken is the subject
		if l, h := r.Doc.Subtree(s[0]); l < i && len(r.Party(s[0], false)) == 0 {
			c.What = r.what(i, l, r.end(i, hi))
			if c.Kind == chancery.Action {
				c.Kind = r.subjectKind(l, h)
			}
		}
	}
	features := r.features(i, "future "+aux, strings.ToLower(w.Lemma)+":"+w.UPOS[:1], &c)
	if c.Due == nil {
		c.Due = r.dueInWords(i, hi)
	}
	return Candidate{c, features}, len(parties) > 0
}

// unmarked returns the subject of a clause without "that" which the parse takes for
// the object of the verb above: "it was agreed a summit would take place".
func (r *reader) unmarked(i int) []int {
	w := r.Doc.Words[i]
	if w.Rel != "conj" || w.Head < 0 || r.Doc.Child(i, "cc") >= 0 || r.Doc.Child(i, "nsubj") >= 0 {
		return nil
	}
	o := r.Object(w.Head)
	if o < 0 || o > i {
		return nil
	}
	if _, h := r.Doc.Subtree(o); r.Doc.Words[h].Head == i || h == i {
		return []int{o}
	}
	return nil
}

// takesPlace are verbs whose subject is what comes about.
var takesPlace = map[string]bool{"take": true, "happen": true, "occur": true, "begin": true, "start": true, "resume": true, "convene": true, "open": true, "follow": true}

// subjectKind tells the kind of an undertaking from the noun phrase of words [first, last).
func (r *reader) subjectKind(first, last int) chancery.CommitmentKind {
	for _, row := range kindRows() {
		if r.hasKind(row.kind, first, last) {
			return row.kind
		}
	}
	return chancery.Action
}

// doubted tells whether the clause of word i hangs on a verb that takes it for
// unlikely: "I doubt we will".
func (r *reader) doubted(i int) bool {
	h := r.Doc.Words[i].Head
	if h < 0 || r.Doc.Words[i].Rel != "ccomp" {
		return false
	}
	return cues()["V "+strings.ToLower(r.Doc.Words[h].Lemma)] == "doubt"
}

// agreedBy returns the parties to the agreement whose content the clause of word i
// is: "it was agreed a working group would be formed".
func (r *reader) agreedBy(i int) []int {
	for n := 0; n < 3 && i >= 0; n++ {
		if k := r.eventAt(i); k >= 0 && r.D.Events[k].Type == chancery.Agree {
			return clause.Union(append([]int(nil), r.D.Events[k].Who...), r.D.Events[k].Whom)
		}
		i = r.Doc.Words[i].Head
	}
	return nil
}

// planned builds the commitment that a planned meeting or visit makes.
func (r *reader) planned(k int) (Candidate, bool) {
	e, w := r.D.Events[k], r.Doc.Words[r.D.Events[k].Word]
	if e.Type != chancery.Consult || e.Status == chancery.Held || e.Status == chancery.Denied {
		return Candidate{}, false
	}
	c := draft.Commitment{
		Parties: clause.Union(append([]int(nil), e.Who...), e.Whom), Status: chancery.Open, Cue: e.Cue, Event: k,
		Kind: chancery.Meeting, Due: e.Date, Where: e.Place, Why: []string{"planned " + e.Mode},
	}
	if e.Mode == "visit" {
		c.Kind = chancery.Visit
	}
	if e.Date != nil && e.Date.Text == "" {
		c.Due = nil // the day that the report tells of, not one that is told
	}
	switch e.Status {
	case chancery.Cancelled, chancery.Postponed:
		c.Status = e.Status
	}
	lo, hi := r.Doc.Subtree(e.Word)
	lo = max(lo, e.Word-3)
	c.What = r.what(e.Word, lo, r.end(e.Word, hi))
	return Candidate{c, r.features(e.Word, "event "+string(e.Status), strings.ToLower(w.Lemma)+":"+w.UPOS[:1], &c)}, len(c.Parties) > 0
}

// parties returns who is bound: the subject of a verb or adjective; the possessor
// of a noun, else the subject of the verb that has it as object.
func (r *reader) parties(i int, noun bool) []int {
	var as []int
	if !noun {
		for _, s := range r.Subjects(i) {
			as = clause.Union(as, r.Party(s, false))
		}
		return as
	}
	as = r.Inside(i)
	for _, c := range r.Doc.Children(i) {
		if p := r.Preposition(c); r.Doc.Words[c].Rel == "nmod" && (p == "between" || p == "with" || p == "by") {
			as = clause.Union(as, r.Party(c, true))
		}
	}
	if h := r.Doc.Words[i].Head; len(as) == 0 && h >= 0 && r.Doc.Words[h].UPOS == "VERB" {
		for _, s := range r.Subjects(h) {
			as = clause.Union(as, r.Party(s, false))
		}
	}
	return as
}

// contents returns the word ranges of what is undertaken: the infinitive, clause or
// object behind the cue, and those coordinated with it.
func (r *reader) contents(i int) [][2]int {
	if v := r.Doc.Words[i].Head; r.Doc.Words[i].UPOS == "NOUN" && v >= 0 && r.Doc.Words[v].UPOS == "VERB" && r.Doc.Child(i, "acl") < 0 {
		// "an agreement was made to work …": what is agreed hangs on the verb
		if c := r.Doc.Child(v, "xcomp", "advcl"); c > i && r.Doc.Words[c].UPOS == "VERB" && strings.Contains(r.Doc.Words[c].Feats, "VerbForm=Inf") {
			return r.coordinated(c)
		}
	}
	for _, rel := range []string{"xcomp", "ccomp", "acl", "advcl", "obj", "obl", "nmod"} {
		for _, c := range r.Doc.Children(i) {
			got, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
			if lo, _ := r.Doc.Subtree(c); got == rel && lo >= i {
				return r.coordinated(c)
			}
		}
	}
	lo, _ := r.Doc.Subtree(i)
	return [][2]int{{max(lo, i-4), i + 1}}
}

// coordinated returns the word ranges of the content headed by c and of those
// coordinated with it.
func (r *reader) coordinated(c int) [][2]int {
	lo, hi := r.Doc.Subtree(c)
	var out [][2]int
	for _, k := range r.Doc.Children(c) {
		if l, h := r.Doc.Subtree(k); r.Doc.Words[k].Rel == "conj" && r.Doc.Words[k].UPOS == "VERB" && l > c {
			out = append(out, [2]int{r.withMark(l, k), r.end(k, h)})
			hi = min(hi, l)
		}
	}
	return append([][2]int{{lo, r.end(c, hi)}}, out...)
}

// withMark skips the conjunction that opens a coordinated clause.
func (r *reader) withMark(lo, head int) int {
	for lo < head && (r.Doc.Words[lo].UPOS == "CCONJ" || r.Doc.Words[lo].UPOS == "PUNCT") {
		lo++
	}
	return lo
}

// end shortens a subtree to at most a dozen words behind its head, and stops at a
// clause of its own.
func (r *reader) end(head, hi int) int {
	for _, c := range r.Doc.Children(head) {
		rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
		if lo, _ := r.Doc.Subtree(c); c > head && lo > head+1 && (rel == "advcl" || rel == "parataxis" || r.Doc.Words[c].Rel == "acl:relcl") {
			hi = min(hi, lo)
		}
	}
	hi = min(hi, head+14)
	for hi > head+1 && r.Doc.Words[hi-1].UPOS == "PUNCT" {
		hi--
	}
	return hi
}

// what words the undertaking: without "to" and "that" at its head, on one line.
func (r *reader) what(i, first, last int) string {
	for first < last-1 {
		switch strings.ToLower(r.Doc.Words[first].Text) {
		case "to", "that", "will", "would", "the", "a", "an":
			first++
			continue
		}
		break
	}
	if first >= last {
		return r.Text(i, i+1)
	}
	return r.Text(first, last)
}

// cue spans the cue and the first word of what it binds to.
func (r *reader) cue(i, first, last int) draft.Range {
	if first == i+1 && last > first {
		return r.D.Span(i, min(last, first+2))
	}
	return r.D.Span(i, i+1)
}
