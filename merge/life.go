package merge

import (
	"cmp"
	"slices"

	"chancery"
)

// outcome tells whether a status says how a thing went.
func outcome(s chancery.Status) bool {
	switch s {
	case chancery.Held, chancery.Denied, chancery.Cancelled, chancery.Met, chancery.Broken:
		return true
	}
	return false
}

// status is what the accounts say last: how it went, where any tells that, by vote of
// the accounts of the day on which that was last told unless more origins say
// otherwise before; else what was last planned. A later plan takes a cancellation
// back.
func (m *merger) status() chancery.Status {
	for i := range m.accounts { // an editor's word
		if m.edited([]int{i}) > 0 && m.accounts[i].Status != "" {
			return m.accounts[m.best()].Status
		}
	}
	ends, plans := newBallot[chancery.Status](m), newBallot[chancery.Status](m)
	var lastPlan, lastEnd string
	for i := range m.accounts {
		switch a := &m.accounts[i]; {
		case a.Status == "":
		case outcome(a.Status):
			ends.cast(a.Status, i)
			lastEnd = max(lastEnd, a.Published)
		default:
			lastPlan = max(lastPlan, a.Published)
		}
	}
	for i := range m.accounts {
		if a := &m.accounts[i]; a.Status != "" && !outcome(a.Status) && a.Published == lastPlan {
			plans.cast(a.Status, i)
		}
	}
	end, ended := ends.winner()
	plan, planned := plans.winner()
	switch {
	case !ended:
		return plan
	case planned && end == chancery.Cancelled && lastPlan > lastEnd:
		return plan
	}
	return end
}

// turnNames name what an account does to a thing in its life.
var turnNames = map[chancery.Status]string{
	chancery.Open: "made", chancery.Planned: "planned", chancery.Possible: "possible", chancery.Held: "held", chancery.Met: "met",
	chancery.Broken: "broken", chancery.Cancelled: "cancelled", chancery.Postponed: "postponed", chancery.Denied: "denied",
}

// life gives the steps of a commitment or of what was planned, in order of the day
// on which they were told: each change of status, and of commitments each day on
// which they are told again. entry is the entry's ID.
func (m *merger) life(entry string) []chancery.Step {
	if !slices.ContainsFunc(m.accounts, func(a chancery.Account) bool { return a.Kind == chancery.ACommitment || prospective(a.Status) }) {
		return nil
	}
	var steps []chancery.Step
	var last chancery.Status
	for _, i := range m.byLife() {
		a := &m.accounts[i]
		turn := turnNames[a.Status]
		if turn == "" {
			continue
		}
		if a.Status == last {
			if a.Kind != chancery.ACommitment || steps[len(steps)-1].Day == a.Published {
				continue
			}
			turn = "repeated"
		}
		if last != "" && outcome(last) && a.Status == chancery.Open {
			continue // a report that lags behind
		}
		last = a.Status
		steps = append(steps, chancery.Step{Day: a.Published, Turn: turn, Entry: entry, Account: a.ID, Report: a.Report})
	}
	return steps
}

// byLife orders accounts by day told, plans of a day before what came of them.
func (m *merger) byLife() []int {
	order := slices.Clone(m.all)
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := &m.accounts[i], &m.accounts[j]
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(stage(a.Status), stage(b.Status)))
	})
	return order
}

func stage(s chancery.Status) int {
	if outcome(s) {
		return 1
	}
	return 0
}
