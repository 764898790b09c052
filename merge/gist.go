package merge

import (
	"slices"
	"strings"
	"unicode"
)

// maxGist bounds the words of a gist.
const maxGist = 24

// stopwords carry no content. Forms of "say" and the days of the week, which every
// report has, are among them.
var stopwords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`a an the and or but nor so yet if of in on at by for with from to into onto upon over under about
		after before during between among against through across along behind beyond near since until till as than that which who whom
		whose what when where why how this these those it its he she they them his her their him we us our you your i me my is are was
		were be been being am has have had having do does did done will would shall should can could may might must not no any all some
		both each every other another such same own more most much many few several also just only even still already there here then
		now out up down off again further once too very said say says saying told tell tells added adding according quoted mr mrs ms dr
		monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow week month year day morning evening night
		earlier later ago last next one two three first second new late while because amid despite including per`) {
		m[stem(w)] = true
		m[w] = true
	}
	return m
}()

// words cuts a text into folded words.
func words(text string, each func(word string)) {
	for w := range strings.FieldsFuncSeq(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		each(w)
	}
}

// stem cuts the commonest endings off an English word, and what is left after
// seven letters: "negotiators" and "negotiating" are "negotia".
func stem(w string) string {
	for _, end := range []string{"ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s", "e", "y"} {
		if len(w)-len(end) >= 3 && strings.HasSuffix(w, end) {
			w = w[:len(w)-len(end)]
			break
		}
	}
	if len(w) > 7 && w[0] < 0x80 {
		w = w[:7]
		for w[len(w)-1]&0xC0 == 0x80 || w[len(w)-1] >= 0xC0 { // no half letter
			w = w[:len(w)-1]
		}
	}
	return w
}

// gather adds the stems of a text's content words, each once, up to a number of them.
func gather(text string, out *[]string, most int) {
	words(text, func(w string) {
		if len(w) < 2 || stopwords[w] || len(*out) >= most {
			return
		}
		if s := stem(w); !stopwords[s] && !slices.Contains(*out, s) {
			*out = append(*out, s)
		}
	})
}

// gist gives the stems of a text's content words, each once, sorted, parted by
// blanks; of a long text the first.
func gist(text string) string {
	var out []string
	gather(text, &out, maxGist)
	slices.Sort(out)
	return strings.Join(out, " ")
}

// without takes the words of one sorted list out of another.
func without(list, out string) string {
	if list == "" || out == "" {
		return list
	}
	var b strings.Builder
	for w := range strings.SplitSeq(list, " ") {
		for out != "" {
			o, rest, _ := strings.Cut(out, " ")
			if o >= w {
				break
			}
			out = rest
		}
		if o, _, _ := strings.Cut(out, " "); o == w {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// common sums the weights of the words that two sorted lists parted by blanks share,
// and those of each.
func common(a, b string) (both, inA, inB float64) {
	for a != "" || b != "" {
		x, restA, _ := strings.Cut(a, " ")
		y, restB, _ := strings.Cut(b, " ")
		switch {
		case b == "" || a != "" && x < y:
			inA += weight(x)
			a = restA
		case a == "" || y < x:
			inB += weight(y)
			b = restB
		default:
			w := weight(x)
			both, inA, inB = both+w, inA+w, inB+w
			a, b = restA, restB
		}
	}
	return both, inA, inB
}

// overlap is the part of the shorter list, by weight, that the other has too, damped
// where the lists are short; 0 to 1.
func overlap(a, b string) float64 {
	both, inA, inB := common(a, b)
	if both == 0 {
		return 0
	}
	return both / (min(inA, inB) + 1)
}
