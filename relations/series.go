// Package relations measures how two states stand over time: the quad class and
// weight of an event, series of both by period, and the periods from which on
// the two stand otherwise than before.
//
// Weights follow Goldstein (Journal of Conflict Resolution 36, 1992) as CAMEO and
// PLOVER carry them over; weights.tsv has them with their codes. Turning points
// are found by seeded binary segmentation (Kovács, Bühlmann, Li and Munk,
// Biometrika 110, 2023) over weighted CUSUM statistics (Page, Biometrika 41,
// 1954), each tested by permutation of blocks (Antoch and Hušková, Statistics
// and Probability Letters 53, 2001; Kirch, Journal of Statistical Planning and
// Inference 137, 2007) with the sequential stopping of Besag and Clifford
// (Biometrika 78, 1991).
package relations

import (
	"math"
	"slices"
	"time"

	"chancery"
)

// Day sums the held events between two states on one day.
type Day struct {
	Day       int     // days since 1970-01-01, which may be negative
	Counts    [4]int  // events by quad class, in the order of [Order]
	Weight    float64 // sum of the events' confidences
	Intensity float64 // sum of confidence times weight
}

// Series sums days by period, in order of time. Periods without events are left
// out; [Fill] puts them in. Days may come in any order, and several of one day.
func Series(days []Day, by chancery.Period) []chancery.Standing {
	sorted := slices.Clone(days)
	slices.SortStableFunc(sorted, func(a, b Day) int { return a.Day - b.Day })
	var out []chancery.Standing
	var weight, sum float64
	shut := func() {
		if n := len(out); n > 0 && weight > 0 {
			out[n-1].Intensity = math.Round(sum/weight*1000) / 1000
		}
		weight, sum = 0, 0
	}
	for _, d := range sorted {
		total := d.Counts[0] + d.Counts[1] + d.Counts[2] + d.Counts[3]
		if total == 0 {
			continue
		}
		start := iso(Start(date(d.Day), by))
		if n := len(out); n == 0 || out[n-1].Start != start {
			shut()
			out = append(out, chancery.Standing{Start: start, Counts: map[chancery.Quad]int{}})
		}
		s := &out[len(out)-1]
		for i, n := range d.Counts {
			if n > 0 {
				s.Counts[Order[i]] += n
			}
		}
		s.Events += total
		weight += d.Weight
		sum += d.Intensity
	}
	shut()
	return out
}

// Fill gives a series with the periods in it that have no events, from its first
// to its last. Their intensity is 0 and their counts nil.
func Fill(series []chancery.Standing, by chancery.Period) []chancery.Standing {
	var out []chancery.Standing
	for _, s := range series {
		at, err := time.Parse(time.DateOnly, s.Start)
		if err != nil {
			continue // a series that Series made has none
		}
		if n := len(out); n > 0 {
			last, _ := time.Parse(time.DateOnly, out[n-1].Start)
			for next := Next(last, by); next.Before(at); next = Next(next, by) {
				out = append(out, chancery.Standing{Start: iso(next)})
			}
		}
		out = append(out, s)
	}
	return out
}

// Next is the first day of the period after the one that begins on start.
func Next(start time.Time, by chancery.Period) time.Time {
	switch by {
	case chancery.ByDay:
		return start.AddDate(0, 0, 1)
	case chancery.ByWeek:
		return start.AddDate(0, 0, 7)
	case chancery.ByYear:
		return start.AddDate(1, 0, 0)
	default:
		return start.AddDate(0, 1, 0)
	}
}

// Start is the first day of the period that t lies in; ISO weeks begin on
// Monday. An unknown period counts as a month.
func Start(t time.Time, by chancery.Period) time.Time {
	switch by {
	case chancery.ByDay:
		return t
	case chancery.ByWeek:
		return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
	case chancery.ByYear:
		return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	default:
		return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
}

func date(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }

func iso(t time.Time) string { return t.Format(time.DateOnly) }
