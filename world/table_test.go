package world

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"chancery"
)

// sectors are PLOVER's codes for who an actor is.
var sectors = strings.Fields("GOV MIL LEG JUD SPY COP PTY OPP REB UAF MED NGO IGO BUS CVL " +
	"LAB REF REL EDU MDC CRM AGR SET ELI JRN MNC UNK")

func TestTables(t *testing.T) {
	w, err := Load()
	if err != nil {
		t.Error(err)
	}
	wikidata := map[string]*Entity{}
	item := regexp.MustCompile(`^Q[1-9][0-9]*$`)
	for _, e := range w.Entities() {
		if e.Sector != "" && !slices.Contains(sectors, e.Sector) {
			t.Errorf("%s: sector %q", e.ID, e.Sector)
		}
		if e.Wikidata != "" {
			if !item.MatchString(e.Wikidata) {
				t.Errorf("%s: wikidata %q", e.ID, e.Wikidata)
			}
			if o := wikidata[e.Wikidata]; o != nil {
				t.Errorf("%s and %s are both %s", o.ID, e.ID, e.Wikidata)
			}
			wikidata[e.Wikidata] = e
		}
		for _, m := range e.Members {
			if w.State(m) == nil {
				t.Errorf("%s: member %q is no state", e.ID, m)
			}
		}
		for _, a := range e.Aliases {
			if n := len(strings.Fields(foldName(a.Text))); n > maxTokens {
				t.Errorf("%s: alias %q has %d words", e.ID, a.Text, n)
			}
			if a.Text != strings.TrimSpace(a.Text) || strings.ContainsAny(a.Text, ";\t") {
				t.Errorf("%s: alias %q", e.ID, a.Text)
			}
		}
	}
}

func TestStates(t *testing.T) {
	w := Default()
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	members := 0
	for _, e := range w.Entities() {
		if e.Kind != chancery.State {
			continue
		}
		if !code.MatchString(e.ID) {
			t.Errorf("code %q", e.ID)
		}
		if e.Leader != "" && w.OfficeOf(e.Leader) == nil {
			t.Errorf("%s: leader %q is no office", e.ID, e.Leader)
		}
		if gone := !e.To.IsZero(); gone != (e.Successor != "") || gone && w.State(e.Successor) == nil {
			t.Errorf("%s: ended %s, successor %q", e.ID, e.To, e.Successor)
		}
		if e.To.IsZero() {
			members++
		}
	}
	if members < 200 {
		t.Errorf("%d states that exist", members)
	}
}

func TestCounts(t *testing.T) {
	counts := map[chancery.ActorKind]int{}
	sector := map[string]int{}
	for _, e := range Default().Entities() {
		counts[e.Kind]++
		if e.Kind != chancery.Person {
			sector[e.Sector]++
		}
	}
	for kind, least := range map[chancery.ActorKind]int{chancery.Group: 300, chancery.Organization: 1200, chancery.Person: 3000} {
		if counts[kind] < least {
			t.Errorf("%d of kind %s, want %d", counts[kind], kind, least)
		}
	}
	if sector["MED"] < 300 || sector["IGO"] < 200 {
		t.Errorf("%d media, %d bodies of states", sector["MED"], sector["IGO"])
	}
	if n := len(Default().terms.all); n < 4000 {
		t.Errorf("%d terms", n)
	}
}

// disputed are the offices that two people claimed or shared at a time.
var disputed = map[post]bool{
	{"KHM", "prime minister"}: true, // first and second prime ministers, 1993 to 1998
	{"LBY", "prime minister"}: true, // rival governments, 2011 and from 2014
	{"VEN", "president"}:      true, // interim presidency of the National Assembly, 2019 to 2023
}

// TestOverlap tells terms of a single-holder office that overlap by more than a
// handover takes.
func TestOverlap(t *testing.T) {
	const slack = 45 * 24 * time.Hour
	w := Default()
	posts := map[post][]Term{}
	for _, term := range w.terms.all {
		if o := w.offices.byKey[term.Key]; o != nil && o.Single {
			p := post{w.ofKey(term.Of), term.Key}
			posts[p] = append(posts[p], term)
		}
	}
	for p, terms := range posts {
		sort.Slice(terms, func(i, j int) bool { return terms[i].From.First().Before(terms[j].From.First()) })
		for i := 1; i < len(terms); i++ {
			a, b := terms[i-1], terms[i]
			if a.Person == b.Person || strings.HasPrefix(a.Office, "Acting") || strings.HasPrefix(b.Office, "Acting") {
				continue
			}
			if disputed[p] || !b.From.First().After(a.From.Last()) {
				continue // one of them may have come before the other
			}
			if a.To.IsZero() || a.To.First().Sub(b.From.Last()) > slack {
				t.Errorf("%s of %s: %s to %s (%s) and %s from %s (%s)", p.key, p.of, a.Person.Name, a.To, a.Row(), b.Person.Name, b.From, b.Row())
			}
		}
	}
}
