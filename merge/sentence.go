package merge

import (
	"strings"
	"unicode"

	"chancery"
)

// maxSentence bounds a sentence, in code points on either side of the cue.
const maxSentence = 600

// abbreviations end with a full stop and no sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "gen": true, "col": true, "maj": true, "lt": true, "capt": true,
	"sgt": true, "sen": true, "rep": true, "gov": true, "prof": true, "rev": true, "hon": true, "jr": true, "sr": true, "no": true,
	"jan": true, "feb": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true, "adm": true, "cmdr": true, "amb": true, "vs": true,
	"ltd": true, "inc": true, "corp": true, "co": true, "messrs": true, "pres": true, "brig": true, "al": true,
}

// sentence gives the span of the sentence, code points of text, in which [start, end)
// stands; its Text is left out. A line's end, of which titles and paragraphs have
// one, ends a sentence too.
func sentence(text []rune, start, end int) chancery.Span {
	start, end = min(max(start, 0), len(text)), min(max(end, 0), len(text))
	from := start
	for from > 0 && start-from < maxSentence && !ends(text, from-1) {
		from--
	}
	for from < start && unicode.IsSpace(text[from]) {
		from++
	}
	to := max(end, start)
	for to < len(text) && to-end < maxSentence && !ends(text, to) {
		to++
	}
	if to < len(text) && text[to] != '\n' {
		to++
	}
	return chancery.Span{Start: from, End: max(to, from)}
}

// ends tells whether code point i is the last of a sentence.
func ends(text []rune, i int) bool {
	switch text[i] {
	case '\n':
		return true
	case '.', '!', '?', '”', '"', ')', '’':
	default:
		return false
	}
	if i+1 >= len(text) {
		return true
	}
	if !unicode.IsSpace(text[i+1]) {
		return false
	}
	k := i + 1
	for k < len(text) && text[k] == ' ' {
		k++
	}
	if k < len(text) && (unicode.IsLower(text[k]) || text[k] == ',') {
		return false
	}
	stop := i
	for stop > 0 && strings.ContainsRune("”\")’", text[stop]) {
		stop--
	}
	return text[stop] == '!' || text[stop] == '?' || text[stop] == '.' && !abbreviated(text, stop)
}

// abbreviated tells whether the full stop at i belongs to an abbreviation.
func abbreviated(text []rune, i int) bool {
	from := i
	for from > 0 && unicode.IsLetter(text[from-1]) {
		from--
	}
	word := text[from:i]
	if len(word) == 1 && unicode.IsUpper(word[0]) {
		return true // "U.S.", "George W. Bush"
	}
	return len(word) <= 6 && len(word) > 0 && abbreviations[strings.ToLower(string(word))]
}
