package store

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"chancery"
	"chancery/relations"
)

// pairDay names the events between two states on one day.
type pairDay struct {
	a, b string
	day  int64
}

// pairSum is what they come to. Weight and intensity are multiples of 2^-20, so
// that adding and taking away in any order comes to the same.
type pairSum struct {
	counts            [4]int
	weight, intensity float64
}

func grain(x float64) float64 { return math.Round(x*(1<<20)) / (1 << 20) }

// mostSides is how many states an entry may have for it to be one between each two
// of them: a conference of thirty says little of any pair.
const mostSides = 12

// statePairs gives the states that face each other in an entry, each pair in
// alphabetical order: the two sides of an event, or those of its one side; speaker
// and addressees; all parties of a commitment; a traveller's state with those whom
// it met and where it went.
func statePairs(e *chancery.Entry) [][2]string {
	var left, right []string
	for _, p := range e.Parties {
		switch {
		case p.State == "":
		case p.Side == chancery.SideWhom || p.Side == chancery.SideAddressee || p.Side == chancery.SideMet:
			right = append(right, p.State)
		case p.Side != chancery.SideVia:
			left = append(left, p.State)
		}
	}
	if e.Kind == chancery.AStop && e.Place != nil && e.Place.Country != "" {
		right = append(right, e.Place.Country)
	}
	if len(right) == 0 && e.Kind != chancery.AStatement && e.Kind != chancery.AStop {
		right = left
	}
	slices.Sort(left)
	slices.Sort(right)
	left, right = slices.Compact(left), slices.Compact(right)
	if len(left) > mostSides || len(right) > mostSides {
		return nil
	}
	var out [][2]string
	for _, a := range left {
		for _, b := range right {
			if a != b {
				out = append(out, [2]string{min(a, b), max(a, b)})
			}
		}
	}
	slices.SortFunc(out, func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1])) })
	return slices.Compact(out)
}

// quads is the order of pairSum.counts.
var quads = []chancery.Quad{
	chancery.VerbalCooperation, chancery.MaterialCooperation, chancery.VerbalConflict, chancery.MaterialConflict,
}

// longestDay is the most days over which an event may stretch, or be uncertain, to
// count on its first.
const longestDay = 31

// movePair adds an entry to the sums of its pairs, or takes it away where by is -1.
func movePair(moved map[pairDay]*pairSum, e *chancery.Entry, by int) {
	from, known := dayNumber(e.From)
	if e.Kind != chancery.AnEvent || e.Status != chancery.Held || !known {
		return
	}
	if to, ok := dayNumber(e.To); ok && to-from >= longestDay {
		return
	}
	quad, ok := relations.Quad(e.Type, e.Mode)
	if !ok {
		return
	}
	for _, p := range statePairs(e) {
		d := pairDay{p[0], p[1], from}
		if moved[d] == nil {
			moved[d] = &pairSum{}
		}
		s := moved[d]
		s.counts[slices.Index(quads, quad)] += by
		s.weight += float64(by) * grain(e.Confidence)
		s.intensity += float64(by) * grain(e.Confidence*relations.Weight(e.Type, e.Mode))
	}
}

// movePairs writes changes of the sums of pairs.
func (c *change) movePairs(ctx context.Context, moved map[pairDay]*pairSum) error {
	keys := slices.SortedFunc(maps.Keys(moved), func(x, y pairDay) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), cmp.Compare(x.day, y.day))
	})
	b := c.bulk("pair_day", "a, b, day, vc, mc, vf, mf, weight, intensity", ` ON CONFLICT (a, b, day) DO UPDATE SET
		vc = pair_day.vc + excluded.vc, mc = pair_day.mc + excluded.mc, vf = pair_day.vf + excluded.vf, mf = pair_day.mf + excluded.mf,
		weight = pair_day.weight + excluded.weight, intensity = pair_day.intensity + excluded.intensity`)
	var less []pairDay
	for _, k := range keys {
		s := moved[k]
		if *s == (pairSum{}) {
			continue
		}
		n := s.counts
		if err := b.add(ctx, k.a, k.b, k.day, n[0], n[1], n[2], n[3], s.weight, s.intensity); err != nil {
			return err
		}
		if slices.Min(n[:]) < 0 {
			less = append(less, k)
		}
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	for _, k := range less {
		if err := c.exec(ctx, "DELETE FROM pair_day WHERE a = ? AND b = ? AND day = ? AND vc + mc + vf + mf = 0", k.a, k.b, k.day); err != nil {
			return err
		}
	}
	return nil
}

// part is an actor's part in an entry.
type part struct {
	actor, sortDay, entry int64
	kind                  int
}

// unindex takes entries that change or go out of the tables by which they are
// found, and the lives that they may have a part in are to be followed again.
func (c *change) unindex(ctx context.Context, moved map[pairDay]*pairSum, entries []*madeEntry) error {
	var old []int64
	for _, e := range entries {
		if e.old != nil {
			old = append(old, e.old.n)
			movePair(moved, &e.old.e, -1)
		}
	}
	for ns := range slices.Chunk(old, queried) {
		clause, arg := c.a.among("entry", ns)
		rows, err := c.query(ctx, "SELECT actor, sort_day, entry, kind FROM entry_actor WHERE "+clause, arg)
		parts, err := collect(rows, err, scanPart)
		if err != nil {
			return err
		}
		byEntry := map[int64][]part{}
		for _, p := range parts {
			byEntry[p.entry] = append(byEntry[p.entry], p)
		}
		for _, ps := range byEntry {
			c.inMonths(-1, ps[0].kind, ps[0].sortDay, actorsOf(ps))
		}
		if err := c.unthread(ctx, ns); err != nil {
			return err
		}
		for _, table := range []string{"entry_actor", "entry_pair", "thread"} {
			if err := c.exec(ctx, "DELETE FROM "+table+" WHERE "+clause, arg); err != nil {
				return err
			}
		}
	}
	return nil
}

func actorsOf(ps []part) []int64 {
	out := make([]int64, len(ps))
	for i, p := range ps {
		out[i] = p.actor
	}
	return out
}

// index writes what unindex takes out.
func (c *change) index(ctx context.Context, moved map[pairDay]*pairSum, entries []*madeEntry) error {
	actors, err := c.actorsOf(ctx, entries)
	if err != nil {
		return err
	}
	ea := c.bulk("entry_actor", "actor, sort_day, entry, kind, side", "")
	ep := c.bulk("entry_pair", "a, b, sort_day, entry, kind", "")
	for _, e := range entries {
		day, kind := sortDay(&e.Entry), kindNumber(e.Kind)
		movePair(moved, &e.Entry, 1)
		type seat struct {
			n    int64
			side chancery.Side
		}
		seats := map[seat]bool{}
		var takePart []int64
		for _, p := range e.Parties {
			n := actors[p.Key]
			if s := (seat{n, p.Side}); !seats[s] {
				seats[s] = true
				takePart = append(takePart, n)
				if err := ea.add(ctx, n, day, e.row.n, kind, string(p.Side)); err != nil {
					return err
				}
			}
		}
		c.inMonths(1, kind, day, takePart)
		for _, p := range statePairs(&e.Entry) {
			if err := ep.add(ctx, p[0], p[1], day, e.row.n, kind); err != nil {
				return err
			}
		}
	}
	if err := flushAll(ctx, ea, ep); err != nil {
		return err
	}
	return c.thread(ctx, entries)
}

// actorsOf gives the numbers of the actors that take part in entries, by key.
func (c *change) actorsOf(ctx context.Context, entries []*madeEntry) (map[string]int64, error) {
	seen := map[string]bool{}
	for _, e := range entries {
		for _, p := range e.Parties {
			seen[p.Key] = true
		}
	}
	rows, err := c.knownActors(ctx, slices.Sorted(maps.Keys(seen)))
	if err != nil {
		return nil, err
	}
	out := make(map[string]int64, len(rows))
	for key, x := range rows {
		out[key] = x.n
	}
	return out, nil
}
