package merge

import (
	"slices"

	"chancery"
)

// compareStatements compares who speaks, in what words and when.
func compareStatements(a, b *chancery.Account, f []string) ([]string, bool) {
	speaker := sideLike(a.Parties, b.Parties, chancery.SideSpeaker, chancery.SideSpeaker)
	if speaker == unlike {
		return f, false
	}
	grams := gramOverlap(a.What, b.What)
	said := overlap(gist(a.What), gist(b.What))
	if grams == 0 && said < 0.2 {
		return f, false
	}
	i, _, okA := when(a)
	j, _, okB := when(b)
	f = append(f, "statement", speakerNames[speaker], level("statement grams ", grams), level("statement words ", said))
	if okA && okB {
		f = append(f, gapNames("statement days ", i.gap(j)))
	}
	if a.Type != b.Type && (a.Type == string(chancery.Indirect) || b.Type == string(chancery.Indirect)) {
		f = append(f, "statement form other")
	}
	if grams > 0.5 && min(len(a.What), len(b.What)) < 25 {
		f = append(f, "statement short") // "Of course" is said often
	}
	return f, true
}

// gramOverlap is the part of the shorter text's four-word runs that the longer has too.
func gramOverlap(a, b string) float64 {
	x, y := distinctGrams(a), distinctGrams(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	in := make(map[uint64]bool, len(y))
	for _, h := range y {
		in[h] = true
	}
	both := 0
	for _, h := range x {
		if in[h] {
			both++
		}
	}
	return float64(both) / float64(len(x))
}

func distinctGrams(text string) []uint64 {
	grams := fourGrams(text)
	slices.Sort(grams)
	return slices.Compact(grams)
}

// compareCommitments compares who undertakes what until when.
func compareCommitments(a, b *chancery.Account, f []string) ([]string, bool) {
	party := sideLike(a.Parties, b.Parties, chancery.SideParty, chancery.SideParty)
	if party <= unlike {
		return f, false
	}
	f = append(f, "commitment", partyNames[party])
	if a.Type == b.Type {
		f = append(f, "commitment kind same")
	}
	i, _, okA := when(a)
	j, _, okB := when(b)
	switch {
	case a.From != "" && b.From != "":
		gap := i.gap(j)
		if gap > 3*maxGap {
			return f, false
		}
		f = append(f, gapNames("commitment due ", gap))
	case okA && okB && (a.From == "") == (b.From == ""): // neither says until when
		p, okA := ordinal(a.Published)
		q, okB := ordinal(b.Published)
		if okA && okB {
			f = append(f, gapNames("commitment told ", interval{p, p}.gap(interval{q, q})))
		}
	}
	f = append(f, placeFeatures[comparePlaces(a.Place, b.Place)])
	return append(f, level("commitment what ", overlap(gist(a.What), gist(b.What))), level("commitment gist ", overlap(a.Gist, b.Gist))), true
}

// compareStops compares who was where and when.
func compareStops(a, b *chancery.Account, f []string) ([]string, bool) {
	traveller := sideLike(a.Parties, b.Parties, chancery.SideTraveller, chancery.SideTraveller)
	place := comparePlaces(a.Place, b.Place)
	if traveller <= unlike || place == elsewhere {
		return f, false
	}
	i, datedA, okA := when(a)
	j, datedB, okB := when(b)
	f = append(f, "stop", partyNames[traveller], placeFeatures[place])
	if okA && okB {
		gap := i.gap(j)
		prefix := "stop days undated "
		if datedA && datedB {
			prefix = "stop days "
		}
		if gap > maxGap {
			return f, false
		}
		f = append(f, gapNames(prefix, gap))
	}
	return append(f, level("stop gist ", overlap(a.Gist, b.Gist))), true
}

// compareTurns compares turns in how two states stand.
func compareTurns(a, b *chancery.Account, f []string) ([]string, bool) {
	if len(a.Parties) != len(b.Parties) || a.Type != b.Type {
		return f, false
	}
	for i := range a.Parties {
		if a.Parties[i].Key != b.Parties[i].Key {
			return f, false
		}
	}
	i, _, okA := when(a)
	j, _, okB := when(b)
	f = append(f, "turn")
	if okA && okB {
		gap := i.gap(j)
		if gap > maxGap*3 {
			return f, false
		}
		f = append(f, gapNames("turn days ", gap))
	}
	return append(f, level("turn gist ", overlap(a.Gist, b.Gist))), true
}
