package did

import (
	_ "embed"
	"strings"
	"sync"

	"chancery"
)

// frame is one row of frames.tsv: a cue and where its parties stand.
type frame struct {
	kind     chancery.EventType
	mode     string
	lemma    string   // of the cue word
	particle string   // that must go with it: "for" of "call for", "" if none
	whom     []string // slots, best first
	needs    map[string]bool
	forbids  map[string]bool
	strong   bool // the cue alone mostly tells the type
}

//go:embed frames.tsv
var framesTSV string

// frames returns the lexicon by part of speech and lemma: 'V', 'N', 'A'.
var frames = sync.OnceValue(func() map[byte]map[string][]frame {
	table := map[byte]map[string][]frame{'V': {}, 'N': {}, 'A': {}}
	for _, line := range strings.Split(framesTSV, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for _, l := range strings.Fields(f[3]) {
			fr := frame{kind: chancery.EventType(f[0]), mode: strings.Trim(f[1], "-"), whom: list(f[4])}
			fr.lemma, fr.particle, _ = strings.Cut(l, "_")
			fr.strong = f[6] == "strong"
			if rest, not := strings.CutPrefix(f[5], "!"); not {
				fr.forbids = set(rest)
			} else {
				fr.needs = set(f[5])
			}
			by := table[f[2][0]]
			if fr.particle != "" { // the more particular cue is tried first
				by[fr.lemma] = append([]frame{fr}, by[fr.lemma]...)
			} else {
				by[fr.lemma] = append(by[fr.lemma], fr)
			}
		}
	}
	return table
})

//go:embed irregular.tsv
var irregularTSV string

// irregular maps forms of irregular verbs to their base.
var irregular = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(irregularTSV, "\n") {
		if form, base, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			m[form] = base
		}
	}
	return m
})

func list(s string) []string {
	if s == "-" {
		return nil
	}
	return strings.Split(s, ",")
}

func set(s string) map[string]bool {
	if s == "-" {
		return nil
	}
	m := map[string]bool{}
	for _, w := range strings.Split(s, ",") {
		m[w] = true
	}
	return m
}
