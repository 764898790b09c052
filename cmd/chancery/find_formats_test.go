package main

import (
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/store"
)

// keptArchive makes an archive of one report and gives its path and an entry's ID.
func keptArchive(t *testing.T) (path, id string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "archive.db")
	a, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	text := "Talks on fish\n\nAna Sol met Brazil in Lisbon on 2 March."
	day, house := "2019-03-02", "Harbour Post"
	at := func(s string) chancery.Span {
		i := strings.Index(text, s)
		return chancery.Span{Start: i, End: i + len(s), Text: s}
	}
	r := &chancery.Record{Schema: chancery.Schema,
		Document: chancery.Document{ID: "sha256:x", Title: "Talks on fish", Text: text, Published: &day, Source: &house, Language: "en"},
		Actors: []chancery.Actor{{ID: "a1", Name: "Ana Sol", Kind: chancery.Person, State: "PRT", Mentions: []chancery.Span{at("Ana Sol")}},
			{ID: "a2", Name: "Brazil", Kind: chancery.State, State: "BRA", Mentions: []chancery.Span{at("Brazil")}}},
		Events: []chancery.Event{{ID: "e1", Type: chancery.Consult, Mode: "meet", Cue: at("met"), Who: []string{"a1"}, Whom: []string{"a2"},
			Date: &chancery.Date{Value: &day}, Status: chancery.Held, Confidence: 0.9}}}
	if _, err := a.Keep(t.Context(), []chancery.Reading{{Record: r, Version: "test", At: time.Unix(1, 0)}}); err != nil {
		t.Fatal(err)
	}
	if err := a.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	page, err := a.Find(t.Context(), chancery.Query{})
	if err != nil || len(page.Entries) != 1 {
		t.Fatal(page, err)
	}
	return path, page.Entries[0].ID
}

// Every command that asks answers in every form.
func TestAnswersInEveryForm(t *testing.T) {
	path, id := keptArchive(t)
	t.Setenv("CHANCERY_STORE", path)
	for args, want := range map[string]string{
		"find lisbon --actor PRT/Ana": "", "find lisbon": "Ana Sol", "find --actor Ana": "Ana Sol", "find --pair BRA,PRT": "Ana Sol", "find --facets": "CONSULT",
		"dossier Ana Sol": "Ana Sol", "agenda --on 2019-03-01": "", "pair Brazil Portugal": "2019-03-01", "show " + id: "Harbour Post",
		"reports fish": "Talks on fish", "coverage": "Harbour Post",
	} {
		if want == "" && !strings.HasPrefix(args, "agenda") {
			if r := chanceryRun(t, "", strings.Fields(args)...); r.code != exitInput || !strings.Contains(r.err, "nobody called") {
				t.Errorf("%s: %d %s", args, r.code, r.err)
			}
			continue
		}
		for _, format := range []string{"table", "json", "jsonl", "csv"} {
			r := chanceryRun(t, "", append(strings.Fields(args), "--format", format)...)
			if r.code != exitOK || r.err != "" || !strings.Contains(r.out, want) || strings.Contains(r.out, "\x1b") {
				t.Errorf("%s as %s: %d %q %s", args, format, r.code, r.err, r.out)
				continue
			}
			switch format {
			case "json":
				if !json.Valid([]byte(r.out)) {
					t.Errorf("%s: no JSON: %s", args, r.out)
				}
			case "jsonl":
				for line := range strings.Lines(r.out) {
					if !json.Valid([]byte(line)) {
						t.Errorf("%s: no JSON: %s", args, line)
					}
				}
			case "csv":
				if rows, err := csv.NewReader(strings.NewReader(r.out)).ReadAll(); err != nil || len(rows) == 0 {
					t.Errorf("%s: %v", args, err)
				}
			}
		}
	}
	key := chanceryRun(t, "", "reports", "--format", "csv")
	fields := strings.Split(strings.Split(key.out, "\n")[1], ",")
	if r := chanceryRun(t, "", "show", fields[0][:8]); r.code != exitOK || !strings.Contains(r.out, "In the archive") {
		t.Errorf("show %s: %d %s%s", fields[0][:8], r.code, r.out, r.err)
	}
	if r := chanceryRun(t, "", "show", "e0000"); r.code != exitInput || !strings.Contains(r.err, "no such entry or report") {
		t.Errorf("show e0000: %d %s", r.code, r.err)
	}
}
