package web

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"chancery"
	"chancery/query"
)

//go:embed templates/*.html
var templateFiles embed.FS

var funcs = template.FuncMap{
	"asset":    asset,
	"line":     line,
	"day":      dayInWords,
	"span":     spanOfDays,
	"percent":  func(p float64) string { return fmt.Sprintf("%.0f", 100*p) },
	"sureness": sureness,
	"quad":     quadClass,
	"count":    grouped,
	"plural":   plural,
	"actorURL": actorURL,
	"host":     hostOf,
	"webURL":   webURL,
	"kindWord": kindWord,
	"kindName": kindName,
	"told":     toldValue,
	"verdict":  verdictWords,
	"clip":     clip,
	"lower":    strings.ToLower,
	"label":    label,
	"sourceOf": sourceOf,
	"passage":  passage,
	"steps":    func() []int { return []int{1, 2, 3, 4, 5} },
	"nav": func(f frame, name, address, label string) navItem {
		return navItem{label, address, f.Nav == name}
	},
	"row":    func(e chancery.Entry) entryRow { return entryRow{Entry: e} },
	"dayRow": func(e chancery.Entry) entryRow { return entryRow{e, true} },
}

// templates gives the pages by name, parsed on first use: no other command pays
// for them. Each defines "main", which the layout holds;
// what begins with an underscore is shared by them.
var templates = sync.OnceValue(func() map[string]*template.Template {
	shared := template.Must(template.New("").Funcs(funcs).ParseFS(templateFiles, "templates/_*.html"))
	files, err := fs.Glob(templateFiles, "templates/[a-z]*.html")
	if err != nil {
		panic(err)
	}
	out := map[string]*template.Template{}
	for _, f := range files {
		page := template.Must(template.Must(shared.Clone()).ParseFS(templateFiles, f))
		out[strings.TrimSuffix(path.Base(f), ".html")] = page
	}
	return out
})

// entryRow is an entry in a list; WithDay says whether the row shows its day.
type entryRow struct {
	chancery.Entry
	WithDay bool
}

// navItem is one part of the masthead.
type navItem struct {
	Label, Address string
	Current        bool
}

// label names what an entry is, as lists show it.
func label(e chancery.Entry) string {
	switch {
	case e.Kind == chancery.AnEvent:
		return e.Type
	case e.Kind == chancery.ATurn:
		return "TURN"
	default:
		return strings.ToUpper(string(e.Kind))
	}
}

// sourceOf names the house of one of an entry's accounts.
func sourceOf(e *chancery.Entry, account string) string {
	for _, a := range e.Accounts {
		if a.ID != account {
			continue
		}
		if a.Source != "" {
			return a.Source
		}
		if h := hostOf(a.URL); h != "" {
			return h
		}
	}
	return "a report"
}

// frame is what the layout around every page is filled with.
type frame struct {
	Title, Nav, Query, Version, Path string
	Member                           string // who has signed in, "" where the archive is open
	Data                             any
}

// show writes a page. It is made in full before the first byte goes out, so that
// a fault in a template is answered with an error and not with half a page.
func (s *Server) show(w http.ResponseWriter, r *http.Request, status int, v view) {
	page, err := s.render(r, v)
	if err != nil {
		s.Log.Error("make page", "path", r.URL.Path, "error", err)
		http.Error(w, "This page could not be made; the log says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(page)
}

// render makes a page.
func (s *Server) render(r *http.Request, v view) ([]byte, error) {
	var page bytes.Buffer
	f := frame{Title: v.title, Nav: v.nav, Version: s.Version, Path: r.URL.RequestURI(), Data: v.data}
	if s.Door != nil {
		f.Member = memberOf(r.Context()).Name
	}
	if r.URL.Path == "/find" {
		f.Query = r.URL.Query().Get("q")
	}
	err := templates()[v.template].ExecuteTemplate(&page, "_layout.html", f)
	return page.Bytes(), err
}

// fault is what the page of an error says.
type fault struct {
	Status  int
	Heading string
	Advice  string
}

// fail answers with a page that says what is wrong and what to do.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := fault{http.StatusInternalServerError, "This page could not be made", "The log says why. Try again, or go back to today's record."}
	var to redirect
	switch {
	case errors.As(err, &to):
		http.Redirect(w, r, string(to), http.StatusSeeOther)
		return
	case errors.Is(err, context.Canceled):
		return
	case errors.Is(err, chancery.ErrNotFound):
		f = fault{http.StatusNotFound, "Nothing stands here", "The address may be mistyped, or the entry may have been merged or rejected. Try a search."}
	case errors.Is(err, errForbidden):
		f = fault{http.StatusForbidden, "Editors may do this", "You may read, not correct. Ask who runs this archive to make you an editor."}
	case errors.Is(err, query.ErrBad):
		f = fault{http.StatusBadRequest, "That cannot be asked", strings.TrimPrefix(err.Error(), query.ErrBad.Error()+": ")}
	case errors.Is(err, chancery.ErrQuestion):
		_, advice, _ := strings.Cut(err.Error(), chancery.ErrQuestion.Error()+": ")
		f = fault{http.StatusBadRequest, "That cannot be asked", advice}
	default:
		s.Log.Error("answer", "path", r.URL.Path, "error", err)
	}
	s.show(w, r, f.Status, view{template: "fault", title: f.Heading, data: f})
}

// dayInWords writes an ISO day, month or year as people do: 7 October 2018.
func dayInWords(iso string) string {
	for layout, words := range map[string]string{time.DateOnly: "2 January 2006", "2006-01": "January 2006"} {
		if t, err := time.Parse(layout, iso); err == nil {
			return t.Format(words)
		}
	}
	return iso
}

// spanOfDays writes the days between from and to, as short as they can be told.
func spanOfDays(from, to string) string {
	if from == "" || from == to || to == "" {
		return dayInWords(from)
	}
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	switch {
	case errA != nil || errB != nil:
		return dayInWords(from) + " – " + dayInWords(to)
	case a.Day() == 1 && b.AddDate(0, 0, 1).Day() == 1 && a.Year() == b.Year() && a.Month() == b.Month():
		return a.Format("January 2006")
	case a.YearDay() == 1 && b.AddDate(0, 0, 1).YearDay() == 1 && a.Year() == b.Year():
		return a.Format("2006")
	case a.Year() == b.Year() && a.Month() == b.Month():
		return fmt.Sprintf("%d–%s", a.Day(), dayInWords(to))
	default:
		return dayInWords(from) + " – " + dayInWords(to)
	}
}

// sureness puts a confidence into one of five steps, for the eye.
func sureness(p float64) int { return min(max(int(p*5)+1, 1), 5) }

// grouped writes a number with its thousands parted: 12,345.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

func actorURL(key string) string { return "/actor/" + url.PathEscape(key) }

// webURL is an address that a page may link to: one of the web, "" for any other.
// Addresses come from reports, and reports from anywhere.
func webURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return address
}

// hostOf is the host of an address, "" where it has none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Host, "www.")
}
