// Package did finds the events of a report: who did what to whom, in PLOVER's
// sixteen types. A lexicon of frames (frames.tsv) proposes events at verbs, nouns
// and adjectives of the parse; a model learned from annotated reports
// (model.tsv) weighs each; accounts of one event within the report are merged.
package did

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/when"
)

// Read fills d.Events. It needs the parse, times, places, actors and statements.
func Read(d *draft.Draft) { ReadWith(d, learned()) }

// ReadWith is Read with other models than the embedded ones.
func ReadWith(d *draft.Draft, m Models) {
	best := map[int]Candidate{} // by cue word
	for _, c := range Cast(d, m) {
		c.Event.Confidence = m.Event.Probability(c.Features)
		if o, ok := best[c.Event.Word]; c.Event.Confidence >= m.Event.Threshold && (!ok || c.Event.Confidence > o.Event.Confidence) {
			best[c.Event.Word] = c
		}
	}
	var kept []Candidate
	for i := range d.Doc.Words {
		if c, ok := best[i]; ok {
			kept = append(kept, c)
		}
	}
	d.Events = merge(d, kept, m.Day)
	if m.Sure != nil {
		for i := range d.Events {
			d.Events[i].Confidence = m.Sure.Probability(Sureness(&d.Events[i]))
		}
	}
}

// Sureness describes an event that was kept to the model of confidence: the model of
// events takes the second account of one event for wrong, and so doubts the first.
func Sureness(e *draft.Event) []string {
	return append(bins("p", e.Confidence), "bias", "type="+string(e.Type), "told="+digit(len(e.Mentions)))
}

// Cast proposes every event that the lexicon sees and fills its slots with whom the
// models choose.
func Cast(d *draft.Draft, m Models) []Candidate {
	cands := Candidates(d)
	r := &reader{clause.New(d)}
	x := newRoles(r, cands)
	for i := range cands {
		x.cast(&cands[i], m)
		cands[i].Features = r.features(&cands[i])
	}
	return cands
}

// AllGuesses returns the guesses of each candidate.
func AllGuesses(d *draft.Draft, cands []Candidate, m Models) [][]Guess {
	x := newRoles(&reader{clause.New(d)}, cands)
	out := make([][]Guess, len(cands))
	for i := range cands {
		out[i], _ = x.Guesses(&cands[i], m.Roles)
	}
	return out
}

// SlotFillers returns who may fill the two slots of each candidate: what a model of
// roles learns from. Types with parties alike have all in the first.
func SlotFillers(d *draft.Draft, cands []Candidate) (who, whom [][]Filler) {
	x := newRoles(&reader{clause.New(d)}, cands)
	for i := range cands {
		who = append(who, x.Fillers(&cands[i], Who))
		if symmetric(cands[i].Event.Type) {
			whom = append(whom, nil)
		} else {
			whom = append(whom, x.Fillers(&cands[i], Whom))
		}
	}
	return who, whom
}

// DayExamples returns, for each candidate that the text gives no date, what a model
// of the day weighs: whether the event is of the day that the report tells of; nil for others.
func DayExamples(d *draft.Draft, cands []Candidate) [][]string {
	r := &reader{clause.New(d)}
	out := make([][]string, len(cands))
	today := when.Day(d)
	for i := range cands {
		e := cands[i].Event
		if r.settle(&e); e.Date == nil {
			out[i] = r.dayFeatures(&cands[i], today)
		}
	}
	return out
}

// Candidate is an event that a frame proposes, with what the model weighs.
type Candidate struct {
	Event    draft.Event
	Features []string
	frame    *frame
	args     args
	implied  []string // features of an act implied by what is said
	doubt    []string // features that tell how sure its parties are
}

// reader carries what one reading needs.
type reader struct{ *clause.Reader }

// Candidates proposes every event that the lexicon sees, in the report's order.
func Candidates(d *draft.Draft) []Candidate {
	r := &reader{clause.New(d)}
	var out []Candidate
	for i := range d.Doc.Words {
		for _, f := range r.framesAt(i) {
			out = append(out, r.candidate(i, f))
		}
	}
	return append(out, r.implied()...)
}

// framesAt returns the frames that word i can evoke: of each event type the first
// that fits.
func (r *reader) framesAt(i int) []*frame {
	w := r.Doc.Words[i]
	pos := byte(0)
	switch w.UPOS {
	case "VERB":
		pos = 'V'
	case "NOUN":
		pos = 'N'
	case "PROPN":
		pos = 'N'
	case "ADJ":
		pos = 'A'
	default:
		return nil
	}
	fs := frames()[pos][strings.ToLower(w.Lemma)]
	if fs == nil {
		fs = frames()[pos][baseForm(pos, strings.ToLower(w.Text))]
	}
	name := w.UPOS == "PROPN" && r.D.ParagraphAt(w.Start) != 0
	var out []*frame
	for k := range fs {
		if name && fs[k].kind != chancery.Consult { // "the Brussels Summit" is an event, "the Security Agreement" mostly is not
			continue
		}
		if r.fits(i, &fs[k], pos) && !hasType(out, fs[k].kind) {
			out = append(out, &fs[k])
		}
	}
	return out
}

func hasType(fs []*frame, t chancery.EventType) bool {
	for _, f := range fs {
		if f.kind == t {
			return true
		}
	}
	return false
}

// baseForm guesses the lemma of a form that the lexicon knows, for words
// whose lemma the language layer got wrong; "" if no guess is listed.
func baseForm(pos byte, w string) string {
	if base := irregular()[w]; pos == 'V' && frames()[pos][base] != nil {
		return base
	}
	for _, end := range []struct{ from, to string }{{"ed", ""}, {"ed", "e"}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"s", ""}, {"es", ""}, {"ies", "y"}} {
		if base, ok := strings.CutSuffix(w, end.from); ok && frames()[pos][base+end.to] != nil {
			return base + end.to
		}
	}
	return ""
}

// fits tells whether the particle and the words that a frame needs stand with word i.
func (r *reader) fits(i int, f *frame, pos byte) bool {
	if f.particle != "" && !r.hasParticle(i, f.particle) {
		return false
	}
	if f.needs == nil && f.forbids == nil {
		return true
	}
	found, bad := r.near(i, f, pos)
	if f.needs != nil {
		return found
	}
	return !bad
}

// near looks for the words that a frame needs or forbids: in the object of a
// verb, among the modifiers of a noun, in the complement of an adjective.
func (r *reader) near(i int, f *frame, pos byte) (found, bad bool) {
	check := func(lo, hi int) {
		for j := lo; j < hi; j++ {
			l := strings.ToLower(r.Doc.Words[j].Lemma)
			found = found || f.needs[l]
			bad = bad || f.forbids[l]
		}
	}
	for _, c := range r.Doc.Children(i) {
		rel, _, _ := strings.Cut(r.Doc.Words[c].Rel, ":")
		full := r.Doc.Words[c].Rel
		lo, hi := r.Doc.Subtree(c)
		switch {
		case pos == 'N' && (rel == "amod" || rel == "compound" || rel == "nmod" || rel == "acl"):
			check(lo, hi)
		case pos != 'N' && (rel == "obj" || full == "nsubj:pass" || rel == "obl" || rel == "xcomp" || rel == "ccomp" || rel == "advmod"):
			check(r.core(c, lo, hi))
		}
	}
	w := r.Doc.Words[i]
	if rel, _, _ := strings.Cut(w.Rel, ":"); pos == 'V' && rel == "acl" && w.Head >= 0 { // "missiles fired by"
		check(w.Head, w.Head+1)
	}
	return found, bad
}

// core narrows an object's subtree to the noun phrase proper.
func (r *reader) core(c, lo, hi int) (int, int) {
	for _, k := range r.Doc.Children(c) {
		if rel := r.Doc.Words[k].Rel; k > c && (strings.HasPrefix(rel, "acl") || rel == "advcl" || rel == "parataxis") {
			if l, _ := r.Doc.Subtree(k); l > c && l < hi {
				hi = l
			}
		}
	}
	return lo, hi
}

// hasParticle tells whether the particle or preposition goes with word i.
func (r *reader) hasParticle(i int, p string) bool {
	if i+1 < len(r.Doc.Words) && strings.EqualFold(r.Doc.Words[i+1].Text, p) {
		return true
	}
	for _, c := range r.Doc.Children(i) {
		w := r.Doc.Words[c]
		if w.Rel == "compound:prt" && strings.EqualFold(w.Text, p) {
			return true
		}
		if strings.HasPrefix(w.Rel, "obl") && strings.EqualFold(r.Preposition(c), p) {
			return true
		}
	}
	return false
}

// candidate builds the event that frame f proposes at word i.
func (r *reader) candidate(i int, f *frame) Candidate {
	w := r.Doc.Words[i]
	noun := w.UPOS == "NOUN" || w.UPOS == "PROPN"
	var a args
	if noun {
		a = r.nounArgs(i, f)
	} else {
		a = r.verbArgs(i, f)
	}
	status, why := r.status(i, a.verb)
	if f.needs["not"] { // "would not accept": the act is that it is not done
		status, why = chancery.Held, "negation is the act"
	}
	e := draft.Event{
		Type: f.kind, Mode: f.mode, Word: i, Cue: r.cue(i, a.verb), Status: status, SaidBy: -1,
		Who: a.who, Whom: without(a.whom, a.who),
		Why: []string{"cue " + w.Lemma + " (" + strings.ToLower(w.UPOS) + ") → " + string(f.kind), why},
	}
	return Candidate{Event: e, frame: f, args: a}
}

// cue spans the cue word with its particle and the light verb before it.
func (r *reader) cue(i, verb int) draft.Range {
	first, last := i, i+1
	if verb >= 0 && verb < i && i-verb <= 4 {
		first = verb
	}
	for _, c := range r.Doc.Children(i) {
		if r.Doc.Words[c].Rel == "compound:prt" && c == i+1 {
			last = c + 1
		}
	}
	return r.D.Span(first, last)
}

func without(as, not []int) []int {
	var out []int
	for _, a := range as {
		if !slices.Contains(not, a) {
			out = append(out, a)
		}
	}
	return out
}

// symmetric tells whether who and whom of a type are alike.
func symmetric(t chancery.EventType) bool {
	return t == chancery.Consult || t == chancery.Agree || t == chancery.Cooperate
}
