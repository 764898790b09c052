package did

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/when"
	"chancery/reading/where"
)

// settle gives an event its date, place, topic, duration and sources.
func (r *reader) settle(e *draft.Event) {
	i := e.Word
	e.Date = when.For(r.D, i)
	e.Place = where.For(r.D, i)
	if w := r.Doc.Words[i]; e.Place == nil && w.Head >= 0 && r.kindAt(i) == 'N' && r.Doc.Words[w.Head].UPOS == "VERB" && w.Rel != "nsubj" {
		e.Place = where.For(r.D, w.Head)
	}
	r.inherit(e)
	if e.Status == chancery.Held && Ahead(r.D, e.Date) {
		e.Status = chancery.Planned
	}
	e.About = r.about(i)
	e.Duration = r.duration(i)
	r.credit(e)
	if e.Type == chancery.Consult && e.Mode != "phone" {
		e.Mode = r.consultMode(i, e.Mode)
	}
}

// Ahead tells whether a date lies after the day of publication as far as both are
// known.
func Ahead(d *draft.Draft, date *draft.Date) bool {
	today := d.Today()
	if date == nil || date.Value == "" || today == "" {
		return false
	}
	return date.Value > today[:min(len(today), len(date.Value))]
}

// inherit takes place and date from the verbs above the cue: those that it is
// coordinated with or is the purpose of ("travelled to Seoul and met", "goes to
// Beijing to meet"), and the place whose relative clause tells it ("in Geneva,
// where an accord was reached").
func (r *reader) inherit(e *draft.Event) {
	i := e.Word
	for range 4 {
		w := r.Doc.Words[i]
		if w.Head < 0 {
			return
		}
		rel, _, _ := strings.Cut(w.Rel, ":")
		verb := w.UPOS == "VERB"
		switch {
		case rel == "conj" || verb && (rel == "advcl" || rel == "xcomp"):
		case !verb && (rel == "nsubj" || rel == "obj") && r.Doc.Words[w.Head].UPOS == "VERB":
		case w.Rel == "acl:relcl" && r.whereClause(i, e):
			if v := r.verbAbove(i); v >= 0 && e.Date == nil {
				e.Date = when.For(r.D, v)
			}
			return
		case w.Rel == "acl:relcl":
			if p := r.PlaceAt(w.Head); p != nil && e.Place == nil {
				e.Place = p
			} else if p == nil {
				return
			}
		case r.PlaceAt(i) != nil && (rel == "obl" || rel == "nmod"):
		default:
			return
		}
		i = w.Head
		if e.Place == nil {
			e.Place = where.For(r.D, i)
		}
		if e.Date == nil {
			e.Date = when.For(r.D, i)
		}
	}
}

// whereClause tells whether verb i heads a clause that opens with "where", and gives
// the event the place named just before it, whatever the parse hangs the clause on.
func (r *reader) whereClause(i int, e *draft.Event) bool {
	c := r.Doc.Child(i, "advmod")
	if c < 1 || !strings.EqualFold(r.Doc.Words[c].Text, "where") {
		return false
	}
	p := r.PlaceAt(c - 1)
	if p == nil && c > 1 {
		p = r.PlaceAt(c - 2) // "in Geneva, where"
	}
	if p != nil && e.Place == nil {
		e.Place = p
	}
	return p != nil
}

// consultMode corrects the mode of a consultation from its circumstances: by
// telephone or by video.
func (r *reader) consultMode(i int, mode string) string {
	lo, hi := r.Doc.Subtree(i)
	for j := lo; j < hi && j < i+8; j++ {
		switch strings.ToLower(r.Doc.Words[j].Lemma) {
		case "phone", "telephone", "virtually", "virtual", "video":
			return "phone"
		}
	}
	return mode
}

// duration returns the words of a stretch of time that the cue lasted: "for more
// than three hours".
func (r *reader) duration(i int) string {
	for _, c := range r.Doc.Children(i) {
		if r.Preposition(c) != "for" {
			continue
		}
		lo, hi := r.Doc.Subtree(c)
		for _, t := range r.TimesIn(lo, hi) {
			if t.Type == "DURATION" {
				return strings.TrimPrefix(r.Text(lo, hi), "for ")
			}
		}
	}
	return ""
}

// speech are the types of event that are done by saying something.
var speech = map[chancery.EventType]bool{
	chancery.Agree: true, chancery.Support: true, chancery.Request: true, chancery.Accuse: true, chancery.Reject: true, chancery.Threaten: true,
}

// credit names whom the text credits with an event: the speaker of the statement
// that tells it and the media through which the text has that.
func (r *reader) credit(e *draft.Event) {
	best := -1
	size := 0
	for k, s := range r.D.Statements {
		if s.Cue.Overlaps(e.Cue) {
			continue
		}
		for _, c := range s.Content {
			if c.Contains(e.Cue) && (best < 0 || c.End-c.Start < size) {
				best, size = k, c.End-c.Start
			}
		}
	}
	if best < 0 {
		return
	}
	s := r.D.Statements[best]
	if e.Date == nil && s.Speaker >= 0 && slices.Contains(e.Who, s.Speaker) && e.Status == chancery.Held && speech[e.Type] {
		e.Date = s.Date
		if e.Place == nil {
			e.Place = s.Place
		}
	}
	e.Sources = append(e.Sources, s.Via...)
	if s.Speaker >= 0 {
		e.SaidBy = s.Speaker
		e.Sources = clause.Union(e.Sources, []int{s.Speaker})
	}
}
