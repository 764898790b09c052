package layout

import (
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Entries lays found entries out, each with the sentence of its best account, and
// writes them to w with a line under them, which may be "".
func Entries(w io.Writer, entries []chancery.Entry, foot string, o Options) error {
	p := bare(o)
	all := make([]entry, len(entries))
	for i := range entries {
		all[i] = p.merged(&entries[i])
	}
	p.list(all)
	if foot != "" {
		if len(all) > 0 {
			p.out.WriteByte('\n')
		}
		p.paragraph(flow{}.add(dim, foot), 0)
	}
	return p.flush(w)
}

// bare is a page without a report.
func bare(o Options) *page {
	o.Width = max(minWidth, min(o.Width, maxWidth))
	return &page{Options: o}
}

func (p *page) flush(w io.Writer) error {
	_, err := io.WriteString(w, p.out.String())
	return err
}

// list writes entries one under the other, their tags in one column.
func (p *page) list(entries []entry) {
	tag := 0
	for _, e := range entries {
		tag = max(tag, columns(e.tag))
	}
	for _, e := range entries {
		p.entry(e, tag)
	}
}

// gather makes entries of merged ones.
func (p *page) gather(entries []chancery.Entry) []entry {
	out := make([]entry, len(entries))
	for i := range entries {
		out[i] = p.merged(&entries[i])
	}
	return out
}

// merged makes one line, and one sentence, of what several reports say together.
func (p *page) merged(e *chancery.Entry) entry {
	out := entry{date: dayOf(e.From, e.To), tag: e.Type}
	quote := e.Snippet
	switch e.Kind {
	case chancery.AnEvent:
		out.color = quads[chancery.EventType(e.Type)]
		out.says = facing(e.Parties, chancery.SideWho, chancery.SideWhom)
		out.says = out.says.fact(plain, e.Mode)
	case chancery.AStatement:
		out.says = parties(nil, e.Parties, chancery.SideSpeaker)
		if to := parties(nil, e.Parties, chancery.SideAddressee); len(to) > 0 {
			out.says = append(out.says.fact(dim, "to"), to...)
		}
		quote = squeeze(e.What)
		if e.Type == string(chancery.Direct) && quote != "" {
			quote = "“" + quote + "”"
		}
	case chancery.ACommitment:
		out.says = parties(nil, e.Parties, chancery.SideParty)
		if len(out.says) > 0 {
			out.says = out.says.glue(dim, ":")
		}
		out.says = out.says.add(plain, e.What)
	case chancery.AStop:
		out.tag = "stop"
		out.says = parties(nil, e.Parties, chancery.SideTraveller)
		if met := parties(nil, e.Parties, chancery.SideMet); len(met) > 0 {
			out.says = append(out.says.fact(dim, "met"), met...)
		}
	case chancery.ATurn:
		for _, a := range e.Parties {
			if len(out.says) > 0 {
				out.says = out.says.add(dim, "–")
			}
			out.says = out.says.add(bold, a.Name)
		}
	}
	if len(out.says) == 0 {
		out.says = flow{}.add(dim, "unnamed")
	}
	out.says = out.says.fact(statusStyles[e.Status], string(e.Status)).fact(plain, placeName(e.Place))
	if e.What != "" && (e.Kind == chancery.AnEvent || e.Kind == chancery.AStop) {
		out.says = out.says.fact(plain, "on "+e.What)
	}
	if out.date == "" && e.First != "" {
		out.says = out.says.fact(dim, "told "+e.First)
	}
	out.says = sure(witnesses(out.says, e), e.Confidence).fact(dim, e.ID)
	if quote == "" {
		quote = e.Cue
	}
	out.quote = func(n int) flow { return flow{}.add(dim, shorten(squeeze(quote), 2*n-10)) }
	out.whole = flow{}.add(dim, quote)
	return out
}

// witnesses adds how many tell of an entry, and that they differ.
func witnesses(f flow, e *chancery.Entry) flow {
	switch {
	case e.Told > e.Independent && e.Told > 1:
		f = f.fact(plain, fmt.Sprintf("%s in %d reports", plural(e.Independent, "source"), e.Told))
	case e.Independent > 1:
		f = f.fact(plain, plural(e.Independent, "source"))
	}
	if len(e.Disputes) > 0 {
		on := make([]string, len(e.Disputes))
		for i, d := range e.Disputes {
			on[i] = d.On
		}
		f = f.fact(warn, "disputed: "+strings.Join(on, ", "))
	}
	if e.Corrected {
		f = f.fact(plain, "corrected")
	}
	return f
}

// facing names those who act, and those whom they act on.
func facing(all []chancery.Party, who, whom chancery.Side) flow {
	f := parties(nil, all, who)
	if len(f) == 0 {
		f = f.add(dim, "unnamed")
	}
	if to := parties(nil, all, whom); len(to) > 0 {
		f = append(f.add(dim, "→"), to...)
	}
	return f
}

// parties adds the names of one side, each with the state it belongs to.
func parties(f flow, all []chancery.Party, side chancery.Side) flow {
	first := true
	for _, a := range all {
		if a.Side != side {
			continue
		}
		if !first {
			f = f.glue(plain, ",")
		}
		first = false
		f = f.add(bold, a.Name)
		if a.Kind != chancery.State && a.State != "" {
			f = f.add(dim, "("+a.State+")")
		}
	}
	return f
}

func placeName(at *chancery.Place) string {
	if at == nil {
		return ""
	}
	if at.Country == "" {
		return at.Name
	}
	return at.Name + " (" + at.Country + ")"
}

// dayOf writes a span of days in the width of one: the day, or the month or year
// that the span is, or its first day.
func dayOf(from, to string) string {
	switch {
	case from == to || to == "":
		return from
	case from == "":
		return to
	case strings.HasSuffix(from, "-01-01") && strings.HasSuffix(to, "-12-31") && from[:4] == to[:4]:
		return from[:4]
	case len(from) == 10 && len(to) == 10 && from[:7] == to[:7] && from[8:] == "01" && to[8:] >= "28":
		return from[:7]
	}
	return from
}

// plural counts things: "1 source", "3 sources".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return grouped(n) + " " + noun + "s"
}

// grouped writes a number with its thousands parted: 1,234,567.
func grouped(n int) string {
	s := fmt.Sprint(max(n, -n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if n < 0 {
		return "-" + s
	}
	return s
}
