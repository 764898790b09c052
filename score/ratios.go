package score

import (
	"math"

	"chancery"
)

func (d *doc) eventRatios(pairs []pair) {
	for _, m := range pairs {
		g, p := &d.r.Events[m.gold], &d.rec.Events[m.got]
		who, whom := d.as.eventOK(g, p)
		d.b.ratio("event type", g.Type == p.Type)
		d.b.ratio("event who", who)
		d.b.ratio("event whom", whom)
		d.b.ratio("event status", g.Status == p.Status)
		d.b.ratio("event date", dateOK(p.Date, g.Date))
		d.b.ratio("event place", placeOK(p.Place, g.Place))
		if len(g.ReportedBy) > 0 {
			d.b.ratio("event sources", d.as.partyOK(p.Sources, g.ReportedBy))
		}
	}
}

// content locates the words of an annotated statement.
func (d *doc) content(g *GoldStatement) (extent, bool) {
	from, ok := locate(d.text, g.From, max(1, g.FromNth), 0)
	if !ok {
		return extent{}, false
	}
	to, ok := locate(d.text, g.To, g.ToNth, from.start)
	return extent{from.start, to.end}, ok
}

func (d *doc) statements() {
	golds, gots := d.r.Statements, d.rec.Statements
	pairs := assign(len(golds), len(gots), func(i, j int) (float64, bool) {
		at, ok := d.content(&golds[i])
		if !ok {
			return 0, false
		}
		inter, length := 0, 0
		for _, c := range gots[j].Content {
			inter += at.overlap(spanOf(c))
			length += c.End - c.Start
		}
		similarity := ratio(inter, length+at.end-at.start-inter)
		if similarity < 0.5 {
			return 0, false
		}
		return similarity + 0.2*sum(gots[j].Speaker != "" && d.as.matches(gots[j].Speaker, golds[i].Speaker)), true
	})
	said := map[int]bool{}
	used := map[int]bool{}
	forms := map[chancery.Form]int{}
	for _, m := range pairs {
		g, p := &golds[m.gold], &gots[m.got]
		used[m.got] = true
		if p.Speaker != "" && d.as.matches(p.Speaker, g.Speaker) {
			said[m.gold] = true
			forms[g.Form]++
		} else {
			d.miss("wrong speaker %s got %s «%s …»", g.Speaker, d.as.get(p.Speaker).Name, g.From)
		}
	}
	d.b.tally("statements: found", len(pairs), len(golds), len(gots))
	d.b.tally("statements: speaker right", len(said), len(golds), len(gots))
	for _, f := range []chancery.Form{chancery.Direct, chancery.Mixed, chancery.Indirect} {
		gold, got := 0, 0
		for _, g := range golds {
			gold += int(sum(g.Form == f))
		}
		for _, p := range gots {
			got += int(sum(p.Form == f))
		}
		d.b.tally("statements: "+string(f)+", speaker right", forms[f], gold, got)
	}
	d.statementRatios(pairs)
	for i, g := range golds {
		if !matched(pairs, i) {
			d.miss("missed statement %s %s «%s … %s»", g.Form, g.Speaker, g.From, g.To)
		}
	}
	for j, p := range gots {
		if !used[j] {
			d.miss("extra statement %s %s «%.60s»", p.Form, d.as.get(p.Speaker).Name, p.Text)
		}
	}
}

func (d *doc) statementRatios(pairs []pair) {
	for _, m := range pairs {
		g, p := &d.r.Statements[m.gold], &d.rec.Statements[m.got]
		d.b.ratio("statement form", g.Form == p.Form)
		d.b.ratio("statement date", dateOK(p.Date, g.Date))
		if g.Channel != "" {
			inter, _ := jaccard(words(p.Channel), words(g.Channel))
			d.b.ratio("statement channel", inter > 0)
		}
		if len(g.Via) > 0 {
			d.b.ratio("statement via", d.as.partyOK(p.Via, g.Via))
		}
	}
}

func (d *doc) commitments() {
	golds, gots := d.r.Commitments, d.rec.Commitments
	pairs := assign(len(golds), len(gots), func(i, j int) (float64, bool) {
		g, p := &golds[i], &gots[j]
		at, ok := d.nthCue(g.Cue, g.Nth)
		cue := ok && at.overlap(spanOf(p.Cue)) > 0
		inter, union := jaccard(words(g.What), words(p.What))
		like := ratio(inter, union)
		parties := d.as.partyOK(p.Parties, g.Parties)
		if !cue && !(parties && like >= 0.25) {
			return 0, false
		}
		return sum(cue, parties, p.Kind == g.Kind) + like, true
	})
	right := 0
	used := map[int]bool{}
	for _, m := range pairs {
		g, p := &golds[m.gold], &gots[m.got]
		used[m.got] = true
		if d.as.partyOK(p.Parties, g.Parties) {
			right++
		} else {
			d.miss("wrong parties %v got %s «%s»", g.Parties, d.names(p.Parties), g.Cue)
		}
	}
	d.b.tally("commitments: found", len(pairs), len(golds), len(gots))
	d.b.tally("commitments: parties right", right, len(golds), len(gots))
	for _, m := range pairs {
		d.b.ratio("commitment kind", golds[m.gold].Kind == gots[m.got].Kind)
		d.b.ratio("commitment status", golds[m.gold].Status == gots[m.got].Status)
	}
	for i, g := range golds {
		if !matched(pairs, i) {
			d.miss("missed commitment %v «%s»", g.Parties, g.Cue)
		}
	}
	for j, p := range gots {
		if !used[j] {
			d.miss("extra commitment %s «%s» %s", d.names(p.Parties), p.Cue.Text, p.What)
		}
	}
}

func (d *doc) stops() {
	golds, gots := d.r.Stops, d.rec.Stops
	pairs := assign(len(golds), len(gots), func(i, j int) (float64, bool) {
		g, p := &golds[i], &gots[j]
		if !d.as.matches(p.Traveller, g.Traveller) {
			return 0, false
		}
		place := placeOK(p.Place, g.Place) && g.Place != ""
		country := p.Place != nil && p.Place.Country == g.Country && !(g.Place != "" && p.Place.Name != "" && !place)
		if !place && !country {
			return 0, false
		}
		return 1 + sum(place) + 0.5*sum(p.Status == g.Status) + 0.5*sum(dateOK(p.Date, g.Date)), true
	})
	d.b.tally("stops: found", len(pairs), len(golds), len(gots))
	used := map[int]bool{}
	for _, m := range pairs {
		used[m.got] = true
		d.b.ratio("stop status", golds[m.gold].Status == gots[m.got].Status)
		d.b.ratio("stop date", dateOK(gots[m.got].Date, golds[m.gold].Date))
	}
	for i, g := range golds {
		if !matched(pairs, i) {
			d.miss("missed stop %s %s %s «%s»", g.Traveller, g.Place, g.Country, g.Cue)
		}
	}
	for j, p := range gots {
		if !used[j] {
			d.miss("extra stop %s «%s»", d.as.get(p.Traveller).Name, p.Cue.Text)
		}
	}
}

// CalibrationError is the expected calibration error (Naeini et al. 2015) of
// confidences over ten bins of equal width.
func CalibrationError(confidence []float64, right []bool) float64 {
	const bins = 10
	var n, hits [bins]int
	var sums [bins]float64
	for i, p := range confidence {
		k := min(bins-1, int(p*bins))
		n[k]++
		sums[k] += p
		if right[i] {
			hits[k]++
		}
	}
	e := 0.0
	for k := range bins {
		if n[k] > 0 {
			e += math.Abs(float64(hits[k])-sums[k]) / float64(len(confidence))
		}
	}
	return e
}
