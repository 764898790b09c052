package perceptron

import (
	"chancery/language/linear"
)

// Forms holds what is learned about words whose tags and tree are known,
// whichever family found those: features, lemmas and names. It is read only and
// safe for concurrent use.
type Forms struct {
	amb       map[string]uint32 // class of tags that a frequent word was seen with
	clusters  map[string]uint32 // word classes learned from raw text
	feats     map[string][]int  // classes of features by "UPOS|XPOS"
	featNames []string
	scripts   []script
	labels    []string

	inflector, lemmas, namer *linear.Model
}

// Model adds what finds tags and trees; it is read only and safe for concurrent use.
type Model struct {
	*Forms
	tags    []string // "UPOS|XPOS" by class
	tagHash []uint32 // hash of the XPOS by class
	tagger  *linear.Model

	forward  *Parser
	Backward *Parser // reads from the last word to the first, and errs elsewhere
}

// Parser is a transition parser.
type Parser struct {
	moves  []string // "S", "L"+relation or "R"+relation by class
	kinds  []uint8  // kind of transition by class
	scorer *linear.Model
}

// Annotate fills in everything about the words of the sentence but its names.
func (m *Model) Annotate(s []Word) {
	var w work
	m.describe(s)
	m.tag(s, &w)
	m.forward.parse(s, &w)
	m.inflect(s, &w)
	m.lemmatise(s, &w)
}

// Inflect fills in the features and lemmas of a sentence that is tagged and parsed.
func (m *Forms) Inflect(s []Word) {
	var w work
	m.describe(s)
	hashTags(s)
	m.inflect(s, &w)
	m.lemmatise(s, &w)
}

// Names finds the named mentions of the sentences of one document, which must be tagged and parsed.
func (m *Forms) Names(doc [][]Word) [][]Span {
	var w work
	seen := map[string]uint32{}
	out := make([][]Span, len(doc))
	for i, s := range doc {
		m.describe(s)
		hashTags(s)
		out[i] = m.names(s, seen, &w)
	}
	return out
}

func hashTags(s []Word) {
	for i := range s {
		s[i].x.tag, s[i].x.coarse = linear.Hash(s[i].XPOS), linear.Hash(s[i].UPOS)
	}
}

func (m *Model) index() {
	m.tagHash = make([]uint32, len(m.tags))
	for i, t := range m.tags {
		var w Word
		setTag(&w, t, 0)
		m.tagHash[i] = linear.Hash(w.XPOS)
	}
}

func (a *Parser) index() {
	a.kinds = make([]uint8, len(a.moves))
	for i, t := range a.moves {
		a.kinds[i] = map[byte]uint8{'S': shift, 'L': left, 'R': right}[t[0]]
	}
}
