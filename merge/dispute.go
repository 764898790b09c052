package merge

import (
	"cmp"
	"slices"
	"strings"

	"chancery"
)

// disputes lists the points on which accounts differ.
func (m *merger) disputes() []chancery.Dispute {
	var out []chancery.Dispute
	for _, d := range []chancery.Dispute{
		{On: "date", Values: m.dateVersions()},
		{On: "place", Values: m.placeVersions()},
		{On: "parties", Values: m.partyVersions()},
		{On: "status", Values: m.statusVersions()},
	} {
		if len(d.Values) > 1 {
			out = append(out, d)
		}
	}
	return out
}

// versions groups accounts by what they say, each group under its name, the heaviest
// first. An account that says what fits several groups is in none.
func (m *merger) versions(groups map[string][]int) []chancery.DisputedValue {
	out := make([]chancery.DisputedValue, 0, len(groups))
	names := make([]string, 0, len(groups))
	for n := range groups {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(m.compare(groups[x], groups[y]), cmp.Compare(x, y)) })
	for _, n := range names {
		v := chancery.DisputedValue{Value: n, Independent: count(m.origin, groups[n])}
		for _, i := range groups[n] {
			v.Accounts = append(v.Accounts, m.accounts[i].ID)
		}
		out = append(out, v)
	}
	return out
}

// dateVersions groups accounts whose text gives a date by the finest dates; two
// dates differ where they have no day in common. A day that was planned is not held
// against the day on which it came to pass.
func (m *merger) dateVersions() []chancery.DisputedValue {
	var best []chancery.DisputedValue
	for _, plans := range []bool{false, true} {
		var at []int
		for i := range m.accounts {
			if a := &m.accounts[i]; a.Dated && a.From != "" && prospective(a.Status) == plans {
				at = append(at, i)
			}
		}
		groups := m.parted(at, func(i, j int) bool {
			a, b := &m.accounts[i], &m.accounts[j]
			return a.From <= b.To && b.From <= a.To
		}, func(i int) string {
			a := &m.accounts[i]
			if a.From == a.To || a.To == "" {
				return a.From
			}
			return a.From + "/" + a.To
		})
		if len(groups) > 1 && best == nil {
			best = m.versions(groups)
		}
	}
	return best
}

// parted groups accounts so that no account of one group agrees with one of another:
// none where all hang together. name says what one account says; a group is called by
// what its finest, here shortest, account says.
func (m *merger) parted(at []int, agree func(i, j int) bool, name func(i int) string) map[string][]int {
	u := newUnion(len(at))
	for x := range at {
		for y := range x {
			if agree(at[x], at[y]) {
				u.join(x, y)
			}
		}
	}
	groups := map[string][]int{}
	for _, g := range u.groups() {
		best := ""
		var members []int
		for _, x := range g {
			members = append(members, at[x])
			if n := name(at[x]); best == "" || len(n) < len(best) || len(n) == len(best) && n < best {
				best = n
			}
		}
		groups[best] = append(groups[best], members...)
	}
	return groups
}

// placeVersions groups accounts by place; places differ where neither lies in the
// other.
func (m *merger) placeVersions() []chancery.DisputedValue {
	var at []int
	for i := range m.accounts {
		if m.accounts[i].Place != nil {
			at = append(at, i)
		}
	}
	return m.versions(m.parted(at, func(i, j int) bool {
		return comparePlaces(m.accounts[i].Place, m.accounts[j].Place) != elsewhere
	}, func(i int) string { return m.accounts[i].Place.Name }))
}

// partyVersions groups accounts of events by who acted; they differ where no party of
// one acts for a state or is a party of the other, on either side.
func (m *merger) partyVersions() []chancery.DisputedValue {
	var at []int
	for i := range m.accounts {
		if m.accounts[i].Kind == chancery.AnEvent && len(side(&m.accounts[i], chancery.SideWho)) > 0 {
			at = append(at, i)
		}
	}
	best := &m.accounts[m.best()]
	who := func(i int) []*chancery.Party {
		if turned(best, &m.accounts[i]) {
			return side(&m.accounts[i], chancery.SideWhom)
		}
		return side(&m.accounts[i], chancery.SideWho)
	}
	at = slices.DeleteFunc(at, func(i int) bool { return len(who(i)) == 0 || allVague(who(i)) })
	return m.versions(m.parted(at, func(i, j int) bool {
		for _, p := range who(i) {
			for _, q := range who(j) {
				if alike(p, q) >= kin {
					return true
				}
			}
		}
		return false
	}, func(i int) string {
		var names []string
		for _, p := range who(i) {
			names = append(names, p.Name)
		}
		return strings.Join(names, ", ")
	}))
}

func allVague(ps []*chancery.Party) bool {
	return !slices.ContainsFunc(ps, func(p *chancery.Party) bool { return !vagueParty(p) })
}

// statusVersions are outcomes that exclude each other, and a plan that is denied. A
// plan that was carried out, put off or called off later is a life.
func (m *merger) statusVersions() []chancery.DisputedValue {
	groups := map[string][]int{}
	denied := false
	for i := range m.accounts {
		denied = denied || m.accounts[i].Status == chancery.Denied
	}
	for i := range m.accounts {
		a := &m.accounts[i]
		if outcome(a.Status) || denied && prospective(a.Status) && !m.calledLater(i) {
			groups[string(a.Status)] = append(groups[string(a.Status)], i)
		}
	}
	return m.versions(groups)
}

// calledLater tells whether an outcome other than a denial follows account i.
func (m *merger) calledLater(i int) bool {
	return slices.ContainsFunc(m.accounts[i:], func(a chancery.Account) bool { return outcome(a.Status) && a.Status != chancery.Denied })
}
