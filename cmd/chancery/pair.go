package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"chancery"
	"chancery/chart"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// pairFlags are those of chancery pair.
type pairFlags struct {
	By   string  `enum:"day,week,month,year" default:"month" placeholder:"PERIOD" help:"Step of the timeline: day, week, month or year."`
	From dayWord `placeholder:"DAY" help:"First day: 2018-10-07, 2018-10, 2018, today, yesterday, -7d."`
	To   dayWord `placeholder:"DAY" help:"Last day."`
	answerFlags
	States []string `arg:"" name:"state" help:"Two states, by name or ISO code."`
}

// Help is shown under the flags of chancery pair --help.
func (pairFlags) Help() string {
	return `Tells how two states stand: events by PLOVER's quad classes and their mean intensity,
from -10 (most hostile) to 10 (most friendly), drawn as a plot; from when on it was
another than before; meetings, open commitments and the newest entries.

Examples:
  chancery pair USA PRK
  chancery pair "South Korea" Japan --by week --from 2018 --to 2019
  chancery pair USA,CHN --format csv >series.csv

Exit status: 0 if the archive could be asked; 1 if not; 2 if the command line is
wrong.`
}

func (f *pairFlags) run(ctx context.Context, s streams) int {
	pair, err := pairOf(f.States...)
	if err != nil {
		return usageError(s, err)
	}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		h, err := a.Pair(ctx, pair[0], pair[1], f.From.first, f.To.last, chancery.Period(f.By))
		if err != nil {
			return nil, err
		}
		if len(h.Entries) == 0 {
			if err := nothingGathered(ctx, a); err != nil {
				return nil, err
			}
		}
		return &answer{
			whole: h, lines: linesOf(h.Series),
			table: func() *table.Table { return table.Series(h) },
			lay: func(w io.Writer, o layout.Options) error {
				plot, err := plotOf(h, o)
				if err != nil {
					return err
				}
				return layout.Pair(w, h, plot, o)
			},
		}, nil
	})
}

// plotOf draws the intensity of a pair over time.
func plotOf(h *chancery.PairHistory, o layout.Options) (string, error) {
	if len(h.Series) == 0 {
		return "", nil
	}
	var b strings.Builder
	turns := slices.Clone(h.Turns)
	for i, t := range turns {
		if t.Entry != "" {
			turns[i].Name += " (" + t.Entry + ")"
		}
	}
	err := chart.Plot(&b, h.Series, chart.PlotOptions{Width: o.Width, Color: o.Color, By: h.By, Turns: turns})
	return b.String(), err
}
