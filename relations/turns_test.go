package relations

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"chancery"
)

// made is a series of n periods whose intensity is level(i) with noise about it: that
// of single events of spread sd, of which a period has on average rate. Linger is
// how much of a period's own deviation goes over to the next.
func made(r *rand.Rand, n int, rate, sd, linger float64, level func(i int) float64) []chancery.Standing {
	out := make([]chancery.Standing, n)
	start := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC)
	kept := 0.0
	for i := range out {
		m := 0
		for p := r.Float64(); p > math.Exp(-rate) && m < 1000; m++ {
			p *= r.Float64()
		}
		out[i].Start = start.AddDate(0, 0, i).Format(time.DateOnly)
		kept = kept*linger + r.NormFloat64()*sd/4
		sum := 0.0
		for range m {
			sum += level(i) + kept + r.NormFloat64()*sd
		}
		if out[i].Events = m; m > 0 {
			out[i].Intensity = max(-10, min(10, sum/float64(m)))
		}
	}
	return out
}

func flat(int) float64 { return 1 }

func TestNoTurnsInNoise(t *testing.T) {
	for _, c := range []struct {
		name              string
		n                 int
		rate, sd, linger  float64
		trials, tolerated int
	}{
		{"sparse months", 60, 0.6, 4, 0, 1000, 50},
		{"months", 120, 4, 4, 0, 1000, 50},
		{"weeks", 300, 2, 4, 0, 300, 15},
		{"months that linger", 120, 4, 4, 0.4, 300, 15},
		{"days", 1500, 1, 4, 0, 60, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			if testing.Short() {
				c.trials, c.tolerated = c.trials/5, c.tolerated/4
			}
			alarms := 0
			for seed := range c.trials {
				r := rand.New(rand.NewPCG(uint64(seed), 7))
				if len(Turns(made(r, c.n, c.rate, c.sd, c.linger, flat))) > 0 {
					alarms++
				}
			}
			t.Logf("%d false alarms in %d series", alarms, c.trials)
			if alarms > c.tolerated {
				t.Errorf("%d false alarms in %d series, %d are tolerated", alarms, c.trials, c.tolerated)
			}
		})
	}
}

func TestFindsSteps(t *testing.T) {
	for _, c := range []struct {
		name     string
		n        int
		rate, sd float64
		steps    []int // where each level but the first begins
		levels   []float64
		near     int     // periods by which a turn may miss
		found    float64 // share of trials in which just these are found
	}{
		{"one step of months", 96, 5, 4, []int{50}, []float64{-3, 2}, 4, 0.9},
		{"up and down", 120, 6, 4, []int{40, 70}, []float64{-3, 3, -3}, 4, 0.85},
		{"early", 60, 8, 4, []int{8}, []float64{4, -4}, 2, 0.9},
		{"sparse", 200, 0.5, 3, []int{90}, []float64{-4, 3}, 12, 0.9},
		{"three in days", 2000, 1, 4, []int{400, 1000, 1400}, []float64{-3, 1, -4, 2}, 40, 0.85},
	} {
		t.Run(c.name, func(t *testing.T) {
			const trials = 40
			right := 0
			for seed := range trials {
				r := rand.New(rand.NewPCG(uint64(seed), 11))
				series := made(r, c.n, c.rate, c.sd, 0, func(i int) float64 {
					k := 0
					for k < len(c.steps) && i >= c.steps[k] {
						k++
					}
					return c.levels[k]
				})
				turns := Turns(series)
				ok := len(turns) == len(c.steps)
				for i := 0; ok && i < len(turns); i++ {
					at := 0
					for series[at].Start != turns[i].Start {
						at++
					}
					ok = at-c.steps[i] <= c.near && c.steps[i]-at <= c.near &&
						math.Abs(turns[i].Before-c.levels[i]) < 1.5 && math.Abs(turns[i].After-c.levels[i+1]) < 1.5 && turns[i].P <= 0.01
				}
				if ok {
					right++
				}
			}
			t.Logf("%d of %d", right, trials)
			if float64(right) < c.found*trials {
				t.Errorf("found in %d of %d trials, want %.0f %%", right, trials, 100*c.found)
			}
		})
	}
}

func TestTurnsOfLittle(t *testing.T) {
	for _, series := range [][]chancery.Standing{
		nil,
		{{Start: "2018-01-01", Events: 1, Intensity: 3}},
		{{Start: "2018-01-01", Events: 9, Intensity: -9}, {Start: "2018-02-01", Events: 9, Intensity: 9}},
		make([]chancery.Standing, 100),                        // nothing but empty periods
		made(rand.New(rand.NewPCG(1, 1)), 100, 3, 0, 0, flat), // no noise at all
	} {
		if turns := Turns(series); len(turns) != 0 {
			t.Errorf("%d periods: %v", len(series), turns)
		}
	}
}

func TestTurnsAreTheSameAgain(t *testing.T) {
	series := made(rand.New(rand.NewPCG(3, 3)), 400, 2, 4, 0, func(i int) float64 { return float64(i/100%2)*5 - 2 })
	first := Turns(series)
	if len(first) == 0 {
		t.Fatal("no turns")
	}
	for range 3 {
		if again := Turns(series); !reflect.DeepEqual(again, first) {
			t.Fatalf("%v, then %v", first, again)
		}
	}
	// Empty periods change nothing.
	var sparse []chancery.Standing
	for _, s := range series {
		if s.Events > 0 {
			sparse = append(sparse, s)
		}
	}
	if got := Turns(sparse); !reflect.DeepEqual(got, first) {
		t.Errorf("without empty periods %v, want %v", got, first)
	}
}

func BenchmarkTurns(b *testing.B) {
	for name, level := range map[string]func(int) float64{
		"ten years of days, noise":       flat,
		"ten years of days, four levels": func(i int) float64 { return []float64{-3, 1, -4, 2}[i/914] },
	} {
		series := made(rand.New(rand.NewPCG(1, 2)), 3652, 1, 4, 0, level)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Turns(series)
			}
		})
	}
}
