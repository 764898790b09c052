package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"strings"

	"chancery"
	"chancery/correct"
	"chancery/store"
)

// correctFlags are those of chancery correct.
type correctFlags struct {
	Why string `placeholder:"WORDS" help:"Why; needed for all but accept."`
	By  string `env:"CHANCERY_EDITOR" placeholder:"NAME" help:"Who corrects; the user's name by default."`
	All bool   `help:"Correct the entry in every report that tells it, not in one alone."`
	storeFlag
	ID      string   `arg:"" name:"id" help:"ID of an entry or account as chancery show lists them, KEY/e3 for entry e3 of the report KEY, or to add the KEY of a report."`
	Verdict string   `arg:"" enum:"accept,reject,edit,add" help:"accept, reject, edit or add."`
	Fields  []string `arg:"" optional:"" name:"field" help:"FIELD=VALUE, and to add the kind of entry before them."`
}

// Help is shown under the flags of chancery correct --help.
func (correctFlags) Help() string {
	return `Corrects the record: accepts an entry as right, rejects it, sets fields of it or adds
one that is missing. A correction is kept apart from what the machine read, is put
on top of every later reading of its report, and can be undone (chancery
corrections undo).

An entry that several reports tell has an account in each. The correction is of
the account whose ID is given (an entry's ID is its first account's), and with
--all of every one.

Actors are given by name, several parted by ";", with the state's code where it is
needed: "Kim Yong Chol (PRK)"; states by code or name; days as 2018-10-07; pieces
of the text word by word, or as "first words … last words"; nth=2 says which where
a cue stands more than once. An empty value clears a field. Fields:
` + fieldHelp() + `
Examples:
  chancery correct e4k7q2m5x3r6t2wza accept
  chancery correct e4k7q2m5x3r6t2wza reject --all --why "a film, no event"
  chancery correct e4k7q2m5x3r6t2wza edit status=planned date=2018-10-07 --why "is to take place"
  chancery correct r7hc2k5m3x6t2wzab/s2 edit speaker="Moon Jae-in" --why "he, not Kim"
  chancery correct r7hc2k5m3x6t2wzab add event type=CONSULT mode=meet who="Mike Pompeo" whom="Kim Jong Un" cue="held talks" --why missed

Exit status: 0 if the correction is kept; 1 if not; 2 if the command line is wrong.`
}

// fieldHelp lists the fields of each kind of entry.
func fieldHelp() string {
	var b strings.Builder
	for _, kind := range []chancery.EntryKind{chancery.AnEvent, chancery.AStatement, chancery.ACommitment, chancery.AStop, chancery.ATurn} {
		var names []string
		for _, f := range correct.Fields(kind) {
			name := f.Name
			if f.Needed {
				name += "*"
			}
			names = append(names, name)
		}
		fmt.Fprintf(&b, "  %-11s %s\n", kind, strings.Join(names, " "))
	}
	return b.String() + "Those with * must be there to add an entry.\n"
}

// target is one report's entry that is to be corrected.
type target struct {
	kept  *chancery.Kept
	local string // ID in the record, "" to add
}

func (f *correctFlags) run(ctx context.Context, s streams) int {
	wish, err := f.wish()
	if err != nil {
		return usageError(s, err)
	}
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	targets, others, err := f.targets(ctx, a)
	if errors.Is(err, chancery.ErrNotFound) {
		if err = nothingGathered(ctx, a); err == nil {
			err = errors.New("the archive has no such entry or report: chancery find and chancery reports list them")
		}
	}
	if err != nil {
		return failed(s.err, fmt.Errorf("correct %s: %w", f.ID, err))
	}
	// All or none: what one report cannot take is said before any is corrected.
	made := make([]chancery.Correction, len(targets))
	for i, t := range targets {
		w := wish
		w.Local = t.local
		if made[i], err = correct.Make(t.kept.Record, t.kept.Key, w); err != nil {
			return failed(s.err, fmt.Errorf("correct %s in report %s: %w", f.ID, t.kept.Key, err))
		}
	}
	for i, t := range targets {
		c, err := a.Correct(ctx, made[i])
		if err != nil {
			return failed(s.err, fmt.Errorf("correct %s in report %s: %w", f.ID, t.kept.Key, err))
		}
		fmt.Fprintf(s.out, "%d: %s in %s\n", c.ID, correct.Describe(&c), reportLine(&t.kept.ReportCard))
	}
	if others > 0 {
		fmt.Fprintf(s.err, "%d other accounts of the entry stay as they are; --all corrects them too\n", others)
	}
	return exitOK
}

// reportLine names a report in a line.
func reportLine(r *chancery.ReportCard) string {
	return strings.Join(strings.Fields(r.Key+" "+r.Published+" "+r.Source+" "+r.Title), " ")
}

// wish makes of the command line what is asked for, but for which entry.
func (f *correctFlags) wish() (correct.Wish, error) {
	w := correct.Wish{Verdict: chancery.Verdict(f.Verdict), By: f.By, Why: f.Why}
	if w.By == "" {
		w.By = userName()
	}
	if w.Why == "" && w.Verdict != chancery.Accepted {
		return w, fmt.Errorf("%s: say why with --why", w.Verdict)
	}
	fields := f.Fields
	if w.Verdict == chancery.Added {
		if f.All {
			return w, errors.New("--all: an entry is added to one report")
		}
		if len(fields) == 0 || strings.Contains(fields[0], "=") {
			return w, errors.New("add: say what kind of entry: event, statement, commitment, stop or turn")
		}
		kind, ok := kindWords[strings.ToLower(fields[0])]
		if !ok {
			return w, fmt.Errorf("add: %q is no kind of entry: event, statement, commitment, stop or turn", fields[0])
		}
		w.Kind, fields = kind, fields[1:]
	}
	w.Fields = map[string]any{}
	for _, field := range fields {
		name, value, ok := strings.Cut(field, "=")
		if !ok {
			return w, fmt.Errorf("%q: want FIELD=VALUE", field)
		}
		if _, twice := w.Fields[name]; twice {
			return w, fmt.Errorf("%s is set twice: part several values with \";\"", name)
		}
		w.Fields[name] = value
	}
	return w, nil
}

// userName is the name of who runs the program, "" if it has none.
func userName() string {
	if u, err := user.Current(); err == nil {
		if u.Name != "" {
			return u.Name
		}
		return u.Username
	}
	return os.Getenv("USER")
}

// targets finds what an ID is of, and how many other accounts the entry has that
// are left as they are.
func (f *correctFlags) targets(ctx context.Context, a *store.Archive) (out []target, others int, err error) {
	key, local, within := strings.Cut(f.ID, "/")
	adds := f.Verdict == string(chancery.Added)
	if within || strings.HasPrefix(key, "r") {
		k, err := a.Report(ctx, key)
		if err != nil {
			return nil, 0, err
		}
		if !adds && local == "" {
			return nil, 0, fmt.Errorf("say which entry of the report: %s/e1, s1, c1, t1 (stop) or n1 (turn), as chancery show %s --format json has them", key, key)
		}
		if f.All {
			return nil, 0, errors.New("--all: give the ID of an entry that several reports tell")
		}
		if adds {
			local = ""
		}
		return []target{{k, local}}, 0, nil
	}
	e, err := a.Entry(ctx, f.ID)
	if err != nil {
		return nil, 0, err
	}
	for i := range e.Accounts {
		x := &e.Accounts[i]
		if x.ID != f.ID && !f.All {
			others++
			continue
		}
		k, err := a.Report(ctx, x.Report)
		if err != nil {
			return nil, 0, err
		}
		if adds {
			return []target{{k, ""}}, 0, nil
		}
		out = append(out, target{k, x.Local})
	}
	if len(out) == 0 {
		return nil, 0, chancery.ErrNotFound
	}
	return out, others, nil
}
