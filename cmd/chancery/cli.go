package main

import (
	"context"
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"chancery/source"
)

// commandLine is the grammar of the command line.
type commandLine struct {
	Read        readFlags        `cmd:"" help:"Read reports into records of events, statements, commitments and stops."`
	Who         whoFlags         `cmd:"" help:"Tell who held an office on a day, or what a name stands for." passthrough:""`
	Score       scoreFlags       `cmd:"" help:"Score records against annotated reports."`
	Gather      gatherFlags      `cmd:"" help:"Gather reports from files, archives, feeds and the web into the archive."`
	Serve       serveFlags       `cmd:"" help:"Open the archive in a browser, and to programs."`
	Member      memberFlags      `cmd:"" help:"Say who may open an archive that is served to others."`
	MCP         mcpFlags         `cmd:"" name:"mcp" help:"Answer an assistant over the Model Context Protocol."`
	Find        findFlags        `cmd:"" help:"Find what the archive holds, by words, actors, days, places and more."`
	Dossier     dossierFlags     `cmd:"" help:"Tell what the archive holds on one actor."`
	Agenda      agendaFlags      `cmd:"" help:"List what is planned, due and overdue."`
	Pair        pairFlags        `cmd:"" help:"Tell how two states stand over time."`
	Show        showFlags        `cmd:"" help:"Show an entry with all its accounts, or a report."`
	Reports     reportsFlags     `cmd:"" help:"List the reports of the archive."`
	Coverage    coverageFlags    `cmd:"" help:"Tell what the archive holds."`
	Correct     correctFlags     `cmd:"" help:"Accept, reject, edit or add an entry."`
	Corrections correctionsFlags `cmd:"" help:"List corrections, undo them, export and import them as annotations."`
	Reread      rereadFlags      `cmd:"" help:"Bring the archive's reports to the present models and tables."`
	Export      exportFlags      `cmd:"" help:"Write what the archive holds in a form that others read."`
	Store       storeFlags       `cmd:"" help:"Tell where the archive is, check it, put it in order."`
	Version     versionFlags     `cmd:"" help:"Tell the version and what it was built from."`
}

type whoFlags struct {
	Args []string `arg:"" optional:"" help:"See chancery who --help."`
}

type versionFlags struct{}

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
	if c, ok := parsed.Selected().Target.Addr().Interface().(command); ok {
		return c.run(ctx, s)
	}
	switch parsed.Command() {
	case "gather", "gather <source>":
		return c.Gather.run(ctx, s)
	case "find", "find <text>":
		return c.Find.run(ctx, s)
	case "dossier <name>":
		return c.Dossier.run(ctx, s)
	case "agenda":
		return c.Agenda.run(ctx, s)
	case "pair <state>":
		return c.Pair.run(ctx, s)
	case "show <id>":
		return c.Show.run(ctx, s)
	case "reports", "reports <text>":
		return c.Reports.run(ctx, s)
	case "coverage":
		return c.Coverage.run(ctx, s)
	case "version":
		fmt.Fprintln(s.out, version())
		return exitOK
	default:
		return c.Read.run(ctx, s)
	}
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
