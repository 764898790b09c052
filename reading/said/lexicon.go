package said

import (
	_ "embed"
	"fmt"
	"strings"
)

// frame is where a reporting word has what was said.
type frame uint8

const (
	clause  frame = iota // finite clause after the word
	front                // clause before or around it
	quote                // quotation beside it
	np                   // object
	inf                  // infinitive
	label                // object and what it is called
	as                   // object and what follows "as"
	prep                 // object of a preposition
	nframes = iota
)

var frameNames = [nframes]string{"clause", "front", "quote", "np", "inf", "label", "as", "prep"}

// entry is one row of verbs.tsv.
type entry struct {
	word      string
	class     string
	frames    [nframes]bool
	preps     []string // prepositions whose object holds the content
	addressee string   // obj, a preposition, or "-"
}

// lexicon finds reporting words by lemma. Phrases ("make clear") stand under
// their first word.
type lexicon struct {
	verbs, nouns map[string]*entry
	phrases      map[string][]*entry
	forms        map[string]*entry // verbs by their regular forms, for words whose lemma is wrong
}

//go:embed verbs.tsv
var verbsTSV string

//go:embed channels.tsv
var channelsTSV string

// words is the lexicon compiled in; a fault in its table is a fault of the build
// and is found by the package's tests.
var words = must(parseLexicon(verbsTSV))

// channels maps a noun to the channel that it names.
var channels = must(parseChannels(channelsTSV))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// rows returns the cells of a table's rows, comments and header left out.
func rows(table string, columns int) ([][]string, error) {
	var out [][]string
	header := true
	for i, line := range strings.Split(table, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("line %d: %d cells, want %d", i+1, len(cells), columns)
		}
		if header {
			header = false
			continue
		}
		out = append(out, cells)
	}
	return out, nil
}

// parseLexicon reads verbs.tsv.
func parseLexicon(table string) (*lexicon, error) {
	lex := &lexicon{verbs: map[string]*entry{}, nouns: map[string]*entry{}, forms: map[string]*entry{}, phrases: map[string][]*entry{}}
	all, err := rows(table, 5)
	if err != nil {
		return nil, fmt.Errorf("verbs.tsv: %w", err)
	}
	for _, cells := range all {
		e := &entry{word: cells[0], class: cells[2], addressee: cells[4]}
		for _, f := range strings.Fields(cells[3]) {
			if err := e.setFrame(f); err != nil {
				return nil, fmt.Errorf("verbs.tsv: %s: %w", e.word, err)
			}
		}
		first, _, phrase := strings.Cut(e.word, " ")
		switch {
		case phrase:
			lex.phrases[first] = append(lex.phrases[first], e)
		case cells[1] == "verb":
			lex.verbs[e.word] = e
			for _, f := range regular(e.word) {
				lex.forms[f] = e
			}
		case cells[1] == "noun":
			lex.nouns[e.word] = e
		default:
			return nil, fmt.Errorf("verbs.tsv: %s: unknown part of speech %q", e.word, cells[1])
		}
	}
	return lex, nil
}

// regular returns the forms that a regular verb may have.
func regular(verb string) []string {
	stem := verb
	switch {
	case strings.HasSuffix(verb, "e"):
		stem = verb[:len(verb)-1]
	case strings.HasSuffix(verb, "y") && !strings.HasSuffix(verb, "ay"):
		return []string{verb[:len(verb)-1] + "ied", verb[:len(verb)-1] + "ies", verb + "ing"}
	}
	last := verb[len(verb)-1:]
	return []string{stem + "ed", stem + "ing", verb + "s", verb + "es", verb + last + "ed", verb + last + "ing"}
}

// setFrame adds the frame that a cell of verbs.tsv names.
func (e *entry) setFrame(name string) error {
	if p, ok := strings.CutPrefix(name, "prep:"); ok {
		e.frames[prep] = true
		e.preps = append(e.preps, p)
		return nil
	}
	for f, n := range frameNames {
		if n == name && frame(f) != prep {
			e.frames[f] = true
			return nil
		}
	}
	return fmt.Errorf("unknown frame %q", name)
}

// takes tells whether the content may be the object of preposition p.
func (e *entry) takes(p string) bool {
	for _, q := range e.preps {
		if p == q {
			return true
		}
	}
	return false
}

// parseChannels reads channels.tsv.
func parseChannels(table string) (map[string]string, error) {
	all, err := rows(table, 2)
	if err != nil {
		return nil, fmt.Errorf("channels.tsv: %w", err)
	}
	out := map[string]string{}
	for _, cells := range all {
		out[cells[0]] = cells[1]
	}
	return out, nil
}
