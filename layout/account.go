package layout

import (
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Entry lays one entry out with all that is told of it: its accounts with their
// sentences and sources, the points on which they differ, and its life.
func Entry(w io.Writer, e *chancery.Entry, o Options) error {
	p := bare(o)
	p.title(e)
	p.disputes(e)
	p.life(e)
	p.accounts(e)
	return p.flush(w)
}

// title writes what an entry is, and its facts one under the other.
func (p *page) title(e *chancery.Entry) {
	m := p.merged(e)
	tag := m.tag
	if tag == "" {
		tag = string(e.Kind)
	}
	p.paragraph(flow{}.add(m.color, tag).add(dim, kindName(e.Kind)), 0)
	m.says = p.sides(e)
	p.paragraph(m.says, 0)
	day := m.date
	if e.To != "" && e.To != e.From && day == e.From {
		day = e.From + " to " + e.To
	}
	label := "when"
	if e.Kind == chancery.ACommitment {
		label = "due"
	}
	p.fact(label, day)
	p.fact("where", placeName(e.Place))
	p.fact("mode", e.Mode)
	p.fact("status", string(e.Status))
	p.fact("what", e.What)
	told := plural(e.Told, "report") + ", " + plural(e.Independent, "independent source")
	if e.First != "" {
		told += ", first on " + e.First
		if e.Last != e.First {
			told += ", last on " + e.Last
		}
	}
	p.fact("told in", told)
	sure := fmt.Sprintf("%.0f%%", e.Confidence*100)
	if e.Corrected {
		sure += ", corrected by an editor"
	}
	p.fact("sure", sure)
	p.fact("id", e.ID)
}

// sides names everybody in an entry.
func (p *page) sides(e *chancery.Entry) flow {
	var f flow
	for _, s := range []struct {
		side  chancery.Side
		label string
	}{{chancery.SideWho, ""}, {chancery.SideWhom, "→"}, {chancery.SideSpeaker, ""}, {chancery.SideAddressee, "to"}, {chancery.SideVia, "via"},
		{chancery.SideParty, ""}, {chancery.SideTraveller, ""}, {chancery.SideMet, "met"}, {chancery.SidePair, ""}} {
		names := parties(nil, e.Parties, s.side)
		if len(names) == 0 {
			continue
		}
		f = append(f.add(dim, s.label), names...)
	}
	if len(f) == 0 {
		return f.add(dim, "unnamed")
	}
	return f
}

const labelWidth = 9

// fact writes a label and a value, or nothing where there is none.
func (p *page) fact(label, value string) {
	if value != "" {
		p.hanging(flow{}.padded(dim, label, labelWidth-2), flow{}.add(plain, value), labelWidth)
	}
}

func kindName(k chancery.EntryKind) string {
	if k == chancery.ATurn {
		return "turn"
	}
	return string(k)
}

func (p *page) heading(title, remark string) {
	p.out.WriteByte('\n')
	p.paragraph(flow{}.add(heading, title).add(dim, remark), 0)
}

func (p *page) disputes(e *chancery.Entry) {
	if len(e.Disputes) == 0 {
		return
	}
	p.heading("Disputed", "")
	numbers := map[string]string{}
	for i := range e.Accounts {
		numbers[e.Accounts[i].ID] = fmt.Sprint(i + 1)
	}
	for _, d := range e.Disputes {
		for i, v := range d.Values {
			label := ""
			if i == 0 {
				label = d.On
			}
			var by []string
			for _, a := range v.Accounts {
				if n := numbers[a]; n != "" {
					by = append(by, n)
				}
			}
			says := flow{}.add(warn, v.Value).fact(dim, plural(v.Independent, "source"))
			if len(by) > 0 {
				says = says.fact(dim, "accounts "+strings.Join(by, ", "))
			}
			p.hanging(flow{}.padded(plain, label, labelWidth-2), says, labelWidth)
		}
	}
}

func (p *page) life(e *chancery.Entry) {
	if len(e.Life) == 0 {
		return
	}
	p.heading("Life", "")
	for _, s := range e.Life {
		day := s.Day
		if day == "" {
			day = "–"
		}
		says := flow{}.add(bold, s.Turn)
		if s.Entry != "" && s.Entry != e.ID {
			says = says.fact(dim, "by "+s.Entry)
		}
		says = says.fact(dim, "report "+s.Report)
		p.hanging(flow{}.padded(plain, day, dateWidth), says, dateWidth+2)
	}
}

func (p *page) accounts(e *chancery.Entry) {
	if len(e.Accounts) == 0 {
		return
	}
	p.heading("Accounts", "· in order of publication")
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if i > 0 {
			p.out.WriteByte('\n')
		}
		number := fmt.Sprintf("%d ", i+1)
		source := a.Source
		if source == "" {
			source = "unnamed house"
		}
		head := flow{}.add(bold, source).fact(plain, a.Published).fact(plain, a.Title)
		if len(a.Credits) > 0 {
			head = head.fact(dim, "per "+strings.Join(a.Credits, " citing "))
		}
		if a.Corrected != "" {
			head = head.fact(warn, "corrected: "+a.Corrected)
		}
		p.hanging(flow{}.padded(dim, number, 2), head, 4)
		if a.Sentence.Text != "" {
			p.paragraph(marked(a, p.Color), 4)
		}
		facts := flow{}.add(dim, dayOf(a.From, a.To)).fact(dim, string(a.Status)).fact(dim, placeName(a.Place))
		p.paragraph(sure(facts, a.Confidence).fact(dim, "report "+a.Report).fact(dim, a.URL), 4)
	}
}

// marked is the sentence of an account with its cue shown in it.
func marked(a *chancery.Account, color bool) flow {
	text := []rune(a.Sentence.Text)
	start, end := a.Cue.Start-a.Sentence.Start, a.Cue.End-a.Sentence.Start
	if start < 0 || end > len(text) || start >= end {
		return flow{}.add(dim, a.Sentence.Text)
	}
	s := sentence{before: string(text[:start]), cue: squeeze(string(text[start:end])), after: string(text[end:]), mark: !color}
	s.before, s.after = trimmed(s.before), trimmed(s.after)
	return s.flow()
}

// trimmed collapses white space, but keeps a blank at either end.
func trimmed(s string) string {
	out := squeeze(s)
	if out == "" {
		return ""
	}
	if s[0] == ' ' || s[0] == '\n' {
		out = " " + out
	}
	if last := s[len(s)-1]; last == ' ' || last == '\n' {
		out += " "
	}
	return out
}
