package chart

import (
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"chancery"
)

// elements parses a picture strictly as XML and counts its elements by name and by class.
func elements(t *testing.T, picture template.HTML) map[string]int {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<x>" + string(picture) + "</x>"))
	out := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		out[start.Name.Local]++
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "style":
				t.Errorf("%s has a style attribute", start.Name.Local)
			case "class":
				for class := range strings.FieldsSeq(a.Value) {
					out["."+class]++
				}
			case "href":
				if !safe(a.Value) {
					t.Errorf("link to %q", a.Value)
				}
			}
			if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") {
				t.Errorf("%s has %s", start.Name.Local, a.Name.Local)
			}
		}
	}
}

var drawn = sync.OnceValue(pictures)

func TestPictures(t *testing.T) {
	again := pictures()
	for name, picture := range drawn() {
		t.Run(name, func(t *testing.T) {
			n := elements(t, picture)
			if n["script"]+n["foreignObject"]+n["image"] > 0 {
				t.Errorf("%v", n)
			}
			if name != "calendar" && (n["svg"] == 0 || n["title"] < n["svg"] || !strings.Contains(string(picture), ` aria-labelledby="`)) {
				t.Errorf("no title: %v", n)
			}
			if again[name] != picture {
				t.Error("the same data give another picture")
			}
			if m := regexp.MustCompile(`NaN|Inf|e[+-]\d\d`).FindString(strings.Split(string(picture), "<table")[0]); m != "" {
				t.Errorf("holds %s", m)
			}
			for id, n := range ids(string(picture)) {
				if n > 1 {
					t.Errorf("the ID %s stands %d times", id, n)
				}
			}
		})
	}
}

func ids(s string) map[string]int {
	out := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(s, -1) {
		out[m[1]]++
	}
	return out
}

func TestClassesHaveRules(t *testing.T) {
	for name, picture := range drawn() {
		for class := range elements(t, picture) {
			switch {
			case class[0] != '.', strings.Contains(CSS, class+" "), strings.Contains(CSS, class+","), strings.Contains(CSS, class+":"), strings.Contains(CSS, class+"."), strings.Contains(CSS, class+"{"):
			case strings.Contains(" .intensity .stacked .bars .sparkline .map .network .timeline .held .met .hit .chart-data ", " "+class+" "):
			default:
				t.Errorf("%s: no rule for %s", name, class)
			}
		}
	}
}

func TestStructure(t *testing.T) {
	s := madePair(chancery.ByMonth, 10)
	for _, c := range []struct {
		name    string
		picture template.HTML
		want    map[string]int
	}{
		{"intensity", Intensity(s).SVG, map[string]int{"svg": 1, "desc": 1, ".turn": len(s.Turns), ".level": len(s.Turns) + 1, ".course": 1,
			"a": 2 * len(s.Turns), ".mc": 2, ".turn-mark": 2 * len(s.Turns)}},
		{"stacked", Stacked(s).SVG, map[string]int{".mc": 2, ".vc": 2, ".vf": 2, ".mf": 2}},
		{"world", WorldMap(Map{Points: cities()}).SVG, map[string]int{".point": len(cities()), ".land": 1, "a": 8, ".sea": 1}},
		{"shaded", WorldMap(Map{Points: cities()[2:4], Shade: []string{"PRK"}}).SVG, map[string]int{".land": 2, ".shaded": 1, ".point": 2}},
		{"journey", WorldMap(Map{Routes: journeys()}).SVG, map[string]int{".route": 4, ".planned": 1, ".on-mark": 5}},
		{"network", func() template.HTML { m, o, l := company(); return Network(Frame{}, m, o, l).SVG }(),
			map[string]int{".node": 16, ".tie": 15, ".chord": 4, "a": 16}},
		{"timeline", Timeline(Frame{}, lanes(), "2018-10-25").SVG, map[string]int{".item": 9, ".lane": 3, ".today": 1, "a": 9}},
		{"calendar", Calendar("2018-10", dayMarks(), "2018-10-12", nil), map[string]int{"td": 35, "time": 31, ".today": 1, "li": 9, "a": 7, ".blank": 4}},
		{"bars", Bars(Frame{}, months(20)).SVG, map[string]int{".bar": 1, ".hit": len(months(20))}},
		{"sparkline", Sparkline(Frame{}, []float64{1, 2}).SVG, map[string]int{".spark": 1}},
	} {
		n := elements(t, c.picture)
		for what, want := range c.want {
			if n[what] != want {
				t.Errorf("%s: %d of %s, want %d", c.name, n[what], what, want)
			}
		}
	}
}

func TestTables(t *testing.T) {
	s := madePair(chancery.ByDay, 10)
	m, o, l := company()
	for name, table := range map[string]Table{
		"intensity": Intensity(s).Table, "world": WorldMap(Map{Points: cities(), Routes: journeys()}).Table, "journey": WorldMap(Map{Routes: journeys()}).Table,
		"network": Network(Frame{}, m, o, l).Table, "timeline": Timeline(Frame{}, lanes(), "").Table, "bars": Bars(Frame{}, months(9)).Table,
	} {
		if len(table.Rows) == 0 || len(table.Rows) > mostRows {
			t.Errorf("%s: %d rows", name, len(table.Rows))
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Head) {
				t.Errorf("%s: %q has %d cells, the head %d", name, row, len(row), len(table.Head))
			}
		}
	}
}

const evil = `"><script>alert(1)</script>'&` + "\x00\x1b"

// TestNothingGetsThrough puts markup into every text that pictures take.
func TestNothingGetsThrough(t *testing.T) {
	f := Frame{ID: evil, Title: evil, Desc: evil}
	s := madePair(chancery.ByMonth, 10)
	s.Frame = f
	s.Link = func(string) string { return "javascript:alert(1)" }
	for i := range s.Turns {
		s.Turns[i].Name, s.Turns[i].Entry = evil, evil
	}
	bad := "javascript:alert(1)"
	point := Point{Lat: 1, Lon: 2, Count: 3, Label: evil, Detail: evil, Href: bad, Month: evil, Class: evil}
	for name, picture := range map[string]template.HTML{
		"intensity": Intensity(s).HTML(), "stacked": Stacked(s).HTML(),
		"both": Both(f, func(f Frame) Chart {
			return Bars(f, []chancery.MonthSum{{Month: "2018-01", Count: 1}, {Month: evil, Count: 2}})
		}),
		"map": WorldMap(Map{Frame: f, Points: []Point{point}, Shade: []string{evil}, Routes: []Route{{evil, []Stop{
			{1, 2, evil, evil, bad, evil, false}, {5, 2, evil, evil, bad, evil, true}}}, {evil, nil}}}).HTML(),
		"network":  Network(f, Node{evil, evil, evil, bad, 1}, []Node{{evil, evil, evil, bad, 1}, {"b", evil, evil, bad, 2}}, []Link{{evil, "b", 1}}).HTML(),
		"timeline": Timeline(f, []Lane{{evil, []Item{{"2018-01-01", "2018-02-01", evil, bad, evil}, {evil, evil, evil, bad, evil}}}}, evil).HTML(),
		"calendar": Calendar("2018-10", []Mark{{"2018-10-01", evil, bad, evil}}, evil, func(string) string { return bad }),
		"spark":    Sparkline(f, []float64{1, 3, 2}).HTML(),
	} {
		t.Run(name, func(t *testing.T) {
			if n := elements(t, picture); n["script"] > 0 || n["a"] > 0 {
				t.Errorf("%v", n)
			}
			if strings.Contains(string(picture), "<script") {
				t.Error("a script gets through")
			}
		})
	}
}

func TestSafe(t *testing.T) {
	for href, want := range map[string]bool{"/a": true, "#a": true, "?q=1": true, "https://example.org": true, "HTTP://example.org": true,
		"": false, "//example.org": false, "javascript:alert(1)": false, " javascript:alert(1)": false, "data:text/html,x": false, `/\example.org`: false} {
		if safe(href) != want {
			t.Errorf("%q: %t", href, !want)
		}
	}
}

// TestOfNothing draws pictures of no data, and of data that do not fit.
func TestOfNothing(t *testing.T) {
	one := []chancery.Standing{{Start: "2018-01-01", Events: 1, Intensity: -10, Counts: map[chancery.Quad]int{chancery.MaterialConflict: 1}}}
	for name, picture := range map[string]template.HTML{
		"intensity": Intensity(Standings{By: chancery.ByMonth}).HTML(), "one period": Intensity(Standings{By: chancery.ByMonth, Series: one}).HTML(),
		"no day":  Stacked(Standings{By: chancery.ByDay, Series: []chancery.Standing{{Start: "soon"}}}).HTML(),
		"stacked": Stacked(Standings{}).HTML(), "bars": Bars(Frame{}, nil).HTML(), "spark": Sparkline(Frame{}, nil).HTML(),
		"flat": Sparkline(Frame{}, []float64{2, 2}).HTML(), "map": WorldMap(Map{}).HTML(),
		"one place": WorldMap(Map{Points: []Point{{Lat: 90, Lon: 180, Label: "North"}}}).HTML(),
		"nowhere":   WorldMap(Map{Routes: []Route{{"nobody", nil}}}).HTML(),
		"network":   Network(Frame{}, Node{Name: "a"}, nil, nil).HTML(), "two": Network(Frame{}, Node{Name: "a"}, []Node{{Key: "b", Name: "b"}}, nil).HTML(),
		"timeline": Timeline(Frame{}, nil, "").HTML(), "lane": Timeline(Frame{}, []Lane{{Name: "a"}}, "2018-01-01").HTML(),
		"no month": Calendar("soon", nil, "", nil),
	} {
		t.Run(name, func(t *testing.T) {
			elements(t, picture)
			if regexp.MustCompile(`NaN|Inf`).MatchString(string(picture)) {
				t.Errorf("%s", picture)
			}
		})
	}
}

func TestSizes(t *testing.T) {
	for name, most := range map[string]int{"world": 70_000, "korea": 20_000, "near-east": 30_000, "journey": 80_000, "intensity": 110_000,
		"intensity-days": 150_000, "network": 20_000, "timeline": 20_000} {
		if n := len(drawn()[name]); n > most {
			t.Errorf("%s: %s bytes, %s are bearable", name, strconv.Itoa(n), strconv.Itoa(most))
		}
	}
}

func BenchmarkPictures(b *testing.B) {
	s := madePair(chancery.ByMonth, 10)
	for name, draw := range map[string]func(){
		"intensity": func() { Intensity(s) },
		"world":     func() { WorldMap(Map{Points: cities()}) },
		"crop":      func() { WorldMap(Map{Points: cities()[2:4]}) },
		"journey":   func() { WorldMap(Map{Routes: journeys()}) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				draw()
			}
		})
	}
}
