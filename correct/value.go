package correct

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"chancery"
)

// value is a field's value in the record's JSON form, read for one record. The
// first error stays; after it all values are empty.
type value struct {
	w     *work
	raw   json.RawMessage
	field Field
	err   error
}

// decode reads the value into v and tells whether there is one.
func (v *value) decode(to any) bool {
	if v.err != nil || len(v.raw) == 0 || bytes.Equal(v.raw, []byte("null")) {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(v.raw))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		v.err = err
		return false
	}
	return true
}

func (v *value) text() (s string) {
	v.decode(&s)
	return s
}

func (v *value) choice() (s string) {
	if v.decode(&s); v.err == nil && !slices.Contains(v.field.Options, s) {
		v.err = fmt.Errorf("%q is none of %s", s, strings.Join(v.field.Options, ", "))
	}
	return s
}

func (v *value) actor() string {
	var a Reference
	if !v.decode(&a) || a.Name == "" {
		return ""
	}
	return v.w.actor(a)
}

func (v *value) actors() []string {
	var refs []Reference
	v.decode(&refs)
	ids := []string{}
	for _, a := range refs {
		if id := v.w.actor(a); a.Name != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (v *value) date() *chancery.Date {
	var d chancery.Date
	if !v.decode(&d) {
		return nil
	}
	if d.Value != nil && !isDate(*d.Value) {
		v.err = fmt.Errorf("%q is no date: write it as 2018-10-07, 2018-10 or 2018", *d.Value)
	}
	return &d
}

// isDate tells whether s is an ISO 8601 day, month or year of the calendar.
func isDate(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

func (v *value) place() *chancery.Place {
	var p chancery.Place
	if !v.decode(&p) || p.Name == "" && p.Country == "" {
		return nil
	}
	return &p
}

func (v *value) span() (s chancery.Span) {
	if v.decode(&s) && !v.w.verbatim(s) {
		v.err = fmt.Errorf("«%s» does not stand at %d in the text", s.Text, s.Start)
	}
	return s
}

func (v *value) spans() []chancery.Span {
	all := []chancery.Span{}
	v.decode(&all)
	for _, s := range all {
		if v.err == nil && !v.w.verbatim(s) {
			v.err = fmt.Errorf("«%s» does not stand at %d in the text", s.Text, s.Start)
		}
	}
	return all
}

func (v *value) pair() (p [2]string) {
	if v.decode(&p) && (!isCode(p[0]) || !isCode(p[1]) || p[0] >= p[1]) {
		v.err = fmt.Errorf("%q and %q are not the codes of two states in alphabetical order", p[0], p[1])
	}
	return p
}

// event finds the event that hangs on the span given.
func (v *value) event() string {
	var s chancery.Span
	if !v.decode(&s) {
		return ""
	}
	at := v.w.at(chancery.AnEvent, s)
	if len(at) == 0 {
		return "" // the reading has lost it; the commitment stands without
	}
	return v.w.r.Events[at[0]].ID
}

// isCode tells whether s has the form of an ISO 3166-1 alpha-3 code.
func isCode(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(c rune) bool { return c < 'A' || c > 'Z' }) < 0
}
