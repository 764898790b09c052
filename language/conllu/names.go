package conllu

import (
	_ "embed" // the table of nationalities
	"sort"
	"strings"
	"sync"
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
		if !taken[i] && isNorp(w) && w.UPOS != "VERB" {
			add(Mention{First: i, Last: i + 1, Type: "NORP"})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].First < out[j].First })
	return out
}

//go:embed norp.txt
var norpTable string

var norps = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(norpTable) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out[line] = true
		}
	}
	return out
})

// isNorp reports whether a word names a nationality, faith or party.
func isNorp(w Word) bool {
	low := strings.ToLower(w.Form)
	return capital(w.Form) && (norps()[low] || norps()[strings.TrimSuffix(low, "s")])
}

func capital(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

func (s *Sentence) headOf(m Mention) int {
	for i := m.First; i < m.Last; i++ {
		if h := s.Words[i].Head - 1; h < m.First || h >= m.Last {
			return i
		}
	}
	return m.First
}

func (s *Sentence) name(m Mention) (Mention, bool) {
	h := s.headOf(m)
	if m.Type == "TIME" {
		return s.time(m)
	}
	w := s.Words[h]
	if w.UPOS != "PROPN" && (m.Identity == "" || !capital(w.Form) || w.UPOS == "PRON" || w.UPOS == "NUM") {
		return m, false
	}
	if m.Type == "PERSON" && isNorp(w) {
		m.Type = "NORP"
	}
	first, last := h, h+1
	// The name grows outwards from its head while the neighbour belongs to it.
	for first > m.First && s.belongs(first-1, first, last, h, m) {
		first--
	}
	for last < m.Last {
		if s.belongs(last, first, last, h, m) {
			last++
			continue
		}
		// "of Korea", "- in", "and Agriculture": a link and what it links, if the whole is one name.
		if n := s.link(last, h, m); n > 0 {
			last += n
			for last < m.Last && s.belongs(last, first, last, h, m) {
				last++
			}
			continue
		}
		break
	}
	for first < h && (s.Words[first].UPOS == "PUNCT" || s.Words[first].UPOS == "DET") {
		first++
	}
	m.First, m.Last = first, last
	return m, true
}

// belongs reports whether word i, beside the name's words first to last, is part of it.
func (s *Sentence) belongs(i, first, last, h int, m Mention) bool {
	w := s.Words[i]
	g := w.Head - 1
	inside := g >= first && g < last
	switch w.Rel {
	case "nummod":
		return inside && m.Type != "PERSON" && m.Type != "NORP" && w.UPOS == "NUM"
	case "flat", "compound", "goeswith", "nmod:unmarked":
		return inside && (capital(w.Form) || w.UPOS == "PROPN" || w.UPOS == "NUM" || inIdentity(w.Form, m))
	case "amod", "nmod", "nmod:poss", "conj":
		return inside && (w.UPOS == "PROPN" || (capital(w.Form) && (w.XPOS == "NNP" || inIdentity(w.Form, m)))) && (w.Rel == "amod" || inIdentity(w.Form, m) || w.XPOS == "NNP" && i < first)
	case "punct":
		// The hyphens of "Jae-in" and "Al-Zaman".
		if w.XPOS == "HYPH" || w.Form == "-" {
			return i+1 < m.Last && i > m.First
		}
	case "case":
		return w.XPOS == "POS" && inIdentity(w.Form, m)
	}
	// What hangs on a word that is itself still to be reached: "New" in "New York Times".
	if (w.Rel == "compound" || w.Rel == "amod" || w.Rel == "flat") && i < first {
		return capital(w.Form) && g > i && g < h
	}
	return false
}

// link counts the words from i on that join a further part to the name, or 0.
func (s *Sentence) link(i, h int, m Mention) int {
	for n := 1; n <= 3 && i+n < m.Last; n++ {
		w := s.Words[i+n]
		if w.UPOS == "DET" || w.UPOS == "ADP" || (w.Rel == "compound" || w.Rel == "amod") && capital(w.Form) && n < 3 && s.Words[i+n+1-1].Head-1 > i+n {
			continue
		}
		if w.UPOS != "PROPN" || w.Head-1 > i+n {
			return 0
		}
		link := s.Words[i]
		if link.Form == "of" && (m.Type == "ORG" || m.Type == "EVENT") && (w.Rel == "nmod") {
			return n + 1
		}
		if (link.UPOS == "ADP" || link.UPOS == "CCONJ" || link.UPOS == "PUNCT") && inIdentity(w.Form, m) && (link.UPOS == "PUNCT" || strings.Contains(m.Identity, "_"+link.Form+"_")) {
			return n + 1
		}
		return 0
	}
	return 0
}

func inIdentity(form string, m Mention) bool {
	return m.Identity != "" && strings.Contains("_"+m.Identity+"_", form) && len(form) > 1
}

var timeWords = map[string]bool{"today": true, "yesterday": true, "tomorrow": true, "tonight": true, "now": false}

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
