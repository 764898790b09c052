package main

import (
	"context"
	"io"

	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// coverageFlags are those of chancery coverage.
type coverageFlags struct {
	answerFlags
}

// Help is shown under the flags of chancery coverage --help.
func (coverageFlags) Help() string {
	return `Tells what the archive holds: reports by source and month, copies, entries by kind,
the versions of models and tables that read them, and what is still to be settled.

Examples:
  chancery coverage
  chancery coverage --store postgres://localhost/chancery --format json

Exit status: 0 if the archive could be asked; 1 if not; 2 if the command line is
wrong.`
}

func (f *coverageFlags) run(ctx context.Context, s streams) int {
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		c, err := a.Coverage(ctx)
		if err != nil {
			return nil, err
		}
		return &answer{
			whole: c, lines: []any{c},
			table: func() *table.Table { return table.Coverage(c) },
			lay:   func(w io.Writer, o layout.Options) error { return layout.Coverage(w, c, o) },
		}, nil
	})
}
