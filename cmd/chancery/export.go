package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"chancery"
	"chancery/export"
	"chancery/store"
)

// exportFlags are those of chancery export.
type exportFlags struct {
	As  string `required:"" placeholder:"FORM" help:"jsonl, plover, polecat, csv, parquet, geojson, ics or jsonld; see below."`
	Out string `required:"" short:"o" placeholder:"FILE" type:"path" help:"The file to write, - for standard output. For csv and parquet a folder, which gets a table a kind, unless one --kind is asked for or FILE ends in the form's extension."`
	filterFlags
	Quiet bool `short:"q" help:"Do not say how much was written."`
	storeFlag
	Text []string `arg:"" optional:"" name:"text" help:"Words that all occur, \"quoted phrases\", -without, begin*."`
}

// Help is shown under the flags of chancery export --help.
func (exportFlags) Help() string {
	return `Writes what the archive holds, or what chancery find would find with the same flags,
all of it, in a form that others read:
  jsonl    entries with their accounts, one a line
  plover   events as PLOVER JSON
  polecat  events in the columns of POLECAT, a row a pair of actor and recipient;
           those that were held, unless --status says otherwise
  csv      tables, one a kind; text that a spreadsheet would take for a formula
           gets an apostrophe before it
  parquet  tables, one a kind
  geojson  events and stops with a place, as points
  ics      a calendar of what is planned and due, unless --status says otherwise
  jsonld   linked data: schema.org with PROV for what it was derived from
Of the reports' texts only the sentence that an entry hangs on is written.

Examples:
  chancery export --as polecat --out events.tsv --from 2018 --to 2018
  chancery export --as csv --out tables/ --pair USA,PRK
  chancery export --as parquet --kind statement --out statements.parquet
  chancery export --as ics --from today --out agenda.ics
  chancery export --as jsonl --out - | jq .id

Exit status: 0 if all was written; 1 if not; 2 if the command line is wrong.`
}

func (f *exportFlags) run(ctx context.Context, s streams) int {
	q, err := f.filter(f.Text)
	if err == nil {
		_, err = export.FormOf(f.As)
	}
	if err != nil {
		return usageError(s, err)
	}
	f.narrow(&q)
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	var unclear *unclearName
	if err := f.among(ctx, a, &q); errors.As(err, &unclear) {
		return unclear.tell(s.err, "auto")
	} else if err != nil {
		return failed(s.err, err)
	}
	n, err := f.export(ctx, s, a, q)
	if errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	if err != nil {
		return failed(s.err, fmt.Errorf("export to %s: %w", f.Out, err))
	}
	if n == 0 {
		if err := nothingGathered(ctx, a); err != nil {
			return failed(s.err, err)
		}
	}
	if !f.Quiet && f.Out != "-" {
		fmt.Fprintf(s.err, "%d entries written to %s\n", n, f.Out)
	}
	return exitOK
}

// narrow asks for what a form can hold alone, and for what its users expect where
// nothing else is said.
func (f *exportFlags) narrow(q *chancery.Query) {
	only := func(kinds ...chancery.EntryKind) {
		if len(q.Kinds) == 0 {
			q.Kinds = kinds
		}
	}
	switch f.As {
	case "polecat":
		only(chancery.AnEvent)
		if len(q.Statuses) == 0 {
			q.Statuses = []chancery.Status{chancery.Held}
		}
	case "plover":
		only(chancery.AnEvent)
	case "geojson":
		only(chancery.AnEvent, chancery.AStop)
	case "ics":
		only(chancery.AnEvent, chancery.ACommitment, chancery.AStop)
		if len(q.Statuses) == 0 {
			q.Statuses = []chancery.Status{chancery.Planned, chancery.Possible, chancery.Postponed, chancery.Cancelled, chancery.Open}
		}
	}
	q.Order = chancery.Oldest
	if q.Text != "" || q.Source != "" {
		q.Order = chancery.Newest // found through the index of words
	}
}

// export writes what is found and gives how many entries were written.
func (f *exportFlags) export(ctx context.Context, s streams, a *store.Archive, q chancery.Query) (int, error) {
	w, done, err := f.writer(ctx, s, a, q)
	if err != nil {
		return 0, err
	}
	err = eachEntry(ctx, a, q, w.Write)
	if err == nil {
		err = w.Close()
	}
	return w.Written(), errors.Join(err, done(err == nil))
}

// writer opens what is written to. done puts it in place, or takes it away where
// something went wrong: a file is there whole or not at all.
func (f *exportFlags) writer(ctx context.Context, s streams, a *store.Archive, q chancery.Query) (w export.Writer, done func(whole bool) error, err error) {
	form, _ := export.FormOf(f.As)
	o := export.Options{At: now().UTC(), Version: strings.TrimSpace(strings.SplitN(version(), "(", 2)[0]), Title: "Chancery", Actor: cards(ctx, a)}
	if form.Tables && len(q.Kinds) == 1 {
		o.Kind = q.Kinds[0]
	}
	if form.Tables && o.Kind == "" && f.Out != "-" && filepath.Ext(f.Out) != form.Extension {
		w, err := export.NewFolder(f.As, f.Out, o)
		return w, func(whole bool) error {
			if d, ok := w.(interface{ Discard() }); ok && !whole {
				d.Discard()
			}
			return nil
		}, err
	}
	if f.Out == "-" {
		out := bufio.NewWriterSize(s.out, 1<<16)
		w, err = export.New(f.As, out, o)
		return w, func(bool) error { return out.Flush() }, err
	}
	file, err := os.CreateTemp(filepath.Dir(f.Out), filepath.Base(f.Out)+".*.part")
	if err != nil {
		return nil, nil, err
	}
	out := bufio.NewWriterSize(file, 1<<16)
	if w, err = export.New(f.As, out, o); err != nil {
		return nil, nil, errors.Join(err, file.Close(), os.Remove(file.Name()))
	}
	return w, func(whole bool) error {
		err := errors.Join(out.Flush(), file.Chmod(0o644), file.Close())
		if whole && err == nil {
			return os.Rename(file.Name(), f.Out)
		}
		return errors.Join(err, os.Remove(file.Name()))
	}, nil
}

// fetchers is how many entries are looked up at once: most of the time goes into
// unpacking the texts that their sentences are cut from.
const fetchers = 4

// eachEntry tells of every entry that a query finds, with its accounts, in order
// and a page at a time.
func eachEntry(ctx context.Context, a *store.Archive, q chancery.Query, tell func(*chancery.Entry) error) error {
	q.Limit = 200
	for {
		page, err := a.Find(ctx, q)
		if err != nil {
			return err
		}
		entries := make([]*chancery.Entry, len(page.Entries))
		group, within := errgroup.WithContext(ctx)
		group.SetLimit(fetchers)
		for i := range page.Entries {
			group.Go(func() (err error) {
				entries[i], err = a.Entry(within, page.Entries[i].ID)
				if errors.Is(err, chancery.ErrNotFound) {
					return nil // merged into another in between
				}
				return err
			})
		}
		if err := group.Wait(); err != nil {
			return err
		}
		for _, e := range entries {
			if e == nil {
				continue
			}
			if err := tell(e); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		q.Cursor = page.Next
	}
}

// mostCards bounds the actors that are remembered while an archive is exported.
const mostCards = 20_000

// cards looks actors up, each once as long as there are not too many.
func cards(ctx context.Context, a *store.Archive) func(key string) (chancery.ActorCard, bool) {
	known := map[string]*chancery.ActorCard{}
	return func(key string) (chancery.ActorCard, bool) {
		c, seen := known[key]
		if !seen {
			found, err := a.Actors(ctx, key, 1)
			if err == nil && len(found) == 1 && found[0].Key == key {
				c = &found[0]
			}
			if len(known) >= mostCards {
				clear(known)
			}
			known[key] = c
		}
		if c == nil {
			return chancery.ActorCard{}, false
		}
		return *c, true
	}
}
