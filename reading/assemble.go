package reading

import (
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"chancery"
	"chancery/reading/draft"
	"chancery/source"
)

// assembler makes a record of a draft: byte offsets become code points, actors
// that no entry needs and no name stands for are left out.
type assembler struct {
	d     *draft.Draft
	runes []int // code points before every 64th byte
	ids   map[int]string
	used  map[int]bool
	whys  []Why
}

// Assemble makes the record of a draft that all stages have read.
func Assemble(r source.Report, d *draft.Draft) (*chancery.Record, []Why) {
	a := &assembler{d: d, ids: map[int]string{}, used: map[int]bool{}}
	a.countRunes()
	a.markUsed()
	rec := &chancery.Record{Schema: chancery.Schema, Document: document(r), Actors: a.actors()}
	rec.Events, rec.Statements = a.events(), a.statements()
	rec.Commitments, rec.Stops = a.commitments(), a.stops()
	rec.Times, rec.Places, rec.Relations = a.times(), a.places(), a.relations()
	return rec, a.whys
}

func document(r source.Report) chancery.Document {
	doc := chancery.Document{
		ID: fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(r.Text))), Title: r.Title, Language: r.Language, Text: r.Text,
	}
	if !r.Published.IsZero() {
		day := r.Published.Format("2006-01-02")
		doc.Published = &day
	}
	if r.Source != "" {
		doc.Source = &r.Source
	}
	if r.URL != "" {
		doc.URL = &r.URL
	}
	return doc
}

const stride = 64 // bytes between two entries of assembler.runes

func (a *assembler) countRunes() {
	n := 0
	for i := 0; i < len(a.d.Text); i++ {
		if i%stride == 0 {
			a.runes = append(a.runes, n)
		}
		if utf8.RuneStart(a.d.Text[i]) {
			n++
		}
	}
}

// rune returns the number of code points before byte at.
func (a *assembler) rune(at int) int {
	k := min(at/stride, len(a.runes)-1)
	if k < 0 {
		return 0
	}
	n := a.runes[k]
	for i := k * stride; i < at; i++ {
		if utf8.RuneStart(a.d.Text[i]) {
			n++
		}
	}
	return n
}

func (a *assembler) span(r draft.Range) chancery.Span {
	return chancery.Span{Start: a.rune(r.Start), End: a.rune(r.End), Text: a.d.Text[r.Start:r.End]}
}

func (a *assembler) spans(rs []draft.Range) []chancery.Span {
	out := make([]chancery.Span, 0, len(rs))
	for _, r := range rs {
		out = append(out, a.span(r))
	}
	return out
}

// markUsed notes the actors that entries or names need.
func (a *assembler) markUsed() {
	use := func(lists ...[]int) {
		for _, l := range lists {
			for _, k := range l {
				a.used[k] = true
			}
		}
	}
	for _, e := range a.d.Events {
		use(e.Who, e.Whom, e.Sources)
		if e.SaidBy >= 0 {
			a.used[e.SaidBy] = true
		}
	}
	for _, s := range a.d.Statements {
		use(s.Addressee, s.Via)
		if s.Speaker >= 0 {
			a.used[s.Speaker] = true
		}
	}
	for _, c := range a.d.Commitments {
		use(c.Parties)
	}
	for _, s := range a.d.Stops {
		use(s.Met)
		a.used[s.Traveller] = true
	}
	for _, m := range a.d.Mentions {
		if m.Kind == draft.Named {
			use(m.Actors)
		}
	}
}

func (a *assembler) actors() []chancery.Actor {
	mentions := map[int][]chancery.Span{}
	names := map[int][]string{}
	for _, m := range a.d.Mentions {
		for _, k := range m.Actors {
			s := a.span(m.Range)
			mentions[k] = append(mentions[k], s)
			if m.Kind == draft.Named && s.Text != a.d.Actors[k].Name && a.d.Actors[k].Kind != chancery.Person && !slices.Contains(names[k], s.Text) && !strings.Contains(s.Text, "\n") {
				names[k] = append(names[k], s.Text)
			}
		}
	}
	out := []chancery.Actor{}
	for i, x := range a.d.Actors {
		if !a.used[i] {
			continue
		}
		a.ids[i] = fmt.Sprintf("a%d", len(out)+1)
		ms := mentions[i]
		if ms == nil {
			ms = []chancery.Span{}
		}
		out = append(out, chancery.Actor{
			ID: a.ids[i], Name: x.Name, Kind: x.Kind, State: x.State, Sector: x.Sector, Role: x.Role,
			Aliases: append(x.Aliases[:len(x.Aliases):len(x.Aliases)], names[i]...), Wikidata: x.Wikidata, States: x.States, Mentions: ms,
		})
	}
	return out
}

func (a *assembler) refs(actors []int) []string {
	out := make([]string, 0, len(actors))
	for _, k := range actors {
		out = append(out, a.ids[k])
	}
	return out
}

func (a *assembler) date(d *draft.Date) *chancery.Date {
	if d == nil {
		return nil
	}
	out := &chancery.Date{Text: d.Text}
	if d.Value != "" {
		out.Value = &d.Value
	}
	if d.End > d.Start {
		s, e := a.rune(d.Start), a.rune(d.End)
		out.Start, out.End = &s, &e
	}
	return out
}

func (a *assembler) place(p *draft.Place) *chancery.Place {
	if p == nil {
		return nil
	}
	out := &chancery.Place{Name: p.Name, Country: p.Country, Geonames: p.Geonames}
	if p.Lat != 0 || p.Lon != 0 {
		out.Lat, out.Lon = &p.Lat, &p.Lon
	}
	if p.End > p.Start {
		s, e := a.rune(p.Start), a.rune(p.End)
		out.Start, out.End = &s, &e
	}
	return out
}

func round(p float64) float64 { return math.Round(p*1000) / 1000 }

// byCue sorts entries by where their cue stands and returns their order.
func byCue(n int, cue func(int) draft.Range) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return cue(order[i]).Start < cue(order[j]).Start })
	return order
}
