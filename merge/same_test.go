package merge

import (
	"math/rand/v2"
	"strings"
	"testing"

	"chancery"
)

// TestSameIsSymmetric compares accounts drawn from few parties, words and days both
// ways round: whichever came first must not matter.
func TestSameIsSymmetric(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	names := []string{"officials", "rebels", "Rebels", "Anna Berg", "Berg", "Foreign Ministry", "Sweden", "the Union", "Haddad"}
	kinds := []chancery.ActorKind{chancery.Person, chancery.State, chancery.Organization, chancery.Group}
	party := func(sides ...chancery.Side) chancery.Party {
		p := chancery.Party{Name: names[r.IntN(len(names))], Kind: kinds[r.IntN(len(kinds))], State: pick("", "SWE", "JOR"), Side: sides[r.IntN(len(sides))]}
		p.Key = strings.ToLower(string(p.Kind) + ":" + pick("", p.State) + ":" + p.Name)
		return p
	}
	text := func() string {
		words := make([]string, r.IntN(9))
		for i := range words {
			words[i] = pick("grain", "rail", "visas", "treaty", "again")
		}
		return strings.Join(words, " ")
	}
	forms := []struct {
		kind  chancery.EntryKind
		types []string
		sides []chancery.Side
	}{
		{chancery.AnEvent, []string{"CONSULT", "ACCUSE", "THREATEN"}, []chancery.Side{chancery.SideWho, chancery.SideWhom}},
		{chancery.AStatement, []string{"direct", "indirect"}, []chancery.Side{chancery.SideSpeaker, chancery.SideSpeaker, chancery.SideAddressee}},
		{chancery.ACommitment, []string{"meeting", "aid"}, []chancery.Side{chancery.SideParty}},
		{chancery.AStop, []string{""}, []chancery.Side{chancery.SideTraveller, chancery.SideMet}},
		{chancery.ATurn, []string{"better", "worse"}, []chancery.Side{chancery.SidePair}},
	}
	account := func(n int) chancery.Account {
		f := forms[n%len(forms)]
		a := chancery.Account{Report: pick("r1", "r2", "r3"), Kind: f.kind, Type: pick(f.types...), Mode: pick("", "meet", "visit"),
			Status: chancery.Status(pick("held", "planned", "denied")), Published: pick("", "2018-03-01", "2018-03-03"), Dated: r.IntN(2) == 0,
			What: text(), Title: text(), Gist: gist(text()), Cue: chancery.Span{Text: pick("met", "will meet", "said")}}
		a.From = pick("", "2018-03-01", "2018-03-02", "2018-02-27")
		a.To = pick(a.From, "2018-03-31")
		for range 1 + r.IntN(4) {
			a.Parties = append(a.Parties, party(f.sides...))
		}
		lat, lon := float64(r.IntN(3)), float64(r.IntN(3))/3
		a.Place = []*chancery.Place{nil, {Name: pick("Amman", "Stockholm"), Country: pick("", "SWE", "JOR"), Lat: &lat, Lon: &lon}}[r.IntN(2)]
		return a
	}
	alike := 0
	for n := range 60_000 {
		a, b := account(n), account(n)
		there, back := Same(&a, &b), Same(&b, &a)
		if there != back {
			t.Fatalf("%v one way, %v the other:\n%+v\n%+v\n%v\n%v", there, back, a, b, Features(&a, &b), Features(&b, &a))
		}
		if there > 0 {
			alike++
		}
	}
	if alike < 5000 {
		t.Errorf("only %d pairs were compared to the end", alike)
	}
}
