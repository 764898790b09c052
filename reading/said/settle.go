package said

import (
	"strings"
	"time"

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
	r.present = r.inPresent(kept)
	day := r.newsDay()
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
			} else if day != "" {
				own.date = &draft.Date{Value: day}
			}
		}
		if own.channel == "" && known && para-before.para <= 6 && !r.background(c) {
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
// about: it is told in the perfect ("has long said"), in a relative clause, or in the
// present where most of the report is not.
func (r *reader) background(c *candidate) bool {
	if c.cue < 0 || c.class == "according" || r.t.words[c.cue].UPOS != "VERB" {
		return false
	}
	for _, k := range r.t.kids[c.cue] {
		if r.t.is(k, "aux") && r.t.lemma(k) == "have" {
			return true
		}
	}
	switch r.t.words[c.cue].XPOS {
	case "VBZ", "VBP":
		return !r.present
	}
	if c.frame == front || c.frame == quote {
		return false
	}
	s := c.subject
	for s > 0 && s < c.cue && r.nominal(s-1) && !r.relative(s-1) {
		s--
	}
	return c.how == "relative" || s > 0 && s < c.cue && (r.relative(s-1) || r.t.low(s-1) == "what")
}

// inPresent tells whether most of the statements are told in the present tense, as
// live reports do.
func (r *reader) inPresent(kept []*candidate) bool {
	present, past := 0, 0
	for _, c := range kept {
		if c.cue < 0 {
			continue
		}
		switch r.t.words[c.cue].XPOS {
		case "VBZ", "VBP":
			present++
		case "VBD":
			past++
		}
	}
	return present > past
}

// newsDay returns the day that undated statements were made on: the one that the
// first paragraph names if it lies at most three days back, else the day of
// publication; "" if that is unknown.
func (r *reader) newsDay() string {
	day := r.d.Today()
	if day == "" || len(r.d.Paragraphs) < 2 {
		return day
	}
	for i := range r.d.Times {
		t := &r.d.Times[i]
		if !r.d.Paragraphs[1].Contains(t.Range) {
			continue
		}
		v := dayOrMonth(t.Value)
		if d, err := time.Parse("2006-01-02", v); err == nil && !d.After(r.d.Published) && r.d.Published.Sub(d) <= 3*24*time.Hour {
			return v
		}
	}
	return day
}

// titleChannel returns the channel that the title of a readout names, else the one
// that its first sentence tells: a call, or a meeting.
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
	for i := r.title; i < len(r.t.words) && r.t.sent[i] == r.t.sent[r.title]; i++ {
		switch r.t.lemma(i) {
		case "call", "phone", "telephone":
			return "call"
		case "meet", "meeting", "host":
			return "meeting"
		}
	}
	return ""
}
