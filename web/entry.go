package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"chancery"
)

type entryData struct {
	Entry    *chancery.Entry
	Accounts []accountView
	Near     []chancery.Entry      // other entries of the same parties about that day
	History  []chancery.Correction // of its accounts, newest first
	Editor   bool
}

// accountView is an account with its sentence cut at the cue.
type accountView struct {
	chancery.Account
	Before, Cue, After string
}

// entry shows one entry: all accounts side by side, where they differ, its life.
func (s *Server) entry(ctx context.Context, r *http.Request) (view, error) {
	e, err := s.Archive.Entry(ctx, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	d := entryData{Entry: e, Editor: memberOf(ctx).Role == chancery.Editor}
	for _, a := range e.Accounts {
		d.Accounts = append(d.Accounts, viewOf(a))
	}
	if d.History, err = s.history(ctx, e); err != nil {
		return view{}, err
	}
	if q, ok := around(e); ok {
		near, err := s.Archive.Find(ctx, q)
		if err != nil {
			return view{}, err
		}
		for _, n := range near.Entries {
			if n.ID != e.ID {
				d.Near = append(d.Near, n)
			}
		}
		d.Near = first(d.Near, 6)
	}
	return view{"entry", headline(e), "find", d}, nil
}

// mostHistories is how many reports of an entry are asked for corrections.
const mostHistories = 12

// history gives the corrections of an entry's accounts.
func (s *Server) history(ctx context.Context, e *chancery.Entry) ([]chancery.Correction, error) {
	var out []chancery.Correction
	seen := map[string]bool{}
	for _, a := range e.Accounts {
		if !seen[a.Report] && len(seen) == mostHistories {
			break
		}
		if seen[a.Report] {
			continue
		}
		seen[a.Report] = true
		list, err := s.Archive.Corrections(ctx, a.Report, 100)
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			if slices.ContainsFunc(e.Accounts, func(a chancery.Account) bool { return isOf(c, a) }) {
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b chancery.Correction) int { return b.At.Compare(a.At) })
	return out, nil
}

// isOf tells whether a correction is of an account: of one kind, at one place.
func isOf(c chancery.Correction, a chancery.Account) bool {
	return c.Report == a.Report && c.Kind == a.Kind && c.Cue.Start < a.Cue.End && a.Cue.Start < c.Cue.End
}

// viewOf cuts an account's sentence at its cue, which lies in it as a rule.
func viewOf(a chancery.Account) accountView {
	text := []rune(a.Sentence.Text)
	from, to := a.Cue.Start-a.Sentence.Start, a.Cue.End-a.Sentence.Start
	if from < 0 || to > len(text) || from > to {
		return accountView{Account: a, Before: a.Sentence.Text}
	}
	return accountView{a, string(text[:from]), string(text[from:to]), string(text[to:])}
}

// around asks for what the same two parties did within a month of e.
func around(e *chancery.Entry) (chancery.Query, bool) {
	day := e.From
	if day == "" {
		day = e.First
	}
	q := chancery.Query{From: addDays(day, -15), To: addDays(day, 15), Limit: 7}
	for _, p := range e.Parties {
		if len(q.Actors) < 2 {
			q.Actors = append(q.Actors, p.Key)
		}
	}
	return q, day != "" && len(q.Actors) > 0
}

// headline is an entry in a line of plain words.
func headline(e *chancery.Entry) string {
	t := line(*e)
	out := names(t.Who)
	if out != "" {
		out += " "
	}
	out += t.Words
	if w := names(t.Whom); w != "" {
		out += " " + w
	}
	if t.Rest != "" {
		out += " " + t.Rest
	}
	return out
}

func names(parties []chancery.Party) string {
	out := ""
	for i, p := range parties {
		if i > 0 {
			out += ", "
		}
		out += p.Name
	}
	return out
}

// passage is where in its report an account stands: a fragment that browsers
// which know text fragments light up, and others pass over.
func passage(a chancery.Account) string {
	return "/report/" + url.PathEscape(a.Report) + "#" + a.Local
}
