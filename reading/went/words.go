package went

import (
	_ "embed"
	"strings"
	"sync"

	"chancery/language"
)

//go:embed words.tsv
var wordsTSV string

// classes maps "V travel" to its class of words.tsv.
var classes = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(wordsTSV) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if line[0] == '#' || len(f) < 3 {
			continue
		}
		for _, l := range strings.Fields(f[2]) {
			m[f[1]+" "+l] = f[0]
		}
	}
	return m
})

// class returns the class of a word, "" if it tells nobody's whereabouts.
func class(w language.Word) string {
	switch w.UPOS {
	case "VERB", "AUX":
		return classes()["V "+strings.ToLower(w.Lemma)]
	case "NOUN", "PROPN":
		return classes()["N "+strings.ToLower(w.Lemma)]
	}
	return ""
}
