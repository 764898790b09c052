package store

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"chancery"
)

// TestCorrections rejects, edits and adds, and takes it all back in another order.
func TestCorrections(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx := t.Context()
		a := open(t)
		readings := append(corpus(25, 7),
			reading("Northern Post", day(3), "Two meet", told{"Sweden", "met", "Peru", "over copper", chancery.Consult, "meet", chancery.Held, day(2), ""}),
			reading("The Clarion", day(3), "Talks in the capital", told{"Sweden", "met", "Peru", "over copper mines", chancery.Consult, "meet", chancery.Held, day(2), ""}))
		keepAll(t, a, readings, 10)
		before := derived(t, a)
		first := readings[len(readings)-2]
		event := first.Record.Events[0]

		kept, err := a.Report(ctx, first.Key)
		if err != nil {
			t.Fatal(err)
		}
		id := kept.EntryIDs["e1"]
		e, err := a.Entry(ctx, id)
		if err != nil || e.Told != 2 || len(e.Accounts) != 2 || e.Accounts[0].Sentence.Text == "" {
			t.Fatalf("%+v %v", e, err)
		}
		var made []int64
		correct := func(x chancery.Correction) chancery.Correction {
			t.Helper()
			x.Report, x.By = first.Key, "editor"
			got, err := a.Correct(ctx, x)
			if err != nil {
				t.Fatal(err)
			}
			made = append(made, got.ID)
			return got
		}
		correct(chancery.Correction{Kind: chancery.AnEvent, Verdict: chancery.Rejected, Type: string(event.Type), Cue: event.Cue})
		if kept, err = a.Report(ctx, first.Key[:9]); err != nil || len(kept.Record.Events) != 0 || len(kept.EntryIDs) != 0 || kept.Entries != 0 {
			t.Fatalf("%+v %v", kept, err)
		}
		if e, err = a.Entry(ctx, kept.Key); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(e, err)
		}
		correct(chancery.Correction{Kind: chancery.AnEvent, Verdict: chancery.Edited, Type: string(event.Type), Cue: event.Cue, Change: []byte(`{"status":"denied"}`)})
		kept, err = a.Report(ctx, first.Key)
		if err != nil || len(kept.Record.Events) != 1 || kept.Record.Events[0].Status != chancery.Denied || len(kept.Corrections) != 2 {
			t.Fatalf("%+v %v", kept, err)
		}
		if e, err = a.Entry(ctx, kept.EntryIDs["e1"]); err != nil || !e.Corrected {
			t.Errorf("%+v %v", e, err)
		}
		wrong := correct(chancery.Correction{Kind: chancery.AnEvent, Verdict: chancery.Rejected, Cue: chancery.Span{Start: 1, End: 3, Text: "zz"}})
		if !wrong.Pending {
			t.Error("a correction that fits nothing is not pending")
		}
		for _, i := range []int{1, 0, 2} {
			if err := a.Undo(ctx, made[i], "chief"); err != nil {
				t.Fatal(err)
			}
		}
		alike(t, before, derived(t, a))
		all, err := a.Corrections(ctx, "", 10)
		if err != nil || len(all) != 3 || all[0].ID != made[2] || all[0].Undoer != "chief" || all[0].Undone.IsZero() {
			t.Errorf("%+v %v", all, err)
		}
		if err := a.Undo(ctx, made[0], "chief"); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
		if _, err := a.Correct(ctx, chancery.Correction{Report: "rnone", Kind: chancery.AnEvent, Verdict: chancery.Accepted, By: "x"}); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
	})
}

// TestReread brings an archive to another version, interrupted half way.
func TestReread(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx := t.Context()
		old, next := corpus(30, 9), corpus(30, 9)
		for i := range next {
			next[i].Version = "2"
			if r := next[i].Record; len(r.Events) > 1 {
				r.Events = r.Events[1:] // the new models do not find it
				r.Events[0].Confidence = 0.55
			}
		}
		want := open(t)
		keepAll(t, want, next, 30)
		a := open(t)
		keepAll(t, a, old, 7)
		was := digestOf(t, a)
		byKey := map[string]chancery.Reading{}
		for _, r := range next {
			byKey[r.Key] = r
		}
		for {
			stale, err := a.Stale(ctx, "2", 4)
			if err != nil {
				t.Fatal(err)
			}
			if len(stale) == 0 {
				break
			}
			for _, r := range stale {
				if r.Record.Document.Text != byKey[r.Key].Record.Document.Text || r.Path != "test" {
					t.Fatalf("%+v", r)
				}
				if err := a.PutReading(ctx, byKey[r.Key]); err != nil {
					t.Fatal(err)
				}
			}
		}
		if digestOf(t, a) != was {
			t.Error("a reading shows before it is switched to")
		}
		if vs, err := a.Versions(ctx); err != nil || fmt.Sprint(vs) != "[{1 30 30} {2 0 30}]" {
			t.Error(vs, err)
		}
		left := -1
		if err := a.SwitchTo(ctx, "2", func(n int) { left = n }); err != nil || left != 0 {
			t.Fatal(err, left)
		}
		alike(t, derived(t, want), derived(t, a))
		if vs, err := a.Versions(ctx); err != nil || fmt.Sprint(vs) != "[{2 30 30}]" {
			t.Error(vs, err)
		}
		if err := a.PutReading(ctx, chancery.Reading{Key: "rnone", Record: next[0].Record}); !errors.Is(err, chancery.ErrNotFound) {
			t.Error(err)
		}
	})
}

func TestProgressAndFailures(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		ctx, a := t.Context(), open(t)
		if s, err := a.Progress(ctx, "feed"); s != "" || err != nil {
			t.Error(s, err)
		}
		for _, state := range []string{`{"at":1}`, `{"at":2}`} {
			if err := a.SetProgress(ctx, "feed", state); err != nil {
				t.Fatal(err)
			}
		}
		if s, err := a.Progress(ctx, "feed"); s != `{"at":2}` || err != nil {
			t.Error(s, err)
		}
		for _, path := range []string{"a.html", "b.html", "a.html"} {
			if err := a.Fail(ctx, path, "broken \x00 \xff"); err != nil {
				t.Fatal(err)
			}
			time.Sleep(2 * time.Millisecond)
		}
		fs, err := a.Failures(ctx, 5)
		if err != nil || len(fs) != 2 || fs[0].Path != "a.html" || fs[0].Why != "broken  \uFFFD" {
			t.Error(fs, err)
		}
	})
}
