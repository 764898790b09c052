package language

import (
	_ "embed" // the table of places
	"strings"
	"sync"

	"chancery/language/demonym"
)

//go:embed places.tsv
var placeTable string

// places holds the segmented names of the table, words parted by spaces, and
// their first words with the length of the longest name that opens so.
type places struct {
	names map[string]bool
	first map[string]int
}

var knownPlaces = sync.OnceValue(func() places {
	p := places{map[string]bool{}, map[string]int{}}
	for line := range strings.Lines(placeTable) {
		name, _, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || line[0] == '#' {
			continue
		}
		ws := Segment(name).Words
		p.names[key(ws)] = true
		p.first[ws[0].Text] = max(p.first[ws[0].Text], len(ws))
		if len(name) > 4 { // datelines are in capitals
			up := Segment(strings.ToUpper(name)).Words
			p.names[key(up)] = true
			p.first[up[0].Text] = max(p.first[up[0].Text], len(up))
		}
	}
	return p
})

// dangles reports whether word i is one that no name ends in, unless behind a hyphen.
func dangles(ws []Word, i int) bool {
	switch ws[i].UPOS {
	case "ADP", "CCONJ", "DET":
		return i == 0 || ws[i-1].End < ws[i].Start
	}
	return false
}

func key(ws []Word) string {
	f := make([]string, len(ws))
	for i, w := range ws {
		f[i] = w.Text
	}
	return strings.Join(f, " ")
}

// at returns the number of words of the longest known name at word i before end, or 0.
func (p places) at(ws []Word, i, end int) int {
	for n := min(p.first[ws[i].Text], end-i); n > 0; n-- {
		if p.names[key(ws[i:i+n])] {
			return n
		}
	}
	return 0
}

//go:embed heads.tsv
var headTable string

// nameWords is heads.tsv: the type that a name's last word tells, and titles.
type nameWords struct {
	last   map[string]string
	titles map[string]bool
}

var knownHeads = sync.OnceValue(func() nameWords {
	k := nameWords{map[string]string{}, map[string]bool{}}
	for line := range strings.Lines(headTable) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		for w := range strings.FieldsSeq(f[2]) {
			if f[0] == "title" {
				k.titles[w] = true
			} else {
				k.last[w] = f[1]
			}
		}
	}
	return k
})

// settle gives a mention of several words the type that its last word tells,
// and takes titles off a person's name.
func (k nameWords) settle(ws []Word, m Mention) Mention {
	if m.Last-m.First < 2 {
		return m
	}
	if t := k.last[ws[m.Last-1].Text]; t != "" && m.Type != "TIME" && m.Type != "NORP" {
		m.Type = t
	}
	for m.Type == "PERSON" && m.Last-m.First > 1 && k.titles[ws[m.First].Text] {
		m.First++
	}
	return m
}

// mend corrects what a labeller that learned from few names gets wrong:
// a name goes on over its hyphens ("Jae-in"); what a table knows for a place is
// one; the last word of a name may tell its type; and an address is no name.
func mend(words []Word, sentences []Sentence, found []Mention) []Mention {
	out := make([]Mention, 0, len(found)+8)
	p, heads := knownPlaces(), knownHeads()
	next := 0
	for _, s := range sentences {
		for i := s.First; i < s.Last; {
			var m Mention
			if next < len(found) && found[next].First == i {
				m = hyphens(words, found[next], s.Last)
				next++
			}
			n := p.at(words, i, s.Last)
			if n > 0 && n < m.Last-m.First && p.at(words, i+n, m.Last) == m.Last-i-n {
				m.Last = i + n // a dateline ran into the place after it
				next--
				found[next].First = i + n
			}
			if m.Type == "" && n == 0 && words[i].UPOS != "VERB" && demonym.Is(words[i].Text) {
				m = Mention{i, i + 1, "NORP"}
			}
			switch {
			case m.Type != "" && n != m.Last-m.First && !(n > m.Last-m.First && m.Type == "PLACE"):
				// a longer name, or none of the table's
			case n > 0 && (m.Type != "" || words[i].UPOS == "PROPN"):
				m = Mention{i, i + n, "PLACE"}
			}
			if m.Type == "" || strings.ContainsAny(words[i].Text, "@/#") || dangles(words, m.Last-1) {
				i = max(i+1, m.Last)
			} else {
				out = append(out, heads.settle(words, m))
				i = m.Last
			}
			for next < len(found) && found[next].First < i {
				next++
			}
		}
	}
	return out
}

// hyphens lets a mention go on over a hyphen to the part of a name behind it,
// and takes a hyphen off its end that nothing follows.
func hyphens(ws []Word, m Mention, end int) Mention {
	for m.Last+1 < end && m.Type == "PERSON" && hyphen(ws, m.Last) && partOfName(ws[m.Last+1]) {
		m.Last += 2
	}
	if hyphen(ws, m.Last-1) && m.Last < end && m.Type == "PERSON" && partOfName(ws[m.Last]) && ws[m.Last].Start == ws[m.Last-1].End {
		m.Last++
	}
	for m.Last-1 > m.First && ws[m.Last-1].UPOS == "PUNCT" && ws[m.Last-1].Text == "-" {
		m.Last--
	}
	return m
}

// partOfName reports whether a word behind a hyphen may belong to a person's
// name: "in" of "Jae-in" is tagged as a preposition now and then.
func partOfName(w Word) bool {
	return w.UPOS == "PROPN" || len(w.Text) <= 4 && w.UPOS != "VERB" && w.UPOS != "ADJ" && w.UPOS != "NOUN"
}

// hyphen reports whether word i is a hyphen with words close on both sides.
func hyphen(ws []Word, i int) bool {
	return i > 0 && i+1 < len(ws) && ws[i].Text == "-" && ws[i-1].End == ws[i].Start && ws[i].End == ws[i+1].Start
}
