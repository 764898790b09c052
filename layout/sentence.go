package layout

import (
	"strings"
	"unicode"

	"chancery"
)

// sentence is a piece of the text with the cue marked in it.
type sentence struct {
	before, cue, after string
	mark               bool // show the cue between marks, for want of colour
}

// around gives the sentence that s stands in. Its bounds are found by
// punctuation alone: they decide only how much of the text is shown.
func (p *page) around(s chancery.Span) sentence {
	out := sentence{cue: squeeze(s.Text), mark: !p.Color}
	if s.Start < 0 || s.End > len(p.text) || s.Start > s.End {
		return out
	}
	start, end := s.Start, s.End
	for start > 0 && !startsSentence(p.text, start) {
		start--
	}
	for end < len(p.text) && !startsSentence(p.text, end) {
		end++
	}
	out.before, out.after = squeeze(string(p.text[start:s.Start])), squeeze(string(p.text[s.End:end]))
	if out.cue == "" {
		out.cue = squeeze(string(p.text[s.Start:s.End]))
	}
	// squeeze trims, so what touched the cue must be told from what did not.
	if out.before != "" && unicode.IsSpace(p.text[s.Start-1]) {
		out.before += " "
	}
	if out.after != "" && unicode.IsSpace(p.text[s.End]) {
		out.after = " " + out.after
	}
	return out
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "col": true, "lt": true, "sen": true,
	"rep": true, "gov": true, "st": true, "jr": true, "sr": true, "vs": true, "no": true, "prof": true,
	"jan": true, "feb": true, "mar": true, "apr": true, "aug": true, "sept": true, "oct": true, "nov": true, "dec": true,
}

// startsSentence tells whether a sentence or paragraph begins at i.
func startsSentence(text []rune, i int) bool {
	if i < 2 || !unicode.IsSpace(text[i-1]) || unicode.IsSpace(text[i]) {
		return i == 0
	}
	space := i - 1
	for space > 0 && unicode.IsSpace(text[space-1]) {
		space--
	}
	if strings.Count(string(text[space:i]), "\n") > 1 {
		return true
	}
	if !unicode.IsUpper(text[i]) && !strings.ContainsRune("\"“‘'([", text[i]) && !unicode.IsDigit(text[i]) {
		return false
	}
	end := space
	for end > 0 && strings.ContainsRune("\"”’')]", text[end-1]) {
		end--
	}
	if end == 0 || !strings.ContainsRune(".!?", text[end-1]) {
		return false
	}
	if text[end-1] != '.' {
		return true
	}
	last := end - 1
	for last > 0 && !unicode.IsSpace(text[last-1]) {
		last--
	}
	before := strings.ToLower(strings.TrimLeft(string(text[last:end-1]), "\"“‘'(["))
	initials := len(before) == 1 || strings.Contains(before, ".")
	return !initials && !abbreviations[before]
}

// squeeze collapses white space.
func squeeze(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// flow gives the sentence for writing.
func (s sentence) flow() flow {
	f := flow{}.add(dim, s.before)
	open, shut := "", ""
	if s.mark && s.before+s.after != "" {
		open, shut = "«", "»"
	}
	join := flow.glue
	if s.before == "" || strings.HasSuffix(s.before, " ") {
		join = flow.add
	}
	f = join(f, cue, open+s.cue+shut)
	if strings.HasPrefix(s.after, " ") {
		return f.add(dim, s.after)
	}
	return f.glue(dim, s.after)
}

// clip shortens the sentence to n columns, whole words only, with the cue kept
// and rather more shown after it than before.
func (s sentence) clip(n int) sentence {
	n -= columns(s.cue)
	if s.mark {
		n -= 2
	}
	if columns(s.before)+columns(s.after) <= n {
		return s
	}
	left := min(columns(s.before), max(n*2/5, n-columns(s.after)))
	if columns(s.before) > left {
		s.before = "… " + keepEnd(s.before, left-2)
	}
	s.after = shorten(s.after, n-columns(s.before))
	return s
}

// shorten cuts s after a word to at most n columns, the ellipsis included.
func shorten(s string, n int) string {
	if columns(s) <= n {
		return s
	}
	room, cut := n-2, 0
	used := 0
	for i, c := range s {
		if c == ' ' && used <= room {
			cut = i
		}
		used += columns(string(c))
	}
	return s[:cut] + " …"
}

// keepEnd cuts s before a word so that at most n columns of its end are left.
func keepEnd(s string, n int) string {
	all := columns(s)
	used := 0
	for i, c := range s {
		if c == ' ' && all-used-1 <= n {
			return s[i+1:]
		}
		used += columns(string(c))
	}
	return ""
}
