package web

import (
	"context"
	"net/http"
	"net/url"
	"sort"
	"strconv"

	"chancery"
	"chancery/query"
)

// stopID and turnID are the local IDs of a record's stops and turns, which have
// none of their own: their places from 1.
func stopID(i int) string { return "t" + strconv.Itoa(i+1) }
func turnID(i int) string { return "n" + strconv.Itoa(i+1) }

type reportData struct {
	Report     *chancery.Kept
	Paragraphs []paragraph
	Entries    []localEntry // in order of the text
	Editor     bool         // the reader may correct
}

// localEntry is an entry of the archive with where it stands in this report.
type localEntry struct {
	chancery.Entry
	Local   string
	Verdict chancery.Verdict
}

// report shows a report's text with everything that was read out of it marked, and
// the record beside it.
func (s *Server) report(ctx context.Context, r *http.Request) (view, error) {
	kept, err := s.Archive.Report(ctx, r.PathValue("key"))
	if err != nil {
		return view{}, err
	}
	page, err := s.Archive.Find(ctx, chancery.Query{Report: kept.Key, Limit: 1000})
	if err != nil {
		return view{}, err
	}
	d := reportData{Report: kept, Entries: inOrder(kept, page.Entries), Editor: memberOf(ctx).Role == chancery.Editor}
	d.Paragraphs = paragraphsOf(kept.Record, func(local string) string {
		if id := kept.EntryIDs[local]; id != "" {
			return "/entry/" + id
		}
		return ""
	})
	return view{"report", kept.Title, "reports", d}, nil
}

// inOrder gives the entries of a report as they stand in its text: one of the
// archive's entries for each of the record's.
func inOrder(kept *chancery.Kept, entries []chancery.Entry) []localEntry {
	byID := map[string]chancery.Entry{}
	for _, e := range entries {
		byID[e.ID] = e
	}
	at := cuesOf(kept.Record)
	var out []localEntry
	for local, id := range kept.EntryIDs {
		if e, ok := byID[id]; ok {
			out = append(out, localEntry{Entry: e, Local: local})
		}
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := at[out[i].Local], at[out[j].Local]
		if a != b {
			return a < b
		}
		return out[i].Local < out[j].Local
	})
	return out
}

// cuesOf tells where in the text each entry of a record hangs.
func cuesOf(r *chancery.Record) map[string]int {
	at := map[string]int{}
	for _, e := range r.Events {
		at[e.ID] = e.Cue.Start
	}
	for _, st := range r.Statements {
		at[st.ID] = st.Cue.Start
	}
	for _, c := range r.Commitments {
		at[c.ID] = c.Cue.Start
	}
	for i, st := range r.Stops {
		at[stopID(i)] = st.Cue.Start
	}
	for i, t := range r.Relations {
		at[turnID(i)] = t.Cue.Start
	}
	return at
}

type reportsData struct {
	Query chancery.ReportQuery
	Page  chancery.ReportPage
	Next  string
}

// reports lists the reports.
func (s *Server) reports(ctx context.Context, r *http.Request) (view, error) {
	v := r.URL.Query()
	q := chancery.ReportQuery{Text: v.Get("q"), Source: v.Get("source"), Copies: v.Get("copies") != "", Cursor: v.Get("cursor")}
	var err error
	if q.From, err = query.Day(v, "from", false); err != nil {
		return view{}, err
	}
	if q.To, err = query.Day(v, "to", true); err != nil {
		return view{}, err
	}
	d := reportsData{Query: q}
	if d.Page, err = s.Archive.Reports(ctx, q); err != nil {
		return view{}, err
	}
	if d.Page.Next != "" {
		next := url.Values{}
		for k, all := range v {
			next[k] = all
		}
		next.Set("cursor", d.Page.Next)
		d.Next = "/reports?" + next.Encode()
	}
	return view{"reports", "Reports", "reports", d}, nil
}
