package where

import (
	"math"
	"strings"

	"chancery/gazetteer"
	"chancery/language"
)

// settle decides what a name stands for, in the second pass with the help of what
// other names were settled on. A name once settled keeps its meaning.
func (r *reader) settle(n *name, pass int) {
	if n.place != nil {
		return
	}
	key := strings.ToLower(n.text)
	e := r.evidence(n)
	if r.timed(n) {
		return
	}
	if pass == 1 {
		if p, ok := r.settled[key]; ok && !e.within && (!e.person || e.at) && p.Kind != gazetteer.Venue {
			n.place = &p
		}
		return
	}
	best, ok := r.resolve(n, &e)
	if !ok {
		n.place = r.unknown(n, &e)
		return
	}
	if !r.accept(n, best, &e) {
		return
	}
	n.place = best
	switch {
	case e.admin != "" && e.admin == best.Admin1:
		r.qualifies[n.last+1] = e.admin
	case n.dateline || e.country != "" && e.country == best.Country:
		r.qualifies[n.last+1] = best.Country
	}
	if !e.heading && (e.country == "" || best.Country == e.country) {
		r.settled[key] = *best
	}
}

// timed tells whether a time expression holds the name ("New Year's Day").
func (r *reader) timed(n *name) bool {
	for _, t := range r.d.Times {
		if t.Overlaps(n.Range) {
			return n.state == nil
		}
	}
	return false
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
		if n.state != nil && p.Kind == gazetteer.Division && (p.Country == n.state.ID || r.geo.countries[p.Country] < r.geo.countries[n.state.ID]) {
			continue // "Mexico" is not the State of Mexico, nor "Niger" that of Nigeria
		}
		if s := r.score(n, p, e); s > score {
			best, score = p, s
		}
	}
	return best, best != nil
}

// score weighs a place by its size, by how much of the report is about its
// country, and by what stands beside the name.
func (r *reader) score(n *name, p *gazetteer.Place, e *evidence) float64 {
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
			s += 7
		}
	case gazetteer.Region, gazetteer.Sea, gazetteer.Continent, gazetteer.Island, gazetteer.Venue:
		s = 7.5
	}
	if p.Known {
		s += 2.5
	}
	if named := r.geo.countries[p.Country]; named > 0 && p.Kind != gazetteer.Country {
		// A village does not gain on a city of its name abroad as a town does.
		bonus := 1.2 + 2*named/r.geo.total
		if r.geo.within(sentenceOf(r.doc, n.first), p.Country) {
			bonus++
		}
		s += bonus * math.Log10(float64(p.Population+10)) / 6
	}
	if r.geo.divisions[p.Country+p.Admin1] > 0 && p.Admin1 != "" {
		s++
		if n.state != nil && p.Kind == gazetteer.Division {
			s += 3 // "Georgia" in a report on Atlanta
		}
	}
	if e.country != "" && p.Country == e.country && p.Kind != gazetteer.Country && n.state == nil {
		s += 20
	}
	if e.admin != "" && p.Admin1 == e.admin && p.Kind != gazetteer.Division {
		s += 20
	}
	if q := r.qualifies[n.first]; q != "" && p.Admin1 == q && (p.Kind == gazetteer.Division || p.Kind == gazetteer.Capital) {
		s += 20 // the capital itself where its division bears its name: "Irpin, Kyiv"
	}
	return s
}

// accept tells whether the name is a place at all.
func (r *reader) accept(n *name, p *gazetteer.Place, e *evidence) bool {
	if q := r.qualifies[n.first]; n.dateline || q != "" && (q == p.Country || q == p.Admin1) {
		return true
	}
	qualified := e.country != "" && e.country == p.Country || e.admin != "" && e.admin == p.Admin1 && p.Kind != gazetteer.Division
	hint := e.at || e.sort || qualified
	if e.person && !qualified {
		return e.at && !e.within && p.Population > 200_000 && !is(n.text, plain)
	}
	if e.other && n.state == nil {
		return false
	}
	if n.state != nil && p.Kind == gazetteer.Country {
		return !e.within || e.mention || e.at
	}
	if e.within && !qualified && !e.mention {
		return false
	}
	if e.doubt && !hint && !e.before && p.Population < 300_000 && (p.Kind <= gazetteer.Suburb || p.Kind == gazetteer.Division) {
		return false
	}
	if e.plain && p.Kind >= gazetteer.Region {
		return e.at
	}
	if e.plain && !(hint && (qualified || p.Population > 100_000 && p.Kind != gazetteer.Division || e.part)) {
		return false
	}
	switch p.Kind {
	case gazetteer.Venue:
		return e.at || e.before || e.occurs || e.sort
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
	some := hint || e.before || e.mention || e.occurs
	switch size := p.Population; {
	case p.Kind == gazetteer.Division:
		return !e.heading && (e.part || some && (size > 500_000 || local && size > 100_000))
	case p.Kind == gazetteer.Capital:
		return size > 100_000 || some
	case size >= 500_000:
		return some || local
	case size >= 50_000:
		return hint || (e.mention || e.before) && local
	case size >= 5_000:
		return qualified || hint && (local || e.mention) || e.sort
	}
	return qualified || e.sort && local || e.at && local && e.mention
}

// unknown takes a name that the gazetteer lacks for a place where the text says
// so in words; its country is that of the one state that its sentence names.
func (r *reader) unknown(n *name, e *evidence) *gazetteer.Place {
	if e.person || e.doubt || e.within || e.other || e.plain || e.heading || !(e.sort || e.at && e.mention) {
		return nil
	}
	p := &gazetteer.Place{Name: n.text, Country: e.country}
	if p.Country == "" {
		p.Country = r.countryOf(sentenceOf(r.doc, n.first))
	}
	if !e.sort && p.Country == "" {
		return nil
	}
	return p
}

// countryOf gives the state that a sentence names, "" if none or several.
func (r *reader) countryOf(s language.Sentence) string {
	country := ""
	for _, w := range r.geo.states {
		switch {
		case w.word < s.First || w.word >= s.Last || w.country == country:
		case country == "":
			country = w.country
		default:
			return ""
		}
	}
	return country
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
