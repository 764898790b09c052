package web

import (
	"slices"
	"sort"
	"strings"

	"chancery"
)

// mark is what a stretch of a report's text is: a cue, a quotation, an actor, a
// date or a place, and the entries that rest on it.
type mark struct {
	start, end int // code points of the text
	class      string
	local      string // of the entry, "" for actors, dates and places that no entry uses
	label      string
}

// piece is a stretch of text under the same marks throughout.
type piece struct {
	Text    string
	Class   string // "" for plain text
	Entries string // local IDs of the entries, parted by blanks
	Address string // of the entry that it leads to, "" if none
	Label   string // what it is, for the reader's eye and ear
}

// paragraph is one paragraph of a report, in pieces.
type paragraph struct {
	Pieces  []piece
	Heading bool
}

// marksOf gives every mark of a record.
func marksOf(r *chancery.Record) []mark {
	var out []mark
	add := func(s chancery.Span, class, local, label string) {
		if s.End > s.Start {
			out = append(out, mark{s.Start, s.End, class, local, label})
		}
	}
	date := func(d *chancery.Date, local string) {
		if d != nil && d.Start != nil && d.End != nil {
			out = append(out, mark{*d.Start, *d.End, "date", local, "date"})
		}
	}
	place := func(p *chancery.Place, local string) {
		if p != nil && p.Start != nil && p.End != nil {
			out = append(out, mark{*p.Start, *p.End, "place", local, "place"})
		}
	}
	for _, e := range r.Events {
		add(e.Cue, "cue", e.ID, strings.ToLower(string(e.Type)))
		for _, m := range e.Mentions {
			add(m, "cue", e.ID, strings.ToLower(string(e.Type)))
		}
		date(e.Date, e.ID)
		place(e.Place, e.ID)
	}
	for _, st := range r.Statements {
		add(st.Cue, "cue", st.ID, "statement")
		for _, c := range st.Content {
			add(c, "quote-mark", st.ID, "what was said")
		}
		date(st.Date, st.ID)
	}
	for _, c := range r.Commitments {
		add(c.Cue, "cue", c.ID, "commitment")
		date(c.Due, c.ID)
		place(c.Where, c.ID)
	}
	for i, st := range r.Stops {
		add(st.Cue, "cue", stopID(i), "stop")
		date(st.Date, stopID(i))
		place(st.Place, stopID(i))
	}
	for i, t := range r.Relations {
		add(t.Cue, "cue", turnID(i), "turn")
	}
	for _, a := range r.Actors {
		for _, m := range a.Mentions {
			add(m, "actor", "", a.Name)
		}
	}
	return out
}

// paragraphsOf cuts a report's text into paragraphs and those into pieces.
// address gives where an entry's local ID leads.
func paragraphsOf(r *chancery.Record, address func(local string) string) []paragraph {
	text := []rune(r.Document.Text)
	marks := marksOf(r)
	cuts := []int{0, len(text)}
	for _, m := range marks {
		m.start, m.end = min(max(m.start, 0), len(text)), min(max(m.end, 0), len(text))
		cuts = append(cuts, m.start, m.end)
	}
	sort.SliceStable(marks, func(i, j int) bool { return marks[i].start < marks[j].start })
	var out []paragraph
	at := 0
	for i, p := range strings.Split(r.Document.Text, "\n\n") {
		n := len([]rune(p))
		if strings.TrimSpace(p) != "" {
			out = append(out, paragraph{
				Pieces:  pieces(text, at, at+n, marks, cuts, address),
				Heading: i == 0 && r.Document.Title != "",
			})
		}
		at += n + 2
	}
	return out
}

// pieces cuts the text from start to end wherever a mark begins or ends.
func pieces(text []rune, start, end int, marks []mark, cuts []int, address func(string) string) []piece {
	inside := []int{start, end}
	for _, c := range cuts {
		if c > start && c < end {
			inside = append(inside, c)
		}
	}
	slices.Sort(inside)
	inside = slices.Compact(inside)
	var out []piece
	for i := 0; i+1 < len(inside); i++ {
		from, to := inside[i], inside[i+1]
		p := piece{Text: string(text[from:to])}
		var classes, locals, labels []string
		for _, m := range marks {
			if m.start >= to {
				break
			}
			if m.end < to {
				continue
			}
			classes = append(classes, m.class)
			labels = append(labels, m.label)
			if m.local != "" {
				locals = append(locals, m.local)
				if m.class == "cue" || p.Address == "" {
					p.Address = address(m.local)
				}
			}
		}
		p.Class, p.Entries, p.Label = distinct(classes, " "), distinct(locals, " "), distinct(labels, ", ")
		out = append(out, p)
	}
	return out
}

// distinct joins the values, each once, in order of first appearance.
func distinct(values []string, sep string) string {
	var out []string
	for _, v := range values {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return strings.Join(out, sep)
}
