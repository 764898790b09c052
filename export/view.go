package export

import (
	"slices"
	"strings"
	"time"

	"chancery"
)

// SnippetLength is the most characters of a report's text that are written with an
// entry.
const SnippetLength = 300

// snippet is the sentence that an entry hangs on: that of the list, or else of its
// most confident account.
func snippet(e *chancery.Entry) string {
	s, best := e.Snippet, -1.0
	for i := range e.Accounts {
		if a := &e.Accounts[i]; e.Snippet == "" && a.Sentence.Text != "" && a.Confidence > best {
			s, best = a.Sentence.Text, a.Confidence
		}
	}
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > SnippetLength {
		return strings.TrimSpace(string(r[:SnippetLength-1])) + "…"
	}
	return s
}

// parties gives those of an entry's parties that stand on one of the sides.
func parties(e *chancery.Entry, sides ...chancery.Side) []chancery.Party {
	var out []chancery.Party
	for _, p := range e.Parties {
		if slices.Contains(sides, p.Side) {
			out = append(out, p)
		}
	}
	return out
}

func namesOf(ps []chancery.Party) []string {
	out := []string{}
	for _, p := range ps {
		out = append(out, p.Name)
	}
	return out
}

func keysOf(ps []chancery.Party) []string {
	out := []string{}
	for _, p := range ps {
		out = append(out, p.Key)
	}
	return out
}

// statesOf gives the states that parties are of, each once.
func statesOf(ps []chancery.Party) []string {
	out := []string{}
	for _, p := range ps {
		if p.State != "" && !slices.Contains(out, p.State) {
			out = append(out, p.State)
		}
	}
	return out
}

// houses gives who printed the accounts of an entry, in order, each once.
func houses(e *chancery.Entry) []string {
	return distinct(e, func(a *chancery.Account) string { return a.Source })
}

func addresses(e *chancery.Entry) []string {
	return distinct(e, func(a *chancery.Account) string { return a.URL })
}

func distinct(e *chancery.Entry, of func(*chancery.Account) string) []string {
	out := []string{}
	for i := range e.Accounts {
		if s := of(&e.Accounts[i]); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// disputed names the points on which accounts differ.
func disputed(e *chancery.Entry) []string {
	out := []string{}
	for _, d := range e.Disputes {
		out = append(out, d.On)
	}
	return out
}

// card gives what is known of a party besides what entries say.
func (o *Options) card(p chancery.Party) chancery.ActorCard {
	if o.Actor != nil {
		if c, ok := o.Actor(p.Key); ok {
			return c
		}
	}
	c := chancery.ActorCard{Key: p.Key, Name: p.Name, Kind: p.Kind, State: p.State}
	if item(p.Key) {
		c.Wikidata = p.Key
	}
	return c
}

// item tells whether an actor's key is a Wikidata item.
func item(key string) bool {
	return len(key) > 1 && key[0] == 'Q' && strings.Trim(key[1:], "0123456789") == ""
}

// sector is a PLOVER sector: a state acts through its government.
func sector(c chancery.ActorCard) string {
	if c.Sector == "" && c.Kind == chancery.State {
		return "GOV"
	}
	return c.Sector
}

// office is the office that an actor held on a day, "" if none is known.
func office(c chancery.ActorCard, day string) string {
	title := ""
	for _, r := range c.Roles {
		if day == "" && r.To == "" || day != "" && (r.From == "" || r.From <= day) && (r.To == "" || day <= r.To || strings.HasPrefix(day, r.To)) {
			title = r.Title
		}
	}
	return title
}

// day is the first day that an entry may have been, or else that of its first
// report.
func day(e *chancery.Entry) string {
	if e.From != "" {
		return e.From
	}
	return e.First
}

// parseDay reads an ISO day, zero if it is none.
func parseDay(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// oneLine keeps a value on one line and in one field.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
