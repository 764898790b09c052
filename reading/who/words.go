package who

import (
	_ "embed"
	"strings"
	"sync"

	"chancery"
	"chancery/world"
)

//go:embed words.tsv
var wordsTSV string

// words maps a class of words.tsv to its words.
var words = sync.OnceValue(func() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for _, line := range strings.Split(wordsTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		class, list, _ := strings.Cut(line, "\t")
		m[class] = map[string]bool{}
		for _, w := range strings.Fields(list) {
			m[class][w] = true
		}
	}
	return m
})

// is tells whether a word belongs to a class of words.tsv.
func is(class, word string) bool { return words()[class][word] }

// firstNames maps the first names of the people that package world knows to their
// gender, 0 where both or none bear it.
var firstNames = sync.OnceValue(func() map[string]byte {
	m := map[string]byte{}
	for _, e := range world.Default().Entities() {
		if e.Kind != chancery.Person {
			continue
		}
		first, rest, ok := strings.Cut(e.Name, " ")
		if !ok || rest == "" || first == e.Surname {
			continue
		}
		if g, seen := m[first]; seen && g != e.Gender {
			m[first] = 0
		} else if !seen {
			m[first] = e.Gender
		}
	}
	return m
})
