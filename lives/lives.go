// Package lives tells what became of an undertaking or a plan.
package lives

import "chancery"

// Follow tells the life of a commitment or of a planned event or stop, and how it
// now stands. later are entries that share a party with e, told at or after its
// first report, in any order, each with its accounts.
func Follow(e *chancery.Entry, later []chancery.Entry) ([]chancery.Step, chancery.Status) {
	return nil, e.Status
}

// Overdue tells whether on a day (ISO 8601) a commitment is still open though it was
// due before.
func Overdue(e *chancery.Entry, on string) bool { return false }
