package where

import (
	"slices"
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
	states    []stateWord // every state named, in order
}

// stateWord is a word that names a state, by its name or adjective.
type stateWord struct {
	word    int
	country string
}

// within tells whether a sentence names a country.
func (g *geography) within(s language.Sentence, country string) bool {
	i, _ := slices.BinarySearchFunc(g.states, s.First, func(w stateWord, first int) int { return w.word - first })
	for ; i < len(g.states) && g.states[i].word < s.Last; i++ {
		if g.states[i].country == country {
			return true
		}
	}
	return false
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
				r.geo.states = append(r.geo.states, stateWord{i, m.Entity.ID})
			case m.Entity.Kind == "person":
				r.people[strings.ToLower(m.Entity.Surname)] = true
			}
			break
		}
	}
	for _, m := range r.doc.Mentions {
		if m.Type == "PERSON" && m.Last-m.First > 1 {
			r.people[strings.ToLower(r.doc.Words[m.Last-1].Text)] = true
		}
	}
	for i := range r.names {
		n := &r.names[i]
		if n.state != nil || len(n.options) == 0 {
			continue
		}
		if p := n.options[0]; p.Kind == gazetteer.Capital && p.Population > 300_000 && !contested(n.options) || n.dateline {
			count(p.Country, 1)
		}
		if p := n.options[0]; p.Kind <= gazetteer.Seat && p.Population > 400_000 {
			r.geo.divisions[p.Country+p.Admin1]++
		}
	}
}

// contested tells whether a name has a second town of size, in another country.
func contested(options []gazetteer.Place) bool {
	for _, p := range options[1:] {
		if p.Country != options[0].Country && p.Population > 100_000 {
			return true
		}
	}
	return false
}
