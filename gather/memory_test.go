package gather

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"chancery"
	"chancery/source"
)

// memory is an archive in memory that counts what is done with it.
type memory struct {
	mu       sync.Mutex
	reports  map[string]chancery.Reading
	progress map[string]string
	failures []chancery.Failure
	keeps    int
	settles  int
	keepErr  error
	onKeep   func(n int) // reports kept so far
}

func newMemory() *memory {
	return &memory{reports: map[string]chancery.Reading{}, progress: map[string]string{}}
}

func (m *memory) Has(_ context.Context, keys []string) (map[string]bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[string]bool{}
	for _, k := range keys {
		if _, yes := m.reports[k]; yes {
			out[k] = true
		}
	}
	return out, nil
}

func (m *memory) Keep(_ context.Context, readings []chancery.Reading) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.keepErr != nil {
		return 0, m.keepErr
	}
	m.keeps++
	n := 0
	for _, r := range readings {
		if _, yes := m.reports[r.Key]; !yes {
			m.reports[r.Key] = r
			n++
		}
	}
	if m.onKeep != nil {
		m.onKeep(len(m.reports))
	}
	return n, nil
}

func (m *memory) Settle(_ context.Context, tell func(int)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.settles++
	return nil
}

func (m *memory) Progress(_ context.Context, name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.progress[name], nil
}

func (m *memory) SetProgress(_ context.Context, name, state string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.progress[name] = state
	return nil
}

func (m *memory) Fail(_ context.Context, path, why string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.failures = append(m.failures, chancery.Failure{Path: path, Why: why, At: time.Now()})
	return nil
}

func (m *memory) Failures(context.Context, int) ([]chancery.Failure, error) { return m.failures, nil }

func (m *memory) Digest(context.Context) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []string
	for k := range m.reports {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(keys, "\n")))), nil
}

// titles lists the titles of what is kept, in order.
func (m *memory) titles() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := []string{}
	for _, r := range m.reports {
		out = append(out, r.Record.Document.Title)
	}
	sort.Strings(out)
	return out
}

// failed gives the noted failures, "path: why" each, in order.
func (m *memory) failed() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := []string{}
	for _, f := range m.failures {
		out = append(out, f.Path+": "+f.Why)
	}
	sort.Strings(out)
	return out
}

func (m *memory) one(t *testing.T, title string) *chancery.Document {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.reports {
		if r.Record.Document.Title == title {
			return &r.Record.Document
		}
	}
	t.Fatalf("no report %q is kept", title)
	return nil
}

// fast reads nothing out of a report.
func fast(r source.Report) *chancery.Record {
	d := chancery.Document{Title: r.Title, Text: r.Text, Language: r.Language}
	if !r.Published.IsZero() {
		s := r.Published.Format(time.DateOnly)
		d.Published = &s
	}
	if r.Source != "" {
		d.Source = &r.Source
	}
	if r.URL != "" {
		d.URL = &r.URL
	}
	return &chancery.Record{Schema: chancery.Schema, Document: d}
}

func testOptions() Options {
	return Options{Jobs: 2, Version: "test", read: fast, Delay: time.Millisecond, flush: 20 * time.Millisecond,
		Loader: &source.Loader{AllowPrivate: true, Timeout: time.Minute, UserAgent: "chancery/test"}}
}

// gatherAll gathers named sources into m.
func gatherAll(t *testing.T, m *memory, o Options, names ...string) Status {
	t.Helper()
	sources, err := NewSources(names, o.Format, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(m, o).Run(t.Context(), sources)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// english is the text of the nth report of the tests.
func english(n int) string {
	towns := []string{"Geneva", "Oslo", "Muscat", "Vienna", "Astana"}
	return fmt.Sprintf("The foreign ministers of the two countries met in %s for the talks of round %d. They said that they would meet again, and that the work on the text was to go on.",
		towns[n%len(towns)], n)
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if want == nil {
		want = []string{}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

var errDisk = errors.New("no space left on device")
