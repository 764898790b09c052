package chart

import (
	"chancery"
	"chancery/relations"
	"cmp"
	"strconv"
	"strings"
	"time"
)

// standingsTable is the table behind the pictures of a series.
func standingsTable(s Standings) Table {
	t := Table{Caption: s.Title, Head: []string{"Period", "Events", "Material cooperation", "Verbal cooperation", "Verbal conflict",
		"Material conflict", "Intensity", "Turn"}, Numeric: []bool{false, true, true, true, true, true, true, false}}
	series, by := coarser(s)
	turns := map[string]string{}
	for i, turn := range s.Turns {
		start := relations.Start(parse(turn.Start), by).Format(time.DateOnly)
		turns[start] = strings.TrimPrefix(turns[start]+"; "+strconv.Itoa(i+1)+". "+cmp.Or(turn.Name, turnDirection(turn)), "; ")
	}
	for _, p := range series {
		if p.Events == 0 {
			continue
		}
		n := func(q chancery.Quad) string { return count(p.Counts[q]) }
		t.Rows = append(t.Rows, []string{tablePeriod(p.Start, by), count(p.Events), n(chancery.MaterialCooperation), n(chancery.VerbalCooperation),
			n(chancery.VerbalConflict), n(chancery.MaterialConflict), signed(p.Intensity), turns[p.Start]})
	}
	return t
}

const mostRows = 250 // of a table before its periods are joined

// coarser joins the periods of a long series to months, or years, for a table that
// can be read.
func coarser(s Standings) ([]chancery.Standing, chancery.Period) {
	series, by := s.Series, s.By
	for _, next := range []chancery.Period{chancery.ByMonth, chancery.ByYear} {
		if len(series) <= mostRows || by == next || by == chancery.ByYear {
			continue
		}
		var out []chancery.Standing
		for _, p := range series {
			start := relations.Start(parse(p.Start), next).Format(time.DateOnly)
			if n := len(out); n == 0 || out[n-1].Start != start {
				out = append(out, chancery.Standing{Start: start, Counts: map[chancery.Quad]int{}})
			}
			o := &out[len(out)-1]
			for q, n := range p.Counts {
				o.Counts[q] += n
			}
			if o.Events += p.Events; o.Events > 0 {
				o.Intensity += (p.Intensity - o.Intensity) * float64(p.Events) / float64(o.Events)
			}
		}
		series, by = out, next
	}
	return series, by
}

// tablePeriod names a period in a form that sorts.
func tablePeriod(start string, by chancery.Period) string {
	t := parse(start)
	switch {
	case t.IsZero():
		return start
	case by == chancery.ByYear:
		return t.Format("2006")
	case by == chancery.ByMonth:
		return t.Format("2006-01")
	}
	return t.Format(time.DateOnly)
}
