package relations_test

import (
	"fmt"

	"chancery"
	"chancery/relations"
)

func ExampleQuad() {
	quad, _ := relations.Quad("RETREAT", "ceasefire")
	fmt.Println(quad, relations.Weight("RETREAT", "ceasefire"))
	// Output: material cooperation 9
}

func ExampleTurns() {
	var days []relations.Day
	for day := range 120 {
		d := relations.Day{Day: 17532 + 3*day, Weight: 1} // from 2018-01-01 on
		if d.Counts[0], d.Intensity = 1, 4+float64(day%3); day < 60 {
			d.Counts, d.Intensity = [4]int{2: 1}, -4-float64(day%3)
		}
		days = append(days, d)
	}
	series := relations.Series(days, chancery.ByWeek)
	for _, t := range relations.Turns(series) {
		fmt.Printf("%s: %.0f to %+.0f, p %.3f\n", t.Start, t.Before, t.After, t.P)
	}
	// Output: 2018-07-02: -5 to +5, p 0.005
}
