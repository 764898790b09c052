package said

import (
	"fmt"
	"strings"
	"time"

	"chancery/reading/draft"
)

// circumstances are when, where and through which channel something was said.
type circumstances struct {
	date    *draft.Date
	place   *draft.Place
	channel string
}

// clauseWords calls f for each word of the candidate's reporting clause: the words
// of its sentence on the cue's side of the content that hang on the cue with no
// other verb between, or follow it closely; quotations are left out.
func (r *reader) clauseWords(c *candidate, f func(i int)) {
	if c.cue < 0 {
		return
	}
	first, last := r.sentence(c.cue)
	switch s := c.span(); {
	case c.free:
	case s.End <= r.t.words[c.cue].Start:
		first = r.d.WordAt(s.End)
	case s.Start > r.t.words[c.cue].Start && c.frame == clause:
		last = min(last, r.d.WordAt(s.Start))
	}
	for i := first; i < last; i++ {
		if r.inside[i] && !r.inside[c.cue] || inContent(c, r.t.words[i].Start) {
			continue
		}
		if r.verbOf(i) == c.cue || i > c.cue && i <= c.cue+4 {
			f(i)
		}
	}
}

// verbOf returns the nearest word above word i that heads a clause.
func (r *reader) verbOf(i int) int {
	for h := r.t.words[i].Head; h >= 0; h = r.t.words[h].Head {
		if r.t.verbal(h) {
			return h
		}
	}
	return -1
}

// inContent tells whether the byte lies in the candidate's content.
func inContent(c *candidate, at int) bool {
	for _, s := range c.content {
		if s.Start <= at && at < s.End {
			return true
		}
	}
	return false
}

// circumstances finds date, place and channel of the candidate as its reporting
// clause gives them.
func (r *reader) circumstances(c *candidate) circumstances {
	var out circumstances
	best := 1 << 30
	r.clauseWords(c, func(i int) {
		w := r.t.words[i]
		dist := i - c.cue
		if dist < 0 {
			dist = -dist
		}
		if t := r.timeAt(w.Start); t != nil && dist < best {
			if v := dayOrMonth(t.Value); v != "" {
				out.date = &draft.Date{Range: t.Range, Value: v, Text: r.d.Text[t.Start:t.End]}
				best = dist
			}
		}
		if out.place == nil {
			out.place = r.placeAt(i)
		}
		if name := r.channelAt(i, c.entry != nil && c.entry.addressee == "obj" && i > c.cue); name != "" && (out.channel == "" || len(name) > len(out.channel) && strings.Contains(name, out.channel)) {
			out.channel = name
		}
	})
	if out.channel == "" && c.subject >= 0 {
		switch name := channels[r.t.lemma(c.subject)]; name {
		case "statement", "communique", "joint statement", "letter", "report", "resolution", "message", "note", "ruling", "indictment", "complaint", "lawsuit", "website", "study", "survey", "poll", "press release", "police report", "editorial", "petition":
			out.channel = name
		}
	}
	if out.channel == "" && c.class == "tweet" {
		out.channel = "Twitter"
	}
	return out
}

// timeAt returns the time expression that begins at the byte.
func (r *reader) timeAt(at int) *draft.Time {
	for i := range r.d.Times {
		if t := &r.d.Times[i]; t.Start == at || t.Start < at && at < t.End {
			return t
		}
	}
	return nil
}

// placeAt returns the place at word i where a preposition makes it the scene.
func (r *reader) placeAt(i int) *draft.Place {
	p := r.t.preposition(i)
	if p != "in" && p != "at" {
		return nil
	}
	w := r.t.words[i]
	for k := range r.d.Places {
		if l := &r.d.Places[k]; l.Start <= w.Start && w.Start < l.End && !l.Dateline {
			copied := *l
			return &copied
		}
	}
	return nil
}

// channelAt returns the channel that word i names, "" if none: a noun of the
// table after a preposition, or as the hearer ("told a news conference"), which
// hearer says that the word may be.
func (r *reader) channelAt(i int, hearer bool) string {
	t := r.t
	if u := t.words[i].UPOS; u != "NOUN" && u != "PROPN" {
		return ""
	}
	name := channels[t.lemma(i)]
	if i > 0 {
		if two := channels[t.lemma(i-1)+" "+t.lemma(i)]; two != "" {
			name = two
		} else if two := channels[t.low(i-1)+" "+t.lemma(i)]; two != "" {
			name = two
		}
	}
	if name == "" {
		return ""
	}
	head := i
	for t.is(head, "compound", "flat", "amod") && t.words[head].Head > head && t.words[head].Head < i+3 {
		head = t.words[head].Head // "on her Twitter account"
	}
	switch t.preposition(head) {
	case "in", "on", "at", "via", "through", "during", "by", "to", "over", "from":
		return name
	}
	if hearer || t.is(i, "obj", "iobj") {
		switch name {
		case "news conference", "media briefing", "press briefing", "news briefing", "briefing", "hearing", "forum", "conference", "summit", "parliament", "television", "radio", "rally", "seminar", "statement", "letter", "ceremony", "signing ceremony", "meeting", "debate", "court", "public hearing", "town hall meeting", "interview":
			return name
		}
	}
	return ""
}

// dayOrMonth turns a TIMEX3 value into a day, month or year: a week becomes its
// month, what is no date becomes "".
func dayOrMonth(value string) string {
	if y, w, ok := strings.Cut(value, "-W"); ok {
		var year, week int
		if _, err := fmt.Sscanf(y+" "+w, "%d %d", &year, &week); err != nil {
			return ""
		}
		// 4 January lies in week 1; the Thursday decides a week's month
		jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
		thursday := jan4.AddDate(0, 0, (week-1)*7+4-(int(jan4.Weekday())+6)%7-1)
		return thursday.Format("2006-01")
	}
	value, _, _ = strings.Cut(value, "T")
	if len(value) < 4 || len(value) > 10 || strings.Trim(value, "0123456789-") != "" {
		return ""
	}
	return value
}
