package went

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// features describes a candidate of a site to the model.
func (r *reader) features(s *site, m *draft.Mention, stop *draft.Stop, role, event string) []string {
	x := r.D.Actors[stop.Traveller]
	home, kind := r.home(x.State, s.place), string(x.Kind)
	if x.Plural {
		kind += "+"
	}
	part := r.part(s, role, len(stop.Met) > 0 || strings.HasSuffix(event, "who"))
	f := []string{
		"bias", "class=" + s.class, "role=" + role, "class+role=" + s.class + " " + role, "prep=" + s.prep, "class+prep=" + s.class + " " + s.prep,
		"lemma=" + strings.ToLower(r.Doc.Words[s.trigger].Lemma), "kind=" + kind, "sector=" + x.Sector, "home=" + home, "home+class=" + home + " " + s.class,
		"status=" + string(stop.Status), "event=" + event, fmt.Sprintf("mention=%d", m.Kind), "own=" + r.Doc.Words[m.Head].Rel, "home+role=" + home + " " + role,
		"part=" + part, "part+class=" + part + " " + s.class, "part+class+home=" + part + " " + s.class + " " + home, "part+kind=" + part + " " + kind,
		"eventparty=" + r.partyAt(stop.Traveller, s.place), fmt.Sprintf("step=%d", s.step),
	}
	f = append(f, r.traveller(stop.Traveller, kind, part)...)
	if s.place.IsState {
		f = append(f, "state", "state+class="+s.class+" "+s.prep)
	}
	if r.D.QuoteAt(r.Doc.Words[s.trigger].Start) >= 0 {
		f = append(f, "quoted")
	}
	if r.D.ParagraphAt(s.place.Start) == 0 {
		f = append(f, "title")
	}
	if r.hosts(s, stop.Traveller) {
		f = append(f, "host", "host "+home)
	}
	return append(f, r.between(m, s.word)...)
}

// role tells what a mention is to the trigger of a site: its subject, else the
// relation by which it hangs on the trigger or on a word between trigger and place.
// ok is false for what is only part of something that hangs there.
func (r *reader) role(s *site, m *draft.Mention) (role string, ok bool) {
	for _, w := range r.Subjects(s.trigger) {
		if w == m.Head {
			return "subject", true
		}
	}
	for _, w := range r.PassiveSubject(s.trigger) {
		if w == m.Head {
			return "patient", true
		}
	}
	if m.Head == s.trigger {
		return "trigger", true
	}
	var path []string
	for w, n := m.Head, 0; w >= 0 && n < 5; n++ {
		x := r.Doc.Words[w]
		rel := x.Rel
		if p := r.Preposition(w); p != "" && (strings.HasPrefix(rel, "obl") || strings.HasPrefix(rel, "nmod")) && rel != "nmod:poss" {
			rel = p
		}
		if rel != "conj" && rel != "flat" && rel != "appos" {
			path = append(path, rel)
		}
		w = x.Head
		for i, c := range s.chain {
			if c != w {
				continue
			}
			where := "at"
			switch {
			case i < s.step:
				where = "below"
			case i > s.step:
				where = "above"
			}
			if len(path) == 0 {
				return "conj " + where, true
			}
			return path[len(path)-1] + " " + where, len(path) == 1
		}
		if w == s.word {
			return "in place", true
		}
	}
	return "apart", true
}

// part sums up a role: whether one takes part in what the trigger tells.
func (r *reader) part(s *site, role string, party bool) string {
	switch role {
	case "subject":
		if s.class == "host" || s.class == "call" {
			return "caller"
		}
		return "doer"
	case "obj at", "patient":
		if s.class == "host" || s.class == "meet" || s.class == "call" || s.class == "go" {
			return "doer"
		}
	case "with at", "between at", "nmod:poss at", "by at", "and at", "obl:agent at", "among at":
		return "doer"
	}
	if party {
		return "party"
	}
	return "other"
}

// hosts tells whether somebody else of the sentence is at home at the place.
func (r *reader) hosts(s *site, a int) bool {
	sent := r.Doc.Sentences[r.Doc.Sentence(s.word)]
	for _, m := range r.D.Mentions {
		if m.First < sent.First || m.Last > sent.Last || m.Kind == draft.Adjective {
			continue
		}
		for _, b := range m.Actors {
			if x := r.D.Actors[b]; b != a && x.Kind != chancery.State && x.State != "" && x.State == s.place.Country {
				return true
			}
		}
	}
	return false
}

// partyAt tells whether a meeting or visit at the place has the actor as a party.
func (r *reader) partyAt(a int, p *draft.Place) string {
	for i := range r.D.Events {
		e := &r.D.Events[i]
		if e.Type == chancery.Consult && e.Place != nil && e.Place.Name == p.Name && (slices.Contains(e.Who, a) || slices.Contains(e.Whom, a)) {
			return "yes"
		}
	}
	return "no"
}

// between tells of the distance between a mention and a place.
func (r *reader) between(m *draft.Mention, word int) []string {
	lo, hi, side := m.Last, word, "before"
	if m.First > word {
		lo, hi, side = word, m.First, "after"
	}
	n := 0
	for _, o := range r.D.Mentions {
		if o.First >= lo && o.Last <= hi && len(o.Actors) == 1 && r.D.Actors[o.Actors[0]].Kind == chancery.Person {
			n++
		}
	}
	d := "near"
	switch {
	case hi-lo > 20:
		d = "far"
	case hi-lo > 8:
		d = "middle"
	}
	return []string{"side=" + side, "dist=" + d, "between=" + string('0'+rune(min(n, 2)))}
}

// traveller tells who sets out: somebody named or only described, by which word, and
// how much the report tells of them.
func (r *reader) traveller(a int, kind, part string) []string {
	x := &r.D.Actors[a]
	words := strings.Fields(x.Name)
	named := "described"
	if len(words) > 0 && x.Kind == chancery.Person && !x.Plural && words[0] != strings.ToLower(words[0]) {
		named = "named"
	}
	often := "once"
	switch n := r.told[a]; {
	case n > 5:
		often = "often"
	case n > 1:
		often = "again"
	}
	out := []string{"traveller=" + named, "told " + often, "traveller=" + named + " " + part, "traveller=" + named + " " + kind}
	if named == "described" && len(words) > 0 {
		out = append(out, "traveller head="+strings.ToLower(words[len(words)-1]))
	}
	return out
}
