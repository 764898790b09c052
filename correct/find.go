package correct

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"chancery"
)

// kinds are all kinds of entry, in the record's order.
var kinds = []chancery.EntryKind{chancery.AnEvent, chancery.AStatement, chancery.ACommitment, chancery.AStop, chancery.ATurn}

// hint tells an entry from others that hang on the same words: the two runs of a
// quotation share a reporting verb, the stops of a journey its "will travel".
type hint struct {
	Text string `json:"text,omitempty"` // what it says: content, undertaking, place
	Nth  int    `json:"nth,omitempty"`  // among those of one cue and type, from 1
}

// change is Correction.Change taken apart: the fields to set, and under "of" the
// hint where one is needed.
type change struct {
	fields map[string]json.RawMessage
	of     hint
}

func decodeChange(data []byte) (change, error) {
	c := change{fields: map[string]json.RawMessage{}}
	if len(data) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(data, &c.fields); err != nil {
		return c, fmt.Errorf("change: %w", err)
	}
	if of, ok := c.fields["of"]; ok {
		if err := json.Unmarshal(of, &c.of); err != nil {
			return c, fmt.Errorf("of: %w", err)
		}
		delete(c.fields, "of")
	}
	return c, nil
}

func (w *work) count(kind chancery.EntryKind) int {
	switch kind {
	case chancery.AnEvent:
		return len(w.r.Events)
	case chancery.AStatement:
		return len(w.r.Statements)
	case chancery.ACommitment:
		return len(w.r.Commitments)
	case chancery.AStop:
		return len(w.r.Stops)
	case chancery.ATurn:
		return len(w.r.Relations)
	}
	return 0
}

// hangs gives the span that an entry hangs on, and others where it is told.
func (w *work) hangs(kind chancery.EntryKind, i int) (cue chancery.Span, also []chancery.Span) {
	switch kind {
	case chancery.AnEvent:
		return w.r.Events[i].Cue, w.r.Events[i].Mentions
	case chancery.AStatement:
		return w.r.Statements[i].Cue, w.r.Statements[i].Content
	case chancery.ACommitment:
		return w.r.Commitments[i].Cue, nil
	case chancery.AStop:
		return w.r.Stops[i].Cue, nil
	}
	return w.r.Relations[i].Cue, nil
}

// typeOf gives the type as chancery.Account has it.
func (w *work) typeOf(kind chancery.EntryKind, i int) string {
	switch kind {
	case chancery.AnEvent:
		return string(w.r.Events[i].Type)
	case chancery.AStatement:
		return string(w.r.Statements[i].Form)
	case chancery.ACommitment:
		return string(w.r.Commitments[i].Kind)
	case chancery.ATurn:
		return w.r.Relations[i].Turn
	}
	return ""
}

// says gives the words of an entry that a hint holds.
func (w *work) says(kind chancery.EntryKind, i int) string {
	switch kind {
	case chancery.AnEvent:
		return strings.Join(w.names(append(w.r.Events[i].Who[:len(w.r.Events[i].Who):len(w.r.Events[i].Who)], w.r.Events[i].Whom...)), ", ")
	case chancery.AStatement:
		return clip(w.r.Statements[i].Text)
	case chancery.ACommitment:
		return clip(w.r.Commitments[i].What)
	case chancery.AStop:
		if p := w.r.Stops[i].Place; p != nil {
			return p.Name + ", " + strings.Join(w.names([]string{w.r.Stops[i].Traveller}), "")
		}
	case chancery.ATurn:
		return strings.Join(w.r.Relations[i].Pair[:], " ")
	}
	return ""
}

// clip cuts a text to what tells it from others.
func clip(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80])
	}
	return s
}

// find gives the entry that a correction is of, -1 if none fits.
func (w *work) find(c *chancery.Correction, of hint) int {
	found := w.at(c.Kind, c.Cue)
	if len(found) > 1 && c.Type != "" {
		found = prefer(found, func(i int) bool { return w.typeOf(c.Kind, i) == c.Type })
	}
	if len(found) > 1 {
		found = prefer(found, func(i int) bool { return !w.marks[c.Kind][i].gone })
	}
	if len(found) > 1 && of.Text != "" {
		found = best(found, func(i int) float64 { return likeness(of.Text, w.says(c.Kind, i)) })
	}
	if len(found) > 1 {
		found = best(found, func(i int) float64 {
			cue, _ := w.hangs(c.Kind, i)
			return 2*float64(overlap(cue, c.Cue)) - float64(cue.End-cue.Start) // the same span is best
		})
	}
	if len(found) == 0 {
		return -1
	}
	return found[min(max(of.Nth, 1), len(found))-1]
}

// at gives the entries of a kind whose cue overlaps s; where there is none, those
// that are told there too.
func (w *work) at(kind chancery.EntryKind, s chancery.Span) []int {
	var hung, told []int
	for i := range w.count(kind) {
		cue, also := w.hangs(kind, i)
		if touch(cue, s) {
			hung = append(hung, i)
			continue
		}
		for _, a := range also {
			if touch(a, s) {
				told = append(told, i)
				break
			}
		}
	}
	if len(hung) > 0 {
		return hung
	}
	return told
}

func overlap(a, b chancery.Span) int { return max(0, min(a.End, b.End)-max(a.Start, b.Start)) }

// touch tells whether two spans overlap or, where one is empty, begin together.
func touch(a, b chancery.Span) bool {
	return overlap(a, b) > 0 || a.Start == b.Start && (a.Start == a.End || b.Start == b.End)
}

// prefer keeps those that are so, all where none is.
func prefer(all []int, so func(int) bool) []int {
	var kept []int
	for _, i := range all {
		if so(i) {
			kept = append(kept, i)
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// best keeps those with the highest score.
func best(all []int, score func(int) float64) []int {
	var kept []int
	top := 0.0
	for _, i := range all {
		s := score(i)
		if len(kept) == 0 || s > top {
			kept, top = []int{i}, s
		} else if s == top {
			kept = append(kept, i)
		}
	}
	return kept
}

// likeness is the share of words that two texts have in common, from 0 to 1.
func likeness(a, b string) float64 {
	x, y := strings.Fields(fold(a)), strings.Fields(fold(b))
	all, both := map[string]bool{}, 0
	for _, s := range x {
		all[s] = true
	}
	in := len(all)
	seen := map[string]bool{}
	for _, s := range y {
		if all[s] && !seen[s] && both < in {
			both++
		}
		seen[s], all[s] = true, true
	}
	if len(all) == 0 {
		return 0
	}
	return float64(both) / float64(len(all))
}

// locate finds an entry of a record by its ID ("t1" … stops, "n1" … relations).
func (w *work) locate(id string) (chancery.EntryKind, int, error) {
	var kind chancery.EntryKind
	i := -1
	if len(id) > 1 {
		n, err := strconv.Atoi(id[1:])
		switch id[0] {
		case 'e':
			kind, i = chancery.AnEvent, indexOf(w.r.Events, func(e *chancery.Event) bool { return e.ID == id })
		case 's':
			kind, i = chancery.AStatement, indexOf(w.r.Statements, func(s *chancery.Statement) bool { return s.ID == id })
		case 'c':
			kind, i = chancery.ACommitment, indexOf(w.r.Commitments, func(c *chancery.Commitment) bool { return c.ID == id })
		case 't':
			if kind = chancery.AStop; err == nil && n <= len(w.r.Stops) {
				i = n - 1
			}
		case 'n':
			if kind = chancery.ATurn; err == nil && n <= len(w.r.Relations) {
				i = n - 1
			}
		}
	}
	if i < 0 {
		return kind, i, fmt.Errorf("the report has no entry %s", id)
	}
	return kind, i, nil
}

func indexOf[E any](all []E, is func(*E) bool) int {
	for i := range all {
		if is(&all[i]) {
			return i
		}
	}
	return -1
}
