package correct

import (
	"slices"
	"strings"

	"chancery"
)

func (c *comparison) events(golds []AnnotatedEvent) {
	spans := make([]chancery.Span, len(golds))
	for g := range golds {
		spans[g], _ = c.spanOf(golds[g].Cue, golds[g].Nth)
	}
	of := c.match(len(golds), len(c.r.Events), func(g, p int) float64 {
		a, e := &golds[g], &c.r.Events[p]
		like := 0.0
		switch {
		case spans[g].End == 0:
			return 0
		case spans[g] == e.Cue:
			like = 5
		case overlap(spans[g], e.Cue) > 0:
			like = 3
		case slices.ContainsFunc(e.Mentions, func(s chancery.Span) bool { return overlap(s, spans[g]) > 0 }):
			like = 2
		default:
			return 0
		}
		return like + one(a.Type == string(e.Type), 3) + one(c.sameSides(a, e), 2) + one(a.Status == string(e.Status), 1)
	})
	c.settle(chancery.AnEvent, of, func(g int) string { return golds[g].ID }, func(g, p int) map[string]any {
		a, e := &golds[g], &c.r.Events[p]
		d := map[string]any{}
		put(d, "type", a.Type != string(e.Type), a.Type)
		put(d, "status", a.Status != string(e.Status), a.Status)
		if !c.sameSides(a, e) {
			put(d, "who", !c.sameAll(e.Who, a.Who), c.actors(a.Who))
			put(d, "whom", !c.sameAll(e.Whom, a.Whom), c.actors(a.Whom))
		}
		put(d, "sources", !c.sameAll(e.Sources, a.ReportedBy), c.actors(a.ReportedBy))
		put(d, "date", text(a.Date) != text(dateOf(e.Date)), valueOf(a.Date))
		put(d, "place", !samePlace(e.Place, a.Place, a.Country), place(a.Place, a.Country))
		put(d, "mode", a.Mode != nil && *a.Mode != e.Mode, valueOf(a.Mode))
		put(d, "about", a.About != nil && *a.About != e.About, valueOf(a.About))
		put(d, "duration", a.Duration != nil && *a.Duration != e.Duration, valueOf(a.Duration))
		if a.SaidBy != nil {
			put(d, "said_by", !c.same(text(e.SaidBy), *a.SaidBy), c.actor(*a.SaidBy))
		}
		return d
	}, func(g int) map[string]any {
		a := &golds[g]
		if spans[g].End == 0 {
			return nil
		}
		f := map[string]any{"cue": spans[g], "type": a.Type, "status": a.Status, "who": c.actors(a.Who), "whom": c.actors(a.Whom),
			"date": valueOf(a.Date), "place": place(a.Place, a.Country), "sources": c.actors(a.ReportedBy)}
		put(f, "mode", a.Mode != nil, valueOf(a.Mode))
		put(f, "about", a.About != nil, valueOf(a.About))
		put(f, "duration", a.Duration != nil, valueOf(a.Duration))
		put(f, "said_by", text(a.SaidBy) != "", c.actor(text(a.SaidBy)))
		return f
	})
}

// sameSides tells whether the parties agree; who is who does not matter where both
// do the same.
func (c *comparison) sameSides(a *AnnotatedEvent, e *chancery.Event) bool {
	switch e.Type {
	case chancery.Consult, chancery.Agree, chancery.Cooperate:
		return c.sameAll(slices.Concat(e.Who, e.Whom), slices.Concat(a.Who, a.Whom))
	}
	return c.sameAll(e.Who, a.Who) && c.sameAll(e.Whom, a.Whom)
}

func (c *comparison) statements(golds []AnnotatedStatement) {
	spans := make([]chancery.Span, len(golds))
	for g := range golds {
		if s, ok := c.contentOf(&golds[g]); ok {
			spans[g] = s
		}
	}
	of := c.match(len(golds), len(c.r.Statements), func(g, p int) float64 {
		both, all := 0, spans[g].End-spans[g].Start
		for _, s := range c.r.Statements[p].Content {
			both += overlap(s, spans[g])
			all += s.End - s.Start
		}
		if 2*both < all-both || both == 0 {
			return 0
		}
		return float64(both) / float64(all-both)
	})
	c.settle(chancery.AStatement, of, func(g int) string { return golds[g].ID }, func(g, p int) map[string]any {
		a, s := &golds[g], &c.r.Statements[p]
		d := map[string]any{}
		put(d, "speaker", !c.same(s.Speaker, a.Speaker), c.actor(a.Speaker))
		put(d, "form", a.Form != string(s.Form), a.Form)
		put(d, "content", s.Content[0].Start != spans[g].Start || s.Content[len(s.Content)-1].End != spans[g].End, []chancery.Span{spans[g]})
		put(d, "date", text(a.Date) != text(dateOf(s.Date)), valueOf(a.Date))
		put(d, "channel", text(a.Channel) != s.Channel, valueOf(a.Channel))
		put(d, "addressee", !c.sameAll(s.Addressee, addressees(a)), c.actors(addressees(a)))
		put(d, "via", !c.sameAll(s.Via, a.Via), c.actors(a.Via))
		return d
	}, func(g int) map[string]any {
		a := &golds[g]
		cue, ok := c.spanOf(a.Cue, a.Nth)
		if !ok || spans[g].End == 0 {
			return nil
		}
		return map[string]any{"cue": cue, "speaker": c.actor(a.Speaker), "form": a.Form, "content": []chancery.Span{spans[g]}, "date": valueOf(a.Date),
			"channel": valueOf(a.Channel), "addressee": c.actors(addressees(a)), "via": c.actors(a.Via)}
	})
}

func addressees(a *AnnotatedStatement) []string {
	if a.Addressee == nil {
		return nil
	}
	var out []string
	for _, name := range strings.Split(*a.Addressee, ";") {
		out = append(out, strings.TrimSpace(name))
	}
	return out
}

func (c *comparison) commitments(golds []AnnotatedCommitment) {
	spans := make([]chancery.Span, len(golds))
	for g := range golds {
		spans[g], _ = c.spanOf(golds[g].Cue, golds[g].Nth)
	}
	of := c.match(len(golds), len(c.r.Commitments), func(g, p int) float64 {
		a, x := &golds[g], &c.r.Commitments[p]
		like, parties := likeness(a.What, x.What), c.sameAll(x.Parties, a.Parties)
		if spans[g].End == 0 || overlap(spans[g], x.Cue) == 0 && !(parties && like >= 0.5) {
			return 0
		}
		return 0.1 + 2*like + one(spans[g] == x.Cue, 1) + one(parties, 1) + one(a.Kind == string(x.Kind), 1)
	})
	c.settle(chancery.ACommitment, of, func(g int) string { return golds[g].ID }, func(g, p int) map[string]any {
		a, x := &golds[g], &c.r.Commitments[p]
		d := map[string]any{}
		put(d, "parties", !c.sameAll(x.Parties, a.Parties), c.actors(a.Parties))
		put(d, "what", a.What != x.What, a.What)
		put(d, "kind", a.Kind != string(x.Kind), a.Kind)
		put(d, "due", text(a.Due) != text(dateOrWords(x.Due)), valueOf(a.Due))
		put(d, "made", text(a.Made) != text(dateOf(x.Made)), valueOf(a.Made))
		put(d, "status", a.Status != string(x.Status), a.Status)
		put(d, "cue", overlap(spans[g], x.Cue) == 0, spans[g])
		return d
	}, func(g int) map[string]any {
		a := &golds[g]
		if spans[g].End == 0 {
			return nil
		}
		return map[string]any{"cue": spans[g], "parties": c.actors(a.Parties), "what": a.What, "kind": a.Kind, "due": valueOf(a.Due),
			"made": valueOf(a.Made), "status": a.Status}
	})
}

func (c *comparison) stops(golds []AnnotatedStop) {
	spans := make([]chancery.Span, len(golds))
	for g := range golds {
		spans[g], _ = c.spanOf(golds[g].Cue, golds[g].Nth)
	}
	of := c.match(len(golds), len(c.r.Stops), func(g, p int) float64 {
		a, s := &golds[g], &c.r.Stops[p]
		cue, who, where := overlap(spans[g], s.Cue) > 0, c.same(s.Traveller, a.Traveller), samePlace(s.Place, a.Place, a.Country)
		if spans[g].End == 0 || one(cue, 1)+one(who, 1)+one(where, 1) < 2 {
			return 0
		}
		return one(cue, 2) + one(who, 2) + one(where, 2) + one(text(a.Date) == text(dateOf(s.Date)), 1)
	})
	c.settle(chancery.AStop, of, func(g int) string { return "stop in " + text(golds[g].Place) }, func(g, p int) map[string]any {
		a, s := &golds[g], &c.r.Stops[p]
		d := map[string]any{}
		put(d, "traveller", !c.same(s.Traveller, a.Traveller), c.actor(a.Traveller))
		put(d, "place", !samePlace(s.Place, a.Place, a.Country), place(a.Place, a.Country))
		put(d, "date", text(a.Date) != text(dateOf(s.Date)), valueOf(a.Date))
		put(d, "status", a.Status != string(s.Status), a.Status)
		put(d, "met", !c.sameAll(s.Met, a.Met), c.actors(a.Met))
		put(d, "cue", overlap(spans[g], s.Cue) == 0, spans[g])
		return d
	}, func(g int) map[string]any {
		a := &golds[g]
		if spans[g].End == 0 {
			return nil
		}
		return map[string]any{"cue": spans[g], "traveller": c.actor(a.Traveller), "place": place(a.Place, a.Country), "date": valueOf(a.Date),
			"status": a.Status, "met": c.actors(a.Met)}
	})
}

// put sets a field where it is so.
func put(m map[string]any, name string, so bool, v any) {
	if so {
		m[name] = v
	}
}

func one(b bool, weight float64) float64 {
	if b {
		return weight
	}
	return 0
}
