package reading

import (
	"fmt"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

func (a *assembler) events() []chancery.Event {
	out := []chancery.Event{}
	for i, e := range a.d.Events {
		id := fmt.Sprintf("e%d", i+1)
		x := chancery.Event{
			ID: id, Type: e.Type, Mode: e.Mode, Cue: a.span(e.Cue), Mentions: a.spans(e.Mentions),
			Who: a.refs(e.Who), Whom: a.refs(e.Whom), Date: a.date(e.Date), Place: a.place(e.Place), Status: e.Status,
			About: e.About, Duration: e.Duration, Sources: a.refs(e.Sources), Confidence: round(e.Confidence),
		}
		if e.SaidBy >= 0 {
			by := a.ids[e.SaidBy]
			x.SaidBy = &by
		}
		a.whys = append(a.whys, Why{id, e.Why})
		out = append(out, x)
	}
	return out
}

func (a *assembler) statements() []chancery.Statement {
	out := []chancery.Statement{}
	for _, k := range byCue(len(a.d.Statements), func(i int) draft.Range { return first(a.d.Statements[i].Content) }) {
		s := a.d.Statements[k]
		id := fmt.Sprintf("s%d", len(out)+1)
		x := chancery.Statement{
			ID: id, Form: s.Form, Cue: a.span(s.Cue), Content: a.spans(s.Content), Date: a.date(s.Date), Place: a.place(s.Place),
			Channel: s.Channel, Addressee: a.refs(s.Addressee), Via: a.refs(s.Via), Confidence: round(s.Confidence),
		}
		if s.Speaker >= 0 {
			x.Speaker = a.ids[s.Speaker]
		}
		var parts []string
		for _, c := range s.Content {
			parts = append(parts, strings.Join(strings.Fields(a.d.Text[c.Start:c.End]), " "))
		}
		x.Text = strings.Join(parts, " ")
		a.whys = append(a.whys, Why{id, s.Why})
		out = append(out, x)
	}
	return out
}

func first(rs []draft.Range) draft.Range {
	if len(rs) == 0 {
		return draft.Range{}
	}
	return rs[0]
}

func (a *assembler) commitments() []chancery.Commitment {
	out := []chancery.Commitment{}
	for _, k := range byCue(len(a.d.Commitments), func(i int) draft.Range { return a.d.Commitments[i].Cue }) {
		c := a.d.Commitments[k]
		id := fmt.Sprintf("c%d", len(out)+1)
		x := chancery.Commitment{
			ID: id, Parties: a.refs(c.Parties), What: c.What, Kind: c.Kind, Due: a.date(c.Due), Made: a.date(c.Made),
			Where: a.place(c.Where), Status: c.Status, Cue: a.span(c.Cue), Confidence: round(c.Confidence),
		}
		if c.Event >= 0 {
			x.Event = fmt.Sprintf("e%d", c.Event+1)
		}
		a.whys = append(a.whys, Why{id, c.Why})
		out = append(out, x)
	}
	return out
}

func (a *assembler) stops() []chancery.Stop {
	out := []chancery.Stop{}
	order := map[int]int{}
	for i, s := range a.d.Stops {
		order[s.Traveller]++
		out = append(out, chancery.Stop{
			Traveller: a.ids[s.Traveller], Order: order[s.Traveller], Place: a.place(s.Place), Date: a.date(s.Date), Status: s.Status,
			Met: a.refs(s.Met), Cue: a.span(s.Cue), Confidence: round(s.Confidence),
		})
		a.whys = append(a.whys, Why{fmt.Sprintf("t%d", i+1), s.Why})
	}
	return out
}

func (a *assembler) times() []chancery.TimeExpr {
	out := []chancery.TimeExpr{}
	for _, t := range a.d.Times {
		s := a.span(t.Range)
		out = append(out, chancery.TimeExpr{Start: s.Start, End: s.End, Text: s.Text, Value: t.Value, Type: t.Type})
	}
	return out
}

func (a *assembler) places() []chancery.Place {
	out := []chancery.Place{}
	for i := range a.d.Places {
		out = append(out, *a.place(&a.d.Places[i]))
	}
	return out
}

func (a *assembler) relations() []chancery.Relation {
	out := []chancery.Relation{}
	for _, r := range a.d.Relations {
		out = append(out, chancery.Relation{Pair: r.Pair, Turn: r.Turn, Date: a.date(r.Date), Cue: a.span(r.Cue)})
	}
	return out
}
