package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/alecthomas/kong"

	"chancery/world"
)

// whoLine is the grammar of chancery who.
type whoLine struct {
	On    dayFlag  `placeholder:"DAY" help:"The day asked about, such as 2018-10-07; today by default."`
	World []string `aliases:"add" placeholder:"FILE" type:"path" sep:"none" help:"Know rows of your own too: a table (.tsv) or a Wikidata query's result (.json, .csv)."`
	JSON  bool     `help:"Write JSON, one object a line."`
	Query []string `arg:"" name:"query" help:"An office (\"foreign minister of South Korea\") or a name."`
}

// Help is shown under the flags of chancery who --help.
func (whoLine) Help() string {
	return `Examples:
  chancery who "foreign minister of South Korea" --on 2018-10-07
  chancery who NATO secretary general --on 2015-05-14
  chancery who "Mike Pompeo"
  chancery who Zhongnanhai
  chancery who --world mine.tsv "finance minister of Norway"

A .tsv file begins with a line that names its columns, such as
  person	office	of	from	to	source

Exit status: 0 if there is an answer; 1 if there is none; 2 if the command line
is wrong.`
}

// whoCommand runs chancery who with the arguments after "who" and gives the exit
// status.
func whoCommand(args []string, stdout, stderr io.Writer) (code int) {
	defer func() {
		if r := recover(); r != nil {
			status, ok := r.(exited)
			if !ok {
				panic(r)
			}
			code = int(status)
		}
	}()
	if len(args) == 0 {
		args = []string{"--help"}
	}
	var c whoLine
	parser := kong.Must(&c,
		kong.Name("chancery who"),
		kong.Description("Who held an office on a day, which offices a person held, or what a name stands for, "+
			"with the row of the tables that says so."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(status int) { panic(exited(status)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if _, err := parser.Parse(args); err != nil {
		fmt.Fprintf(stderr, "chancery who: %v\nSee chancery who --help.\n", err)
		return exitUsage
	}
	if err := c.run(stdout); err != nil {
		fmt.Fprintf(stderr, "chancery who: %v\n", err)
		return exitInput
	}
	return exitOK
}

// run answers the query.
func (c whoLine) run(out io.Writer) error {
	w := world.Default()
	if len(c.World) > 0 {
		w, _ = world.Load() // the rows added are not to stay
		for _, path := range c.World {
			if err := w.AddFile(path); err != nil {
				return err
			}
		}
	}
	query := strings.Join(c.Query, " ")
	terms, err := w.Who(query, c.On.Time)
	if err == nil && len(terms) > 0 {
		return c.writeTerms(out, w, terms)
	}
	if named := w.Find(query); len(named) > 0 {
		return c.writeNames(out, w, named)
	}
	if err == nil {
		err = errors.New("no row")
	}
	return err
}

// whoTerm is one term of office as --json writes it.
type whoTerm struct {
	Person   string `json:"person"`
	Office   string `json:"office"`
	Of       string `json:"of"`
	Name     string `json:"of_name"`
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	Wikidata string `json:"wikidata,omitempty"`
	Source   string `json:"source"`
	Row      string `json:"row"`
}

// writeTerms writes one term a line: who, what of whom, from when to when, source.
func (c whoLine) writeTerms(out io.Writer, w *world.World, terms []world.Term) error {
	lines := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	enc := json.NewEncoder(out)
	for _, t := range terms {
		v := whoTerm{t.Person.Name, t.Office, t.Of, t.Of, t.From.String(), t.To.String(), t.Person.Wikidata, t.Source, t.Row()}
		if s := w.State(t.Of); s != nil {
			v.Name = s.Name
		}
		if c.JSON {
			if err := enc.Encode(v); err != nil {
				return err
			}
			continue
		}
		until := v.To
		if until == "" {
			until = "today"
		}
		fmt.Fprintf(lines, "%s\t%s, %s\t%s to %s\t%s, %s\n", v.Person, v.Office, v.Name, v.From, until, v.Source, v.Row)
	}
	return lines.Flush()
}

// whoName is what a name stands for as --json writes it.
type whoName struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Kind    string   `json:"kind"`
	State   string   `json:"state,omitempty"`
	Sector  string   `json:"sector,omitempty"`
	As      string   `json:"as"` // kind of alias that the query is
	Aliases []string `json:"aliases,omitempty"`
}

// writeNames writes what a name stands for, one reading a line.
func (c whoLine) writeNames(out io.Writer, w *world.World, named []world.Match) error {
	lines := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	enc := json.NewEncoder(out)
	for _, m := range named {
		e := m.Entity
		v := whoName{ID: e.ID, Name: e.Name, Kind: string(e.Kind), State: e.State, Sector: e.Sector, As: m.Kind.String()}
		for _, a := range e.Aliases {
			v.Aliases = append(v.Aliases, a.Text)
		}
		if c.JSON {
			if err := enc.Encode(v); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(lines, "%s\t%s\t%s %s\tby %s\n", v.Name, v.Kind, v.State, v.Sector, v.As)
	}
	if err := lines.Flush(); err != nil || c.JSON {
		return err
	}
	for _, m := range named {
		for _, t := range w.In(m.Entity.ID, c.on()) {
			if o := w.OfficeOf(t.Key); o == nil || o.Rank > 3 {
				continue // a name is asked for the first people only
			}
			fmt.Fprintf(lines, "  %s\t%s\tsince %s\t%s, %s\n", t.Office, t.Person.Name, t.From, t.Source, t.Row())
		}
	}
	return lines.Flush()
}

// on is the day asked about, today if none is given.
func (c whoLine) on() time.Time {
	if c.On.IsZero() {
		return time.Now().UTC()
	}
	return c.On.Time
}
