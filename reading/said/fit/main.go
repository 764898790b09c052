// Command fit learns the weights in reading/said/model.tsv from annotated reports:
// which reporting words with which contents annotators take for statements.
//
//	go run ./reading/said/fit [-gold ../shared/gold] [-misses] [-write]
//
// It prints the figures of score.py for statements in five-fold cross-validation
// over reports, for the reports to develop on, those to train on and, by odd and even names, the
// others; with -misses also what was missed, why, and what was found beside it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	"chancery/reading"
	"chancery/reading/annotated"
	"chancery/reading/draft"
	"chancery/reading/said"
	"chancery/reading/weigh"
	"chancery/score"
	"chancery/score/curve"
)

const folds = 5

var (
	l2      = flag.Float64("l2", 0.5, "penalty on weights")
	picture = flag.String("curve", "", "draw how far the statements' confidence holds into this SVG file")

	epochs = flag.Int("epochs", 30, "rounds over the examples")
)

// report is an annotated report, read up to the statements.
type report struct {
	annotated.Report
	draft      *draft.Draft
	statements []draft.Range // where each annotated statement stands, zero if not found
	candidates []said.Example
	examples   []weigh.Example // for Models.Statement
	speakers   []weigh.Example // for Models.Speaker
}

func main() {
	log.SetFlags(0)
	gold := flag.String("gold", "../shared/gold", "folder of the annotated reports")
	more := flag.String("more", "reading/annotated/reports.jsonl", "file of other annotated reports, learned from but not measured; none if empty")
	misses := flag.Bool("misses", false, "print what is missed, wrong and extra")
	write := flag.Bool("write", false, "write reading/said/model.tsv, learned from all reports")
	flag.Parse()
	reports, err := load(*gold, *more)
	if err != nil {
		log.Fatal(err)
	}
	threshold, curve := crossValidate(reports, *misses)
	if !*write {
		return
	}
	m := train(reports, nil)
	m.Statement.Threshold, m.Confidence = threshold, curve
	source := "source: learned from the annotated reports by go run ./reading/said/fit -write"
	err = errors.Join(
		save(m.Statement, "model.tsv", "feature, weight; threshold is the least probability with which a candidate becomes a statement\n"+source),
		save(m.Speaker, "speaker.tsv", "feature, weight: whether the speaker of a statement is the right one\n"+source),
		saveCurve(m.Confidence, "confidence.tsv", "Confidence of a statement: the models' joint probability and how often statements with it are right, in cross-validation.\n# "+source))
	if err != nil {
		log.Fatal(err)
	}
}

// save writes a model to the table name of package said.
func save(m *weigh.Model, name, header string) error {
	f, err := os.Create(filepath.Join("reading", "said", name))
	if err != nil {
		return err
	}
	return errors.Join(m.Write(f, header), f.Close())
}

// saveCurve writes a curve to the table name of package said.
func saveCurve(c said.Curve, name, header string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\nscore\tright\n", header)
	for _, p := range c {
		fmt.Fprintf(&b, "%.3f\t%.3f\n", p.Score, p.Right)
	}
	return os.WriteFile(filepath.Join("reading", "said", name), []byte(b.String()), 0o644)
}

// train learns both models from the reports that keep wants, from all if it is nil.
func train(reports []*report, keep func(i int) bool) said.Models {
	var statements, speakers []weigh.Example
	for i, r := range reports {
		if keep == nil || keep(i) {
			statements, speakers = append(statements, r.examples...), append(speakers, r.speakers...)
		}
	}
	return said.Models{
		Statement: average(statements),
		Speaker:   average(speakers),
	}
}

// average returns the mean of models learned from the examples in different orders:
// with so few examples the order tells.
func average(examples []weigh.Example) *weigh.Model {
	const orders = 5
	mean := &weigh.Model{Weights: map[string]float64{}}
	for seed := range orders {
		for f, w := range weigh.Train(examples, *l2, *epochs, int64(seed)).Weights {
			mean.Weights[f] += w / orders
		}
	}
	return mean
}

// load reads the annotated reports of the folder and finds their candidates.
func load(gold, more string) ([]*report, error) {
	var out []*report
	all, err := annotated.Load(gold, more, filepath.Join(gold, "..", "corpus"))
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		one := &report{Report: r, draft: reading.Draft(r.Source)}
		one.locate()
		one.label()
		out = append(out, one)
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
	rec, _ := reading.Assemble(r.Source, &d)
	found, right := score.RightStatements(&r.Report.Report, rec)
	for i, e := range r.candidates {
		r.examples = append(r.examples, weigh.Example{Features: e.Features, Right: found[i]})
		if found[i] {
			r.speakers = append(r.speakers, weigh.Example{Features: e.Speaker, Right: right[i]})
		}
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

// row is the figure that counts.
const row = "statements: speaker right"

// outcome is what reading all reports with the models of their folds gave.
type outcome struct {
	develop, training, all *score.Board
	odd, even              *score.Board // of the other reports, which are not measured: every second one
	scores                 []float64
	right                  []bool
	half                   []int // which half of the reports each score is of
}

// crossValidate prints how models learned on four fifths of the reports do on the
// others, and returns the threshold with the best F1 and the confidence there.
func crossValidate(reports []*report, misses bool) (float64, said.Curve) {
	var models [folds]said.Models
	for k := range folds {
		models[k] = train(reports, func(i int) bool { return i%folds != k })
	}
	best, bestF := 0.5, 0.0
	for t := 0.30; t <= 0.70; t += 0.05 {
		o := read(reports, models[:], t, false)
		f, others := o.all.Tally(row).F1(), o.others()
		fmt.Printf("threshold %.2f  speaker right %.3f  in the other reports %.3f\n", t, f, others)
		if others > 0 {
			f = (f + others) / 2 // the others are more like what is read in use
		}
		if f >= bestF {
			best, bestF = t, f
		}
	}
	o := read(reports, models[:], best, misses)
	for _, b := range []*score.Board{o.develop, o.training, o.odd, o.even} {
		if b.Reports == 0 {
			continue
		}
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
	confidence := o.confidence()
	fmt.Printf("calibration error %.3f\n", score.CalibrationError(confidence, o.right))
	if *picture != "" {
		judged := make([]curve.Judged, len(confidence))
		for k, c := range confidence {
			judged[k] = curve.Judged{Confidence: c, Right: o.right[k]}
		}
		if err := curve.Write(*picture, "Statements", judged, o.all.Tally(row).Gold); err != nil {
			log.Fatal(err)
		}
	}
	return best, said.Calibrate(o.scores, o.right)
}

// read scores all reports with the models of their folds.
func read(reports []*report, models []said.Models, threshold float64, misses bool) outcome {
	o := outcome{develop: score.NewBoard(), training: score.NewBoard(), all: score.NewBoard(), odd: score.NewBoard(), even: score.NewBoard()}
	o.develop.KeepMisses, o.training.KeepMisses, o.odd.KeepMisses = misses, misses, misses
	for i, r := range reports {
		m := models[i%folds]
		m.Statement.Threshold = threshold
		said.ReadWith(r.draft, m)
		rec, _ := reading.Assemble(r.Source, r.draft)
		if r.Use == annotated.More {
			b := o.even
			if strings.ContainsAny(r.Doc[len(r.Doc)-1:], "13579") {
				b = o.odd
			}
			b.Add(&r.Report.Report, rec)
			continue
		}
		_, right := score.RightStatements(&r.Report.Report, rec)
		for k, s := range rec.Statements {
			o.scores, o.right, o.half = append(o.scores, s.Confidence), append(o.right, right[k]), append(o.half, i%2)
		}
		b := o.develop
		if r.Use == annotated.Train {
			b = o.training
		}
		b.Add(&r.Report.Report, rec)
		o.all.Add(&r.Report.Report, rec)
	}
	return o
}

// others is the figure that counts over the reports that are not measured.
func (o outcome) others() float64 {
	a, b := o.odd.Tally(row), o.even.Tally(row)
	return score.Tally{Hit: a.Hit + b.Hit, Gold: a.Gold + b.Gold, Got: a.Got + b.Got}.F1()
}

// confidence gives each statement's confidence by a curve that was fitted to the
// other half of the reports.
func (o outcome) confidence() []float64 {
	var scores [2][]float64
	var right [2][]bool
	for k, h := range o.half {
		scores[h], right[h] = append(scores[h], o.scores[k]), append(right[h], o.right[k])
	}
	curves := [2]said.Curve{said.Calibrate(scores[1], right[1]), said.Calibrate(scores[0], right[0])}
	confidence := make([]float64, len(o.scores))
	for k, h := range o.half {
		confidence[k] = curves[h].At(o.scores[k])
	}
	return confidence
}

// explain prints for each annotated statement the candidate nearest to it.
func explain(reports []*report, models []said.Models) {
	for i, r := range reports {
		if r.Use == annotated.More && !strings.ContainsAny(r.Doc[len(r.Doc)-1:], "13579") {
			continue // the even ones prove that nothing was made for them
		}
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
			p := models[i%folds].Statement.Probability(r.candidates[best].Features)
			if most >= 0.5 && p >= 0.4 {
				continue
			}
			c := r.candidates[best].Statement.Content[0]
			fmt.Printf("%s shares %.2f p %.2f: %s: %s\n    got %s %v\n", r.Doc, most, p, r.Statements[k].Cue, r.draft.Text[s.Start:s.End], r.draft.Text[c.Start:c.End], r.candidates[best].Features[1:5])
		}
	}
}
