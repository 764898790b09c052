package chart

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"chancery"
)

func TestPlot(t *testing.T) {
	s := madePair(chancery.ByMonth, 10)
	for _, o := range []PlotOptions{
		{By: chancery.ByMonth, Turns: s.Turns}, {Width: 40, By: chancery.ByMonth, Turns: s.Turns},
		{Width: 120, Height: 20, By: chancery.ByMonth, Turns: s.Turns, ASCII: true}, {By: chancery.ByMonth, Turns: s.Turns, Color: true},
	} {
		var b strings.Builder
		if err := Plot(&b, s.Series, o); err != nil {
			t.Fatal(err)
		}
		if testing.Verbose() {
			os.Stdout.WriteString(b.String())
		}
		most := max(80, o.Width)
		if o.Width == 40 {
			most = 40
		}
		for line := range strings.Lines(b.String()) {
			line = strings.TrimRight(line, "\n")
			if !o.Color && utf8.RuneCountInString(line) > most {
				t.Errorf("%q is wider than %d", line, most)
			}
			if o.ASCII {
				for _, r := range strings.ReplaceAll(line, s.Turns[0].Name, "") {
					if r > 0x7e {
						t.Errorf("%q is not ASCII", line)
						break
					}
				}
			}
		}
		if got := strings.Contains(b.String(), "\x1b"); got != o.Color {
			t.Errorf("colour: %t", got)
		}
	}
}

func TestPlotOfLittle(t *testing.T) {
	for want, series := range map[string][]chancery.Standing{
		"no events": nil,
		"+2":        {{Start: "2018-01-01", Events: 1, Intensity: 1}},
	} {
		var b strings.Builder
		turns := []chancery.Turning{{Start: "2018-01-01", Name: "a\x1b[2Jb"}}
		if err := Plot(&b, series, PlotOptions{By: chancery.ByMonth, Turns: turns}); err != nil || !strings.Contains(b.String(), want) {
			t.Errorf("%v\n%s", err, b.String())
		}
		if strings.Contains(b.String(), "\x1b") {
			t.Errorf("a control character gets through: %q", b.String())
		}
	}
}
