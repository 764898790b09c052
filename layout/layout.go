// Package layout lays a record out for people to read in a terminal or a text
// file: who did what to whom, who said what, who undertook what, who went where.
package layout

import (
	"fmt"
	"io"
	"strings"
	"time"

	"chancery"
)

// Reasons tell why entries were coded as they were: by the ids of events,
// statements and commitments, and by "t1", "t2" … for the stops of the record in
// their order, as package reading gives them.
type Reasons map[string][]string

// Options tell how a record is laid out.
type Options struct {
	Width   int     // columns to wrap to; less than minWidth counts as minWidth
	Color   bool    // with ANSI escape sequences
	Explain bool    // whole sentences, and the reasons in Why
	Why     Reasons // may be nil
}

const (
	minWidth = 30
	maxWidth = 120 // longer lines are hard to read, however wide the terminal
	// narrow is the width under which the columns give way to an indent.
	narrow = 60
)

// page is one record on its way to being laid out.
type page struct {
	Options
	record *chancery.Record
	text   []rune
	actors map[string]*chancery.Actor
	states map[string]string // names of states by code, as the record's actors give them
	out    strings.Builder
}

// Write lays r out and writes it to w. Control characters of the text, which
// could drive a terminal, are left out.
func Write(w io.Writer, r *chancery.Record, o Options) error {
	o.Width = max(minWidth, min(o.Width, maxWidth))
	p := &page{Options: o, record: r, text: []rune(r.Document.Text),
		actors: map[string]*chancery.Actor{}, states: map[string]string{}}
	for i := range r.Actors {
		a := &r.Actors[i]
		p.actors[a.ID] = a
		if a.Kind == chancery.State && a.State != "" {
			p.states[a.State] = a.Name
		}
	}
	p.head()
	p.section("Events", "", p.events())
	p.section("Statements", "", p.statements())
	p.section("Commitments", "· dated by when they are due", p.commitments())
	p.section("Stops", "", p.stops())
	p.section("Relations", "", p.relations())
	_, err := io.WriteString(w, p.out.String())
	return err
}

// head writes the title, the date and the counts.
func (p *page) head() {
	d := &p.record.Document
	title := d.Title
	if title == "" {
		title = "Untitled report"
	}
	p.paragraph(flow{}.add(bold, title), 0)
	var line flow
	if d.Published != nil {
		line = line.add(plain, longDay(*d.Published))
	} else {
		line = line.add(warn, "no date of publication")
	}
	if d.Source != nil {
		line = line.fact(plain, *d.Source)
	}
	if d.URL != nil {
		line = line.fact(dim, *d.URL)
	}
	p.paragraph(line, 0)
	p.paragraph(p.counts(), 0)
}

func (p *page) counts() flow {
	r := p.record
	var line flow
	for _, c := range []struct {
		n    int
		noun string
	}{
		{len(r.Events), "event"}, {len(r.Statements), "statement"}, {len(r.Commitments), "commitment"},
		{len(r.Stops), "stop"}, {len(r.Relations), "relation"},
	} {
		switch c.n {
		case 0:
		case 1:
			line = line.fact(dim, "1 "+c.noun)
		default:
			line = line.fact(dim, fmt.Sprintf("%d %ss", c.n, c.noun))
		}
	}
	if line == nil {
		return line.add(warn, "nothing was found that belongs in the record")
	}
	return line
}

// longDay writes an ISO day for people; anything else is left as it is.
func longDay(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return t.Format("Monday, 2 January 2006")
}

// section writes a heading, a remark on it and its entries, or nothing where
// there are none.
func (p *page) section(title, remark string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	p.out.WriteByte('\n')
	p.paragraph(flow{}.add(heading, title).add(dim, remark), 0)
	tag := 0
	for _, e := range entries {
		tag = max(tag, columns(e.tag))
	}
	for i, e := range entries {
		if p.Explain && i > 0 {
			p.out.WriteByte('\n')
		}
		p.entry(e, tag)
	}
}

// entry writes one entry: the date and a tag in columns of their own, what it
// says beside them, and under that the sentence it rests on.
func (p *page) entry(e entry, tag int) {
	if e.group != "" {
		p.paragraph(flow{}.add(bold, e.group), 0)
	}
	date := e.date
	if date == "" {
		date = "–"
	}
	indent := dateWidth + 2 + tag + 2
	head := flow{}.padded(plain, date, dateWidth)
	if p.Width < narrow {
		indent = 4
		p.hanging(head, flow{}.add(e.color, e.tag), 0)
		p.paragraph(e.says, indent)
	} else {
		p.hanging(head.padded(e.color, e.tag, tag), e.says, indent)
	}
	if !p.Explain {
		p.paragraph(e.quote(p.Width-indent), indent)
		return
	}
	p.paragraph(e.whole, indent)
	label := "because"
	for _, why := range e.why {
		p.hanging(flow{}.blank(indent).padded(dim, label, len("because")), flow{}.add(plain, why), indent+len("because")+2)
		label = ""
	}
}

// dateWidth is the columns that a day takes.
const dateWidth = len(time.DateOnly)
