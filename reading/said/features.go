package said

import (
	"fmt"
	"regexp"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// features describes candidate c to the model, each as a name=value string; the
// names are those of the first column of model.tsv.
func (r *reader) features(c *candidate) []string {
	t := r.t
	fs := []string{"bias", "class=" + c.class, "frame=" + frameNames[c.frame], "class,frame=" + c.class + "," + frameNames[c.frame], "subject=" + c.how}
	add := func(format string, args ...any) { fs = append(fs, fmt.Sprintf(format, args...)) }
	add("speaker=%s", r.speakerKind(c))
	add("subject,class=%s,%s", r.mentionKind(c.subject), c.class)
	if c.free {
		add("link=%s", c.link)
	}
	if c.by != "" {
		fs = append(fs, r.boundary(c)...)
	}
	if len(c.via) > 0 {
		add("via")
	}
	add("form=%s", c.form)
	add("form,frame=%s,%s", c.form, frameNames[c.frame])
	add("size=%s", sizeOf(c, r.d))
	if issuedTitle.MatchString(r.d.Title) {
		add("issued text")
	}
	if c.subject >= 0 && len(r.d.ActorsAt(c.subject)) == 0 {
		add("unknown subject=%s", t.lemma(c.subject))
	}
	if r.readout() {
		add("readout")
		add("readout,class=%s", c.class)
	}
	if c.head >= 0 {
		w := t.words[c.head]
		add("content=%s", w.UPOS)
		add("content,class=%s,%s", w.UPOS, c.class)
		if t.finite(c.head) {
			add("finite,class=%s", c.class)
		}
		if c.frame == np {
			add("object=%s,%s", c.class, t.lemma(c.head))
			if k := t.kid(c.head, "nmod", "acl"); k < 0 {
				add("bare object")
			}
		}
		if words.verbs[t.lemma(c.head)] != nil && t.words[c.head].UPOS == "VERB" {
			add("content speaks")
		}
	}
	if c.cue >= 0 {
		fs = append(fs, r.cueFeatures(c)...)
	}
	return fs
}

// speakerFeatures describes how the speaker of candidate c was found.
func (r *reader) speakerFeatures(c *candidate) []string {
	mention, kind := r.mentionKind(c.subject), r.speakerKind(c)
	fs := []string{"bias", "how=" + c.how, "mention=" + mention, "kind=" + kind, "how,mention=" + c.how + "," + mention, "mention,kind=" + mention + "," + kind}
	if c.link != "" {
		fs = append(fs, "link="+c.link)
	}
	if c.subject >= 0 && r.t.words[c.subject].UPOS == "PRON" {
		fs = append(fs, "pronoun="+r.t.low(c.subject))
	}
	if len(c.via) > 0 {
		fs = append(fs, "via")
	}
	return fs
}

// boundary describes how the content was found and what stands at its ends.
func (r *reader) boundary(c *candidate) []string {
	t := r.t
	first, _ := r.d.WordRange(c.content[0])
	end := c.content[len(c.content)-1].End
	last := r.d.WordAt(end)
	kind := "phrase"
	if r.hasFinite(first, last) {
		kind = "clause"
	}
	f := frameNames[c.frame]
	fs := []string{"by=" + c.by, "by,frame=" + c.by + "," + f, "within,frame=" + kind + "," + f, "begins,frame=" + t.words[first].UPOS + "," + f}
	tail := "end"
	if last < len(t.words) && t.sent[last] == t.sent[max(0, last-1)] {
		switch w := t.words[last]; {
		case w.UPOS != "PUNCT":
			tail = w.UPOS
		case w.Text != ".":
			tail = w.Text
			if last+1 < len(t.words) {
				tail += " " + t.words[last+1].UPOS
			}
		}
	}
	fs = append(fs, "then="+tail, "then,frame="+tail+","+f, "then,by="+tail+","+c.by)
	if c.reach != "" {
		fs = append(fs, "reach="+c.reach, "reach,frame="+c.reach+","+f)
		if r.readout() {
			fs = append(fs, "reach,readout="+c.reach)
		}
	}
	if c.cue < first {
		gap := "near"
		switch before := first - 1; {
		case t.low(before) == "that":
			gap = "that"
		case before == c.cue:
			gap = "none"
		case first-c.cue > 6:
			gap = "far"
		}
		fs = append(fs, "gap,frame="+gap+","+f, "gap,begins="+gap+","+t.words[first].XPOS)
	}
	others := 0
	for i := first; i < last; i++ {
		if e := r.entryAt(i); e != nil && e.frames[front] && i != c.cue && r.finiteAt(i) && !r.inside[i] {
			others++
		}
	}
	return append(fs, fmt.Sprintf("speech within=%d", min(others, 2)))
}

// cueFeatures describes the cue's form and place in its sentence.
func (r *reader) cueFeatures(c *candidate) []string {
	t, i := r.t, c.cue
	w := t.words[i]
	var fs []string
	add := func(format string, args ...any) { fs = append(fs, fmt.Sprintf(format, args...)) }
	word := t.lemma(i)
	if c.entry != nil && c.entry.word != "" {
		word = c.entry.word
	}
	add("word=%s", word)
	add("word,frame=%s,%s", word, frameNames[c.frame])
	form := w.XPOS
	for _, k := range t.kids[i] {
		switch {
		case t.is(k, "aux:pass"):
			form += "+pass"
		case t.is(k, "aux") && t.lemma(k) == "have":
			form += "+have"
		case t.is(k, "aux") && t.words[k].XPOS == "MD":
			form += "+modal"
			add("modal=%s", t.low(k))
		case t.is(k, "aux") && t.lemma(k) == "be":
			form += "+be"
		case t.is(k, "mark") && t.low(k) == "to":
			form += "+to"
		case t.is(k, "mark"):
			add("mark=%s", t.low(k))
		case t.is(k, "advmod") && (t.low(k) == "not" || t.low(k) == "n't" || t.low(k) == "never"):
			add("negated")
		}
	}
	add("verb form=%s", form)
	add("verb form,class=%s,%s", form, c.class)
	add("verb form,frame=%s,%s", form, frameNames[c.frame])
	add("relation=%s", w.Rel)
	add("relation,frame=%s,%s", t.rel(i), frameNames[c.frame])
	if r.inside[i] {
		add("inside a quotation")
	}
	if c.nested {
		add("nested,frame=%s", frameNames[c.frame])
		add("nested,class=%s", c.class)
	}
	if w.XPOS == "VB" && w.Head >= 0 && t.is(i, "conj", "xcomp", "acl", "advcl") && form == "VB" {
		add("bare infinitive,relation=%s", t.rel(i))
	}
	if c.passive {
		add("passive,class=%s", c.class)
	}
	if h := w.Head; h >= 0 && t.words[h].UPOS == "VERB" && words.verbs[t.lemma(h)] != nil {
		add("under a reporting verb=%s", t.rel(i))
	}
	para := r.d.ParagraphAt(w.Start)
	add("paragraph=%d", min(para, 3))
	if para == len(r.d.Paragraphs)-1 {
		add("last paragraph")
	}
	return fs
}

// speakerKind tells what sort of actor speaks.
func (r *reader) speakerKind(c *candidate) string {
	if len(c.speakers) == 0 {
		return "none"
	}
	a := r.d.Actors[c.speakers[0]]
	kind := string(a.Kind)
	if a.Sector == "MED" {
		kind = "media"
	}
	if c.guessed {
		kind += "?"
	}
	return kind
}

// mentionKind tells how the subject word mentions its actor.
func (r *reader) mentionKind(i int) string {
	if i < 0 {
		return "none"
	}
	if m := r.d.MentionAt(i); m >= 0 {
		return [...]string{"named", "nominal", "pronoun", "possessive", "adjective"}[r.d.Mentions[m].Kind]
	}
	return "word " + r.t.words[i].UPOS
}

// sizeOf tells how long the content is, in words.
func sizeOf(c *candidate, d *draft.Draft) string {
	n := 0
	for _, s := range c.content {
		n += len(strings.Fields(d.Text[s.Start:s.End]))
	}
	switch {
	case n <= 1:
		return "1"
	case n <= 3:
		return "2-3"
	case n <= 6:
		return "4-6"
	case n <= 12:
		return "7-12"
	}
	return "13+"
}

// readoutTitle matches titles of official readouts: they say so, or name an office, a
// name as possessor, and the meeting or call that the text is about.
var readoutTitle = regexp.MustCompile(`(?i)^(press )?readouts?\b|\breadout of\b|` +
	`^((deputy|vice|acting|assistant|under|special|national|foreign|prime) )*(secretary|president|minister|envoy|ambassador|advisor|adviser|counselor|security advisor)\b.*['’‘]\s?s? ((virtual|phone|telephone|trilateral|bilateral|video) )?(meeting|call|participation|travel|engagement)s?\b`)

// readout tells whether the report is an official readout of a call or meeting.
func (r *reader) readout() bool { return r.official }

// formOf tells how much of the content is quoted.
func (r *reader) formOf(c *candidate) chancery.Form {
	if c.free {
		return chancery.Direct
	}
	quoted, total := 0, 0
	for _, s := range c.content {
		total += s.End - s.Start
		for _, q := range r.quotes {
			if s.Overlaps(q.Inner) {
				quoted += min(s.End, q.Inner.End) - max(s.Start, q.Inner.Start)
			}
		}
	}
	switch {
	case c.cue >= 0 && r.inside[c.cue], quoted == 0:
		return chancery.Indirect
	case (c.frame == clause || c.frame == front) && total-quoted < 4:
		return chancery.Direct
	}
	return chancery.Mixed
}
