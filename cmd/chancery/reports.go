package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// reportsFlags are those of chancery reports.
type reportsFlags struct {
	Source string  `placeholder:"HOUSE" help:"House that published it."`
	From   dayWord `placeholder:"DAY" help:"First day of publication: 2018-10-07, 2018-10, 2018, today, yesterday, -7d."`
	To     dayWord `placeholder:"DAY" help:"Last day."`
	Copies bool    `help:"Also those that are copies of other reports."`
	Limit  int     `default:"20" placeholder:"N" help:"How many to show, up to 1000."`
	Cursor string  `placeholder:"CURSOR" help:"Go on where a page before ended."`
	answerFlags
	Text []string `arg:"" optional:"" name:"text" help:"Words that all occur, \"quoted phrases\", -without, begin*."`
}

// Help is shown under the flags of chancery reports --help.
func (reportsFlags) Help() string {
	return `Lists the reports that the archive keeps, the newest first.

Examples:
  chancery reports
  chancery reports "joint statement" --from 2018-06 --to 2018-06
  chancery reports --source Reuters --copies --format csv

Exit status: 0 if the archive could be asked; 1 if not; 2 if the command line is
wrong.`
}

func (f *reportsFlags) run(ctx context.Context, s streams) int {
	if f.Limit < 1 || f.Limit > 1000 {
		return usageError(s, fmt.Errorf("--limit: %d: give one from 1 to 1000", f.Limit))
	}
	q := chancery.ReportQuery{Text: strings.Join(f.Text, " "), Source: f.Source, From: f.From.first, To: f.To.last, Copies: f.Copies,
		Limit: f.Limit, Cursor: f.Cursor}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		page, err := a.Reports(ctx, q)
		if err != nil {
			return nil, err
		}
		for page.Next != "" && len(page.Reports) < f.Limit {
			q.Cursor, q.Limit = page.Next, f.Limit-len(page.Reports)
			more, err := a.Reports(ctx, q)
			if err != nil {
				return nil, err
			}
			page.Reports, page.Next = append(page.Reports, more.Reports...), more.Next
		}
		if len(page.Reports) == 0 {
			if err := nothingGathered(ctx, a); err != nil {
				return nil, err
			}
		}
		return &answer{
			whole: page, lines: linesOf(page.Reports),
			table: func() *table.Table { return table.Reports(page.Reports) },
			lay: func(w io.Writer, o layout.Options) error {
				return layout.Reports(w, page.Reports, foot(len(page.Reports), page.Total, page.Next, "report", "reports"), o)
			},
		}, nil
	})
}
