package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"chancery"
	"chancery/layout"
	"chancery/source"
	"chancery/store"
	"chancery/table"
)

// answerFlags are those of every command that asks the archive.
type answerFlags struct {
	Format string `enum:"table,json,jsonl,csv" default:"table" placeholder:"FORM" help:"How to write the answer: table, laid out for people; json, the whole answer; jsonl, one entry a line; csv."`
	Color  string `enum:"auto,always,never" default:"auto" help:"Colour the table: auto (on a terminal, unless NO_COLOR is set), always, never."`
	storeFlag
}

// answer is an answer in each of the forms that it can be written in.
type answer struct {
	whole any                                             // for json
	lines []any                                           // for jsonl
	table func() *table.Table                             // for csv
	lay   func(w io.Writer, options layout.Options) error // for table
}

// ask opens the archive, asks it and writes the answer; it gives the exit status.
func (f *answerFlags) ask(ctx context.Context, s streams, question func(ctx context.Context, a *store.Archive) (*answer, error)) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	out, err := question(ctx, a)
	var unclear *unclearName
	switch {
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &unclear):
		return unclear.tell(s.err, f.Color)
	case err != nil:
		return failed(s.err, f.emptyOr(ctx, a, err))
	}
	if err := f.write(s, out); err != nil {
		return failed(s.err, fmt.Errorf("write the answer: %w", err))
	}
	return exitOK
}

// emptyOr says that there is nothing to find things in, where that is so.
func (f *answerFlags) emptyOr(ctx context.Context, a *store.Archive, err error) error {
	if !errors.Is(err, chancery.ErrNotFound) {
		return err
	}
	if empty := nothingGathered(ctx, a); empty != nil {
		return empty
	}
	return err
}

// nothingGathered is an error where the archive is empty.
func nothingGathered(ctx context.Context, a *store.Archive) error {
	c, err := a.Coverage(ctx)
	if err != nil || c.Reports > 0 {
		return nil
	}
	return fmt.Errorf("the archive %s is empty: fill it with chancery gather SOURCE…", a.Address())
}

// write writes an answer in the form that was asked for.
func (f *answerFlags) write(s streams, out *answer) error {
	enc := json.NewEncoder(s.out)
	enc.SetEscapeHTML(false)
	switch f.Format {
	case "json":
		enc.SetIndent("", "  ")
		return enc.Encode(out.whole)
	case "jsonl":
		for _, line := range out.lines {
			if err := enc.Encode(line); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		return out.table().WriteCSV(s.out)
	}
	return out.lay(s.out, layout.Options{Width: width(s.out), Color: colored(s.out, f.Color)})
}

// linesOf makes lines of the elements of a list.
func linesOf[T any](all []T) []any {
	out := make([]any, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

// dayWord is a day, month or year on the command line, or a word for a day.
type dayWord struct{ first, last string } // ISO 8601, "" where none is given

// now is the day on which the program runs.
var now = time.Now

// UnmarshalText reads 2018-10-07, 2018-10, 2018, today, yesterday, tomorrow and days
// and weeks from today such as -7d and +2w.
func (d *dayWord) UnmarshalText(text []byte) error {
	word := strings.ToLower(strings.TrimSpace(string(text)))
	if shift, ok := dayShift(word); ok {
		day := now().AddDate(0, 0, shift).Format(time.DateOnly)
		*d = dayWord{day, day}
		return nil
	}
	for layout, last := range map[string]func(time.Time) time.Time{
		"2006":    func(t time.Time) time.Time { return t.AddDate(1, 0, -1) },
		"2006-01": func(t time.Time) time.Time { return t.AddDate(0, 1, -1) },
	} {
		if t, err := time.Parse(layout, word); err == nil {
			*d = dayWord{t.Format(time.DateOnly), last(t).Format(time.DateOnly)}
			return nil
		}
	}
	t, err := source.ParseDay(word)
	if err != nil {
		return fmt.Errorf("%q is no day: write 2018-10-07, 2018-10, 2018, today, yesterday, -7d or +2w", string(text))
	}
	day := t.Format(time.DateOnly)
	*d = dayWord{day, day}
	return nil
}

// dayShift reads how many days from today a word means.
func dayShift(word string) (int, bool) {
	switch word {
	case "today", "now":
		return 0, true
	case "yesterday":
		return -1, true
	case "tomorrow":
		return 1, true
	}
	var n int
	var unit string
	if _, err := fmt.Sscanf(word, "%d%s", &n, &unit); err != nil || len(word) < 3 || word[0] != '+' && word[0] != '-' || n > 36500 || n < -36500 {
		return 0, false
	}
	switch unit {
	case "d":
		return n, true
	case "w":
		return 7 * n, true
	}
	return 0, false
}
