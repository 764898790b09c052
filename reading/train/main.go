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
	"chancery/reading/weigh"
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
type models struct {
	did       did.Models
	due, went *weigh.Model
}

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

// fit trains the models one after another, since each reads what the one before it
// found. The models of commitments and stops learn from events that were read by
// models trained without the report, as they will find them.
func fit(samples []sample) models {
	m := models{did: fitEvents(samples)}
	var dues, stops []weigh.Example
	for f := range folds {
		rest, held := split(samples, f)
		events := fitEvents(rest)
		for i := range held {
			did.ReadWith(held[i].draft, events)
			d, w := laterExamples(&held[i])
			dues, stops = append(dues, d...), append(stops, w...)
		}
	}
	m.due = weigh.Train(dues, *dueL2, *epochs, 1)
	m.due.Threshold = *dueThreshold
	m.went = weigh.Train(stops, *wentL2, *epochs, 1)
	m.went.Threshold = *wentThreshold
	return m
}

// fitEvents trains the models of events. That of which events are right learns from
// parties that were chosen by models of roles trained without the report.
func fitEvents(samples []sample) did.Models {
	m := did.Models{Roles: fitRoles(samples), Day: fitDay(samples)}
	var events []weigh.Example
	for f := range folds {
		rest, held := split(samples, f)
		roles := fitRoles(rest)
		for i := range held {
			events = append(events, eventExamples(&held[i], roles)...)
		}
	}
	m.Event = weigh.Train(events, *l2, *epochs, 1)
	m.Event.Threshold = *didThreshold
	return m
}

// split returns the samples outside and inside a fold.
func split(samples []sample, fold int) (rest, held []sample) {
	for i, s := range samples {
		if i%folds == fold {
			held = append(held, s)
		} else {
			rest = append(rest, s)
		}
	}
	return rest, held
}

// What the training is set to; the defaults measured best in cross-validation.
var (
	l2            = flag.Float64("l2", 0.05, "penalty on weights, per example")
	roleL2        = flag.Float64("role-l2", 0.2, "penalty on the weights of roles")
	dueL2         = flag.Float64("commitment-l2", 0.05, "penalty on the weights of commitments")
	wentL2        = flag.Float64("stop-l2", 0.02, "penalty on the weights of stops")
	epochs        = flag.Int("epochs", 20, "passes over the examples")
	roleThreshold = flag.Float64("roles", 0.36, "least probability of a filler")
	didThreshold  = flag.Float64("events", 0.2, "least probability of an event")
	dueThreshold  = flag.Float64("commitments", 0.28, "least probability of a commitment")
	wentThreshold = flag.Float64("stops", 0.42, "least probability of a stop")
)
