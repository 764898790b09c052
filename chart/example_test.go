package chart_test

import (
	"fmt"
	"os"

	"chancery"
	"chancery/chart"
)

func ExampleBars() {
	c := chart.Bars(chart.Frame{ID: "activity", Title: "Entries by month"}, []chancery.MonthSum{{Month: "2018-09", Count: 4}, {Month: "2018-10", Count: 9}})
	fmt.Println(c.Table.HTML())
	// Output: <table class="chart-table"><caption>Entries by month</caption><thead><tr><th scope="col">Month</th><th scope="col" class="num">Entries</th></tr></thead><tbody><tr><th scope="row">2018-09</th><td class="num">4</td></tr><tr><th scope="row">2018-10</th><td class="num">9</td></tr></tbody></table>
}

func ExamplePlot() {
	series := []chancery.Standing{
		{Start: "2018-01-01", Events: 3, Intensity: -4}, {Start: "2018-02-01", Events: 2, Intensity: -2},
		{Start: "2018-03-01", Events: 4, Intensity: 1}, {Start: "2018-04-01", Events: 5, Intensity: 3},
	}
	_ = chart.Plot(os.Stdout, series, chart.PlotOptions{Width: 34, Height: 5, By: chancery.ByMonth, ASCII: true})
	// Output:
	// +4|                     ######:
	//      |             ::::::::#######
	//     0|######:######:######:######:
	//      |#############
	//    -4|#######
	//       2018                 Apr
}
