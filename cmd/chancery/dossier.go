package main

import (
	"context"
	"io"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// dossierFlags are those of chancery dossier.
type dossierFlags struct {
	From dayWord `placeholder:"DAY" help:"First day: 2018-10-07, 2018-10, 2018, today, yesterday, -7d."`
	To   dayWord `placeholder:"DAY" help:"Last day."`
	answerFlags
	Name []string `arg:"" name:"name" help:"A person, state, organization or group, by name, code or key."`
}

// Help is shown under the flags of chancery dossier --help.
func (dossierFlags) Help() string {
	return `Tells who somebody is and which offices it held, whom it met, what it said, undertook
and did, and where it went. Each list holds the newest; chancery find --actor has
all.

Examples:
  chancery dossier "Mike Pompeo" --from 2018-01-01 --to 2018-12-31
  chancery dossier PRK --from -30d
  chancery dossier NATO --format json

Exit status: 0 if there is an answer; 1 if there is none, or the name may mean
several; 2 if the command line is wrong.`
}

func (f *dossierFlags) run(ctx context.Context, s streams) int {
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		who, err := actor(ctx, a, strings.Join(f.Name, " "))
		if err != nil {
			return nil, err
		}
		d, err := a.Dossier(ctx, who.Key, f.From.first, f.To.last)
		if err != nil {
			return nil, err
		}
		sections := []table.Section{{Name: "meeting", Entries: d.Meetings}, {Name: "commitment", Entries: d.Commitments},
			{Name: "stop", Entries: d.Stops}, {Name: "statement", Entries: d.Statements}, {Name: "event", Entries: d.Events}}
		return &answer{
			whole: d, lines: sectionLines(sections),
			table: func() *table.Table { return table.Sections(sections) },
			lay:   func(w io.Writer, o layout.Options) error { return layout.Dossier(w, d, o) },
		}, nil
	})
}

// sectionLines makes a line of every entry, which names its section.
func sectionLines(sections []table.Section) []any {
	var out []any
	for _, s := range sections {
		for i := range s.Entries {
			out = append(out, struct {
				Section string `json:"section"`
				*chancery.Entry
			}{s.Name, &s.Entries[i]})
		}
	}
	return out
}
