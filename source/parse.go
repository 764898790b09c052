package source

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// What is beyond these bounds is no single report.
const (
	MaxBytes = 16 << 20 // of a file or a page as it comes in
	MaxText  = 1 << 20  // bytes of the text in it
	maxWord  = 4096     // bytes between two white spaces
)

// Input is one report as it came in.
type Input struct {
	Name        string // file name or address, for its extension and date
	ContentType string // media type that a server named, "" if unknown
	URL         string // address it was fetched from, "" if none
	Data        []byte
}

// Parse makes a report of what came in, after telling from its media type, name
// and first bytes whether it is plain text, Markdown or HTML. Errors do not
// repeat the name; they wrap one of the Err values of this package or a
// [LanguageError], and a bad front matter is an error too.
func Parse(in Input) (Report, error) {
	if len(in.Data) > MaxBytes {
		return Report{}, fmt.Errorf("%w: more than %d MiB", ErrTooLarge, MaxBytes>>20)
	}
	form := sniff(in)
	text, note, err := decode(in.Data, in.ContentType, form == page)
	if err != nil {
		return Report{}, err
	}
	var r Report
	switch form {
	case page:
		r, err = parseHTML(text, in.URL)
	case markdown:
		r, err = parseMarkdown(text)
	default:
		r = parsePlain(text)
	}
	if err != nil {
		return Report{}, err
	}
	if in.URL != "" {
		r.URL = in.URL
	}
	if note != "" {
		r.Notes = append([]string{note}, r.Notes...)
	}
	return finish(r, in.Name)
}

// finish checks the text and fills in what can be told from it.
func finish(r Report, name string) (Report, error) {
	if r.Text == "" {
		return Report{}, ErrEmpty
	}
	if len(r.Text) > MaxText {
		return Report{}, fmt.Errorf("%w: %.1f MiB of text, where %d MiB is the most", ErrTooLarge,
			float64(len(r.Text))/(1<<20), MaxText>>20)
	}
	if w := longestWord(r.Text); w > maxWord {
		return Report{}, fmt.Errorf("%w: %d bytes without a space", ErrBinary, w)
	}
	language, err := detect(r.Text)
	if err != nil {
		return Report{}, err
	}
	r.Language = language
	if r.Published.IsZero() {
		r.Published = guessDay(name, r.URL, r.Text)
	}
	return r, nil
}

func longestWord(text string) int {
	longest, start := 0, 0
	for i, c := range text {
		if c == ' ' || c == '\n' || c == '\t' {
			longest = max(longest, i-start)
			start = i + utf8.RuneLen(c)
		}
	}
	return max(longest, len(text)-start)
}

// join lays a title and paragraphs out as the text of a report.
func join(title string, paragraphs []string) string {
	if title != "" {
		paragraphs = append([]string{title}, paragraphs...)
	}
	return strings.Join(paragraphs, "\n\n")
}

// day is midnight UTC of the day that t shows in its own zone: a page's own day
// of publication, not that of the reader.
func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
