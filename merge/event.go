package merge

import (
	"strings"

	"chancery"
)

// prospective tells whether a status is of what is still to come.
func prospective(s chancery.Status) bool {
	return s == chancery.Planned || s == chancery.Possible || s == chancery.Postponed
}

// names of features, made once
var (
	whoNames, whomNames, placeFeatures [6]string
	speakerNames, partyNames           [6]string
)

func init() {
	for i, n := range likenessNames {
		whoNames[i], whomNames[i] = "event who "+n, "event whom "+n
		speakerNames[i], partyNames[i] = "statement speaker "+n, "party "+n
	}
	for i, n := range placeNames {
		placeFeatures[i] = "place " + n
	}
}

// compareEvents compares who did what to whom, when and where.
func compareEvents(a, b *chancery.Account, f []string) ([]string, bool) {
	who, whom, swapped := sides(a, b)
	if max(who, whom) <= unlike {
		return f, false
	}
	f, ok := eventType(a, b, f)
	if !ok {
		return f, false
	}
	f, ok = eventDays(a, b, f)
	if !ok {
		return f, false
	}
	f = append(f, "event", whoNames[who], whomNames[whom])
	if swapped {
		f = append(f, "event swapped")
	}
	if bothSame(who, whom) {
		f = append(f, "event both sides")
	} else if samePair(a, b) {
		f = append(f, "event pair")
	}
	f = persons(a, b, f)
	f = append(f, placeFeatures[comparePlaces(a.Place, b.Place)])
	return eventWords(a, b, f), true
}

func bothSame(who, whom likeness) bool { return who >= actsFor && whom >= actsFor }

// sides gives the likeness of who and whom in the order in which they are more
// alike; swapped tells that it is the other one.
func sides(a, b *chancery.Account) (who, whom likeness, swapped bool) {
	p, q := a.Parties, b.Parties
	who = sideLike(p, q, chancery.SideWho, chancery.SideWho)
	whom = sideLike(p, q, chancery.SideWhom, chancery.SideWhom)
	x := sideLike(p, q, chancery.SideWho, chancery.SideWhom)
	y := sideLike(p, q, chancery.SideWhom, chancery.SideWho)
	if worth(x)+worth(y) > worth(who)+worth(whom) {
		return max(x, y), min(x, y), true // in no order, so that a and b may change places
	}
	return who, whom, false
}

// worth orders likenesses for the choice of who stands for whom.
func worth(l likeness) int { return [...]int{0, -1, 1, 3, 4, 5}[l] }

// samePair tells whether both are of the same two principals, on whatever sides.
func samePair(a, b *chancery.Account) bool {
	p := pairOf(a, chancery.SideWho, chancery.SideWhom)
	return p != "" && p == pairOf(b, chancery.SideWho, chancery.SideWhom)
}

// persons tells how many persons and named groups both have, and whether both name
// persons for one state of whom none is the same.
func persons(a, b *chancery.Account, f []string) []string {
	inA, differ := particulars(a, b)
	inB, _ := particulars(b, a)
	switch both := min(inA, inB); {
	case both >= 2:
		f = append(f, "event persons two")
	case both == 1:
		f = append(f, "event persons one")
	case differ:
		f = append(f, "event persons differ")
	}
	return f
}

// particulars counts the persons and named groups of an account that another has
// too, and tells whether both name persons for one state who are not the same.
func particulars(a, b *chancery.Account) (both int, differ bool) {
	for i := range a.Parties {
		p := &a.Parties[i]
		if !particular(p) {
			continue
		}
		for j := range b.Parties {
			q := &b.Parties[j]
			if !particular(q) {
				continue
			}
			if alike(p, q) >= named {
				both++
				break
			}
			differ = differ || p.Kind == chancery.Person && q.Kind == p.Kind && p.State != "" && p.State == q.State
		}
	}
	return both, differ
}

// particular tells whether a party is less than a state: a named person, group or body.
func particular(p *chancery.Party) bool {
	return p.Kind != chancery.State && capital(p.Name) && !executive(p)
}

func eventType(a, b *chancery.Account, f []string) ([]string, bool) {
	switch {
	case a.Type == b.Type:
		f = append(f, "event type same", typeName(a.Type))
		switch {
		case a.Mode == "" || b.Mode == "":
		case a.Mode == b.Mode:
			f = append(f, "event mode same", modeName(a.Mode))
		default:
			f = append(f, "event mode other")
		}
	case quadOf[chancery.EventType(a.Type)] == quadOf[chancery.EventType(b.Type)]:
		f = append(f, "event type kin")
	default:
		f = append(f, "event type far")
	}
	switch {
	case a.Status == b.Status:
		f = append(f, "event status same")
	case prospective(a.Status) != prospective(b.Status):
		f = append(f, "event status life")
	default:
		f = append(f, "event status other")
	}
	return f, true
}

// typeName and modeName name the features that say what both accounts are: some
// types are told with the same few words of many things, others of one.
func typeName(t string) string {
	if n, ok := typeNames[t]; ok {
		return n
	}
	return "event type unknown"
}

func modeName(mode string) string {
	if n, ok := modeNames[mode]; ok {
		return n
	}
	return "event mode unknown"
}

var typeNames, modeNames = func() (types, modes map[string]string) {
	types, modes = map[string]string{}, map[string]string{}
	for t := range quadOf {
		types[string(t)] = "event type " + string(t)
	}
	for _, m := range []string{"meet", "visit", "host", "talk", "phone", "mediate", "third-party", "test", "deploy", "release", "aerial", "bomb"} {
		modes[m] = "event mode " + m
	}
	return types, modes
}()

// maxGap is how many days apart two days of one event may be given; what only the
// report's day stands for may be further off.
const (
	maxGap   = 10
	maxLoose = 45
)

// eventDays compares days. A planned event may be held on another day than planned,
// and an undated one happened at some time before the report, or is to come after it.
func eventDays(a, b *chancery.Account, f []string) ([]string, bool) {
	i, datedA, okA := loosely(a)
	j, datedB, okB := loosely(b)
	if !okA || !okB {
		return append(f, "event days unknown"), true
	}
	gap := i.gap(j)
	coarse := i.length() > 7 || j.length() > 7
	prefix := "event days undated "
	most := maxLoose
	switch {
	case datedA && datedB && coarse:
		prefix, most = "event days coarse ", maxGap
	case datedA && datedB:
		prefix, most = "event days ", maxGap
	case datedA || datedB:
		prefix = "event days half "
	}
	if gap > most {
		return f, false
	}
	f = append(f, gapNames(prefix, gap))
	p, okA := ordinal(a.Published)
	q, okB := ordinal(b.Published)
	if okA && okB && !(datedA && datedB) {
		f = append(f, gapNames("event told ", interval{p, p}.gap(interval{q, q})))
	}
	return f, true
}

// Of what the text does not date: how many days before the report it came to pass,
// after it it is planned.
const (
	lately = 1
	soon   = 30
)

// loosely gives the days of an account; where the text has none, those around the
// report's.
func loosely(a *chancery.Account) (i interval, dated, ok bool) {
	i, dated, ok = when(a)
	if !ok || dated {
		return i, dated, ok
	}
	p, ok := ordinal(a.Published)
	if prospective(a.Status) {
		return interval{p, p + soon}, false, ok
	}
	return interval{p - lately, p}, false, ok
}

// gapNames names a gap in days, coarser as it grows.
func gapNames(prefix string, gap int) string {
	table := gapTables[prefix]
	switch {
	case gap <= 1:
		return table[gap]
	case gap <= 3:
		return table[2]
	case gap <= 7:
		return table[3]
	}
	return table[4]
}

var gapTables = func() map[string][5]string {
	m := map[string][5]string{}
	for _, p := range []string{"event days ", "event days half ", "event days undated ", "event days coarse ", "event told ", "statement days ", "commitment due ", "commitment told ",
		"stop days ", "stop days undated ", "turn days "} {
		m[p] = [5]string{p + "0", p + "1", p + "2-3", p + "4-7", p + "8-"}
	}
	return m
}()

// eventWords compares the cue, what it was about, the sentence and the title.
func eventWords(a, b *chancery.Account, f []string) []string {
	if c := cueStem(a); c == cueStem(b) {
		f = append(f, "event cue same")
		if weight(c) > tellingCue {
			f = append(f, "event cue telling")
		}
	}
	both, _, _ := common(a.Gist, b.Gist)
	f = append(f, level("event gist ", overlap(a.Gist, b.Gist)), level("event shared ", both/5))
	if a.What != "" && b.What != "" {
		f = append(f, level("event about ", overlap(gist(a.What), gist(b.What))))
	}
	return append(f, level("title ", overlap(gist(a.Title), gist(b.Title))))
}

// tellingCue is the weight from which on a cue is not one of the many ("offered").
const tellingCue = 0.62

// cueStem is the stem of the last word of a cue.
func cueStem(a *chancery.Account) string {
	text := strings.TrimSpace(a.Cue.Text)
	return stem(fold(text[strings.LastIndexByte(text, ' ')+1:]))
}

// level names how much of two texts' words is shared.
func level(prefix string, part float64) string {
	table := levelTables[prefix]
	switch {
	case part < 0.08:
		return table[0]
	case part < 0.2:
		return table[1]
	case part < 0.35:
		return table[2]
	case part < 0.5:
		return table[3]
	}
	return table[4]
}

var levelTables = func() map[string][5]string {
	m := map[string][5]string{}
	for _, p := range []string{"event gist ", "event shared ", "event about ", "title ", "statement words ", "statement grams ", "commitment what ", "commitment gist ",
		"stop gist ", "turn gist "} {
		m[p] = [5]string{p + "none", p + "little", p + "some", p + "much", p + "most"}
	}
	return m
}()
