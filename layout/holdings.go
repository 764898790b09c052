package layout

import (
	"fmt"
	"io"
	"strings"

	"chancery"
)

// Reports lays out a list of reports and writes a line under it, which may be "".
func Reports(w io.Writer, reports []chancery.ReportCard, foot string, o Options) error {
	p := bare(o)
	t := table{columns: []column{{"day", left, plain}, {"source", left, bold}, {"title", left, plain}, {"words", right, dim},
		{"entries", right, plain}, {"key", left, dim}}}
	for _, r := range reports {
		day := r.Published
		if day == "" {
			day = "–"
		}
		title := r.Title
		if r.CopyOf != "" {
			title = "(copy) " + title
		}
		t.rows = append(t.rows, []string{day, r.Source, title, grouped(r.Words), grouped(r.Entries), r.Key})
	}
	if len(reports) > 0 {
		p.table(t)
	}
	if foot != "" {
		p.out.WriteByte('\n')
		p.paragraph(flow{}.add(dim, foot), 0)
	}
	return p.flush(w)
}

// Kept lays out a report of the archive: its record, with what the archive adds.
func Kept(w io.Writer, k *chancery.Kept, o Options) error {
	if k.Record != nil {
		if err := Write(w, k.Record, o); err != nil {
			return err
		}
	}
	p := bare(o)
	p.heading("In the archive", "")
	p.fact("report", k.Key)
	p.fact("read by", k.Version)
	p.fact("from", k.Path)
	p.fact("copy of", k.CopyOf)
	for _, c := range k.Copies {
		p.fact("copy", strings.Join(strings.Fields(c.Key+" "+c.Published+" "+c.Source+" "+c.Title), " "))
	}
	for _, c := range k.Corrections {
		says := fmt.Sprintf("%d: %s %s %q by %s", c.ID, c.Verdict, c.Kind, c.Cue.Text, c.By)
		if c.Why != "" {
			says += ": " + c.Why
		}
		if !c.Undone.IsZero() {
			says += " (undone by " + c.Undoer + ")"
		}
		p.fact("edited", says)
	}
	return p.flush(w)
}

// Coverage lays out what an archive holds.
func Coverage(w io.Writer, c *chancery.Coverage, o Options) error {
	p := bare(o)
	p.paragraph(flow{}.add(bold, plural(c.Reports, "report")+", "+plural(c.Words, "word")), 0)
	if c.First != "" {
		p.fact("days", c.First+" to "+c.Last)
	}
	if c.Undated > 0 {
		p.fact("undated", grouped(c.Undated))
	}
	p.fact("copies", grouped(c.Copies))
	p.fact("entries", fmt.Sprintf("%s of %s", grouped(c.Entries), plural(c.Accounts, "account")))
	if c.Corrected > 0 {
		p.fact("corrected", grouped(c.Corrected))
	}
	if c.Unsettled > 0 {
		p.fact("queue", plural(c.Unsettled, "report")+" still to be settled")
	}
	p.fact("size", fmt.Sprintf("%.1f MB, schema %d", float64(c.StoreBytes)/1e6, c.Schema))
	p.values("Entries by kind", c.ByKind)
	p.values("Reports by source", c.BySource)
	p.values("Readings by version", c.Versions)
	if len(c.ByMonth) > 0 {
		p.activity("· reports by month", c.ByMonth)
	}
	return p.flush(w)
}

// values writes counts as a table with bars.
func (p *page) values(title string, all []chancery.FacetValue) {
	if len(all) == 0 {
		return
	}
	p.heading(title, "")
	const most = 20
	largest := 0
	for _, v := range all {
		largest = max(largest, v.Count)
	}
	t := table{columns: []column{{"", left, plain}, {"", right, plain}, {"", left, verbalGood}}}
	for _, v := range all[:min(most, len(all))] {
		label := v.Label
		if label == "" {
			label = v.Value
		}
		if label == "" {
			label = "unnamed"
		}
		t.rows = append(t.rows, []string{label, grouped(v.Count), strings.Repeat("▇", (v.Count*20+largest-1)/max(1, largest))})
	}
	p.tableBody(t)
	if more := len(all) - most; more > 0 {
		p.paragraph(flow{}.add(dim, fmt.Sprintf("and %d more", more)), 0)
	}
}

// Facets lays out what a query finds, counted by field.
func Facets(w io.Writer, facets []chancery.Facet, o Options) error {
	p := bare(o)
	sample := 0
	for _, f := range facets {
		sample = max(sample, f.Sample)
	}
	if sample > 0 {
		p.paragraph(flow{}.add(dim, "Counted are the newest "+grouped(sample)+" entries."), 0)
	}
	for _, f := range facets {
		if len(f.Values) > 0 {
			p.values(strings.ToUpper(f.Field[:1])+f.Field[1:], f.Values)
		}
	}
	return p.flush(w)
}
