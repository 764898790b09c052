package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"chancery/gather"
	"chancery/source"
)

// How often progress is shown.
const (
	barEvery  = 250 * time.Millisecond // on a terminal
	lineEvery = 30 * time.Second       // elsewhere
)

// gatherBar shows how gathering goes: one line that changes on a terminal, a line
// now and then elsewhere.
type gatherBar struct {
	out    io.Writer
	width  int // of the terminal, 0 where there is none
	quiet  bool
	status func() gather.Status
	done   chan struct{}
	gone   sync.WaitGroup

	mu     sync.Mutex
	onShow bool
	pace   pace
}

func newGatherBar(out io.Writer, quiet bool, status func() gather.Status) *gatherBar {
	b := &gatherBar{out: out, quiet: quiet, status: status, done: make(chan struct{})}
	if _, ok := terminal(out); ok {
		b.width = width(out)
	}
	b.gone.Add(1)
	return b
}

// run shows progress until end.
func (b *gatherBar) run() {
	defer b.gone.Done()
	every := lineEvery
	if b.width > 0 {
		every = barEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-b.done:
			return
		case <-tick.C:
			b.show()
		}
	}
}

func (b *gatherBar) show() {
	if b.quiet {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	s, now := b.status(), time.Now()
	b.pace.add(now, s)
	line := progressLine(s, b.pace, now)
	if b.width == 0 {
		fmt.Fprintln(b.out, line)
		return
	}
	if r := []rune(line); len(r) >= b.width {
		line = string(r[:max(0, b.width-1)])
	}
	fmt.Fprintf(b.out, "\r\x1b[K%s", line)
	b.onShow = true
}

// say writes a line of its own.
func (b *gatherBar) say(line string) {
	if b.quiet {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
	fmt.Fprintln(b.out, line)
}

func (b *gatherBar) clear() {
	if b.onShow {
		fmt.Fprint(b.out, "\r\x1b[K")
		b.onShow = false
	}
}

// end takes the line away.
func (b *gatherBar) end() {
	close(b.done)
	b.gone.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clear()
}

// pace is how fast gathering went of late: sums a minute back and now.
type pace struct {
	seen []moment
}

type moment struct {
	at      time.Time
	reports int
	words   int64
	bytes   int64
}

const paceOver = time.Minute

func (p *pace) add(now time.Time, s gather.Status) {
	p.seen = append(p.seen, moment{now, s.New + s.Failed, s.Words, s.Bytes})
	for len(p.seen) > 2 && now.Sub(p.seen[0].at) > paceOver {
		p.seen = p.seen[1:]
	}
}

// rates gives reports, words and bytes a second.
func (p *pace) rates() (reports, words, bytes float64) {
	if len(p.seen) < 2 {
		return 0, 0, 0
	}
	a, b := p.seen[0], p.seen[len(p.seen)-1]
	d := b.at.Sub(a.at).Seconds()
	if d <= 0 {
		return 0, 0, 0
	}
	return float64(b.reports-a.reports) / d, float64(b.words-a.words) / d, float64(b.bytes-a.bytes) / d
}

// progressLine tells in one line how far gathering is.
func progressLine(s gather.Status, p pace, now time.Time) string {
	reports, words, bytes := p.rates()
	var parts []string
	if s.Total > 0 {
		share := min(1, float64(s.Bytes)/float64(s.Total))
		parts = append(parts, fmt.Sprintf("%s %3.0f%%", meter(share), 100*share))
	}
	parts = append(parts, fmt.Sprintf("%s reports", grouped(int64(s.New))))
	if s.Known > 0 {
		parts = append(parts, grouped(int64(s.Known))+" known")
	}
	if s.Failed > 0 {
		parts = append(parts, grouped(int64(s.Failed))+" failed")
	}
	if reports > 0 {
		parts = append(parts, fmt.Sprintf("%.1f/s, %s words/s", reports, grouped(int64(words))))
	}
	if left := s.Total - s.Bytes; bytes > 0 && left > 0 {
		parts = append(parts, about(time.Duration(float64(left)/bytes*float64(time.Second)))+" left")
	}
	switch {
	case s.Settling && s.Unsettled > 0:
		parts = append(parts, fmt.Sprintf("merging, %s left", grouped(int64(s.Unsettled))))
	case s.Settling:
		parts = append(parts, "merging")
	case s.Current != "":
		name := s.Current
		if !source.IsAddress(name) {
			name = filepath.Base(name)
		}
		parts = append(parts, strings.ToValidUTF8(name, "?"))
	}
	return strings.Join(parts, "  ")
}

// meter draws a share of one as a bar.
func meter(share float64) string {
	const cells = 16
	full := int(share * cells)
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", cells-full) + "]"
}

// about rounds a time to what one wants to know of it.
func about(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds())+1)
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes())+1)
	}
	return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
}

// grouped writes a number with commas between thousands.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// writeSummary sums a run up.
func writeSummary(w io.Writer, s gather.Status, now time.Time) {
	took := now.Sub(s.Started)
	fmt.Fprintf(w, "%s new reports", grouped(int64(s.New)))
	if s.Words > 0 {
		fmt.Fprintf(w, " of %s words", grouped(s.Words))
	}
	fmt.Fprintf(w, ", %s known, %s failed, in %s", grouped(int64(s.Known)), grouped(int64(s.Failed)), took.Round(10*time.Millisecond))
	if s.New > 0 && took > time.Second {
		fmt.Fprintf(w, " (%.1f reports/s, %s words/s)", float64(s.New)/took.Seconds(), grouped(int64(float64(s.Words)/took.Seconds())))
	}
	fmt.Fprintln(w)
	writeSome(w, "passed over", s.Passed, s.PassedAll)
	writeSome(w, "failed", s.Failures, s.Failed)
	if s.Failed > 0 {
		fmt.Fprintln(w, "all that ever failed: chancery gather --failures")
	}
}

// writeSome lists the first of what all counts.
func writeSome(w io.Writer, what string, first []string, all int) {
	for _, line := range first {
		fmt.Fprintf(w, "%s  %s\n", what, strings.ToValidUTF8(line, "?"))
	}
	if more := all - len(first); more > 0 {
		fmt.Fprintf(w, "%s  and %s more\n", what, grouped(int64(more)))
	}
}
