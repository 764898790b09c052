// Package web opens the archive in a browser: pages made on the server, charts as
// SVG, feeds, and the API. Everything that it serves is in the binary; nothing is
// fetched from elsewhere, and pages can be read without scripts.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"chancery"
	"chancery/api"
	"chancery/gather"
	"chancery/member"
)

// Config says what is served and to whom.
type Config struct {
	Archive chancery.Archive
	// Members keeps members and watches; an archive of package store does.
	Members chancery.Membership
	// Door lets members in; nil opens the archive to all who ask from this machine.
	Door *member.Door
	// BehindTLS says that a proxy in front encrypts: cookies are marked so, and
	// addresses in feeds begin with https.
	BehindTLS bool
	// Outside sends to webhooks. Addresses of this and of neighbouring machines are
	// its to refuse.
	Outside *http.Client
	// Gathered measures what is gathered while serving, nil if nothing is.
	Gathered prometheus.Collector
	// Gathering tells how gathering goes while serving, nil if nothing is gathered.
	Gathering func() gather.Status
	Log       *slog.Logger     // slog.Default() if nil
	Now       func() time.Time // time.Now if nil; "today" is its day in UTC
	// HoldPages is how long a page is given again to who asks for the same one, unless
	// the record is seen to change; 0 makes each anew.
	HoldPages time.Duration
	Version   string // of the program, shown at the foot of pages
}

// Server answers requests with pages. Make it with New.
type Server struct {
	Config
	mux     *http.ServeMux
	handler http.Handler
	news    hub
	meters  *meters
	members chancery.Membership
	covered lately
	states  knownStates
	held    heldPages
}

// New makes the handler of all pages.
func New(c Config) *Server {
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Outside == nil {
		c.Outside = &http.Client{Transport: refusing{}}
	}
	s := &Server{Config: c, mux: http.NewServeMux(), members: c.Members}
	s.held.life = c.HoldPages
	s.meters = newMeters(s)
	s.routes()
	s.handler = guarded(s.measured(s.admit(s.mux)))
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.handler.ServeHTTP(w, r)
}

// refusing sends nothing anywhere.
type refusing struct{}

func (refusing) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("nothing is sent outside by this server")
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
	s.page("GET /help", func(context.Context, *http.Request) (view, error) {
		return view{"help", "How to read the record", "", nil}, nil
	})
	s.page("GET /corrections", s.corrections)
	s.page("GET /report/{key}/correct", s.correctForm)
	s.page("GET /login", s.loginForm)
	s.page("GET /watches", s.watches)
	s.mux.HandleFunc("POST /login", s.login)
	s.mux.HandleFunc("POST /logout", s.logout)
	s.mux.HandleFunc("POST /report/{key}/correct", s.editing(s.correct))
	s.mux.HandleFunc("POST /correction/{id}/undo", s.editing(s.undo))
	s.mux.HandleFunc("POST /watches", s.editing(s.addWatch))
	s.mux.HandleFunc("POST /watch/{id}/drop", s.editing(s.dropWatch))
	s.mux.HandleFunc("GET /find.atom", s.atom)
	s.mux.HandleFunc("GET /agenda.ics", s.agendaCalendar)
	s.mux.HandleFunc("GET /export/{form}", s.exported)
	s.mux.HandleFunc("GET /live", s.live)
	s.mux.HandleFunc("GET /healthz", s.healthz)
	s.mux.Handle("GET /metrics", s.meters.handler())
	api.Add(s.mux, api.Config{Archive: s.Archive, Version: s.Version, Now: s.Now, Log: s.Log, Who: editorName, Note: s.note})
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
		who := memberOf(r.Context())
		key := string(who.Role) + " " + who.Name + " " + r.URL.RequestURI()
		page, err := s.held.get(r.Context(), key, func(ctx context.Context) ([]byte, error) {
			v, err := make(ctx, r)
			if err != nil {
				return nil, err
			}
			return s.render(r, v)
		})
		if err != nil {
			s.fail(w, r, err)
			return
		}
		page.send(w, r)
	})
}

// day is today, in UTC.
func (s *Server) day() string { return s.Now().UTC().Format(time.DateOnly) }
