// Command train learns the models of the stages did, due and went from annotated
// reports and measures them in five-fold cross-validation.
//
//	go run ./reading/train [-gold ../shared/gold] [-misses] [-write]
//
// It prints the figures of each threshold and, with -write, writes
// reading/{did,due,went}/model.tsv trained on all reports.
package main

import (
	"flag"
	"fmt"
	"log"
	"path/filepath"
	"time"

	"chancery/reading"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/due"
	"chancery/reading/weigh"
	"chancery/reading/went"
	"chancery/score"
	"chancery/source"
)

const folds = 5

// sample is one annotated report, read up to the statements.
type sample struct {
	report score.Report
	source source.Report
	draft  *draft.Draft
	train  bool // of the training reports, not of those to develop on
}

// models are those that one training gives.
type models struct{ did, due, went *weigh.Model }

func main() {
	gold := flag.String("gold", "../shared/gold", "folder of the annotated reports")
	write := flag.Bool("write", false, "write the models trained on all reports")
	misses := flag.Bool("misses", false, "print what is missed, wrong and extra")
	flag.Parse()
	samples, err := load(*gold)
	if err != nil {
		log.Fatal(err)
	}
	crossValidate(samples, *misses)
	if *write {
		if err := writeModels(fit(samples)); err != nil {
			log.Fatal(err)
		}
	}
}

func load(gold string) ([]sample, error) {
	var out []sample
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
			out = append(out, sample{r, src, reading.Draft(src), dir == "train"})
		}
	}
	return out, nil
}

// fit trains the three models one after another, since each stage reads what the
// one before it found.
func fit(samples []sample) models {
	var m models
	var events, dues, stops []weigh.Example
	for i := range samples {
		s := &samples[i]
		cands := did.Candidates(s.draft)
		s.draft.Events = s.draft.Events[:0]
		for _, c := range cands {
			s.draft.Events = append(s.draft.Events, c.Event)
		}
		s.draft.Commitments, s.draft.Stops, s.draft.Relations = nil, nil, nil
		rec, _ := reading.Assemble(s.source, s.draft)
		for k, ok := range score.Right(&s.report, rec) {
			events = append(events, weigh.Example{Features: cands[k].Features, Right: ok})
		}
	}
	m.did = weigh.Train(events, l2, epochs, 1)
	m.did.Threshold = didThreshold
	for i := range samples {
		s := &samples[i]
		did.ReadWith(s.draft, m.did)
		s.draft.Commitments, s.draft.Stops, s.draft.Relations = nil, nil, nil
		dc, sc := due.Candidates(s.draft), went.Candidates(s.draft)
		for _, c := range dc {
			s.draft.Commitments = append(s.draft.Commitments, c.Commitment)
		}
		for _, c := range sc {
			s.draft.Stops = append(s.draft.Stops, c.Stop)
		}
		order := byCue(s.draft)
		rec, _ := reading.Assemble(s.source, s.draft)
		for k, ok := range score.RightCommitments(&s.report, rec) {
			dues = append(dues, weigh.Example{Features: dc[order[k]].Features, Right: ok})
		}
		for k, ok := range score.RightStops(&s.report, rec) {
			stops = append(stops, weigh.Example{Features: sc[k].Features, Right: ok})
		}
	}
	m.due = weigh.Train(dues, l2, epochs, 1)
	m.due.Threshold = dueThreshold
	m.went = weigh.Train(stops, l2, epochs, 1)
	m.went.Threshold = wentThreshold
	return m
}

const (
	l2            = 0.01
	epochs        = 20
	didThreshold  = 0.33
	dueThreshold  = 0.33
	wentThreshold = 0.40
)
