package correct

import (
	"fmt"
	"strings"

	"chancery"
)

// Shape tells what a field holds and so how its value is written.
type Shape string

// The shapes of a field.
const (
	Choice Shape = "choice" // one of Field.Options
	Text   Shape = "text"   // free words
	Actor  Shape = "actor"  // one actor, by name: "Mike Pompeo", "USA"
	Actors Shape = "actors" // several, parted by ";"
	Date   Shape = "date"   // 2018-10-07, 2018-10 or 2018
	Due    Shape = "due"    // a date, or the text's words
	Place  Shape = "place"  // a name, with the state's code where it is needed: "Georgia (GEO)"
	Words  Shape = "words"  // a piece of the text, verbatim
	Pieces Shape = "pieces" // pieces of the text, each verbatim or as "first words … last words"
	Pair   Shape = "pair"   // two states
	Event  Shape = "event"  // an event of the same report
)

// Field is one field of an entry that an editor can set.
type Field struct {
	Name    string   // as in the record's JSON form
	Shape   Shape    //
	Options []string // of a choice
	Needed  bool     // by an entry that is added
	derived bool     // follows from other fields; passed over where a whole entry comes
}

var (
	eventTypes = []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
		"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
	eventStatuses      = []string{"held", "planned", "cancelled", "postponed", "denied", "possible"}
	commitmentStatuses = []string{"open", "met", "broken", "cancelled", "postponed"}
	commitmentKinds    = []string{"meeting", "visit", "body", "action", "ceasefire", "aid", "deadline", "other"}
	forms              = []string{"direct", "mixed", "indirect"}
	turns              = []string{"agreed", "warmed", "stalled", "broke", "resumed", "worsened"}
)

var fieldTable = map[chancery.EntryKind][]Field{
	chancery.AnEvent: {
		{Name: "type", Shape: Choice, Options: eventTypes, Needed: true}, {Name: "mode", Shape: Text},
		{Name: "cue", Shape: Words, Needed: true}, {Name: "who", Shape: Actors}, {Name: "whom", Shape: Actors},
		{Name: "status", Shape: Choice, Options: eventStatuses}, {Name: "date", Shape: Date}, {Name: "place", Shape: Place},
		{Name: "about", Shape: Text}, {Name: "duration", Shape: Text}, {Name: "sources", Shape: Actors},
		{Name: "said_by", Shape: Actor}, {Name: "mentions", Shape: Pieces},
		{Name: "id", derived: true}, {Name: "confidence", derived: true},
	},
	chancery.AStatement: {
		{Name: "speaker", Shape: Actor, Needed: true}, {Name: "form", Shape: Choice, Options: forms},
		{Name: "cue", Shape: Words, Needed: true}, {Name: "content", Shape: Pieces, Needed: true},
		{Name: "date", Shape: Date}, {Name: "place", Shape: Place}, {Name: "channel", Shape: Text},
		{Name: "addressee", Shape: Actors}, {Name: "via", Shape: Actors},
		{Name: "id", derived: true}, {Name: "text", derived: true}, {Name: "confidence", derived: true},
	},
	chancery.ACommitment: {
		{Name: "parties", Shape: Actors, Needed: true}, {Name: "what", Shape: Text, Needed: true},
		{Name: "kind", Shape: Choice, Options: commitmentKinds}, {Name: "cue", Shape: Words, Needed: true},
		{Name: "due", Shape: Due}, {Name: "made", Shape: Due}, {Name: "where", Shape: Place},
		{Name: "status", Shape: Choice, Options: commitmentStatuses}, {Name: "event", Shape: Event},
		{Name: "id", derived: true}, {Name: "confidence", derived: true},
	},
	chancery.AStop: {
		{Name: "traveller", Shape: Actor, Needed: true}, {Name: "place", Shape: Place, Needed: true},
		{Name: "cue", Shape: Words, Needed: true}, {Name: "date", Shape: Date},
		{Name: "status", Shape: Choice, Options: eventStatuses}, {Name: "met", Shape: Actors},
		{Name: "order", derived: true}, {Name: "confidence", derived: true},
	},
	chancery.ATurn: {
		{Name: "pair", Shape: Pair, Needed: true}, {Name: "turn", Shape: Choice, Options: turns, Needed: true},
		{Name: "cue", Shape: Words, Needed: true}, {Name: "date", Shape: Date},
	},
}

// Fields lists the fields of a kind of entry that can be set, nil if there is no
// such kind.
func Fields(kind chancery.EntryKind) []Field {
	var out []Field
	for _, f := range fieldTable[kind] {
		if !f.derived {
			out = append(out, f)
		}
	}
	return out
}

func fieldOf(kind chancery.EntryKind, name string) (Field, bool) {
	for _, f := range fieldTable[kind] {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// settable finds a field that an editor names.
func settable(kind chancery.EntryKind, name string) (Field, error) {
	f, ok := fieldOf(kind, name)
	if ok && !f.derived {
		return f, nil
	}
	if ok {
		switch name {
		case "text":
			return f, fmt.Errorf("text: it is what content holds: set content")
		case "order":
			return f, fmt.Errorf("order: it follows from the dates of the stops: set date")
		}
		return f, fmt.Errorf("%s: it is not for editors to set", name)
	}
	var names []string
	for _, f := range Fields(kind) {
		names = append(names, f.Name)
	}
	return f, fmt.Errorf("%s: %s has no such field: it has %s", name, an(kind), strings.Join(names, ", "))
}

// an is a kind of entry with its article.
func an(kind chancery.EntryKind) string {
	if kind == chancery.AnEvent {
		return "an event"
	}
	return "a " + string(kind)
}
