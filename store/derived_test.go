package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// derived lists what is worked out of the reports, in the terms of keys and IDs: it
// must not depend on the order in which they came.
func derived(t *testing.T, a *Archive) []string {
	t.Helper()
	var out []string
	for _, q := range []string{
		`SELECT 'entry ' || e.id, CAST(e.data AS TEXT), COALESCE(CAST(e.life AS TEXT), ''), e.status FROM entry e`,
		`SELECT 'account ' || x.id, e.id, CAST(x.data AS TEXT), '' FROM account x LEFT JOIN entry e ON e.n = x.entry`,
		`SELECT 'report ' || r.key, w.key, r.entries, '' FROM report r JOIN report w ON w.n = r.witness`,
		`SELECT 'link ' || p.id, q.id, '', '' FROM link JOIN account p ON p.n = link.a JOIN account q ON q.n = link.b`,
		`SELECT 'part ' || p.key, e.id, x.side, x.sort_day FROM entry_actor x JOIN actor p ON p.n = x.actor JOIN entry e ON e.n = x.entry`,
		`SELECT 'pair ' || a, b, e.id, x.sort_day FROM entry_pair x JOIN entry e ON e.n = x.entry`,
		`SELECT 'day ' || a, b || ' ' || day, vc || ' ' || mc || ' ' || vf || ' ' || mf, weight || ' ' || intensity FROM pair_day`,
		`SELECT 'strand ' || hash, rank, mark, e.id FROM thread x JOIN entry e ON e.n = x.entry`,
		`SELECT 'block ' || hash, rank, x.id, '' FROM block b LEFT JOIN account x ON x.n = b.n`,
		`SELECT 'tally ' || field, value, count, '' FROM tally WHERE count <> 0`,
		`SELECT 'month ' || p.key, month, x.kind, count FROM actor_month x JOIN actor p ON p.n = x.actor WHERE count <> 0`,
		`SELECT 'actor ' || key, name, state || sector, entries FROM actor WHERE EXISTS (SELECT 1 FROM actor_name m WHERE m.actor = actor.n)`,
		`SELECT 'name ' || p.key, m.name, times, leads FROM actor_name m JOIN actor p ON p.n = m.actor`,
		`SELECT 'role ' || p.key, title, times, '' FROM actor_role m JOIN actor p ON p.n = m.actor`,
		`SELECT 'left ', report, '', '' FROM unsettled`,
		`SELECT 'left ', entry, '', '' FROM unfollowed`,
		`SELECT 'left ', account, '', '' FROM unlinked`,
	} {
		if a.dialect == postgres {
			q = postgresText.Replace(q)
		}
		rows, err := a.read.Query(q)
		if err != nil {
			t.Fatal(err, q)
		}
		for rows.Next() {
			var p [4]textOf
			if err := rows.Scan(&p[0], &p[1], &p[2], &p[3]); err != nil {
				t.Fatal(err, q)
			}
			out = append(out, string(p[0]+" | "+p[1]+" | "+p[2]+" | "+p[3]))
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err, q)
		}
		rows.Close()
	}
	slices.Sort(out)
	return out
}

// alike fails the test where two archives differ.
func alike(t *testing.T, want, got []string) {
	t.Helper()
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			t.Fatalf("too much: %s", got[i])
		case i >= len(got):
			t.Fatalf("too little: %s", want[i])
		case want[i] != got[i]:
			t.Fatalf("line %d is\n%s\nnot\n%s", i, got[i], want[i])
		}
	}
}

// postgresText has bytes as text.
var postgresText = strings.NewReplacer("CAST(e.data AS TEXT)", "convert_from(e.data, 'UTF8')", "CAST(e.life AS TEXT)", "convert_from(e.life, 'UTF8')",
	"CAST(x.data AS TEXT)", "convert_from(x.data, 'UTF8')")

// textOf is a column as text, "" for NULL.
type textOf string

func (x *textOf) Scan(v any) error {
	switch v := v.(type) {
	case nil:
	case []byte:
		*x = textOf(v)
	default:
		*x = textOf(fmt.Sprint(v))
	}
	return nil
}
