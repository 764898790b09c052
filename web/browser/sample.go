// Package browser opens the pages of package web in a browser: its tests go through
// them as readers do, and web/browser/shots makes the pictures of docs/pages. Both
// look at one small archive of invented reports, which Sample makes.
package browser

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"time"

	"chancery"
	"chancery/merge"
	"chancery/reading"
	"chancery/source"
	"chancery/store"
)

// Now is when the sample's reports are opened: the day after the last of them.
var Now = time.Date(2026, time.March, 20, 9, 30, 0, 0, time.UTC)

//go:embed reports.txt
var reports string

// Sample makes the archive of the sample's reports at the path of a SQLite file.
// Persons and houses are invented, and so is all that the reports tell of states.
func Sample(ctx context.Context, path string) (*store.Archive, error) {
	archive, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	all, err := readings()
	if err == nil {
		_, err = archive.Keep(ctx, all)
	}
	if err == nil {
		err = archive.Settle(ctx, nil)
	}
	if err != nil {
		archive.Close()
		return nil, fmt.Errorf("sample archive %s: %w", path, err)
	}
	return archive, nil
}

// readings gives the sample's reports as they are read. Each begins with a line of
// its day, house and address, parted by bars, after two equals signs.
var readings = sync.OnceValues(func() ([]chancery.Reading, error) {
	var out []chancery.Reading
	for _, part := range strings.Split("\n"+reports, "\n== ")[1:] {
		head, text, _ := strings.Cut(strings.TrimSpace(part), "\n")
		fields := strings.Split(head, " | ")
		if len(fields) != 3 {
			return nil, fmt.Errorf("sample report %q: its first line is not day | house | address", head)
		}
		day, err := time.Parse(time.DateOnly, fields[0])
		if err != nil {
			return nil, fmt.Errorf("sample report %q: %w", head, err)
		}
		title, _, _ := strings.Cut(text, "\n")
		record, _ := reading.Read(source.Report{Title: title, Text: text, Published: day, Source: fields[1], URL: fields[2], Language: "en"})
		out = append(out, chancery.Reading{Key: merge.ReportKey(&record.Document), Record: record, Version: reading.Version(), Path: fields[2], At: Now})
	}
	return out, nil
})

// Page is a page of the sample.
type Page struct{ Name, Path string }

// Pages gives one page of each kind, and more than one where they differ much.
func Pages(ctx context.Context, a chancery.Asker) ([]Page, error) {
	out := []Page{{"today", "/"}, {"find", "/find?q=trawler"}, {"find-nothing", "/find?q=zeppelin"}, {"reports", "/reports"},
		{"actors", "/actors"}, {"pairs", "/pairs"}, {"pair", "/pair/ISL/NOR"}, {"agenda", "/agenda"}, {"map", "/map?from=2025-11-01&to=2026-03-20"},
		{"coverage", "/coverage"}, {"corrections", "/corrections"}, {"watches", "/watches"}, {"help", "/help"}}
	for _, want := range []struct {
		name string
		q    chancery.Query
	}{
		{"event", chancery.Query{Disputed: true, Kinds: []chancery.EntryKind{chancery.AnEvent}, Limit: 1}},
		{"statement", chancery.Query{Kinds: []chancery.EntryKind{chancery.AStatement}, Text: "neighbour", Limit: 1}},
		{"commitment", chancery.Query{Kinds: []chancery.EntryKind{chancery.ACommitment}, Text: "trawler", Order: chancery.Oldest, Limit: 1}},
		{"stop", chancery.Query{Kinds: []chancery.EntryKind{chancery.AStop}, Text: "Cairo", Limit: 1}},
	} {
		found, err := a.Find(ctx, want.q)
		if err != nil || len(found.Entries) == 0 {
			return nil, fmt.Errorf("sample: no %s is on record: %w", want.name, err)
		}
		out = append(out, Page{want.name, "/entry/" + found.Entries[0].ID})
	}
	brandt, err := a.Actors(ctx, "Solveig Brandt", 1)
	if err != nil || len(brandt) == 0 {
		return nil, fmt.Errorf("sample: Solveig Brandt is not on record: %w", err)
	}
	state, err := a.Actors(ctx, "NOR", 1)
	if err != nil || len(state) == 0 {
		return nil, fmt.Errorf("sample: Norway is not on record: %w", err)
	}
	out = append(out, Page{"actor", "/actor/" + url.PathEscape(brandt[0].Key)}, Page{"state", "/actor/" + url.PathEscape(state[0].Key)})
	said, err := a.Reports(ctx, chancery.ReportQuery{Text: "settle trawler dispute", Limit: 1})
	if err != nil || len(said.Reports) == 0 {
		return nil, fmt.Errorf("sample: no report tells of the settlement: %w", err)
	}
	key := said.Reports[0].Key
	kept, err := a.Report(ctx, key)
	if err != nil {
		return nil, err
	}
	local := kept.Record.Events[0].ID
	return append(out, Page{"report", "/report/" + key}, Page{"correct", "/report/" + key + "/correct?local=" + local}), nil
}
