package did

import (
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/weigh"
	"chancery/reading/when"
)

// merge makes one entry of every account of one event and gives each its date,
// place, topic and sources.
func merge(d *draft.Draft, cands []Candidate, day *weigh.Model) []draft.Event {
	r := &reader{clause.New(d)}
	var out []draft.Event
	today := when.Day(d)
	for _, c := range cands {
		e := c.Event
		r.settle(&e)
		if e.Date == nil && e.Status == chancery.Held {
			e.Date = r.since(out, e.Word)
		}
		if e.Date == nil && today != nil && len(day.Weights) > 0 && day.Probability(r.dayFeatures(&c, today)) >= day.Threshold {
			e.Date = today
		}
		if k := r.same(out, &e); k >= 0 {
			r.join(&out[k], &e)
			continue
		}
		out = append(out, e)
	}
	return out
}

// since dates what verb i tells as after an event of the day of publication: it can be
// of no other day.
func (r *reader) since(events []draft.Event, i int) *draft.Date {
	published := r.D.Today()
	if published == "" {
		return nil
	}
	for _, c := range r.Doc.Children(i) {
		if p := r.Preposition(c); p != "after" && p != "following" {
			continue
		}
		for _, f := range r.framesAt(c) {
			before := r.candidate(c, f).Event
			if k := r.same(events, &before); k >= 0 && events[k].Date != nil && events[k].Date.Value == published {
				return &draft.Date{Value: published}
			}
		}
	}
	return nil
}

// same returns the index of the event that e is another account of, -1 if none.
func (r *reader) same(events []draft.Event, e *draft.Event) int {
	for k := len(events) - 1; k >= 0; k-- {
		o := &events[k]
		if o.Type != e.Type || !r.sameParties(o, e) || !sameDate(o.Date, e.Date) || !sameStatus(o.Status, e.Status) {
			continue
		}
		if o.Place != nil && e.Place != nil && o.Place.Name != e.Place.Name && o.Place.Country != e.Place.Country {
			continue
		}
		if material(e.Type) || r.sameCue(o, e) {
			return k
		}
	}
	return -1
}

// material tells whether accounts of a type are of one event where parties and
// date agree; speech acts between the same parties are many, and are one only
// where the same word tells them.
func material(t chancery.EventType) bool {
	return t == chancery.Consult
}

func (r *reader) sameCue(a, b *draft.Event) bool {
	x, y := r.Doc.Words[a.Word], r.Doc.Words[b.Word]
	if stem(x.Lemma) != stem(y.Lemma) {
		return false
	}
	// verbs of saying and feeling told twice are two acts unless one stands in the title
	if x.UPOS == "VERB" && y.UPOS == "VERB" {
		return r.D.ParagraphAt(x.Start) == 0 || a.Type == chancery.Mobilize || a.Type == chancery.Assault
	}
	return true
}

func stem(l string) string {
	l = strings.ToLower(l)
	return l[:min(len(l), 5)]
}

// sameParties tells whether two accounts can have the same parties: those of one
// are among those of the other, persons counting for the state they act for.
func (r *reader) sameParties(a, b *draft.Event) bool {
	if symmetric(a.Type) {
		x, y := clause.Union(append([]int(nil), a.Who...), a.Whom), clause.Union(append([]int(nil), b.Who...), b.Whom)
		return len(x) > 1 && len(y) > 1 && r.within(x, y) && r.within(y, x)
	}
	return r.compatible(a.Who, b.Who) && r.compatible(a.Whom, b.Whom)
}

func (r *reader) compatible(x, y []int) bool {
	return len(x) == 0 || len(y) == 0 || r.within(x, y) || r.within(y, x)
}

func (r *reader) within(x, y []int) bool {
	for _, a := range x {
		found := false
		for _, b := range y {
			found = found || a == b || r.actsFor(a, b) || r.actsFor(b, a)
		}
		if !found {
			return false
		}
	}
	return true
}

// actsFor tells whether a is a person or body of the state b.
func (r *reader) actsFor(a, b int) bool {
	x, y := r.D.Actors[a], r.D.Actors[b]
	return y.Kind == chancery.State && x.State != "" && x.State == y.State
}

func sameDate(a, b *draft.Date) bool {
	if a == nil || b == nil || a.Value == "" || b.Value == "" {
		return true
	}
	return strings.HasPrefix(a.Value, b.Value) || strings.HasPrefix(b.Value, a.Value)
}

func sameStatus(a, b chancery.Status) bool {
	return a == b
}

// join adds account e to event o; persons named by either account stand instead of
// the state they act for.
func (r *reader) join(o, e *draft.Event) {
	o.Mentions = append(o.Mentions, e.Cue)
	o.Who, o.Whom = r.named(o.Who, e), r.named(o.Whom, e)
	if len(o.Who) == 0 {
		o.Who = e.Who
	}
	if len(o.Whom) == 0 {
		o.Whom = without(e.Whom, o.Who)
	}
	if o.Date == nil || e.Date != nil && len(e.Date.Value) > len(o.Date.Value) {
		o.Date = e.Date
	}
	if o.Place == nil {
		o.Place = e.Place
	}
	if o.About == "" {
		o.About = e.About
	}
	if o.Duration == "" {
		o.Duration = e.Duration
	}
	if len(o.Sources) == 0 {
		o.Sources = e.Sources
	}
	o.Why = append(o.Why, "told again: "+strings.Join(e.Why, "; "))
	o.Confidence = 1 - (1-o.Confidence)*(1-e.Confidence*0.5)
}

// named replaces states among the parties by those of event e who act for them.
func (r *reader) named(as []int, e *draft.Event) []int {
	var out []int
	for _, a := range as {
		var who []int
		if r.D.Actors[a].Kind == chancery.State {
			for _, b := range append(append([]int(nil), e.Who...), e.Whom...) {
				if b != a && r.D.Actors[b].Kind == chancery.Person && r.D.Actors[b].State == r.D.Actors[a].State {
					who = append(who, b)
				}
			}
		}
		if len(who) == 0 {
			who = []int{a}
		}
		out = clause.Union(out, who)
	}
	return out
}
