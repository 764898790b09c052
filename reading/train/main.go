// Command train learns the models of the stages did, due and went from annotated
// reports and measures them in five-fold cross-validation.
//
//	go run ./reading/train [-gold ../shared/gold] [-misses] [-write]
//
// Stories of ../corpus beside the reports, annotated by reference, are learned from
// but not measured. Labelled sentences in ../plover beside the reports teach who fills which slot. It
// prints the figures and, with -write, writes reading/{did,due,went}/model.tsv and what
// else reading/did learns, trained on all reports.
package main

import (
	"flag"
	"log"
	"path/filepath"
	"runtime"
	"sync"

	"chancery/reading"
	"chancery/reading/annotated"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/weigh"
)

const folds = 5

// sample is one annotated report, read up to the statements.
type sample struct {
	annotated.Report
	draft *draft.Draft

	roles, day []weigh.Example // what the models of roles and of the day learn from it
}

// models are those that one training gives.
type models struct {
	did       did.Models
	due, went *weigh.Model
}

func main() {
	gold := flag.String("gold", "../shared/gold", "folder of the annotated reports")
	more := flag.String("more", "reading/annotated/reports.jsonl", "file of other annotated reports, learned from but not measured; none if empty")
	write := flag.Bool("write", false, "write the models trained on all reports")
	misses := flag.Bool("misses", false, "print what is missed, wrong and extra")
	picture := flag.String("curve", "", "draw how far the events' confidence holds into this SVG file")
	flag.Parse()
	samples, err := load(*gold, *more)
	if err != nil {
		log.Fatal(err)
	}
	told, err := loadSentences(filepath.Join(*gold, "..", "plover", "plv-train.tsv"))
	if err != nil {
		log.Fatal(err)
	}
	c := newCourse(samples, told)
	if err := crossValidate(c, *misses, *picture); err != nil {
		log.Fatal(err)
	}
	if *write {
		if err := writeModels(c.fit(-1)); err != nil {
			log.Fatal(err)
		}
	}
}

// load reads the annotated reports up to their statements.
func load(gold, more string) ([]sample, error) {
	reports, err := annotated.Load(gold, more, filepath.Join(gold, "..", "corpus"))
	if err != nil {
		return nil, err
	}
	out := make([]sample, len(reports))
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				out[i] = sample{Report: reports[i], draft: reading.Draft(reports[i].Source)}
			}
		})
	}
	for i := range reports {
		next <- i
	}
	close(next)
	wait.Wait()
	return out, nil
}

// What the training is set to; the defaults measured best in cross-validation.
var (
	l2            = flag.Float64("l2", 0.05, "penalty on weights, per example")
	roleL2        = flag.Float64("role-l2", 0.2, "penalty on the weights of roles")
	dueL2         = flag.Float64("commitment-l2", 0.05, "penalty on the weights of commitments")
	wentL2        = flag.Float64("stop-l2", 0.005, "penalty on the weights of stops")
	epochs        = flag.Int("epochs", 20, "passes over the examples")
	roleThreshold = flag.Float64("roles", 0.36, "least probability of a filler")
	didThreshold  = flag.Float64("events", 0.2, "least probability of an event")
	dueThreshold  = flag.Float64("commitments", 0.28, "least probability of a commitment")
	wentThreshold = flag.Float64("stops", 0.42, "least probability of a stop")
)
