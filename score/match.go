package score

import (
	"sort"
	"strings"

	"chancery"
)

// extent is a half-open range of code points.
type extent struct{ start, end int }

func (a extent) overlap(b extent) int { return max(0, min(a.end, b.end)-max(a.start, b.start)) }

func spanOf(s chancery.Span) extent { return extent{s.Start, s.End} }

var straight = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

// Stands tells whether a cue stands in a text, whatever their quotation marks.
func Stands(text, cue string) bool {
	return strings.Contains(straight.Replace(text), straight.Replace(cue))
}

// locate finds the nth occurrence of a cue in a text of code points (nth 0 means
// the first at or behind after).
func locate(text []rune, cue string, nth, after int) (extent, bool) {
	want := []rune(straight.Replace(cue))
	at := -1
	if nth == 0 {
		at, nth = after-1, 1
	}
	for range nth {
		at = index(text, want, at+1)
		if at < 0 {
			return extent{}, false
		}
	}
	return extent{at, at + len([]rune(cue))}, true
}

func index(text, want []rune, from int) int {
next:
	for i := max(0, from); i+len(want) <= len(text); i++ {
		for j, r := range want {
			if text[i+j] != r {
				continue next
			}
		}
		return i
	}
	return -1
}

// pair is one match of an annotated entry with one of the record's, by index.
type pair struct{ gold, got int }

// assign matches entries one to one, the most similar first; sim returns false
// for what cannot match.
func assign(golds, gots int, sim func(g, p int) (float64, bool)) []pair {
	type scored struct {
		s float64
		pair
	}
	var all []scored
	for i := range golds {
		for j := range gots {
			if s, ok := sim(i, j); ok {
				all = append(all, scored{s, pair{i, j}})
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].s > all[b].s })
	gi, pj := map[int]bool{}, map[int]bool{}
	var out []pair
	for _, x := range all {
		if !gi[x.gold] && !pj[x.got] {
			gi[x.gold], pj[x.got] = true, true
			out = append(out, x.pair)
		}
	}
	return out
}

func symmetric(t chancery.EventType) bool {
	return t == chancery.Consult || t == chancery.Agree || t == chancery.Cooperate
}

// eventOK tells whether who and whom of an event are right.
func (as actors) eventOK(g *GoldEvent, p *chancery.Event) (who, whom bool) {
	if symmetric(g.Type) {
		both := as.partyOK(join(p.Who, p.Whom), join(g.Who, g.Whom))
		return both, both
	}
	return as.partyOK(p.Who, g.Who), as.partyOK(p.Whom, g.Whom)
}

func join(a, b []string) []string { return append(append([]string(nil), a...), b...) }

func value(d *chancery.Date) string {
	if d == nil || d.Value == nil {
		return ""
	}
	return *d.Value
}

func dateOK(d *chancery.Date, want string) bool {
	got := value(d)
	if want == "" {
		return got == ""
	}
	return got != "" && (strings.HasPrefix(got, want) || strings.HasPrefix(want, got) && len(got) >= 7)
}

func placeOK(p *chancery.Place, want string) bool {
	name := ""
	if p != nil {
		name = p.Name
	}
	if want == "" {
		return name == ""
	}
	return name != "" && (strings.Contains(fold(want), fold(name)) || strings.Contains(fold(name), fold(want)))
}

func sum(bs ...bool) float64 {
	n := 0.0
	for _, b := range bs {
		if b {
			n++
		}
	}
	return n
}

// Right tells, for each event of a record, whether it agrees with some annotated
// event in type, parties and status and hangs on the same cue, or on another
// occurrence of one of its words.
func Right(r *Report, rec *chancery.Record) []bool {
	d := &doc{r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	out := make([]bool, len(rec.Events))
	for i := range rec.Events {
		p := &rec.Events[i]
		for k := range r.Events {
			g := &r.Events[k]
			who, whom := d.as.eventOK(g, p)
			if g.Type != p.Type || !who || !whom || g.Status != p.Status {
				continue
			}
			at, ok := d.nthCue(g.Cue, g.Nth)
			out[i] = out[i] || ok && at.overlap(spanOf(p.Cue)) > 0 || shareWord(g.Cue, p.Cue.Text)
		}
	}
	return out
}

// Matched tells, for each event of a record, whether it is the one matched with an
// annotated event and agrees with it in type, parties and status: of several accounts
// of one event only one is.
func Matched(r *Report, rec *chancery.Record) []bool {
	d := &doc{r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	out := make([]bool, len(rec.Events))
	for _, m := range d.eventPairs() {
		g, p := &r.Events[m.gold], &rec.Events[m.got]
		who, whom := d.as.eventOK(g, p)
		out[m.got] = g.Type == p.Type && who && whom && g.Status == p.Status
	}
	return out
}

// shareWord tells whether two cues have a word in common but for its ending.
func shareWord(a, b string) bool {
	for _, x := range words(a) {
		for _, y := range words(b) {
			n := min(5, len(x), len(y))
			if n >= 3 && x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
}

// RightCommitments tells, for each commitment of a record, whether it agrees with
// some annotated one in parties and in cue or wording.
func RightCommitments(r *Report, rec *chancery.Record) []bool {
	d := &doc{r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	out := make([]bool, len(rec.Commitments))
	for i := range rec.Commitments {
		p := &rec.Commitments[i]
		for k := range r.Commitments {
			g := &r.Commitments[k]
			at, ok := d.nthCue(g.Cue, g.Nth)
			inter, union := jaccard(words(g.What), words(p.What))
			near := ok && at.overlap(spanOf(p.Cue)) > 0 || ratio(inter, union) >= 0.25
			out[i] = out[i] || near && d.as.partyOK(p.Parties, g.Parties)
		}
	}
	return out
}

// RightStops tells, for each stop of a record, whether it agrees with some
// annotated one in traveller and place.
func RightStops(r *Report, rec *chancery.Record) []bool {
	as := newActors(rec)
	out := make([]bool, len(rec.Stops))
	for i := range rec.Stops {
		p := &rec.Stops[i]
		for k := range r.Stops {
			g := &r.Stops[k]
			place := placeOK(p.Place, g.Place) && g.Place != ""
			country := p.Place != nil && p.Place.Country == g.Country && (g.Place == "" || place)
			out[i] = out[i] || as.matches(p.Traveller, g.Traveller) && (place || country)
		}
	}
	return out
}
