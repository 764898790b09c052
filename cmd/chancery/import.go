package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chancery"
	"chancery/correct"
	"chancery/store"
)

type correctionsImportFlags struct {
	Why    string `placeholder:"WORDS" help:"Why; \"annotated in DIR\" by default."`
	By     string `env:"CHANCERY_EDITOR" placeholder:"NAME" help:"Who annotated; the user's name by default."`
	DryRun bool   `help:"Tell what would be corrected, and correct nothing."`
	storeFlag
	Dir string `arg:"" name:"dir" type:"path" help:"Folder with annotations/ID.json and reports/ID.txt."`
}

// Help is shown under the flags of chancery corrections import --help.
func (correctionsImportFlags) Help() string {
	return `Holds annotations against the kept reports of the same text. What agrees is
accepted, what differs edited, what the annotation lacks rejected, and what the
record lacks added. A second import of the same brings nothing.

Exit status: 0 if all annotations were brought over; 1 if a report is not kept, or
part of an annotation does not fit its text; 2 if the command line is wrong.`
}

func (f *correctionsImportFlags) run(ctx context.Context, s streams) int {
	all, err := correct.ReadFolder(f.Dir)
	code := exitOK
	if err != nil {
		code = failed(s.err, fmt.Errorf("import: %w", err))
		if len(all) == 0 {
			return code
		}
	}
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	reports, count := 0, map[chancery.Verdict]int{}
	for i := range all {
		kept, err := reportsWith(ctx, a, &all[i])
		if err != nil {
			return failed(s.err, fmt.Errorf("import %s: %w", all[i].Doc, err))
		}
		if len(kept) == 0 {
			code = failed(s.err, fmt.Errorf("import %s: no report of this text is kept: chancery gather it first", all[i].Doc))
		}
		for _, k := range kept {
			made, errs := correct.Compare(k.Record, k.Key, &all[i], f.by(), f.why())
			for _, err := range errs {
				code = failed(s.err, fmt.Errorf("import: %w", err))
			}
			if err := f.correct(ctx, a, made, count); err != nil {
				return failed(s.err, fmt.Errorf("import %s: %w", all[i].Doc, err))
			}
			reports++
		}
	}
	done := "corrected"
	if f.DryRun {
		done = "would be corrected"
	}
	fmt.Fprintf(s.out, "%d reports %s: %d entries accepted, %d rejected, %d edited, %d added\n", reports, done,
		count[chancery.Accepted], count[chancery.Rejected], count[chancery.Edited], count[chancery.Added])
	return code
}

func (f *correctionsImportFlags) correct(ctx context.Context, a *store.Archive, made []chancery.Correction, count map[chancery.Verdict]int) error {
	for _, c := range made {
		if !f.DryRun {
			if _, err := a.Correct(ctx, c); err != nil {
				return err
			}
		}
		count[c.Verdict]++
	}
	return nil
}

func (f *correctionsImportFlags) by() string {
	if f.By != "" {
		return f.By
	}
	return userName()
}

func (f *correctionsImportFlags) why() string {
	if f.Why != "" {
		return f.Why
	}
	return "annotated in " + f.Dir
}

// mostNamesakes bounds the reports of one headline that are looked at for one text.
const mostNamesakes = 1000

// reportsWith finds the kept reports of an annotation's text: the one that its name
// is the key of, or all that have its headline and its hash.
func reportsWith(ctx context.Context, a *store.Archive, x *correct.Annotated) ([]*chancery.Kept, error) {
	k, err := a.Report(ctx, x.Doc)
	if err == nil && k.Record.Document.ID == x.Document() {
		return []*chancery.Kept{k}, nil
	}
	if err != nil && !errors.Is(err, chancery.ErrNotFound) {
		return nil, err
	}
	title, _, _ := strings.Cut(x.Text, "\n")
	page, err := a.Reports(ctx, chancery.ReportQuery{Text: headline(title), Copies: true, Limit: mostNamesakes})
	if err != nil {
		return nil, err
	}
	var out []*chancery.Kept
	for _, card := range page.Reports {
		k, err := a.Report(ctx, card.Key)
		if err != nil {
			return nil, err
		}
		if k.Record.Document.ID == x.Document() {
			out = append(out, k)
		}
	}
	return out, nil
}

// headline makes a question of a title: its first words, as a phrase.
func headline(title string) string {
	words := strings.FieldsFunc(title, func(c rune) bool {
		return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c > 127)
	})
	return `"` + strings.Join(words[:min(len(words), 8)], " ") + `"`
}
