// Package reading turns one report into one record. It runs the stages in order
// over a draft — when, where, who, said, did, due, went, turned — and makes the
// record of what they found.
package reading

import (
	"strings"

	"chancery"
	"chancery/language"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/due"
	"chancery/reading/said"
	"chancery/reading/turned"
	"chancery/reading/went"
	"chancery/reading/when"
	"chancery/reading/where"
	"chancery/reading/who"
	"chancery/source"
)

// Why explains one entry: what its coding rests on.
type Why struct {
	ID  string // of the entry; "t1", "t2" … for stops, in the record's order
	Why []string
}

// Read reads one report. The explanation has one Why for every event, statement,
// commitment and stop of the record.
func Read(r source.Report) (*chancery.Record, []Why) {
	d := Draft(r)
	did.Read(d)
	due.Read(d)
	went.Read(d)
	turned.Read(d)
	return Assemble(r, d)
}

// Draft begins the draft of a report and runs the stages up to said: words, times,
// places, actors and statements are found, events are not.
func Draft(r source.Report) *draft.Draft {
	d := &draft.Draft{
		Title: r.Title, Published: r.Published, Source: r.Source, Text: r.Text,
		Paragraphs: paragraphs(r.Text),
	}
	if r.Title == "" { // the first paragraph is a paragraph then
		d.Paragraphs = append([]draft.Range{{}}, d.Paragraphs...)
	}
	d.Doc = language.Read(d.Text)
	when.Read(d)
	where.Read(d)
	said.Quotes(d)
	who.Read(d)
	said.Read(d)
	who.Speech(d)
	return d
}

// paragraphs parts a text at blank lines.
func paragraphs(text string) []draft.Range {
	var out []draft.Range
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		lead := len(p) - len(strings.TrimLeft(p, " \n\t"))
		if t := strings.TrimSpace(p); t != "" {
			out = append(out, draft.Range{Start: at + lead, End: at + lead + len(t)})
		}
		at += len(p) + 2
	}
	return out
}
