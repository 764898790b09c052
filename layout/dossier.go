package layout

import (
	"fmt"
	"io"
	"strings"

	"chancery"
)

// shown is how many entries of a section are laid out; the others are counted.
const shown = 12

// Dossier lays out what an archive holds on one actor.
func Dossier(w io.Writer, d *chancery.Dossier, o Options) error {
	p := bare(o)
	p.card(&d.Actor)
	if d.From != "" || d.To != "" {
		p.fact("span", span2(d.From, d.To))
	}
	p.activity("· entries by month", d.Activity)
	p.company("Company", d.Company)
	p.some("Meetings", "", d.Meetings)
	p.some("Commitments", "· dated by when they are due", d.Commitments)
	p.some("Stops", "", d.Stops)
	p.some("Statements", "", d.Statements)
	p.some("Events", "· other than meetings", d.Events)
	return p.flush(w)
}

func span2(from, to string) string {
	switch {
	case from == "":
		return "until " + to
	case to == "":
		return "since " + from
	}
	return from + " to " + to
}

// card writes who an actor is.
func (p *page) card(a *chancery.ActorCard) {
	p.paragraph(flow{}.add(bold, a.Name).add(dim, actorKind(a)), 0)
	var names []string
	for _, n := range a.Names {
		if n != a.Name {
			names = append(names, n)
		}
	}
	p.fact("also", strings.Join(names, ", "))
	for i, r := range a.Roles {
		label := ""
		if i == 0 {
			label = "roles"
		}
		says := flow{}.add(plain, r.Title)
		if r.From != "" || r.To != "" {
			says = says.fact(plain, span2(r.From, r.To))
		}
		p.hanging(flow{}.padded(dim, label, labelWidth-2), says.fact(dim, r.Source), labelWidth)
	}
	in := entriesOf(a.Entries)
	if a.First != "" {
		in += ", " + a.First + " to " + a.Last
	}
	p.fact("in", in)
	p.fact("key", a.Key)
}

func entriesOf(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return grouped(n) + " entries"
}

func actorKind(a *chancery.ActorCard) string {
	parts := []string{string(a.Kind)}
	if a.State != "" {
		parts = append(parts, a.State)
	}
	if a.Sector != "" {
		parts = append(parts, a.Sector)
	}
	return strings.Join(parts, " ")
}

// some lays out the first of entries and says how many more there are.
func (p *page) some(title, remark string, entries []chancery.Entry) {
	if len(entries) == 0 {
		return
	}
	p.heading(title, remark)
	p.list(p.gather(entries[:min(shown, len(entries))]))
	if more := len(entries) - shown; more > 0 {
		p.paragraph(flow{}.add(dim, fmt.Sprintf("and %d more: chancery find, or --format json", more)), 0)
	}
}

// activity draws the entries of each year as a row of months.
func (p *page) activity(remark string, months []chancery.MonthSum) {
	if len(months) == 0 {
		return
	}
	p.heading("Activity", remark)
	most := 0
	years := map[string][12]int{}
	var order []string
	for _, m := range months {
		n := monthNumber(m.Month)
		if n < 1 || n > 12 {
			continue
		}
		y := years[m.Month[:4]]
		if y == [12]int{} {
			order = append(order, m.Month[:4])
		}
		y[n-1] += m.Count
		most = max(most, y[n-1])
		years[m.Month[:4]] = y
	}
	for _, y := range order {
		line, sum := "", 0
		for _, n := range years[y] {
			line += string(bar(n, most))
			sum += n
		}
		p.hanging(flow{}.padded(plain, y, 4), flow{{line, verbalGood, true}}.add(dim, " "+grouped(sum)), 6)
	}
}

func monthNumber(month string) int {
	if len(month) != 7 || month[5] < '0' || month[5] > '1' || month[6] < '0' || month[6] > '9' {
		return 0
	}
	return int(month[5]-'0')*10 + int(month[6]-'0')
}

// bar is a block as high as n is of most.
func bar(n, most int) rune {
	if n <= 0 || most <= 0 {
		return '·'
	}
	blocks := []rune("▁▂▃▄▅▆▇█")
	return blocks[min(len(blocks)-1, n*len(blocks)/(most+1))]
}

// company lists whom an actor meets.
func (p *page) company(title string, all []chancery.Companion) {
	if len(all) == 0 {
		return
	}
	p.heading(title, "· whom it meets, most often first")
	for _, c := range all[:min(shown, len(all))] {
		says := flow{}.add(bold, c.Actor.Name)
		if c.Actor.Kind != chancery.State && c.Actor.State != "" {
			says = says.add(dim, "("+c.Actor.State+")")
		}
		if c.Last != "" {
			says = says.fact(dim, "last on "+c.Last)
		}
		p.hanging(flow{}.padded(plain, fmt.Sprintf("%6s", grouped(c.Times)+"×"), 6), says, 8)
	}
	if more := len(all) - shown; more > 0 {
		p.paragraph(flow{}.add(dim, fmt.Sprintf("and %d more", more)), 8)
	}
}

// Agenda lays out what is planned and due in a span of days, and what is overdue.
func Agenda(w io.Writer, a *chancery.Agenda, o Options) error {
	p := bare(o)
	p.paragraph(flow{}.add(bold, "Agenda of "+longDay(a.On)).add(dim, "to "+longDay(a.Until)), 0)
	if len(a.Planned)+len(a.Due)+len(a.Overdue) == 0 {
		p.paragraph(flow{}.add(dim, "Nothing is planned, due or overdue."), 0)
	}
	for _, s := range []struct {
		title, remark string
		entries       []chancery.Entry
	}{{"Planned", "", a.Planned}, {"Due", "· undertaken for these days", a.Due}, {"Overdue", "· due before, and nothing reported", a.Overdue}} {
		if len(s.entries) > 0 {
			p.heading(s.title, s.remark)
			p.list(p.gather(s.entries))
		}
	}
	return p.flush(w)
}

// Actors lays out actors that a name may stand for.
func Actors(w io.Writer, cards []chancery.ActorCard, o Options) error {
	p := bare(o)
	for i := range cards {
		a := &cards[i]
		f := flow{}.add(bold, a.Name).add(dim, actorKind(a))
		f = f.fact(plain, entriesOf(a.Entries))
		if len(a.Roles) > 0 {
			f = f.fact(plain, a.Roles[len(a.Roles)-1].Title)
		}
		p.hanging(flow{}.blank(2), f.fact(dim, a.Key), 4)
	}
	return p.flush(w)
}
