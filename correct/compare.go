package correct

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chancery"
	"chancery/score"
)

// Compare gives the corrections that bring a record to an annotation of its text:
// what agrees is accepted unless it has been already, what differs edited, what the
// annotation lacks rejected, what the record lacks added. Entries that cannot be
// brought over are told of, one error each.
func Compare(r *chancery.Record, report string, a *Annotated, by, why string) ([]chancery.Correction, []error) {
	c := &comparison{w: newWork(r), r: r, report: report, by: by, why: why}
	if string(c.w.text) != a.Text {
		return nil, []error{fmt.Errorf("%s: the annotation is of another text", a.Doc)}
	}
	c.events(a.Events)
	c.statements(a.Statements)
	c.commitments(a.Commitments)
	c.stops(a.Stops)
	for i, err := range c.errs {
		c.errs[i] = fmt.Errorf("%s: %w", a.Doc, err)
	}
	return c.out, c.errs
}

// comparison is a record that is held against an annotation.
type comparison struct {
	w               *work
	r               *chancery.Record
	report, by, why string
	out             []chancery.Correction
	errs            []error
}

// wish makes a correction. id names the annotated entry in errors.
func (c *comparison) wish(id string, wish Wish) {
	wish.By, wish.Why = c.by, c.why
	made, err := Make(c.r, c.report, wish)
	if err != nil {
		c.errs = append(c.errs, fmt.Errorf("%s: %w", id, err))
		return
	}
	c.out = append(c.out, made)
}

// matched is the record's entry for an annotated one, by index, -1 for none.
func (c *comparison) match(golds, gots int, like func(g, p int) float64) []int {
	type pair struct {
		s    float64
		g, p int
	}
	var all []pair
	for g := range golds {
		for p := range gots {
			if s := like(g, p); s > 0 {
				all = append(all, pair{s, g, p})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		if a.s > b.s {
			return -1
		} else if a.s < b.s {
			return 1
		}
		return 0
	})
	of, taken := make([]int, golds), make([]bool, gots)
	for g := range of {
		of[g] = -1
	}
	for _, m := range all {
		if of[m.g] < 0 && !taken[m.p] {
			of[m.g], taken[m.p] = m.p, true
		}
	}
	return of
}

// settle turns matches into corrections. diff gives the fields in which the
// annotated entry differs from the record's, fields the whole of it.
func (c *comparison) settle(kind chancery.EntryKind, of []int, id func(g int) string, diff func(g, p int) map[string]any, fields func(g int) map[string]any) {
	found := map[int]bool{}
	for g, p := range of {
		if p < 0 {
			continue
		}
		found[p] = true
		if d := diff(g, p); len(d) > 0 {
			c.wish(id(g), Wish{Verdict: chancery.Edited, Local: c.local(kind, p), Fields: d})
		} else if c.confidence(kind, p) < 1 {
			c.wish(id(g), Wish{Verdict: chancery.Accepted, Local: c.local(kind, p)})
		}
	}
	for p := range c.w.count(kind) {
		if !found[p] {
			c.wish(c.local(kind, p), Wish{Verdict: chancery.Rejected, Local: c.local(kind, p)})
		}
	}
	for g, p := range of {
		if p < 0 {
			if f := fields(g); f == nil {
				c.errs = append(c.errs, fmt.Errorf("%s: its words do not stand in the text", id(g)))
			} else {
				c.wish(id(g), Wish{Verdict: chancery.Added, Kind: kind, Fields: f})
			}
		}
	}
}

func (c *comparison) local(kind chancery.EntryKind, i int) string {
	switch kind {
	case chancery.AnEvent:
		return c.r.Events[i].ID
	case chancery.AStatement:
		return c.r.Statements[i].ID
	case chancery.ACommitment:
		return c.r.Commitments[i].ID
	}
	return fmt.Sprintf("t%d", i+1)
}

func (c *comparison) confidence(kind chancery.EntryKind, i int) float64 {
	switch kind {
	case chancery.AnEvent:
		return c.r.Events[i].Confidence
	case chancery.AStatement:
		return c.r.Statements[i].Confidence
	case chancery.ACommitment:
		return c.r.Commitments[i].Confidence
	}
	return c.r.Stops[i].Confidence
}

// spanOf finds the nth occurrence of an annotated cue.
func (c *comparison) spanOf(cue string, nth int) (chancery.Span, bool) {
	at, ok := -1, false
	for range max(1, nth) {
		if at, ok = c.w.find1(cue, at+1); !ok {
			return chancery.Span{}, false
		}
	}
	return c.w.cut(at, at+len([]rune(cue))), true
}

// contentOf finds where the content of an annotated statement runs.
func (c *comparison) contentOf(g *AnnotatedStatement) (chancery.Span, bool) {
	from, ok := c.spanOf(g.From, g.FromNth)
	if !ok {
		return from, false
	}
	if g.ToNth > 0 {
		to, ok := c.spanOf(g.To, g.ToNth)
		if !ok || to.End <= from.Start {
			return from, false
		}
		return c.w.cut(from.Start, to.End), true
	}
	at, ok := c.w.find1(g.To, from.Start)
	if !ok {
		return from, false
	}
	return c.w.cut(from.Start, at+len([]rune(g.To))), true
}

// same tells whether one of the record's actors is the one annotated. Unlike in
// scoring, an actor is not right for being of the right state.
func (c *comparison) same(id, gold string) bool {
	i := indexOf(c.r.Actors, func(a *chancery.Actor) bool { return a.ID == id })
	if i < 0 {
		return gold == ""
	}
	a := &c.r.Actors[i]
	var names []string
	for _, alt := range strings.Split(gold, "|") {
		if alt = strings.TrimSpace(alt); isCode(alt) {
			if a.State == alt && (a.Kind == chancery.State || a.Kind == chancery.Group && unnamed(gold)) {
				return true
			}
			if a.Name != alt {
				continue
			}
		}
		if names = append(names, alt); fold(alt) == fold(a.Name) || slices.ContainsFunc(a.Aliases, func(s string) bool { return fold(s) == fold(alt) }) {
			return true
		}
	}
	return a.Kind == chancery.Person && len(names) > 0 && score.Matches(*a, []string{strings.Join(names, "|")})
}

// unnamed tells whether a gold name is of a group in words: "USA officials|USA".
func unnamed(gold string) bool {
	name, _, _ := strings.Cut(gold, "|")
	last := name[strings.LastIndex(name, " ")+1:]
	return strings.IndexFunc(last, unicode.IsLower) == 0
}

// sameAll tells whether the actors are those annotated, in any order.
func (c *comparison) sameAll(ids, golds []string) bool {
	if len(ids) != len(golds) {
		return false
	}
	left := slices.Clone(ids)
	for _, g := range golds {
		i := slices.IndexFunc(left, func(id string) bool { return c.same(id, g) })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// actor gives what Make takes for an annotated name: the ID of the record's actor,
// or the name with its state.
func (c *comparison) actor(gold string) string {
	alternatives := strings.Split(gold, "|")
	name := strings.TrimSpace(alternatives[0])
	for i := range c.r.Actors {
		if c.same(c.r.Actors[i].ID, name) {
			return c.r.Actors[i].ID
		}
	}
	for _, alt := range alternatives[1:] {
		if alt = strings.TrimSpace(alt); isCode(alt) {
			return name + " (" + alt + ")"
		}
	}
	return name
}

func (c *comparison) actors(golds []string) []any {
	out := []any{}
	for _, g := range golds {
		if strings.TrimSpace(g) != "" {
			out = append(out, c.actor(g))
		}
	}
	return out
}

// samePlace tells whether a place is the one annotated; a country stands without a
// name.
func samePlace(p *chancery.Place, name, country *string) bool {
	n, code := placeOf(p)
	return fold(text(n)) == fold(text(name)) && (text(code) == text(country) || country == nil && name != nil)
}

// place gives what Make takes for an annotated place.
func place(name, country *string) any {
	switch {
	case name != nil && country != nil:
		return *name + " (" + *country + ")"
	case name != nil:
		return *name
	case country != nil:
		return *country
	}
	return nil
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func valueOf(s *string) any {
	if s == nil {
		return nil
	}
	return *s
}
