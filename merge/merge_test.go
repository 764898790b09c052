package merge

import (
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"chancery"
)

func who(side chancery.Side, key, name string, kind chancery.ActorKind, state string) chancery.Party {
	return chancery.Party{Key: key, Name: name, Kind: kind, State: state, Side: side}
}

var (
	usa    = who(chancery.SideWho, "state:USA", "United States", chancery.State, "USA")
	prk    = who(chancery.SideWhom, "state:PRK", "North Korea", chancery.State, "PRK")
	pompeo = who(chancery.SideWho, "Q473239", "Mike Pompeo", chancery.Person, "USA")
	kim    = who(chancery.SideWhom, "Q56226", "Kim Jong Un", chancery.Person, "PRK")
)

// meeting makes an account of a meeting in Pyongyang.
func meeting(id, report, published, day string, status chancery.Status, parties ...chancery.Party) chancery.Account {
	return chancery.Account{
		ID: id, Report: report, Kind: chancery.AnEvent, Type: "CONSULT", Mode: "meet", Status: status, Parties: parties,
		From: day, To: day, Dated: day != "", Published: published, Source: "House " + report, Confidence: 0.8,
		Cue: chancery.Span{Text: "met"}, Gist: "denucle summit talk visit",
		Place: &chancery.Place{Name: "Pyongyang", Country: "PRK"},
	}
}

func TestSame(t *testing.T) {
	base := meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim)
	with := func(change func(*chancery.Account)) chancery.Account {
		a := meeting("e2", "r2", "2018-10-08", "2018-10-07", chancery.Held, pompeo, kim)
		change(&a)
		return a
	}
	for _, c := range []struct {
		name  string
		other chancery.Account
		same  bool
	}{
		{"the same told elsewhere", with(func(*chancery.Account) {}), true},
		{"states for persons", with(func(a *chancery.Account) { a.Parties = []chancery.Party{usa, prk} }), true},
		{"planned before", with(func(a *chancery.Account) { a.Status, a.Published = chancery.Planned, "2018-10-02" }), true},
		{"denied", with(func(a *chancery.Account) { a.Status = chancery.Denied }), true},
		{"a month later", with(func(a *chancery.Account) { a.From, a.To, a.Published = "2018-11-07", "2018-11-07", "2018-11-08" }), false},
		{"another kind", with(func(a *chancery.Account) { a.Kind = chancery.AStop }), false},
		{"other parties", with(func(a *chancery.Account) {
			a.Parties = []chancery.Party{who(chancery.SideWho, "state:FRA", "France", chancery.State, "FRA"), who(chancery.SideWhom, "state:DEU", "Germany", chancery.State, "DEU")}
		}), false},
		{"another type and place", with(func(a *chancery.Account) {
			a.Type, a.Mode, a.Gist, a.Cue.Text = "SANCTION", "", "bank coal export", "imposed"
			a.Place = &chancery.Place{Name: "Vienna", Country: "AUT"}
		}), false},
	} {
		got := Same(&base, &c.other)
		if (got >= Threshold) != c.same {
			t.Errorf("%s: %.2f, want the same: %v; %v", c.name, got, c.same, Features(&base, &c.other))
		}
		if back := Same(&c.other, &base); back != got {
			t.Errorf("%s: %.4f one way, %.4f the other", c.name, got, back)
		}
	}
}

func TestBlocksMeet(t *testing.T) {
	base := meeting("e1", "r1", "2018-10-07", "2018-10-07", chancery.Held, pompeo, kim)
	for _, other := range []chancery.Account{
		meeting("e2", "r2", "2018-10-08", "2018-10-08", chancery.Held, pompeo, kim),
		meeting("e2", "r2", "2018-10-08", "", chancery.Held, usa, prk),
		meeting("e2", "r2", "2018-10-02", "2018-10-07", chancery.Planned, usa, prk),
	} {
		x, y := Blocks(&base), Blocks(&other)
		if len(x) > 4 || len(y) > 4 {
			t.Errorf("%d and %d blocks, want 4 at most", len(x), len(y))
		}
		if !slices.ContainsFunc(x, func(b uint64) bool { return slices.Contains(y, b) }) {
			t.Errorf("no block in common with the account of %s published %s", other.From, other.Published)
		}
	}
}

// accounts makes n accounts of random things, some of them alike.
func accounts(n int, seed int64) []chancery.Account {
	rng := rand.New(rand.NewSource(seed))
	days := []string{"2018-10-05", "2018-10-07", "2018-10-08", "2018-11-20", ""}
	published := []string{"2018-10-07", "2018-10-08", "2018-10-09", "2018-11-21"}
	gists := []string{"denucle summit talk visit", "fish grain quota", "denucle inspect site summit", "border troop"}
	statuses := []chancery.Status{chancery.Held, chancery.Held, chancery.Planned, chancery.Denied, chancery.Cancelled}
	sides := [][]chancery.Party{{pompeo, kim}, {usa, prk}, {pompeo, prk}, {usa}}
	out := make([]chancery.Account, n)
	for i := range out {
		r := string(rune('a' + rng.Intn(20)))
		out[i] = meeting("e"+r+string(rune('a'+i%26))+string(rune('a'+i/26)), "r"+r, published[rng.Intn(4)], days[rng.Intn(5)], statuses[rng.Intn(5)], sides[rng.Intn(4)]...)
		out[i].Gist = gists[rng.Intn(4)]
		out[i].Confidence = float64(rng.Intn(90)) / 100
	}
	return out
}

// TestOrder checks that neither clusters nor entries change with the order of input.
func TestOrder(t *testing.T) {
	for seed := range int64(30) {
		as := accounts(40, seed)
		want := entries(as)
		rng := rand.New(rand.NewSource(seed))
		for range 3 {
			rng.Shuffle(len(as), func(i, j int) { as[i], as[j] = as[j], as[i] })
			if got := entries(as); !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: another order gives other entries", seed)
			}
		}
	}
}

func entries(as []chancery.Account) []chancery.Entry {
	var out []chancery.Entry
	for _, c := range Clusters(as) {
		var members []chancery.Account
		for _, i := range c {
			members = append(members, as[i])
		}
		rand.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		out = append(out, Merge(members, nil))
	}
	return out
}

func TestClustersPart(t *testing.T) {
	as := accounts(60, 99)
	seen := map[int]bool{}
	for _, c := range Clusters(as) {
		for _, i := range c {
			if seen[i] {
				t.Fatalf("account %d stands in two clusters", i)
			}
			seen[i] = true
		}
	}
	if len(seen) != len(as) {
		t.Errorf("%d of %d accounts stand in clusters", len(seen), len(as))
	}
	if got := Clusters(nil); got != nil {
		t.Errorf("no accounts give %v", got)
	}
}

// TestSymmetry checks that Same does not depend on which account comes first.
func TestSymmetry(t *testing.T) {
	as := accounts(60, 5)
	for i := range as {
		for j := range i {
			if x, y := Same(&as[i], &as[j]), Same(&as[j], &as[i]); x != y {
				t.Fatalf("accounts %d and %d: %.6f and %.6f", i, j, x, y)
			}
		}
	}
}

func TestTables(t *testing.T) {
	if w, err := readWeights(commonTable); err != nil || len(w) < 1000 {
		t.Errorf("common.tsv: %d stems, error %v", len(w), err)
	}
	for stem, w := range weights {
		if w < 0 || w > 1 {
			t.Errorf("common.tsv: %q weighs %.2f, want 0 to 1", stem, w)
		}
	}
	if len(model.Weights) < 50 {
		t.Errorf("model.tsv has %d weights", len(model.Weights))
	}
}

func BenchmarkSame(b *testing.B) {
	as := accounts(100, 1)
	for i := 0; b.Loop(); i++ {
		Same(&as[i%100], &as[(i*7+1)%100])
	}
}

func BenchmarkClusters(b *testing.B) {
	as := accounts(100, 1)
	for b.Loop() {
		Clusters(as)
	}
}
