package score

// Row is one line of a board: a section's tally, or what share of the entries
// found has one field right.
type Row struct {
	Name string
	Tally
}

// Sections gives the tallies by section, in the order of the table.
func (b *Board) Sections() []Row { return rows(b.names, b.tallies) }

// Ratios gives, for each field, how many of the entries found have it right (Hit)
// and how many were found (Gold).
func (b *Board) Ratios() []Row { return rows(b.ratioNames, b.ratios) }

func rows(names []string, of map[string]*Tally) []Row {
	out := make([]Row, 0, len(names))
	for _, n := range names {
		out = append(out, Row{n, *of[n]})
	}
	return out
}
