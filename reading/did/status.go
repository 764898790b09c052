package did

import (
	_ "embed"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
)

//go:embed status.tsv
var statusTSV string

// statusWords maps "where word" to its class.
var statusWords = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(statusTSV, "\n") {
		if line != "" && line[0] != '#' {
			f := strings.Split(line, "\t")
			m[f[0]+" "+f[1]] = f[2]
		}
	}
	return m
})

// outlook is what the words around a cue say of whether the event came to pass.
type outlook struct {
	class   string // status, "would" or "negated"; "" for a plain telling
	why     string // the word that says so
	over    string // lemma of the verb that governs the cue as complement
	negated bool
}

// StatusAt reads the status of what word i tells of, for stages that read more than
// events.
func StatusAt(d *draft.Draft, i int) chancery.Status {
	s, _ := (&reader{clause.New(d)}).status(i, -1)
	return s
}

// status reads the cue's status; class "" means it is told as held.
func (r *reader) status(i, verb int) (chancery.Status, string) {
	o := r.outlook(i, verb)
	switch o.class {
	case "":
		return chancery.Held, "told as past or present"
	case "negated":
		return chancery.Denied, "negated by " + o.why
	case "would":
		if r.kindAt(i) == 'N' || o.over == "say" {
			return chancery.Planned, "would, in reported speech"
		}
		return chancery.Planned, "would"
	}
	return chancery.Status(o.class), "«" + o.why + "»"
}

func (r *reader) kindAt(i int) byte {
	if u := r.Doc.Words[i].UPOS; u == "NOUN" || u == "PROPN" {
		return 'N'
	}
	return 'V'
}

// outlook gathers modality, tense, negation and government around a cue.
func (r *reader) outlook(i, verb int) outlook {
	var o outlook
	if r.kindAt(i) == 'N' {
		if r.governor(i, &o); o.class == "cancelled" || o.class == "postponed" || o.class == "denied" {
			return o
		}
		o = outlook{}
		r.nounOutlook(i, &o)
		if o.class != "" || verb < 0 {
			if verb < 0 && o.class == "" {
				r.governor(i, &o)
			}
			return o
		}
		i = verb
		if c := statusWords()["of "+r.phrasal(i)]; c != "" {
			o.class, o.why = c, r.Doc.Words[i].Text
		}
	}
	r.verbOutlook(i, &o, 0)
	return o
}

// nounOutlook reads the modifiers of a noun cue.
func (r *reader) nounOutlook(i int, o *outlook) {
	for _, c := range r.Doc.Children(i) {
		w := r.Doc.Words[c]
		if w.Rel != "amod" && w.Rel != "det" && w.Rel != "advmod" && w.Rel != "acl" {
			continue
		}
		if cl := statusWords()["mod "+strings.ToLower(w.Text)]; cl != "" {
			o.class, o.why = cl, w.Text
		}
	}
}

// governor reads the verb that has a noun cue as subject or object without
// carrying it: "the visit fell through", "cancelled the trip".
func (r *reader) governor(i int, o *outlook) {
	h := r.Doc.Words[i].Head
	if h < 0 || r.Doc.Words[h].UPOS != "VERB" {
		return
	}
	rel, _, _ := strings.Cut(r.Doc.Words[i].Rel, ":")
	if v := r.bereft(i); v >= 0 {
		h, rel = v, "nsubj"
	}
	if rel != "nsubj" && rel != "obj" {
		return
	}
	if c := statusWords()["of "+r.phrasal(h)]; c != "" {
		o.class, o.why = c, r.Doc.Words[h].Text
		return
	}
	if rel == "nsubj" {
		r.verbOutlook(h, o, 0)
	}
}

// bereft returns the finite verb without a subject whose clause follows the phrase of
// noun i where the tree takes a conjunction before the phrase for a preposition ("as the
// visit fell through", "as the visit by Peru fell through"); -1 if there is none.
func (r *reader) bereft(i int) int {
	switch r.Preposition(i) {
	case "as", "after", "before", "since", "until":
	default:
		return -1
	}
	_, end := r.Doc.Subtree(i)
	for _, v := range r.Doc.Children(r.Doc.Words[i].Head) {
		lo, _ := r.Doc.Subtree(v)
		if w := r.Doc.Words[v]; lo != end || w.UPOS != "VERB" || !strings.Contains(w.Feats, "VerbForm=Fin") {
			continue
		}
		for _, c := range r.Doc.Children(v) {
			if strings.HasPrefix(r.Doc.Words[c].Rel, "nsubj") && r.Preposition(c) == "" {
				return -1
			}
		}
		return v
	}
	return -1
}

// phrasal returns the lemma of a verb with its particle: "call_off".
func (r *reader) phrasal(i int) string {
	l := strings.ToLower(r.Doc.Words[i].Lemma)
	for _, c := range r.Doc.Children(i) {
		if r.Doc.Words[c].Rel == "compound:prt" {
			return l + "_" + strings.ToLower(r.Doc.Words[c].Text)
		}
	}
	if i+1 < len(r.Doc.Words) && r.Doc.Words[i+1].Text == "through" {
		return l + "_through"
	}
	return l
}

// verbOutlook reads auxiliaries, negation and the clauses above a verb.
func (r *reader) verbOutlook(i int, o *outlook, depth int) {
	if depth > 3 {
		return
	}
	own, be, to := false, false, false
	for _, c := range r.Doc.Children(i) {
		w := r.Doc.Words[c]
		low := strings.ToLower(w.Text)
		switch {
		case strings.HasPrefix(w.Rel, "aux"):
			own = true
			be = be || w.Lemma == "be" && w.XPOS != "VBN" && w.Rel != "aux:pass"
			if cl := statusWords()["aux "+low]; cl != "" && o.class == "" {
				o.class, o.why = cl, w.Text
			}
		case w.Rel == "advmod" && (low == "not" || low == "n't" || low == "never" || low == "n’t"):
			o.negated = true
		case w.Rel == "mark":
			to = to || low == "to"
			if cl := statusWords()["mark "+low]; cl != "" && o.class == "" {
				o.class, o.why = cl, w.Text
			}
		}
	}
	if be && to && o.class == "" { // "is to travel"
		o.class, o.why = "planned", "is to"
	}
	if o.negated && o.class == "" {
		o.class, o.why = "negated", "not"
		return
	}
	w := r.Doc.Words[i]
	if o.class != "" || w.Head < 0 {
		return
	}
	rel, _, _ := strings.Cut(w.Rel, ":")
	infinitive := strings.Contains(w.Feats, "VerbForm=Inf") || strings.Contains(w.Feats, "VerbForm=Ger")
	switch {
	case rel == "xcomp" || rel == "ccomp" && infinitive || rel == "advcl" && infinitive && !own || rel == "acl" && infinitive:
		over := strings.ToLower(r.Doc.Words[w.Head].Lemma)
		o.over = over
		if cl := statusWords()["over "+over]; cl != "" {
			o.class, o.why = cl, r.Doc.Words[w.Head].Text
			return
		}
		if infinitive && rel == "acl" {
			o.class, o.why = "possible", "to "+w.Text
			return
		}
		r.verbOutlook(w.Head, o, depth+1)
	case rel == "conj" && !own:
		r.verbOutlook(w.Head, o, depth+1)
	case w.Rel == "root" && strings.Contains(w.Feats, "VerbForm=Inf") && !own: // headline: "Kerry to visit Moscow"
		o.class, o.why = "planned", "to "+w.Text
	}
}
