package web_test

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"chancery"
	"chancery/gather"
	"chancery/store"
	"chancery/web"
)

// TestLoad opens the pages of a store as many readers do while reports are gathered
// into it, and prints how long each kind of page took, as docs/serving.md has it. It
// changes the store: give it a copy.
//
//	CHANCERY_LOAD=copy.db CHANCERY_LOAD_GATHER=reports.jsonl.gz go test -run TestLoad -v ./web
//
// CHANCERY_LOAD_READERS (50), CHANCERY_LOAD_FOR (30s) and CHANCERY_LOAD_THINK (1s,
// the mean time that a reader looks at a page) may be set. It fails where a kind of
// page takes more than 150 ms at the 95th percentile.
func TestLoad(t *testing.T) {
	path := os.Getenv("CHANCERY_LOAD")
	if path == "" {
		t.Skip("CHANCERY_LOAD names no store")
	}
	ctx := t.Context()
	archive, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	pages := samplePages(t, archive)
	server := httptest.NewServer(web.New(web.Config{Archive: archive, Members: archive, HoldPages: 5 * time.Second, Log: slog.New(slog.DiscardHandler)}))
	defer server.Close()
	l := &load{t: t, base: server.URL, pages: pages, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 100}, Timeout: time.Minute}}
	l.alone()
	gathering, stop := context.WithCancel(ctx)
	var done sync.WaitGroup
	if from := os.Getenv("CHANCERY_LOAD_GATHER"); from != "" {
		g := gather.New(archive, gather.Options{Jobs: max(1, runtime.GOMAXPROCS(0)/2)}) // as chancery serve
		done.Go(func() {
			status, err := g.Run(gathering, []gather.Source{{Address: from}})
			fmt.Printf("gathered %d reports of %d words meanwhile (%v)\n", status.New, status.Words, err)
		})
	}
	readers, lasting := loadSetting(t, "READERS", 50), time.Duration(loadSetting(t, "FOR", 30*time.Second))
	l.together(int(readers), lasting, loadSetting(t, "THINK", time.Second))
	stop()
	done.Wait()
	l.print(readers)
}

// loadSetting reads a number or time of the environment.
func loadSetting[T int | time.Duration](t *testing.T, name string, usual T) T {
	text := os.Getenv("CHANCERY_LOAD_" + name)
	if text == "" {
		return usual
	}
	if d, err := time.ParseDuration(text); err == nil {
		return T(d)
	}
	var n int
	if _, err := fmt.Sscan(text, &n); err != nil {
		t.Fatalf("CHANCERY_LOAD_%s: %q is neither number nor time", name, text)
	}
	return T(n)
}

// pageKind is a kind of page with addresses of it, and how often readers open it
// in a hundred pages.
type pageKind struct {
	name      string
	share     int
	addresses []string
}

// samplePages takes addresses from all over a store: entries, reports, actors and
// pairs of any fame.
func samplePages(t *testing.T, a chancery.Archive) []pageKind {
	ctx := t.Context()
	list := func(format string, from, to int) (out []string) {
		for i := from; i <= to; i++ {
			out = append(out, fmt.Sprintf(format, i))
		}
		return out
	}
	var entries, reports, actors, pairs, finds []string
	for _, order := range []chancery.Order{chancery.Newest, chancery.Oldest, chancery.Surest, chancery.Widest, chancery.Arrived} {
		page, err := a.Find(ctx, chancery.Query{Order: order, Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.Entries {
			entries = append(entries, "/entry/"+e.ID)
			if len(e.Parties) > 0 {
				p := e.Parties[len(e.ID)%len(e.Parties)]
				finds = append(finds, "/find?actor="+url.QueryEscape(p.Key))
			}
		}
	}
	for cursor, n := "", 0; n < 5; n++ {
		page, err := a.Reports(ctx, chancery.ReportQuery{Limit: 100, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Reports {
			reports = append(reports, "/report/"+r.Key)
			if words := strings.Fields(r.Title); len(words) > 3 {
				finds = append(finds, "/find?q="+url.QueryEscape(words[1]+" "+words[2]))
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	cards, err := a.Actors(ctx, "", 300)
	if err != nil {
		t.Fatal(err)
	}
	var states []string
	for _, c := range cards {
		actors = append(actors, "/actor/"+url.PathEscape(c.Key))
		if c.Kind == chancery.State && c.State != "" {
			states = append(states, c.State)
		}
	}
	for i := range min(len(states), 30) {
		for j := range i {
			pairs = append(pairs, "/pair/"+states[i]+"/"+states[j])
		}
	}
	return []pageKind{
		{"today", 12, []string{"/"}},
		{"find: words, actors", 16, finds},
		{"find: facets", 4, append(list("/find?from=%d&kind=event", 2000, 2024), "/find", "/find?type=CONSULT", "/find?disputed=on")},
		{"entry", 20, entries}, {"report", 14, reports}, {"reports", 4, []string{"/reports", "/reports?q=talks"}},
		{"actor", 10, actors}, {"actors", 3, []string{"/actors", "/actors?q=min", "/actors?q=united"}},
		{"pair", 6, pairs}, {"pairs", 1, []string{"/pairs"}},
		{"agenda", 3, append(list("/agenda?on=%d-01-01", 2001, 2023), "/agenda")}, {"map", 3, append(list("/map?from=%d", 2001, 2024), "/map")},
		{"coverage", 2, []string{"/coverage"}}, {"Atom feed", 1, []string{"/find.atom", "/find.atom?q=talks"}}, {"API entries", 1, []string{"/api/v1/entries?limit=50"}},
	}
}

// took is how long a page took, and how long it was.
type took struct {
	wall, cpu time.Duration
	bytes     int
}

type load struct {
	t      *testing.T
	base   string
	client *http.Client
	pages  []pageKind

	mu       sync.Mutex
	single   map[string][]took
	crowd    map[string][]took
	lasted   time.Duration
	spent    time.Duration // of the processor, by all
	slowest  map[string]string
	slowWall map[string]time.Duration
}

func (l *load) open(path string) (took, error) {
	began := time.Now()
	answer, err := l.client.Get(l.base + path)
	if err != nil {
		return took{}, err
	}
	defer answer.Body.Close()
	n, err := io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		return took{}, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return took{wall: time.Since(began), bytes: int(n)}, err
}

// alone opens pages one after the other, with nobody else there: what a page costs.
func (l *load) alone() {
	l.single = map[string][]took{}
	for _, p := range l.pages {
		for i := range 25 {
			before := processor()
			one, err := l.open(p.addresses[(i*37)%len(p.addresses)])
			if err != nil {
				l.t.Fatal(err)
			}
			one.cpu = processor() - before
			l.single[p.name] = append(l.single[p.name], one)
		}
	}
}

// together lets readers open pages for a while, each looking at every page.
func (l *load) together(readers int, lasting, think time.Duration) {
	l.crowd, l.slowest, l.slowWall = map[string][]took{}, map[string]string{}, map[string]time.Duration{}
	var all []int
	for i, p := range l.pages {
		all = append(all, slices.Repeat([]int{i}, p.share)...)
	}
	began, spent := time.Now(), processor()
	var wait sync.WaitGroup
	for n := range readers {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(uint64(n), 7))
			time.Sleep(time.Duration(r.Int64N(int64(think) + 1)))
			for time.Since(began) < lasting {
				p := l.pages[all[r.IntN(len(all))]]
				path := p.addresses[r.IntN(len(p.addresses))]
				one, err := l.open(path)
				if err != nil {
					l.t.Error(err)
					return
				}
				l.mu.Lock()
				l.crowd[p.name] = append(l.crowd[p.name], one)
				if one.wall > l.slowWall[p.name] {
					l.slowWall[p.name], l.slowest[p.name] = one.wall, path
				}
				l.mu.Unlock()
				time.Sleep(time.Duration(r.ExpFloat64() * float64(think)))
			}
		})
	}
	wait.Wait()
	l.lasted, l.spent = time.Since(began), processor()-spent
}

func (l *load) print(readers int) {
	var out strings.Builder
	fmt.Fprintf(&out, "| page | opened | p50 ms | p95 ms | max ms | alone: ms | of processor: ms | kB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n")
	var every []took
	names := slices.Sorted(maps.Keys(l.crowd))
	row := func(name string, crowd, single []took) time.Duration {
		p95 := part(crowd, .95)
		heavy := slices.MaxFunc(single, func(a, b took) int { return cmp.Compare(a.bytes, b.bytes) }).bytes
		var cpu time.Duration
		for _, s := range single {
			cpu += s.cpu
		}
		fmt.Fprintf(&out, "| %s | %d | %.0f | %.0f | %.0f | %.1f | %.1f | %d |\n", name, len(crowd), ms(part(crowd, .5)), ms(p95), ms(part(crowd, 1)),
			ms(part(single, .5)), ms(cpu)/float64(len(single)), heavy/1000)
		return p95
	}
	var singles []took
	for _, n := range names {
		if p95 := row(n, l.crowd[n], l.single[n]); p95 > 150*time.Millisecond {
			l.t.Errorf("%s: %v at the 95th percentile; slowest %s", n, p95, l.slowest[n])
		}
		every, singles = append(every, l.crowd[n]...), append(singles, l.single[n]...)
	}
	row("all", every, singles)
	fmt.Printf("%d readers, %d pages in %.0f s: %.0f a second, %.1f ms of the processor for one page, gathering and readers included\n\n%s\n",
		readers, len(every), l.lasted.Seconds(), float64(len(every))/l.lasted.Seconds(), ms(l.spent)/float64(len(every)), out.String())
}

// part gives the time below which a part of the pages stays.
func part(all []took, q float64) time.Duration {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b took) int { return cmp.Compare(a.wall, b.wall) })
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)].wall
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// processor is the time of the processor that this process has had.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
