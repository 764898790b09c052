package due

import (
	"strings"

	"chancery/reading/draft"
)

// features describes a candidate to the model; cue is its cue's lemma with the first
// letter of its part of speech.
func (r *reader) features(i int, class, cue string, c *draft.Commitment) []string {
	w := r.Doc.Words[i]
	rel, _, _ := strings.Cut(w.Rel, ":")
	out := []string{
		"bias", "class=" + class, "lemma=" + cue, "kind=" + string(c.Kind) + " " + class,
		"rel=" + rel, "who=" + r.who(c.Parties),
	}
	if c.Event >= 0 {
		e := r.D.Events[c.Event]
		out = append(out, "event="+string(e.Type)+" "+string(e.Status))
	} else {
		out = append(out, "no event")
	}
	if c.Due != nil {
		out = append(out, "due", "due "+class)
	}
	switch p := r.D.ParagraphAt(w.Start); p {
	case 0:
		out = append(out, "in title")
	case 1:
		out = append(out, "in lead")
	}
	if r.D.QuoteAt(w.Start) >= 0 {
		out = append(out, "quoted")
	}
	for _, k := range r.Doc.Children(i) {
		switch r.Doc.Words[k].Rel {
		case "xcomp", "ccomp", "advmod", "mark", "nsubj:pass", "aux:pass":
			out = append(out, "has="+r.Doc.Words[k].Rel)
		case "advcl":
			if m := r.Doc.Child(k, "mark"); m >= 0 && strings.EqualFold(r.Doc.Words[m].Text, "if") {
				out = append(out, "if")
			}
		}
	}
	if r.negated(i) {
		out = append(out, "negated", "negated "+class)
	}
	if w.Head >= 0 && (rel == "ccomp" || rel == "xcomp" || rel == "advcl" || rel == "acl") {
		out = append(out, "under="+strings.ToLower(r.Doc.Words[w.Head].Lemma), "under "+rel+" "+class)
	}
	return out
}

// contentFeatures tells in what form an undertaking is put: as an infinitive, as a
// clause of what will be, is or was, or as a thing.
func (r *reader) contentFeatures(class, pos string, first, last int) []string {
	form := "thing"
	if v := r.infinitive(first, last); v >= 0 {
		form = r.form(v)
		if r.negated(v) {
			form += " negated"
		}
	}
	return []string{"content=" + form, "content=" + form + " " + class, "content=" + form + " " + pos}
}

// form tells in one word how a verb stands.
func (r *reader) form(v int) string {
	for _, c := range r.Doc.Children(v) {
		if w := r.Doc.Words[c]; strings.HasPrefix(w.Rel, "aux") {
			switch strings.ToLower(w.Text) {
			case "will", "would", "shall", "'ll", "’ll":
				return "future"
			case "can", "could", "may", "might", "must", "should":
				return "modal"
			}
		}
	}
	w := r.Doc.Words[v]
	switch {
	case strings.Contains(w.Feats, "VerbForm=Inf") || w.XPOS == "VB":
		return "infinitive"
	case w.XPOS == "VBG":
		return "gerund"
	}
	return "finite"
}

// negated tells whether a word is negated.
func (r *reader) negated(i int) bool {
	for _, c := range r.Doc.Children(i) {
		switch strings.ToLower(r.Doc.Words[c].Text) {
		case "not", "n't", "n’t", "never", "no", "neither":
			return true
		}
	}
	return false
}

// who tells in one word what the parties are.
func (r *reader) who(as []int) string {
	if len(as) == 0 {
		return "none"
	}
	a := r.D.Actors[as[0]]
	s := string(a.Kind)
	if a.State == "" {
		s += "?"
	}
	if len(as) > 1 {
		s += "+"
	}
	return s
}
