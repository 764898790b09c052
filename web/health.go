package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"chancery"
)

// meters measure the server. They are its own and not the process's, so that two
// servers can be measured in one test.
type meters struct {
	registry *prometheus.Registry
	answers  *prometheus.HistogramVec
}

func newMeters(s *Server) *meters {
	m := &meters{registry: prometheus.NewRegistry()}
	m.answers = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "chancery_http_request_seconds", Help: "Time to answer a request.",
		Buckets: []float64{.005, .01, .025, .05, .1, .15, .25, .5, 1, 2.5, 10},
	}, []string{"route", "status"})
	m.registry.MustRegister(m.answers, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "chancery_live_listeners", Help: "Readers that are told of new entries."},
			func() float64 { return float64(s.news.size()) }))
	gauges := map[string]string{"reports": "Reports kept.", "entries": "Entries on record.", "unsettled": "Reports not merged yet."}
	for name, help := range gauges {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "chancery_" + name, Help: help}, func() float64 {
			return s.number(name)
		}))
	}
	if s.Gathered != nil {
		m.registry.MustRegister(s.Gathered)
	}
	return m
}

// number is one of the archive's numbers, 0 where it cannot be had in a second.
func (s *Server) number(name string) float64 {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c, err := s.coverageNow(ctx)
	if err != nil {
		return 0
	}
	return map[string]float64{"reports": float64(c.Reports), "entries": float64(c.Entries), "unsettled": float64(c.Unsettled)}[name]
}

func (m *meters) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// measured notes how long each answer takes, by route and not by address: there
// would be as many series as entries.
func (s *Server) measured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &statusSeen{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			s.held.changed() // what a member changed is seen at once
		}
		_, route := s.mux.Handler(r)
		took := time.Since(began)
		s.meters.answers.WithLabelValues(route, strconv.Itoa(seen.status)).Observe(took.Seconds())
		s.Log.Debug("answered", "method", r.Method, "path", r.URL.Path, "status", seen.status, "took", took)
	})
}

type statusSeen struct {
	http.ResponseWriter
	status int
}

func (w *statusSeen) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer beneath.
func (w *statusSeen) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// coverageLife is how old the numbers of the archive may be that pages show.
const coverageLife = 5 * time.Second

// lately holds the archive's numbers for a while: nearly every page shows some.
type lately struct {
	mu   sync.Mutex
	at   time.Time
	said *chancery.Coverage
}

// coverageNow gives the archive's numbers, coverageLife old at most. They are
// shared: not to be changed.
func (s *Server) coverageNow(ctx context.Context) (*chancery.Coverage, error) {
	s.covered.mu.Lock()
	defer s.covered.mu.Unlock()
	if c := s.covered.said; c != nil && time.Since(s.covered.at) < coverageLife {
		return c, nil
	}
	c, err := s.Archive.Coverage(ctx)
	if err == nil {
		s.covered.said, s.covered.at = c, time.Now()
	}
	return c, err
}

// healthz says that the server answers and that its archive does.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if _, err := s.Archive.Progress(ctx, "healthz"); err != nil {
		s.Log.Error("health", "error", err)
		http.Error(w, "the archive does not answer", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
}
