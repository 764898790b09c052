package did

import (
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
	e.About = r.about(i)
	e.Duration = r.duration(i)
	r.credit(e)
	if e.Type == chancery.Consult && e.Mode != "phone" {
		e.Mode = r.consultMode(i, e.Mode)
	}
}

// inherit takes place and date from the verb that the cue is coordinated with or is
// the purpose of: "travelled to Seoul and met", "goes to Beijing to meet".
func (r *reader) inherit(e *draft.Event) {
	i := e.Word
	for n := 0; n < 2; n++ {
		w := r.Doc.Words[i]
		rel, _, _ := strings.Cut(w.Rel, ":")
		if w.Head < 0 || rel != "conj" && rel != "advcl" && rel != "xcomp" {
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
	e.Sources = append(e.Sources, s.Via...)
	if s.Speaker >= 0 {
		e.SaidBy = s.Speaker
		e.Sources = clause.Union(e.Sources, []int{s.Speaker})
	}
}
