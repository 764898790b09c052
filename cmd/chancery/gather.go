package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"chancery"
	"chancery/gather"
	"chancery/reading"
	"chancery/source"
	"chancery/world"
)

// exitInterrupted is the exit status after Ctrl-C, as shells have it.
const exitInterrupted = 130

// gatherFlags are those of chancery gather.
type gatherFlags struct {
	As           string        `placeholder:"FORMAT" help:"What the sources are, where they do not tell: report, jsonl, csv, tsv, warc, feed, sitemap, list (of addresses), yaml (of sources)."`
	Text         string        `group:"fields" placeholder:"FIELD" help:"The field of JSON Lines and tables that holds the text; a.b is field b in a."`
	HTML         string        `group:"fields" placeholder:"FIELD" help:"… the text as HTML."`
	Title        string        `group:"fields" placeholder:"FIELD" help:"… the headline."`
	Published    string        `group:"fields" placeholder:"FIELD" help:"… the day of publication."`
	Source       string        `group:"fields" placeholder:"FIELD" help:"… the publishing house."`
	URL          string        `group:"fields" placeholder:"FIELD" help:"… the address."`
	FeedText     bool          `help:"Take a feed's own text rather than fetch the page of each of its items."`
	Watch        bool          `help:"Go on: look at feeds and sitemaps again and again for what is new, until stopped."`
	Every        time.Duration `default:"15m" help:"How often to look, where a file of sources does not say."`
	Delay        time.Duration `default:"1s" help:"The least time between two requests to one host; robots.txt may ask for more."`
	Timeout      time.Duration `default:"30s" help:"The longest that fetching one address may take."`
	AllowPrivate bool          `help:"Fetch from private, loopback and link-local addresses too, and through the proxy that the environment names."`
	Jobs         int           `short:"j" placeholder:"N" help:"Reports read at once; as many as there are processors by default."`
	Quiet        bool          `short:"q" help:"Show no progress and no summary; errors alone."`
	Failures     bool          `help:"List the inputs that could not be read, newest first, and gather nothing."`
	storeFlag
	worldFlag
	Sources []string `arg:"" optional:"" name:"source" help:"Files, folders, http(s) addresses, or - for a list of addresses on standard input."`
}

// Help is shown under the flags of chancery gather --help.
func (gatherFlags) Help() string {
	return `A source is a report (text, Markdown, HTML), a folder of such, JSON Lines, CSV or
TSV with a row of names, a web archive (WARC), an RSS, Atom or JSON feed, a
sitemap or an index of sitemaps, a page, or a .yaml list of sources (name, url,
kind, every). Files may be packed with gzip or zstd. What a source is, its first
bytes, its name and its media type tell; --as says otherwise. The fields of JSON
Lines and tables are told by the usual names (title, text or body, html, date or
published, source, url) where no flag names them.

Reports that are kept are not read again. Ctrl-C stops once what is in hand is
kept, a second Ctrl-C at once; the same command goes on from there, and so it does
after a crash. Web servers are asked one thing at a time, as robots.txt allows.

Examples:
  chancery gather reports/ corpus.jsonl.gz crawl.warc.gz
  chancery gather --text body.plain --published when archive.jsonl.zst
  chancery gather https://example.org/feed.xml https://example.org/sitemap.xml
  chancery gather --watch feeds.yaml
  chancery gather --failures

Exit status: 0 if every input was read; 1 if one could not be, though all others
were, or if the archive could not be written; 2 if the command line is wrong; 130
if it was stopped by Ctrl-C or SIGTERM.`
}

// run gathers, shows how it goes and sums it up.
func (f *gatherFlags) run(ctx context.Context, s streams) int {
	format, err := f.check()
	if err != nil {
		return usageError(s, err)
	}
	sources, err := gather.NewSources(f.Sources, format, s.in)
	if err == nil {
		sources, err = gather.Expand(sources)
	}
	if err != nil {
		return failed(s.err, fmt.Errorf("gather: %w", err))
	}
	mark, err := f.know()
	if err != nil {
		return failed(s.err, err)
	}
	archive, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer archive.Close()
	if f.Failures {
		return listFailures(ctx, s, archive)
	}
	boundMemory()
	go world.Default() // takes a while, as the first sources do
	log := slog.New(slog.DiscardHandler)
	if _, shown := terminal(s.err); f.Watch && !f.Quiet && !shown {
		log = slog.New(slog.NewTextHandler(s.err, nil))
	}
	g := gather.New(archive, gather.Options{
		Log: log, Jobs: f.Jobs, Format: format, FeedText: f.FeedText, Delay: f.Delay, Every: f.Every, Version: reading.Version() + mark,
		Fields: gather.Fields{Text: f.Text, HTML: f.HTML, Title: f.Title, Published: f.Published, Source: f.Source, URL: f.URL},
		Loader: &source.Loader{AllowPrivate: f.AllowPrivate, Timeout: f.Timeout, UserAgent: userAgent()},
	})
	return f.gather(ctx, s, g, sources)
}

// gather runs g while signals and progress are looked after.
func (f *gatherFlags) gather(ctx context.Context, s streams, g *gather.Gatherer, sources []gather.Source) int {
	bar := newGatherBar(s.err, f.Quiet, g.Status)
	unhook := stopOnSignal(func() { bar.say("stopping: what is in hand is kept first; once more stops at once"); g.Stop() })
	defer unhook()
	go bar.run()
	var status gather.Status
	var err error
	if f.Watch {
		status, err = g.Watch(ctx, sources)
	} else {
		status, err = g.Run(ctx, sources)
	}
	bar.end()
	if !f.Quiet {
		writeSummary(s.err, status, time.Now())
	}
	switch {
	case errors.Is(err, gather.ErrStopped):
		if !f.Quiet {
			fmt.Fprintln(s.err, "stopped; the same command goes on from here")
		}
		return exitInterrupted
	case err != nil:
		failed(s.err, fmt.Errorf("gather: %w", err))
		fmt.Fprintln(s.err, "what was gathered so far is kept: the same command goes on from here")
		return exitInput
	case status.Failed > 0:
		return exitInput
	}
	return exitOK
}

// heapBound is the memory, in bytes, near which unused memory is collected sooner
// than otherwise. Models, tables and what is in hand take about half of it.
const heapBound = 700 << 20

// boundMemory keeps what one long report took from staying taken. Who sets
// GOMEMLIMIT knows better.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapBound)
	}
}

// check finds what is wrong with the flags that their types let pass.
func (f *gatherFlags) check() (gather.Format, error) {
	format, err := gather.ParseFormat(f.As)
	switch {
	case err != nil:
		return "", fmt.Errorf("--as: %w", err)
	case f.Failures && len(f.Sources) > 0:
		return "", errors.New("--failures lists what failed and gathers nothing: leave the sources out")
	case !f.Failures && len(f.Sources) == 0:
		return "", errors.New("nothing to gather: name files, folders or addresses, as chancery gather --help shows")
	case f.Jobs < 0:
		return "", fmt.Errorf("--jobs: %d is no number of reports", f.Jobs)
	case f.Timeout <= 0:
		return "", fmt.Errorf("--timeout: %s is no time to wait", f.Timeout)
	case f.Every < time.Minute:
		return "", fmt.Errorf("--every: %s is too often: a minute is the least", f.Every)
	case f.Delay < 0:
		return "", fmt.Errorf("--delay: %s is no time to wait", f.Delay)
	case count(f.Sources, "-") > 1:
		return "", errors.New("standard input is named more than once")
	}
	return format, nil
}

// stopOnSignal calls stop at the first Ctrl-C or SIGTERM and ends the program at
// the second: the archive loses nothing by it. unhook undoes it.
func stopOnSignal(stop func()) (unhook func()) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		select {
		case <-signals:
			stop()
		case <-done:
			return
		}
		select {
		case <-signals:
			os.Exit(exitInterrupted)
		case <-done:
		}
	}()
	return func() {
		signal.Stop(signals)
		close(done)
	}
}

// maxListed bounds the failures that are listed.
const maxListed = 1000

func listFailures(ctx context.Context, s streams, k chancery.Keeper) int {
	failures, err := k.Failures(ctx, maxListed)
	if err != nil {
		return failed(s.err, fmt.Errorf("list failures: %w", err))
	}
	for _, f := range failures {
		fmt.Fprintf(s.out, "%s\t%s\t%s\n", f.At.Format(time.DateTime), f.Path, f.Why)
	}
	return exitOK
}
