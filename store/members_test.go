package store

import (
	"errors"
	"testing"
	"time"

	"chancery"
)

// TestMembers adds, changes and removes members, and their passes with them.
func TestMembers(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx, a := t.Context(), open(t)
		at := time.Unix(1.7e9, 0).UTC()
		ada := chancery.Member{Name: "ada", Role: chancery.Reader, Created: at}
		for _, m := range []chancery.Member{{Name: "rita", Role: chancery.Reader, Created: at}, ada} {
			if err := a.PutMember(ctx, m, "hash of "+m.Name); err != nil {
				t.Fatal(err)
			}
		}
		if m, hash, err := a.Member(ctx, "ada"); err != nil || m != ada || hash != "hash of ada" {
			t.Errorf("%+v %s %v", m, hash, err)
		}
		if _, _, err := a.Member(ctx, "Ada"); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		session := chancery.Pass{Digest: "d1", Member: "ada", Label: "session", Created: at, Expires: at.Add(time.Hour)}
		token := chancery.Pass{Digest: "d2", Member: "ada", Label: "notebook", Token: true, Created: at.Add(time.Second), Expires: at.Add(90 * time.Minute)}
		other := chancery.Pass{Digest: "d3", Member: "rita", Label: "session", Created: at.Add(time.Minute), Expires: at.Add(2 * time.Hour)}
		for _, p := range []chancery.Pass{session, token, other} {
			if err := a.PutPass(ctx, p); err != nil {
				t.Fatal(err)
			}
		}
		if p, err := a.Pass(ctx, "d2"); err != nil || p != token {
			t.Errorf("%+v %v", p, err)
		}
		if all, err := a.Passes(ctx, "ada"); err != nil || len(all) != 2 || all[0] != token || all[1] != session {
			t.Errorf("%+v %v", all, err)
		}
		ada.Role = chancery.Editor
		if err := a.PutMember(ctx, ada, "another"); err != nil { // ends sessions, not tokens
			t.Fatal(err)
		}
		if all, err := a.Passes(ctx, "ada"); err != nil || len(all) != 1 || all[0] != token {
			t.Errorf("%+v %v", all, err)
		}
		if m, hash, err := a.Member(ctx, "ada"); err != nil || m != ada || hash != "another" {
			t.Errorf("%+v %s %v", m, hash, err)
		}
		late := other
		late.Digest, late.Created = "d4", at.Add(100*time.Minute) // what has expired by then is forgotten
		if err := a.PutPass(ctx, late); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Pass(ctx, "d2"); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		if err := a.DropPass(ctx, "d3"); err != nil {
			t.Error(err)
		}
		if err := a.DropPass(ctx, "d3"); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		if err := a.RemoveMember(ctx, "rita"); err != nil {
			t.Error(err)
		}
		if all, err := a.Passes(ctx, "rita"); err != nil || len(all) != 0 {
			t.Errorf("passes outlive their member: %+v %v", all, err)
		}
		if err := a.RemoveMember(ctx, "rita"); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		if all, err := a.Members(ctx); err != nil || len(all) != 1 || all[0] != ada {
			t.Errorf("%+v %v", all, err)
		}
	})
}

// TestAudit notes lines and lists the newest.
func TestAudit(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx, a := t.Context(), open(t)
		for i, what := range []string{"signed in", "accept", "undo"} {
			l := chancery.AuditLine{At: time.Unix(1.7e9+int64(i), 0).UTC(), Who: "ada", What: what, On: "r1 'met'", From: "192.0.2.1"}
			if err := a.Note(ctx, l); err != nil {
				t.Fatal(err)
			}
		}
		lines, err := a.Audit(ctx, 2)
		want := chancery.AuditLine{At: time.Unix(1.7e9+2, 0).UTC(), Who: "ada", What: "undo", On: "r1 'met'", From: "192.0.2.1"}
		if err != nil || len(lines) != 2 || lines[0] != want || lines[1].What != "accept" {
			t.Errorf("%+v %v", lines, err)
		}
	})
}

// TestWatches keeps, changes and drops watches.
func TestWatches(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx, a := t.Context(), open(t)
		w := chancery.Watch{Name: "talks", Owner: "ada", Search: "a=PRK&b=USA", Webhook: "https://a.example/", Secret: "s", Seen: 3, Created: time.Unix(1.7e9, 0).UTC()}
		made, err := a.PutWatch(ctx, w)
		if err != nil || made.ID == 0 {
			t.Fatalf("%+v %v", made, err)
		}
		made.Seen, made.Fault = 9, "no answer"
		if _, err := a.PutWatch(ctx, made); err != nil {
			t.Fatal(err)
		}
		if all, err := a.Watches(ctx); err != nil || len(all) != 1 || all[0] != made {
			t.Errorf("%+v %v", all, err)
		}
		if err := a.DropWatch(ctx, made.ID); err != nil {
			t.Error(err)
		}
		if err := a.DropWatch(ctx, made.ID); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		if _, err := a.PutWatch(ctx, made); !errors.Is(err, chancery.ErrNotFound) {
			t.Errorf("a dropped watch is changed: %v", err)
		}
	})
}

// TestNews walks what was settled by marks: each entry once, none left out.
func TestNews(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx, a := t.Context(), open(t)
		if e, mark, err := a.News(ctx, -1, 10); err != nil || len(e) != 0 || mark != 0 {
			t.Fatalf("of an empty archive: %d, %d, %v", len(e), mark, err)
		}
		keepAll(t, a, corpus(40, 3), 4)
		_, last, err := a.News(ctx, -1, 0)
		if err != nil || last <= 0 {
			t.Fatal(last, err)
		}
		seen := map[string]bool{}
		for mark, pages := int64(0), 0; ; pages++ {
			entries, next, err := a.News(ctx, mark, 5)
			if err != nil || next < mark || pages > 200 {
				t.Fatal(next, err)
			}
			for _, e := range entries {
				if seen[e.ID] {
					t.Errorf("%s comes twice", e.ID)
				}
				seen[e.ID] = true
			}
			if next == mark {
				break
			}
			mark = next
		}
		page, err := a.Find(ctx, chancery.Query{Limit: 1000})
		if err != nil || len(page.Entries) == 0 || len(page.Entries) != len(seen) {
			t.Errorf("%d of %d entries were news (%v)", len(seen), len(page.Entries), err)
		}
		before := len(seen)
		keepAll(t, a, []chancery.Reading{reading("Northern Post", day(5), "Two meet", told{"Sweden", "met", "Peru", "over copper", chancery.Consult, "meet", chancery.Held, day(2), ""})}, 1)
		fresh, next, err := a.News(ctx, last, 100)
		if err != nil || len(fresh) == 0 || next <= last || before == 0 {
			t.Errorf("%d fresh, mark %d, %v", len(fresh), next, err)
		}
	})
}
