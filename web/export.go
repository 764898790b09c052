package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"chancery"
	"chancery/export"
	"chancery/query"
)

// mostExported is how many entries one export from a page takes along. More than
// that chancery export writes.
const mostExported = 5000

// exported sends what a search finds in one of the forms of export.
func (s *Server) exported(w http.ResponseWriter, r *http.Request) {
	form, err := export.FormOf(r.PathValue("form"))
	if err != nil {
		s.fail(w, r, fmt.Errorf("%w: %w", query.ErrBad, err))
		return
	}
	q, err := query.Parse(r.URL.Query())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q.Limit, q.Cursor = 500, ""
	o := s.exportOptions(r)
	if form.Tables && len(q.Kinds) == 1 {
		o.Kind = q.Kinds[0]
	}
	if form.Name == "parquet" && o.Kind == "" {
		s.fail(w, r, fmt.Errorf("%w: a Parquet table is of one kind of entry: choose one first", query.ErrBad))
		return
	}
	first, err := s.Archive.Find(r.Context(), q) // what cannot be asked is said before the answer begins
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", form.MediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="chancery`+form.Extension+`"`)
	w.Header().Set("Cache-Control", "private, no-cache")
	if err := s.writeExport(r.Context(), w, form.Name, o, q, first); err != nil && r.Context().Err() == nil {
		// The answer has begun: cutting the connection is the one way left to say so.
		s.Log.Error("export", "form", form.Name, "error", err)
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) exportOptions(r *http.Request) export.Options {
	return export.Options{
		At: s.Now(), Version: "chancery " + s.Version, Title: "Chancery",
		Link: func(id string) string { return s.origin(r) + "/entry/" + id },
	}
}

func (s *Server) writeExport(ctx context.Context, w http.ResponseWriter, form string, o export.Options, q chancery.Query, page chancery.Page) error {
	out, err := export.New(form, w, o)
	if err != nil {
		return err
	}
	for seen := 0; seen < mostExported; {
		for i := range page.Entries {
			whole, err := s.Archive.Entry(ctx, page.Entries[i].ID)
			if err != nil {
				return err
			}
			if whole.Snippet == "" {
				whole.Snippet = page.Entries[i].Snippet
			}
			if err := out.Write(whole); err != nil {
				return err
			}
		}
		seen += len(page.Entries)
		if q.Cursor = page.Next; q.Cursor == "" {
			break
		}
		if page, err = s.Archive.Find(ctx, q); err != nil {
			return err
		}
	}
	return out.Close()
}

// calendarYears is how far ahead a subscribed calendar looks.
const calendarYears = 2

// agendaCalendar sends the agenda as iCalendar (RFC 5545), for calendars to
// subscribe to: from a month ago on, or for the span that the address gives.
func (s *Server) agendaCalendar(w http.ResponseWriter, r *http.Request) {
	on, until, err := s.agendaSpan(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if v := r.URL.Query(); v.Get("on") == "" && v.Get("until") == "" {
		on, until = addDays(on, -31), s.Now().UTC().AddDate(calendarYears, 0, 0).Format(time.DateOnly)
	}
	agenda, err := s.Archive.Agenda(r.Context(), on, until)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	var text strings.Builder
	out, err := export.New("ics", &text, s.exportOptions(r))
	if err == nil {
		err = writeAll(out, append(agenda.Planned, agenda.Due...))
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	answerTagged(w, r, []byte(text.String()))
}

func writeAll(out export.Writer, entries []chancery.Entry) error {
	for i := range entries {
		if err := out.Write(&entries[i]); err != nil {
			return err
		}
	}
	return out.Close()
}
