package correct

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/gazetteer"
	"chancery/world"
)

// normal brings the value of one field into the form that a change holds. at is
// where the entry hangs: what stands nearest is meant.
func (w *work) normal(f Field, v, nth any, at int) (any, error) {
	if s, ok := v.(string); ok {
		v = strings.TrimSpace(s)
	}
	switch f.Shape {
	case Choice:
		return choose(f, v)
	case Text:
		return plain(v)
	case Actor:
		refs, err := w.references(v)
		if err != nil || len(refs) == 0 {
			return nil, err
		}
		if len(refs) > 1 {
			return nil, errors.New("one actor only")
		}
		return refs[0], nil
	case Actors:
		return w.references(v)
	case Date, Due:
		return w.dateNear(f, v, at)
	case Place:
		return w.placeNear(v, at)
	case Words:
		return w.words(v, nth)
	case Pieces:
		return w.pieces(v, at)
	case Pair:
		return w.pairOf(v)
	}
	return w.eventOf(v)
}

func plain(v any) (any, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	}
	return nil, fmt.Errorf("%v is no text", v)
}

func choose(f Field, v any) (any, error) {
	s, _ := v.(string)
	for _, o := range f.Options {
		if strings.EqualFold(o, s) {
			return o, nil
		}
	}
	return nil, fmt.Errorf("%q is none of %s", s, strings.Join(f.Options, ", "))
}

// references reads a name, names parted by ";", a list of either, or objects.
func (w *work) references(v any) ([]Reference, error) {
	out := []Reference{}
	switch v := v.(type) {
	case nil:
	case string:
		for _, name := range strings.Split(v, ";") {
			if strings.TrimSpace(name) == "" {
				continue
			}
			a, err := w.reference(name)
			if err != nil {
				return nil, err
			}
			out = append(out, a)
		}
	case []string:
		return w.references(strings.Join(v, ";"))
	case []any:
		for _, x := range v {
			more, err := w.references(x)
			if err != nil {
				return nil, err
			}
			out = append(out, more...)
		}
	case Reference:
		return []Reference{v}, nil
	case map[string]any:
		var a Reference
		if err := recode(v, &a); err != nil {
			return nil, err
		}
		if a.Name == "" {
			return nil, errors.New("an actor needs a name")
		}
		if a.Kind == "" {
			a = complete(a, w.published())
		}
		if !slices.Contains([]chancery.ActorKind{chancery.Person, chancery.State, chancery.Organization, chancery.Group, chancery.Paper}, a.Kind) {
			return nil, fmt.Errorf("%q is no kind of actor: person, state, organization, group or document", a.Kind)
		}
		return []Reference{a}, nil
	default:
		return nil, fmt.Errorf("%v names no actor", v)
	}
	return out, nil
}

// recode brings a decoded JSON value into a type, which must have all its fields.
func recode(v, to any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	return d.Decode(to)
}

// dateNear makes a date, with the place in the text where it stands if it does.
func (w *work) dateNear(f Field, v any, at int) (any, error) {
	var d chancery.Date
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		switch {
		case v == "":
			return nil, nil
		case isDate(v):
			d.Value = &v
		case f.Shape == Due:
			d.Text = v
		default:
			return nil, fmt.Errorf("%q is no date: write it as 2018-10-07, 2018-10 or 2018", v)
		}
	default:
		if err := recode(v, &d); err != nil {
			return nil, err
		}
		if d.Value != nil && !isDate(*d.Value) {
			return nil, fmt.Errorf("%q is no date: write it as 2018-10-07, 2018-10 or 2018", *d.Value)
		}
		if d.Start != nil || d.Value == nil && d.Text == "" {
			return &d, nil
		}
	}
	var spans []chancery.Span
	for _, t := range w.r.Times {
		if d.Value != nil && t.Value == *d.Value || d.Value == nil && t.Text == d.Text {
			spans = append(spans, chancery.Span{Start: t.Start, End: t.End, Text: t.Text})
		}
	}
	if len(spans) > 0 {
		s := nearest(spans, at)
		d.Text, d.Start, d.End = s.Text, &s.Start, &s.End
	}
	return &d, nil
}

// placeNear makes a place of a name: as the record has it nearest by, else as the
// gazetteer has it.
func (w *work) placeNear(v any, at int) (any, error) {
	name, ok := v.(string)
	if v == nil || ok && name == "" {
		return nil, nil
	}
	if !ok {
		var p chancery.Place
		if err := recode(v, &p); err != nil {
			return nil, err
		}
		if p.Country != "" && !isCode(p.Country) {
			return nil, fmt.Errorf("country %q is no ISO 3166-1 alpha-3 code", p.Country)
		}
		if p.Lat != nil || p.Name == "" {
			return &p, nil
		}
		name = p.Name
		if p.Country != "" {
			name += " (" + p.Country + ")"
		}
	}
	name, country := cutCode(name)
	var found *chancery.Place
	for i := range w.r.Places {
		p := &w.r.Places[i]
		if fold(p.Name) != fold(name) || country != "" && p.Country != country || p.Start == nil || p.End == nil {
			continue
		}
		s := chancery.Span{Start: *p.Start, End: *p.End}
		if found == nil || distance(s, at) < distance(chancery.Span{Start: *found.Start, End: *found.End}, at) {
			found = p
		}
	}
	if found != nil {
		return found, nil
	}
	places := gazetteer.Find(name)
	if g, ok := gazetteer.ByISO3(name); ok {
		places = []gazetteer.Place{g}
	}
	for _, g := range places {
		if country == "" || g.Country == country {
			lat, lon := g.Lat, g.Lon
			return &chancery.Place{Name: g.Name, Country: g.Country, Lat: &lat, Lon: &lon, Geonames: g.GeonamesID}, nil
		}
	}
	return &chancery.Place{Name: name, Country: country}, nil
}

var offsets = regexp.MustCompile(`^(\d+)-(\d+)$`)

// words finds a piece of the text: by its words, which must stand there once
// unless nth says which is meant, or by its offsets ("120-125").
func (w *work) words(v, nth any) (chancery.Span, error) {
	s, ok := v.(string)
	if !ok {
		var span chancery.Span
		if v == nil {
			return span, errors.New("the words of the text that the entry hangs on are needed")
		}
		if err := recode(v, &span); err != nil {
			return span, err
		}
		return w.checked(span)
	}
	all := w.occurrences(s, 0)
	if len(all) == 0 {
		if m := offsets.FindStringSubmatch(s); m != nil {
			start, _ := strconv.Atoi(m[1])
			end, _ := strconv.Atoi(m[2])
			return w.checked(chancery.Span{Start: start, End: end})
		}
		return chancery.Span{}, fmt.Errorf("«%s» does not stand in the text", s)
	}
	n, err := strconv.Atoi(fmt.Sprint(nth))
	switch {
	case nth == nil && len(all) == 1:
		return all[0], nil
	case nth == nil:
		return chancery.Span{}, fmt.Errorf("«%s» stands %d times in the text: say which with nth, 1 to %d", s, len(all), len(all))
	case err != nil || n < 1 || n > len(all):
		return chancery.Span{}, fmt.Errorf("nth %v: «%s» stands %d times in the text", nth, s, len(all))
	}
	return all[n-1], nil
}

// checked tells whether a span is within the text and fills in what stands there.
func (w *work) checked(s chancery.Span) (chancery.Span, error) {
	if s.Start < 0 || s.Start >= s.End || s.End > len(w.text) {
		return s, fmt.Errorf("%d-%d is no piece of the text, which has %d characters", s.Start, s.End, len(w.text))
	}
	if s.Text != "" && !w.verbatim(s) {
		return s, fmt.Errorf("«%s» does not stand at %d in the text", s.Text, s.Start)
	}
	return w.cut(s.Start, s.End), nil
}

// pieces finds pieces of the text, each the nearest of its words.
func (w *work) pieces(v any, at int) ([]chancery.Span, error) {
	var list []any
	switch v := v.(type) {
	case nil:
	case string:
		if v != "" {
			list = []any{v}
		}
	case []string:
		for _, s := range v {
			list = append(list, s)
		}
	case []chancery.Span:
		for _, s := range v {
			list = append(list, s)
		}
	case []any:
		list = v
	default:
		list = []any{v}
	}
	out := []chancery.Span{}
	for _, x := range list {
		s, ok := x.(string)
		if !ok {
			span, err := w.words(x, nil)
			if err != nil {
				return nil, err
			}
			out = append(out, span)
			continue
		}
		span, err := w.piece(s, at)
		if err != nil {
			return nil, err
		}
		out = append(out, span)
	}
	return out, nil
}

// piece finds "first words … last words", or the words themselves.
func (w *work) piece(s string, at int) (chancery.Span, error) {
	if all := w.occurrences(s, 0); len(all) > 0 {
		return nearest(all, at), nil
	}
	from, to, ok := strings.Cut(s, "…")
	if !ok {
		from, to, ok = strings.Cut(s, " ... ")
	}
	if !ok {
		return w.words(s, nil)
	}
	begins := w.occurrences(from, 0)
	if len(begins) == 0 {
		return chancery.Span{}, fmt.Errorf("«%s» does not stand in the text", strings.TrimSpace(from))
	}
	begin := nearest(begins, at)
	ends := w.occurrences(to, begin.Start)
	if len(ends) == 0 {
		return chancery.Span{}, fmt.Errorf("«%s» does not stand behind «%s»", strings.TrimSpace(to), strings.TrimSpace(from))
	}
	return w.cut(begin.Start, ends[0].End), nil
}

// pairOf reads two states, by code or name, in any order.
func (w *work) pairOf(v any) (any, error) {
	var names []string
	switch v := v.(type) {
	case string:
		names = strings.FieldsFunc(v, func(c rune) bool { return c == ',' || c == ';' })
	case []string:
		names = slices.Clone(v)
	case []any:
		for _, x := range v {
			names = append(names, fmt.Sprint(x))
		}
	}
	if len(names) != 2 {
		return nil, errors.New("two states are wanted, such as PRK, USA")
	}
	for i, n := range names {
		n = strings.TrimSpace(n)
		e := lookUp(world.Default(), Reference{Name: n})
		if e == nil || e.Kind != chancery.State {
			return nil, fmt.Errorf("%q is no state", n)
		}
		names[i] = e.ID
	}
	slices.Sort(names)
	if names[0] == names[1] {
		return nil, errors.New("two states are wanted, not one twice")
	}
	return [2]string{names[0], names[1]}, nil
}

// eventOf gives the cue of an event of the report, by its ID or a span.
func (w *work) eventOf(v any) (any, error) {
	s, ok := v.(string)
	if v == nil || ok && s == "" {
		return nil, nil
	}
	if !ok {
		return w.words(v, nil)
	}
	kind, i, err := w.locate(s)
	if err != nil || kind != chancery.AnEvent {
		return nil, fmt.Errorf("%q is no event of the report: give its ID, such as e3", s)
	}
	return w.r.Events[i].Cue, nil
}
