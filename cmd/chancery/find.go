package main

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// findFlags are those of chancery find.
type findFlags struct {
	filterFlags
	Order  string `enum:"newest,oldest,surest,widest,arrived" default:"newest" help:"newest, oldest, surest (by confidence), widest (by independent sources) or arrived (by when the archive learned of it)."`
	Limit  int    `default:"20" placeholder:"N" help:"How many to show, up to 1000."`
	Cursor string `placeholder:"CURSOR" help:"Go on where a page before ended."`
	Facets bool   `help:"Count what is found by kind, type, status, actor, country, source and year instead."`
	answerFlags
	Text []string `arg:"" optional:"" name:"text" help:"Words that all occur, \"quoted phrases\", -without, begin*."`
}

// Help is shown under the flags of chancery find --help.
func (findFlags) Help() string {
	return `Finds entries that the archive holds: what many reports say together of an event,
statement, commitment or journey. Everything that is given narrows what is found.
Text that begins with a minus sign goes after --.

Examples:
  chancery find summit --pair USA,PRK --from 2018
  chancery find '"joint statement" -nuclear' --kind statement --order surest
  chancery find --actor "Mike Pompeo" --kind stop --format csv
  chancery find --type SANCTION --country IRN --min-sources 2
  chancery find --overdue-on today
  chancery find denuclear* --facets

Exit status: 0 if the archive could be asked, also if nothing is found; 1 if not;
2 if the command line is wrong.`
}

func (f *findFlags) run(ctx context.Context, s streams) int {
	q, err := f.query()
	if err != nil {
		return usageError(s, err)
	}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		if err := f.among(ctx, a, &q); err != nil {
			return nil, err
		}
		if f.Facets {
			return facets(ctx, a, q)
		}
		return found(ctx, a, q)
	})
}

// query makes the question of the flags, actors left out.
func (f *findFlags) query() (chancery.Query, error) {
	q, err := f.filter(f.Text)
	q.Order, q.Limit, q.Cursor = chancery.Order(f.Order), f.Limit, f.Cursor
	if f.Limit < 1 || f.Limit > 1000 {
		return q, fmt.Errorf("--limit: %d: give one from 1 to 1000", f.Limit)
	}
	return q, err
}

// found asks for pages until there are as many entries as were asked for.
func found(ctx context.Context, a *store.Archive, q chancery.Query) (*answer, error) {
	page, err := a.Find(ctx, q)
	if err != nil {
		return nil, err
	}
	for want := q.Limit; page.Next != "" && len(page.Entries) < want; {
		q.Cursor, q.Limit = page.Next, want-len(page.Entries)
		more, err := a.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		page.Entries, page.Next = append(page.Entries, more.Entries...), more.Next
	}
	if page.Next == "" && q.Cursor == "" {
		page.Total = len(page.Entries)
	}
	if len(page.Entries) == 0 {
		if err := nothingGathered(ctx, a); err != nil {
			return nil, err
		}
	}
	return &answer{
		whole: page, lines: linesOf(page.Entries),
		table: func() *table.Table { return table.Entries(page.Entries) },
		lay: func(w io.Writer, o layout.Options) error {
			return layout.Entries(w, page.Entries, foot(len(page.Entries), page.Total, page.Next, "entry", "entries"), o)
		},
	}, nil
}

// foot tells how much of what was found is shown, and how to see the rest.
func foot(shown, total int, next, one, several string) string {
	if shown == 0 && next == "" {
		return "Nothing is found."
	}
	line := fmt.Sprintf("%d %s", shown, several)
	if shown == 1 {
		line = "1 " + one
	}
	if total > shown {
		line += " of " + strconv.Itoa(total)
	} else if total < 0 {
		line += " of many"
	}
	if next != "" {
		line += "; more with --cursor " + next
	}
	return line + "."
}

// facets counts what a query finds.
func facets(ctx context.Context, a *store.Archive, q chancery.Query) (*answer, error) {
	all, err := a.Facets(ctx, q)
	if err != nil {
		return nil, err
	}
	return &answer{
		whole: all, lines: linesOf(all),
		table: func() *table.Table { return table.Facets(all) },
		lay:   func(w io.Writer, o layout.Options) error { return layout.Facets(w, all, o) },
	}, nil
}
