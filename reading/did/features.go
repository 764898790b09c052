package did

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// features describes a candidate to the model: its words, where it stands in the
// sentence, who its parties are, and what clause it is told in.
func (r *reader) features(c *Candidate) []string {
	e, f, a := &c.Event, c.frame, c.args
	i := e.Word
	w := r.Doc.Words[i]
	o := r.outlook(i, a.verb)
	rel, _, _ := strings.Cut(w.Rel, ":")
	t := string(e.Type)
	who, whom := r.kinds(e.Who), r.kinds(e.Whom)
	out := []string{
		"bias",
		"type=" + t,
		"lemma=" + f.lemma + "_" + f.particle + ":" + w.UPOS[:1] + " " + t,
		"strong=" + flag(f.strong), "strong=" + flag(f.strong) + " " + t,
		"needs=" + flag(f.needs != nil) + " " + t,
		"pos=" + w.UPOS + " " + t,
		"rel=" + rel + " " + w.UPOS,
		"who=" + who, "whom=" + whom,
		"parties=" + who + ">" + whom + " " + t,
		"status=" + string(e.Status) + " " + t,
		"outlook=" + o.class,
		"over=" + o.over,
		"clause=" + r.clause(i),
	}
	if len(e.Who) == 0 && len(e.Whom) == 0 {
		out = append(out, "nobody "+t)
	}
	if a.weak {
		out = append(out, "weak")
	}
	if w.UPOS == "NOUN" || w.UPOS == "PROPN" {
		out = append(out, "carried="+r.lemma(a.verb), "det="+r.determiner(i), "head="+rel+":"+r.lemma(w.Head))
	} else {
		out = append(out, "voice="+flag(a.passive), "tense="+w.XPOS)
	}
	out = append(out, c.doubt...)
	out = append(out, c.implied...)
	return append(out, r.setting(i, e)...)
}

// setting describes where in the report a candidate stands.
func (r *reader) setting(i int, e *draft.Event) []string {
	w := r.Doc.Words[i]
	var out []string
	p := r.D.ParagraphAt(w.Start)
	switch {
	case p == 0:
		out = append(out, "in title")
	case p == 1:
		out = append(out, "in lead")
	}
	if r.D.QuoteAt(w.Start) >= 0 {
		out = append(out, "quoted", "quoted "+string(e.Type))
	}
	for _, s := range r.D.Statements {
		if s.Word == i {
			out = append(out, "says", "says "+string(e.Type))
		}
		for _, c := range s.Content {
			if c.Contains(e.Cue) {
				out = append(out, "told")
			}
		}
	}
	if len(r.D.Paragraphs) > 0 && p > 0 {
		out = append(out, "depth="+string(rune('0'+min(4, 5*p/len(r.D.Paragraphs)))))
	}
	return out
}

// kinds tells in one word what parties are.
func (r *reader) kinds(as []int) string {
	if len(as) == 0 {
		return "none"
	}
	a := r.D.Actors[as[0]]
	k := string(a.Kind)
	if a.Sector == "MED" || a.Sector == "CVL" || a.Sector == "BUS" {
		k += a.Sector
	}
	if a.Kind != chancery.State && a.State == "" {
		k += "?"
	}
	if len(as) > 1 {
		k += "+"
	}
	return k
}

// clause tells what clause the cue's verb heads.
func (r *reader) clause(i int) string {
	for n := 0; n < 6 && i >= 0; n++ {
		rel := r.Doc.Words[i].Rel
		if r.Doc.Words[i].UPOS == "VERB" || r.Doc.Words[i].UPOS == "AUX" {
			return rel
		}
		i = r.Doc.Words[i].Head
	}
	return "none"
}

func (r *reader) determiner(i int) string {
	for _, c := range r.Doc.Children(i) {
		switch w := r.Doc.Words[c]; w.Rel {
		case "det", "nummod":
			return strings.ToLower(w.Text)
		case "nmod:poss":
			return "poss"
		}
	}
	return "none"
}

func (r *reader) lemma(i int) string {
	if i < 0 {
		return "none"
	}
	return strings.ToLower(r.Doc.Words[i].Lemma)
}

func flag(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// dayFeatures describes a candidate without a date to the model of the day; day is that
// which the report tells of, nil if unknown.
func (r *reader) dayFeatures(c *Candidate, day *draft.Date) []string {
	e := &c.Event
	w := r.Doc.Words[e.Word]
	t := string(e.Type)
	verb := e.Word
	for n := 0; n < 4 && verb >= 0 && r.Doc.Words[verb].UPOS != "VERB"; n++ {
		verb = r.Doc.Words[verb].Head
	}
	out := []string{"bias", "type=" + t, "pos=" + w.UPOS + " " + t, "status=" + string(e.Status), "lemma=" + strings.ToLower(w.Lemma)}
	out = append(out, "mode="+e.Mode+" "+w.UPOS, "parties="+r.kinds(e.Who)+">"+r.kinds(e.Whom))
	if s := r.Doc.Sentence(e.Word); s > 0 {
		if len(r.TimesIn(r.Doc.Sentences[s].First, r.Doc.Sentences[s].Last)) > 0 {
			out = append(out, "a time in the sentence")
		}
	}
	if verb >= 0 {
		tense := r.Doc.Words[verb].XPOS
		for _, k := range r.Doc.Children(verb) {
			if strings.HasPrefix(r.Doc.Words[k].Rel, "aux") {
				tense += "+" + strings.ToLower(r.Doc.Words[k].Lemma) + r.Doc.Words[k].XPOS
			}
		}
		out = append(out, "tense="+tense, "tense="+tense+" "+w.UPOS, "clause="+r.Doc.Words[verb].Rel)
	}
	today := r.D.Today()
	p := r.D.ParagraphAt(w.Start)
	out = append(out, "paragraph="+string(rune('0'+min(p, 3))), "paragraph="+string(rune('0'+min(p, 3)))+" "+t, "who="+r.kinds(e.Who))
	for _, s := range r.D.Statements {
		said := "said undated"
		if s.Date != nil && s.Date.Value == today {
			said = "said today"
		} else if s.Date != nil {
			said = "said once"
		}
		if s.Word == e.Word {
			out = append(out, "itself "+said)
		}
		for _, in := range s.Content {
			if in.Contains(e.Cue) {
				out = append(out, "in what was "+said)
			}
		}
	}
	out = append(out, r.narrative(c, day)...)
	return append(out, c.implied...)
}

// narrative tells what the story dates around an undated candidate: the day last told
// before it, and where its doer enters the report.
func (r *reader) narrative(c *Candidate, day *draft.Date) []string {
	at := r.Doc.Words[c.Event.Word].Start
	last, today := "", ""
	for _, t := range r.D.Times {
		if t.Start < at && t.Value != "" && (t.Type == "DATE" || t.Type == "TIME") {
			last = t.Value
		}
	}
	if day != nil {
		today = day.Value
	}
	since := 3
	for _, m := range r.D.Mentions {
		if len(c.Event.Who) > 0 && slices.Contains(m.Actors, c.Event.Who[0]) && m.Start < at {
			since = min(since, r.D.ParagraphAt(m.Start))
		}
	}
	return []string{"last told=" + r.era(last, today), "doer since=" + digit(since)}
}

// era tells how a date lies to the day that the report tells of.
func (r *reader) era(date, today string) string {
	date = date[:min(10, len(date))]
	switch {
	case date == "" || today == "":
		return "none"
	case date == today:
		return "today"
	case strings.HasPrefix(today, date):
		return "around"
	case date > today:
		return "later"
	case date >= r.D.Published.AddDate(0, 0, -2).Format("2006-01-02"):
		return "just before"
	}
	return "earlier"
}
