package chart

import (
	"html/template"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

// pictures are all kinds of picture, by name, drawn from made data.
func pictures() map[string]template.HTML {
	return map[string]template.HTML{
		"intensity":       Both(madePair(chancery.ByMonth, 10).Frame, func(f Frame) Chart { s := madePair(chancery.ByMonth, 10); s.Frame = f; return Intensity(s) }),
		"intensity-days":  Intensity(madePair(chancery.ByDay, 10)).HTML(),
		"intensity-short": Intensity(madePair(chancery.ByWeek, 1)).HTML(),
		"stacked":         Stacked(madePair(chancery.ByYear, 12)).HTML(),
		"bars":            Bars(Frame{ID: "bars", Title: "Entries by month"}, months(80)).HTML(),
		"world":           WorldMap(Map{Frame: Frame{ID: "world", Title: "Where events took place, 2018"}, Points: cities()}).HTML(),
		"europe":          WorldMap(Map{Frame: Frame{ID: "eu", Title: "Where events took place in Europe"}, Points: []Point{cities()[6], cities()[7], cities()[8], cities()[9], cities()[20]}}).HTML(),
		"korea":           WorldMap(Map{Frame: Frame{ID: "korea", Title: "Events in Korea"}, Points: cities()[2:4], Shade: []string{"PRK"}}).HTML(),
		"near-east":       WorldMap(Map{Frame: Frame{ID: "ne", Title: "Events in the Near East"}, Points: cities()[10:14]}).HTML(),
		"journey":         WorldMap(Map{Frame: Frame{ID: "trip", Title: "Travels of Mike Pompeo, October 2018"}, Routes: journeys()}).HTML(),
		"journey-asia":    WorldMap(Map{Frame: Frame{ID: "asia", Title: "Travels in Asia"}, Routes: []Route{{"Mike Pompeo", journeys()[0].Stops[1:]}, {"Wang Yi", []Stop{journeys()[0].Stops[4], journeys()[0].Stops[2]}}}}).HTML(),
		"network":         Both(Frame{ID: "net", Title: "Whom Mike Pompeo met in 2018"}, func(f Frame) Chart { m, o, l := company(); return Network(f, m, o, l) }),
		"timeline":        Both(Frame{ID: "time", Title: "Mike Pompeo, October to December 2018"}, func(f Frame) Chart { return Timeline(f, lanes(), "2018-10-25") }),
		"calendar":        Calendar("2018-10", dayMarks(), "2018-10-12", func(day string) string { return "/agenda?on=" + day }),
		"sparkline":       Sparkline(Frame{ID: "spark", Title: "Entries a week, rising"}, []float64{1, 4, 2, 8, 5, 9, 7, 12}).HTML(),
	}
}

// TestPages writes a page for each picture into the folder that CHANCERY_CHARTS names, to be looked at.
func TestPages(t *testing.T) {
	folder := os.Getenv("CHANCERY_CHARTS")
	if folder == "" {
		t.Skip("CHANCERY_CHARTS names no folder")
	}
	for name, picture := range pictures() {
		for theme, vars := range map[string]string{
			"light": `--ink:#1c1b19;--muted:#67635c;--rule:#d9d4ca;--paper:#fffdf9;--coop:#19667f;--coop-soft:#8fbccb;--conflict:#a93a22;--conflict-soft:#e0a893;--accent:#7a4a00;--land:#e3dccd;--sea:#f6f4ee`,
			"dark":  `--ink:#ece8e1;--muted:#a29c92;--rule:#3b3833;--paper:#171614;--coop:#6cb8d2;--coop-soft:#2f5f70;--conflict:#ec8b70;--conflict-soft:#7c3f30;--accent:#e2b15b;--land:#34312c;--sea:#1d1c1a`,
		} {
			page := `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-x'">` +
				`<meta name="viewport" content="width=device-width"><title>` + name + `</title><style nonce="x">:root{` + vars +
				`}body{background:var(--paper);color:var(--ink);font:16px/1.4 "Source Sans 3",system-ui,"Helvetica Neue",Arial,sans-serif;margin:24px}` + CSS + `</style>` + string(picture)
			file := filepath.Join(folder, name+"-"+theme+".html")
			if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if strings.Contains(string(picture), "style=") {
			t.Errorf("%s has a style attribute", name)
		}
	}
}
