package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// agendaFlags are those of chancery agenda.
type agendaFlags struct {
	On    dayWord `placeholder:"DAY" help:"The first day: 2018-10-07, 2018-10, today, yesterday, -7d. Today by default."`
	Until dayWord `placeholder:"DAY" help:"The last day; 30 days on by default."`
	answerFlags
}

// Help is shown under the flags of chancery agenda --help.
func (agendaFlags) Help() string {
	return `Lists the meetings and visits planned from a day on, the commitments due, and those
that were due before and of which nothing is reported.

Examples:
  chancery agenda
  chancery agenda --on 2018-10
  chancery agenda --on 2018-10-07 --until 2018-10-31 --format csv

Exit status: 0 if the archive could be asked; 1 if not; 2 if the command line is
wrong.`
}

// ahead is how many days an agenda looks ahead.
const ahead = 30

func (f *agendaFlags) run(ctx context.Context, s streams) int {
	on, until := f.On, f.Until.last
	if on.first == "" {
		on.first = now().Format(time.DateOnly)
		on.last = on.first
	}
	if until == "" {
		until = on.last
		if on.first == on.last {
			day, err := time.Parse(time.DateOnly, on.first)
			if err != nil {
				return usageError(s, fmt.Errorf("--on: %w", err))
			}
			until = day.AddDate(0, 0, ahead).Format(time.DateOnly)
		}
	}
	if until < on.first {
		return usageError(s, fmt.Errorf("--until: %s is before %s", until, on.first))
	}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		g, err := a.Agenda(ctx, on.first, until)
		if err != nil {
			return nil, err
		}
		if len(g.Planned)+len(g.Due)+len(g.Overdue) == 0 {
			if err := nothingGathered(ctx, a); err != nil {
				return nil, err
			}
		}
		sections := []table.Section{{Name: "planned", Entries: g.Planned}, {Name: "due", Entries: g.Due}, {Name: "overdue", Entries: g.Overdue}}
		return &answer{
			whole: g, lines: sectionLines(sections),
			table: func() *table.Table { return table.Sections(sections) },
			lay:   func(w io.Writer, o layout.Options) error { return layout.Agenda(w, g, o) },
		}, nil
	})
}
