package main

import (
	"crypto/sha256"
	"fmt"
	"time"

	"chancery"
	"chancery/layout"
	"chancery/source"
)

func fakeRead(r source.Report) (*chancery.Record, layout.Reasons) {
	rec := &chancery.Record{Schema: chancery.Schema, Actors: []chancery.Actor{}, Events: []chancery.Event{}, Statements: []chancery.Statement{}, Commitments: []chancery.Commitment{}, Stops: []chancery.Stop{}, Times: []chancery.TimeExpr{}, Places: []chancery.Place{}, Relations: []chancery.Relation{}}
	rec.Document = chancery.Document{ID: fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(r.Text))), Title: r.Title, Language: r.Language, Text: r.Text}
	if !r.Published.IsZero() {
		s := r.Published.Format(time.DateOnly)
		rec.Document.Published = &s
	}
	return rec, nil
}
