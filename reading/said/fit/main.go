// Command fit learns the weights in reading/said/model.tsv from annotated reports:
// which reporting words with which contents annotators take for statements.
//
//	go run ./reading/said/fit -out reading/said/model.tsv ../shared/gold/train ../shared/gold
//
// Each directory holds annotations/ID.json, reports/ID.txt and reports/ID.date.
// It prints precision, recall and F1 of contents found with the right speaker
// left aside, in five-fold cross-validation over reports.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chancery/reading"
	"chancery/reading/draft"
	"chancery/reading/said"
	"chancery/reading/weigh"
	"chancery/source"
)

// report is an annotated report: its text and the bytes of each statement in it.
type report struct {
	source     source.Report
	statements []draft.Range
	examples   []weigh.Example
}

func main() {
	out := flag.String("out", "reading/said/model.tsv", "table to write")
	l2 := flag.Float64("l2", 0.02, "penalty on weights")
	epochs := flag.Int("epochs", 30, "rounds over the examples")
	flag.Parse()
	var reports []*report
	for _, dir := range flag.Args() {
		more, err := load(dir)
		if err != nil {
			slog.Error("load reports", "dir", dir, "err", err)
			os.Exit(1)
		}
		reports = append(reports, more...)
	}
	for _, r := range reports {
		r.label()
	}
	threshold := crossValidate(reports, *l2, *epochs)
	m := weigh.Train(examples(reports, nil), *l2, *epochs, 1)
	m.Threshold = threshold
	var b bytes.Buffer
	header := "feature\tweight; threshold is the least probability with which a candidate becomes a statement\n" +
		"learned by go run ./reading/said/fit from the annotated reports"
	if err := m.Write(&b, header); err != nil {
		slog.Error("write model", "err", err)
		os.Exit(1)
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		slog.Error("write model", "err", err)
		os.Exit(1)
	}
}

// load reads the annotated reports of a directory.
func load(dir string) ([]*report, error) {
	files, err := filepath.Glob(filepath.Join(dir, "annotations", "*.json"))
	if err != nil {
		return nil, err
	}
	var out []*report
	for _, f := range files {
		base := filepath.Join(dir, "reports", strings.TrimSuffix(filepath.Base(f), ".json"))
		r, err := loadOne(f, base)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// loadOne reads the annotation in file for the text in base.txt.
func loadOne(file, base string) (*report, error) {
	raw, err := os.ReadFile(base + ".txt")
	if err != nil {
		return nil, err
	}
	day, err := os.ReadFile(base + ".date")
	if err != nil {
		return nil, err
	}
	published, err := time.Parse("2006-01-02", strings.TrimSpace(string(day)))
	if err != nil {
		return nil, fmt.Errorf("%s.date: %w", base, err)
	}
	note, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var gold struct {
		Statements []struct {
			From, To string
			FromNth  int `json:"from_nth"`
			ToNth    int `json:"to_nth"`
		}
	}
	if err := json.Unmarshal(note, &gold); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	title, _, _ := strings.Cut(string(raw), "\n")
	r := &report{source: source.Report{Title: strings.TrimSpace(title), Published: published, Text: string(raw)}}
	folded := fold(string(raw))
	for _, s := range gold.Statements {
		start := find(folded, s.From, max(1, s.FromNth), 0)
		if start < 0 {
			continue
		}
		end := find(folded, s.To, 1, start)
		if s.ToNth > 0 {
			end = find(folded, s.To, s.ToNth, 0)
		}
		if end >= 0 {
			r.statements = append(r.statements, folded.bytes(start, end+len([]rune(s.To))))
		}
	}
	return r, nil
}

// folded is a text with plain quotation marks, as runes, and the byte at which
// each rune stood.
type folded struct {
	runes []rune
	at    []int
}

var plain = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

func fold(text string) folded {
	f := folded{runes: []rune(plain.Replace(text))}
	for i := range text {
		f.at = append(f.at, i)
	}
	f.at = append(f.at, len(text))
	return f
}

func (f folded) bytes(start, end int) draft.Range {
	return draft.Range{Start: f.at[start], End: f.at[end]}
}

// find returns the rune at which the nth occurrence of s from rune from on begins.
func find(f folded, s string, nth, from int) int {
	want := []rune(plain.Replace(s))
	for i := from; i+len(want) <= len(f.runes); i++ {
		if string(f.runes[i:i+len(want)]) == string(want) {
			if nth--; nth == 0 {
				return i
			}
		}
	}
	return -1
}

// label makes the examples of a report: a candidate is right if its content is an
// annotated statement's.
func (r *report) label() {
	for _, e := range said.Examples(reading.Draft(r.source)) {
		r.examples = append(r.examples, weigh.Example{Features: e.Features, Right: r.match(e.Content) >= 0})
	}
}

// match returns the statement that shares at least half with the content, -1 if none.
func (r *report) match(content []draft.Range) int {
	best, most := -1, 0.5
	for i, s := range r.statements {
		both, all := 0, s.End-s.Start
		for _, c := range content {
			all += c.End - c.Start
			both += max(0, min(c.End, s.End)-max(c.Start, s.Start))
		}
		if j := float64(both) / float64(all-both); j >= most {
			best, most = i, j
		}
	}
	return best
}

// examples gathers the examples of the reports that keep wants, of all if keep is nil.
func examples(reports []*report, keep func(i int) bool) []weigh.Example {
	var out []weigh.Example
	for i, r := range reports {
		if keep == nil || keep(i) {
			out = append(out, r.examples...)
		}
	}
	return out
}

// crossValidate prints how models learned on four fifths of the reports do on the
// others, and returns the threshold with the best F1.
func crossValidate(reports []*report, l2 float64, epochs int) float64 {
	const folds = 5
	var models [folds]*weigh.Model
	for k := range folds {
		models[k] = weigh.Train(examples(reports, func(i int) bool { return i%folds != k }), l2, epochs, 1)
	}
	best, bestF := 0.5, 0.0
	for t := 0.25; t <= 0.65; t += 0.05 {
		hit, got, want := 0, 0, 0
		for i, r := range reports {
			m := *models[i%folds]
			m.Threshold = t
			d := reading.Draft(r.source)
			said.ReadWith(d, &m)
			found := map[int]bool{}
			for _, s := range d.Statements {
				if g := r.match(s.Content); g >= 0 {
					found[g] = true
				}
			}
			hit, got, want = hit+len(found), got+len(d.Statements), want+len(r.statements)
		}
		p, rc := float64(hit)/float64(max(1, got)), float64(hit)/float64(want)
		f := 2 * p * rc / (p + rc)
		fmt.Printf("threshold %.2f  precision %.3f  recall %.3f  F1 %.3f\n", t, p, rc, f)
		if f > bestF {
			best, bestF = t, f
		}
	}
	return best
}
