package lives

import (
	"slices"

	"chancery"
)

// outcomes gives the steps that later entries tell, in no order.
func (p *plan) outcomes(later []chancery.Entry) []moment {
	var out []moment
	for i := range later {
		l := &later[i]
		if l.ID == p.e.ID || l.Confidence < leastSure || disputed(l) || p.isOrigin(l) || !p.elsewhere(l) {
			continue
		}
		for j := range known().outcomes[p.of] {
			o := &known().outcomes[p.of][j]
			if o.fits(l, p.e.Type) && p.holds(o, l) {
				out = append(out, p.moment(o, l))
				break
			}
		}
	}
	return out
}

// disputed tells whether witnesses differ on whether it came to pass.
func disputed(l *chancery.Entry) bool {
	return slices.ContainsFunc(l.Disputes, func(d chancery.Dispute) bool { return d.On == "status" })
}

// isOrigin tells whether the entry is the event in which the undertaking was made, or
// the same account told as an entry of another kind.
func (p *plan) isOrigin(l *chancery.Entry) bool {
	return slices.ContainsFunc(l.Accounts, func(a chancery.Account) bool { return p.origins[[2]string{a.Report, a.Local}] })
}

// elsewhere tells whether a report other than those that tell of the plan tells the
// entry with the status that it has: a report that has both mostly tells one thing
// twice. Statuses that come from an entry's own life, and not from its accounts, do
// not count, so that one life never rests on another.
func (p *plan) elsewhere(l *chancery.Entry) bool {
	return len(l.Accounts) == 0 || slices.ContainsFunc(l.Accounts, func(a chancery.Account) bool {
		return a.Status == l.Status && !p.reports[a.Report]
	})
}

// holds tells whether all that a row needs is there. Parties of one side alone are
// too little to know a meeting by: then the place or two words must speak for it.
func (p *plan) holds(o *outcome, l *chancery.Entry) bool {
	places := placesSpeak(p.e.Place, l.Place)
	if places < 0 || len(p.sides) == 0 {
		return false
	}
	done := o.turn == string(chancery.Met) || o.turn == string(chancery.Held)
	if done && (p.negative || p.journey() && p.e.Place != nil && places == 0) {
		return false
	}
	if len(p.sides) == 1 && places == 0 && !p.sharesWords(l) {
		return false
	}
	for _, need := range o.needs {
		if !p.meets(need, o, l, places) {
			return false
		}
	}
	return true
}

func (p *plan) meets(need string, o *outcome, l *chancery.Entry, places int) bool {
	switch need {
	case "all":
		// Whoever stands for another may as well be there for something else: then the
		// text must give the day, and where a state stands for a person also the place.
		enough, how := all(p.sides, l.Parties)
		return enough && (l.Status != chancery.Held || how == itself || dated(l) && (how == standIn || places > 0))
	case "doer":
		return slices.ContainsFunc(p.sides, func(s side) bool {
			return s.takesPart(l.Parties, chancery.SideWho, chancery.SideTraveller) > abroad
		})
	case "between":
		return dated(l) && between(p.sides, l.Parties)
	case "place":
		return places > 0
	case "words":
		return p.sharesWords(l)
	case "mode":
		return (p.e.Mode == "phone") == (l.Mode == "phone") && !(p.journey() && l.Mode == "talk")
	case "day":
		return p.onDay(l, o.days)
	case "after":
		return p.after(l, o.days)
	default: // a class of words.tsv
		class := known().words[need]
		for w := range tokens(l.Cue + " " + l.What) {
			if class[w] {
				return true
			}
		}
		return false
	}
}

// journey tells whether somebody goes somewhere: then the place is part of the plan.
func (p *plan) journey() bool {
	return p.of == string(chancery.Visit) || p.e.Kind == chancery.AnEvent && (p.e.Mode == "visit" || p.e.Mode == "host")
}

// dated tells whether a text gives the day of an entry.
func dated(l *chancery.Entry) bool {
	return len(l.Accounts) == 0 && l.From != "" || slices.ContainsFunc(l.Accounts, func(a chancery.Account) bool { return a.Dated })
}

// sharesWords tells whether an entry and the undertaking share two content words, the
// names of its sides apart. Of the entry's parties the names of persons are words too.
func (p *plan) sharesWords(l *chancery.Entry) bool {
	texts := []string{l.What, l.Cue, l.Mode}
	for _, a := range l.Accounts {
		texts = append(texts, a.What, a.Cue.Text)
	}
	for _, party := range l.Parties {
		if party.Kind == chancery.Person {
			texts = append(texts, party.Name)
		}
	}
	n := 0
	for w := range content(texts...) {
		if p.words[w] {
			n++
		}
	}
	return n >= 2
}

// moment makes the step that an entry tells. What came to pass is of its own day,
// what was put off or called off of the day on which that was told.
func (p *plan) moment(o *outcome, l *chancery.Entry) moment {
	day := firstReport(l)
	if l.From != "" && l.Status == chancery.Held {
		day = l.From
	}
	m := moment{Step: chancery.Step{Day: day, Turn: o.turn, Entry: l.ID, Account: l.ID}, independent: l.Independent, confidence: l.Confidence}
	if a := best(l); a != nil {
		m.Account, m.Report = a.ID, a.Report
	}
	if o.turn == "postponed" {
		// Put off to a day that the entry tells, else to any within the next half year.
		w, ok := windowOf(l.From, l.To)
		told, _ := ordinal(firstReport(l))
		if m.window = &w; !ok || w.from <= told || l.Status == chancery.Held {
			m.window = p.halfYear(firstReport(l))
		}
	}
	return m
}

// halfYear are the days on which what was put off without a new day may be made up
// for; nil where it is not known when it was put off.
func (p *plan) halfYear(day string) *window {
	told, ok := ordinal(day)
	if !ok {
		return nil
	}
	return &window{told + 1, told + 180, 0}
}

// best is the account that tells the entry's status first, the first of all if none
// does.
func best(l *chancery.Entry) *chancery.Account {
	var out *chancery.Account
	for i := range l.Accounts {
		a := &l.Accounts[i]
		if out == nil || (a.Status == l.Status) != (out.Status == l.Status) && a.Status == l.Status ||
			(a.Status == l.Status) == (out.Status == l.Status) && (a.Published < out.Published || a.Published == out.Published && a.ID < out.ID) {
			out = a
		}
	}
	return out
}
