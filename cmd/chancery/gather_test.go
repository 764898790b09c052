package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery/gather"
)

func TestGatherUsage(t *testing.T) {
	tests := []struct {
		args []string
		err  string
	}{
		{nil, "nothing to gather: name files, folders or addresses"},
		{[]string{"--as", "xml", "a"}, `--as: "xml" is no format: name one of report, jsonl, csv, tsv, warc, feed, sitemap, list, yaml`},
		{[]string{"--failures", "a"}, "--failures lists what failed and gathers nothing"},
		{[]string{"--every", "5s", "a"}, "--every: 5s is too often"},
		{[]string{"--timeout", "0s", "a"}, "--timeout: 0s is no time to wait"},
		{[]string{"--jobs=-1", "a"}, "--jobs: -1 is no number of reports"},
		{[]string{"--delay=-1s", "a"}, "--delay: -1s is no time to wait"},
		{[]string{"-", "-"}, "standard input is named more than once"},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			r := chanceryRun(t, "", append([]string{"gather", "--store", filepath.Join(t.TempDir(), "a.db")}, test.args...)...)
			if r.code != exitUsage || !strings.Contains(r.err, test.err) {
				t.Errorf("got %+v, want %q", r, test.err)
			}
		})
	}
}

// TestGatherCommand gathers twice, with an input that fails, and lists it.
func TestGatherCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	good, bad := write(t, "a.txt", "Talks\n\n"+english), write(t, "b.jsonl", "{\n")
	r := chanceryRun(t, "", "gather", "--store", path, good, bad, "missing")
	if r.code != exitInput || r.out != "" || !strings.HasPrefix(r.err, "1 new reports of 21 words, 0 known, 2 failed, in ") ||
		!strings.Contains(r.err, "\nfailed  "+bad+":1: not JSON: unexpected EOF\n") || !strings.HasSuffix(r.err, "\nall that ever failed: chancery gather --failures\n") {
		t.Errorf("first run: %+v", r)
	}
	r = chanceryRun(t, "", "gather", "--store", path, "--quiet", good)
	if r.code != exitOK || r.out+r.err != "" {
		t.Errorf("second run: %+v", r)
	}
	r = chanceryRun(t, "", "gather", "--store", path, "--failures")
	if r.code != exitOK || strings.Count(r.out, "\n") != 2 || !strings.Contains(r.out, bad+":1\tnot JSON: unexpected EOF\n") || !strings.Contains(r.out, "missing\tno such file or directory\n") {
		t.Errorf("failures: %+v", r)
	}
	r = chanceryRun(t, "https://nowhere.invalid:0/\n", "gather", "--store", path, "-")
	if r.code != exitInput || !strings.Contains(r.err, "1 failed") {
		t.Errorf("a list: %+v", r)
	}
}

func TestProgressLine(t *testing.T) {
	now := time.Date(2018, 10, 7, 10, 0, 0, 0, time.UTC)
	var p pace
	s := gather.Status{Started: now, Total: 4000, Current: "/x/corpus.jsonl.gz"}
	p.add(now, s)
	if got, want := progressLine(s, p, now), "[                ]   0%  0 reports  corpus.jsonl.gz"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.New, s.Known, s.Failed, s.Words, s.Bytes = 1200, 3, 2, 600_000, 1000
	p.add(now.Add(time.Minute), s)
	if got, want := progressLine(s, p, now), "[====            ]  25%  1,200 reports  3 known  2 failed  20.0/s, 10,000 words/s  4 min left  corpus.jsonl.gz"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s.Settling, s.Unsettled, s.Bytes = true, 1500, 4000
	if got := progressLine(s, pace{}, now); !strings.HasSuffix(got, "100%  1,200 reports  3 known  2 failed  merging, 1,500 left") {
		t.Errorf("got %q", got)
	}
	for d, want := range map[time.Duration]string{0: "1 s", 59 * time.Second: "60 s", 90 * time.Second: "2 min", 3*time.Hour + 5*time.Minute: "3 h 05 min"} {
		if got := about(d); got != want {
			t.Errorf("%s: %s, want %s", d, got, want)
		}
	}
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
