package main

import (
	"context"
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"chancery/source"
)

// commandLine is the grammar of the command line, in the order in which --help has it.
type commandLine struct {
	Read  readFlags  `cmd:"" group:"One report" help:"Read reports into records of events, statements, commitments and stops."`
	Who   whoFlags   `cmd:"" group:"One report" help:"Tell who held an office on a day, or what a name stands for." passthrough:""`
	Score scoreFlags `cmd:"" group:"One report" help:"Score records against annotated reports."`

	Gather gatherFlags `cmd:"" group:"Many reports: keep" help:"Gather reports from files, archives, feeds and the web into the archive."`
	Reread rereadFlags `cmd:"" group:"Many reports: keep" help:"Bring the archive's reports to the present models and tables."`
	Store  storeFlags  `cmd:"" group:"Many reports: keep" help:"Tell where the archive is, check it, put it in order."`

	Find     findFlags     `cmd:"" group:"Many reports: ask" help:"Find what the archive holds, by words, actors, days, places and more."`
	Show     showFlags     `cmd:"" group:"Many reports: ask" help:"Show an entry with all its accounts, or a report."`
	Dossier  dossierFlags  `cmd:"" group:"Many reports: ask" help:"Tell what the archive holds on one actor."`
	Pair     pairFlags     `cmd:"" group:"Many reports: ask" help:"Tell how two states stand over time."`
	Agenda   agendaFlags   `cmd:"" group:"Many reports: ask" help:"List what is planned, due and overdue."`
	Reports  reportsFlags  `cmd:"" group:"Many reports: ask" help:"List the reports of the archive."`
	Coverage coverageFlags `cmd:"" group:"Many reports: ask" help:"Tell what the archive holds."`
	Export   exportFlags   `cmd:"" group:"Many reports: ask" help:"Write what the archive holds in a form that others read."`

	Correct     correctFlags     `cmd:"" group:"Many reports: correct" help:"Accept, reject, edit or add an entry."`
	Corrections correctionsFlags `cmd:"" group:"Many reports: correct" help:"List corrections, undo them, export and import them as annotations."`

	Serve  serveFlags  `cmd:"" group:"Many reports: open" help:"Open the archive in a browser, and to programs."`
	Member memberFlags `cmd:"" group:"Many reports: open" help:"Say who may open an archive that is served to others."`
	MCP    mcpFlags    `cmd:"" group:"Many reports: open" name:"mcp" help:"Answer an assistant over the Model Context Protocol."`

	Version versionFlags `cmd:"" group:"This program" help:"Tell the version and what it was built from."`
}

type whoFlags struct {
	Args []string `arg:"" optional:"" help:"See chancery who --help."`
}

func (f *whoFlags) run(_ context.Context, s streams) int { return whoCommand(f.Args, s.out, s.err) }

type versionFlags struct{}

func (*versionFlags) run(_ context.Context, s streams) int {
	fmt.Fprintln(s.out, version())
	return exitOK
}

type readFlags struct {
	Format        string        `enum:"text,json,jsonl,auto" default:"auto" placeholder:"FORM" help:"How to write the record: text, laid out for people; json; jsonl, one record a line. Text by default, json under --out. Several inputs as json are written as jsonl."`
	Published     dayFlag       `placeholder:"DAY" help:"Day of publication, such as 2018-10-07, whatever the inputs say."`
	Explain       bool          `help:"For each entry its sentence, and why it was coded so; text only."`
	Out           string        `placeholder:"DIR" type:"path" help:"Write one file an input into DIR, which is made if need be."`
	MinConfidence float64       `placeholder:"P" default:"0" help:"Leave out entries that are right with a probability below P, from 0 to 1."`
	Color         string        `enum:"auto,always,never" default:"auto" help:"Colour the text: auto (on a terminal, unless NO_COLOR is set), always, never."`
	AllowPrivate  bool          `help:"Fetch from private, loopback and link-local addresses too, and through the proxy that the environment names."`
	Timeout       time.Duration `default:"30s" help:"The longest that fetching one address may take."`
	worldFlag
	Inputs []string `arg:"" name:"input" help:"Files, http(s) addresses, or - for standard input."`
}

// dayFlag is a day on the command line.
type dayFlag struct{ time.Time }

// UnmarshalText makes a day of 2018-10-07.
func (d *dayFlag) UnmarshalText(text []byte) (err error) {
	d.Time, err = source.ParseDay(string(text))
	return err
}

// Help is shown under the flags of chancery read --help.
func (readFlags) Help() string {
	return `Inputs are plain text (the first line is the title), Markdown with or without a
front matter (title, date, source, url), and HTML pages, told apart by media
type, extension and first bytes. Text is UTF-8; a byte order mark and UTF-16 are
understood, pages may declare any encoding, and other text that is not UTF-8 is
taken for windows-1252 with a warning. English only, 16 MiB an input at most.

Examples:
  chancery read report.txt
  chancery read --published 2018-10-07 --format json report.txt
  chancery read --format jsonl *.txt >records.jsonl
  chancery read --out records/ page.html notes.md https://example.org/readout
  pdftotext communique.pdf - | chancery read -

Exit status: 0 if every input was read; 1 if one could not be, though all others
were; 2 if the command line is wrong.`
}

// exited carries an exit status out of kong, which calls for it after --help.
type exited int

// command is what a command's flags are: they run it and give the exit status.
type command interface {
	run(ctx context.Context, s streams) int
}

// run runs one command line and gives the exit status.
func run(ctx context.Context, args []string, s streams) (code int) {
	if len(args) == 0 {
		args = []string{"--help"}
	} else if args[0] == "help" {
		args = append(args[1:], "--help")
	} else if args[0] == "--version" {
		args = []string{"version"}
	}
	if args[0] == "who" {
		return whoCommand(args[1:], s.out, s.err)
	}
	defer func() {
		if r := recover(); r != nil {
			status, ok := r.(exited)
			if !ok {
				panic(r)
			}
			code = int(status)
		}
	}()
	var c commandLine
	parser := newParser(&c, s)
	parsed, err := parser.Parse(args)
	if err != nil {
		return usageError(s, err)
	}
	return parsed.Selected().Target.Addr().Interface().(command).run(ctx, s)
}

func newParser(c *commandLine, s streams) *kong.Kong {
	return kong.Must(c,
		kong.Name("chancery"),
		kong.Description("Reads diplomatic news reports and official texts into a record of who met, said, "+
			"promised and did what, where and when, each entry with the sentence that it rests on."),
		kong.Writers(s.out, s.err),
		kong.Exit(func(status int) { panic(exited(status)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
}

// usageError reports what is wrong with the command line.
func usageError(s streams, err error) int {
	fmt.Fprintf(s.err, "chancery: %v\nSee chancery --help, or chancery read --help.\n", err)
	return exitUsage
}
