// Package table writes the archive's answers as rows of named columns, for
// spreadsheets and statistics.
package table

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chancery"
)

// Table is rows under named columns. Every row has as many cells as there are columns.
type Table struct {
	Columns []string
	Rows    [][]string
}

// WriteCSV writes t as RFC 4180 has it, but with plain line feeds: the names of the
// columns, then the rows. A cell that a spreadsheet would take for a formula begins
// with an apostrophe, as OWASP advises.
func (t *Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write(t.Columns); err != nil {
		return err
	}
	for _, row := range t.Rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless keeps a cell from being run.
func harmless(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil {
		return cell // a number may be negative
	}
	return "'" + cell
}

// entryColumns are the columns of entries. Several values of one cell are parted
// by bars.
var entryColumns = []string{"id", "kind", "type", "mode", "status", "from", "to", "who", "who_states", "whom", "whom_states", "others",
	"place", "country", "lat", "lon", "what", "sources", "reports", "disputed", "corrected", "first_told", "last_told", "confidence", "sentence"}

// Entries makes a table of entries, one a row.
func Entries(entries []chancery.Entry) *Table {
	t := &Table{Columns: entryColumns}
	for i := range entries {
		t.Rows = append(t.Rows, entryRow(&entries[i]))
	}
	return t
}

// Sections makes a table of entries that belong to named sections, which stand in
// the first column.
func Sections(sections []Section) *Table {
	t := &Table{Columns: append([]string{"section"}, entryColumns...)}
	for _, s := range sections {
		for i := range s.Entries {
			t.Rows = append(t.Rows, append([]string{s.Name}, entryRow(&s.Entries[i])...))
		}
	}
	return t
}

// Section is a named list of entries.
type Section struct {
	Name    string
	Entries []chancery.Entry
}

func entryRow(e *chancery.Entry) []string {
	who, whoStates := side(e.Parties, chancery.SideWho, chancery.SideSpeaker, chancery.SideParty, chancery.SideTraveller, chancery.SidePair)
	whom, whomStates := side(e.Parties, chancery.SideWhom, chancery.SideAddressee, chancery.SideMet)
	others, _ := side(e.Parties, chancery.SideVia)
	place, country, lat, lon := placed(e.Place)
	var disputed []string
	for _, d := range e.Disputes {
		disputed = append(disputed, d.On)
	}
	sentence := e.Snippet
	if sentence == "" {
		sentence = e.Cue
	}
	return []string{e.ID, string(e.Kind), e.Type, e.Mode, string(e.Status), e.From, e.To, who, whoStates, whom, whomStates, others,
		place, country, lat, lon, e.What, strconv.Itoa(e.Independent), strconv.Itoa(e.Told), strings.Join(disputed, "|"), yes(e.Corrected),
		e.First, e.Last, number(e.Confidence), sentence}
}

// side gives the names of parties on the sides, and the states that they belong to.
func side(parties []chancery.Party, sides ...chancery.Side) (names, states string) {
	var n, s []string
	for _, p := range parties {
		for _, want := range sides {
			if p.Side == want {
				n, s = append(n, strings.ReplaceAll(p.Name, "|", "/")), append(s, p.State)
			}
		}
	}
	return strings.Join(n, "|"), strings.Trim(strings.Join(s, "|"), "|")
}

func placed(p *chancery.Place) (name, country, lat, lon string) {
	if p == nil {
		return "", "", "", ""
	}
	if p.Lat != nil && p.Lon != nil {
		lat, lon = number(*p.Lat), number(*p.Lon)
	}
	return p.Name, p.Country, lat, lon
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// Accounts makes a table of what each report says of one entry.
func Accounts(e *chancery.Entry) *Table {
	t := &Table{Columns: []string{"entry", "account", "report", "source", "published", "url", "title", "type", "mode", "status", "from", "to",
		"dated", "parties", "place", "country", "what", "cue", "credits", "corrected", "confidence", "sentence"}}
	for i := range e.Accounts {
		a := &e.Accounts[i]
		var parties []string
		for _, p := range a.Parties {
			parties = append(parties, string(p.Side)+": "+strings.ReplaceAll(p.Name, "|", "/"))
		}
		place, country, _, _ := placed(a.Place)
		t.Rows = append(t.Rows, []string{e.ID, a.ID, a.Report, a.Source, a.Published, a.URL, a.Title, a.Type, a.Mode, string(a.Status), a.From, a.To,
			yes(a.Dated), strings.Join(parties, "|"), place, country, a.What, a.Cue.Text, strings.Join(a.Credits, "|"), a.Corrected,
			number(a.Confidence), a.Sentence.Text})
	}
	return t
}

// Reports makes a table of reports.
func Reports(reports []chancery.ReportCard) *Table {
	t := &Table{Columns: []string{"key", "published", "source", "title", "url", "path", "words", "entries", "version", "copy_of"}}
	for _, r := range reports {
		t.Rows = append(t.Rows, []string{r.Key, r.Published, r.Source, r.Title, r.URL, r.Path, strconv.Itoa(r.Words), strconv.Itoa(r.Entries),
			r.Version, r.CopyOf})
	}
	return t
}

// Series makes a table of how two states stand, one period a row. Turn holds the
// event that names a turning point which begins there.
func Series(h *chancery.PairHistory) *Table {
	t := &Table{Columns: []string{"a", "b", "by", "start", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
		"events", "intensity", "turn"}}
	turns := map[string]string{}
	for _, turn := range h.Turns {
		name := turn.Name
		if name == "" {
			name = fmt.Sprintf("%+.2f to %+.2f", turn.Before, turn.After)
		}
		turns[turn.Start] = name
	}
	for _, s := range h.Series {
		row := []string{h.Pair[0], h.Pair[1], string(h.By), s.Start}
		for _, q := range []chancery.Quad{chancery.VerbalCooperation, chancery.MaterialCooperation, chancery.VerbalConflict, chancery.MaterialConflict} {
			row = append(row, strconv.Itoa(s.Counts[q]))
		}
		t.Rows = append(t.Rows, append(row, strconv.Itoa(s.Events), number(s.Intensity), turns[s.Start]))
	}
	return t
}

// Coverage makes a table of counts: field, value, count.
func Coverage(c *chancery.Coverage) *Table {
	t := &Table{Columns: []string{"field", "value", "count"}}
	add := func(field, value string, n int) { t.Rows = append(t.Rows, []string{field, value, strconv.Itoa(n)}) }
	for _, f := range []struct {
		field string
		n     int
	}{{"reports", c.Reports}, {"words", c.Words}, {"copies", c.Copies}, {"entries", c.Entries}, {"accounts", c.Accounts}, {"undated", c.Undated},
		{"unsettled", c.Unsettled}, {"corrected", c.Corrected}, {"schema", c.Schema}, {"bytes", int(c.StoreBytes)}} {
		add(f.field, "", f.n)
	}
	for _, f := range []struct {
		field  string
		values []chancery.FacetValue
	}{{"kind", c.ByKind}, {"source", c.BySource}, {"version", c.Versions}} {
		for _, v := range f.values {
			add(f.field, v.Value, v.Count)
		}
	}
	for _, m := range c.ByMonth {
		add("month", m.Month, m.Count)
	}
	return t
}

// Facets makes a table of counts: field, value, label, count.
func Facets(facets []chancery.Facet) *Table {
	t := &Table{Columns: []string{"field", "value", "label", "count", "sample"}}
	for _, f := range facets {
		for _, v := range f.Values {
			sample := ""
			if f.Sample > 0 {
				sample = strconv.Itoa(f.Sample)
			}
			t.Rows = append(t.Rows, []string{f.Field, v.Value, v.Label, strconv.Itoa(v.Count), sample})
		}
	}
	return t
}
