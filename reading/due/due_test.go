package due_test

import (
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/reading"
	"chancery/reading/due"
	"chancery/source"
)

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		text, what string
		kind       chancery.CommitmentKind
	}{
		{"France pledged to send doctors to Mali.", "send doctors to Mali", chancery.Action},
		{"India and Nepal agreed to form a joint committee.", "form a joint committee", chancery.Body},
		{"Canada promised to provide humanitarian aid.", "provide humanitarian aid", chancery.AidPledge},
		{"It was agreed a third round of talks would take place in Oslo.", "third round of talks would take place in Oslo", chancery.Meeting},
		{"Spain vowed to protect the border and to open a new post.", "open a new post", chancery.Action},
	} {
		d := reading.Draft(source.Report{Title: "A title", Text: "A title\n\n" + c.text, Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)})
		var got []string
		found := false
		for _, x := range due.Candidates(d) {
			got = append(got, string(x.Commitment.Kind)+": "+x.Commitment.What)
			found = found || x.Commitment.What == c.what && x.Commitment.Kind == c.kind
		}
		if !found {
			t.Errorf("%q: got %s; want %s: %s", c.text, strings.Join(got, "; "), c.kind, c.what)
		}
	}
}
