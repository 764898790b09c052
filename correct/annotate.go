package correct

import (
	"strings"
	"unicode"

	"chancery"
	"chancery/gazetteer"
)

// Annotation is one report annotated, in the form that score.py and package score
// read. Names are full names, states their codes; "A|B" gives alternatives. The
// fields mode, about, duration and said_by are more than that form asks for; they
// are nil where an annotator does not speak of them.
type Annotation struct {
	Doc         string                `json:"doc"`
	Events      []AnnotatedEvent      `json:"events"`
	Statements  []AnnotatedStatement  `json:"statements"`
	Commitments []AnnotatedCommitment `json:"commitments"`
	Stops       []AnnotatedStop       `json:"stops"`
}

// AnnotatedEvent is an event; Nth says which occurrence of Cue is meant, from 1,
// and is left out where the cue stands once.
type AnnotatedEvent struct {
	ID         string   `json:"id"`
	Type       string   `json:"type"`
	Cue        string   `json:"cue"`
	Nth        int      `json:"nth,omitempty"`
	Who        []string `json:"who"`
	Whom       []string `json:"whom"`
	Date       *string  `json:"date"`
	Place      *string  `json:"place"`
	Country    *string  `json:"country"`
	Status     string   `json:"status"`
	ReportedBy []string `json:"reported_by"`
	Mode       *string  `json:"mode,omitempty"`
	About      *string  `json:"about,omitempty"`
	Duration   *string  `json:"duration,omitempty"`
	SaidBy     *string  `json:"said_by,omitempty"`
}

// AnnotatedStatement is a statement whose content runs from From to To.
type AnnotatedStatement struct {
	ID        string   `json:"id"`
	Speaker   string   `json:"speaker"`
	Form      string   `json:"form"`
	Cue       string   `json:"cue"`
	Nth       int      `json:"nth,omitempty"`
	From      string   `json:"from"`
	FromNth   int      `json:"from_nth,omitempty"`
	To        string   `json:"to"`
	ToNth     int      `json:"to_nth,omitempty"`
	Date      *string  `json:"date"`
	Channel   *string  `json:"channel"`
	Addressee *string  `json:"addressee"`
	Via       []string `json:"via"`
}

// AnnotatedCommitment is a commitment.
type AnnotatedCommitment struct {
	ID      string   `json:"id"`
	Parties []string `json:"parties"`
	What    string   `json:"what"`
	Kind    string   `json:"kind"`
	Due     *string  `json:"due"`
	Made    *string  `json:"made"`
	Status  string   `json:"status"`
	Cue     string   `json:"cue"`
	Nth     int      `json:"nth,omitempty"`
}

// AnnotatedStop is a stop.
type AnnotatedStop struct {
	Traveller string   `json:"traveller"`
	Place     *string  `json:"place"`
	Country   *string  `json:"country"`
	Date      *string  `json:"date"`
	Status    string   `json:"status"`
	Met       []string `json:"met"`
	Cue       string   `json:"cue"`
	Nth       int      `json:"nth,omitempty"`
}

// Annotate gives a record as an annotation of its text. Entries less probable than
// min are left out; what an editor accepted, edited or added has confidence 1.
// Relations have no place in annotations.
func Annotate(doc string, r *chancery.Record, min float64) *Annotation {
	w := newWork(r)
	a := &Annotation{Doc: doc, Events: []AnnotatedEvent{}, Statements: []AnnotatedStatement{}, Commitments: []AnnotatedCommitment{}, Stops: []AnnotatedStop{}}
	for i := range r.Events {
		if r.Events[i].Confidence >= min {
			a.Events = append(a.Events, w.annotatedEvent(&r.Events[i]))
		}
	}
	for i := range r.Statements {
		if s := &r.Statements[i]; s.Confidence >= min && len(s.Content) > 0 {
			a.Statements = append(a.Statements, w.annotatedStatement(s))
		}
	}
	for i := range r.Commitments {
		c := &r.Commitments[i]
		if c.Confidence < min {
			continue
		}
		cue, nth := w.anchor(c.Cue)
		a.Commitments = append(a.Commitments, AnnotatedCommitment{ID: c.ID, Parties: w.goldNames(c.Parties), What: c.What, Kind: string(c.Kind),
			Due: dateOrWords(c.Due), Made: dateOf(c.Made), Status: string(c.Status), Cue: cue, Nth: nth})
	}
	for i := range r.Stops {
		s := &r.Stops[i]
		if s.Confidence < min {
			continue
		}
		cue, nth := w.anchor(s.Cue)
		place, country := placeOf(s.Place)
		a.Stops = append(a.Stops, AnnotatedStop{Traveller: w.goldName(s.Traveller), Place: place, Country: country, Date: dateOf(s.Date),
			Status: string(s.Status), Met: w.goldNames(s.Met), Cue: cue, Nth: nth})
	}
	return a
}

func (w *work) annotatedEvent(e *chancery.Event) AnnotatedEvent {
	cue, nth := w.anchor(e.Cue)
	place, country := placeOf(e.Place)
	out := AnnotatedEvent{ID: e.ID, Type: string(e.Type), Cue: cue, Nth: nth, Who: w.goldNames(e.Who), Whom: w.goldNames(e.Whom),
		Date: dateOf(e.Date), Place: place, Country: country, Status: string(e.Status), ReportedBy: w.goldNames(e.Sources),
		Mode: &e.Mode, About: &e.About, Duration: &e.Duration}
	by := ""
	if e.SaidBy != nil {
		by = w.goldName(*e.SaidBy)
	}
	out.SaidBy = &by
	return out
}

// edgeWords is how many words of a statement's content stand in from and in to.
const edgeWords = 5

func (w *work) annotatedStatement(s *chancery.Statement) AnnotatedStatement {
	start, end := s.Content[0].Start, s.Content[len(s.Content)-1].End
	from, to := w.edges(start, end)
	out := AnnotatedStatement{ID: s.ID, Speaker: w.goldName(s.Speaker), Form: string(s.Form), From: from.Text, To: to.Text,
		Date: dateOf(s.Date), Channel: orNull(s.Channel), Addressee: orNull(strings.Join(w.goldNames(s.Addressee), "; ")), Via: w.goldNames(s.Via)}
	if nth, all := w.nth(from); all > 1 {
		out.FromNth = nth
	}
	if found, ok := w.find1(to.Text, from.Start); !ok || found != to.Start {
		out.ToNth, _ = w.nth(to)
	}
	cue := s.Cue
	if cue.Start == cue.End {
		cue = from // no word introduces it
	}
	out.Cue, out.Nth = w.anchor(cue)
	return out
}

// edges gives the first and last words of a piece of the text.
func (w *work) edges(start, end int) (from, to chancery.Span) {
	a, b := start, end
	for n := 0; n < edgeWords && a < end; n++ {
		for a < end && unicode.IsSpace(w.text[a]) {
			a++
		}
		for a < end && !unicode.IsSpace(w.text[a]) {
			a++
		}
	}
	for n := 0; n < edgeWords && b > start; n++ {
		for b > start && unicode.IsSpace(w.text[b-1]) {
			b--
		}
		for b > start && !unicode.IsSpace(w.text[b-1]) {
			b--
		}
	}
	return w.cut(start, a), w.cut(b, end)
}

// anchor gives the words of a span and which occurrence of them it is, 0 where
// they stand once.
func (w *work) anchor(s chancery.Span) (cue string, nth int) {
	nth, all := w.nth(s)
	if all < 2 {
		nth = 0
	}
	return s.Text, nth
}

// nth counts the occurrences of a span's words up to it, and all of them, as the
// scorer does: blanks count, kinds of quotation mark do not.
func (w *work) nth(s chancery.Span) (nth, all int) {
	for at := 0; ; at++ {
		found, ok := w.find1(s.Text, at)
		if !ok {
			return nth, all
		}
		if all++; found <= s.Start {
			nth++
		}
		at = found
	}
}

// find1 finds the first occurrence of words at or behind from.
func (w *work) find1(words string, from int) (int, bool) {
	p := []rune(words)
next:
	for i := from; i+len(p) <= len(w.text) && len(p) > 0; i++ {
		for k, c := range p {
			if straight(w.text[i+k]) != straight(c) {
				continue next
			}
		}
		return i, true
	}
	return 0, false
}

func (w *work) goldNames(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		out = append(out, w.goldName(id))
	}
	return out
}

// goldName names an actor as annotators do: a state by its code, all others by
// name with the states they are of as alternatives.
func (w *work) goldName(id string) string {
	i := indexOf(w.r.Actors, func(a *chancery.Actor) bool { return a.ID == id })
	if i < 0 {
		return ""
	}
	a := &w.r.Actors[i]
	if a.Kind == chancery.State && a.State != "" {
		return a.State
	}
	parts := []string{strings.ReplaceAll(a.Name, "|", "/")}
	for _, s := range append([]string{a.State}, a.States...) {
		if s != "" && s != parts[len(parts)-1] {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "|")
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func dateOf(d *chancery.Date) *string {
	if d == nil {
		return nil
	}
	return d.Value
}

func dateOrWords(d *chancery.Date) *string {
	if d == nil || d.Value != nil {
		return dateOf(d)
	}
	return orNull(d.Text)
}

// placeOf parts a place into a name and a country's code; a country has no name
// besides.
func placeOf(p *chancery.Place) (name, country *string) {
	if p == nil {
		return nil, nil
	}
	name, country = orNull(p.Name), orNull(p.Country)
	if g, ok := gazetteer.ByISO3(p.Country); ok && fold(g.Name) == fold(p.Name) {
		name = nil
	}
	return name, country
}
