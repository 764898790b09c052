// Command archivebench makes a synthetic archive of any size and measures how long
// its questions take.
//
//	go run ./store/archivebench make --reports 1000000 --store /tmp/bench.db
//	go run ./store/archivebench ask --store /tmp/bench.db
//
// make writes how fast the archive grew to FOLDER/ingest.tsv and ingest.svg, ask its
// table to FOLDER/questions.md.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/alecthomas/kong"
)

type commandLine struct {
	Make makeFlags `cmd:"" help:"Make an archive of small records of made-up words and real names."`
	Ask  askFlags  `cmd:"" help:"Measure how long questions take."`
}

type makeFlags struct {
	Reports int           `default:"1000000" help:"How many reports to make."`
	Store   string        `required:"" help:"Where to make the archive: a file, or postgres://…"`
	From    int           `help:"Reports that the archive holds already: go on after them."`
	Seed    uint64        `default:"1" help:"The same seed makes the same reports."`
	Batch   int           `default:"500" help:"Reports kept in one transaction."`
	Settle  int           `default:"5000" help:"Reports after which they are settled."`
	Every   int           `default:"10000" help:"Reports between two measurements."`
	Out     string        `default:"." type:"path" help:"Folder for ingest.tsv and ingest.svg."`
	Limit   time.Duration `help:"Stop after this time, at the end of a batch."`
	Profile string        `type:"path" help:"Write a processor profile to this file."`
}

type askFlags struct {
	Store  string   `required:"" help:"The archive to ask."`
	Runs   int      `default:"9" help:"How often to ask each question once it is warm."`
	Words  []string `help:"Words to look for, from the most common to the rarest; by default those of make."`
	Out    string   `default:"." type:"path" help:"Folder for questions.md."`
	Only   string   `help:"Only questions whose name holds this."`
	Title  string   `help:"What stands above the table."`
	Silent bool     `help:"Only write the file."`
}

func main() {
	var c commandLine
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	parsed := kong.Parse(&c, kong.Name("archivebench"))
	var err error
	if parsed.Command() == "make" {
		err = c.Make.run(ctx)
	} else {
		err = c.Ask.run(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "archivebench:", err)
		os.Exit(1)
	}
}
