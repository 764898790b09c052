package said

import (
	"slices"

	"chancery"
)

// attribute finds who speaks, through whom, and to whom, for every candidate in
// the order of the text; pronouns nobody resolved go to the last speaker.
func (r *reader) attribute() {
	slices.SortStableFunc(r.cands, func(a, b *candidate) int { return a.content[0].Start - b.content[0].Start })
	for n, c := range r.cands {
		if len(c.speakers) > 0 {
			continue
		}
		r.findSubject(c)
		c.subject = r.named(c.subject, c.cue)
		c.speakers = r.actorsOf(c.subject)
		if p := r.lastSpeaker(c, n); p != nil {
			c.speakers, c.how = p, "last speaker"
		}
		if len(c.speakers) == 0 && c.subject >= 0 {
			c.speakers, c.guessed = r.standIn(c, n), true
		}
		if c.cue >= 0 && c.entry != nil {
			c.addressee = r.hearers(c)
		}
		c.via = append(c.via, r.carriers(c.subject)...)
		c.via = slices.DeleteFunc(c.via, func(a int) bool { return slices.Contains(c.speakers, a) })
	}
}

// lastSpeaker returns the speaker of the candidate before for one whose subject is
// a pronoun in the next sentences: who speaks goes on speaking. It is nil where
// pronoun and speaker do not agree.
func (r *reader) lastSpeaker(c *candidate, n int) []int {
	if c.subject < 0 || r.t.words[c.subject].UPOS != "PRON" || c.how != "own" && c.how != "adjacent" && c.how != "nearest" || r.t.is(c.cue, "acl") {
		return nil
	}
	for i := n - 1; i >= 0; i-- {
		p := r.cands[i]
		if p.cue < 0 || len(p.speakers) == 0 || p.entry == nil || r.t.sent[p.cue] == r.t.sent[c.cue] {
			continue
		}
		if meant := r.d.ActorsAt(c.subject); len(meant) > 0 && slices.Contains(p.speakers, meant[0]) {
			return nil // whom the pronoun is taken for has just spoken
		}
		apart := r.d.ParagraphAt(r.t.words[c.cue].Start) - r.d.ParagraphAt(r.t.words[p.cue].Start)
		if apart > 2 {
			return nil
		}
		// across paragraphs only who was plainly saying something; within one also who
		// praised, urged or blamed, as the subject of the sentence before
		plainly := p.entry.frames[front] && (p.frame == quote || p.frame == clause || p.frame == front)
		if !plainly && (apart > 0 || r.t.words[p.cue].Rel != "root" && r.t.words[p.cue].Rel != "conj") {
			continue
		}
		if unnamed(r.d.Actors[p.speakers[0]]) && p.how != "last speaker" {
			return nil // "an official said … He later said …": too little to overrule who is meant
		}
		person := r.d.Actors[p.speakers[0]].Kind == chancery.Person
		switch pronoun := r.t.low(c.subject); {
		case (pronoun == "he" || pronoun == "she") && person, pronoun == "it" && !person:
			return p.speakers
		case pronoun == "they" && (len(p.speakers) > 1 || r.d.Actors[p.speakers[0]].Plural):
			return p.speakers
		}
		return nil
	}
	return nil
}

// findSubject sets the word that says who speaks.
func (r *reader) findSubject(c *candidate) {
	t := r.t
	switch {
	case c.class == "according":
		r.cited(c, -1)
		return
	case c.cue < 0:
		c.subject, c.how = -1, "-"
		return
	case t.words[c.cue].UPOS != "VERB":
		c.subject, c.how = r.nounSpeaker(c.cue)
		return
	}
	head := t.words[c.cue].Head
	quoted := head >= 0 && words.verbs[t.lemma(head)] != nil && words.verbs[t.lemma(head)].class == "cite"
	switch {
	case c.class == "cite" && c.frame != np:
		r.quotedAs(c, c.cue)
	case quoted && (t.preposition(c.cue) == "as" || t.kid(c.cue, "nsubj") < 0):
		r.quotedAs(c, head)
	default:
		c.subject, c.how, c.passive = t.subject(c.cue)
		if t.words[c.cue].XPOS == "VBG" && r.afterComma(c.cue) && t.kid(c.cue, "nsubj") < 0 {
			// a participle after a comma tells what the subject before it does, whatever the tree hangs it on
			if s := r.mainSubject(c.cue); s >= 0 {
				c.subject, c.how = s, "main"
			}
		}
		if c.passive || c.how == "noun" && t.words[c.cue].XPOS == "VBN" {
			c.subject, c.how = r.agent(c.cue), "agent"
		}
		if r.purpose(c.cue) || c.how == "shared" && r.joins(c.cue) {
			// "met them to reaffirm …", "emphasized that they would … and expressed …"
			if s := r.mainSubject(c.cue); s >= 0 {
				c.subject, c.how = s, "main"
			}
		}
		if p := r.adjacent(c.cue); !c.passive && p >= 0 && p != c.subject && c.how != "relative" && (c.subject < 0 || !r.joined(p, c.subject) || len(r.d.ActorsAt(c.subject)) == 0) {
			c.subject, c.how = p, "adjacent"
		}
		if p := r.plainSubject(c.cue); !c.passive && p >= 0 && p != c.subject && (c.subject < 0 || words.nouns[t.lemma(c.subject)] == nil && len(r.d.ActorsAt(c.subject)) == 0) && len(r.d.ActorsAt(p)) > 0 {
			c.subject, c.how = p, "order"
		}
		r.cited(c, c.cue)
	}
	if c.free && (c.subject < 0 || r.inside[c.subject]) {
		if c.subject, c.how = r.plainSubject(c.cue), "order"; c.subject < 0 {
			c.subject, c.how = r.nearestNoun(c.cue), "nearest"
		}
	}
}

// quotedAs takes the speaker from "X quoted Y as saying": Y, through X.
func (r *reader) quotedAs(c *candidate, verb int) {
	t := r.t
	s, _, passive := t.subject(verb)
	if passive {
		c.subject, c.how = s, "quoted"
		if m := r.medium(verb); m >= 0 {
			c.via = append(c.via, r.d.ActorsAt(m)...)
		}
		return
	}
	c.subject, c.how = t.kid(verb, "obj"), "quoted"
	if c.subject < 0 {
		c.subject, c.how = s, "own"
		return
	}
	if s >= 0 {
		c.via = append(c.via, r.actorsOf(s)...)
	}
}

// medium returns the word that names where a passive verb was published ("was
// quoted in state media", "was quoted by the agency"), -1 if none.
func (r *reader) medium(verb int) int {
	for _, k := range r.t.kids[verb] {
		if r.t.is(k, "obl") && len(r.d.ActorsAt(k)) > 0 {
			switch r.t.preposition(k) {
			case "in", "by", "on":
				return k
			}
		}
	}
	return -1
}

// cited moves the speaker to the source that the reporting clause cites, and
// makes the subject the medium.
func (r *reader) cited(c *candidate, verb int) {
	o := r.citing(verb, c.subject)
	if o < 0 || o == c.head {
		return
	}
	if words.nouns[r.t.lemma(o)] != nil {
		if s, _ := r.nounSpeaker(o); s >= 0 && len(r.d.ActorsAt(s)) > 0 {
			o = s
		}
	}
	if len(r.d.ActorsAt(o)) == 0 && r.t.words[o].UPOS != "NOUN" {
		return
	}
	if c.subject >= 0 {
		c.via = append(c.via, r.actorsOf(c.subject)...)
	}
	c.subject, c.how = o, "cited"
}

// standIn returns the speaker for a subject that stands for nobody known: a
// document's is whoever last issued one, a pronoun's whoever spoke last.
func (r *reader) standIn(c *candidate, n int) []int {
	for i := n - 1; i >= 0; i-- {
		p := r.cands[i]
		if len(p.speakers) > 0 && !p.guessed && p.entry != nil && (p.entry.frames[front] || p.entry.frames[quote]) {
			return p.speakers
		}
	}
	if c.subject >= 0 && r.t.low(c.subject) == "they" && r.readout() {
		return r.parties()
	}
	return nil
}

// parties returns whom the first sentence of a readout has meet or speak: its
// subject and whom that one is "with".
func (r *reader) parties() []int {
	for v := r.title; v < len(r.t.words) && r.t.sent[v] == r.t.sent[r.title]; v++ {
		if r.t.words[v].Head >= 0 {
			continue
		}
		out := r.actorsOf(r.t.kid(v, "nsubj"))
		for _, k := range r.t.kids[v] {
			if p := r.t.preposition(k); p == "with" || r.t.is(k, "obj") {
				out = append(out, r.d.ActorsAt(k)...)
			}
		}
		return out
	}
	return nil
}
