package web

import (
	"html/template"

	"chancery"
)

// graphic is a chart with what stands below it and the figures behind it.
type graphic struct {
	SVG     template.HTML
	Caption string
	Table   *figures
}

// figures are a chart's numbers as a table.
type figures struct {
	Header []string
	Rows   [][]string
}

func activityChart(months []chancery.MonthSum) graphic                  { return graphic{} }
func travelMap(stops []chancery.Entry) graphic                          { return graphic{} }
func companyChart(a chancery.ActorCard, c []chancery.Companion) graphic { return graphic{} }
func intensityChart(p *chancery.PairHistory) graphic                    { return graphic{} }
func quadChart(p *chancery.PairHistory) graphic                         { return graphic{} }
func placeMap(entries []chancery.Entry) graphic                         { return graphic{} }
func calendars(on, until string, entries []chancery.Entry) []graphic    { return nil }
