package lives

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"chancery"
)

// Parties are written "who:Kim Jong Un/PRK"; a name of three capitals is that state,
// one with a star an organisation, with a plus a group.
func parties(text string) []chancery.Party {
	var out []chancery.Party
	for p := range strings.SplitSeq(text, ", ") {
		part, name, _ := strings.Cut(p, ":")
		name, state, _ := strings.Cut(name, "/")
		party := chancery.Party{Name: name, Kind: chancery.Person, State: state, Side: chancery.Side(part)}
		switch {
		case len(name) == 3 && strings.ToUpper(name) == name && state == "":
			party.Kind, party.State, party.Key = chancery.State, name, "state:"+name
		case strings.HasPrefix(name, "*"):
			party.Kind = chancery.Organization
		case strings.HasPrefix(name, "+"):
			party.Kind = chancery.Group
		}
		if party.Key == "" {
			party.Key = string(party.Kind) + ":" + state + ":" + strings.ToLower(name)
		}
		out = append(out, party)
	}
	return out
}

func at(name, country string, id int, lat, lon float64) *chancery.Place {
	return &chancery.Place{Name: name, Country: country, Geonames: id, Lat: &lat, Lon: &lon}
}

var (
	singapore = at("Singapore", "SGP", 1880252, 1.29, 103.85)
	hanoi     = at("Hanoi", "VNM", 1581130, 21.02, 105.84)
	pyongyang = at("Pyongyang", "PRK", 1871859, 39.03, 125.75)
	beijing   = at("Beijing", "CHN", 1816670, 39.9, 116.4)
	shanghai  = at("Shanghai", "CHN", 1796236, 31.2, 121.5)
	china     = at("China", "CHN", 0, 35, 105)
)

// entry makes an entry with one account; spec is kind, type/mode, status.
func entry(id, spec, ps, from, to, told string, place *chancery.Place, cue, what string) chancery.Entry {
	f := strings.Fields(spec)
	typ, mode, _ := strings.Cut(f[1], "/")
	typ = strings.Trim(typ, "-")
	e := chancery.Entry{ID: id, Kind: chancery.EntryKind(f[0]), Type: typ, Mode: mode, Status: chancery.Status(f[2]),
		Parties: parties(ps), From: from, To: to, Place: place, What: what, Cue: cue, Independent: 1, Told: 1,
		First: told, Last: told, Confidence: 0.9}
	e.Accounts = []chancery.Account{{ID: id, Report: "r" + id, Local: "e1", Kind: e.Kind, Type: typ, Mode: mode,
		Status: e.Status, Parties: e.Parties, From: from, To: to, Dated: from != "", Place: place, What: what,
		Cue: chancery.Span{Text: cue}, Published: told, Confidence: 0.9}}
	return e
}

// also adds an account of a later report to an entry.
func also(e chancery.Entry, id string, status chancery.Status, told, due string) chancery.Entry {
	a := e.Accounts[0]
	a.ID, a.Report, a.Status, a.Published = id, "r"+id, status, told
	if due != "" {
		a.From, a.To = due, due
	}
	e.Accounts = append(e.Accounts[:len(e.Accounts):len(e.Accounts)], a)
	e.Told++
	e.Last = told
	return e
}

const (
	kimTrump  = "party:Kim Jong Un/PRK, party:Donald Trump/USA"
	kimTrumpE = "who:Donald Trump/USA, whom:Kim Jong Un/PRK"
)

func summit() chancery.Entry {
	return entry("c1", "commitment meeting open", kimTrump, "2018-06-12", "2018-06-12", "2018-05-10", singapore, "will meet", "meet in Singapore")
}

func sayings(steps []chancery.Step) string {
	var out []string
	for _, s := range steps {
		out = append(out, s.Day+" "+s.Turn+" "+s.Entry)
	}
	return strings.Join(out, "; ")
}

func TestFollow(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			steps, status := Follow(&c.e, c.later)
			if got := sayings(steps); got != c.want || status != c.status {
				t.Errorf("%s, %s\nwant %s, %s", got, status, c.want, c.status)
			}
			for range 5 {
				rand.Shuffle(len(c.later), func(i, j int) { c.later[i], c.later[j] = c.later[j], c.later[i] })
				c.later = append(c.later, c.e) // the entry itself changes nothing
				if again, s := Follow(&c.e, c.later); !reflect.DeepEqual(again, steps) || s != status {
					t.Fatalf("in another order %s, %s", sayings(again), s)
				}
			}
		})
	}
}

func TestStepsCiteTheirReports(t *testing.T) {
	e := summit()
	held := entry("e2", "event CONSULT/meet held", kimTrumpE, "2018-06-12", "2018-06-12", "2018-06-12", singapore, "met", "")
	held = also(held, "e3", chancery.Held, "2018-06-11", "") // told earlier by its day of publication
	steps, _ := Follow(&e, []chancery.Entry{held})
	want := []chancery.Step{
		{Day: "2018-05-10", Turn: "made", Entry: "c1", Account: "c1", Report: "rc1"},
		{Day: "2018-06-12", Turn: "met", Entry: "e2", Account: "e3", Report: "re3"},
	}
	if !reflect.DeepEqual(steps, want) {
		t.Errorf("%+v\nwant %+v", steps, want)
	}
}

func TestOverdue(t *testing.T) {
	open := summit()
	met := summit()
	met.Status = chancery.Met
	undated := summit()
	undated.From, undated.To = "", ""
	past := summit()
	past.To = "2018-05-01"
	event := entry("e1", "event CONSULT planned", kimTrumpE, "2018-06-12", "2018-06-12", "2018-05-10", nil, "meet", "")
	for _, c := range []struct {
		name string
		e    chancery.Entry
		on   string
		want bool
	}{
		{"the day after", open, "2018-06-13", true},
		{"on the day", open, "2018-06-12", false},
		{"met", met, "2018-07-01", false},
		{"undated", undated, "2018-07-01", false},
		{"due before it was told", past, "2018-07-01", false},
		{"a planned event", event, "2018-07-01", false},
	} {
		if got := Overdue(&c.e, c.on); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

func BenchmarkFollow(b *testing.B) {
	e := summit()
	var later []chancery.Entry
	for range 1000 {
		later = append(later, entry("e9", "event CONSULT/meet held", "who:Mike Pompeo/USA, whom:Kim Jong Un/PRK",
			"2018-06-12", "2018-06-12", "2018-06-13", singapore, "met", "denuclearization"))
	}
	for b.Loop() {
		Follow(&e, later)
	}
}
