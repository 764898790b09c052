package main

import (
	"slices"

	"chancery/reading/annotated"
	"chancery/reading/did"
	"chancery/reading/weigh"
)

// course trains models on reports parted into folds: sample i is of fold i%folds.
// Models of roles that several trainings need are trained once.
type course struct {
	samples []sample
	told    []weigh.Example // who fills which slot in labelled sentences
	roles   map[[2]int]*weigh.Model
}

func newCourse(samples []sample, told []sentence) *course {
	c := &course{samples: samples, roles: map[[2]int]*weigh.Model{}}
	for i := range samples {
		samples[i].roles, samples[i].day = roleExamples(&samples[i]), dayExamples(&samples[i])
	}
	for i := range told {
		c.told = append(c.told, told[i].fillers()...)
	}
	return c
}

// in returns the samples of a fold.
func (c *course) in(fold int) []*sample {
	var out []*sample
	for i := fold; i < len(c.samples); i += folds {
		out = append(out, &c.samples[i])
	}
	return out
}

// but gathers examples of the samples outside two folds; -1 stands for none.
func (c *course) but(f, g int, examples func(*sample) []weigh.Example) []weigh.Example {
	var out []weigh.Example
	for i := range c.samples {
		if i%folds != f && i%folds != g {
			out = append(out, examples(&c.samples[i])...)
		}
	}
	return out
}

// rolesBut returns the model of who fills which slot, trained without two folds.
func (c *course) rolesBut(f, g int) *weigh.Model {
	key := [2]int{min(f, g), max(f, g)}
	if c.roles[key] == nil {
		all := append(c.but(f, g, func(s *sample) []weigh.Example { return s.roles }), c.told...)
		m := weigh.Train(all, *roleL2, *epochs, 1)
		m.Trees = weigh.Grow(all, weigh.Growth{Rounds: 60, Depth: 5, Rate: 0.15, Least: 10, Weight: 3, L2: 1})
		m.Threshold = *roleThreshold
		c.roles[key] = m
	}
	return c.roles[key]
}

// dayBut returns the model of which undated events are of the day that the report
// tells of, trained without two folds.
func (c *course) dayBut(f, g int) *weigh.Model {
	m := weigh.Train(c.but(f, g, func(s *sample) []weigh.Example { return s.day }), *roleL2, *epochs, 1)
	m.Threshold = 0.5
	return m
}

// How many trees weigh guesses and events.
const guessTrees, eventTrees = 80, 240

// byFold are examples by the fold that their report is of.
type byFold [folds][]weigh.Example

// all returns the examples of every fold.
func (b byFold) all() []weigh.Example { return slices.Concat(b[:]...) }

// but trains a model with so many trees on the examples outside a fold; -1 stands for none.
func (b byFold) but(fold, trees int) *weigh.Model {
	var out []weigh.Example
	for f, es := range b {
		if f != fold {
			out = append(out, es...)
		}
	}
	m := weigh.Train(out, *l2, *epochs, 1)
	m.Trees = weigh.Grow(out, weigh.Growth{Rounds: trees, Depth: 4, Rate: 0.1, Least: 10, Weight: 3, L2: 1})
	return m
}

// fit trains the models one after another, since each reads what the one before it
// found, without the reports of fold out (-1: with all). A model learns from what
// models found that were trained without the report, as it will find it.
func (c *course) fit(out int) models {
	var parts [folds]did.Models
	var guesses, events, sure, dues, stops byFold
	each := func(do func(f int, s *sample)) {
		for f := range folds {
			if f == out {
				continue
			}
			for _, s := range c.in(f) {
				do(f, s)
			}
		}
	}
	each(func(f int, s *sample) {
		parts[f].Roles = c.rolesBut(out, f)
		guesses[f] = append(guesses[f], guessExamples(s, parts[f].Roles)...)
	})
	each(func(f int, s *sample) {
		if parts[f].Guess == nil {
			parts[f].Guess = guesses.but(f, guessTrees)
		}
		events[f] = append(events[f], eventExamples(s, parts[f])...)
	})
	each(func(f int, s *sample) {
		if parts[f].Event == nil {
			parts[f].Event, parts[f].Day = events.but(f, eventTrees), c.dayBut(out, f)
			parts[f].Event.Threshold = *didThreshold
		}
		did.ReadWith(s.draft, parts[f])
		if s.Use != annotated.More { // how sure is sure by the reports that are measured
			sure[f] = append(sure[f], sureExamples(s)...)
		}
		d, w := laterExamples(s)
		dues[f], stops[f] = append(dues[f], d...), append(stops[f], w...)
	})
	m := models{did: did.Models{Roles: c.rolesBut(out, out), Day: c.dayBut(out, out), Guess: guesses.but(-1, guessTrees), Event: events.but(-1, eventTrees)}}
	m.did.Event.Threshold = *didThreshold
	m.did.Sure = weigh.Train(sure.all(), *l2, *epochs, 1)
	m.due, m.went = fitLater(dues, stops)
	return m
}

// fitLater trains the models of commitments and stops.
func fitLater(dues, stops byFold) (due, went *weigh.Model) {
	due, went = weigh.Train(dues.all(), *dueL2, *epochs, 1), weigh.Train(stops.all(), *wentL2, *epochs, 1)
	due.Threshold, went.Threshold = *dueThreshold, *wentThreshold
	return due, went
}
