package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// parsePlain reads plain text: the first line is the title. Text whose title and
// paragraphs are parted by blank lines is kept verbatim, so that offsets into the
// report are offsets into the file; anything else gets the blank lines it lacks.
func parsePlain(text string) Report {
	text = strings.TrimSpace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			lines[i] = ""
		}
	}
	if len(lines) > 1 && lines[1] != "" {
		lines = part(lines)
	}
	text = strings.Join(lines, "\n")
	title := strings.TrimSpace(lines[0])
	if len(lines) > 1 && lines[1] != "" {
		title = "" // a wrapped paragraph, see part
	}
	return Report{Title: title, Text: text}
}

// part puts blank lines into text whose title stands directly above the rest. A
// second line that begins in lower case goes on with the first: such a text has
// no title. Where there is no blank line at all and the lines end as sentences
// do, each line is a paragraph.
func part(lines []string) []string {
	if c, _ := utf8.DecodeRuneInString(strings.TrimSpace(lines[1])); unicode.IsLower(c) {
		return lines
	}
	out := []string{lines[0], ""}
	apart := paragraphPerLine(lines[1:])
	for i, line := range lines[1:] {
		if apart && i > 0 {
			out = append(out, "")
		}
		out = append(out, line)
	}
	return out
}

func paragraphPerLine(lines []string) bool {
	ends := 0
	for _, line := range lines {
		if line == "" {
			return false
		}
		line = strings.TrimRight(line, " \t\"'”’)]")
		if strings.HasSuffix(line, ".") || strings.HasSuffix(line, "!") || strings.HasSuffix(line, "?") {
			ends++
		}
	}
	return ends*3 >= len(lines)*2
}
