package web

import (
	"slices"
	"strings"
	"testing"

	"chancery"
)

// TestPhrases checks phrases.tsv: every type has words for all its modes, types and
// modes are PLOVER's, and no row stands twice.
func TestPhrases(t *testing.T) {
	seen := map[string]bool{}
	for row := range strings.Lines(phraseTable) {
		row = strings.TrimSuffix(row, "\n")
		if strings.HasPrefix(row, "#") {
			continue
		}
		f := strings.Split(row, "\t")
		if len(f) != 5 || slices.Contains(f, "") {
			t.Errorf("%q has not five columns", row)
			continue
		}
		if !slices.Contains(eventTypes, f[0]) {
			t.Errorf("%q is no type of PLOVER", f[0])
		}
		if seen[f[0]+" "+f[1]] {
			t.Errorf("%s %s stands twice", f[0], f[1])
		}
		seen[f[0]+" "+f[1]] = true
		if !strings.HasPrefix(f[3], "to ") {
			t.Errorf("%q: what lies ahead begins with to", row)
		}
	}
	for _, typ := range eventTypes {
		if !seen[typ+" -"] {
			t.Errorf("%s has no words for modes that have none of their own", typ)
		}
	}
}

func TestHeadlines(t *testing.T) {
	party := func(side chancery.Side, name string) chancery.Party {
		return chancery.Party{Key: name, Name: name, Side: side}
	}
	a, b := party(chancery.SideWho, "Aland"), party(chancery.SideWhom, "Bria")
	speaker, addressee := party(chancery.SideSpeaker, "Aland"), party(chancery.SideAddressee, "Bria")
	for _, c := range []struct {
		e    chancery.Entry
		want string
	}{
		{chancery.Entry{Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: "held", Parties: []chancery.Party{a, b}}, "Aland met Bria"},
		{chancery.Entry{Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: "planned", Parties: []chancery.Party{a, b}}, "Aland to meet Bria"},
		{chancery.Entry{Kind: chancery.AnEvent, Type: "CONSULT", Mode: "talk", Status: "held", Parties: []chancery.Party{a}}, "Aland held talks"},
		{chancery.Entry{Kind: chancery.AnEvent, Type: "AID", Mode: "unheard-of", Status: "held", Parties: []chancery.Party{a, b}}, "Aland aided Bria"},
		{chancery.Entry{Kind: chancery.AStatement, Type: "indirect", Cue: "rejected", What: "the charge", Parties: []chancery.Party{speaker}}, "Aland rejected the charge"},
		{chancery.Entry{Kind: chancery.AStatement, Type: "indirect", Cue: "According to", What: "all is well", Parties: []chancery.Party{speaker}}, "Aland said all is well"},
		{chancery.Entry{Kind: chancery.AStatement, Type: "direct", Cue: "told", What: "Come", Parties: []chancery.Party{speaker, addressee}}, "Aland told Bria Come"},
		{chancery.Entry{Kind: chancery.AStatement, Type: "direct", Cue: "told", What: "Come", Parties: []chancery.Party{speaker}}, "Aland said Come"},
		{chancery.Entry{Kind: chancery.ACommitment, What: "open an embassy", Parties: []chancery.Party{party(chancery.SideParty, "Aland")}}, "Aland undertook to open an embassy"},
		{chancery.Entry{Kind: chancery.ACommitment, What: "Bria would open an embassy", Parties: []chancery.Party{party(chancery.SideParty, "Aland")}}, "Aland undertook that Bria would open an embassy"},
		{chancery.Entry{Kind: chancery.ACommitment, What: "the return of envoys", Parties: []chancery.Party{party(chancery.SideParty, "Aland")}}, "Aland undertook: the return of envoys"},
		{chancery.Entry{Kind: chancery.AStop, Status: "held", Place: &chancery.Place{Name: "Lund"}, Parties: []chancery.Party{party(chancery.SideTraveller, "Aland"), party(chancery.SideMet, "Bria")}}, "Aland went to Lund, meeting Bria"},
		{chancery.Entry{Kind: chancery.ATurn, Type: "warmed", Parties: []chancery.Party{party(chancery.SidePair, "Aland"), party(chancery.SidePair, "Bria")}}, "Aland, Bria drew closer"},
		{chancery.Entry{Kind: chancery.ACommitment}, "undertook:"},
	} {
		if got := strings.TrimSpace(headline(&c.e)); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestClip(t *testing.T) {
	long := strings.Repeat("wörd, ", 60)
	if got := clip(long); len([]rune(got)) > longest+2 || !strings.HasSuffix(got, "wörd …") {
		t.Errorf("%q", got)
	}
	if got := clip("short"); got != "short" {
		t.Errorf("%q", got)
	}
}

func TestSpans(t *testing.T) {
	for _, c := range [][3]string{
		{"2018-10-07", "2018-10-07", "7 October 2018"}, {"2018-10-07", "", "7 October 2018"}, {"", "", ""},
		{"2018-10-07", "2018-10-09", "7–9 October 2018"}, {"2018-10-01", "2018-10-31", "October 2018"}, {"2018-01-01", "2018-12-31", "2018"},
		{"2018-10-30", "2018-11-02", "30 October 2018 – 2 November 2018"}, {"2020-02-01", "2020-02-29", "February 2020"},
		{"2018-10", "2018-10", "October 2018"}, {"soon", "later", "soon – later"},
	} {
		if got := spanOfDays(c[0], c[1]); got != c[2] {
			t.Errorf("%s to %s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if got := toldValue("date", "2026-01-01/2026-01-31"); got != "January 2026" {
		t.Error(got)
	}
	if got := toldValue("place", "Lund"); got != "Lund" {
		t.Error(got)
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -12345: "-12,345"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
