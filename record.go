// Package chancery holds the domain's types: what one report says, kept as a
// record. The JSON form of every type here is chancery.record/1; package source
// makes reports, package reading turns a report into a [Record].
package chancery

// Schema names the JSON form that [Record] marshals to.
const Schema = "chancery.record/1"

// Record is everything that was read out of one report. Every entry hangs on
// spans of Document.Text; actors are listed once and referred to by their ID.
type Record struct {
	Schema      string       `json:"schema"`
	Document    Document     `json:"document"`
	Actors      []Actor      `json:"actors"`
	Events      []Event      `json:"events"`
	Statements  []Statement  `json:"statements"`
	Commitments []Commitment `json:"commitments"`
	Stops       []Stop       `json:"stops"`
	Times       []TimeExpr   `json:"times"`
	Places      []Place      `json:"places"`
	Relations   []Relation   `json:"relations"`
}

// Document identifies the report. Text is the title, a blank line, and the
// paragraphs, each parted by a blank line.
type Document struct {
	ID        string  `json:"id"` // "sha256:" and the hex digest of Text
	Title     string  `json:"title"`
	Published *string `json:"published"` // ISO 8601 day, nil if unknown
	Source    *string `json:"source"`
	URL       *string `json:"url"`
	Language  string  `json:"language"` // BCP 47
	Text      string  `json:"text"`
}

// Span is a half-open range of Unicode code points of Document.Text, with the
// text that stands there (W3C TextPositionSelector).
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// ActorKind tells what sort of thing an actor is.
type ActorKind string

// The kinds of actor. A group is an armed group, a party or an unnamed set of
// people ("U.S. officials"); a document is an accord or a text that "says".
const (
	Person       ActorKind = "person"
	State        ActorKind = "state"
	Organization ActorKind = "organization"
	Group        ActorKind = "group"
	Paper        ActorKind = "document"
)

// Actor is a party to entries. A person and the state acted for are two actors.
type Actor struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	State    string    `json:"state,omitempty"`  // ISO 3166-1 alpha-3
	Sector   string    `json:"sector,omitempty"` // PLOVER sector: GOV, MIL, MED …
	Role     string    `json:"role,omitempty"`   // office as of the report
	Aliases  []string  `json:"aliases,omitempty"`
	Wikidata string    `json:"wikidata,omitempty"`
	States   []string  `json:"states,omitempty"` // of an unnamed group that belongs to several
	Mentions []Span    `json:"mentions"`
}

// Date is a day, month or year as the report gives it. Value is ISO 8601 at the
// precision of the text, nil where only words are given. Start and End are nil
// where the date follows from context.
type Date struct {
	Value *string `json:"value"`
	Text  string  `json:"text,omitempty"`
	Start *int    `json:"start,omitempty"`
	End   *int    `json:"end,omitempty"`
}

// Place is a named place. Lat and Lon are degrees (WGS 84); Geonames is the
// GeoNames identifier, 0 if unresolved.
type Place struct {
	Name     string   `json:"name"`
	Country  string   `json:"country,omitempty"` // ISO 3166-1 alpha-3
	Lat      *float64 `json:"lat,omitempty"`
	Lon      *float64 `json:"lon,omitempty"`
	Geonames int      `json:"geonames,omitempty"`
	Start    *int     `json:"start,omitempty"`
	End      *int     `json:"end,omitempty"`
}

// EventType is one of PLOVER's sixteen types.
type EventType string

// PLOVER's event types.
const (
	Agree     EventType = "AGREE"
	Consult   EventType = "CONSULT"
	Support   EventType = "SUPPORT"
	Concede   EventType = "CONCEDE"
	Cooperate EventType = "COOPERATE"
	Aid       EventType = "AID"
	Retreat   EventType = "RETREAT"
	Request   EventType = "REQUEST"
	Accuse    EventType = "ACCUSE"
	Reject    EventType = "REJECT"
	Threaten  EventType = "THREATEN"
	Protest   EventType = "PROTEST"
	Sanction  EventType = "SANCTION"
	Mobilize  EventType = "MOBILIZE"
	Coerce    EventType = "COERCE"
	Assault   EventType = "ASSAULT"
)

// EventTypes lists PLOVER's event types, those of cooperation first, the milder first.
var EventTypes = []EventType{Agree, Consult, Support, Concede, Cooperate, Aid, Retreat,
	Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault}

// Status tells whether an event, stop or commitment came to pass. Events and
// stops are held, planned, cancelled, postponed, denied or possible;
// commitments open, met, broken, cancelled or postponed.
type Status string

// The statuses.
const (
	Held      Status = "held"
	Planned   Status = "planned"
	Cancelled Status = "cancelled"
	Postponed Status = "postponed"
	Denied    Status = "denied"
	Possible  Status = "possible"
	Open      Status = "open"
	Met       Status = "met"
	Broken    Status = "broken"
)

// Event is one thing that political actors did to or with each other, however
// often the report tells it: the other tellings are Mentions.
type Event struct {
	ID         string    `json:"id"`
	Type       EventType `json:"type"`
	Mode       string    `json:"mode,omitempty"` // PLOVER mode
	Cue        Span      `json:"cue"`
	Mentions   []Span    `json:"mentions"`
	Who        []string  `json:"who"`
	Whom       []string  `json:"whom"`
	Date       *Date     `json:"date"`
	Place      *Place    `json:"place"`
	Status     Status    `json:"status"`
	About      string    `json:"about,omitempty"`
	Duration   string    `json:"duration,omitempty"`
	Sources    []string  `json:"sources"` // whom the text credits, outermost first
	SaidBy     *string   `json:"said_by"`
	Confidence float64   `json:"confidence"` // probability that the entry is right
}

// Form tells how a statement is reported.
type Form string

// The forms: all in quotation marks, partly, or not at all.
const (
	Direct   Form = "direct"
	Mixed    Form = "mixed"
	Indirect Form = "indirect"
)

// Statement is one attributed utterance. Content are the spans of what was said,
// without quotation marks and reporting clause.
type Statement struct {
	ID         string   `json:"id"`
	Speaker    string   `json:"speaker"`
	Form       Form     `json:"form"`
	Cue        Span     `json:"cue"`
	Content    []Span   `json:"content"`
	Text       string   `json:"text"`
	Date       *Date    `json:"date"`
	Place      *Place   `json:"place"`
	Channel    string   `json:"channel,omitempty"`
	Addressee  []string `json:"addressee"`
	Via        []string `json:"via"`
	Confidence float64  `json:"confidence"`
}

// CommitmentKind tells what was undertaken.
type CommitmentKind string

// The kinds of commitment.
const (
	Meeting     CommitmentKind = "meeting"
	Visit       CommitmentKind = "visit"
	Body        CommitmentKind = "body"
	Action      CommitmentKind = "action"
	Ceasefire   CommitmentKind = "ceasefire"
	AidPledge   CommitmentKind = "aid"
	Deadline    CommitmentKind = "deadline"
	OtherPledge CommitmentKind = "other"
)

// Commitment is an undertaking that can later be seen kept or broken.
type Commitment struct {
	ID         string         `json:"id"`
	Parties    []string       `json:"parties"`
	What       string         `json:"what"`
	Kind       CommitmentKind `json:"kind"`
	Due        *Date          `json:"due"`
	Made       *Date          `json:"made"`
	Where      *Place         `json:"where"`
	Status     Status         `json:"status"`
	Cue        Span           `json:"cue"`
	Event      string         `json:"event,omitempty"` // the event in which it was made
	Confidence float64        `json:"confidence"`
}

// Stop is one station of a journey.
type Stop struct {
	Traveller  string   `json:"traveller"`
	Order      int      `json:"order"` // from 1, per traveller, by date
	Place      *Place   `json:"place"`
	Date       *Date    `json:"date"`
	Status     Status   `json:"status"`
	Met        []string `json:"met"`
	Cue        Span     `json:"cue"`
	Confidence float64  `json:"confidence"`
}

// TimeExpr is a time expression, its value as in TimeML's TIMEX3.
type TimeExpr struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Value string `json:"value"`
	Type  string `json:"type"` // DATE, TIME, DURATION, SET
}

// Relation is a turn that the text tells of in how two states stand: agreed,
// warmed, stalled, broke, resumed or worsened.
type Relation struct {
	Pair [2]string `json:"pair"` // ISO 3166-1 alpha-3, in alphabetical order
	Turn string    `json:"turn"`
	Date *Date     `json:"date"`
	Cue  Span      `json:"cue"`
}
