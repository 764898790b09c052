package lives

import (
	"slices"
	"testing"

	"chancery"
)

// TestSought checks that what is sought covers every row of the table.
func TestSought(t *testing.T) {
	for of, outcomes := range known().outcomes {
		e := &chancery.Entry{Kind: chancery.ACommitment, Type: of}
		switch of {
		case "event":
			e.Kind, e.Type = chancery.AnEvent, string(chancery.Aid)
		case "event:CONSULT":
			e.Kind, e.Type = chancery.AnEvent, string(chancery.Consult)
		case "stop":
			e.Kind, e.Type = chancery.AStop, ""
		}
		facing, alone := Sought(e)
		for _, o := range outcomes {
			if h := Horizon(e); o.days > h || h > Longest {
				t.Errorf("%s: %d days, a horizon of %d, at most %d", of, o.days, h, Longest)
			}
			for _, kind := range o.types {
				l := &chancery.Entry{Kind: o.kind, Type: kind}
				if kind == "same" {
					l.Type = e.Type
				}
				list := facing
				if o.alone() {
					list = alone
				}
				if !slices.Contains(list, Sort(l)) || o.alone() && !Alone(l) {
					t.Errorf("%s: %s is not sought", of, Sort(l))
				}
			}
		}
	}
}
