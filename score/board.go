package score

import (
	"fmt"
	"io"

	"chancery"
)

// Tally counts the entries right, annotated and recorded.
type Tally struct{ Hit, Gold, Got int }

// Precision, Recall and F1 are 0 where nothing is counted.
func (t Tally) Precision() float64 { return ratio(t.Hit, t.Got) }

// Recall is the share of annotated entries that are right in the record.
func (t Tally) Recall() float64 { return ratio(t.Hit, t.Gold) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Board holds the tallies over several reports.
type Board struct {
	names, ratioNames []string
	tallies, ratios   map[string]*Tally
	Reports           int
	Misses            []string // one line each, if KeepMisses
	KeepMisses        bool
}

// NewBoard returns an empty board.
func NewBoard() *Board {
	return &Board{tallies: map[string]*Tally{}, ratios: map[string]*Tally{}}
}

// Tally returns the counts of a row, zero if there is none.
func (b *Board) Tally(name string) Tally {
	if t := b.tallies[name]; t != nil {
		return *t
	}
	return Tally{}
}

func (b *Board) tally(name string, hit, gold, got int) {
	t := b.tallies[name]
	if t == nil {
		t = &Tally{}
		b.tallies[name] = t
		b.names = append(b.names, name)
	}
	t.Hit, t.Gold, t.Got = t.Hit+hit, t.Gold+gold, t.Got+got
}

func (b *Board) ratio(name string, ok bool) {
	t := b.ratios[name]
	if t == nil {
		t = &Tally{}
		b.ratios[name] = t
		b.ratioNames = append(b.ratioNames, name)
	}
	t.Gold++
	if ok {
		t.Hit++
	}
}

// Figures returns the measures that count: the record's, and those it is made of.
func (b *Board) Figures() (record, events, statements, commitments, stops float64) {
	events = b.Tally("events: type, parties, status").F1()
	statements = b.Tally("statements: speaker right").F1()
	commitments = b.Tally("commitments: parties right").F1()
	stops = b.Tally("stops: found").F1()
	return 0.4*events + 0.3*statements + 0.15*commitments + 0.15*stops, events, statements, commitments, stops
}

// Print writes the table, the misses if they were kept, and the line of figures.
func (b *Board) Print(w io.Writer) {
	for _, m := range b.Misses {
		fmt.Fprintln(w, m)
	}
	fmt.Fprintf(w, "%34s%7s%7s%7s%7s%7s\n", "", "P", "R", "F1", "gold", "got")
	for _, n := range b.names {
		t := b.tallies[n]
		fmt.Fprintf(w, "%-34s%7.3f%7.3f%7.3f%7d%7d\n", n, t.Precision(), t.Recall(), t.F1(), t.Gold, t.Got)
	}
	fmt.Fprintln(w, "of those found, correct:")
	for _, n := range b.ratioNames {
		t := b.ratios[n]
		fmt.Fprintf(w, "  %-32s%7.3f%14d\n", n, ratio(t.Hit, t.Gold), t.Gold)
	}
	r, e, s, c, t := b.Figures()
	fmt.Fprintf(w, "%d reports record=%.3f events=%.3f statements=%.3f commitments=%.3f stops=%.3f\n", b.Reports, r, e, s, c, t)
}

// Add scores the record of one report. A nil record counts as an empty one.
func (b *Board) Add(r *Report, rec *chancery.Record) {
	if rec == nil {
		rec = &chancery.Record{}
	}
	d := &doc{b: b, r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	d.events()
	d.statements()
	d.commitments()
	d.stops()
	b.Reports++
}
