package table

import (
	"strings"
	"testing"

	"chancery"
)

func TestEntriesAsCSV(t *testing.T) {
	lat, lon := -33.9, 18.4
	entries := []chancery.Entry{{
		ID: "e1", Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: chancery.Held, From: "2019-03-02", To: "2019-03-02",
		Parties: []chancery.Party{
			{Name: "Ana Sol", State: "PRT", Side: chancery.SideWho}, {Name: "Portugal|Lisbon", State: "PRT", Side: chancery.SideWho},
			{Name: "Brazil", State: "BRA", Side: chancery.SideWhom}},
		Place: &chancery.Place{Name: "Cape Town", Country: "ZAF", Lat: &lat, Lon: &lon},
		What:  `=HYPERLINK("http://x")`, Independent: 2, Told: 3, Disputes: []chancery.Dispute{{On: "date"}, {On: "status"}},
		First: "2019-03-02", Last: "2019-03-04", Confidence: 0.75, Snippet: "They met, she said, \"twice\".",
	}}
	var b strings.Builder
	if err := Entries(entries).WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	want := strings.Join(entryColumns, ",") + "\n" +
		`e1,event,CONSULT,meet,held,2019-03-02,2019-03-02,Ana Sol|Portugal/Lisbon,PRT|PRT,Brazil,BRA,,Cape Town,ZAF,-33.9,18.4,` +
		`"'=HYPERLINK(""http://x"")",2,3,date|status,,2019-03-02,2019-03-04,0.75,"They met, she said, ""twice""."` + "\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestRowsAreAsWideAsTheirColumns(t *testing.T) {
	e := chancery.Entry{ID: "e1", Accounts: []chancery.Account{{ID: "e2"}}}
	h := &chancery.PairHistory{Series: []chancery.Standing{{Start: "2019-01-01"}}, Turns: []chancery.Turning{{Start: "2019-01-01"}}}
	for name, table := range map[string]*Table{
		"entries": Entries([]chancery.Entry{e}), "sections": Sections([]Section{{"a", []chancery.Entry{e}}}), "accounts": Accounts(&e),
		"reports": Reports([]chancery.ReportCard{{}}), "series": Series(h),
		"coverage": Coverage(&chancery.Coverage{ByMonth: []chancery.MonthSum{{Month: "2019-01", Count: 1}}}),
	} {
		if len(table.Rows) == 0 {
			t.Errorf("%s: no rows", name)
		}
		for _, r := range table.Rows {
			if len(r) != len(table.Columns) {
				t.Errorf("%s: %d cells for %d columns", name, len(r), len(table.Columns))
			}
		}
	}
}
