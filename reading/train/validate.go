package main

import (
	"fmt"
	"os"
	"path/filepath"

	"chancery"
	"chancery/reading"
	"chancery/reading/annotated"
	"chancery/reading/did"
	"chancery/reading/due"
	"chancery/reading/turned"
	"chancery/reading/weigh"
	"chancery/reading/went"
	"chancery/score"
	"chancery/score/curve"
)

// crossValidate prints the figures over all reports, each read with models that
// were trained on the other folds.
func crossValidate(c *course, misses bool, picture string) error {
	develop, train, all, more := score.NewBoard(), score.NewBoard(), score.NewBoard(), score.NewBoard()
	develop.KeepMisses, train.KeepMisses = misses, misses
	var judged []curve.Judged
	wanted := 0
	for f := range folds {
		m := c.fit(f)
		for _, s := range c.in(f) {
			rec := read(s, m)
			if s.Use == annotated.More {
				more.Add(&s.Report.Report, rec)
				continue
			}
			board := develop
			if s.Use == annotated.Train {
				board = train
			}
			board.Add(&s.Report.Report, rec)
			all.Add(&s.Report.Report, rec)
			wanted += len(s.Report.Gold.Events)
			for k, ok := range score.Right(&s.Report.Report, rec) {
				judged = append(judged, curve.Judged{Confidence: rec.Events[k].Confidence, Right: ok})
			}
		}
	}
	for _, b := range []*score.Board{develop, train, all, more} {
		if b.Reports > 0 {
			b.Print(os.Stdout)
		}
	}
	fmt.Printf("events: expected calibration error %.3f\n", calibrationError(judged))
	if picture != "" {
		return curve.Write(picture, "Events", judged, wanted)
	}
	return nil
}

func calibrationError(judged []curve.Judged) float64 {
	var confidence []float64
	var right []bool
	for _, j := range judged {
		confidence, right = append(confidence, j.Confidence), append(right, j.Right)
	}
	return score.CalibrationError(confidence, right)
}

// read runs the stages behind the statements with the models given.
func read(s *sample, m models) *chancery.Record {
	d := s.draft
	did.ReadWith(d, m.did)
	due.ReadWith(d, m.due)
	went.ReadWith(d, m.went)
	turned.Read(d)
	rec, _ := reading.Assemble(s.Source, d)
	return rec
}

func writeModels(m models) error {
	for file, model := range map[string]*weigh.Model{
		"did/roles.tsv": m.did.Roles, "did/guess.tsv": m.did.Guess, "did/sure.tsv": m.did.Sure, "did/day.tsv": m.did.Day, "did/model.tsv": m.did.Event, "due/model.tsv": m.due, "went/model.tsv": m.went,
	} {
		f, err := os.Create(filepath.Join("reading", filepath.FromSlash(file)))
		if err != nil {
			return err
		}
		defer f.Close()
		header := "feature, weight; threshold is the least probability kept\n" +
			"source: learned from the annotated reports by go run ./reading/train -write"
		if err := model.Write(f, header); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return nil
}
