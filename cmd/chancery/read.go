package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/reading"
	"chancery/source"
	"chancery/world"
)

// run reads every input in turn. An input that cannot be read is told of and
// left out; the others are read all the same.
func (f *readFlags) run(ctx context.Context, s streams) int {
	if err := f.check(); err != nil {
		return usageError(s, err)
	}
	w, err := f.writer(s)
	if err != nil {
		return failed(s.err, err)
	}
	if _, err := f.know(); err != nil {
		return failed(s.err, err)
	}
	// The tables take as long to read as the models of the language: both at once.
	go world.Default()
	loader := source.Loader{Stdin: s.in, AllowPrivate: f.AllowPrivate, Timeout: f.Timeout, UserAgent: userAgent()}
	bar := newProgress(s.err, len(f.Inputs))
	code := exitOK
	var undated []string
	for _, name := range f.Inputs {
		bar.next(name)
		report, err := loader.Load(ctx, name)
		if err != nil {
			bar.clear()
			code = failed(s.err, err)
			continue
		}
		if !f.Published.IsZero() {
			report.Published = f.Published.Time
		}
		if report.Published.IsZero() {
			undated = append(undated, name)
		}
		for _, note := range report.Notes {
			bar.clear()
			fmt.Fprintf(s.err, "chancery: %s: %s\n", name, note)
		}
		record, whys := reading.Read(report)
		why := reasons(whys)
		dropBelow(record, why, f.MinConfidence)
		if err := w.write(name, record, why); err != nil {
			bar.clear()
			return failed(s.err, err)
		}
	}
	bar.clear()
	warnUndated(s.err, undated)
	return code
}

// check finds what is wrong with the flags that their types let pass.
func (f *readFlags) check() error {
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return fmt.Errorf("--min-confidence: %v is no probability: give one from 0 to 1", f.MinConfidence)
	}
	if f.Timeout <= 0 {
		return fmt.Errorf("--timeout: %s is no time to wait", f.Timeout)
	}
	if f.Explain && strings.HasPrefix(f.Format, "json") {
		return fmt.Errorf("--explain: reasons are written as text only, not as %s", f.Format)
	}
	if n := count(f.Inputs, "-"); n > 1 {
		return fmt.Errorf("standard input is named %d times", n)
	}
	return nil
}

func failed(w io.Writer, err error) int {
	fmt.Fprintf(w, "chancery: %v\n", err)
	return exitInput
}

// warnUndated says once, however many reports there are, what a missing date costs.
func warnUndated(w io.Writer, names []string) {
	if len(names) == 0 {
		return
	}
	which := "read " + names[0]
	if len(names) > 1 {
		which += fmt.Sprintf(" and %d more", len(names)-1)
	}
	fmt.Fprintf(w, "chancery: %s: no date of publication: give --published, or dates such as \"on Sunday\" stay open\n", which)
}

func count(all []string, s string) int {
	n := 0
	for _, e := range all {
		if e == s {
			n++
		}
	}
	return n
}

func userAgent() string {
	name, _, _ := strings.Cut(strings.TrimPrefix(version(), "chancery "), " ")
	return "chancery/" + strings.Trim(name, "()")
}

func reasons(whys []reading.Why) layout.Reasons {
	out := layout.Reasons{}
	for _, w := range whys {
		out[w.ID] = w.Why
	}
	return out
}

// dropBelow leaves out of r the entries that are less probable than p. The
// reasons of stops, which go by their place in the record, move along.
func dropBelow(r *chancery.Record, why layout.Reasons, p float64) {
	if p == 0 {
		return
	}
	r.Events = atLeast(r.Events, func(e chancery.Event) bool { return e.Confidence >= p })
	r.Statements = atLeast(r.Statements, func(s chancery.Statement) bool { return s.Confidence >= p })
	r.Commitments = atLeast(r.Commitments, func(c chancery.Commitment) bool { return c.Confidence >= p })
	old, kept := 0, 0
	r.Stops = atLeast(r.Stops, func(s chancery.Stop) bool {
		old++
		if s.Confidence < p {
			return false
		}
		kept++
		why[fmt.Sprintf("t%d", kept)] = why[fmt.Sprintf("t%d", old)]
		return true
	})
	events := map[string]bool{}
	for _, e := range r.Events {
		events[e.ID] = true
	}
	for i := range r.Commitments {
		if !events[r.Commitments[i].Event] {
			r.Commitments[i].Event = ""
		}
	}
}

// atLeast never gives nil, which JSON would write as null.
func atLeast[E any](all []E, keep func(E) bool) []E {
	kept := []E{}
	for _, e := range all {
		if keep(e) {
			kept = append(kept, e)
		}
	}
	return kept
}
