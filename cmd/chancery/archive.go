package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"chancery/store"
)

// storeFlag names the archive that a command works on.
type storeFlag struct {
	Store string `env:"CHANCERY_STORE" placeholder:"PATH" help:"The archive: path of a SQLite file, made on first use, or postgres://user@host/database. By default archive.db in chancery's folder under $XDG_DATA_HOME or ~/.local/share."`
}

// open opens the archive. Its errors name it and the way out.
func (f storeFlag) open(ctx context.Context) (*store.Archive, error) {
	address := f.Store
	if address == "" {
		var err error
		if address, err = defaultStore(); err != nil {
			return nil, err
		}
	}
	return store.Open(ctx, address)
}

// defaultStore is the archive's path where none is named (XDG Base Directory
// Specification).
func defaultStore() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "chancery", "archive.db"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("no home folder to keep the archive in: name a file with --store")
	}
	return filepath.Join(home, ".local", "share", "chancery", "archive.db"), nil
}

// storeFlags are those of chancery store. A bare command tells about the store.
type storeFlags struct {
	Info   storeInfoFlags   `cmd:"" default:"withargs" help:"Tell where the archive is and how large."`
	Check  storeCheckFlags  `cmd:"" help:"Look for what is broken, and tell the archive's digest."`
	Vacuum storeVacuumFlags `cmd:"" help:"Give back the room of what was deleted and put the tables in order."`
	Settle storeSettleFlags `cmd:"" help:"Finish merging what an interrupted gathering has left."`
}

// Help is shown under the flags of chancery store --help.
func (storeFlags) Help() string {
	return `A copy of the file that is taken while nothing writes to it, or by
sqlite3 archive.db ".backup copy.db", is a full copy of the archive. What has been
kept survives the end of the program at any moment; a loss of power may undo the
last moments before it, along with how far sources were gathered, so that gathering
again goes on from there.

Examples:
  chancery store
  chancery store check --store archive.db
  chancery store vacuum

Exit status: 0 if all is well; 1 if the store could not be opened or something in
it is broken; 2 if the command line is wrong.`
}

type storeInfoFlags struct {
	JSON bool `name:"json" help:"As JSON."`
	storeFlag
}

type storeCheckFlags struct{ storeFlag }

type storeVacuumFlags struct{ storeFlag }

type storeSettleFlags struct{ storeFlag }

// with opens the archive for a command that can be interrupted, and gives the exit
// status.
func (f storeFlag) with(ctx context.Context, s streams, do func(ctx context.Context, a *store.Archive) error) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	a, err := f.open(ctx)
	if err == nil {
		err = errors.Join(do(ctx, a), a.Close())
	}
	if err != nil {
		return failed(s.err, err)
	}
	return exitOK
}

func (f *storeInfoFlags) run(ctx context.Context, s streams) int {
	return f.with(ctx, s, func(ctx context.Context, a *store.Archive) error {
		i, err := a.Info(ctx)
		if err != nil {
			return err
		}
		if f.JSON {
			enc := json.NewEncoder(s.out)
			enc.SetIndent("", "  ")
			return enc.Encode(i)
		}
		fmt.Fprintf(s.out, "store    %s\nkind     %s, schema %d\nsize     %.1f MB", i.Address, i.Kind, i.Schema, float64(i.Bytes)/1e6)
		if i.Spare > 0 {
			fmt.Fprintf(s.out, ", of which %.1f MB can be given back", float64(i.Spare)/1e6)
		}
		fmt.Fprintf(s.out, "\nreports  %d\nentries  %d\n", i.Reports, i.Entries)
		if i.ReadOnly {
			fmt.Fprintln(s.out, "It may only be read.")
		}
		return nil
	})
}

func (f *storeCheckFlags) run(ctx context.Context, s streams) int {
	return f.with(ctx, s, func(ctx context.Context, a *store.Archive) error {
		wrong, err := a.Check(ctx)
		if err != nil {
			return err
		}
		if len(wrong) > 0 {
			return fmt.Errorf("store %s is damaged:\n  %s\nRestore a copy, or gather into a new one", a.Address(), strings.Join(wrong, "\n  "))
		}
		left, err := a.Unsettled(ctx)
		if err != nil {
			return err
		}
		digest, err := a.Digest(ctx)
		if err != nil {
			return err
		}
		if fmt.Fprintf(s.out, "sound\ndigest %s\n", digest); left > 0 {
			fmt.Fprintf(s.out, "%d reports are kept and not merged yet: chancery store settle does it\n", left)
		}
		return nil
	})
}

func (f *storeVacuumFlags) run(ctx context.Context, s streams) int {
	return f.with(ctx, s, func(ctx context.Context, a *store.Archive) error { return a.Vacuum(ctx) })
}

func (f *storeSettleFlags) run(ctx context.Context, s streams) int {
	return f.with(ctx, s, func(ctx context.Context, a *store.Archive) error { return a.Settle(ctx, nil) })
}
