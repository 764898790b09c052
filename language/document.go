// Package language reads English: it parts a text into words and sentences and
// gives each word its tags, lemma and place in a Universal Dependencies tree,
// and each entity mention its span. Models are learned from treebanks by the
// trainer beside this package and are embedded.
package language

// Word is one syntactic word. An orthographic token such as "don't" is several
// words; every word's text is Document.Text[Start:End], and words never overlap.
type Word struct {
	Start, End int    // byte offsets into Document.Text
	Text       string // Document.Text[Start:End]
	Lemma      string
	UPOS       string // universal part of speech
	XPOS       string // Penn Treebank tag
	Feats      string // UD features, "Number=Sing|Person=3", or ""
	Head       int    // index into Document.Words of the governor, -1 for a root
	Rel        string // UD basic relation to the governor, "nsubj:pass"
	Joined     bool   // the word continues the orthographic token of the word before (multiword token)
}

// Sentence is the half-open range [First, Last) of Document.Words.
type Sentence struct{ First, Last int }

// Mention is an entity mention over the half-open range [First, Last) of
// Document.Words. Type is one of PERSON, ORG, PLACE, TIME, EVENT, NORP.
type Mention struct {
	First, Last int
	Type        string
}

// Document is a text with what the language layer found in it.
type Document struct {
	Text      string
	Words     []Word
	Sentences []Sentence
	Mentions  []Mention

	tree *tree // lookups, made by Read
}
