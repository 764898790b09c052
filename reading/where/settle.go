package where

import (
	"math"
	"strings"

	"chancery/gazetteer"
	"chancery/language"
	"chancery/world"
)

// geography is what the report tells of where it plays: how often each country
// and first-level division is named.
type geography struct {
	countries map[string]float64 // by ISO code
	divisions map[string]float64 // by country and name
	total     float64
}

// survey counts the countries and divisions that the report names beyond doubt,
// and gathers the names of people in it.
func (r *reader) survey() {
	count := func(country string, weight float64) {
		if country != "" {
			r.geo.countries[country] += weight
			r.geo.total += weight
		}
	}
	for i := range r.doc.Words {
		w := &r.doc.Words[i]
		if !capital(w.Text) {
			continue
		}
		_, matches := r.world.LongestAt(r.d.Text, w.Start)
		for _, m := range matches {
			switch {
			case m.Entity.Kind == "state" && m.Kind != world.Metonym:
				count(m.Entity.ID, 1)
			case m.Entity.Kind == "person":
				r.people[strings.ToLower(m.Entity.Surname)] = true
			}
			break
		}
	}
	for _, m := range r.doc.Mentions {
		if m.Type == "PERSON" && m.Last-m.First > 1 {
			for i := m.First; i < m.Last; i++ {
				r.people[strings.ToLower(r.doc.Words[i].Text)] = true
			}
		}
	}
	for i := range r.names {
		n := &r.names[i]
		if n.state != nil || len(n.options) == 0 {
			continue
		}
		if p := n.options[0]; p.Kind == gazetteer.Capital && p.Population > 300_000 || n.dateline {
			count(p.Country, 1)
		}
		for _, p := range n.options {
			if p.Kind == gazetteer.Division || p.Population > 400_000 {
				r.geo.divisions[p.Country+p.Admin1]++
			}
		}
	}
}

// evidence is what the words around a name tell of its being a place.
type evidence struct {
	at      bool // "in", "near" stand before it
	before  bool // a weaker hint stands before it
	sort    bool // "the city of", "province"
	part    bool // a division is meant: "Latakia province"
	person  bool // it is part of a person's name, or a person's name in this report
	mention bool // the language layer takes it for a place
	within  bool // it is part of a longer name of another thing
	plain   bool // it is oftener another word
	heading bool // it stands in the title or in a line of capitals
	occurs  bool // a noun of an event follows: "White House talks"
	country string
	admin   string // what ", Texas" names
}

func (r *reader) evidence(n *name) evidence {
	words := r.doc.Words
	var e evidence
	i := n.first - 1
	for i >= 0 && i > n.first-4 && (strings.EqualFold(words[i].Text, "the") || is(words[i].Text, before) && words[i].UPOS == "ADJ") {
		e.before = e.before || is(words[i].Text, before)
		i--
	}
	if i >= 0 {
		w := words[i].Text
		switch {
		case strings.EqualFold(w, "of") && i > 0 && is(words[i-1].Text, sort|part):
			e.sort, e.part = true, is(words[i-1].Text, part) && !is(words[i-1].Text, sort)
		case is(w, at) && !capital(w) || is(w, at) && r.starts(i):
			e.at = true
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
	if n.last == n.first+1 && r.people[strings.ToLower(n.text)] {
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
	case is(next.Text, part) || is(next.Text, sort):
		e.sort = e.sort || !capital(next.Text)
		e.part = is(next.Text, part)
	case is(next.Text, occasion) && !capital(next.Text):
		e.occurs = true
	case capital(next.Text) && next.Start-words[n.last-1].End == 1 && (next.UPOS == "PROPN" || next.UPOS == "") && next.Start > n.End:
		e.within = !r.knownAt(n.last)
	}
}

// qualifier reads the country or division that follows a name and a comma.
func (r *reader) qualifier(n *name) (country, admin string) {
	at := n.last + 1
	if !capital(r.doc.Words[at].Text) {
		return "", ""
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
			e.person = e.person || m.Last-m.First > n.last-n.first || !e.at
		case m.Type == "ORG" && m.Last-m.First > n.last-n.first:
			e.within = true
		}
	}
	if n.first > 0 {
		prev := r.doc.Words[n.first-1]
		if prev.UPOS == "PROPN" && capital(prev.Text) && n.Start-prev.End == 1 && !r.starts(n.first-1) && !is(prev.Text, before|at) {
			e.within = true
		}
	}
}

// heading tells whether a name stands in the title or in a line of capitals.
func (r *reader) heading(n *name) bool {
	return r.d.ParagraphAt(n.Start) == 0 || shout(n.text) && len(n.text) > 3
}

// settle decides what a name stands for, in the second pass with the help of what
// other names were settled on. A name once settled keeps its meaning.
func (r *reader) settle(n *name, pass int) {
	if n.place != nil {
		return
	}
	key := strings.ToLower(n.text)
	e := r.evidence(n)
	if pass == 1 {
		if p, ok := r.settled[key]; ok && !e.within && (!e.person || e.at) && p.Kind != gazetteer.Venue {
			n.place = &p
		}
		return
	}
	best, ok := r.resolve(n, &e)
	if !ok {
		if p, ok := r.unknown(n, &e); ok {
			n.place = &p
		}
		return
	}
	if !r.accept(n, best, &e) {
		return
	}
	n.place = best
	if !e.heading && (e.country == "" || best.Country == e.country) {
		r.settled[key] = *best
	}
}

// resolve picks among the places of a name.
func (r *reader) resolve(n *name, e *evidence) (*gazetteer.Place, bool) {
	var best *gazetteer.Place
	score := math.Inf(-1)
	options := n.options
	if n.state != nil {
		if p, ok := gazetteer.ByISO3(n.state.ID); ok {
			p.Name = n.state.Name
			options = append([]gazetteer.Place{p}, options...)
		} else {
			options = append([]gazetteer.Place{{Name: n.state.Name, Country: n.state.ID, Kind: gazetteer.Country}}, options...)
		}
	}
	for i := range options {
		p := &options[i]
		if n.state == nil && p.Kind == gazetteer.Country {
			continue // a state that package world does not know by this name
		}
		if s := r.score(p, e, n.state != nil); s > score {
			best, score = p, s
		}
	}
	return best, best != nil
}

// score weighs a place by its size, by how much of the report is about its
// country, and by what stands beside the name.
func (r *reader) score(p *gazetteer.Place, e *evidence, state bool) float64 {
	s := math.Log10(float64(p.Population + 10))
	switch p.Kind {
	case gazetteer.Country:
		s = 9
	case gazetteer.Capital:
		s += 1.5
	case gazetteer.Seat:
		s += 0.3
	case gazetteer.Suburb:
		s--
	case gazetteer.Division:
		s -= 2
		if e.part {
			s += 4
		}
	case gazetteer.Region, gazetteer.Sea, gazetteer.Continent, gazetteer.Island, gazetteer.Venue:
		s = 7.5
	}
	if n := r.geo.countries[p.Country]; n > 0 && r.geo.total > 0 && p.Kind != gazetteer.Country {
		s += 1.5 + 2*n/r.geo.total
	}
	if r.geo.divisions[p.Country+p.Admin1] > 1 && p.Admin1 != "" {
		s++
		if state && p.Kind == gazetteer.Division {
			s += 3 // "Georgia" in a report on Atlanta
		}
	}
	if e.country != "" && p.Country == e.country && p.Kind != gazetteer.Country {
		s += 20
	}
	if e.admin != "" && p.Admin1 == e.admin && p.Kind != gazetteer.Division {
		s += 20
	}
	return s
}

// accept tells whether the name is a place at all.
func (r *reader) accept(n *name, p *gazetteer.Place, e *evidence) bool {
	if n.dateline {
		return true
	}
	qualified := e.country != "" && e.country == p.Country || e.admin != "" && e.admin == p.Admin1 && p.Kind != gazetteer.Division
	hint := e.at || e.sort || qualified
	if e.person && !qualified {
		return e.at && !e.within && p.Population > 200_000 && !is(n.text, plain)
	}
	if n.state != nil && p.Kind == gazetteer.Country {
		return !e.within || e.mention || e.at
	}
	if e.within && !qualified && !e.mention {
		return false
	}
	if e.plain && !(hint && (qualified || p.Population > 100_000)) {
		return false
	}
	switch p.Kind {
	case gazetteer.Venue:
		return e.at || e.before || e.occurs
	case gazetteer.Region, gazetteer.Sea, gazetteer.Island, gazetteer.Continent:
		return true
	}
	return r.acceptTown(n, p, e, hint, qualified)
}

// acceptTown asks the more of a town or division the less known it is.
func (r *reader) acceptTown(n *name, p *gazetteer.Place, e *evidence, hint, qualified bool) bool {
	if e.heading && p.Kind != gazetteer.Capital && p.Population < 1_000_000 {
		return false // the second pass knows whether the text names it too
	}
	local := r.geo.countries[p.Country] > 0
	some := hint || e.before || e.mention
	switch size := p.Population; {
	case p.Kind == gazetteer.Division:
		return !e.heading && (e.part || some && (size > 500_000 || local && size > 100_000))
	case p.Kind == gazetteer.Capital:
		return size > 100_000 || some
	case size >= 500_000:
		return some || local
	case size >= 50_000:
		return hint || e.mention && local
	case size >= 5_000:
		return qualified || hint && (local || e.mention) || e.sort
	}
	return qualified || e.sort && local || e.at && local && e.mention
}

// unknown takes a name that the gazetteer lacks for a place where the text says
// what sort of place it is; its country is that of the report's sentence.
func (r *reader) unknown(_ *name, _ *evidence) (gazetteer.Place, bool) {
	return gazetteer.Place{}, false
}

// sentenceOf gives the sentence of a word.
func sentenceOf(doc *language.Document, w int) language.Sentence {
	lo, hi := 0, len(doc.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if doc.Sentences[mid].Last <= w {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == len(doc.Sentences) {
		return language.Sentence{First: w, Last: w + 1}
	}
	return doc.Sentences[lo]
}
