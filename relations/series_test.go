package relations

import (
	"math/rand"
	"reflect"
	"testing"
	"time"

	"chancery"
)

func day(s string) int {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return int(t.Unix() / 86400)
}

func TestSeries(t *testing.T) {
	days := []Day{
		{day("2019-01-01"), [4]int{1, 0, 0, 0}, 1, 1},
		{day("2018-12-30"), [4]int{0, 0, 2, 0}, 1.5, -3}, // a Sunday
		{day("2018-12-31"), [4]int{0, 1, 0, 0}, 0.5, 3},  // the Monday of the first week of 2019
		{day("2018-12-31"), [4]int{0, 0, 0, 1}, 0.5, -4},
		{day("1969-12-31"), [4]int{0, 0, 0, 1}, 1, -9}, // a Wednesday
		{day("2019-03-10"), [4]int{}, 0, 0},
	}
	type row struct {
		start     string
		events    int
		intensity float64
	}
	for by, want := range map[chancery.Period][]row{
		chancery.ByDay:   {{"1969-12-31", 1, -9}, {"2018-12-30", 2, -2}, {"2018-12-31", 2, -1}, {"2019-01-01", 1, 1}},
		chancery.ByWeek:  {{"1969-12-29", 1, -9}, {"2018-12-24", 2, -2}, {"2018-12-31", 3, 0}},
		chancery.ByMonth: {{"1969-12-01", 1, -9}, {"2018-12-01", 4, -1.6}, {"2019-01-01", 1, 1}},
		chancery.ByYear:  {{"1969-01-01", 1, -9}, {"2018-01-01", 4, -1.6}, {"2019-01-01", 1, 1}},
	} {
		series := Series(days, by)
		var got []row
		for _, s := range series {
			got = append(got, row{s.Start, s.Events, s.Intensity})
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("by %s: %v, want %v", by, got, want)
		}
		shuffled := append([]Day(nil), days...)
		rand.New(rand.NewSource(1)).Shuffle(len(days), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if !reflect.DeepEqual(Series(shuffled, by), series) {
			t.Errorf("by %s: another order of days gives another series", by)
		}
	}
	if got := Series(days, chancery.ByMonth)[1].Counts; !reflect.DeepEqual(got, map[chancery.Quad]int{
		chancery.MaterialCooperation: 1, chancery.VerbalConflict: 2, chancery.MaterialConflict: 1}) {
		t.Errorf("counts of December 2018: %v", got)
	}
}

func TestFill(t *testing.T) {
	for by, want := range map[chancery.Period]int{chancery.ByDay: 60, chancery.ByWeek: 10, chancery.ByMonth: 3, chancery.ByYear: 1} {
		series := Series([]Day{{day("2018-01-01"), [4]int{1}, 1, 1}, {day("2018-03-01"), [4]int{1}, 1, 1}}, by)
		filled := Fill(series, by)
		if by == chancery.ByWeek {
			want = 9 // from Monday, 1 January, to Monday, 26 February
		}
		if len(filled) != want {
			t.Errorf("by %s: %d periods, want %d", by, len(filled), want)
		}
	}
	if Fill(nil, chancery.ByDay) != nil {
		t.Error("nothing is filled")
	}
}
