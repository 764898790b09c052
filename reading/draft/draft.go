// Package draft holds one report while it is being read. Each stage of package
// reading takes a *Draft, reads what the stages before it wrote, and adds its own.
// Offsets here are bytes of Draft.Text; package reading turns them into the code
// points of the record when all stages are done.
package draft

import (
	"time"

	"chancery"
	"chancery/language"
)

// Range is a half-open range of bytes of Draft.Text.
type Range struct{ Start, End int }

// Contains tells whether o lies within r.
func (r Range) Contains(o Range) bool { return r.Start <= o.Start && o.End <= r.End }

// Overlaps tells whether r and o share a byte.
func (r Range) Overlaps(o Range) bool { return r.Start < o.End && o.Start < r.End }

// Draft is the report as read so far.
type Draft struct {
	Title      string
	Published  time.Time // midnight UTC of the day of publication, zero if unknown
	Source     string    // name of the publishing house, "" if unknown
	Text       string    // title, blank line, paragraphs parted by blank lines
	Paragraphs []Range   // the title is Paragraphs[0]; surrounding white space is left out

	Doc    *language.Document // words, sentences, trees, entity mentions of Text
	Quotes []Quote            // by stage said
	Times  []Time             // by stage when
	Places []Place            // by stage where

	Actors   []Actor   // by stage who
	Mentions []Mention // by stage who, in order of Start; names, titles, pronouns

	Events      []Event
	Statements  []Statement
	Commitments []Commitment
	Stops       []Stop
	Relations   []Relation
}

// Today is the day of publication in ISO 8601, "" if it is unknown.
func (d *Draft) Today() string {
	if d.Published.IsZero() {
		return ""
	}
	return d.Published.Format("2006-01-02")
}

// Quote is one run of quoted text.
type Quote struct {
	Outer Range // with the quotation marks
	Inner Range // without them
	Open  bool  // no closing mark: the quotation goes on in the next paragraph
	Depth int   // 0 for an outermost quotation, 1 for one within it
	Scare bool  // a title, a nickname or a single word in quotation marks that nobody is quoted with
}

// Time is a time expression. Value is TIMEX3: "2018-10-07", "2018-W40", "P3H",
// "PRESENT_REF"; "" where nothing is known.
type Time struct {
	Range
	Value string
	Type  string // DATE, TIME, DURATION, SET
}

// Place is a named place in the text.
type Place struct {
	Range
	Name     string // usual English name
	Country  string // ISO 3166-1 alpha-3
	Lat, Lon float64
	Geonames int  // 0 if unresolved
	IsState  bool // the place is a whole state, not a place within one
	Dateline bool // stands in a dateline
}

// Actor is a party, listed once however often it is mentioned.
type Actor struct {
	Name     string
	Kind     chancery.ActorKind
	State    string // ISO 3166-1 alpha-3
	Sector   string
	Role     string
	Aliases  []string
	Wikidata string
	Plural   bool     // several people or states ("officials", "the two sides")
	Members  []int    // actors that a plural actor stands for, where known
	States   []string // states of the members, where an unnamed group belongs to several
}

// Mention is one place in the text that stands for an actor, or for several
// ("the two leaders", "they").
type Mention struct {
	Range
	First, Last int   // half-open range of Doc.Words
	Head        int   // index of the mention's head word
	Actors      []int // indices into Draft.Actors; empty if unresolved
	Kind        MentionKind
}

// MentionKind tells how an actor is mentioned.
type MentionKind uint8

// The kinds of mention.
const (
	Named     MentionKind = iota // "Mike Pompeo", "South Korea", "the Blue House"
	Nominal                      // "the secretary of state", "officials", "the pair"
	Pronoun                      // "he", "they", "we"
	Possess                      // "his", "their"
	Adjective                    // "South Korean", "Russian": stands for the state
)

// Event is an event in the making; fields as in chancery.Event.
type Event struct {
	Type       chancery.EventType
	Mode       string
	Cue        Range
	Word       int // index of the cue's head word in Doc.Words
	Mentions   []Range
	Who, Whom  []int // actors
	Date       *Date
	Place      *Place
	Status     chancery.Status
	About      string
	Duration   string
	Sources    []int
	SaidBy     int      // actor, -1 if none
	Why        []string // for --explain: what the coding rests on
	Confidence float64
}

// Date is a date with where it stands; Range is zero where it follows from context.
type Date struct {
	Range
	Value string // ISO 8601, "" where only words are given
	Text  string
}

// Statement is an utterance in the making; fields as in chancery.Statement.
type Statement struct {
	Speaker    int // actor, -1 if unknown
	Form       chancery.Form
	Cue        Range
	Word       int // index of the cue's head word, -1 if none
	Content    []Range
	Date       *Date
	Place      *Place
	Channel    string
	Addressee  []int
	Via        []int
	Why        []string
	Confidence float64
}

// Commitment is an undertaking in the making; fields as in chancery.Commitment.
type Commitment struct {
	Parties    []int
	What       string
	Kind       chancery.CommitmentKind
	Due, Made  *Date
	Where      *Place
	Status     chancery.Status
	Cue        Range
	Event      int // index into Draft.Events, -1 if none
	Why        []string
	Confidence float64
}

// Stop is a station of a journey in the making; fields as in chancery.Stop.
type Stop struct {
	Traveller  int
	Place      *Place
	Date       *Date
	Status     chancery.Status
	Met        []int
	Cue        Range
	Why        []string
	Confidence float64
}

// Relation is a turn between two states in the making.
type Relation struct {
	Pair [2]string
	Turn string
	Date *Date
	Cue  Range
}
