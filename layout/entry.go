package layout

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
)

// entry is one entry of the record, ready to be written.
type entry struct {
	group string // a line above it, where one entry begins a group
	date  string
	tag   string
	color style // of the tag
	says  flow  // who, whom and the facts
	quote func(columns int) flow
	whole flow // the sentence, for --explain
	why   []string
}

var quads = map[chancery.EventType]style{
	chancery.Agree: verbalGood, chancery.Consult: verbalGood, chancery.Support: verbalGood, chancery.Concede: verbalGood,
	chancery.Cooperate: materialGood, chancery.Aid: materialGood, chancery.Retreat: materialGood,
	chancery.Request: verbalBad, chancery.Accuse: verbalBad, chancery.Reject: verbalBad, chancery.Threaten: verbalBad,
	chancery.Protest: materialBad, chancery.Sanction: materialBad, chancery.Mobilize: materialBad,
	chancery.Coerce: materialBad, chancery.Assault: materialBad,
}

var statusStyles = map[chancery.Status]style{
	chancery.Held: dim, chancery.Planned: ahead, chancery.Possible: ahead, chancery.Open: ahead,
	chancery.Cancelled: undone, chancery.Postponed: undone, chancery.Denied: undone, chancery.Broken: undone,
	chancery.Met: materialGood,
}

func (p *page) events() []entry {
	var out []entry
	for i := range p.record.Events {
		e := &p.record.Events[i]
		says := p.names(nil, e.Who)
		if len(e.Who) == 0 {
			says = says.add(dim, "unnamed")
		}
		if len(e.Whom) > 0 {
			says = p.names(says.add(dim, "→"), e.Whom)
		}
		if e.Mode != "" {
			says = says.fact(plain, e.Mode)
		}
		says = says.fact(statusStyles[e.Status], string(e.Status))
		says = p.undated(says, e.Date)
		says = says.fact(plain, p.place(e.Place)).fact(plain, e.Duration)
		if e.About != "" {
			says = says.fact(plain, "on "+e.About)
		}
		says = p.credit(says, e.Sources)
		if e.SaidBy != nil && !slices.Contains(e.Sources, *e.SaidBy) {
			says = says.fact(dim, "said by "+p.name(*e.SaidBy))
		}
		s := p.around(e.Cue)
		out = append(out, entry{date: value(e.Date), tag: string(e.Type), color: quads[e.Type],
			says: sure(says, e.Confidence), quote: s.clipped, whole: s.flow(), why: p.Why[e.ID]})
	}
	return out
}

func (p *page) statements() []entry {
	var out []entry
	for i := range p.record.Statements {
		st := &p.record.Statements[i]
		says := p.names(nil, []string{st.Speaker})
		if st.Speaker == "" {
			says = flow{}.add(dim, "unnamed")
		}
		if !p.isMention(st.Speaker, st.Cue) {
			says = says.add(cue, st.Cue.Text)
		}
		says = says.fact(plain, st.Channel)
		if len(st.Addressee) > 0 {
			says = p.names(says.fact(dim, "to"), st.Addressee)
		}
		says = p.undated(says, st.Date)
		says = says.fact(plain, p.place(st.Place))
		if len(st.Via) > 0 {
			says = p.names(says.fact(dim, "via"), st.Via)
		}
		text := squeeze(st.Text)
		if st.Form == chancery.Direct {
			text = "“" + text + "”"
		}
		out = append(out, entry{date: value(st.Date), tag: string(st.Form), says: sure(says, st.Confidence),
			quote: func(n int) flow { return flow{}.add(dim, shorten(text, 2*n-10)) },
			whole: p.around(anchor(st)).flow(), why: p.Why[st.ID]})
	}
	return out
}

// isMention tells whether s is the speaker's own name, the cue of a statement
// that is signed with it.
func (p *page) isMention(id string, s chancery.Span) bool {
	a := p.actors[id]
	if a == nil {
		return false
	}
	for _, m := range a.Mentions {
		if m.Start <= s.Start && s.End <= m.End {
			return true
		}
	}
	return false
}

// anchor is the span whose sentence shows a statement: its cue, or what was said
// where a quotation stands without one.
func anchor(s *chancery.Statement) chancery.Span {
	if s.Cue.End == s.Cue.Start && len(s.Content) > 0 {
		return s.Content[0]
	}
	return s.Cue
}

func (p *page) commitments() []entry {
	var out []entry
	for i := range p.record.Commitments {
		c := &p.record.Commitments[i]
		says := p.names(nil, c.Parties)
		if len(c.Parties) > 0 {
			says = says.glue(dim, ":")
		}
		says = says.add(plain, c.What).fact(statusStyles[c.Status], string(c.Status))
		if c.Due != nil {
			if c.Due.Value == nil {
				says = says.fact(plain, "due "+c.Due.Text)
			}
		}
		if made := value(c.Made); made != "" {
			says = says.fact(plain, "made "+made)
		}
		says = says.fact(plain, p.place(c.Where))
		s := p.around(c.Cue)
		due := value(c.Due)
		out = append(out, entry{date: due, tag: string(c.Kind), says: sure(says, c.Confidence),
			quote: s.clipped, whole: s.flow(), why: p.Why[c.ID]})
	}
	return out
}

// stops gives the stops by traveller, in the order in which the travellers are
// first told of.
func (p *page) stops() []entry {
	var travellers []string
	by := map[string][]int{}
	for i, s := range p.record.Stops {
		if by[s.Traveller] == nil {
			travellers = append(travellers, s.Traveller)
		}
		by[s.Traveller] = append(by[s.Traveller], i)
	}
	var out []entry
	for _, t := range travellers {
		for n, i := range by[t] {
			s := &p.record.Stops[i]
			place := p.place(s.Place)
			if place == "" {
				place = "somewhere"
			}
			says := flow{}.add(bold, place).fact(statusStyles[s.Status], string(s.Status))
			says = p.undated(says, s.Date)
			if len(s.Met) > 0 {
				says = p.names(says.fact(dim, "met"), s.Met)
			}
			around := p.around(s.Cue)
			e := entry{date: value(s.Date), tag: fmt.Sprintf("%d", s.Order), says: sure(says, s.Confidence),
				quote: around.clipped, whole: around.flow(), why: p.Why[fmt.Sprintf("t%d", i+1)]}
			if n == 0 {
				e.group = p.name(t)
			}
			out = append(out, e)
		}
	}
	return out
}

func (p *page) relations() []entry {
	var out []entry
	for _, r := range p.record.Relations {
		says := flow{}.add(bold, p.state(r.Pair[0])).add(dim, "–").add(bold, p.state(r.Pair[1]))
		s := p.around(r.Cue)
		out = append(out, entry{date: value(r.Date), tag: r.Turn, says: p.undated(says, r.Date),
			quote: s.clipped, whole: s.flow()})
	}
	return out
}

func (s sentence) clipped(n int) flow { return s.clip(n).flow() }

// names adds actors, each with the state it belongs to.
func (p *page) names(f flow, ids []string) flow {
	for i, id := range ids {
		if i > 0 {
			f = f.glue(plain, ",")
		}
		f = f.add(bold, p.name(id))
		if a := p.actors[id]; a != nil && a.Kind != chancery.State && a.State != "" {
			f = f.add(dim, "("+a.State+")")
		}
	}
	return f
}

func (p *page) name(id string) string {
	if a := p.actors[id]; a != nil && a.Name != "" {
		return a.Name
	}
	return id
}

func (p *page) state(code string) string {
	if name := p.states[code]; name != "" {
		return name
	}
	return code
}

// place names a place and, unless it is a state, the state that it lies in.
func (p *page) place(at *chancery.Place) string {
	switch {
	case at == nil:
		return ""
	case at.Country == "" || at.Name == p.states[at.Country]:
		return at.Name
	}
	return at.Name + " (" + at.Country + ")"
}

// credit adds whom the text credits, outermost first.
func (p *page) credit(f flow, sources []string) flow {
	if len(sources) == 0 {
		return f
	}
	names := make([]string, len(sources))
	for i, id := range sources {
		names[i] = p.name(id)
	}
	return f.fact(dim, "per "+strings.Join(names, " citing "))
}

// undated adds the words that stand for a date where no day can be given.
func (p *page) undated(f flow, d *chancery.Date) flow {
	if d != nil && d.Value == nil {
		return f.fact(plain, d.Text)
	}
	return f
}

func value(d *chancery.Date) string {
	if d == nil || d.Value == nil {
		return ""
	}
	return *d.Value
}

// sure adds how probable it is that the entry is right.
func sure(f flow, confidence float64) flow {
	if confidence <= 0 {
		return f
	}
	return f.fact(dim, fmt.Sprintf("%.0f%%", confidence*100))
}
