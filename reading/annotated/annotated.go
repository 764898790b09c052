// Package annotated holds the reports that the models of a reading learn from: those
// annotated beside the project, and those of reports.jsonl, which names stories of the
// corpora and what they tell without their texts.
package annotated

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"chancery/corpus"
	"chancery/score"
	"chancery/source"
)

// Use says what a report is for.
type Use int

const (
	Develop Use = iota // measured, and looked at
	Train              // measured and learned from
	More               // learned from only
)

// Report is an annotated report.
type Report struct {
	score.Report
	Source source.Report
	Use    Use
}

// Load reads the reports of the folder gold (annotations and reports, and below train
// more of both) and those that the file more names, whose texts stand in the folder
// stories; more "" names none.
func Load(gold, more, stories string) ([]Report, error) {
	var out []Report
	for use, dir := range []string{"", "train"} {
		rs, err := score.Load(filepath.Join(gold, dir, "annotations"), filepath.Join(gold, dir, "reports"))
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			src, err := source.Parse(source.Input{Name: r.Doc + ".txt", Data: []byte(r.Text)})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.Doc, err)
			}
			src.Published, _ = time.Parse(time.DateOnly, r.Published)
			out = append(out, Report{Report: r, Source: src, Use: Use(use)})
		}
	}
	if more == "" {
		return out, nil
	}
	others, err := Others(more, stories)
	return append(out, others...), err
}

// entry is a line of the file of other reports.
type entry struct {
	corpus.Story
	score.Gold
}

// Others reads the reports that the file names; their texts stand in the folder stories.
func Others(file, stories string) ([]Report, error) {
	entries, err := read(file)
	if err != nil {
		return nil, err
	}
	var names []corpus.Story
	for _, e := range entries {
		names = append(names, e.Story)
	}
	texts, err := corpus.Reports(stories, names)
	if err != nil {
		return nil, err
	}
	var out []Report
	for _, e := range entries {
		src := texts[e.Story]
		r := Report{Report: score.Report{Gold: e.Gold, Text: src.Text}, Source: src, Use: More}
		if !src.Published.IsZero() {
			r.Published = src.Published.Format(time.DateOnly)
		}
		out = append(out, r)
	}
	return out, nil
}

func read(file string) ([]entry, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []entry
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for n := 1; s.Scan(); n++ {
		var e entry
		if err := json.Unmarshal(s.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%s line %d: %w", file, n, err)
		}
		out = append(out, e)
	}
	return out, s.Err()
}
