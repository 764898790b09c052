package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/term"
)

// fileWidth is the width in columns of text that goes to a file.
const fileWidth = 80

// terminal gives the file behind w where it is a terminal.
func terminal(w io.Writer) (*os.File, bool) {
	f, ok := w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// width gives the columns to lay text out in: $COLUMNS where it is set, the
// terminal's own, or fileWidth.
func width(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := terminal(w); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
			return n
		}
	}
	return fileWidth
}

// colored tells whether to colour what goes to w; NO_COLOR as no-color.org has it.
func colored(w io.Writer, flag string) bool {
	switch flag {
	case "always":
		return true
	case "never":
		return false
	}
	_, ok := terminal(w)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// progress shows on a terminal which of many inputs is being read.
type progress struct {
	out        io.Writer // nil where there is nothing to show it on
	width      int
	done, all  int
	lineOnShow bool
}

func newProgress(w io.Writer, all int) *progress {
	p := &progress{all: all}
	if _, ok := terminal(w); ok && all > 1 {
		p.out, p.width = w, width(w)
	}
	return p
}

// next says that the next input is being read.
func (p *progress) next(name string) {
	p.done++
	if p.out == nil {
		return
	}
	line := fmt.Sprintf("reading %d of %d: %s", p.done, p.all, filepath.Base(name))
	if r := []rune(line); len(r) >= p.width {
		line = string(r[:max(0, p.width-1)])
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s", strings.ToValidUTF8(line, "?"))
	p.lineOnShow = true
}

// clear takes the line away, so that another can be written in its place.
func (p *progress) clear() {
	if p.lineOnShow {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.lineOnShow = false
	}
}
