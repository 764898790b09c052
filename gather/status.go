package gather

import (
	"sort"
	"sync"
	"sync/atomic"
	"time"
)

// Status tells how far gathering has come.
type Status struct {
	Started   time.Time `json:"started"`
	New       int       `json:"new"`    // reports kept
	Known     int       `json:"known"`  // kept before, or twice among the sources
	Failed    int       `json:"failed"` // could not be read
	Words     int64     `json:"words"`  // of the new ones
	Bytes     int64     `json:"bytes"`  // of the sources done with, pages on the web at a guess
	Total     int64     `json:"total"`  // of all sources found so far
	Queue     int       `json:"queue"`  // reports that wait to be read
	Current   string    `json:"current,omitempty"`
	Passed    []string  `json:"passed,omitempty"`     // files passed over, the first of them, with why
	PassedAll int       `json:"passed_all,omitempty"` // how many
	Failures  []string  `json:"failures,omitempty"`   // of this run, the first of them, "path: why"
	Settling  bool      `json:"settling,omitempty"`   // merging what was kept
	Unsettled int       `json:"unsettled,omitempty"`  // reports left to merge

	Requests    int          `json:"requests,omitempty"` // to web servers
	Errors      int          `json:"errors,omitempty"`   // of these
	NotModified int          `json:"not_modified,omitempty"`
	LastFetch   time.Time    `json:"last_fetch,omitzero"`
	Feeds       []FeedStatus `json:"feeds,omitempty"` // watched
}

// FeedStatus tells how a watched feed or sitemap fares.
type FeedStatus struct {
	Name    string    `json:"name"`
	URL     string    `json:"url"`
	Last    time.Time `json:"last,omitzero"` // asked
	Next    time.Time `json:"next,omitzero"` // to be asked
	Fails   int       `json:"fails,omitempty"`
	Error   string    `json:"error,omitempty"`
	Entries int       `json:"entries,omitempty"` // that it listed when last asked
}

// Rate is the reports done a second since the start, known ones left out.
func (s *Status) Rate(now time.Time) float64 {
	if d := now.Sub(s.Started).Seconds(); d > 0 {
		return float64(s.New+s.Failed) / d
	}
	return 0
}

// maxPassed bounds Status.Passed and Status.Failures.
const maxPassed = 20

// tally counts while gathering runs.
type tally struct {
	queue, bytes, total                    atomic.Int64
	unsettled                              atomic.Int64
	requests, errors, notModified, fetched atomic.Int64 // fetched in Unix nanoseconds
	settling                               atomic.Bool

	mu        sync.Mutex
	started   time.Time
	fresh     int
	known     int
	failed    int
	words     int64
	current   string
	passed    []string
	passedAll int
	failures  []string
	feeds     map[string]FeedStatus
}

func (g *Gatherer) begin() {
	g.tally.mu.Lock()
	defer g.tally.mu.Unlock()
	g.tally.started = g.o.now()
}

// kept counts a batch of which fresh reports were new to the archive.
func (t *tally) kept(b *batch, fresh int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fresh += fresh
	t.known += len(b.readings) - fresh
	for _, r := range b.results {
		t.bytes.Add(r.cost)
		t.words += int64(r.words)
		switch {
		case r.last:
		case r.err != nil:
			if t.failed++; len(t.failures) < maxPassed {
				t.failures = append(t.failures, r.path+": "+r.err.Error())
			}
		case r.known:
			t.known++
		}
	}
}

// skipped counts a file that was gathered before.
func (t *tally) skipped(p progress) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known += p.Pieces - p.Failed
}

func (t *tally) setCurrent(name string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.current = name
}

// pass notes a file that is passed over.
func (t *tally) pass(name, why string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.passedAll++; len(t.passed) < maxPassed {
		t.passed = append(t.passed, name+": "+why)
	}
}

func (t *tally) setFeed(f FeedStatus) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.feeds == nil {
		t.feeds = map[string]FeedStatus{}
	}
	t.feeds[f.URL] = f
}

// Status may be called at any time, from any goroutine.
func (g *Gatherer) Status() Status {
	t := &g.tally
	t.mu.Lock()
	defer t.mu.Unlock()
	s := Status{
		Started: t.started, New: t.fresh, Known: t.known, Failed: t.failed, Words: t.words,
		Bytes: t.bytes.Load(), Total: t.total.Load(), Queue: int(t.queue.Load()), Current: t.current,
		Passed: append([]string(nil), t.passed...), PassedAll: t.passedAll,
		Failures: append([]string(nil), t.failures...),
		Settling: t.settling.Load(), Unsettled: int(t.unsettled.Load()),
		Requests: int(t.requests.Load()), Errors: int(t.errors.Load()), NotModified: int(t.notModified.Load()),
	}
	if n := t.fetched.Load(); n > 0 {
		s.LastFetch = time.Unix(0, n).UTC()
	}
	for _, f := range t.feeds {
		s.Feeds = append(s.Feeds, f)
	}
	sort.Slice(s.Feeds, func(i, j int) bool { return s.Feeds[i].URL < s.Feeds[j].URL })
	return s
}
