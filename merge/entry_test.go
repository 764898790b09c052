package merge

import (
	"testing"

	"chancery"
)

func dispute(e *chancery.Entry, on string) *chancery.Dispute {
	for i := range e.Disputes {
		if e.Disputes[i].On == on {
			return &e.Disputes[i]
		}
	}
	return nil
}

func TestMergeLife(t *testing.T) {
	e := Merge([]chancery.Account{
		meeting("e3", "r3", "2018-10-08", "2018-10-07", chancery.Held, pompeo, kim),
		meeting("e1", "r1", "2018-10-02", "2018-10-07", chancery.Planned, pompeo, kim),
		meeting("e2", "r2", "2018-10-03", "", chancery.Planned, usa, prk),
	}, nil)
	if e.ID != "e1" || e.Status != chancery.Held || e.From != "2018-10-07" || e.First != "2018-10-02" || e.Last != "2018-10-08" {
		t.Errorf("entry %s %s of %s, told %s to %s", e.ID, e.Status, e.From, e.First, e.Last)
	}
	if len(e.Life) != 2 || e.Life[0].Turn != "planned" || e.Life[1].Turn != "held" {
		t.Errorf("life %v, want planned and held", e.Life)
	}
	if d := dispute(&e, "status"); d != nil {
		t.Errorf("a plan that came to pass is disputed: %v", d)
	}
	if e.Told != 3 || e.Independent != 3 {
		t.Errorf("told %d times by %d, want 3 by 3", e.Told, e.Independent)
	}
}

func TestMergeDisputes(t *testing.T) {
	vienna := meeting("e4", "r4", "2018-10-09", "2018-10-05", chancery.Held, pompeo, kim)
	vienna.Place = &chancery.Place{Name: "Vienna", Country: "AUT"}
	coarse := meeting("e2", "r2", "2018-10-08", "2018-10-01", chancery.Held, pompeo, kim)
	coarse.To = "2018-10-31"
	coarse.Place = &chancery.Place{Name: "North Korea", Country: "PRK"}
	e := Merge([]chancery.Account{
		meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim), coarse,
		meeting("e3", "r3", "2018-10-08", "2018-10-07", chancery.Denied, pompeo, kim),
	}, nil)
	if d := dispute(&e, "status"); d == nil || len(d.Values) != 2 || d.Values[0].Value != "held" || d.Values[0].Independent != 2 {
		t.Errorf("held against denied: %v", d)
	}
	if d := dispute(&e, "date"); d != nil {
		t.Errorf("a month is held against a day in it: %v", d)
	}
	if d := dispute(&e, "place"); d != nil {
		t.Errorf("a country is held against its capital: %v", d)
	}
	e = Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim), vienna}, nil)
	if dispute(&e, "date") == nil || dispute(&e, "place") == nil {
		t.Errorf("two days and two cities: %v", e.Disputes)
	}
	other := meeting("e5", "r5", "2018-10-07", "2018-10-07", chancery.Held, who(chancery.SideWho, "state:FRA", "France", chancery.State, "FRA"), kim)
	e = Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim), other}, nil)
	if dispute(&e, "parties") == nil {
		t.Error("two that are said to have acted are no dispute")
	}
}

func TestIndependent(t *testing.T) {
	tell := func(report, published, source string, credits ...string) chancery.Account {
		a := meeting("e"+report, report, published, "2018-10-07", chancery.Held, pompeo, kim)
		a.Source, a.Credits = source, credits
		return a
	}
	for _, c := range []struct {
		name string
		as   []chancery.Account
		want int
	}{
		{"two houses", []chancery.Account{tell("r1", "2018-10-07", "BBC"), tell("r2", "2018-10-07", "CNN")}, 2},
		{"copies", []chancery.Account{tell("r1", "2018-10-07", "BBC"), tell("r9", "2018-10-07", "CNN")}, 1},
		{"one agency credited", []chancery.Account{tell("r1", "2018-10-07", "BBC", "Yonhap News Agency"), tell("r2", "2018-10-07", "CNN", "Yonhap")}, 1},
		{"the agency itself", []chancery.Account{tell("r1", "2018-10-07", "BBC", "Reuters"), tell("r2", "2018-10-07", "http://feeds.reuters.com/x")}, 1},
		{"one house in two days", []chancery.Account{tell("r1", "2018-10-07", "BBC News"), tell("r2", "2018-10-08", "www.bbc.co.uk")}, 1},
		{"one house in two weeks", []chancery.Account{tell("r1", "2018-10-07", "BBC"), tell("r2", "2018-10-20", "BBC")}, 2},
		{"no house", []chancery.Account{tell("r1", "2018-10-07", ""), tell("r2", "2018-10-07", "")}, 2},
	} {
		e := Merge(c.as, func(r string) string {
			if r == "r9" {
				return "r1"
			}
			return r
		})
		if e.Independent != c.want {
			t.Errorf("%s: %d independent, want %d", c.name, e.Independent, c.want)
		}
	}
}

func TestMergeConfidence(t *testing.T) {
	one := Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim)}, nil)
	two := Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim),
		meeting("e2", "r2", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim)}, nil)
	if one.Confidence != 0.8 || two.Confidence != 0.88 {
		t.Errorf("one source gives %.2f, two give %.2f, want 0.80 and 0.88", one.Confidence, two.Confidence)
	}
	edited := meeting("e3", "r3", "2018-10-09", "2018-10-06", chancery.Cancelled, pompeo, kim)
	edited.Corrected = string(chancery.Edited)
	e := Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim),
		meeting("e2", "r2", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim), edited}, nil)
	if !e.Corrected || e.Status != chancery.Cancelled || e.From != "2018-10-06" {
		t.Errorf("an editor's word does not hold: %s of %s", e.Status, e.From)
	}
}

func TestMergeParties(t *testing.T) {
	turned := meeting("e2", "r2", "2018-10-08", "2018-10-07", chancery.Held,
		who(chancery.SideWho, "Q56226", "Kim Jong Un", chancery.Person, "PRK"), who(chancery.SideWhom, "Q473239", "Mike Pompeo", chancery.Person, "USA"))
	e := Merge([]chancery.Account{meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim), turned}, nil)
	if len(e.Parties) != 2 || e.Parties[0].Key != "Q473239" || e.Parties[0].Side != chancery.SideWho || e.Parties[1].Side != chancery.SideWhom {
		t.Errorf("parties %v", e.Parties)
	}
	if dispute(&e, "parties") != nil {
		t.Error("sides the other way round are no dispute")
	}
}

func TestHouse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"BBC News", "bbc"}, {"www.bbc.co.uk", "bbc"}, {"CNN (Web News)", "cnn"}, {"edition.cnn.com", "cnn"},
		{"http://feeds.reuters.com/~r/x", "reuters"}, {"Reuters", "reuters"}, {"The New York Times", "newyorktimes"},
		{"www.nytimes.com", "newyorktimes"}, {"Associated Press", "ap"}, {"", ""},
		{"http://news.example.com/url?url=http://www.bbc.com/story", "bbc"},
	} {
		if got := House(c.source); got != c.want {
			t.Errorf("House(%q) is %q, want %q", c.source, got, c.want)
		}
	}
}
