package said

import (
	"strings"
	"testing"

	"chancery/reading/weigh"
)

func TestTables(t *testing.T) {
	lex, err := parseLexicon(verbsTSV)
	if err != nil {
		t.Fatal(err)
	}
	if len(lex.verbs) < 150 {
		t.Errorf("%d verbs, want more", len(lex.verbs))
	}
	if e := lex.verbs["accuse"]; e == nil || !e.takes("of") {
		t.Errorf("accuse does not take of: %+v", e)
	}
	if _, err := parseChannels(channelsTSV); err != nil {
		t.Error(err)
	}
	for _, table := range []string{modelTSV, speakerTSV} {
		if _, err := weigh.Parse(table, 0.5); err != nil {
			t.Error(err)
		}
	}
	if _, err := parseCurve(confidenceTSV); err != nil {
		t.Error(err)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(verbsTSV, "\n") {
		word, rest, _ := strings.Cut(line, "\t")
		pos, _, _ := strings.Cut(rest, "\t")
		if seen[word+pos] && !strings.HasPrefix(line, "#") && line != "" {
			t.Errorf("%s stands twice", word)
		}
		seen[word+pos] = true
	}
}

func TestParseLexiconErrors(t *testing.T) {
	for _, row := range []string{"say\tverb\tsay\tshout\tto", "say\tadverb\tsay\tclause\tto", "say\tverb\tclause"} {
		if _, err := parseLexicon("word\tpos\tclass\tframes\taddressee\n" + row); err == nil {
			t.Errorf("no error for %q", row)
		}
	}
}

func TestDayOrMonth(t *testing.T) {
	tests := map[string]string{
		"2018-10-07": "2018-10-07", "2018-10-07T08:00": "2018-10-07", "2018-10": "2018-10", "2018": "2018",
		"2018-W40": "2018-10", "2016-W01": "2016-01", "2015-W53": "2015-12", "P3H": "", "PRESENT_REF": "", "": "", "XXXX-10": "",
	}
	for in, want := range tests {
		if got := dayOrMonth(in); got != want {
			t.Errorf("dayOrMonth(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCalibrate(t *testing.T) {
	var scores []float64
	var right []bool
	for i := range 240 {
		x := float64(i) / 240
		scores, right = append(scores, x), append(right, (i*7)%10 < i/24)
	}
	c := Calibrate(scores, right)
	if _, err := parseCurve("score\tright\n0.2\t0.5\n0.3\t0.4\n"); err == nil {
		t.Error("no error for a falling curve")
	}
	for _, x := range []float64{0, 0.25, 0.5, 0.75, 1} {
		if got := c.At(x); got < x-0.15 || got > x+0.15 {
			t.Errorf("At(%.2f) = %.2f", x, got)
		}
	}
	if got := (Curve)(nil).At(0.3); got != 0.3 {
		t.Errorf("empty curve gives %.2f", got)
	}
}
