package when_test

import (
	"fmt"
	"time"

	"chancery/reading/draft"
	"chancery/reading/when"
)

func ExampleRead() {
	d := &draft.Draft{
		Text:      "The envoys met on Monday and will meet again on June 3, for the first time in ten years.",
		Published: time.Date(2019, 3, 13, 0, 0, 0, 0, time.UTC),
	}
	when.Read(d)
	for _, t := range d.Times {
		fmt.Printf("%s %s %q\n", t.Type, t.Value, d.Text[t.Start:t.End])
	}
	// Output:
	// DATE 2019-03-11 "Monday"
	// DATE 2019-06-03 "June 3"
	// DURATION P10Y "ten years"
}

func ExampleISO() {
	fmt.Println(when.ISO("2019-03-11TEV"), when.ISO("2019-W11"), when.ISO("2019-H1"))
	// Output: 2019-03-11 2019-03 2019
}
