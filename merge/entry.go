package merge

import (
	"cmp"
	"math"
	"slices"

	"chancery"
)

// Merge makes the entry that accounts of one thing are together. witness gives the
// key of the first of a report's copies, the report's own where it has none before
// it; nil means that no report has. There must be at least one account; accounts is
// not changed, and its order does not matter.
func Merge(accounts []chancery.Account, witness func(report string) string) chancery.Entry {
	if witness == nil {
		witness = func(report string) string { return report }
	}
	sorted := slices.Clone(accounts)
	slices.SortFunc(sorted, func(a, b chancery.Account) int { return byFirst(&a, &b) })
	m := &merger{accounts: sorted, origin: origins(sorted, witness)}
	first := &sorted[0]
	best := &sorted[m.best()]
	e := chancery.Entry{
		ID: first.ID, Kind: first.Kind, Told: len(sorted), Cue: best.Cue.Text, Accounts: sorted,
		First: first.Published, Last: sorted[len(sorted)-1].Published,
	}
	for i := range sorted {
		m.all = append(m.all, i)
		if e.First == "" {
			e.First = sorted[i].Published
		}
		e.Corrected = e.Corrected || sorted[i].Corrected != ""
	}
	e.Independent = count(m.origin, m.all)
	m.typed(&e)
	e.Status = m.status()
	e.From, e.To = m.dates(e.Status)
	e.Place = m.place()
	e.Parties = m.parties()
	e.What = m.what()
	e.Confidence = m.confidence()
	e.Disputes = m.disputes()
	e.Life = m.life(e.ID)
	return e
}

// merger merges the accounts of one thing, which stand in order of publication.
type merger struct {
	accounts []chancery.Account
	origin   []int // by account: accounts of one number have one origin
	all      []int // every index
}

// best is the surest account, of equals the earliest.
func (m *merger) best() int {
	at := 0
	for i := range m.accounts {
		if c := cmp.Compare(m.edited([]int{i}), m.edited([]int{at})); c > 0 || c == 0 && m.accounts[i].Confidence > m.accounts[at].Confidence {
			at = i
		}
	}
	return at
}

// typed sets type and mode: the mode is that of the accounts of the type.
func (m *merger) typed(e *chancery.Entry) {
	types := newBallot[string](m)
	for i := range m.accounts {
		types.cast(m.accounts[i].Type, i)
	}
	e.Type, _ = types.winner()
	modes := newBallot[string](m)
	for i := range m.accounts {
		if a := &m.accounts[i]; a.Type == e.Type && a.Mode != "" {
			modes.cast(a.Mode, i)
		}
	}
	e.Mode, _ = modes.winner()
}

// dates gives the days of what has the status: those that most origins give among
// the accounts that the text dates, a coarser date speaking for every finer one
// within it. Days of reports count only where no text gives any.
func (m *merger) dates(status chancery.Status) (from, to string) {
	for _, dated := range []bool{true, false} {
		days := newBallot[span](m)
		for i := range m.accounts {
			a := &m.accounts[i]
			if a.Dated == dated && a.From != "" && (!prospective(a.Status) || prospective(status)) {
				days.cast(span{a.From, a.To}, i)
			}
		}
		if len(days.values) == 0 {
			for i := range m.accounts {
				if a := &m.accounts[i]; a.Dated == dated && a.From != "" {
					days.cast(span{a.From, a.To}, i)
				}
			}
		}
		for v := range days.by {
			days.by[v] = slices.Clone(days.by[v])
		}
		own := map[span][]int{}
		for _, v := range days.values {
			own[v] = days.by[v]
		}
		for _, v := range days.values {
			for _, w := range days.values {
				if w != v && w.from <= v.from && v.to <= w.to {
					days.by[v] = append(days.by[v], own[w]...)
				}
			}
		}
		if v, ok := days.winner(); ok {
			return v.from, v.to
		}
	}
	return "", ""
}

// place gives the place that most origins name, a country speaking for every place
// within it.
func (m *merger) place() *chancery.Place {
	type name struct {
		geonames      int
		name, country string
	}
	places := newBallot[name](m)
	at := map[name]*chancery.Place{}
	for i := range m.accounts {
		if p := m.accounts[i].Place; p != nil {
			n := name{p.Geonames, fold(p.Name), p.Country}
			places.cast(n, i)
			if at[n] == nil {
				at[n] = p
			}
		}
	}
	own := map[name][]int{}
	for _, v := range places.values {
		own[v] = places.by[v]
	}
	for _, v := range places.values {
		for _, w := range places.values {
			if v != w && isCountry(at[w]) && !isCountry(at[v]) && at[v].Country == at[w].Country {
				places.by[v] = append(slices.Clone(places.by[v]), own[w]...)
			}
		}
	}
	v, ok := places.winner()
	if !ok {
		return nil
	}
	p := *at[v]
	p.Start, p.End = nil, nil // spans are of one report
	return &p
}

// what gives the words of the surest account that has any, an editor's before all.
func (m *merger) what() string {
	at := -1
	for i := range m.accounts {
		a := &m.accounts[i]
		if a.What == "" {
			continue
		}
		if at < 0 || m.edited([]int{i}) > m.edited([]int{at}) ||
			m.edited([]int{i}) == m.edited([]int{at}) && a.Confidence > m.accounts[at].Confidence {
			at = i
		}
	}
	if at < 0 {
		return ""
	}
	return m.accounts[at].What
}

// Several origins that agree make an entry surer, but they are seldom as independent
// as they look, and all are read by one reader: each after the surest counts by half,
// and none makes certain.
const (
	furtherOrigin = 0.5
	surestMerged  = 0.99
)

// confidence is a noisy-or over origins (Pearl 1988), each with its surest account.
func (m *merger) confidence() float64 {
	best := map[int]float64{}
	top := 0.0
	for i := range m.accounts {
		p := m.accounts[i].Confidence
		best[m.origin[i]] = max(best[m.origin[i]], p)
		top = max(top, p)
	}
	ps := make([]float64, 0, len(best))
	for _, p := range best {
		ps = append(ps, p)
	}
	slices.Sort(ps)
	wrong := 1.0
	for i, p := range ps {
		if i < len(ps)-1 {
			p *= furtherOrigin
		}
		wrong *= 1 - p
	}
	return math.Round(max(top, min(1-wrong, surestMerged))*1000) / 1000
}
