package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"chancery"
	"chancery/query"
)

type correctionsData struct {
	Corrections []chancery.Correction
	Editor      bool // the reader may undo
}

// corrections lists what editors corrected.
func (s *Server) corrections(ctx context.Context, _ *http.Request) (view, error) {
	list, err := s.Archive.Corrections(ctx, "", 200)
	return view{"corrections", "Corrections", "", correctionsData{list, memberOf(ctx).Role == chancery.Editor}}, err
}

// located is where an entry of a record hangs.
type located struct {
	Kind chancery.EntryKind
	Type string
	Cue  chancery.Span
}

// locate finds an entry of a record by its local ID.
func locate(r *chancery.Record, local string) (located, bool) {
	for _, e := range r.Events {
		if e.ID == local {
			return located{chancery.AnEvent, string(e.Type), e.Cue}, true
		}
	}
	for _, st := range r.Statements {
		if st.ID == local {
			return located{chancery.AStatement, string(st.Form), st.Cue}, true
		}
	}
	for _, c := range r.Commitments {
		if c.ID == local {
			return located{chancery.ACommitment, string(c.Kind), c.Cue}, true
		}
	}
	for i, st := range r.Stops {
		if stopID(i) == local {
			return located{chancery.AStop, "", st.Cue}, true
		}
	}
	for i, t := range r.Relations {
		if turnID(i) == local {
			return located{chancery.ATurn, t.Turn, t.Cue}, true
		}
	}
	return located{}, false
}

// correct takes a correction and leads back to the report.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	to, err := s.takeCorrection(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (s *Server) takeCorrection(r *http.Request) (string, error) {
	if err := r.ParseForm(); err != nil {
		return "", fmt.Errorf("%w: the form cannot be read: %w", query.ErrBad, err)
	}
	kept, err := s.Archive.Report(r.Context(), r.PathValue("key"))
	if err != nil {
		return "", err
	}
	local := r.PostForm.Get("local")
	at, ok := locate(kept.Record, local)
	if !ok {
		return "", fmt.Errorf("entry %s of report %s: %w", local, kept.Key, chancery.ErrNotFound)
	}
	c := chancery.Correction{
		Report: kept.Key, Kind: at.Kind, Type: at.Type, Cue: at.Cue,
		Verdict: chancery.Verdict(r.PostForm.Get("verdict")), Why: strings.TrimSpace(r.PostForm.Get("why")), By: memberOf(r.Context()).Name,
	}
	switch c.Verdict {
	case chancery.Accepted, chancery.Rejected:
	case chancery.Edited:
		if c.Change, err = changeOf(r.PostForm, kept.Record, local); err != nil {
			return "", err
		}
	default:
		return "", fmt.Errorf("%w: verdict: %q is none of accept, reject, edit", query.ErrBad, c.Verdict)
	}
	if _, err := s.Archive.Correct(r.Context(), c); err != nil {
		return "", err
	}
	if err := s.note(r, string(c.Verdict), kept.Key+"#"+local); err != nil {
		return "", err
	}
	s.Log.Info("correction", "report", kept.Key, "entry", local, "verdict", c.Verdict, "by", c.By)
	return "/report/" + url.PathEscape(kept.Key) + "#" + url.PathEscape(local), nil
}

// note adds what a member did to the audit.
func (s *Server) note(r *http.Request, what, on string) error {
	return s.members.Note(r.Context(), chancery.AuditLine{
		At: s.Now(), Who: memberOf(r.Context()).Name, What: what, On: on, From: s.remote(r),
	})
}

// undo takes a correction back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err == nil {
		if err = s.Archive.Undo(r.Context(), id, memberOf(r.Context()).Name); err == nil {
			err = s.note(r, "undo", r.PathValue("id"))
		}
	} else {
		err = fmt.Errorf("correction %s: %w", r.PathValue("id"), chancery.ErrNotFound)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/corrections", http.StatusSeeOther)
}

type correctData struct {
	Report *chancery.Kept
	Local  string
	Entry  located
	Fields []field

	Sentence accountView
}

// field is one of an entry's fields in the form that edits it.
type field struct {
	Name, Label, Value, Help string
	Choices                  []string
}

// correctForm shows the form that edits one entry.
func (s *Server) correctForm(ctx context.Context, r *http.Request) (view, error) {
	kept, err := s.Archive.Report(ctx, r.PathValue("key"))
	if err != nil {
		return view{}, err
	}
	local := r.URL.Query().Get("local")
	at, ok := locate(kept.Record, local)
	if !ok {
		return view{}, fmt.Errorf("entry %s of report %s: %w", local, kept.Key, chancery.ErrNotFound)
	}
	d := correctData{Report: kept, Local: local, Entry: at, Fields: fieldsOf(kept.Record, local), Sentence: surroundings(kept.Record.Document.Text, at.Cue)}
	return view{"correct", "Correct an entry", "reports", d}, nil
}

// surroundings cuts the sentences about a cue out of a text: back to the end of the
// one before and on to its own end, as far as full stops tell.
func surroundings(text string, cue chancery.Span) accountView {
	runes := []rune(text)
	if cue.Start < 0 || cue.End > len(runes) || cue.Start > cue.End {
		return accountView{Cue: cue.Text}
	}
	ends := func(i int) bool {
		return runes[i] == '\n' || runes[i] == ' ' && i > 1 && strings.ContainsRune(".!?”\"", runes[i-1]) && unicode.IsLower(runes[i-2]) &&
			i+1 < len(runes) && !unicode.IsDigit(runes[i+1])
	}
	from, to := cue.Start, cue.End
	for from > 0 && !ends(from-1) {
		from--
	}
	for to < len(runes) && !ends(to) {
		to++
	}
	return accountView{Before: string(runes[from:cue.Start]), Cue: string(runes[cue.Start:cue.End]), After: string(runes[cue.End:to])}
}

// changeOf gives the fields of a form that differ from the record's, in the JSON
// form of a correction. Lists are parted by commas.
func changeOf(form url.Values, r *chancery.Record, local string) ([]byte, error) {
	change := map[string]any{}
	for _, f := range fieldsOf(r, local) {
		given, ok := form[f.Name]
		if !ok || strings.TrimSpace(given[0]) == f.Value {
			continue
		}
		value := strings.TrimSpace(given[0])
		switch f.Name {
		case "who", "whom", "parties", "met", "addressee":
			change[f.Name] = listed(value)
		case "date", "due":
			if value == "" {
				change[f.Name] = nil
			} else {
				change[f.Name] = map[string]string{"value": value}
			}
		case "place", "where":
			if value == "" {
				change[f.Name] = nil
			} else {
				change[f.Name] = map[string]string{"name": value}
			}
		default:
			change[f.Name] = value
		}
	}
	if len(change) == 0 {
		return nil, fmt.Errorf("%w: nothing was changed", query.ErrBad)
	}
	return json.Marshal(change)
}

func listed(s string) []string {
	out := []string{}
	for part := range strings.SplitSeq(s, ",") {
		if p := strings.TrimSpace(part); p != "" {
			out = append(out, p)
		}
	}
	return out
}
