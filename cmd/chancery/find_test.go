package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
)

func TestDayWord(t *testing.T) {
	now = func() time.Time { return time.Date(2019, 3, 10, 9, 0, 0, 0, time.UTC) }
	defer func() { now = time.Now }()
	for _, test := range []struct{ word, first, last string }{
		{"2018-10-07", "2018-10-07", "2018-10-07"}, {"2018-02", "2018-02-01", "2018-02-28"}, {"2020", "2020-01-01", "2020-12-31"},
		{"today", "2019-03-10", "2019-03-10"}, {"Yesterday", "2019-03-09", "2019-03-09"}, {"tomorrow", "2019-03-11", "2019-03-11"},
		{"-7d", "2019-03-03", "2019-03-03"}, {"+2w", "2019-03-24", "2019-03-24"},
		{"7d", "", ""}, {"someday", "", ""}, {"2018-02-30", "", ""}, {"+1y", "", ""}, {"", "", ""},
	} {
		var d dayWord
		err := d.UnmarshalText([]byte(test.word))
		if (err != nil) != (test.first == "") || d != (dayWord{test.first, test.last}) {
			t.Errorf("%s: %v %v, want %s to %s", test.word, d, err, test.first, test.last)
		}
	}
}

func TestPairOf(t *testing.T) {
	for _, test := range []struct{ words, want, err string }{
		{"USA,PRK", "USA PRK", ""}, {"usa|prk", "USA PRK", ""}, {"South Korea|Japan", "KOR JPN", ""}, {"U.S.,North Korea", "USA PRK", ""},
		{"USA", "", "of two states"}, {"USA,PRK,CHN", "", "of two states"}, {"USA,America", "", "one state"}, {"USA,Frence", "", "FRA (France)"},
	} {
		got, err := pairOf(strings.Split(test.words, "|")...)
		if test.err == "" && (err != nil || got[0]+" "+got[1] != test.want) || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
			t.Errorf("%s: %v %v, want %s%s", test.words, got, err, test.want, test.err)
		}
	}
}

func TestTypeWord(t *testing.T) {
	for in, want := range map[string]string{"consult": "CONSULT", "Sanction": "SANCTION", "aid": "aid", "AID": "AID", "Meeting": "meeting", "warmed": "warmed"} {
		if got := typeWord(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"kim", "kim", 0}, {"pompeo", "pompio", 1}, {"abc", "", 3}, {"merkel", "merckel", 1}} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("%s %s: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

// TestAskUsage runs the commands that ask on an empty archive and with flags that
// are wrong.
func TestAskUsage(t *testing.T) {
	t.Setenv("CHANCERY_STORE", filepath.Join(t.TempDir(), "archive.db"))
	empty := "is empty: fill it with chancery gather"
	for _, test := range []struct {
		args string
		code int
		err  string
	}{
		{"find", exitInput, empty}, {"find summit", exitInput, empty}, {"dossier Pompeo", exitInput, empty}, {"agenda", exitInput, empty},
		{"pair USA PRK", exitInput, empty}, {"show e1", exitInput, empty}, {"reports", exitInput, empty}, {"coverage", exitOK, ""},
		{"find --kind act", exitUsage, `--kind: "act": event, statement`}, {"find --status done", exitUsage, "--status"},
		{"find --from someday", exitUsage, "is no day"}, {"find --limit 0", exitUsage, "--limit"}, {"find --min-confidence 2", exitUsage, "--min-confidence"},
		{"find --pair USA", exitUsage, "two states"}, {"find --country Atlantys", exitUsage, "is no state"}, {"find --format xml", exitUsage, "--format must be one of"},
		{"pair USA", exitUsage, "two states"}, {"agenda --on 2018-10-07 --until 2018-10-01", exitUsage, "is before"},
		{"reports --limit 5000", exitUsage, "--limit"}, {"find --cursor x", exitInput, "cursor"},
	} {
		r := chanceryRun(t, "", strings.Fields(test.args)...)
		if r.code != test.code || !strings.Contains(r.err, test.err) {
			t.Errorf("%s: exit %d, %q; want %d, %q", test.args, r.code, r.err, test.code, test.err)
		}
	}
}

func TestAskHelp(t *testing.T) {
	for _, command := range []string{"find", "dossier", "agenda", "pair", "show", "reports", "coverage"} {
		r := chanceryRun(t, "", command, "--help")
		if r.code != exitOK || !strings.Contains(r.out, "Examples:") || !strings.Contains(r.out, "  chancery "+command) || !strings.Contains(r.out, "Exit status:") {
			t.Errorf("%s --help: %d %s", command, r.code, r.out)
		}
	}
}

func TestFoot(t *testing.T) {
	for _, test := range []struct {
		shown, total int
		next, want   string
	}{{0, 0, "", "Nothing is found."}, {1, 1, "", "1 entry."}, {2, 2, "", "2 entries."}, {20, 1234, "abc", "20 entries of 1234; more with --cursor abc."},
		{20, -1, "abc", "20 entries of many; more with --cursor abc."}} {
		if got := foot(test.shown, test.total, test.next, "entry", "entries"); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestUnclearName(t *testing.T) {
	var b strings.Builder
	u := &unclearName{name: "Kim", known: true, cards: []chancery.ActorCard{{Key: "Q1", Name: "Kim One", Kind: chancery.Person, State: "PRK", Entries: 3},
		{Key: "Q2", Name: "Kim Two", Kind: chancery.Person, State: "KOR", Entries: 1}}}
	code := u.tell(&b, "never")
	for _, want := range []string{`"Kim" may be any of several`, "Kim One person PRK · 3 entries · Q1", "Kim Two person KOR · 1 entry · Q2"} {
		if code != exitInput || !strings.Contains(b.String(), want) {
			t.Errorf("%d %s: want %s", code, b.String(), want)
		}
	}
}
