package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"chancery"
	"chancery/correct"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// correctionsFlags are those of chancery corrections.
type correctionsFlags struct {
	List   correctionsListFlags   `cmd:"" default:"withargs" help:"List corrections, newest first."`
	Undo   correctionsUndoFlags   `cmd:"" help:"Take corrections back; they stay listed as undone."`
	Export correctionsExportFlags `cmd:"" help:"Write the corrected reports as annotations that models learn from."`
	Import correctionsImportFlags `cmd:"" help:"Bring kept reports to annotations of their texts."`
}

type correctionsListFlags struct {
	Report  string `placeholder:"KEY" help:"Corrections of one report."`
	Pending bool   `help:"Those alone that the present reading has no entry for."`
	Limit   int    `default:"50" placeholder:"N" help:"How many to list."`
	answerFlags
}

func (f *correctionsListFlags) run(ctx context.Context, s streams) int {
	if f.Limit < 1 {
		return usageError(s, fmt.Errorf("--limit: %d is no number of corrections", f.Limit))
	}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		report := f.Report
		if report != "" {
			k, err := a.Report(ctx, report)
			if err != nil {
				return nil, fmt.Errorf("--report %s: %w", report, err)
			}
			report = k.Key
		}
		limit := f.Limit
		if f.Pending {
			limit = 0 // all: few of them are pending
		}
		all, err := a.Corrections(ctx, report, limit)
		if err != nil {
			return nil, err
		}
		list := []chancery.Correction{}
		for _, c := range all {
			if len(list) < f.Limit && (!f.Pending || c.Pending && c.Undone.IsZero()) {
				list = append(list, c)
			}
		}
		lines := make([]any, len(list))
		for i := range list {
			lines[i] = told(&list[i])
		}
		return &answer{whole: lines, lines: lines, table: func() *table.Table { return correctionTable(list) },
			lay: func(w io.Writer, o layout.Options) error { return layCorrections(w, list) }}, nil
	})
}

// toldCorrection is a correction as json and jsonl write it, with a line for people.
type toldCorrection struct {
	chancery.Correction
	Says string `json:"says"`
}

func told(c *chancery.Correction) toldCorrection { return toldCorrection{*c, correct.Describe(c)} }

func correctionTable(list []chancery.Correction) *table.Table {
	t := &table.Table{Columns: []string{"id", "report", "kind", "verdict", "type", "cue", "start", "end", "says", "by", "why", "at", "undone", "undoer", "pending"}}
	for i := range list {
		c := &list[i]
		undone := ""
		if !c.Undone.IsZero() {
			undone = c.Undone.Format(time.RFC3339)
		}
		t.Rows = append(t.Rows, []string{strconv.FormatInt(c.ID, 10), c.Report, string(c.Kind), string(c.Verdict), c.Type, c.Cue.Text,
			strconv.Itoa(c.Cue.Start), strconv.Itoa(c.Cue.End), correct.Describe(c), c.By, c.Why, c.At.Format(time.RFC3339), undone, c.Undoer, strconv.FormatBool(c.Pending)})
	}
	return t
}

// layCorrections writes two lines a correction: what it does, and who made it when
// and why.
func layCorrections(w io.Writer, list []chancery.Correction) error {
	if len(list) == 0 {
		_, err := fmt.Fprintln(w, "Nothing is corrected.")
		return err
	}
	for i := range list {
		c := &list[i]
		state := ""
		switch {
		case !c.Undone.IsZero():
			state = " · undone by " + c.Undoer + " " + c.Undone.Format(time.DateOnly)
		case c.Pending:
			state = " · pending: the present reading has no such entry"
		}
		why := ""
		if c.Why != "" {
			why = ": " + c.Why
		}
		if _, err := fmt.Fprintf(w, "%-5d %s%s\n      %s · %s, %s%s\n", c.ID, correct.Describe(c), state, c.Report, c.By, c.At.Format(time.DateOnly), why); err != nil {
			return err
		}
	}
	return nil
}

type correctionsUndoFlags struct {
	By string `env:"CHANCERY_EDITOR" placeholder:"NAME" help:"Who takes them back; the user's name by default."`
	storeFlag
	ID []int64 `arg:"" name:"id" help:"Numbers as chancery corrections lists them."`
}

func (f *correctionsUndoFlags) run(ctx context.Context, s streams) int {
	by := f.By
	if by == "" {
		by = userName()
	}
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	code := exitOK
	for _, id := range f.ID {
		err := a.Undo(ctx, id, by)
		switch {
		case errors.Is(err, chancery.ErrNotFound):
			code = failed(s.err, fmt.Errorf("undo %d: there is no such correction, or it is undone already", id))
		case err != nil:
			return failed(s.err, fmt.Errorf("undo %d: %w", id, err))
		default:
			fmt.Fprintf(s.out, "%d is undone\n", id)
		}
	}
	return code
}

type correctionsExportFlags struct {
	MinConfidence float64 `placeholder:"P" default:"0" help:"Of what no editor has touched, leave out entries below P, from 0 to 1."`
	storeFlag
	Dir string `arg:"" name:"dir" type:"path" help:"Folder to write, made if need be."`
}

// Help is shown under the flags of chancery corrections export --help.
func (correctionsExportFlags) Help() string {
	return `Writes every report that an editor has corrected as it now stands: its annotation,
annotations/KEY.json, its text and day, reports/KEY.txt and KEY.date, and a line of
sources.tsv. chancery score takes the folder as --gold. All entries of a report are
written: correct whole reports, so that what the machine missed is there too.`
}

func (f *correctionsExportFlags) run(ctx context.Context, s streams) int {
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return usageError(s, fmt.Errorf("--min-confidence: %v is no probability: give one from 0 to 1", f.MinConfidence))
	}
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	n, err := f.export(ctx, a)
	if err != nil {
		return failed(s.err, fmt.Errorf("export corrections: %w", err))
	}
	if n == 0 {
		return failed(s.err, errors.New("export corrections: no report is corrected: chancery correct does it"))
	}
	fmt.Fprintf(s.err, "%d reports written to %s\n", n, f.Dir)
	return exitOK
}

func (f *correctionsExportFlags) export(ctx context.Context, a *store.Archive) (n int, err error) {
	all, err := a.Corrections(ctx, "", 0)
	if err != nil {
		return 0, err
	}
	seen := map[string]bool{}
	var keys []string
	for _, c := range all {
		if c.Undone.IsZero() && !c.Pending && !seen[c.Report] {
			seen[c.Report] = true
			keys = append(keys, c.Report)
		}
	}
	if len(keys) == 0 {
		return 0, nil
	}
	folder, err := correct.NewFolder(f.Dir)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	for _, key := range keys {
		k, err := a.Report(ctx, key)
		if errors.Is(err, chancery.ErrNotFound) {
			continue // corrections outlive their report
		}
		if err != nil {
			return n, err
		}
		if err := folder.Add(correct.Annotate(k.Key, k.Record, f.MinConfidence), &k.Record.Document); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
