package language

import (
	"strings"
	"testing"
)

// TestMend gives words with their tags and mentions in brackets.
func TestMend(t *testing.T) {
	for _, c := range []struct {
		text  string
		tags  string
		found []Mention
		want  string
	}{
		{"Moon Jae-in left", "PROPN PROPN PUNCT PROPN VERB", []Mention{{0, 2, "PERSON"}}, "PERSON[Moon Jae-in]"},
		{"Kim Jong-un left", "PROPN PROPN PUNCT PROPN VERB", []Mention{{0, 3, "PERSON"}}, "PERSON[Kim Jong-un]"},
		{"U.S.-led talks", "PROPN PUNCT VERB NOUN", []Mention{{0, 2, "ORG"}}, "PLACE[U.S.]"},
		{"SEOUL North Korea waits", "PROPN PROPN PROPN VERB", []Mention{{1, 3, "ORG"}}, "PLACE[SEOUL] PLACE[North Korea]"},
		{"SEOUL North Korea waits", "PROPN PROPN PROPN VERB", []Mention{{0, 3, "ORG"}}, "PLACE[SEOUL] PLACE[North Korea]"},
		{"Moon Jae-in left", "PROPN PROPN PUNCT ADP VERB", []Mention{{0, 2, "PERSON"}}, "PERSON[Moon Jae-in]"},
		{"Roe-led talks", "PROPN PUNCT VERB NOUN", []Mention{{0, 1, "PERSON"}}, "PERSON[Roe]"},
		{"New York Times staff", "PROPN PROPN PROPN NOUN", []Mention{{0, 3, "ORG"}}, "ORG[New York Times]"},
		{"Bank of Norway said", "PROPN ADP PROPN VERB", []Mention{{0, 3, "ORG"}}, "ORG[Bank of Norway]"},
		{"Justice Roe spoke", "PROPN PROPN VERB", []Mention{{0, 2, "PERSON"}}, "PERSON[Roe]"},
		{"Kiribati Congress met", "PROPN PROPN VERB", []Mention{{0, 2, "PLACE"}}, "ORG[Kiribati Congress]"},
		{"Dutch aides met", "ADJ NOUN VERB", nil, "NORP[Dutch]"},
		{"see pic.twitter.com/AbC1 now", "VERB X ADV", []Mention{{1, 2, "TIME"}}, ""},
		{"turkey for lunch", "NOUN ADP NOUN", nil, ""},
	} {
		d := Segment(c.text)
		tags := strings.Fields(c.tags)
		if len(tags) != len(d.Words) {
			t.Fatalf("%s: %d words", c.text, len(d.Words))
		}
		for i := range d.Words {
			d.Words[i].UPOS = tags[i]
		}
		var got []string
		for _, m := range mend(d.Words, d.Sentences, c.found) {
			got = append(got, m.Type+"["+d.Span(m.First, m.Last)+"]")
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: got %s, want %s", c.text, g, c.want)
		}
	}
}
