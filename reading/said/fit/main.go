// Command fit learns the weights in reading/said/model.tsv from annotated reports:
// which reporting words with which contents annotators take for statements.
//
//	go run ./reading/said/fit [-gold ../shared/gold] [-misses] [-write]
//
// It prints the figures of score.py for statements in five-fold cross-validation
// over reports, for the reports to develop on and for those to train on; with
// -misses also what was missed, why, and what was found beside it.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chancery/reading"
	"chancery/reading/draft"
	"chancery/reading/said"
	"chancery/reading/weigh"
	"chancery/score"
	"chancery/source"
)

const folds = 5

var (
	l2     = flag.Float64("l2", 0.3, "penalty on weights")
	epochs = flag.Int("epochs", 20, "rounds over the examples")
)

// report is an annotated report, read up to the statements.
type report struct {
	score.Report
	source     source.Report
	draft      *draft.Draft
	train      bool          // to train on, not to develop on
	statements []draft.Range // where each annotated statement stands, zero if not found
	candidates []said.Example
	examples   []weigh.Example
}

func main() {
	log.SetFlags(0)
	gold := flag.String("gold", "../shared/gold", "folder of the annotated reports")
	misses := flag.Bool("misses", false, "print what is missed, wrong and extra")
	write := flag.Bool("write", false, "write reading/said/model.tsv, learned from all reports")
	flag.Parse()
	reports, err := load(*gold)
	if err != nil {
		log.Fatal(err)
	}
	threshold := crossValidate(reports, *misses)
	if !*write {
		return
	}
	m := weigh.Train(examples(reports, nil), *l2, *epochs, 1)
	m.Threshold = threshold
	f, err := os.Create(filepath.Join("reading", "said", "model.tsv"))
	if err != nil {
		log.Fatal(err)
	}
	err = m.Write(f, "feature, weight; threshold is the least probability with which a candidate becomes a statement\n"+
		"source: learned from the annotated reports by go run ./reading/said/fit -write")
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		log.Fatal(err)
	}
}

// load reads the annotated reports of the folder and finds their candidates.
func load(gold string) ([]*report, error) {
	var out []*report
	for _, dir := range []string{"", "train"} {
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
			one := &report{Report: r, source: src, draft: reading.Draft(src), train: dir == "train"}
			one.locate()
			one.label()
			out = append(out, one)
		}
	}
	return out, nil
}

// locate finds the annotated statements in the text.
func (r *report) locate() {
	f := fold(r.draft.Text)
	for _, s := range r.Statements {
		var at draft.Range
		if start := find(f, s.From, max(1, s.FromNth), 0); start >= 0 {
			end := find(f, s.To, 1, start)
			if s.ToNth > 0 {
				end = find(f, s.To, s.ToNth, 0)
			}
			if end >= 0 {
				at = f.bytes(start, end+len([]rune(s.To)))
			}
		}
		r.statements = append(r.statements, at)
	}
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
// annotated statement's; who speaks is settled apart.
func (r *report) label() {
	r.candidates = said.Examples(r.draft)
	d := *r.draft
	d.Statements = nil
	for _, e := range r.candidates {
		d.Statements = append(d.Statements, e.Statement)
	}
	rec, _ := reading.Assemble(r.source, &d)
	found, _ := score.RightStatements(&r.Report, rec)
	for i, e := range r.candidates {
		r.examples = append(r.examples, weigh.Example{Features: e.Features, Right: found[i]})
	}
}

// share is the part of the bytes of content and statement that both hold.
func share(content []draft.Range, s draft.Range) float64 {
	both, all := 0, s.End-s.Start
	for _, c := range content {
		all += c.End - c.Start
		both += max(0, min(c.End, s.End)-max(c.Start, s.Start))
	}
	if all == both {
		return 0
	}
	return float64(both) / float64(all-both)
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
func crossValidate(reports []*report, misses bool) float64 {
	var models [folds]*weigh.Model
	for k := range folds {
		models[k] = weigh.Train(examples(reports, func(i int) bool { return i%folds != k }), *l2, *epochs, 1)
	}
	const row = "statements: speaker right"
	best, bestF := 0.5, 0.0
	for t := 0.25; t <= 0.65; t += 0.05 {
		_, _, all := boards(reports, models[:], t, false)
		f := all.Tally(row).F1()
		fmt.Printf("threshold %.2f  found %.3f  speaker right %.3f\n", t, all.Tally("statements: found").F1(), f)
		if f > bestF {
			best, bestF = t, f
		}
	}
	develop, train, _ := boards(reports, models[:], best, misses)
	for _, b := range []*score.Board{develop, train} {
		for _, line := range b.Misses {
			if strings.Contains(line, "statement ") || strings.Contains(line, "wrong speaker") {
				fmt.Println(line)
			}
		}
		b.Print(os.Stdout)
	}
	if misses {
		explain(reports, models[:])
	}
	return best
}

// boards scores all reports with the models of their folds.
func boards(reports []*report, models []*weigh.Model, threshold float64, misses bool) (develop, train, all *score.Board) {
	develop, train, all = score.NewBoard(), score.NewBoard(), score.NewBoard()
	develop.KeepMisses, train.KeepMisses = misses, misses
	for i, r := range reports {
		m := *models[i%folds]
		m.Threshold = threshold
		said.ReadWith(r.draft, &m)
		rec, _ := reading.Assemble(r.source, r.draft)
		b := develop
		if r.train {
			b = train
		}
		b.Add(&r.Report, rec)
		all.Add(&r.Report, rec)
	}
	return develop, train, all
}

// explain prints for each annotated statement the candidate nearest to it.
func explain(reports []*report, models []*weigh.Model) {
	for i, r := range reports {
		for k, s := range r.statements {
			best, most := -1, 0.0
			for j, c := range r.candidates {
				if p := share(c.Statement.Content, s); p > most {
					best, most = j, p
				}
			}
			if best < 0 {
				fmt.Printf("%s no candidate: %s: %s\n", r.Doc, r.Statements[k].Cue, r.draft.Text[s.Start:s.End])
				continue
			}
			p := models[i%folds].Probability(r.candidates[best].Features)
			if most >= 0.5 && p >= 0.4 {
				continue
			}
			c := r.candidates[best].Statement.Content[0]
			fmt.Printf("%s shares %.2f p %.2f: %s: %s\n    got %s %v\n", r.Doc, most, p, r.Statements[k].Cue, r.draft.Text[s.Start:s.End], r.draft.Text[c.Start:c.End], r.candidates[best].Features[1:5])
		}
	}
}
