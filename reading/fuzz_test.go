package reading_test

import (
	"testing"

	"chancery/reading"
	"chancery/source"
)

// FuzzRead holds that no text makes the reading panic.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"", text, "“‘\"'", "A\n\n— X (@x) May 5, 2018", "said said said", "It was agreed.\n\n\"", "\x00\xc3"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) < 4000 {
			reading.Read(source.Report{Title: "t", Text: s})
		}
	})
}
