package turned_test

import (
	"testing"
	"time"

	"chancery/reading"
	"chancery/source"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		pair [2]string
		turn string
	}{
		{"Relations between Russia and Turkey worsened last year.", [2]string{"RUS", "TUR"}, "worsened"},
		{"Talks between India and Pakistan resumed on Monday.", [2]string{"IND", "PAK"}, "resumed"},
		{"Ties between Greece and Turkey have improved.", [2]string{"GRC", "TUR"}, "warmed"},
	} {
		rec, _ := reading.Read(source.Report{Title: "A title", Text: "A title\n\n" + c.text, Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)})
		found := false
		for _, r := range rec.Relations {
			found = found || r.Pair == c.pair && r.Turn == c.turn
		}
		if !found {
			t.Errorf("%q: relations %+v, want %s %v", c.text, rec.Relations, c.turn, c.pair)
		}
	}
}
