package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"chancery"
)

func askActors(t *testing.T, a *Archive) {
	for name, want := range map[string]string{
		"Ana Sol": "Ana Sol", "ana": "Ana Sol", "bra": "Brazil", "Brasil": "", "Brazil": "Brazil", "NOR": "Norway", "state:ZAF": "South Africa",
		"Brazilian": "Brazil", "nobody": "", "%": "", "a": "Ana Sol", "' OR 1=1": "",
	} {
		cards, err := a.Actors(t.Context(), name, 5)
		var got []string
		for _, c := range cards {
			got = append(got, c.Name)
		}
		if err != nil || strings.Join(got, ", ") != want {
			t.Errorf("%s: %v %v, want %s", name, got, err, want)
		}
	}
	cards, err := a.Actors(t.Context(), "PRT", 5)
	if err != nil || len(cards) != 1 || cards[0].Entries != 3 || cards[0].First != "2019-04-10" || cards[0].Last != "2019-05-12" {
		t.Errorf("%+v %v", cards, err)
	}
	cards, err = a.Actors(t.Context(), "ana", 5)
	want := chancery.Role{Title: "Foreign Minister", From: "2019-03-02", To: "2019-04-10", Source: "reports"}
	if err != nil || len(cards) != 1 || len(cards[0].Roles) != 1 || cards[0].Roles[0] != want {
		t.Errorf("%+v %v, want %v", cards, err, want)
	}
}

func askDossier(t *testing.T, a *Archive) {
	ana := keyOfName(t, a, "Ana Sol")
	for _, test := range []struct{ from, to, want string }{
		{"", "", "meetings e CONSULT 2019-03-02; events ; statements s direct 2019-03-02; commitments ; stops s Brasília 2019-04-20; company Rui Mar 1; activity 2019-03 2, 2019-04 1"},
		{"2019-04-01", "", "meetings ; events ; statements ; commitments ; stops s Brasília 2019-04-20; company ; activity 2019-04 1"},
		{"2019-03-01", "2019-03-31", "meetings e CONSULT 2019-03-02; events ; statements s direct 2019-03-02; commitments ; stops ; company Rui Mar 1; activity 2019-03 2"},
	} {
		d, err := a.Dossier(t.Context(), ana, test.from, test.to)
		if err != nil {
			t.Fatal(err)
		}
		var company, activity []string
		for _, c := range d.Company {
			company = append(company, fmt.Sprint(c.Actor.Name, " ", c.Times))
		}
		for _, m := range d.Activity {
			activity = append(activity, fmt.Sprint(m.Month, " ", m.Count))
		}
		got := fmt.Sprintf("meetings %s; events %s; statements %s; commitments %s; stops %s; company %s; activity %s", briefs(d.Meetings), briefs(d.Events),
			briefs(d.Statements), briefs(d.Commitments), briefs(d.Stops), strings.Join(company, ", "), strings.Join(activity, ", "))
		if got != test.want {
			t.Errorf("%s to %s:\ngot  %s\nwant %s", test.from, test.to, got, test.want)
		}
	}
	if _, err := a.Dossier(t.Context(), "Q0", "", ""); !errors.Is(err, chancery.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	if _, err := a.Dossier(t.Context(), ana, "2019-05-01", "2019-04-01"); !errors.Is(err, ErrQuestion) {
		t.Errorf("a span turned around: %v", err)
	}
}

func askAgenda(t *testing.T, a *Archive) {
	for _, test := range []struct{ on, until, planned, due, overdue string }{
		{"2019-04-16", "2019-05-31", "s Brasília 2019-04-20, e CONSULT 2019-05-12", "c action 2019-05-01", "c action 2018-06-30"},
		{"2019-04-20", "", "s Brasília 2019-04-20", "", "c action 2018-06-30"},
		{"2019-05-02", "2019-05-11", "", "", "c action 2019-05-01, c action 2018-06-30"},
		{"2017-01-01", "2017-12-31", "", "", ""},
	} {
		g, err := a.Agenda(t.Context(), test.on, test.until)
		if err != nil {
			t.Fatal(err)
		}
		if briefs(g.Planned) != test.planned || briefs(g.Due) != test.due || briefs(g.Overdue) != test.overdue {
			t.Errorf("%s to %s: planned %s, due %s, overdue %s; want %+v", test.on, test.until, briefs(g.Planned), briefs(g.Due), briefs(g.Overdue), test)
		}
	}
	for _, days := range [][2]string{{"", ""}, {"soon", ""}, {"2019-05-02", "2019-05-01"}} {
		if _, err := a.Agenda(t.Context(), days[0], days[1]); !errors.Is(err, ErrQuestion) {
			t.Errorf("%v: %v", days, err)
		}
	}
}

func askPair(t *testing.T, a *Archive) {
	h, err := a.Pair(t.Context(), "PRT", "bra", "", "", chancery.ByMonth)
	if err != nil {
		t.Fatal(err)
	}
	var series []string
	for _, s := range h.Series {
		series = append(series, fmt.Sprintf("%s %v %.1f", s.Start, s.Counts, s.Intensity))
	}
	got := fmt.Sprintf("%v; %s; meetings %s; told %s", h.Pair, strings.Join(series, ", "), briefs(h.Meetings), briefs(h.Told))
	meet := h.Series[0].Intensity
	want := fmt.Sprintf("[BRA PRT]; 2019-03-01 map[verbal cooperation:1] %.1f, 2019-04-01 map[verbal conflict:1] %.1f; meetings e CONSULT 2019-03-02; told r worsened 2019-04-10",
		meet, h.Series[len(h.Series)-1].Intensity)
	if got != want || meet <= 0 || h.Series[len(h.Series)-1].Intensity >= 0 {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if len(h.Entries) < 4 {
		t.Errorf("newest: %s", briefs(h.Entries))
	}
	h, err = a.Pair(t.Context(), "PRT", "BRA", "2019-04-01", "2019-04-30", chancery.ByDay)
	if err != nil || len(h.Series) != 1 || h.Series[0].Start != "2019-04-10" || len(h.Meetings) != 0 {
		t.Errorf("in April: %+v %v", h, err)
	}
	for _, p := range [][3]string{{"PRT", "PRT", "month"}, {"", "PRT", "month"}, {"PRT", "BRA", "decade"}} {
		if _, err := a.Pair(t.Context(), p[0], p[1], "", "", chancery.Period(p[2])); !errors.Is(err, ErrQuestion) {
			t.Errorf("%v: %v", p, err)
		}
	}
}

func askReports(t *testing.T, a *Archive) {
	for name, test := range map[string]struct {
		q    chancery.ReportQuery
		want string
	}{
		"all":          {chancery.ReportQuery{}, "Norway offers its help, Ports stay shut, Ministers meet, Talks on fish, A pledge of old, An undated note"},
		"house":        {chancery.ReportQuery{Source: "Harbour Post"}, "Ports stay shut, Talks on fish, A pledge of old"},
		"days":         {chancery.ReportQuery{From: "2019-03-03", To: "2019-04-10"}, "Ports stay shut, Ministers meet"},
		"word":         {chancery.ReportQuery{Text: "sardine"}, "Ministers meet, Talks on fish, A pledge of old, An undated note"},
		"word, house":  {chancery.ReportQuery{Text: "sardine -quotas", Source: "Harbour Post"}, "Talks on fish, A pledge of old"},
		"word, days":   {chancery.ReportQuery{Text: "sardine", To: "2019-03-02"}, "Talks on fish, A pledge of old"},
		"nothing":      {chancery.ReportQuery{Text: "walrus"}, ""},
		"an injection": {chancery.ReportQuery{Source: "x' OR '1'='1"}, ""},
	} {
		page, err := a.Reports(t.Context(), test.q)
		if got := titles(page.Reports); err != nil || got != test.want || page.Next != "" || page.Total != len(page.Reports) {
			t.Errorf("%s: %s (%d) %v, want %s", name, got, page.Total, err, test.want)
		}
		var all []chancery.ReportCard
		for q := test.q; ; {
			q.Limit = 2
			part, err := a.Reports(t.Context(), q)
			if err != nil || len(all) > 20 {
				t.Fatal(name, err, titles(all))
			}
			all = append(all, part.Reports...)
			if q.Cursor = part.Next; part.Next == "" {
				break
			}
		}
		if titles(all) != test.want {
			t.Errorf("%s in pages: %s, want %s", name, titles(all), test.want)
		}
	}
	if _, err := a.Reports(t.Context(), chancery.ReportQuery{Text: "-fish"}); !errors.Is(err, ErrQuestion) {
		t.Errorf("only without: %v", err)
	}
}

func titles(reports []chancery.ReportCard) string {
	var out []string
	for _, r := range reports {
		out = append(out, r.Title)
	}
	return strings.Join(out, ", ")
}

func askCoverage(t *testing.T, a *Archive) {
	c, err := a.Coverage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%d reports, %d undated, %d copies, %d entries, %d accounts, %v, %v, %d months, %s to %s, %d unsettled, schema %t",
		c.Reports, c.Undated, c.Copies, c.Entries, c.Accounts, c.ByKind, c.BySource, len(c.ByMonth), c.First, c.Last, c.Unsettled, c.Schema > 0)
	want := "6 reports, 1 undated, 0 copies, 9 entries, 10 accounts, [{event event 4} {commitment commitment 2} {relation relation 1} {statement statement 1} {stop stop 1}], " +
		"[{Harbour Post Harbour Post 3} {Upland Wire Upland Wire 2} {  1}], 3 months, 2018-01-20 to 2019-04-15, 0 unsettled, schema true"
	if got != want || c.Words == 0 || c.StoreBytes == 0 {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The sums that questions rely on are those that counting gives.
func askSums(t *testing.T, a *Archive) {
	for _, query := range []string{
		`SELECT COUNT(*) FROM actor p WHERE p.entries <> (SELECT COUNT(DISTINCT entry) FROM entry_actor WHERE actor = p.n)`,
		`SELECT COUNT(*) FROM actor p WHERE p.entries <> (SELECT COALESCE(SUM(count), 0) FROM actor_month WHERE actor = p.n)`,
		`SELECT COUNT(*) FROM tally WHERE field = 'reports' AND count <> (SELECT COUNT(*) FROM report)`,
		`SELECT COUNT(*) FROM tally WHERE field = 'accounts' AND count <> (SELECT COUNT(*) FROM account)`,
		`SELECT COUNT(*) FROM (SELECT SUM(count) AS c FROM tally WHERE field = 'entry') x WHERE c <> (SELECT COUNT(*) FROM entry)`,
	} {
		var wrong int
		if err := a.read.QueryRowContext(t.Context(), query).Scan(&wrong); err != nil || wrong != 0 {
			t.Errorf("%s: %d %v", query, wrong, err)
		}
	}
}
