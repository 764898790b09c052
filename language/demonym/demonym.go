// Package demonym knows the words of nationality, faith, ethnicity and party.
package demonym

import (
	_ "embed" // the table
	"strings"
	"sync"
)

//go:embed norp.txt
var table string

var words = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out[line] = true
		}
	}
	return out
})

// Is reports whether a capitalised form is such a word, in singular or plural.
func Is(form string) bool {
	if form == "" || form[0] < 'A' || form[0] > 'Z' {
		return false
	}
	low := strings.ToLower(form)
	return words()[low] || words()[strings.TrimSuffix(low, "s")]
}
