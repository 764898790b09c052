package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"chancery"
)

// pollEvery is how often the archive is asked for what is new while someone
// listens.
const pollEvery = 2 * time.Second

// mostNews is how many entries one look at the archive takes.
const mostNews = 200

// hub tells listeners of what was newly settled.
type hub struct {
	mu        sync.Mutex
	listeners map[chan []chancery.Entry]bool
	ended     bool
}

// mostListeners is how many may be told of what is new at once: each holds a
// connection.
const mostListeners = 1000

// join adds a listener; nil if there are too many or the server is stopping.
func (h *hub) join() chan []chancery.Entry {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.ended || len(h.listeners) >= mostListeners {
		return nil
	}
	if h.listeners == nil {
		h.listeners = map[chan []chancery.Entry]bool{}
	}
	c := make(chan []chancery.Entry, 8)
	h.listeners[c] = true
	return c
}

func (h *hub) leave(c chan []chancery.Entry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.listeners, c)
}

func (h *hub) size() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.listeners)
}

// tell hands entries to every listener; one that does not keep up misses some.
func (h *hub) tell(entries []chancery.Entry) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.listeners {
		select {
		case c <- entries:
		default:
		}
	}
}

// end lets all listeners go, so that a server can stop.
func (h *hub) end() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = true
	for c := range h.listeners {
		close(c)
	}
	h.listeners = nil
}

// Run looks for what is new and tells listeners and watches of it, until ctx ends.
// Then it lets listeners go and waits for what is being sent.
func (s *Server) Run(ctx context.Context) {
	defer s.news.end()
	var sending sync.WaitGroup
	defer sending.Wait()
	busy := make(chan struct{}, 1)
	_, mark, err := s.members.News(ctx, -1, 0)
	if err != nil {
		s.Log.Error("news", "error", err)
	}
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		entries, next, err := s.members.News(ctx, mark, mostNews)
		if err != nil {
			if ctx.Err() == nil {
				s.Log.Error("news", "error", err)
			}
			continue
		}
		mark = next
		if len(entries) > 0 {
			s.held.changed()
			s.news.tell(entries)
		}
		// An address that answers slowly must not hold up who listens.
		select {
		case busy <- struct{}{}:
			sending.Go(func() {
				defer func() { <-busy }()
				s.runWatches(ctx, mark)
			})
		default:
		}
	}
}

// liveEntry is what is sent of a new entry.
type liveEntry struct {
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Type     string `json:"type"`
	Day      string `json:"day,omitempty"`
	Headline string `json:"headline"`
	Address  string `json:"address"`
}

// live sends new entries as they come (server-sent events): event "entry" with a
// liveEntry as JSON.
func (s *Server) live(w http.ResponseWriter, r *http.Request) {
	c := s.news.join()
	if c == nil {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "Too many listen already: ask again in a minute.", http.StatusServiceUnavailable)
		return
	}
	defer s.news.leave(c)
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	beat := time.NewTicker(25 * time.Second)
	defer beat.Stop()
	for text := ": chancery\nretry: 5000\n\n"; ; {
		// The server's write timeout is for pages; this answer lasts. But a reader
		// that takes nothing for a while is let go.
		if out.SetWriteDeadline(time.Now().Add(liveLife)) != nil {
			return
		}
		if _, err := io.WriteString(w, text); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			text = ": still here\n\n"
		case entries, ok := <-c:
			if !ok {
				return
			}
			var err error
			if text, err = liveText(entries); err != nil {
				s.Log.Error("live", "error", err)
				return
			}
		}
	}
}

// liveLife is how long a listener may take to take what is sent.
const liveLife = 10 * time.Second

// liveText writes entries as server-sent events.
func liveText(entries []chancery.Entry) (string, error) {
	var out strings.Builder
	for i := range entries {
		e := &entries[i]
		data, err := json.Marshal(liveEntry{e.ID, string(e.Kind), e.Type, e.From, headline(e), "/entry/" + e.ID})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&out, "event: entry\nid: %s\ndata: %s\n\n", e.ID, data)
	}
	return out.String(), nil
}
