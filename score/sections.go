package score

import (
	"fmt"
	"strings"

	"chancery"
)

// doc is one report while it is scored.
type doc struct {
	b    *Board
	r    *Report
	rec  *chancery.Record
	as   actors
	text []rune
}

func (d *doc) miss(format string, args ...any) {
	if d.b.KeepMisses {
		d.b.Misses = append(d.b.Misses, d.r.Doc+" "+fmt.Sprintf(format, args...))
	}
}

// nthCue locates an entry's cue; an entry without nth means its first occurrence.
func (d *doc) nthCue(cue string, nth int) (extent, bool) { return locate(d.text, cue, max(1, nth), 0) }

// eventPairs matches the record's events with those annotated.
func (d *doc) eventPairs() []pair {
	golds, gots := d.r.Events, d.rec.Events
	return assign(len(golds), len(gots), func(i, j int) (float64, bool) {
		g, p := &golds[i], &gots[j]
		cue := false
		if at, ok := d.nthCue(g.Cue, g.Nth); ok {
			cue = at.overlap(spanOf(p.Cue)) > 0
			for _, m := range p.Mentions {
				cue = cue || at.overlap(spanOf(m)) > 0
			}
		}
		who, whom := d.as.eventOK(g, p)
		same := g.Type == p.Type
		if !cue && !(same && who && whom) {
			return 0, false
		}
		return 4*sum(same) + 3*sum(cue) + sum(who, whom) + 0.5*sum(dateOK(p.Date, g.Date)) + 0.5*sum(p.Status == g.Status), true
	})
}

func (d *doc) events() {
	golds, gots := d.r.Events, d.rec.Events
	pairs := d.eventPairs()
	var typed, full, placed int
	ok, used := map[int]bool{}, map[int]bool{}
	for _, m := range pairs {
		g, p := &golds[m.gold], &gots[m.got]
		used[m.got] = true
		who, whom := d.as.eventOK(g, p)
		if g.Type == p.Type {
			typed++
			if who && whom && g.Status == p.Status {
				full++
				ok[m.gold] = true
				if dateOK(p.Date, g.Date) && placeOK(p.Place, g.Place) {
					placed++
				}
			}
		}
		if !ok[m.gold] {
			d.miss("wrong event %s %v -> %v %s «%s» got %s %s -> %s %s", g.Type, g.Who, g.Whom, g.Status, g.Cue, p.Type, d.names(p.Who), d.names(p.Whom), p.Status)
		}
	}
	d.b.tally("events: found", len(pairs), len(golds), len(gots))
	d.b.tally("events: found, type right", typed, len(golds), len(gots))
	d.b.tally("events: type, parties, status", full, len(golds), len(gots))
	d.b.tally("events: these, date and place", placed, len(golds), len(gots))
	d.eventRatios(pairs)
	for i, g := range golds {
		if !matched(pairs, i) {
			d.miss("missed event %s %v -> %v %s «%s»", g.Type, g.Who, g.Whom, g.Status, g.Cue)
		}
	}
	for j, p := range gots {
		if !used[j] {
			d.miss("extra event %s %s «%s»", p.Type, p.Status, p.Cue.Text)
		}
	}
}

func matched(pairs []pair, gold int) bool {
	for _, m := range pairs {
		if m.gold == gold {
			return true
		}
	}
	return false
}

func (d *doc) names(refs []string) string {
	var out []string
	for _, r := range refs {
		out = append(out, d.as.get(r).Name)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
