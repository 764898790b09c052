package export

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"chancery"
)

//go:embed contexts.tsv
var contextsTSV string

// contextRow is one row of contexts.tsv.
type contextRow struct {
	name  string
	words []string // each with a blank before it, and behind it where it ends the word
}

var contextTable = sync.OnceValue(func() []contextRow {
	var out []contextRow
	for line := range strings.Lines(contextsTSV) {
		name, words, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") || name == "context" {
			continue
		}
		c := contextRow{name: name}
		for _, w := range strings.Fields(words) {
			w = " " + strings.ReplaceAll(w, "_", " ")
			if whole, ok := strings.CutSuffix(w, "$"); ok {
				w = whole + " "
			}
			c.words = append(c.words, w)
		}
		out = append(out, c)
	}
	return out
})

// contexts gives PLOVER's contexts of an event, by the words of what it is about
// and of its sentence.
func contexts(e *chancery.Entry) []string {
	text := " " + strings.Join(strings.FieldsFunc(strings.ToLower(e.What+" "+snippet(e)), func(c rune) bool {
		return c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	}), " ") + " "
	out := []string{}
	for _, c := range contextTable() {
		for _, w := range c.words {
			if strings.Contains(text, w) {
				out = append(out, c.name)
				break
			}
		}
	}
	return out
}
