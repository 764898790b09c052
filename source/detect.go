package source

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
)

// LanguageError tells that a text is in a language that cannot be read.
type LanguageError struct {
	Tag  string // BCP 47, "und" if unknown
	Name string // in English, "" if unknown
}

func (e *LanguageError) Error() string {
	if e.Name == "" {
		return "the text does not read as English, the one language read so far"
	}
	return fmt.Sprintf("the text is in %s: only English is read so far", e.Name)
}

//go:embed languages.tsv
var languageTable string

// tongue is one language of languages.tsv.
type tongue struct {
	tag, name string
	words     map[string]bool
}

var tongues = sync.OnceValue(func() []tongue {
	var all []tongue
	for line := range strings.Lines(languageTable) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		t := tongue{tag: f[0], name: f[1], words: map[string]bool{}}
		for _, w := range strings.Fields(f[2]) {
			t.words[w] = true
		}
		all = append(all, t)
	}
	return all
})

// scripts names the languages that another script gives away well enough for an
// error message.
var scripts = []struct {
	table     *unicode.RangeTable
	tag, name string
}{
	{unicode.Hangul, "ko", "Korean"},
	{unicode.Hiragana, "ja", "Japanese"},
	{unicode.Katakana, "ja", "Japanese"},
	{unicode.Han, "zh", "Chinese"},
	{unicode.Arabic, "und-Arab", "a language written in Arabic script"},
	{unicode.Cyrillic, "und-Cyrl", "a language written in Cyrillic script"},
	{unicode.Hebrew, "he", "Hebrew"},
	{unicode.Greek, "el", "Greek"},
	{unicode.Devanagari, "und-Deva", "a language written in Devanagari"},
	{unicode.Thai, "th", "Thai"},
}

// Shares of function words, measured on running text: English has more than a
// third; a text of another language that shares some words with English has
// fewer than a tenth.
const (
	leastEnglish = 0.10
	fewWords     = 25 // a text of fewer words shows no share worth a refusal
)

// detect tells the language of a text by its script and its function words, for
// which the first 20,000 words are enough. Capitalized words do not count, since
// names are full of them: Le Drian, Di Maio, La Paz.
func detect(text string) (string, error) {
	if err := detectScript(text); err != nil {
		return "", err
	}
	all := tongues()
	hits, total := make([]int, len(all)), 0
	for w := range strings.FieldsFuncSeq(text, notInWord) {
		if total++; total > 20000 {
			break
		}
		if len(w) > 1 && w == strings.ToUpper(w) {
			w = strings.ToLower(w)
		}
		for i := range all {
			if all[i].words[w] {
				hits[i]++
			}
		}
	}
	best := 0 // English stands first and wins ties
	for i := range hits {
		if hits[i] > hits[best] {
			best = i
		}
	}
	switch {
	case total == 0:
		return "", ErrEmpty
	case best != 0 && hits[best] >= 2*hits[0] && hits[best] >= 3:
		return "", &LanguageError{Tag: all[best].tag, Name: all[best].name}
	case total >= fewWords && float64(hits[0]) < leastEnglish*float64(total):
		return "", &LanguageError{Tag: "und"}
	}
	return "en", nil
}

func detectScript(text string) error {
	counts, latin, letters := make([]int, len(scripts)), 0, 0
	for _, c := range text {
		if !unicode.IsLetter(c) {
			continue
		}
		letters++
		if c < 0x250 {
			latin++
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s.table, c) {
				counts[i]++
				break
			}
		}
	}
	if latin*2 >= letters {
		return nil
	}
	best := 0
	for i := range counts {
		if counts[i] > counts[best] {
			best = i
		}
	}
	// Japanese is written mostly in Han with kana between.
	if scripts[best].tag == "zh" && (counts[1]+counts[2])*20 > counts[best] {
		best = 1
	}
	if counts[best] == 0 {
		return &LanguageError{Tag: "und"}
	}
	return &LanguageError{Tag: scripts[best].tag, Name: scripts[best].name}
}

func notInWord(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '’' }
