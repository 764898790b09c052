package conllu

import (
	"sort"
	"strings"

	"chancery/language/demonym"
)

// Mention is an entity mention over the half-open range [First, Last) of a sentence's words.
type Mention struct {
	First, Last int
	Type        string
	Identity    string // the Wikipedia article of what is mentioned, or ""
}

// Mentions reads the entity mentions out of the words' MISC column (Entity=, as
// GUM has it). Mentions in several pieces are left out.
func (s *Sentence) Mentions() []Mention {
	type open struct {
		id string
		at int
	}
	var out []Mention
	var stack []open
	for i, w := range s.Words {
		v := misc(w.Misc, "Entity")
		for v != "" {
			if v[0] == '(' {
				end := 1 + strings.IndexAny(v[1:]+"(", "()")
				f := strings.Split(v[1:end], "-")
				if len(f) > 1 && !strings.Contains(f[0], "[") {
					m := Mention{First: i, Last: -1, Type: f[1]}
					if len(f) > 7 {
						m.Identity = strings.ReplaceAll(strings.Join(f[7:], "-"), "%2C", ",")
					}
					stack = append(stack, open{f[0], len(out)})
					out = append(out, m)
				}
				v = v[end:]
				if strings.HasPrefix(v, ")") { // of one word
					if len(f) > 1 && !strings.Contains(f[0], "[") {
						out[len(out)-1].Last = i + 1
						stack = stack[:len(stack)-1]
					}
					v = v[1:]
				}
				continue
			}
			id, rest, _ := strings.Cut(v, ")")
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].id == id {
					out[stack[k].at].Last = i + 1
					stack = append(stack[:k], stack[k+1:]...)
					break
				}
			}
			v = rest
		}
	}
	kept := out[:0]
	for _, m := range out {
		if m.Last > 0 {
			kept = append(kept, m)
		}
	}
	return kept
}

func misc(col, key string) string {
	for _, kv := range strings.Split(col, "|") {
		if k, v, ok := strings.Cut(kv, "="); ok && k == key {
			return v
		}
	}
	return ""
}

// types maps GUM's entity types to the layer's; the others have no names worth finding.
var types = map[string]string{"person": "PERSON", "organization": "ORG", "place": "PLACE", "time": "TIME", "event": "EVENT"}

// Names derives the sentence's named mentions, none of which overlap: of each
// mention whose head is a proper noun, the head with what belongs to the name;
// of times, those that hold a number, a proper noun or a word such as "today";
// and adjectives and nouns of nationality, faith and party (NORP).
func (s *Sentence) Names() []Mention {
	taken := make([]bool, len(s.Words))
	var out []Mention
	add := func(m Mention) {
		for i := m.First; i < m.Last; i++ {
			if taken[i] {
				return
			}
		}
		for i := m.First; i < m.Last; i++ {
			taken[i] = true
		}
		out = append(out, m)
	}
	for _, m := range s.Mentions() { // outer before inner
		t, ok := types[m.Type]
		if !ok {
			continue
		}
		m.Type = t
		if m, ok = s.name(m); ok {
			add(m)
		}
	}
	for i, w := range s.Words {
		if !taken[i] && demonym.Is(w.Form) && w.UPOS != "VERB" {
			add(Mention{First: i, Last: i + 1, Type: "NORP"})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].First < out[j].First })
	return out
}

func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// headOf is the word of the mention whose governor lies outside.
func (s *Sentence) headOf(m Mention) int {
	for i := m.First; i < m.Last; i++ {
		if h := s.Words[i].Head - 1; h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}

// name cuts a mention down to the name in it; ok is false where it has none.
func (s *Sentence) name(m Mention) (Mention, bool) {
	if m.Type == "TIME" {
		return s.time(m)
	}
	h := s.headOf(m)
	w := s.Words[h]
	if w.UPOS != "PROPN" && (m.Identity == "" || !capital(w.Form) || w.UPOS == "PRON" || w.UPOS == "NUM") {
		return m, false
	}
	if m.Type == "PERSON" && demonym.Is(w.Form) {
		m.Type = "NORP"
	}
	g := growth{Sentence: s, in: m, head: h, first: h, last: h + 1}
	g.grow()
	m.First, m.Last = g.first, g.last
	return m, true
}

// growth is a name, the words first to last of the mention in, while it grows
// outwards from its head.
type growth struct {
	*Sentence
	in                Mention
	head, first, last int
}

func (g *growth) grow() {
	for g.first > g.in.First && g.belongs(g.first-1) {
		g.first--
	}
	for n := 1; n > 0; g.last += n {
		n = 0
		if g.last < g.in.Last {
			if n = g.further(); g.belongs(g.last) {
				n = 1
			}
		}
	}
	for g.first < g.head && (g.Words[g.first].UPOS == "PUNCT" || g.Words[g.first].UPOS == "DET") {
		g.first++
	}
}

// belongs reports whether word i, beside the name, is part of it.
func (g *growth) belongs(i int) bool {
	w, gov := g.Words[i], g.Words[i].Head-1
	inside := gov >= g.first && gov < g.last
	proper := w.UPOS == "PROPN" || capital(w.Form) && (w.XPOS == "NNP" || g.identified(w.Form))
	before := i < g.first
	switch w.Rel {
	case "nummod":
		return inside && g.in.Type != "PERSON" && g.in.Type != "NORP" && w.UPOS == "NUM"
	case "punct": // the hyphens of "Jae-in" and "Al-Zaman"
		return (w.XPOS == "HYPH" || w.Form == "-") && i > g.in.First && i+1 < g.in.Last
	case "case":
		return w.XPOS == "POS" && g.identified(w.Form)
	case "nmod", "nmod:poss", "conj":
		return inside && proper && (g.identified(w.Form) || w.XPOS == "NNP" && before)
	case "goeswith", "nmod:unmarked":
		return inside && (capital(w.Form) || w.UPOS == "PROPN" || w.UPOS == "NUM" || g.identified(w.Form))
	case "amod":
		if inside {
			return proper
		}
	case "flat", "compound":
		if inside {
			return capital(w.Form) || w.UPOS == "PROPN" || w.UPOS == "NUM" || g.identified(w.Form)
		}
	default:
		return false
	}
	// What hangs on a word that is itself still to be reached: "New" in "New York Times".
	return before && capital(w.Form) && gov > i && gov < g.head
}

// further counts the words after the name that join another part to it, "of
// Korea" or "and Agriculture", if the whole is one name; 0 where it is not.
func (g *growth) further() int {
	link := g.Words[g.last]
	for n := 1; n <= 3 && g.last+n < g.in.Last; n++ {
		i := g.last + n
		w := g.Words[i]
		later := w.Head-1 > i // a modifier of what follows
		if w.UPOS == "DET" || w.UPOS == "ADP" || (w.Rel == "compound" || w.Rel == "amod") && capital(w.Form) && n < 3 && later {
			continue
		}
		switch {
		case w.UPOS != "PROPN" || later:
			return 0
		case link.Form == "of" && (g.in.Type == "ORG" || g.in.Type == "EVENT") && w.Rel == "nmod":
			return n + 1
		case !g.identified(w.Form):
			return 0
		case link.UPOS == "PUNCT", (link.UPOS == "ADP" || link.UPOS == "CCONJ") && strings.Contains(g.in.Identity, "_"+link.Form+"_"):
			return n + 1
		}
		return 0
	}
	return 0
}

// identified reports whether the article that tells what is mentioned has the word in its title.
func (g *growth) identified(form string) bool {
	return len(form) > 1 && strings.Contains(g.in.Identity, form)
}

var timeWords = map[string]bool{"today": true, "yesterday": true, "tomorrow": true, "tonight": true}

// time keeps the times that name a date, a day, a month, a year or a number of them.
func (s *Sentence) time(m Mention) (Mention, bool) {
	if m.Last-m.First > 8 {
		return m, false
	}
	ok := false
	for i := m.First; i < m.Last; i++ {
		w := s.Words[i]
		if w.UPOS == "PROPN" || w.UPOS == "NUM" || timeWords[strings.ToLower(w.Form)] {
			ok = true
		}
		if w.UPOS == "VERB" || w.UPOS == "SCONJ" || (w.UPOS == "PRON" && w.XPOS == "WDT") {
			return m, false
		}
	}
	for m.First < m.Last-1 && s.Words[m.First].UPOS == "DET" {
		m.First++
	}
	return m, ok
}

// HasEntities reports whether the sentence comes from a treebank with entity annotation.
func HasEntities(s *Sentence) bool { return strings.Contains(s.Document, "GUM_") }
