// Package layout lays a record out for people to read.
package layout

import (
	"fmt"
	"io"

	"chancery"
)

// Reasons tell, by the id of an entry, why it was coded so.
type Reasons = map[string][]string

// Options tell how to lay out.
type Options struct {
	Width   int
	Color   bool
	Explain bool
	Why     Reasons
}

// Write writes r.
func Write(w io.Writer, r *chancery.Record, o Options) error {
	_, err := fmt.Fprintln(w, r.Document.Title)
	return err
}
