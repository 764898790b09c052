package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// showFlags are those of chancery show.
type showFlags struct {
	answerFlags
	ID string `arg:"" name:"id" help:"ID of an entry, or key of a report, which may be cut short."`
}

// Help is shown under the flags of chancery show --help.
func (showFlags) Help() string {
	return `Shows an entry with all its accounts: who tells it, in which sentence, on which points
they differ, and what became of it. The ID of any account leads to its entry. A
report's key shows the report's record, its copies and its corrections.

Examples:
  chancery show e4k7q2m5x3r6t2wza
  chancery show r7hc2
  chancery show e4k7q2m5x3r6t2wza --format csv

Exit status: 0 if there is such an entry or report; 1 if not; 2 if the command
line is wrong.`
}

func (f *showFlags) run(ctx context.Context, s streams) int {
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		id := strings.TrimSpace(f.ID)
		e, err := a.Entry(ctx, id)
		if err == nil {
			return shownEntry(e), nil
		}
		if !errors.Is(err, chancery.ErrNotFound) {
			return nil, err
		}
		if strings.HasPrefix(id, "r") {
			k, err := a.Report(ctx, id)
			if err == nil {
				return shownReport(k), nil
			}
			if !errors.Is(err, chancery.ErrNotFound) {
				return nil, err
			}
		}
		if err := nothingGathered(ctx, a); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("show %s: the archive has no such entry or report: chancery find and chancery reports list them", id)
	})
}

func shownEntry(e *chancery.Entry) *answer {
	return &answer{
		whole: e, lines: linesOf(e.Accounts),
		table: func() *table.Table { return table.Accounts(e) },
		lay:   func(w io.Writer, o layout.Options) error { return layout.Entry(w, e, o) },
	}
}

func shownReport(k *chancery.Kept) *answer {
	return &answer{
		whole: k, lines: []any{k},
		table: func() *table.Table { return table.Reports(append([]chancery.ReportCard{k.ReportCard}, k.Copies...)) },
		lay:   func(w io.Writer, o layout.Options) error { return layout.Kept(w, k, o) },
	}
}
