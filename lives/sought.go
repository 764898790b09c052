package lives

import (
	"slices"
	"sync"

	"chancery"
)

// Longest is the most that Horizon gives.
const Longest = 365 + loose

// loose is by how many days what is not given to the day may be off.
const loose = 31

// leastHorizon is for how many days after it was made an undated plan may be called off.
const leastHorizon = 90

// Horizon is how many days after a plan was told, or after it was due, an outcome of it
// may be told: the most that outcomes.tsv gives, and some for what is not given to the
// day.
func Horizon(e *chancery.Entry) int {
	most := leastHorizon
	for _, o := range known().outcomes[ofWhat(e)] {
		most = max(most, o.days)
	}
	return most + loose
}

// Sought gives the sorts of entries, as Sort names them, that may tell an outcome of a
// plan: facing, those in which its parties take part, and alone, those in which one of
// them does it and words are shared.
func Sought(e *chancery.Entry) (facing, alone []string) {
	for _, o := range known().outcomes[ofWhat(e)] {
		for _, t := range o.types {
			switch t {
			case "same":
				t = e.Type
			case "-":
				t = ""
			}
			if o.alone() {
				alone = append(alone, sort(o.kind, t))
			} else {
				facing = append(facing, sort(o.kind, t))
			}
		}
	}
	slices.Sort(facing)
	slices.Sort(alone)
	return slices.Compact(facing), slices.Compact(alone)
}

// alone tells whether one party and words are enough for a row.
func (o *outcome) alone() bool {
	return slices.Contains(o.needs, "words") && !slices.Contains(o.needs, "all") && !slices.Contains(o.needs, "between")
}

// Alone tells whether an entry may tell an outcome of a plan with which it shares one
// party and words only.
func Alone(e *chancery.Entry) bool { return loners()[Sort(e)] }

var loners = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, outcomes := range known().outcomes {
		for _, o := range outcomes {
			for _, t := range o.types {
				if o.alone() {
					out[sort(o.kind, t)] = true
				}
			}
		}
	}
	return out
})

// Sort names the kind and type of an entry that may tell an outcome.
func Sort(e *chancery.Entry) string { return sort(e.Kind, e.Type) }

func sort(kind chancery.EntryKind, of string) string {
	if kind == chancery.AStop {
		return string(kind)
	}
	return string(kind) + " " + of
}

// ofWhat is whose life an entry has, as outcomes.tsv names it; "" if it has none.
func ofWhat(e *chancery.Entry) string {
	switch {
	case e.Kind == chancery.ACommitment:
		return e.Type
	case e.Kind == chancery.AnEvent && e.Type == string(chancery.Consult):
		return "event:CONSULT"
	case e.Kind == chancery.AnEvent:
		return "event"
	case e.Kind == chancery.AStop:
		return "stop"
	}
	return ""
}
