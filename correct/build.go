package correct

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"chancery"
)

// Wish is what an editor asks for. Values of Fields are strings as people write
// them (see [Shape]), or values in the record's JSON form with actors by name.
type Wish struct {
	Verdict chancery.Verdict
	Local   string             // which entry of the record: e1, s2, c3, t1 (stop), n1 (relation)
	Kind    chancery.EntryKind // of an entry that is added
	Fields  map[string]any     // what an edit sets, or the entry that an add brings; "nth" says which occurrence a cue is
	By, Why string
}

// Make makes a correction of what an editor asks for, to a record as it now
// stands. The error says which field is wrong and what it may hold.
func Make(r *chancery.Record, report string, wish Wish) (chancery.Correction, error) {
	c := chancery.Correction{Report: report, Verdict: wish.Verdict, Kind: wish.Kind, By: strings.TrimSpace(wish.By), Why: strings.TrimSpace(wish.Why)}
	if c.By == "" {
		return c, errors.New("a correction needs to say who makes it")
	}
	w := newWork(r)
	var err error
	switch wish.Verdict {
	case chancery.Added:
		err = w.makeAdd(&c, wish.Fields)
	case chancery.Accepted, chancery.Rejected, chancery.Edited:
		err = w.makeOf(&c, wish)
	default:
		err = fmt.Errorf("%q is no verdict: accept, reject, edit or add", wish.Verdict)
	}
	if err != nil {
		return c, err
	}
	return c, newWork(r).apply(&c) // what does not fit now never will
}

// makeOf fills in a correction of an entry that the record has.
func (w *work) makeOf(c *chancery.Correction, wish Wish) error {
	kind, i, err := w.locate(wish.Local)
	if err != nil {
		return err
	}
	c.Kind, c.Type = kind, w.typeOf(kind, i)
	cue, also := w.hangs(kind, i)
	if cue.Start == cue.End && len(also) > 0 {
		cue = also[0] // a quotation that no word introduces
	}
	c.Cue = cue
	change := map[string]any{}
	if wish.Verdict == chancery.Edited {
		if change, err = w.normalized(kind, wish.Fields, cue.Start); err != nil {
			return err
		}
		if len(change) == 0 {
			return errors.New("an edit needs a field to set, such as status=planned")
		}
	} else if len(wish.Fields) > 0 {
		return fmt.Errorf("%s sets no fields: edit does", wish.Verdict)
	}
	if of := w.hintFor(kind, i, c); of != (hint{}) {
		change["of"] = of
	}
	return setChange(c, change)
}

// hintFor gives what tells an entry from the others at its cue, nothing where its
// type does.
func (w *work) hintFor(kind chancery.EntryKind, i int, c *chancery.Correction) hint {
	rivals, nth := 0, 0
	for _, k := range w.at(kind, c.Cue) {
		if w.typeOf(kind, k) != c.Type {
			continue
		}
		if rivals++; k == i {
			nth = rivals
		}
	}
	if rivals < 2 {
		return hint{}
	}
	of := hint{Text: w.says(kind, i)}
	if w.find(c, of) != i {
		of.Nth = nth
	}
	return of
}

func setChange(c *chancery.Correction, change map[string]any) error {
	if len(change) == 0 {
		return nil
	}
	data, err := json.Marshal(change)
	c.Change = data
	return err
}

// makeAdd fills in a correction that brings a new entry.
func (w *work) makeAdd(c *chancery.Correction, fields map[string]any) error {
	if fieldTable[c.Kind] == nil {
		return fmt.Errorf("%q is no kind of entry: event, statement, commitment, stop or relation", c.Kind)
	}
	for _, f := range Fields(c.Kind) {
		if _, ok := fields[f.Name]; f.Needed && !ok && f.Name != "cue" {
			return fmt.Errorf("%s: a new %s needs it", f.Name, c.Kind)
		}
	}
	cue, nth := fields["cue"], fields["nth"]
	if cue == nil && c.Kind == chancery.AStatement {
		content, err := w.pieces(fields["content"], 0)
		if err != nil {
			return fmt.Errorf("content: %w", err)
		}
		if len(content) == 0 {
			return errors.New("content: a new statement needs it")
		}
		c.Cue = content[0]
	} else {
		s, err := w.words(cue, nth)
		if err != nil {
			return fmt.Errorf("cue: %w", err)
		}
		c.Cue = s
	}
	rest := map[string]any{}
	for name, v := range fields {
		if f, ok := fieldOf(c.Kind, name); name != "cue" && name != "nth" && !(ok && f.derived) {
			rest[name] = v
		}
	}
	change, err := w.normalized(c.Kind, rest, c.Cue.Start)
	if err != nil {
		return err
	}
	for _, name := range []string{"type", "form", "kind", "turn"} {
		if s, ok := change[name].(string); ok {
			c.Type = s
		}
	}
	return setChange(c, change)
}

// normalized brings fields into the form that a change holds: actors, places and
// dates as complete as record and tables have them, words as spans.
func (w *work) normalized(kind chancery.EntryKind, fields map[string]any, at int) (map[string]any, error) {
	out := map[string]any{}
	for _, name := range sortedKeys(fields) {
		if name == "nth" {
			continue
		}
		f, err := settable(kind, name)
		if err != nil {
			return nil, err
		}
		v, err := w.normal(f, fields[name], fields["nth"], at)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = v
	}
	return out, nil
}
