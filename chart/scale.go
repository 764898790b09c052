package chart

import (
	"math"
	"strconv"
	"time"

	"chancery"
	"chancery/relations"
)

// timeScale lays days out along x.
type timeScale struct {
	from, to time.Time
	x0, x1   float64
}

func (s timeScale) x(t time.Time) float64 {
	span := s.to.Sub(s.from).Hours()
	if span <= 0 {
		return s.x0
	}
	return s.x0 + (s.x1-s.x0)*t.Sub(s.from).Hours()/span
}

// tick is a mark on an axis of time.
type tick struct {
	at    time.Time
	label string
	major bool // begins a year, or stands alone
}

// steps are those between two ticks, in months, or in days where months are 0.
var steps = []struct{ months, days int }{{0, 1}, {0, 7}, {1, 0}, {3, 0}, {6, 0}, {12, 0}, {24, 0}, {60, 0}, {120, 0}, {240, 0}, {600, 0}}

// ticks are marks between two days, at round ones, that have room over so many pixels.
func ticks(from, to time.Time, pixels float64) []tick {
	for _, step := range steps {
		apart := 44.0 // years are short
		if step.months == 0 {
			apart = 68
		} else if step.months < 12 {
			apart = 54
		}
		n := max(2, int(pixels/apart))
		var out []tick
		for t := roundUp(from, step.months, step.days); !t.After(to); t = t.AddDate(0, step.months, step.days) {
			if len(out) > n {
				break
			}
			out = append(out, tick{t, tickLabel(t, step.months, len(out) == 0), step.months >= 12 || t.YearDay() == 1})
		}
		if len(out) <= n {
			return out
		}
	}
	return nil
}

// roundUp is the first round day at or after t.
func roundUp(t time.Time, months, days int) time.Time {
	if months == 0 {
		if days == 7 {
			return t.AddDate(0, 0, (8-int(t.Weekday()))%7) // a Monday
		}
		return t
	}
	k := t.Year()*12 + int(t.Month()) - 1
	if t.Day() > 1 {
		k++
	}
	k = (k + months - 1) / months * months
	return time.Date(k/12, time.Month(k%12+1), 1, 0, 0, 0, 0, time.UTC)
}

func tickLabel(t time.Time, months int, first bool) string {
	switch {
	case months >= 12:
		return strconv.Itoa(t.Year())
	case months > 0 && t.Month() == time.January:
		return strconv.Itoa(t.Year())
	case months > 0 && first:
		return t.Format("Jan 2006")
	case months > 0:
		return t.Format("Jan")
	case first || t.Day() <= 7 && t.Month() == time.January:
		return t.Format("2 Jan 2006")
	}
	return t.Format("2 Jan")
}

// axis draws an axis of time at y, with ticks up to top; labels keep clear of each
// other and of the ends.
func (c *canvas) axis(s timeScale, top, y float64) {
	c.line("axis", s.x0, y, s.x1, y)
	end := math.Inf(-1)
	for _, t := range ticks(s.from, s.to, s.x1-s.x0) {
		x := s.x(t.at)
		if top < y {
			c.line("grid", x, top, x, y)
		}
		c.line("axis", x, y, x, y+4)
		w := width(t.label, 11)
		lo := min(max(x-w/2, s.x0-18), s.x1+8-w)
		if lo < end+8 {
			continue
		}
		c.text("tick", "start", lo, y+16, t.label)
		end = lo + w
	}
}

// limit is the end of an axis for a value: a round number times a power of ten.
func limit(v float64) float64 {
	if v <= 0 {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range []float64{1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8} {
		if v <= k*p*1.0000001 {
			return k * p
		}
	}
	return 10 * p
}

// countLimit is the end of an axis for a count: a whole even number, or 1.
func countLimit(n int) float64 {
	if n <= 1 {
		return 1
	}
	return 2 * math.Ceil(limit(float64(n))/2)
}

// parse reads a day; the zero time where there is none.
func parse(day string) time.Time {
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(form, day); err == nil {
			return t
		}
	}
	return time.Time{}
}

// span gives the first day of a series' first period and the day after its last.
func span(series []chancery.Standing, by chancery.Period) (from, to time.Time) {
	for _, s := range series {
		t := parse(s.Start)
		if t.IsZero() {
			continue
		}
		if from.IsZero() || t.Before(from) {
			from = t
		}
		if next := relations.Next(t, by); next.After(to) {
			to = next
		}
	}
	return from, to
}

// periodName names a period as a reader would.
func periodName(start string, by chancery.Period) string {
	t := parse(start)
	switch {
	case t.IsZero():
		return start
	case by == chancery.ByYear:
		return t.Format("2006")
	case by == chancery.ByWeek:
		return "week of " + t.Format("2 January 2006")
	case by == chancery.ByDay:
		return t.Format("2 January 2006")
	}
	return t.Format("January 2006")
}
