package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"time"

	"chancery"
	"chancery/store"
)

// measured is how far making had come at one moment.
type measured struct {
	reports int
	seconds float64
	rate    float64 // reports a second since the measurement before
	used    time.Duration
	busy    float64 // milliseconds of a processor, of this process, per report since then
	bytes   int64   // of the store
	memory  int     // resident, MB
}

func (f *makeFlags) run(ctx context.Context) error {
	if err := os.MkdirAll(f.Out, 0o777); err != nil {
		return err
	}
	a, err := store.Open(ctx, f.Store)
	if err != nil {
		return err
	}
	defer a.Close()
	stopProfile, err := f.profile()
	if err != nil {
		return err
	}
	defer stopProfile()
	m := newMaker(f.Seed, f.Reports)
	all, err := f.before()
	if err != nil {
		return err
	}
	for range f.From {
		m.next()
	}
	start, last := time.Now(), measured{reports: f.From, used: processor()}
	var spent struct{ keep, settle time.Duration }
	for made := f.From; made < f.Reports; {
		batch := make([]chancery.Reading, 0, f.Batch)
		for len(batch) < f.Batch && made+len(batch) < f.Reports {
			batch = append(batch, m.next())
		}
		before := time.Now()
		if _, err := a.Keep(ctx, batch); err != nil {
			return err
		}
		spent.keep += time.Since(before)
		settleNow := made/f.Settle != (made+len(batch))/f.Settle || made+len(batch) == f.Reports
		measureNow := made/f.Every != (made+len(batch))/f.Every || made+len(batch) == f.Reports
		made += len(batch)
		stop := f.Limit > 0 && time.Since(start) > f.Limit
		if settleNow || stop {
			before = time.Now()
			if err := a.Settle(ctx, nil); err != nil {
				return err
			}
			spent.settle += time.Since(before)
		}
		if measureNow || stop {
			now := measured{reports: made, seconds: time.Since(start).Seconds(), memory: resident(), used: processor()}
			now.busy = 1000 * (now.used - last.used).Seconds() / float64(made-last.reports)
			now.rate = float64(made-last.reports) / (now.seconds - last.seconds)
			if c, err := a.Coverage(ctx); err == nil {
				now.bytes = c.StoreBytes
			}
			fmt.Printf("%9d reports  %7.0f s  %6.0f reports/s  %5.2f ms busy (keep %.0f s, settle %.0f s)  %6.0f MB stored  %4d MB memory\n",
				now.reports, now.seconds, now.rate, now.busy, spent.keep.Seconds(), spent.settle.Seconds(), float64(now.bytes)/1e6, now.memory)
			all, last = append(all, now), now
			if err := f.writeDown(all); err != nil {
				return err
			}
		}
		if stop {
			return nil
		}
	}
	return nil
}

// before gives what runs before this one measured of the same archive.
func (f *makeFlags) before() ([]measured, error) {
	if f.From == 0 {
		return nil, nil
	}
	data, err := os.ReadFile(filepath.Join(f.Out, "ingest.tsv"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var out []measured
	for line := range strings.Lines(string(data)) {
		var m measured
		if _, err := fmt.Sscan(line, &m.reports, &m.seconds, &m.rate, &m.busy, &m.bytes, &m.memory); err == nil && m.reports <= f.From {
			out = append(out, m)
		}
	}
	return out, err
}

// profile begins a processor profile, where one is asked for, and gives what ends it.
func (f *makeFlags) profile() (stop func(), err error) {
	if f.Profile == "" {
		return func() {}, nil
	}
	out, err := os.Create(f.Profile)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		if err := out.Close(); err != nil {
			fmt.Fprintln(os.Stderr, "archivebench:", err)
		}
	}, nil
}

// writeDown writes the measurements as a table and as a plot.
func (f *makeFlags) writeDown(all []measured) error {
	var b strings.Builder
	b.WriteString("reports\tseconds\treports_per_second\tbusy_ms_per_report\tstore_bytes\tmemory_mb\n")
	for _, m := range all {
		fmt.Fprintf(&b, "%d\t%.1f\t%.1f\t%.3f\t%d\t%d\n", m.reports, m.seconds, m.rate, m.busy, m.bytes, m.memory)
	}
	if err := os.WriteFile(filepath.Join(f.Out, "ingest.tsv"), []byte(b.String()), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.Out, "ingest.svg"), []byte(plot(all)), 0o666)
}

// resident is the memory of this process in MB, 0 where the system does not tell.
func resident() int {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(data)) {
		var kb int
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kb); err == nil {
			return kb / 1000
		}
	}
	return 0
}

// plot draws milliseconds per report over the size of the archive.
func plot(all []measured) string {
	const w, h, left, bottom, top = 720, 320, 56, 40, 28
	most, largest := 0.1, 1
	for _, m := range all {
		most, largest = max(most, 1000/m.rate, m.busy), max(largest, m.reports)
	}
	x := func(reports int) float64 {
		return left + float64(reports)/float64(largest)*(w-left-16)
	}
	y := func(ms float64) float64 { return h - bottom - ms/(1.15*most)*(h-bottom-top) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11" fill="#333">`+"\n", w, h)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/><text x="%d" y="16" font-size="13">Ingest cost: milliseconds per report, kept and settled, by size of the archive</text>`+"\n", w, h, left)
	for i := range 5 {
		ms := most * float64(i) / 4
		fmt.Fprintf(&b, `<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#ddd"/><text x="%d" y="%.1f" text-anchor="end">%.2f</text>`+"\n",
			left, y(ms), w-16, y(ms), left-6, y(ms)+4, ms)
		n := largest * i / 4
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d,000</text>`+"\n", x(n), h-bottom+18, n/1000)
	}
	for _, l := range []struct {
		color, dash string
		ms          func(measured) float64
	}{{"#1b5e8c", "", func(m measured) float64 { return 1000 / m.rate }}, {"#b5541c", "4 3", func(m measured) float64 { return m.busy }}} {
		var points []string
		for _, m := range all {
			points = append(points, fmt.Sprintf("%.1f,%.1f", x(m.reports), y(l.ms(m))))
		}
		fmt.Fprintf(&b, `<polyline points="%s" fill="none" stroke="%s" stroke-dasharray="%s" stroke-width="1.5"/>`+"\n", strings.Join(points, " "), l.color, l.dash)
	}
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end"><tspan fill="#1b5e8c">time passed</tspan>  <tspan fill="#b5541c">- - of a processor, of this process</tspan></text>`+"\n", w-16, top)
	fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="middle">reports in the archive</text></svg>`+"\n", (w+left)/2, h-4)
	return b.String()
}
