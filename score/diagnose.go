package score

import (
	"fmt"

	"chancery"
)

// Diagnose tells how near a record comes to an annotated event: "right", "status",
// "whom", "who", "both" (who and whom are wrong), "type" or "none" (nothing hangs on
// the cue), and describes the nearest event.
func Diagnose(r *Report, rec *chancery.Record, g *GoldEvent) (verdict, detail string) {
	d := &doc{r: r, rec: rec, as: newActors(rec), text: []rune(straight.Replace(r.Text))}
	rank := map[string]int{"right": 6, "status": 5, "whom": 4, "who": 3, "both": 2, "type": 1, "none": 0}
	verdict = "none"
	at, ok := d.nthCue(g.Cue, g.Nth)
	for i := range rec.Events {
		p := &rec.Events[i]
		if !ok || at.overlap(spanOf(p.Cue)) == 0 {
			continue
		}
		who, whom := d.as.eventOK(g, p)
		v := "right"
		switch {
		case g.Type != p.Type:
			v = "type"
		case !who && !whom:
			v = "both"
		case !who:
			v = "who"
		case !whom:
			v = "whom"
		case g.Status != p.Status:
			v = "status"
		}
		if rank[v] > rank[verdict] || verdict == "none" {
			verdict = v
			detail = fmt.Sprintf("%s %s -> %s %s «%s»", p.Type, d.names(p.Who), d.names(p.Whom), p.Status, p.Cue.Text)
		}
	}
	return verdict, detail
}

// GoldOf returns, for each event of a record, the annotated event of its type that
// hangs on the same words, nil if there is none.
func GoldOf(r *Report, rec *chancery.Record) []*GoldEvent {
	d := &doc{r: r, rec: rec, text: []rune(straight.Replace(r.Text))}
	out := make([]*GoldEvent, len(rec.Events))
	for i := range rec.Events {
		for k := range r.Events {
			g := &r.Events[k]
			if at, ok := d.nthCue(g.Cue, g.Nth); ok && g.Type == rec.Events[i].Type && at.overlap(spanOf(rec.Events[i].Cue)) > 0 {
				out[i] = g
			}
		}
	}
	return out
}

// Matches tells whether an actor is one of those annotated.
func Matches(a chancery.Actor, golds []string) bool {
	as := actors{a.ID: &a}
	for _, g := range golds {
		if as.matches(a.ID, g) {
			return true
		}
	}
	return false
}

// PartiesRight tells, for each event of a record, whether who and whom are those of
// an annotated event.
func PartiesRight(rec *chancery.Record, g *GoldEvent) []bool {
	as := newActors(rec)
	out := make([]bool, len(rec.Events))
	for i := range rec.Events {
		who, whom := as.eventOK(g, &rec.Events[i])
		out[i] = who && whom
	}
	return out
}
