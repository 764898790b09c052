package said

import (
	"strings"

	"chancery/reading/draft"
)

// settle finds date, place and channel of every statement; what its own clause
// leaves open is taken from the governing clause, the speaker's statement before,
// and the day of publication.
func (r *reader) settle(kept []*candidate) {
	type session struct {
		date    *draft.Date
		channel string
		para    int
	}
	last := map[int]session{}
	for _, c := range kept {
		own := c.circum
		if c.cue >= 0 {
			own = r.circumstances(c)
		}
		if own.date == nil && own.channel == "" && c.how == "shared" {
			if g := r.governing(c, kept); g != nil {
				own = g.circum
			}
		}
		para := r.d.ParagraphAt(c.span().Start)
		before, known := last[c.speakers[0]]
		if own.date == nil && !r.background(c) {
			if known && before.date != nil {
				own.date = &draft.Date{Value: before.date.Value}
			} else if !r.d.Published.IsZero() {
				own.date = &draft.Date{Value: r.d.Published.Format("2006-01-02")}
			}
		}
		if own.channel == "" && known && para-before.para <= 2 && !r.background(c) {
			own.channel = before.channel
		}
		if own.channel == "" {
			own.channel = r.titleChannel()
		}
		c.circum = own
		if !r.background(c) && own.date != nil {
			last[c.speakers[0]] = session{own.date, own.channel, para}
		}
	}
}

// governing returns the statement whose cue governs that of c.
func (r *reader) governing(c *candidate, kept []*candidate) *candidate {
	if c.cue < 0 {
		return nil
	}
	for h := r.t.words[c.cue].Head; h >= 0; h = r.t.words[h].Head {
		for _, k := range kept {
			if k.cue == h && k != c {
				return k
			}
		}
	}
	return nil
}

// background tells whether the statement belongs to no day that the report is
// about: it is told in the perfect or the present ("has long said").
func (r *reader) background(c *candidate) bool {
	if c.cue < 0 || c.class == "according" {
		return false
	}
	for _, k := range r.t.kids[c.cue] {
		if r.t.is(k, "aux") && r.t.lemma(k) == "have" {
			return true
		}
	}
	return false
}

// titleChannel returns the channel that the title of a readout names.
func (r *reader) titleChannel() string {
	if !r.readout() {
		return ""
	}
	title := strings.ToLower(r.d.Title)
	for _, name := range []string{"video call", "virtual meeting", "phone call", "call", "meeting", "summit"} {
		if strings.Contains(title, name) {
			return name
		}
	}
	return ""
}
