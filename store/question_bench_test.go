package store

import (
	"context"
	"testing"

	"chancery"
)

// BenchmarkQuestions asks an archive of 500 reports on SQLite; the command in
// archivebench asks larger ones, and PostgreSQL.
func BenchmarkQuestions(b *testing.B) {
	ctx := context.Background()
	a, err := Open(ctx, b.TempDir()+"/archive.db")
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	if _, err := a.Keep(ctx, corpus(500, 1)); err != nil {
		b.Fatal(err)
	}
	if err := a.Settle(ctx, nil); err != nil {
		b.Fatal(err)
	}
	page, err := a.Find(ctx, chancery.Query{Limit: 1})
	if err != nil || len(page.Entries) == 0 {
		b.Fatal(err)
	}
	key := page.Entries[0].Parties[0].Key
	for name, ask := range map[string]func() error{
		"newest":  func() error { _, err := a.Find(ctx, chancery.Query{}); return err },
		"actor":   func() error { _, err := a.Find(ctx, chancery.Query{Actors: []string{key}}); return err },
		"words":   func() error { _, err := a.Find(ctx, chancery.Query{Text: "the talks"}); return err },
		"surest":  func() error { _, err := a.Find(ctx, chancery.Query{Order: chancery.Surest}); return err },
		"facets":  func() error { _, err := a.Facets(ctx, chancery.Query{}); return err },
		"dossier": func() error { _, err := a.Dossier(ctx, key, "", ""); return err },
		"agenda":  func() error { _, err := a.Agenda(ctx, "2018-03-01", "2018-03-31"); return err },
		"pair":    func() error { _, err := a.Pair(ctx, "USA", "PRK", "", "", chancery.ByMonth); return err },
		"actors":  func() error { _, err := a.Actors(ctx, "a", 10); return err },
		"reports": func() error { _, err := a.Reports(ctx, chancery.ReportQuery{}); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
