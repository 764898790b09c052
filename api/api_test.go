package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chancery"
)

// small is an archive of one entry.
type small struct {
	chancery.Archive
	asked     chancery.Query
	corrected []chancery.Correction
}

func (s *small) Find(_ context.Context, q chancery.Query) (chancery.Page, error) {
	s.asked = q
	return chancery.Page{Entries: []chancery.Entry{{ID: "e1", Kind: chancery.AnEvent, Type: "CONSULT", Parties: []chancery.Party{}}}, Total: 1}, nil
}

func (s *small) Entry(_ context.Context, id string) (*chancery.Entry, error) {
	if id != "e1" {
		return nil, chancery.ErrNotFound
	}
	return &chancery.Entry{ID: "e1", Kind: chancery.AnEvent, Parties: []chancery.Party{}}, nil
}

func (s *small) Correct(_ context.Context, c chancery.Correction) (chancery.Correction, error) {
	s.corrected = append(s.corrected, c)
	c.ID = 1
	return c, nil
}

func (s *small) Coverage(context.Context) (*chancery.Coverage, error) {
	return nil, errors.New("the disk is gone: /secret/path")
}

func serve(t *testing.T) (*small, *httptest.Server) {
	t.Helper()
	a := &small{}
	mux := http.NewServeMux()
	Add(mux, Config{Archive: a, Version: "1", Now: time.Now, Who: func(r *http.Request) (string, error) {
		if r.Header.Get("Authorization") != "Bearer good" {
			return "", chancery.ErrNotFound
		}
		return "ada", nil
	}})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return a, server
}

func get(t *testing.T, address string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

func TestFind(t *testing.T) {
	a, server := serve(t)
	answer, text := get(t, server.URL+Prefix+"/entries?q=talks&kind=event&kind=stop&a=usa&b=PRK&from=2018&confidence=0.5")
	var page chancery.Page
	if err := json.Unmarshal([]byte(text), &page); err != nil || len(page.Entries) != 1 {
		t.Fatalf("%d %s: %v", answer.StatusCode, text, err)
	}
	q := a.asked
	if q.Text != "talks" || len(q.Kinds) != 2 || q.Pair != [2]string{"PRK", "USA"} || q.From != "2018-01-01" || q.MinConfidence != 0.5 {
		t.Errorf("asked %+v", q)
	}
	tag := answer.Header.Get("ETag")
	if again, _ := get(t, server.URL+Prefix+"/entries", "If-None-Match", tag); tag == "" || again.StatusCode != http.StatusNotModified {
		t.Errorf("with its ETag %s: %d", tag, again.StatusCode)
	}
}

func TestProblems(t *testing.T) {
	_, server := serve(t)
	for path, want := range map[string]int{
		"/entries/none": 404, "/entries?from=someday": 400, "/entries?confidence=7": 422, "/entries?kind=rumour": 422, "/coverage": 500,
	} {
		answer, text := get(t, server.URL+Prefix+path)
		if answer.StatusCode != want || answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s, want %d: %s", path, answer.StatusCode, answer.Header.Get("Content-Type"), want, text)
		}
		if strings.Contains(text, "secret") {
			t.Errorf("%s tells of the inside: %s", path, text)
		}
	}
}

func TestOnlyEditorsCorrect(t *testing.T) {
	a, server := serve(t)
	const body = `{"report":"r1","kind":"event","verdict":"reject","cue":{"start":1,"end":4,"text":"met"},"why":"no such meeting"}`
	for token, want := range map[string]int{"": 403, "bad": 403, "good": 201} {
		r, _ := http.NewRequest("POST", server.URL+Prefix+"/corrections", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+token)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("token %q: %d, want %d", token, answer.StatusCode, want)
		}
	}
	if len(a.corrected) != 1 || a.corrected[0].By != "ada" || a.corrected[0].Verdict != chancery.Rejected {
		t.Errorf("corrected %+v", a.corrected)
	}
}

func TestDescription(t *testing.T) {
	_, server := serve(t)
	_, text := get(t, server.URL+Prefix+"/openapi.json")
	var doc struct {
		OpenAPI string                     `json:"openapi"`
		Paths   map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 10 {
		t.Errorf("OpenAPI %s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
}
