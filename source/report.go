// Package source turns what a reader has at hand into a [Report]: plain text,
// Markdown, web pages, addresses and standard input. It knows nothing of what a
// report says; that is package reading's work.
package source

import "time"

// Report is one news report or official text, cleaned of the form it came in.
type Report struct {
	// Title is the headline, "" if the text has none. Where it is not "", Text
	// begins with it.
	Title string
	// Text is the title, a blank line, and the paragraphs, each parted by a blank
	// line. Line ends are "\n"; there is no byte order mark and no white space at
	// the end. Plain text that has this form already is kept verbatim.
	Text string
	// Published is midnight UTC of the day of publication, zero if unknown.
	Published time.Time
	// Source is the publishing house as the input names it, "" if unknown.
	Source string
	// URL is where the report was fetched from, or the page's own canonical
	// address, "" if unknown.
	URL string
	// Canonical is the address that the page itself names as its own, "" if none.
	Canonical string
	// Language is the BCP 47 tag of the text's language: always "en" so far.
	Language string
	// Notes tell what was guessed or converted on the way in, for the reader's
	// eye: "read as windows-1252, since it is not UTF-8".
	Notes []string
}
