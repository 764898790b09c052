// Package correct applies editors' corrections to a record, makes corrections of
// what editors ask for, and turns corrected records into annotations and back.
//
// A correction is kept apart from what was read. [Apply] puts it on top of every
// reading of its report, today's and those to come: the entry is found again by
// its kind and by the words it hangs on.
package correct

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// Apply gives a copy of a record with corrections of its report applied, in the
// order of their IDs; undone ones are passed over. The verdicts are those on the
// entries of the copy, by ID ("t1", "t2" … for stops and "n1", "n2" … for relations,
// in the copy's order); rejected entries are not in it. Pending are the IDs of the
// corrections for which the record has no entry, or whose change does not fit it.
//
// Accepted, edited and added entries have confidence 1: an editor who sets one field
// has read the others. The latest word counts: an entry rejected first and accepted
// or edited later stays. An accepted entry must be of the type that was accepted; a
// rejected or edited one is found by its cue alone where no other hangs there. What
// an editor added and a later reading finds by itself stands once, as added.
//
// r is not changed; the copy shares with it what was not corrected.
func Apply(r *chancery.Record, cs []chancery.Correction) (*chancery.Record, map[string]chancery.Verdict, []int64) {
	w := newWork(r)
	order := slices.Clone(cs)
	slices.SortStableFunc(order, func(a, b chancery.Correction) int { return cmp.Compare(a.ID, b.ID) })
	pending := []int64{}
	for i := range order {
		if c := &order[i]; c.Undone.IsZero() && w.apply(c) != nil {
			pending = append(pending, c.ID)
		}
	}
	return w.r, w.finish(), pending
}

// work is a record that is being corrected. Its slices are its own; what the
// entries point to is the original's and is replaced, never changed.
type work struct {
	r     *chancery.Record
	text  []rune
	marks map[chancery.EntryKind][]mark
	moved bool // stops have come, gone or changed
}

// mark is what has been said of one entry so far.
type mark struct {
	verdict chancery.Verdict
	gone    bool
}

func newWork(r *chancery.Record) *work {
	out := *r
	out.Actors, out.Events, out.Statements = slices.Clone(r.Actors), own(r.Events), own(r.Statements)
	out.Commitments, out.Stops, out.Relations = own(r.Commitments), own(r.Stops), own(r.Relations)
	w := &work{r: &out, text: []rune(r.Document.Text), marks: map[chancery.EntryKind][]mark{}}
	for _, kind := range kinds {
		w.marks[kind] = make([]mark, w.count(kind))
	}
	return w
}

// own clones and never gives nil, which JSON would write as null.
func own[E any](all []E) []E { return append(make([]E, 0, len(all)), all...) }

// apply applies one correction, wholly or not at all.
func (w *work) apply(c *chancery.Correction) error {
	change, err := decodeChange(c.Change)
	if err != nil {
		return err
	}
	if c.Verdict == chancery.Added {
		return w.add(c, change)
	}
	i := w.find(c, change.of)
	if i < 0 {
		return fmt.Errorf("no %s hangs on «%s»", c.Kind, c.Cue.Text)
	}
	m := &w.marks[c.Kind][i]
	switch c.Verdict {
	case chancery.Accepted:
		if c.Type != "" && c.Type != w.typeOf(c.Kind, i) {
			return fmt.Errorf("accepted as %s, now %s", c.Type, w.typeOf(c.Kind, i))
		}
	case chancery.Rejected:
		m.gone = true
		w.moved = w.moved || c.Kind == chancery.AStop
		return nil
	case chancery.Edited:
		if err := w.edit(c.Kind, i, change.fields); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%q is no verdict", c.Verdict)
	}
	m.gone = false
	w.judge(c.Kind, i, c.Verdict)
	return nil
}

// judge notes a verdict: added outweighs edited, and edited accepted.
func (w *work) judge(kind chancery.EntryKind, i int, v chancery.Verdict) {
	m := &w.marks[kind][i]
	if weight := []chancery.Verdict{"", chancery.Accepted, chancery.Edited, chancery.Added}; slices.Index(weight, v) > slices.Index(weight, m.verdict) {
		m.verdict = v
	}
	switch kind {
	case chancery.AnEvent:
		w.r.Events[i].Confidence = 1
	case chancery.AStatement:
		w.r.Statements[i].Confidence = 1
	case chancery.ACommitment:
		w.r.Commitments[i].Confidence = 1
	case chancery.AStop:
		w.r.Stops[i].Confidence = 1
	}
}

// edit sets fields of an entry; where one does not fit, the entry stays as it was.
func (w *work) edit(kind chancery.EntryKind, i int, fields map[string]json.RawMessage) error {
	undo := w.save(kind, i)
	actors := len(w.r.Actors)
	for _, name := range sortedKeys(fields) {
		if err := w.set(kind, i, name, fields[name]); err != nil {
			undo()
			w.r.Actors = w.r.Actors[:actors]
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	w.moved = w.moved || kind == chancery.AStop
	return nil
}

// save gives a function that restores an entry.
func (w *work) save(kind chancery.EntryKind, i int) func() {
	switch r := w.r; kind {
	case chancery.AnEvent:
		old := r.Events[i]
		return func() { r.Events[i] = old }
	case chancery.AStatement:
		old := r.Statements[i]
		return func() { r.Statements[i] = old }
	case chancery.ACommitment:
		old := r.Commitments[i]
		return func() { r.Commitments[i] = old }
	case chancery.AStop:
		old := r.Stops[i]
		return func() { r.Stops[i] = old }
	default:
		old := r.Relations[i]
		return func() { r.Relations[i] = old }
	}
}

// add brings in a whole entry, on top of the one that the reading has by now found
// by itself if there is one.
func (w *work) add(c *chancery.Correction, change change) error {
	if !w.verbatim(c.Cue) {
		return fmt.Errorf("«%s» does not stand at %d in the text", c.Cue.Text, c.Cue.Start)
	}
	actors := len(w.r.Actors)
	i := w.append(c.Kind)
	if i < 0 {
		return fmt.Errorf("%q is no kind of entry", c.Kind)
	}
	w.setCue(c.Kind, i, c.Cue)
	err := w.edit(c.Kind, i, change.fields)
	if err == nil {
		err = w.complete(c.Kind, i)
	}
	if err != nil {
		w.drop(c.Kind)
		w.r.Actors = w.r.Actors[:actors]
		return err
	}
	if same := w.sameAs(c.Kind, i); same >= 0 {
		w.replace(c.Kind, same, i)
		w.drop(c.Kind)
		i = same
	}
	w.marks[c.Kind][i].gone = false
	w.judge(c.Kind, i, chancery.Added)
	return nil
}

// verbatim tells whether a span's text stands where it says.
func (w *work) verbatim(s chancery.Span) bool {
	return s.Start >= 0 && s.Start < s.End && s.End <= len(w.text) && string(w.text[s.Start:s.End]) == s.Text
}

// finish takes out what was rejected and gives the verdicts on what stays.
func (w *work) finish() map[string]chancery.Verdict {
	verdicts := map[string]chancery.Verdict{}
	events := map[string]bool{}
	w.r.Events = keep(w, chancery.AnEvent, w.r.Events, func(e *chancery.Event, v chancery.Verdict) {
		events[e.ID] = true
		note(verdicts, e.ID, v)
	})
	w.r.Statements = keep(w, chancery.AStatement, w.r.Statements, func(s *chancery.Statement, v chancery.Verdict) {
		note(verdicts, s.ID, v)
	})
	w.r.Commitments = keep(w, chancery.ACommitment, w.r.Commitments, func(c *chancery.Commitment, v chancery.Verdict) {
		if !events[c.Event] {
			c.Event = ""
		}
		note(verdicts, c.ID, v)
	})
	if w.moved {
		w.orderStops()
	}
	stops, turns := 0, 0
	w.r.Stops = keep(w, chancery.AStop, w.r.Stops, func(_ *chancery.Stop, v chancery.Verdict) {
		stops++
		note(verdicts, fmt.Sprintf("t%d", stops), v)
	})
	w.r.Relations = keep(w, chancery.ATurn, w.r.Relations, func(_ *chancery.Relation, v chancery.Verdict) {
		turns++
		note(verdicts, fmt.Sprintf("n%d", turns), v)
	})
	return verdicts
}

func note(verdicts map[string]chancery.Verdict, id string, v chancery.Verdict) {
	if v != "" {
		verdicts[id] = v
	}
}

// keep gives the entries that were not rejected and tells of each.
func keep[E any](w *work, kind chancery.EntryKind, all []E, tell func(*E, chancery.Verdict)) []E {
	kept := all[:0]
	for i := range all {
		if m := w.marks[kind][i]; !m.gone {
			kept = append(kept, all[i])
			tell(&kept[len(kept)-1], m.verdict)
		}
	}
	return kept
}

// orderStops numbers each traveller's stops anew. Stops that came or changed move
// to where their date puts them; all others stay in the record's order.
func (w *work) orderStops() {
	stops, marks := w.r.Stops, w.marks[chancery.AStop]
	for i := 1; i < len(stops); i++ {
		if marks[i].verdict != chancery.Added {
			continue
		}
		for k := range i {
			if stops[k].Traveller == stops[i].Traveller && before(stops[i].Date, stops[k].Date) {
				s, m := stops[i], marks[i]
				copy(stops[k+1:i+1], stops[k:i])
				copy(marks[k+1:i+1], marks[k:i])
				stops[k], marks[k] = s, m
				break
			}
		}
	}
	order := map[string]int{}
	for i := range stops {
		if !marks[i].gone {
			order[stops[i].Traveller]++
			stops[i].Order = order[stops[i].Traveller]
		}
	}
}

// before tells whether both dates are known and a is the earlier.
func before(a, b *chancery.Date) bool {
	return a != nil && b != nil && a.Value != nil && b.Value != nil && strings.Compare(*a.Value, *b.Value) < 0
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
