// Package web opens the archive in a browser: pages made on the server, charts as
// SVG, feeds, and the API. Everything that it serves is in the binary; nothing is
// fetched from elsewhere, and pages can be read without scripts.
package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"chancery"
)

// Config says what is served and to whom.
type Config struct {
	Archive chancery.Archive
	Log     *slog.Logger     // slog.Default() if nil
	Now     func() time.Time // time.Now if nil; "today" is its day in UTC
	Version string           // of the program, shown at the foot of pages
}

// Server answers requests with pages. Make it with New.
type Server struct {
	Config
	mux *http.ServeMux
}

// New makes the handler of all pages.
func New(c Config) (*Server, error) {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	s := &Server{Config: c, mux: http.NewServeMux()}
	s.routes()
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guarded(s.mux).ServeHTTP(w, r)
}

func (s *Server) routes() {
	s.page("GET /{$}", s.today)
	s.page("GET /find", s.find)
	s.page("GET /entry/{id}", s.entry)
	s.page("GET /reports", s.reports)
	s.page("GET /report/{key}", s.report)
	s.page("GET /actors", s.actors)
	s.page("GET /actor/{key...}", s.actor)
	s.page("GET /pairs", s.pairs)
	s.page("GET /pair/{a}/{b}", s.pair)
	s.page("GET /agenda", s.agenda)
	s.page("GET /map", s.worldMap)
	s.page("GET /coverage", s.coverage)
	s.page("GET /corrections", s.corrections)
	s.page("GET /report/{key}/correct", s.correctForm)
	s.mux.HandleFunc("POST /report/{key}/correct", s.correct)
	s.mux.HandleFunc("POST /correction/{id}/undo", s.undo)
	s.mux.Handle("GET /static/{file}", staticFiles())
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, chancery.ErrNotFound)
	})
}

// A view is what a page's template is filled with.
type view struct {
	template string
	title    string
	nav      string // which part of the masthead is current
	data     any
}

// page serves a page made by make.
func (s *Server) page(pattern string, make func(context.Context, *http.Request) (view, error)) {
	s.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v, err := make(r.Context(), r)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		s.show(w, r, http.StatusOK, v)
	})
}

// day is today, in UTC.
func (s *Server) day() string { return s.Now().UTC().Format(time.DateOnly) }
