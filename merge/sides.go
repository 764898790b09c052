package merge

import (
	"cmp"
	"slices"

	"chancery"
)

// parties gives who takes part: those whom at least a third of the origins name, and
// those of the surest account where there are none such. A party stands on the side
// where most origins have it. Accounts that have the sides the other way round than
// the best account are turned first.
func (m *merger) parties() []chancery.Party {
	best := &m.accounts[m.best()]
	by := map[string]*ballot[chancery.Side]{}
	var keys []string
	told := map[string][]int{}
	as := map[string]chancery.Party{}
	for i := range m.accounts {
		a := &m.accounts[i]
		turn := a.Kind == chancery.AnEvent && turned(best, a)
		for _, p := range a.Parties {
			if by[p.Key] == nil {
				by[p.Key] = newBallot[chancery.Side](m)
				keys = append(keys, p.Key)
				as[p.Key] = p
			}
			by[p.Key].cast(turnSide(p.Side, turn), i)
			told[p.Key] = append(told[p.Key], i)
			if known := as[p.Key]; known.State == "" || better(p.Name, known.Name) {
				known.Name, known.State = pick(p.Name, known.Name), cmp.Or(known.State, p.State)
				as[p.Key] = known
			}
		}
	}
	total := count(m.origin, m.all)
	var out []chancery.Party
	for _, k := range keys {
		if 3*count(m.origin, told[k]) < total && m.edited(told[k]) == 0 {
			continue
		}
		p := as[k]
		p.Side, _ = by[k].winner()
		out = append(out, p)
	}
	if len(out) == 0 {
		out = slices.Clone(best.Parties)
	}
	slices.SortStableFunc(out, func(a, b chancery.Party) int {
		return cmp.Or(cmp.Compare(sideOrder[a.Side], sideOrder[b.Side]), m.compare(told[a.Key], told[b.Key]), cmp.Compare(a.Key, b.Key))
	})
	return out
}

var sideOrder = map[chancery.Side]int{
	chancery.SideWho: 0, chancery.SideSpeaker: 0, chancery.SideParty: 0, chancery.SideTraveller: 0, chancery.SidePair: 0,
	chancery.SideWhom: 1, chancery.SideAddressee: 1, chancery.SideMet: 1, chancery.SideVia: 2,
}

// better tells whether a name shows more than another: it is longer, or of the same
// length and before it in the alphabet.
func better(a, b string) bool {
	return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) < 0
}

func pick(a, b string) string {
	if better(a, b) {
		return a
	}
	return b
}

// turned tells whether b has the sides of a the other way round.
func turned(a, b *chancery.Account) bool {
	straight := worth(sideLike(a.Parties, b.Parties, chancery.SideWho, chancery.SideWho)) +
		worth(sideLike(a.Parties, b.Parties, chancery.SideWhom, chancery.SideWhom))
	crossed := worth(sideLike(a.Parties, b.Parties, chancery.SideWho, chancery.SideWhom)) +
		worth(sideLike(a.Parties, b.Parties, chancery.SideWhom, chancery.SideWho))
	return crossed > straight
}

func turnSide(s chancery.Side, turn bool) chancery.Side {
	switch {
	case turn && s == chancery.SideWho:
		return chancery.SideWhom
	case turn && s == chancery.SideWhom:
		return chancery.SideWho
	}
	return s
}
