package lives

import (
	"slices"
	"strings"
	"testing"

	"chancery"
)

func TestTables(t *testing.T) {
	k := known()
	for _, of := range []string{"meeting", "visit", "body", "action", "ceasefire", "aid", "deadline", "other",
		"event:CONSULT", "event", "stop"} {
		if len(k.outcomes[of]) == 0 {
			t.Errorf("no outcome of %s", of)
		}
	}
	types := strings.Fields("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT same -")
	statuses := []chancery.Status{chancery.Held, chancery.Planned, chancery.Cancelled, chancery.Postponed, chancery.Denied,
		chancery.Met, chancery.Broken}
	for of, rows := range k.outcomes {
		for _, o := range rows {
			for _, typ := range o.types {
				if !slices.Contains(types, typ) {
					t.Errorf("%s: no such type as %q", of, typ)
				}
			}
			for _, s := range o.statuses {
				if !slices.Contains(statuses, chancery.Status(s)) {
					t.Errorf("%s: no such status as %q", of, s)
				}
			}
			if !slices.Contains([]chancery.EntryKind{chancery.AnEvent, chancery.AStop, chancery.ACommitment}, o.kind) {
				t.Errorf("%s: no such kind as %q", of, o.kind)
			}
			if slices.Contains(o.needs, "day") == slices.Contains(o.needs, "after") {
				t.Errorf("%s, %s: needs either day or after", of, o.turn)
			}
		}
	}
	for _, class := range []string{"off", "late", "gathering", "open", "negative", "empty"} {
		if len(k.words[class]) == 0 {
			t.Errorf("no words of class %s", class)
		}
	}
}

func TestBadTables(t *testing.T) {
	const head = "of\toutcome\tkind\ttypes\tmodes\tstatus\tneeds\tdays\n"
	for _, row := range []string{"meeting\tmet\tevent", "meeting\tmet\tevent\tCONSULT\t*\theld\tall luck\t3",
		"meeting\twon\tevent\tCONSULT\t*\theld\tall\t3", "meeting\tmet\tevent\tCONSULT\t*\theld\tall\tsoon"} {
		if _, err := parseOutcomes(head + row); err == nil {
			t.Errorf("%q parses", row)
		}
	}
	if _, err := parseWords("class\twords\noff\tend\noff\tstop"); err == nil {
		t.Error("a class that stands twice parses")
	}
}
