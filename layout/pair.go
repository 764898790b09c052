package layout

import (
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Pair lays out how two states stand: the plot that it is given, ready to print and
// with its turning points, or these alone, and what they did, promised and are told
// to have become.
func Pair(w io.Writer, h *chancery.PairHistory, plot string, o Options) error {
	p := bare(o)
	p.paragraph(flow{}.add(bold, h.Pair[0]+" – "+h.Pair[1]).add(dim, "by "+string(h.By)), 0)
	events := 0
	for _, s := range h.Series {
		events += s.Events
	}
	if events == 0 {
		p.paragraph(flow{}.add(dim, "No events between the two."), 0)
	} else {
		p.paragraph(flow{}.add(dim, eventsOf(events)+", "+h.Series[0].Start+" to "+h.Series[len(h.Series)-1].Start), 0)
	}
	if plot != "" {
		p.out.WriteByte('\n')
		p.out.WriteString(strings.TrimRight(plot, "\n") + "\n")
	} else {
		p.turns(h.Turns)
	}
	p.series(h.Series)
	p.company("Company", h.Company)
	p.some("Meetings", "", h.Meetings)
	p.some("Open commitments", "· dated by when they are due", h.Commitments)
	p.some("Turns that reports tell of", "", h.Told)
	p.some("Newest", "", h.Entries)
	return p.flush(w)
}

func eventsOf(n int) string { return plural(n, "event") }

func (p *page) turns(turns []chancery.Turning) {
	if len(turns) == 0 {
		return
	}
	p.heading("Turning points", "· mean intensity before and after, from -10 to 10")
	for _, t := range turns {
		color := materialGood
		if t.After < t.Before {
			color = materialBad
		}
		says := flow{}.add(color, fmt.Sprintf("%+.1f → %+.1f", t.Before, t.After))
		says = says.fact(plain, t.Name).fact(dim, t.Entry).fact(dim, fmt.Sprintf("p %.2g", t.P))
		p.hanging(flow{}.padded(plain, t.Start, dateWidth), says, dateWidth+2)
	}
}

// quadOrder is the order of the quad classes in tables.
var quadOrder = []chancery.Quad{chancery.VerbalCooperation, chancery.MaterialCooperation, chancery.VerbalConflict, chancery.MaterialConflict}

// series writes the periods as a table, the last of them.
func (p *page) series(all []chancery.Standing) {
	if len(all) == 0 {
		return
	}
	remark := "· events by PLOVER's quad classes"
	const most = 24
	if len(all) > most {
		remark += fmt.Sprintf("; the last %d of %d periods", most, len(all))
		all = all[len(all)-most:]
	}
	names := []string{"verbal coop.", "material coop.", "verbal confl.", "material confl."}
	if p.Width < narrow+24 {
		names = []string{"v+", "m+", "v–", "m–"}
		remark += ": verbal and material, cooperation (+) and conflict (–)"
	}
	p.heading("Timeline", remark)
	t := table{columns: []column{{"from", left, plain}, {names[0], right, verbalGood}, {names[1], right, materialGood},
		{names[2], right, verbalBad}, {names[3], right, materialBad}, {"intensity", right, plain}}}
	for _, s := range all {
		row := []string{s.Start}
		for _, q := range quadOrder {
			n := ""
			if s.Counts[q] != 0 {
				n = grouped(s.Counts[q])
			}
			row = append(row, n)
		}
		intensity := ""
		if s.Events > 0 {
			intensity = fmt.Sprintf("%+.2f", s.Intensity)
		}
		t.rows = append(t.rows, append(row, intensity))
	}
	p.table(t)
}
