package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
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
}

func (h *hub) join() chan []chancery.Entry {
	h.mu.Lock()
	defer h.mu.Unlock()
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

// Run looks for what is new and tells listeners and watches of it, until ctx ends.
func (s *Server) Run(ctx context.Context) {
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
			s.news.tell(entries)
		}
		s.runWatches(ctx, mark)
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
	out := http.NewResponseController(w)
	// The server's write timeout is for pages; this answer lasts.
	if err := out.SetWriteDeadline(time.Time{}); err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, ": chancery\nretry: 5000\n\n")
	if out.Flush() != nil {
		return
	}
	c := s.news.join()
	defer s.news.leave(c)
	beat := time.NewTicker(25 * time.Second)
	defer beat.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		case entries := <-c:
			for i := range entries {
				e := &entries[i]
				data, err := json.Marshal(liveEntry{e.ID, string(e.Kind), e.Type, e.From, headline(e), "/entry/" + e.ID})
				if err != nil {
					s.Log.Error("live", "error", err)
					return
				}
				fmt.Fprintf(w, "event: entry\nid: %s\ndata: %s\n\n", e.ID, data)
			}
		}
		// A reader that takes nothing for a while is let go.
		if out.SetWriteDeadline(time.Now().Add(10*time.Second)) != nil || out.Flush() != nil {
			return
		}
	}
}
