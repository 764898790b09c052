package chancery

import (
	"context"
	"errors"
	"time"
)

// ErrNotFound is what an archive answers where it has no such entry, report or actor.
var ErrNotFound = errors.New("not found")

// ErrQuestion marks a question that cannot be asked: a day that is none, a cursor
// of another question. The message says which and what would do, and nothing of
// the archive's inside.
var ErrQuestion = errors.New("cannot be asked")

// Archive keeps many reports' records and answers questions about what they say
// together. Package store has it on SQLite and on PostgreSQL. All methods may be
// called at once from several goroutines.
type Archive interface {
	Keeper
	Asker
	Corrector
	Close() error
}

// Keeper takes readings in.
type Keeper interface {
	// Has tells which of the reports with these keys are kept, read by whatever version.
	Has(ctx context.Context, keys []string) (map[string]bool, error)
	// Keep stores readings, all or none, and marks them to be settled. Those whose
	// report is kept already are passed over. It gives how many were new.
	Keep(ctx context.Context, readings []Reading) (int, error)
	// Settle merges the accounts of what was kept or corrected since, in steps each
	// of which is whole; tell, which may be nil, is told how many reports are left.
	Settle(ctx context.Context, tell func(left int)) error
	// Progress and SetProgress keep how far a source was gathered, "" if not begun.
	Progress(ctx context.Context, source string) (string, error)
	SetProgress(ctx context.Context, source, state string) error
	// Fail notes an input that could not be read; Failures lists them, newest first.
	Fail(ctx context.Context, path, why string) error
	Failures(ctx context.Context, limit int) ([]Failure, error)
	// Digest is a hash over all entries: equal for two archives of one record.
	Digest(ctx context.Context) (string, error)
}

// Failure is an input that could not be read.
type Failure struct {
	Path string    `json:"path"`
	Why  string    `json:"why"`
	At   time.Time `json:"at"`
}

// Asker answers questions. Entries in lists come without accounts, with a snippet.
type Asker interface {
	Find(ctx context.Context, q Query) (Page, error)
	Facets(ctx context.Context, q Query) ([]Facet, error)
	// Entry gives an entry with its accounts, by its ID or that of any account.
	Entry(ctx context.Context, id string) (*Entry, error)
	// Reports lists reports; Report gives one by its key, or a key's beginning that is one report's only.
	Reports(ctx context.Context, q ReportQuery) (ReportPage, error)
	Report(ctx context.Context, key string) (*Kept, error)
	// Actors finds actors by name, alias, code of a state or key, the best known first.
	Actors(ctx context.Context, name string, limit int) ([]ActorCard, error)
	Dossier(ctx context.Context, key, from, to string) (*Dossier, error)
	Agenda(ctx context.Context, on, until string) (*Agenda, error)
	Pair(ctx context.Context, a, b, from, to string, by Period) (*PairHistory, error)
	Coverage(ctx context.Context) (*Coverage, error)
}

// Corrector keeps editors' corrections.
type Corrector interface {
	// Correct keeps a correction, applies it to its report and settles it.
	Correct(ctx context.Context, c Correction) (Correction, error)
	// Undo takes one correction back; the correction stays listed as undone.
	Undo(ctx context.Context, id int64, by string) error
	// Corrections lists them, newest first, of one report or of all where it is "".
	Corrections(ctx context.Context, report string, limit int) ([]Correction, error)
}

// ReportCard is a report in a list.
type ReportCard struct {
	Key       string `json:"key"`
	Title     string `json:"title"`
	Source    string `json:"source,omitempty"`
	URL       string `json:"url,omitempty"`
	Path      string `json:"path,omitempty"`
	Published string `json:"published,omitempty"` // ISO 8601 day
	Words     int    `json:"words"`
	Version   string `json:"version"`
	CopyOf    string `json:"copy_of,omitempty"` // key of the first of its copies
	Entries   int    `json:"entries"`
}

// Kept is a report with its record as it now stands, corrections applied.
type Kept struct {
	ReportCard
	Record      *Record           `json:"record"`
	Copies      []ReportCard      `json:"copies,omitempty"` // the others of its copies
	Corrections []Correction      `json:"corrections,omitempty"`
	EntryIDs    map[string]string `json:"entry_ids"` // Account.Local to Entry.ID
}

// ReportQuery says which reports are wanted.
type ReportQuery struct {
	Text   string `json:"text,omitempty"`
	Source string `json:"source,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Copies bool   `json:"copies,omitempty"` // also those that are copies of others
	Limit  int    `json:"limit,omitempty"`  // 50 if 0, 1,000 at most
	Cursor string `json:"cursor,omitempty"`
}

// ReportPage is one page of reports, newest first.
type ReportPage struct {
	Reports []ReportCard `json:"reports"`
	Next    string       `json:"next,omitempty"`
	Total   int          `json:"total"` // -1 where counting would take too long
}
