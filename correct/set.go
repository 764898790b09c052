package correct

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chancery"
)

// set sets one field of an entry to a value in the record's JSON form, actors by
// name.
func (w *work) set(kind chancery.EntryKind, i int, name string, raw json.RawMessage) error {
	f, ok := fieldOf(kind, name)
	if !ok {
		return fmt.Errorf("%s has no such field", an(kind))
	}
	if f.derived {
		return nil // part of a whole entry in the record's form, and follows from the rest
	}
	v := value{w: w, raw: raw, field: f}
	switch kind {
	case chancery.AnEvent:
		w.setEvent(&w.r.Events[i], name, &v)
	case chancery.AStatement:
		w.setStatement(&w.r.Statements[i], name, &v)
	case chancery.ACommitment:
		w.setCommitment(&w.r.Commitments[i], name, &v)
	case chancery.AStop:
		w.setStop(&w.r.Stops[i], name, &v)
	case chancery.ATurn:
		w.setTurn(&w.r.Relations[i], name, &v)
	}
	return v.err
}

func (w *work) setEvent(e *chancery.Event, name string, v *value) {
	switch name {
	case "type":
		e.Type = chancery.EventType(v.choice())
	case "mode":
		e.Mode = v.text()
	case "status":
		e.Status = chancery.Status(v.choice())
	case "cue":
		e.Cue = v.span()
	case "mentions":
		e.Mentions = v.spans()
	case "who":
		e.Who = v.actors()
	case "whom":
		e.Whom = v.actors()
	case "sources":
		e.Sources = v.actors()
	case "said_by":
		e.SaidBy = nil
		if a := v.actor(); a != "" {
			e.SaidBy = &a
		}
	case "date":
		e.Date = v.date()
	case "place":
		e.Place = v.place()
	case "about":
		e.About = v.text()
	case "duration":
		e.Duration = v.text()
	}
}

func (w *work) setStatement(s *chancery.Statement, name string, v *value) {
	switch name {
	case "speaker":
		s.Speaker = v.actor()
	case "form":
		s.Form = chancery.Form(v.choice())
	case "cue":
		s.Cue = v.span()
	case "content":
		if s.Content = v.spans(); v.err == nil {
			s.Text = joined(s.Content)
		}
	case "date":
		s.Date = v.date()
	case "place":
		s.Place = v.place()
	case "channel":
		s.Channel = v.text()
	case "addressee":
		s.Addressee = v.actors()
	case "via":
		s.Via = v.actors()
	}
}

// joined is the text of a statement as readings write it: runs of blanks are one.
func joined(content []chancery.Span) string {
	var parts []string
	for _, c := range content {
		parts = append(parts, strings.Join(strings.Fields(c.Text), " "))
	}
	return strings.Join(parts, " ")
}

func (w *work) setCommitment(c *chancery.Commitment, name string, v *value) {
	switch name {
	case "parties":
		c.Parties = v.actors()
	case "what":
		c.What = v.text()
	case "kind":
		c.Kind = chancery.CommitmentKind(v.choice())
	case "due":
		c.Due = v.date()
	case "made":
		c.Made = v.date()
	case "where":
		c.Where = v.place()
	case "status":
		c.Status = chancery.Status(v.choice())
	case "cue":
		c.Cue = v.span()
	case "event":
		c.Event = v.event()
	}
}

func (w *work) setStop(s *chancery.Stop, name string, v *value) {
	switch name {
	case "traveller":
		s.Traveller = v.actor()
	case "place":
		s.Place = v.place()
	case "date":
		s.Date = v.date()
	case "status":
		s.Status = chancery.Status(v.choice())
	case "met":
		s.Met = v.actors()
	case "cue":
		s.Cue = v.span()
	}
}

func (w *work) setTurn(r *chancery.Relation, name string, v *value) {
	switch name {
	case "pair":
		r.Pair = v.pair()
	case "turn":
		r.Turn = v.choice()
	case "date":
		r.Date = v.date()
	case "cue":
		r.Cue = v.span()
	}
}

func (w *work) setCue(kind chancery.EntryKind, i int, cue chancery.Span) {
	switch kind {
	case chancery.AnEvent:
		w.r.Events[i].Cue = cue
	case chancery.AStatement:
		w.r.Statements[i].Cue = cue
	case chancery.ACommitment:
		w.r.Commitments[i].Cue = cue
	case chancery.AStop:
		w.r.Stops[i].Cue = cue
	case chancery.ATurn:
		w.r.Relations[i].Cue = cue
	}
}

// append makes room for one more entry, with what holds where nothing else is
// said, and gives its index; -1 if there is no such kind.
func (w *work) append(kind chancery.EntryKind) int {
	r := w.r
	none := []string{}
	switch kind {
	case chancery.AnEvent:
		id := nextID("e", len(r.Events), func(i int) string { return r.Events[i].ID })
		r.Events = append(r.Events, chancery.Event{ID: id, Mentions: []chancery.Span{}, Who: none, Whom: none, Sources: none, Status: chancery.Held})
	case chancery.AStatement:
		id := nextID("s", len(r.Statements), func(i int) string { return r.Statements[i].ID })
		r.Statements = append(r.Statements, chancery.Statement{ID: id, Form: chancery.Direct, Content: []chancery.Span{}, Addressee: none, Via: none})
	case chancery.ACommitment:
		id := nextID("c", len(r.Commitments), func(i int) string { return r.Commitments[i].ID })
		r.Commitments = append(r.Commitments, chancery.Commitment{ID: id, Kind: chancery.OtherPledge, Parties: none, Status: chancery.Open})
	case chancery.AStop:
		r.Stops = append(r.Stops, chancery.Stop{Status: chancery.Held, Met: none})
	case chancery.ATurn:
		r.Relations = append(r.Relations, chancery.Relation{})
	default:
		return -1
	}
	w.marks[kind] = append(w.marks[kind], mark{})
	return w.count(kind) - 1
}

// nextID is one more than the highest number of an ID.
func nextID(letter string, n int, id func(int) string) string {
	highest := 0
	for i := range n {
		if k, err := strconv.Atoi(strings.TrimPrefix(id(i), letter)); err == nil {
			highest = max(highest, k)
		}
	}
	return letter + strconv.Itoa(highest+1)
}

// drop takes the last entry out.
func (w *work) drop(kind chancery.EntryKind) {
	w.marks[kind] = w.marks[kind][:len(w.marks[kind])-1]
	switch r := w.r; kind {
	case chancery.AnEvent:
		r.Events = r.Events[:len(r.Events)-1]
	case chancery.AStatement:
		r.Statements = r.Statements[:len(r.Statements)-1]
	case chancery.ACommitment:
		r.Commitments = r.Commitments[:len(r.Commitments)-1]
	case chancery.AStop:
		r.Stops = r.Stops[:len(r.Stops)-1]
	case chancery.ATurn:
		r.Relations = r.Relations[:len(r.Relations)-1]
	}
}

// replace puts the entry at from in place of the one at to, whose ID stays.
func (w *work) replace(kind chancery.EntryKind, to, from int) {
	switch r := w.r; kind {
	case chancery.AnEvent:
		id := r.Events[to].ID
		r.Events[to] = r.Events[from]
		r.Events[to].ID = id
	case chancery.AStatement:
		id := r.Statements[to].ID
		r.Statements[to] = r.Statements[from]
		r.Statements[to].ID = id
	case chancery.ACommitment:
		id := r.Commitments[to].ID
		r.Commitments[to] = r.Commitments[from]
		r.Commitments[to].ID = id
	case chancery.AStop:
		r.Stops[to] = r.Stops[from]
	case chancery.ATurn:
		r.Relations[to] = r.Relations[from]
	}
}

// complete tells what a whole entry lacks.
func (w *work) complete(kind chancery.EntryKind, i int) error {
	lacks := func(what string) error { return fmt.Errorf("%s needs %s", an(kind), what) }
	switch r := w.r; kind {
	case chancery.AnEvent:
		if e := &r.Events[i]; e.Type == "" {
			return lacks("a type")
		} else if len(e.Who)+len(e.Whom) == 0 {
			return lacks("who or whom")
		}
	case chancery.AStatement:
		if s := &r.Statements[i]; len(s.Content) == 0 {
			return lacks("content")
		} else if s.Speaker == "" {
			return lacks("a speaker")
		}
	case chancery.ACommitment:
		if c := &r.Commitments[i]; c.What == "" {
			return lacks("what is undertaken")
		} else if len(c.Parties) == 0 {
			return lacks("parties")
		}
	case chancery.AStop:
		if s := &r.Stops[i]; s.Traveller == "" {
			return lacks("a traveller")
		} else if s.Place == nil {
			return lacks("a place")
		}
	case chancery.ATurn:
		if t := &r.Relations[i]; t.Turn == "" {
			return lacks("a turn")
		} else if t.Pair[0] == "" {
			return lacks("a pair")
		}
	}
	return nil
}

// sameAs gives the entry that tells what the last one does, -1 if none: one of the
// reading's own, of the same type, at the same words and with a party in common.
func (w *work) sameAs(kind chancery.EntryKind, last int) int {
	cue, _ := w.hangs(kind, last)
	for _, i := range w.at(kind, cue) {
		if i == last || w.marks[kind][i].gone || w.marks[kind][i].verdict != "" || w.typeOf(kind, i) != w.typeOf(kind, last) {
			continue
		}
		if w.alike(kind, i, last) {
			return i
		}
	}
	return -1
}

func (w *work) alike(kind chancery.EntryKind, i, k int) bool {
	switch r := w.r; kind {
	case chancery.AnEvent:
		a, b := &r.Events[i], &r.Events[k]
		return share(slices.Concat(a.Who, a.Whom), slices.Concat(b.Who, b.Whom))
	case chancery.AStatement:
		both, all := 0, 0
		for _, x := range r.Statements[i].Content {
			all += x.End - x.Start
			for _, y := range r.Statements[k].Content {
				both += overlap(x, y)
			}
		}
		return 2*both >= all
	case chancery.ACommitment:
		a, b := &r.Commitments[i], &r.Commitments[k]
		return share(a.Parties, b.Parties) && likeness(a.What, b.What) >= 0.5
	case chancery.AStop:
		a, b := &r.Stops[i], &r.Stops[k]
		return a.Traveller == b.Traveller && a.Place != nil && fold(a.Place.Name) == fold(b.Place.Name)
	}
	return w.r.Relations[i].Pair == w.r.Relations[k].Pair
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}
