package chancery

// Query says which entries are wanted. Every field that is set narrows; several
// values of one field widen.
type Query struct {
	Text          string      `json:"text,omitempty"` // words that all occur; "quoted phrases"; -without
	Kinds         []EntryKind `json:"kinds,omitempty"`
	Types         []string    `json:"types,omitempty"`
	Statuses      []Status    `json:"statuses,omitempty"`
	Actors        []string    `json:"actors,omitempty"`  // keys of actors, all of whom take part
	Pair          [2]string   `json:"pair,omitzero"`     // two states that face each other, alpha-3
	Place         string      `json:"place,omitempty"`   // name
	Country       string      `json:"country,omitempty"` // alpha-3 of the place
	From          string      `json:"from,omitempty"`    // ISO days, both included
	To            string      `json:"to,omitempty"`
	Source        string      `json:"source,omitempty"` // publishing house of an account
	Report        string      `json:"report,omitempty"` // entries of one report
	MinConfidence float64     `json:"min_confidence,omitempty"`
	MinSources    int         `json:"min_sources,omitempty"` // independent ones
	Disputed      bool        `json:"disputed,omitempty"`
	Corrected     bool        `json:"corrected,omitempty"`
	OverdueOn     string      `json:"overdue_on,omitempty"` // commitments still open though due before this day
	Order         Order       `json:"order,omitempty"`
	Limit         int         `json:"limit,omitempty"`  // 50 if 0, 1,000 at most
	Cursor        string      `json:"cursor,omitempty"` // Page.Next of the page before
}

// Order is how found entries are laid out.
type Order string

// The orders; Newest is the default.
const (
	Newest  Order = "newest"
	Oldest  Order = "oldest"
	Surest  Order = "surest"  // by confidence
	Widest  Order = "widest"  // by independent sources
	Arrived Order = "arrived" // by when the archive learned of it, newest first
)

// Page is one page of what was found.
type Page struct {
	Entries []Entry `json:"entries"`
	Next    string  `json:"next,omitempty"` // cursor of the next page, "" at the end
	Total   int     `json:"total"`          // of all pages; -1 where counting would take too long
}

// Facet counts the entries that a query finds by one field's values.
type Facet struct {
	Field  string       `json:"field"` // kind, type, status, actor, country, source, year
	Values []FacetValue `json:"values"`
	Sample int          `json:"sample,omitempty"` // counts are of the newest so many, 0 where they are of all
}

// FacetValue is one value with its count.
type FacetValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// ActorCard is an actor as the archive knows it.
type ActorCard struct {
	Key      string    `json:"key"`
	Name     string    `json:"name"`
	Kind     ActorKind `json:"kind"`
	State    string    `json:"state,omitempty"`
	Sector   string    `json:"sector,omitempty"`
	Wikidata string    `json:"wikidata,omitempty"`
	Names    []string  `json:"names"` // as reports have it, most frequent first
	Roles    []Role    `json:"roles,omitempty"`
	Entries  int       `json:"entries"` // that it takes part in
	First    string    `json:"first,omitempty"`
	Last     string    `json:"last,omitempty"`
}

// Role is an office and when reports or tables give it.
type Role struct {
	Title  string `json:"title"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Source string `json:"source"` // "reports" or the table's source
}

// Dossier is what the archive holds on one actor in a span of days.
type Dossier struct {
	Actor       ActorCard   `json:"actor"`
	From        string      `json:"from,omitempty"`
	To          string      `json:"to,omitempty"`
	Meetings    []Entry     `json:"meetings"`
	Events      []Entry     `json:"events"`
	Statements  []Entry     `json:"statements"`
	Commitments []Entry     `json:"commitments"`
	Stops       []Entry     `json:"stops"`
	Company     []Companion `json:"company"`  // whom it meets, most often first
	Activity    []MonthSum  `json:"activity"` // entries by month
}

// Companion is one that an actor met or dealt with.
type Companion struct {
	Actor ActorCard `json:"actor"`
	Times int       `json:"times"`
	Last  string    `json:"last,omitempty"`
}

// MonthSum counts the entries of one month ("2018-10").
type MonthSum struct {
	Month string `json:"month"`
	Count int    `json:"count"`
}

// Agenda is what is planned for a span of days, and what was due and is not done.
type Agenda struct {
	On      string  `json:"on"`
	Until   string  `json:"until"`
	Planned []Entry `json:"planned"`
	Due     []Entry `json:"due"`
	Overdue []Entry `json:"overdue"`
}

// Quad is one of PLOVER's four classes of event.
type Quad string

// The quad classes.
const (
	VerbalCooperation   Quad = "verbal cooperation"
	MaterialCooperation Quad = "material cooperation"
	VerbalConflict      Quad = "verbal conflict"
	MaterialConflict    Quad = "material conflict"
)

// Period is the step of a series.
type Period string

// The periods.
const (
	ByDay   Period = "day"
	ByWeek  Period = "week" // ISO week
	ByMonth Period = "month"
	ByYear  Period = "year"
)

// PairHistory is how two states stand over time.
type PairHistory struct {
	Pair        [2]string   `json:"pair"` // alpha-3, in alphabetical order
	By          Period      `json:"by"`
	Series      []Standing  `json:"series"`
	Turns       []Turning   `json:"turns"`
	Meetings    []Entry     `json:"meetings"`
	Commitments []Entry     `json:"commitments"` // open ones
	Entries     []Entry     `json:"entries"`     // newest
	Told        []Entry     `json:"told"`        // turns that reports tell of
	Company     []Companion `json:"company,omitempty"`
}

// Standing sums the events between two states in one period.
type Standing struct {
	Start     string       `json:"start"` // first day of the period
	Counts    map[Quad]int `json:"counts"`
	Events    int          `json:"events"`
	Intensity float64      `json:"intensity"` // mean of the events' weights, -10 to 10, each weighed by its confidence
}

// Turning is a period from which on two states stand otherwise than before.
type Turning struct {
	Start  string  `json:"start"`
	Before float64 `json:"before"` // mean intensity until then
	After  float64 `json:"after"`
	P      float64 `json:"p"`     // probability of such a change by chance
	Entry  string  `json:"entry"` // the event that names it, "" if none stands out
	Name   string  `json:"name"`
}

// Coverage tells what the archive holds.
type Coverage struct {
	Reports    int          `json:"reports"`
	Words      int          `json:"words"`
	Copies     int          `json:"copies"` // reports that are copies of earlier ones
	Entries    int          `json:"entries"`
	Accounts   int          `json:"accounts"`
	ByKind     []FacetValue `json:"by_kind"`
	BySource   []FacetValue `json:"by_source"`
	ByMonth    []MonthSum   `json:"by_month"` // reports
	Undated    int          `json:"undated"`
	First      string       `json:"first,omitempty"`
	Last       string       `json:"last,omitempty"`
	Versions   []FacetValue `json:"versions"` // readings by version
	Unsettled  int          `json:"unsettled"`
	Corrected  int          `json:"corrected"`
	Schema     int          `json:"schema"`
	StoreBytes int64        `json:"store_bytes"`
}
