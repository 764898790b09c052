// Package lives tells what became of an undertaking or a plan: that it was repeated,
// met or held, put off, called off or broken, each step with the account that it
// rests on. It is a function of the entries alone, not of their order. Which later
// entries tell of which outcome stands in outcomes.tsv. A step is only made where
// the parties match and the days allow it: what may as well be another meeting is
// left out.
package lives

import (
	"cmp"
	"slices"

	"chancery"
)

const (
	leastSure = 0.4 // confidence of a later entry that is heeded
	leastOwn  = 2   // days after which a plan told again is on again, though it was called off
	mostLike  = 3   // steps of one turn, the earliest
)

// Follow tells the life of a commitment, or of a planned event or stop, and how it
// now stands. later are entries that share a party with e, told at or after its
// first report, in any order and with their accounts; e among them is passed over.
// The first step is "made" (of a plan "planned"), then in order of day "repeated",
// "met" or "held", "postponed", "cancelled", "broken". An entry that is no
// undertaking and was never planned has no steps, and keeps its status.
func Follow(e *chancery.Entry, later []chancery.Entry) ([]chancery.Step, chancery.Status) {
	p, ok := planOf(e)
	if !ok {
		return nil, e.Status
	}
	own := p.told()
	if len(own) == 0 {
		return nil, e.Status
	}
	found := p.outcomes(later)
	if put := windowsAfter(slices.Concat(own, found)); len(put) > 0 {
		p.windows = append(p.windows, put...)
		found = p.outcomes(later)
	}
	return p.settle(own, found)
}

// Overdue tells whether on a day (ISO 8601) a commitment is still open though it was
// due before. What was due before anybody told of it does not count.
func Overdue(e *chancery.Entry, on string) bool {
	return e.Kind == chancery.ACommitment && e.Status == chancery.Open && e.To != "" && e.To < on &&
		(e.First == "" || e.To >= e.First)
}

// moment is a step with what orders it and speaks for it.
type moment struct {
	chancery.Step
	independent int
	confidence  float64
	window      *window // new days due, of a postponement
}

// rank orders steps of one day: what was undertaken, then what became of it.
var rank = map[string]int{"made": 1, "planned": 1, "repeated": 2, "postponed": 3, "cancelled": 4, "broken": 5, "met": 6, "held": 6}

// order puts moments in order of day, turn, and what speaks for them.
func order(a, b moment) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(rank[a.Turn], rank[b.Turn]), cmp.Compare(b.independent, a.independent),
		cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.Entry, b.Entry), cmp.Compare(a.Account, b.Account))
}

// told gives what the plan's own accounts tell: its first telling, its repetitions,
// one a day, and what they say became of it. It is nil where none tells of a plan.
func (p *plan) told() []moment {
	accounts := slices.Clone(p.e.Accounts)
	if len(accounts) == 0 {
		accounts = []chancery.Account{{ID: p.e.ID, Status: p.e.Status, Published: firstReport(p.e)}}
	}
	slices.SortStableFunc(accounts, func(a, b chancery.Account) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Report, b.Report), cmp.Compare(a.ID, b.ID))
	})
	first, done := "planned", "held"
	if p.e.Kind == chancery.ACommitment {
		first, done = "made", "met"
	}
	var out []moment
	step := func(turn string, a chancery.Account) {
		m := moment{Step: chancery.Step{Day: a.Published, Turn: turn, Entry: p.e.ID, Account: a.ID, Report: a.Report},
			confidence: a.Confidence, independent: 1}
		if turn == "postponed" {
			m.window = p.halfYear(a.Published)
		}
		out = append(out, m)
	}
	planned, over := false, false
	for _, a := range accounts {
		if !p.counts(a.Status) || over && forward(a.Status) {
			continue
		}
		// Of a plan the first telling may already be that it was put off.
		if !planned && (forward(a.Status) || p.e.Kind == chancery.ACommitment) {
			step(first, a)
			planned = true
		} else if forward(a.Status) && a.Status != chancery.Postponed && out[len(out)-1].Day != a.Published {
			step("repeated", a)
		}
		switch a.Status {
		case chancery.Met, chancery.Held:
			step(done, a)
			over = p.of != string(chancery.Ceasefire)
		case chancery.Postponed, chancery.Cancelled, chancery.Broken:
			step(string(a.Status), a)
		}
	}
	if p.e.Kind != chancery.ACommitment && !planned && !slices.ContainsFunc(out, func(m moment) bool { return m.Turn == "cancelled" }) {
		return nil // was never anything but held
	}
	return out
}

// counts tells whether an account's status is part of a life. That a plan is denied
// is a contradiction, not a turn.
func (p *plan) counts(s chancery.Status) bool {
	switch s {
	case chancery.Denied, chancery.Possible:
		return false
	case "":
		return p.e.Kind == chancery.ACommitment
	}
	return true
}

// windowsAfter are the new days due that postponements set.
func windowsAfter(found []moment) []window {
	var out []window
	for _, m := range found {
		if m.window != nil && !slices.Contains(out, *m.window) {
			out = append(out, *m.window)
		}
	}
	return out
}

// settle joins what accounts and later entries tell, and says how it stands at the
// end. What was met or held stays so, but for a ceasefire, which can be broken after.
func (p *plan) settle(own, found []moment) ([]chancery.Step, chancery.Status) {
	all := slices.Concat(own, found)
	slices.SortFunc(all, order)
	status, done := chancery.Open, chancery.Met
	if p.e.Kind != chancery.ACommitment {
		status, done = chancery.Planned, chancery.Held
	}
	var steps []chancery.Step
	many := map[string]int{}
	var lastTurn, lastDay string
	for _, m := range all {
		over := status == done && p.of != string(chancery.Ceasefire)
		switch {
		case over && m.Turn != string(done):
			continue
		case m.Turn == string(done) && status == done, many[m.Turn] >= mostLike && m.Turn != "repeated":
			continue // told before
		case m.Turn == lastTurn && m.Day == lastDay:
			continue // the better account of this day stands
		}
		steps = append(steps, m.Step)
		many[m.Turn]++
		switch m.Turn {
		case "made", "planned":
		case "repeated":
			if (status == chancery.Cancelled || status == chancery.Postponed) && apart(m.Day, lastDay, leastOwn) {
				status = chancery.Open
				if done == chancery.Held {
					status = chancery.Planned
				}
			}
			continue // does not hide the turn before it
		default:
			status = chancery.Status(m.Turn)
		}
		lastTurn, lastDay = m.Turn, m.Day
	}
	if p.e.Kind != chancery.ACommitment && p.e.Status == chancery.Denied {
		return steps, p.e.Status // its accounts contradict each other; the merge has weighed them
	}
	return steps, status
}

// apart tells whether a day is at least n days after another.
func apart(day, than string, n int) bool {
	a, ok := ordinal(day)
	b, ok2 := ordinal(than)
	return ok && ok2 && a >= b+n
}
