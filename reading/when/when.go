// Package when finds the time expressions of a report and gives each its value
// as in TIMEX3 (TimeML 1.2.1), anchored on the day of publication or on the day
// that the narrative last named. The shapes of expressions stand in rules.tsv,
// the words in words.tsv. [For] tells the date of what a given word tells.
package when

import (
	"time"

	"chancery/reading/draft"
)

// Read fills d.Times with the time expressions of d.Text, in order of Start.
// Values are "" where they hang on a day that is not known. d.Doc is used for
// tense where there is one; without it words nearby decide.
func Read(d *draft.Draft) {
	r := &reader{d: d, tokens: lex(d.Text), pub: d.Published}
	r.names = namesMay(r.tokens)
	g := grammar()
	for i := 0; i < len(r.tokens); {
		t, next, ok := r.at(g, i)
		if !ok {
			i++
			continue
		}
		d.Times = append(d.Times, t)
		r.follow(t)
		i = next
	}
	r.days()
}

// reader is the state of one reading.
type reader struct {
	d      *draft.Draft
	tokens []token
	pub    time.Time
	names  bool // the report names a person May

	story     string // last value of day, month or year precision in the narrative
	storyAt   int    // its offset
	recent    string // last day within two weeks of publication
	clockless []int  // indices of d.Times: times of day that still lack their day
}

// at reads the expression that starts at token i, and gives the token after it.
// Of the fitting rules it takes the longest whose value function accepts the match.
func (r *reader) at(g *rules, i int) (draft.Time, int, bool) {
	for _, m := range g.match(r.tokens, i) {
		m.r = r
		v, ok := m.rule.value(m)
		if !ok {
			continue
		}
		rng := draft.Range{Start: r.tokens[m.first].start, End: r.tokens[m.last].end}
		if r.tokens[m.last].dotted {
			rng.End--
		}
		return draft.Time{Range: rng, Value: v, Type: m.kind(v)}, m.last + 1, true
	}
	return draft.Time{}, 0, false
}

// follow keeps what later expressions ("the day before") are anchored on.
func (r *reader) follow(t draft.Time) {
	if t.Type == "TIME" && len(t.Value) > 0 && t.Value[0] == 'T' {
		r.clockless = append(r.clockless, len(r.d.Times)-1)
		return
	}
	if t.Type != "DATE" && t.Type != "TIME" {
		return
	}
	v := ISO(t.Value)
	if v == "" {
		return
	}
	r.story, r.storyAt = v, t.Start
	if day, ok := parseDay(v); ok && !r.pub.IsZero() {
		if diff := r.pub.Sub(day).Hours() / 24; diff >= 0 && diff < 14 {
			r.recent = v
		}
	}
}

// days gives clock times their day: that of a day named in the same sentence,
// else the day of publication.
func (r *reader) days() {
	for _, i := range r.clockless {
		t := &r.d.Times[i]
		day := ""
		for _, j := range [...]int{i + 1, i - 1} {
			if j < 0 || j >= len(r.d.Times) || day != "" {
				continue
			}
			if o := r.d.Times[j]; r.near(t.Range, o.Range) && len(ISO(o.Value)) == 10 {
				day = ISO(o.Value)
			}
		}
		if day == "" && !r.pub.IsZero() {
			day = formatDay(r.pub)
		}
		t.Value = day + t.Value
	}
}

// near tells whether no sentence seems to end between two ranges that lie close.
func (r *reader) near(a, b draft.Range) bool {
	if b.Start < a.Start {
		a, b = b, a
	}
	if b.Start-a.End > 60 {
		return false
	}
	between := r.d.Text[a.End:b.Start]
	for i := 0; i < len(between); i++ {
		switch between[i] {
		case '\n', ';', '?', '!':
			return false
		case '.':
			if i+1 < len(between) && between[i+1] == ' ' && i > 2 {
				return false
			}
		}
	}
	return true
}
