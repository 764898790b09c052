package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"chancery"
	"chancery/reading"
	"chancery/source"
	"chancery/store"
)

// rereadFlags are those of chancery reread.
type rereadFlags struct {
	Jobs   int  `short:"j" placeholder:"N" help:"Reports read at once; half as many as there are processors by default, so that other work goes on."`
	DryRun bool `help:"Tell which versions have read the reports, and how many are to be read again."`
	Abort  bool `help:"Give a reading up that was begun: the older readings count again, the new ones are dropped."`
	Quiet  bool `short:"q" help:"Show no progress."`
	storeFlag
	worldFlag
}

// Help is shown under the flags of chancery reread --help.
func (rereadFlags) Help() string {
	return `Reads the reports of the archive again with the models and tables of this version.
The older readings count until all reports are read; then the new ones take their
place, with the editors' corrections on top, and the older are dropped. The archive
can be asked, served and gathered into meanwhile. Ctrl-C stops; the same command
goes on from there, and so it does after a crash.

Examples:
  chancery reread --dry-run
  chancery reread --jobs 8
  chancery reread --abort

Exit status: 0 if all reports are read by this version; 1 if one could not be; 2 if
the command line is wrong; 130 if it was stopped by Ctrl-C or SIGTERM.`
}

func (f *rereadFlags) run(ctx context.Context, s streams) int {
	if f.Jobs < 0 {
		return usageError(s, fmt.Errorf("--jobs: %d is no number of reports", f.Jobs))
	}
	if f.DryRun && f.Abort {
		return usageError(s, errors.New("--dry-run and --abort are two things"))
	}
	mark, err := f.know()
	if err != nil {
		return failed(s.err, err)
	}
	a, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer a.Close()
	r := &rereader{archive: a, version: reading.Version() + mark, jobs: f.Jobs, out: s.err, quiet: f.Quiet}
	if r.jobs == 0 {
		r.jobs = max(1, runtime.NumCPU()/2)
	}
	switch {
	case f.DryRun:
		err = r.tell(ctx, s.out)
	case f.Abort:
		err = r.abort(ctx)
	default:
		ctx, cancel := context.WithCancel(ctx)
		unhook := stopOnSignal(cancel)
		err = r.run(ctx)
		unhook()
		cancel()
	}
	r.clear()
	switch {
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, "stopped; the same command goes on from here")
		return exitInterrupted
	case err != nil:
		return failed(s.err, fmt.Errorf("reread: %w", err))
	}
	return exitOK
}

// rereader brings an archive's reports to one version.
type rereader struct {
	archive *store.Archive
	version string
	jobs    int
	out     io.Writer
	quiet   bool

	all, done int
	began     time.Time
	shown     time.Time
	onShow    bool
}

// count counts the reports, and those that the version has read.
func (r *rereader) count(ctx context.Context) (all, read int, versions []store.VersionCount, err error) {
	versions, err = r.archive.Versions(ctx)
	for _, v := range versions {
		all += v.Shown
		if v.Version == r.version {
			read = v.Readings
		}
	}
	return all, read, versions, err
}

// tell says which versions have read what.
func (r *rereader) tell(ctx context.Context, w io.Writer) error {
	all, read, versions, err := r.count(ctx)
	if err != nil {
		return err
	}
	for _, v := range versions {
		this := ""
		if v.Version == r.version {
			this = "  this version"
		}
		fmt.Fprintf(w, "%s: %d readings, %d of which count%s\n", v.Version, v.Readings, v.Shown, this)
	}
	_, err = fmt.Fprintf(w, "%d of %d reports to be read again by %s\n", all-read, all, r.version)
	return err
}

// abort makes older readings count again wherever they are kept, and drops those of
// this version beside them.
func (r *rereader) abort(ctx context.Context) error {
	_, _, versions, err := r.count(ctx)
	if err != nil {
		return err
	}
	for _, v := range versions {
		if v.Version == r.version || v.Shown == 0 {
			continue
		}
		if err := r.archive.SwitchTo(ctx, v.Version, nil); err != nil {
			return err
		}
	}
	return nil
}

// run reads what this version has not read, and then makes its readings count.
func (r *rereader) run(ctx context.Context) error {
	all, read, _, err := r.count(ctx)
	if err != nil {
		return err
	}
	r.all, r.began = all-read, time.Now()
	failures, err := r.readAll(ctx)
	if err != nil {
		return err
	}
	err = r.archive.SwitchTo(ctx, r.version, func(left int) {
		r.show(fmt.Sprintf("the new readings take the old ones' place: %d reports left", left), left == 0)
	})
	if err != nil {
		return err
	}
	if !r.quiet {
		r.clear()
		fmt.Fprintf(r.out, "%d reports read again in %s\n", r.done, time.Since(r.began).Round(time.Second))
	}
	if failures > 0 {
		return fmt.Errorf("%d reports could not be read and stay as they were: chancery gather --failures tells why", failures)
	}
	return nil
}

// batch is how many reports are read before their readings are stored.
const batch = 32

// readAll reads until nothing is left but what cannot be read.
func (r *rereader) readAll(ctx context.Context) (failures int, err error) {
	failed := map[string]bool{}
	for {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		stale, err := r.archive.Stale(ctx, r.version, batch+len(failed))
		if err != nil {
			return 0, err
		}
		var fresh []chancery.Reading
		for _, s := range stale {
			if !failed[s.Key] {
				fresh = append(fresh, s)
			}
		}
		if len(fresh) == 0 {
			return len(failed), nil
		}
		read, whys := r.readBatch(fresh)
		for i, why := range whys {
			if why != nil {
				failed[fresh[i].Key] = true
				if err := r.archive.Fail(ctx, fresh[i].Path, "read again: "+why.Error()); err != nil {
					return 0, err
				}
			}
		}
		if err := r.archive.PutReading(ctx, read...); err != nil {
			return 0, err
		}
		r.done += len(read)
		r.show(r.line(), false)
	}
}

// readBatch reads reports side by side. whys has, for each of them, why it could not
// be read.
func (r *rereader) readBatch(stale []chancery.Reading) (read []chancery.Reading, whys []error) {
	whys = make([]error, len(stale))
	out := make([]*chancery.Reading, len(stale))
	slots := make(chan struct{}, r.jobs)
	var all sync.WaitGroup
	for i := range stale {
		slots <- struct{}{}
		all.Add(1)
		go func() {
			defer func() { <-slots; all.Done() }()
			record, err := readAgain(&stale[i].Record.Document)
			if err != nil {
				whys[i] = err
				return
			}
			x := stale[i]
			x.Record, x.Version = record, r.version
			out[i] = &x
		}()
	}
	all.Wait()
	for _, x := range out {
		if x != nil {
			read = append(read, *x)
		}
	}
	return read, whys
}

// readAgain reads a kept report's text. A stage that panics on it costs that report
// its new reading, not the run.
func readAgain(d *chancery.Document) (record *chancery.Record, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a stage of reading failed: %v", p)
		}
	}()
	report := source.Report{Title: d.Title, Text: d.Text, Language: d.Language}
	if d.Published != nil {
		if report.Published, err = source.ParseDay(*d.Published); err != nil {
			return nil, err
		}
	}
	if d.Source != nil {
		report.Source = *d.Source
	}
	if d.URL != nil {
		report.URL = *d.URL
	}
	record, _ = reading.Read(report)
	return record, nil
}

// line says how far the reading is.
func (r *rereader) line() string {
	taken := time.Since(r.began)
	rate := float64(r.done) / max(taken.Seconds(), 0.001)
	left := time.Duration(float64(max(0, r.all-r.done))/max(rate, 0.001)) * time.Second
	return fmt.Sprintf("%d of %d reports read again, %.1f a second, %s left", r.done, max(r.all, r.done), rate, left.Round(time.Second))
}

// show shows a line on a terminal at once, elsewhere now and then.
func (r *rereader) show(line string, last bool) {
	if r.quiet {
		return
	}
	if _, ok := terminal(r.out); ok {
		fmt.Fprintf(r.out, "\r\x1b[K%s", line)
		r.onShow = true
		return
	}
	if last || time.Since(r.shown) > lineEvery {
		fmt.Fprintln(r.out, line)
		r.shown = time.Now()
	}
}

// clear takes the line away.
func (r *rereader) clear() {
	if r.onShow {
		fmt.Fprint(r.out, "\r\x1b[K")
		r.onShow = false
	}
}
