package where

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed words.tsv
var wordsTSV string

// class is a set of the classes of words.tsv.
type class uint16

const (
	at class = 1 << iota
	before
	sort
	part
	title
	goes
	visits
	strikes
	occasion
	site
	there
	plans
	feature
	plain
)

var classNames = map[string]class{
	"at": at, "before": before, "sort": sort, "part": part, "title": title, "goes": goes, "visits": visits,
	"strikes": strikes, "occasion": occasion, "site": site, "there": there, "plans": plans, "feature": feature, "plain": plain,
}

// lexicon holds words.tsv by word.
var lexicon = sync.OnceValue(func() map[string]class {
	out := map[string]class{}
	for line := range strings.Lines(wordsTSV) {
		line = strings.TrimRight(line, "\r\n")
		if word, c, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			out[word] |= classNames[c]
		}
	}
	return out
})

//go:embed abbreviations.tsv
var abbreviationsTSV string

// division is a first-level division that an abbreviation stands for.
type division struct{ country, name string }

// abbreviations holds abbreviations.tsv by abbreviation, without its last stop.
var abbreviations = sync.OnceValue(func() map[string]division {
	out := map[string]division{}
	for line := range strings.Lines(abbreviationsTSV) {
		if f := strings.Split(strings.TrimRight(line, "\r\n"), "\t"); len(f) == 3 && f[0][0] != '#' && f[0] != "abbreviation" {
			out[f[0]] = division{f[1], f[2]}
		}
	}
	return out
})

// is tells whether a word, in any case, is of a class.
func is(word string, c class) bool {
	return lexicon()[strings.ToLower(strings.TrimSuffix(word, "."))]&c != 0
}
