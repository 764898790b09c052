package said

import (
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
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

// unnamed tells whether an actor is a person known by a common noun only.
func unnamed(a draft.Actor) bool {
	fields := strings.Fields(a.Name)
	return a.Kind == chancery.Person && len(fields) > 0 && strings.ToLower(fields[len(fields)-1]) == fields[len(fields)-1]
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
		if c.how == "noun" && t.words[c.cue].XPOS == "VB" || c.how == "shared" && r.joins(c.cue) {
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

// adjacent returns the subject that stands right before finite verb v, adverbs and
// auxiliaries between, or right after it where a quotation or fronted clause makes
// it inverted; -1 where the order of words does not settle it.
func (r *reader) adjacent(v int) int {
	t := r.t
	first, last := r.sentence(v)
	if !r.finiteAt(v) && !(v > first && t.words[v-1].UPOS == "AUX") {
		return -1
	}
	i := v - 1
	for i >= first && (t.words[i].UPOS == "ADV" || t.words[i].UPOS == "AUX" || r.timeAt(t.words[i].Start) != nil) {
		i--
	}
	if i >= first && (t.words[i].Text == "," || isMark(t.words[i].Text)) && r.inverted(v) && !r.hasFinite(v+1, r.chunkEnd(v, last)) {
		for i = v + 1; i < last && r.nominal(i); i++ {
			if u := t.words[i].UPOS; (u == "NOUN" || u == "PROPN") && (i+1 >= last || !r.nominal(i+1)) && len(r.d.ActorsAt(i)) > 0 {
				return i
			}
		}
		return -1
	}
	if i < first || r.inside[i] && !r.inside[v] || len(r.d.ActorsAt(i)) == 0 {
		return -1
	}
	m := r.d.Mentions[r.d.MentionAt(i)]
	if m.Head != i && m.Last != i+1 || m.Kind == draft.Possess || m.Kind == draft.Adjective {
		return -1
	}
	i = m.Head
	for h := i; h >= 0 && h != v; h = t.words[h].Head {
		if k := t.kid(h, "case"); k >= 0 && k < h && t.words[k].UPOS == "ADP" {
			return -1 // a preposition governs it
		}
		if !t.is(h, "flat", "compound", "appos", "amod", "nmod") {
			break
		}
	}
	return i
}

// joins tells whether a conjunction stands right before verb i, adverbs left aside.
func (r *reader) joins(i int) bool {
	if !r.finiteAt(i) {
		return false
	}
	for i--; i >= 0 && r.t.words[i].UPOS == "ADV"; i-- {
	}
	return i >= 0 && r.t.words[i].UPOS == "CCONJ"
}

// afterComma tells whether a comma stands before word i, quotation marks between
// left aside.
func (r *reader) afterComma(i int) bool {
	for i--; i >= 0 && isMark(r.t.words[i].Text); i-- {
	}
	return i >= 0 && r.t.words[i].Text == ","
}

// joined tells whether word i stands in a conjunct of the noun phrase of word top.
func (r *reader) joined(i, top int) bool {
	for _, k := range r.t.kids[top] {
		if r.t.is(k, "conj") && r.t.under(i, k) {
			return true
		}
	}
	return false
}

// mainSubject returns the subject of the last finite verb of reporting, or of a main
// clause, before word i in its sentence, else that of the root; -1 if there is none.
func (r *reader) mainSubject(i int) int {
	first, last := r.sentence(i)
	for v := i - 1; v >= first; v-- {
		if r.t.words[v].UPOS != "VERB" || !r.finiteAt(v) || r.inside[v] || r.t.is(v, "acl") {
			continue
		}
		if e := r.entryAt(v); e != nil || r.t.is(v, "root", "conj", "parataxis") {
			if s := r.adjacent(v); s >= 0 {
				return s
			}
			if s, _, passive := r.t.subject(v); s >= 0 && !passive {
				return s
			}
		}
	}
	for v := first; v < last; v++ {
		if r.t.words[v].Head < 0 {
			return r.t.kid(v, "nsubj")
		}
	}
	return -1
}

// named returns for a subject that is a common noun the name that stands in
// apposition to it before the verb ("the envoy, Anna Lund, said", "Anna Lund, the
// envoy, said"), else the subject itself.
func (r *reader) named(subject, cue int) int {
	if subject < 0 || cue <= subject || cue-subject > 25 || r.t.words[subject].UPOS != "NOUN" {
		return subject
	}
	if m := r.d.MentionAt(subject); m >= 0 && r.d.Mentions[m].Kind != draft.Nominal {
		return subject
	}
	person := func(i int) int {
		if m := r.d.MentionAt(i); m >= 0 {
			n := r.d.Mentions[m]
			if n.Kind == draft.Named && len(n.Actors) > 0 && r.d.Actors[n.Actors[0]].Kind == chancery.Person {
				return n.Head
			}
		}
		return -1
	}
	for i := subject + 1; i < cue; i++ {
		if r.finiteAt(i) || r.t.words[i].UPOS == "ADP" && r.t.words[i-1].Text != "," {
			break
		}
		if p := person(i); p >= 0 {
			return p
		}
	}
	// the last word before the comma that closes an apposition right before the verb
	if i := cue - 2; i > subject && r.t.words[cue-1].Text == "," {
		if p := person(i); p > subject && r.t.words[r.phraseStart(p)-1].Text == "," {
			return p
		}
	}
	if start := r.phraseStart(subject); start >= 2 && r.t.words[start-1].Text == "," && r.t.sent[start-2] == r.t.sent[subject] {
		if p := person(start - 2); p >= 0 && r.t.is(subject, "nsubj", "appos", "conj") {
			return p
		}
	}
	return subject
}

// phraseStart returns the first word of the run of nominal words that ends with
// word i, or with the mention that it heads.
func (r *reader) phraseStart(i int) int {
	if m := r.d.MentionAt(i); m >= 0 {
		i = min(i, r.d.Mentions[m].First)
	}
	for i > 0 && r.nominal(i-1) && r.t.words[i-1].UPOS != "PRON" {
		i--
	}
	return max(i, 1)
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

// carriers returns who published or saw the document that word i stands for ("the
// statement carried by the agency").
func (r *reader) carriers(i int) []int {
	if i < 0 || channels[r.t.lemma(i)] == "" {
		return nil
	}
	for _, k := range r.t.kids[i] {
		if r.t.is(k, "acl") && r.t.words[k].XPOS == "VBN" {
			switch r.t.lemma(k) {
			case "carry", "publish", "release", "see", "obtain", "report", "quote", "distribute", "broadcast", "air", "post":
				return r.actorsOf(r.agent(k))
			}
		}
	}
	return nil
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

// nearestNoun returns the word nearest to the cue, outside quotations and in its
// sentence, that stands for an actor.
func (r *reader) nearestNoun(cue int) int {
	for n := 1; n < 20; n++ {
		for _, i := range []int{cue + n, cue - n} {
			if i >= 0 && i < len(r.t.words) && !r.inside[i] && r.d.ParagraphAt(r.t.words[i].Start) == r.d.ParagraphAt(r.t.words[cue].Start) && len(r.d.ActorsAt(i)) > 0 {
				return i
			}
		}
	}
	return -1
}

// vague are words that stand for nobody in particular unless "of" follows.
var vague = map[string]bool{"one": true, "some": true, "many": true, "both": true, "others": true, "another": true, "all": true, "most": true, "several": true, "few": true, "each": true, "none": true, "any": true}

// actorsOf returns the actors that word i and what is joined to it stand for. A
// noun that nobody resolved becomes an unnamed group; a document goes to whoever
// issued it.
func (r *reader) actorsOf(i int) []int {
	if i < 0 {
		return nil
	}
	t := r.t
	if vague[t.lemma(i)] {
		for _, k := range t.kids[i] {
			if k > i && t.preposition(k) == "of" {
				return r.actorsOf(k)
			}
		}
	}
	out := slices.Clone(r.d.ActorsAt(i))
	if len(out) == 0 && words.nouns[t.lemma(i)] != nil {
		if s, _ := r.nounSpeaker(i); s >= 0 && s != i {
			out = slices.Clone(r.d.ActorsAt(s))
		}
		return out
	}
	if len(out) == 0 && t.words[i].UPOS == "NOUN" && (speaks(t.lemma(i)) || channels[t.lemma(i)] != "" || r.mediaName(t.lo[i], i) != "") {
		out = []int{r.common(i)}
	}
	for _, k := range t.kids[i] {
		if k > i && t.is(k, "conj") && !t.verbal(k) {
			for _, a := range r.d.ActorsAt(k) {
				if !slices.Contains(out, a) {
					out = append(out, a)
				}
			}
		}
	}
	return out
}

// speaks tells whether a noun names people by what they do, by its ending: who
// says something and is no known actor is an actor then ("farmers", "a trader").
func speaks(lemma string) bool {
	for _, end := range []string{"er", "or", "ist", "ian", "ee", "man", "woman", "people", "youth", "expert", "diplomat"} {
		if strings.HasSuffix(lemma, end) {
			return true
		}
	}
	return false
}

// common returns the actor for the noun phrase of word i, new if need be: by its
// name where it begins with one ("Norda news website"), else in the text's words.
func (r *reader) common(i int) int {
	t := r.t
	first, last := i, i
	for _, k := range t.kids[i] {
		switch {
		case k < i && t.is(k, "compound", "amod", "nmod", "flat", "nummod"):
			first = min(first, k, t.lo[k])
		case k > i && t.is(k, "nmod") && t.preposition(k) == "of" && t.hi[k] < i+8:
			last = t.hi[k]
		}
	}
	state := ""
	for k := first; k <= last; k++ {
		if m := r.d.MentionAt(k); m >= 0 && len(r.d.Mentions[m].Actors) > 0 && state == "" {
			state = r.d.Actors[r.d.Mentions[m].Actors[0]].State
		}
	}
	a := draft.Actor{Name: r.d.Text[t.words[first].Start:t.words[last].End], Kind: chancery.Group, State: state, Plural: strings.Contains(t.words[i].Feats, "Number=Plur")}
	if n := r.mediaName(first, i); n != "" {
		a.Name, a.Kind, a.Sector = n, chancery.Organization, "MED"
	}
	for k := range r.d.Actors {
		if strings.EqualFold(r.d.Actors[k].Name, a.Name) {
			return k
		}
	}
	r.d.Actors = append(r.d.Actors, a)
	return len(r.d.Actors) - 1
}

// mediaName returns the name at the start of words [first, i] where nouns of the
// press follow it, "" otherwise.
func (r *reader) mediaName(first, i int) string {
	end := first
	for end < i && r.t.words[end].UPOS == "PROPN" && len(r.d.ActorsAt(end)) == 0 {
		end++
	}
	if end == first {
		return ""
	}
	for k := end; k <= i; k++ {
		switch r.t.lemma(k) {
		case "news", "website", "site", "agency", "newspaper", "daily", "magazine", "channel", "radio", "television", "tv", "station", "broadcaster", "portal", "weekly":
		default:
			return ""
		}
	}
	return r.d.Text[r.t.words[first].Start:r.t.words[end-1].End]
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

// hearers returns the actors that the cue's clause names as addressed.
func (r *reader) hearers(c *candidate) []int {
	t := r.t
	var out []int
	for _, k := range t.kids[c.cue] {
		if k == c.head || k == c.subject {
			continue
		}
		switch e := c.entry.addressee; {
		case e == "obj" && t.is(k, "obj", "iobj"), e != "obj" && t.is(k, "obl") && t.preposition(k) == e:
			out = append(out, r.d.ActorsAt(k)...)
		}
	}
	return out
}
