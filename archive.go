package chancery

import (
	"encoding/json"
	"time"
)

// Reading is one report as one version of the models and tables read it: what
// the archive keeps of a report. Key tells reports apart; the same text printed
// by two houses is two reports, and copies of each other.
type Reading struct {
	Key     string    // "r" and 16 characters, from text, source, address and day
	Record  *Record   // what was read, before corrections
	Version string    // of the models and tables that read it
	Path    string    // what was gathered: a file, archive member, feed or address
	At      time.Time // when it was gathered
}

// EntryKind names what an entry is.
type EntryKind string

// The kinds of entry, as in the record.
const (
	AnEvent     EntryKind = "event"
	AStatement  EntryKind = "statement"
	ACommitment EntryKind = "commitment"
	AStop       EntryKind = "stop"
	ATurn       EntryKind = "relation"
)

// Side is the part that a party has in an entry.
type Side string

// The sides. Events have who and whom; statements a speaker, addressees and those
// through whom they came; commitments parties; stops a traveller and whom was met;
// turns a pair.
const (
	SideWho       Side = "who"
	SideWhom      Side = "whom"
	SideSpeaker   Side = "speaker"
	SideAddressee Side = "addressee"
	SideVia       Side = "via"
	SideParty     Side = "party"
	SideTraveller Side = "traveller"
	SideMet       Side = "met"
	SidePair      Side = "pair"
)

// Party is an actor of the archive in an entry. Key is the same for one actor in
// every report: "state:USA", "Q473239", or kind, state and folded name.
type Party struct {
	Key   string    `json:"key"`
	Name  string    `json:"name"`
	Kind  ActorKind `json:"kind"`
	State string    `json:"state,omitempty"` // ISO 3166-1 alpha-3
	Side  Side      `json:"side"`
}

// Account is one report's entry: what one witness says of an event, statement,
// commitment, stop or turn, in a form that can be held against others.
type Account struct {
	ID         string    `json:"id"`     // kind's letter (e s c t n) and 16 characters
	Report     string    `json:"report"` // Reading.Key
	Local      string    `json:"local"`  // the entry's ID in its record; "t1" … stops, "n1" … relations
	Kind       EntryKind `json:"kind"`
	Type       string    `json:"type"` // PLOVER type, form, commitment kind, turn; "" for stops
	Mode       string    `json:"mode,omitempty"`
	Status     Status    `json:"status,omitempty"`
	Parties    []Party   `json:"parties"`
	From       string    `json:"from,omitempty"` // first and last day that it may have been,
	To         string    `json:"to,omitempty"`   // ISO 8601, "" if unknown; of commitments the day due
	Dated      bool      `json:"dated"`          // the text gives the date; else it is that of the report
	Place      *Place    `json:"place,omitempty"`
	What       string    `json:"what,omitempty"` // about, text of a statement, what is undertaken
	Cue        Span      `json:"cue"`
	Sentence   Span      `json:"sentence"`          // what the entry hangs on, verbatim; Text filled when shown
	Gist       string    `json:"gist,omitempty"`    // folded content words of the sentence, which package merge compares
	Credits    []string  `json:"credits,omitempty"` // names of those whom the text credits, outermost first
	Published  string    `json:"published,omitempty"`
	Source     string    `json:"source,omitempty"` // the house
	URL        string    `json:"url,omitempty"`
	Title      string    `json:"title,omitempty"`     // of the report
	Event      string    `json:"event,omitempty"`     // of commitments: Local of the event in which it was made
	Corrected  string    `json:"corrected,omitempty"` // accept, edit or add, if an editor touched it
	Confidence float64   `json:"confidence"`
}

// Entry is what all witnesses say together: accounts of one event, statement,
// commitment, stop or turn, merged. It is a function of its accounts alone, not of
// the order in which they came.
type Entry struct {
	ID          string    `json:"id"` // of its first account; any account's ID leads to it
	Kind        EntryKind `json:"kind"`
	Type        string    `json:"type"`
	Mode        string    `json:"mode,omitempty"`
	Status      Status    `json:"status,omitempty"`
	Parties     []Party   `json:"parties"`
	From        string    `json:"from,omitempty"`
	To          string    `json:"to,omitempty"`
	Place       *Place    `json:"place,omitempty"`
	What        string    `json:"what,omitempty"`
	Cue         string    `json:"cue"`         // of its most confident account
	Independent int       `json:"independent"` // independent sources
	Told        int       `json:"told"`        // accounts, copies included
	Disputes    []Dispute `json:"disputes,omitempty"`
	Life        []Step    `json:"life,omitempty"` // of commitments and planned events, in order of day
	First       string    `json:"first,omitempty"`
	Last        string    `json:"last,omitempty"` // days of the first and last report of it
	Corrected   bool      `json:"corrected,omitempty"`
	Confidence  float64   `json:"confidence"`
	Accounts    []Account `json:"accounts,omitempty"` // in order of publication; only where one entry is asked for
	Snippet     string    `json:"snippet,omitempty"`  // sentence of its best account, in lists
}

// Dispute is a point on which accounts of one entry differ.
type Dispute struct {
	On     string          `json:"on"` // date, place, parties, status
	Values []DisputedValue `json:"values"`
}

// DisputedValue is one version and who tells it so.
type DisputedValue struct {
	Value       string   `json:"value"`
	Accounts    []string `json:"accounts"`
	Independent int      `json:"independent"`
}

// Step is one moment in the life of a commitment or of a planned event: made,
// repeated, met, postponed, broken, cancelled, held. Each rests on an account.
type Step struct {
	Day     string `json:"day,omitempty"`
	Turn    string `json:"turn"`
	Entry   string `json:"entry"`
	Account string `json:"account"`
	Report  string `json:"report"`
}

// Verdict is what an editor did to an entry.
type Verdict string

// The verdicts.
const (
	Accepted Verdict = "accept"
	Rejected Verdict = "reject"
	Edited   Verdict = "edit"
	Added    Verdict = "add"
)

// Correction is an editor's word on one entry of one report. It is kept apart
// from what was read, and applied on top of every reading of that report.
type Correction struct {
	ID      int64     `json:"id"`
	Report  string    `json:"report"` // Reading.Key
	Kind    EntryKind `json:"kind"`
	Verdict Verdict   `json:"verdict"`
	Type    string    `json:"type,omitempty"` // of the entry as it was read
	Cue     Span      `json:"cue"`            // where the entry hangs: finds it again in a later reading
	// Change holds the fields that an edit sets, or the whole entry that an add
	// brings, in the record's JSON form; actors by name and not by ID.
	Change  json.RawMessage `json:"change,omitempty"`
	By      string          `json:"by"`
	Why     string          `json:"why,omitempty"`
	At      time.Time       `json:"at"`
	Undone  time.Time       `json:"undone,omitzero"`
	Undoer  string          `json:"undoer,omitempty"`
	Pending bool            `json:"pending,omitempty"` // the present reading has no entry that it fits
}
