// Command chancery reads diplomatic news reports and official texts into a
// record of events, statements, commitments and stops.
package main

import (
	"context"
	"io"
	"os"
)

// What the program exits with, as --help tells.
const (
	exitOK    = 0
	exitInput = 1 // an input could not be read, or the output not written
	exitUsage = 2 // the command line is wrong
)

// streams are what a command reads from and writes to.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	os.Exit(run(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}
