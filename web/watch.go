package web

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"chancery"
	"chancery/member"
	"chancery/query"
	"chancery/source"
)

// webhookLife is the longest that one delivery may take.
const webhookLife = 10 * time.Second

// notice is what a webhook is sent. The header X-Chancery-Signature has
// "sha256=" and the hex HMAC-SHA-256 of the body under the watch's secret.
type notice struct {
	Watch   string           `json:"watch"`
	Search  string           `json:"search"`
	Entries []chancery.Entry `json:"entries"`
}

// runWatches asks each watch's search for what is new up to mark, and sends it. A
// watch whose address does not answer keeps its place and is tried again.
func (s *Server) runWatches(ctx context.Context, mark int64) {
	watches, err := s.members.Watches(ctx)
	if err != nil {
		s.Log.Error("watches", "error", err)
		return
	}
	for _, w := range watches {
		if w.Seen >= mark || (w.Fault != "" && s.Now().Unix()%30 >= int64(pollEvery.Seconds())) {
			continue
		}
		old := w
		if err := s.runWatch(ctx, &w); err != nil {
			s.Log.Warn("watch", "name", w.Name, "error", err)
			w.Fault = faultOf(err)
		} else {
			w.Fault = ""
		}
		if w == old {
			continue
		}
		if _, err := s.members.PutWatch(ctx, w); err != nil {
			s.Log.Error("watch", "name", w.Name, "error", err)
		}
	}
}

// faultOf says on the page of watches why one was not served. The page is open to
// all readers: the address that is sent to may hold a secret, and faults of the
// archive name its file; both are for the log alone.
func faultOf(err error) string {
	var sending *url.Error
	switch {
	case errors.As(err, &sending) && errors.Is(err, context.DeadlineExceeded):
		return "the address did not answer in time"
	case errors.Is(err, source.ErrPrivate):
		return "the address is not a public one"
	case errors.As(err, &sending):
		return "the address cannot be reached"
	case errors.Is(err, errAnswered):
		return err.Error()
	}
	return "the search failed; the log says why"
}

var errAnswered = errors.New("the address answered")

// runWatch sends what is new for one watch, and moves its mark.
func (s *Server) runWatch(ctx context.Context, w *chancery.Watch) error {
	fresh, next, err := s.members.News(ctx, w.Seen, mostNews)
	if err != nil {
		return err
	}
	entries, err := s.among(ctx, fresh, w.Search)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		if err := s.send(ctx, w, notice{w.Name, w.Search, entries}); err != nil {
			return err
		}
	}
	w.Seen = next
	return nil
}

// among gives those of the entries that a search finds too.
func (s *Server) among(ctx context.Context, entries []chancery.Entry, search string) ([]chancery.Entry, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	values, err := url.ParseQuery(search)
	if err != nil {
		return nil, err
	}
	q, err := query.Parse(values)
	if err != nil {
		return nil, err
	}
	fresh := map[string]bool{}
	for _, e := range entries {
		fresh[e.ID] = true
	}
	q.Order, q.Limit, q.Cursor = chancery.Arrived, 1000, ""
	page, err := s.Archive.Find(ctx, q)
	if err != nil {
		return nil, err
	}
	var out []chancery.Entry
	for _, e := range page.Entries {
		if fresh[e.ID] {
			out = append(out, e)
		}
	}
	return out, nil
}

func (s *Server) send(ctx context.Context, w *chancery.Watch, n notice) error {
	body, err := json.Marshal(n)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, webhookLife)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.Webhook, bytes.NewReader(body))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, []byte(w.Secret))
	mac.Write(body)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "chancery/"+s.Version)
	r.Header.Set("X-Chancery-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	answer, err := s.Outside.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 1<<16)
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("%w %d", errAnswered, answer.StatusCode)
	}
	return nil
}

type watchesData struct {
	Watches []chancery.Watch
	Search  string
	Secret  string // of the watch that was just made: shown once
	Fault   string
}

// watches lists the watches, and offers to make one of a search.
func (s *Server) watches(ctx context.Context, r *http.Request) (view, error) {
	list, err := s.members.Watches(ctx)
	return view{"watches", "Watches", "", watchesData{Watches: list, Search: r.URL.Query().Get("search")}}, err
}

// addWatch makes a watch of a search.
func (s *Server) addWatch(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	made, err := s.newWatch(ctx, r)
	list, listErr := s.members.Watches(ctx)
	if listErr != nil {
		s.fail(w, r, listErr)
		return
	}
	d := watchesData{Watches: list, Search: r.PostFormValue("search"), Secret: made.Secret}
	status := http.StatusCreated
	if err != nil && !errors.Is(err, query.ErrBad) {
		s.fail(w, r, err)
		return
	}
	if err != nil {
		status, d.Fault = http.StatusBadRequest, strings.TrimPrefix(err.Error(), query.ErrBad.Error()+": ")
	}
	s.show(w, r, status, view{"watches", "Watches", "", d})
}

func (s *Server) newWatch(ctx context.Context, r *http.Request) (chancery.Watch, error) {
	w := chancery.Watch{
		Name: strings.TrimSpace(r.PostFormValue("name")), Search: strings.TrimPrefix(r.PostFormValue("search"), "?"),
		Webhook: strings.TrimSpace(r.PostFormValue("webhook")), Owner: memberOf(ctx).Name, Created: s.Now(),
	}
	u, err := url.Parse(w.Webhook)
	switch {
	case w.Name == "" || utf8.RuneCountInString(w.Name) > 200:
		return w, fmt.Errorf("%w: a watch takes a name of 200 characters at most", query.ErrBad)
	case err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http"):
		return w, fmt.Errorf("%w: %q is no http or https address", query.ErrBad, w.Webhook)
	}
	values, err := url.ParseQuery(w.Search)
	if err != nil {
		return w, fmt.Errorf("%w: the search cannot be read: %w", query.ErrBad, err)
	}
	if _, err := query.Parse(values); err != nil {
		return w, err
	}
	_, mark, err := s.members.News(ctx, -1, 0)
	if err != nil {
		return w, err
	}
	w.Seen = mark
	w.Secret, _ = member.NewSecret()
	return s.members.PutWatch(ctx, w)
}

func (s *Server) dropWatch(w http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err == nil {
		err = s.members.DropWatch(r.Context(), id)
	} else {
		err = fmt.Errorf("watch %s: %w", r.PathValue("id"), chancery.ErrNotFound)
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/watches", http.StatusSeeOther)
}
