package where

import (
	"strings"
	"unicode"

	"chancery/gazetteer"
	"chancery/world"
)

// evidence is what the words around a name tell of its being a place.
type evidence struct {
	at      bool // "in", "near" stand before it
	before  bool // a weaker hint stands before it
	sort    bool // "the city of", "province"
	part    bool // a division is meant: "Latakia province"
	person  bool // it is part of a person's name, or a person's name in this report
	doubt   bool // the language layer takes it for a person, on its own
	mention bool // the language layer takes it for a place
	within  bool // it is part of a longer name of another thing
	other   bool // and that thing is no place of this name for certain: "Thames River"
	plain   bool // it is oftener another word
	heading bool // it stands in the title or in a line of capitals
	occurs  bool // a noun of an event follows: "White House talks"
	country string
	admin   string // what ", Texas" names
}

func (r *reader) evidence(n *name) evidence {
	words := r.doc.Words
	var e evidence
	i, begin := n.first-1, sentenceOf(r.doc, n.first).First
	for i >= begin && i > n.first-4 && (strings.EqualFold(words[i].Text, "the") || is(words[i].Text, before) && words[i].UPOS == "ADJ") {
		e.before = e.before || is(words[i].Text, before)
		i--
	}
	if i >= begin {
		w := words[i].Text
		switch {
		case w == "," && r.qualifies[n.first] != "":
			e.at = true // "Ontario" in "London, Ontario"
		case strings.EqualFold(w, "of") && i > 0 && is(words[i-1].Text, sort|part):
			e.sort, e.part = true, is(words[i-1].Text, part) && !is(words[i-1].Text, sort)
		case is(w, at) && !capital(w) || is(w, at) && r.starts(i):
			e.at = true
		case words[i].UPOS == "VERB" && is(words[i].Lemma, visits|strikes):
			e.before = true
		case is(w, before) || is(w, sort) && !capital(w):
			e.before = true
			e.sort = is(w, sort) && n.first-1 == i
		}
		e.person = is(w, title) && capital(w) && i == n.first-1
	}
	r.lookAhead(n, &e)
	e.plain = n.last == n.first+1 && (is(n.text, plain) || r.lower[strings.ToLower(n.text)])
	e.heading = r.heading(n)
	r.lookAtMentions(n, &e)
	if n.last == n.first+1 && r.people[strings.ToLower(n.text)] && n.state == nil && !(e.at || e.mention && !e.doubt) {
		e.person = true
	}
	return e
}

// starts tells whether a word opens its sentence.
func (r *reader) starts(i int) bool {
	s := sentenceOf(r.doc, i)
	return s.First == i
}

// lookAhead reads what follows a name: ", Texas", " province", another name.
func (r *reader) lookAhead(n *name, e *evidence) {
	words := r.doc.Words
	if n.last >= len(words) {
		return
	}
	next := words[n.last]
	switch {
	case next.Text == "," && n.last+1 < len(words):
		e.country, e.admin = r.qualifier(n)
	case next.Text == "in" && r.skipLocating(n.last) > n.last+1:
		e.country, e.admin = r.qualifier(&name{last: n.last - 1}) // "Pokrovsk in eastern Ukraine"
	case is(next.Text, part|sort|site):
		e.sort = e.sort || !capital(next.Text)
		e.part = is(next.Text, part)
	case is(next.Text, occasion) && !capital(next.Text):
		e.occurs = true
	case capital(next.Text) && next.Start-words[n.last-1].End == 1 && (next.UPOS == "PROPN" || next.UPOS == "") && next.Start > n.End:
		if is(next.Text, feature) {
			e.other = true
		}
		e.within = !r.knownAt(n.last)
	}
}

// qualifier reads the country or division that follows a name and a comma.
func (r *reader) qualifier(n *name) (country, admin string) {
	at := r.skipLocating(n.last + 1)
	if at >= len(r.doc.Words) || !capital(r.doc.Words[at].Text) {
		return "", ""
	}
	short := r.doc.Words[at].Text
	if at+1 < len(r.doc.Words) && r.doc.Words[at+1].Start == r.doc.Words[at].End && r.doc.Words[at+1].Text != "." && strings.HasSuffix(short, ".") {
		short += r.doc.Words[at+1].Text // "N." and "J." may be two words
	}
	if d, ok := abbreviations()[strings.TrimSuffix(short, ".")]; ok {
		return d.country, d.name
	}
	if _, m := r.world.LongestAt(r.d.Text, r.doc.Words[at].Start); len(m) > 0 && m[0].Entity.Kind == "state" && m[0].Kind <= world.Acronym {
		country = m[0].Entity.ID
	}
	for j := min(at+3, len(r.doc.Words)); j > at; j-- {
		for _, p := range r.find(r.d.Text[r.doc.Words[at].Start:r.doc.Words[j-1].End]) {
			if p.Kind == gazetteer.Division || p.Kind == gazetteer.Region {
				return country, p.Name
			}
		}
	}
	return country, ""
}

// skipLocating goes over "in northern" and the like before what a place lies in.
func (r *reader) skipLocating(i int) int {
	words := r.doc.Words
	if i < len(words) && words[i].Text == "in" {
		for i++; i < len(words) && (words[i].Text == "the" || is(words[i].Text, before) && words[i].UPOS == "ADJ"); i++ {
		}
	}
	return i
}

// knownAt tells whether an actor that package world knows is named at a word: the
// name before it is then not part of it ("Moscow Vladimir Putin said").
func (r *reader) knownAt(i int) bool {
	_, m := r.world.LongestAt(r.d.Text, r.doc.Words[i].Start)
	return len(m) > 0
}

func (r *reader) lookAtMentions(n *name, e *evidence) {
	for _, m := range r.doc.Mentions {
		if m.First >= n.last || m.Last <= n.first {
			continue
		}
		switch {
		case m.Type == "PLACE":
			e.mention = true
		case m.Type == "PERSON":
			if m.Last-m.First > n.last-n.first {
				e.person = true
			} else {
				e.doubt = true
			}
		case m.Type == "ORG" && m.Last-m.First > n.last-n.first:
			e.within = true
		}
	}
	if n.first > 0 {
		prev := r.doc.Words[n.first-1]
		if n.first > 1 && prev.Text == "-" && prev.End == n.Start && capital(r.doc.Words[n.first-2].Text) && n.state == nil {
			e.within = true // "Cedars-Sinai"
		}
		if prev.UPOS == "PROPN" && capital(prev.Text) && n.Start-prev.End == 1 && !r.starts(n.first-1) && !is(prev.Text, before|at) && !(e.occurs && !strings.ContainsFunc(prev.Text, unicode.IsLower)) {
			e.within = true
		}
	}
}

// heading tells whether a name stands in the title or in a line of capitals.
func (r *reader) heading(n *name) bool {
	return r.d.ParagraphAt(n.Start) == 0 || shout(n.text) && len(n.text) > 3
}
