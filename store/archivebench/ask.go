package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"chancery"
	"chancery/store"
)

// asked is one question with one choice of what it asks for.
type asked struct {
	question string
	ask      func(ctx context.Context, a *store.Archive) error
}

func (f *askFlags) run(ctx context.Context) error {
	a, err := store.Open(ctx, f.Store)
	if err != nil {
		return err
	}
	all, err := f.questions(ctx, a)
	if err != nil {
		return err
	}
	c, err := a.Coverage(ctx)
	if err != nil {
		return err
	}
	if err := a.Close(); err != nil {
		return err
	}
	cold, warm, busy := map[string][]time.Duration{}, map[string][]time.Duration{}, map[string][]time.Duration{}
	var order []string
	for _, q := range all {
		if f.Only != "" && !strings.Contains(q.question, f.Only) {
			continue
		}
		if cold[q.question] == nil {
			order = append(order, q.question)
		}
		if err := f.measure(ctx, q, cold, warm, busy); err != nil {
			return fmt.Errorf("%s: %w", q.question, err)
		}
	}
	var b strings.Builder
	if f.Title != "" {
		fmt.Fprintf(&b, "%s\n\n", f.Title)
	}
	fmt.Fprintf(&b, "%d reports, %d entries of %d accounts, %.2f GB. Milliseconds; cold is the first question after the store is opened, warm is %d more; busy is the time of the processor that this process took for a warm one. %d processors, %s.\n\n",
		c.Reports, c.Entries, c.Accounts, float64(c.StoreBytes)/1e9, f.Runs, runtime.NumCPU(), runtime.Version())
	b.WriteString("| question | asked | cold p50 | cold max | warm p50 | warm p95 | warm max | busy p50 | busy p95 |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, q := range order {
		fmt.Fprintf(&b, "| %s | %d | %s | %s | %s | %s | %s | %s | %s |\n", q, len(cold[q]), ms(cold[q], 0.5), ms(cold[q], 1),
			ms(warm[q], 0.5), ms(warm[q], 0.95), ms(warm[q], 1), ms(busy[q], 0.5), ms(busy[q], 0.95))
	}
	if !f.Silent {
		fmt.Print(b.String())
	}
	if err := os.MkdirAll(f.Out, 0o777); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.Out, "questions.md"), []byte(b.String()), 0o666)
}

// measure asks one question of a store that was just opened, and then again.
func (f *askFlags) measure(ctx context.Context, q asked, cold, warm, busy map[string][]time.Duration) error {
	a, err := store.Open(ctx, f.Store)
	if err != nil {
		return err
	}
	defer a.Close()
	for i := range f.Runs + 1 {
		start, used := time.Now(), processor()
		if err := q.ask(ctx, a); err != nil {
			return err
		}
		into := warm
		if i > 0 {
			busy[q.question] = append(busy[q.question], processor()-used)
		}
		if i == 0 {
			into = cold
		}
		into[q.question] = append(into[q.question], time.Since(start))
	}
	return nil
}

// processor is the time that this process has kept processors busy, 0 where the
// system does not tell.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// ms writes a quantile of times in milliseconds.
func ms(times []time.Duration, quantile float64) string {
	sorted := slices.Sorted(slices.Values(times))
	at := sorted[min(len(sorted)-1, int(quantile*float64(len(sorted))))]
	return fmt.Sprintf("%.1f", float64(at.Microseconds())/1000)
}

// questions are all that is asked: of words and actors from the most frequent to
// rare ones, of pairs, days and places.
func (f *askFlags) questions(ctx context.Context, a *store.Archive) ([]asked, error) {
	words := f.Words
	if len(words) == 0 {
		for _, rank := range []int{0, 5, 60, 800, 9000} {
			words = append(words, wordOf(rank))
		}
	}
	page, err := a.Find(ctx, chancery.Query{Order: chancery.Widest, Limit: 20})
	if err != nil {
		return nil, err
	}
	if len(page.Entries) == 0 {
		return nil, fmt.Errorf("the archive %s is empty", f.Store)
	}
	actors, names, err := someActors(ctx, a)
	if err != nil {
		return nil, err
	}
	c, err := a.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	house := c.BySource[0].Value
	rare := c.BySource[len(c.BySource)-1].Value
	middle := c.ByMonth[len(c.ByMonth)/2].Month
	out := finds(words, actors, []string{house, rare}, middle, page.Entries)
	return append(out, f.others(actors, names, words, middle, page.Entries)...), nil
}

// finds are the questions of Find.
func finds(words, actors, houses []string, middle string, entries []chancery.Entry) []asked {
	var out []asked
	find := func(name string, q chancery.Query) {
		out = append(out, asked{"find " + name, func(ctx context.Context, a *store.Archive) error { _, err := a.Find(ctx, q); return err }})
	}
	find("(newest)", chancery.Query{})
	for _, o := range []chancery.Order{chancery.Oldest, chancery.Surest, chancery.Widest, chancery.Arrived} {
		find("(other orders)", chancery.Query{Order: o})
		find("kind and order", chancery.Query{Order: o, Kinds: []chancery.EntryKind{chancery.ACommitment}})
	}
	for _, w := range words {
		find("word", chancery.Query{Text: w})
		find("word*, oldest", chancery.Query{Text: w[:min(3, len(w))] + "*", Order: chancery.Oldest})
		find("word, surest", chancery.Query{Text: w, Order: chancery.Surest})
		find("two words, -one", chancery.Query{Text: words[0] + " " + w + " -" + words[len(words)/2]})
		find("word and actor", chancery.Query{Text: w, Actors: actors[:1]})
		find("word, rare actor", chancery.Query{Text: w, Actors: actors[len(actors)-1:]})
		find("word, pair, years", chancery.Query{Text: w, Pair: [2]string{"USA", "CHN"}, From: middle + "-01"})
		find("word, 3 sources, disputed", chancery.Query{Text: w, MinSources: 3, Disputed: true})
	}
	find("phrase", chancery.Query{Text: `"` + words[0] + " " + words[1] + `"`})
	for i, key := range actors {
		find("actor", chancery.Query{Actors: []string{key}})
		find("actor, kind, status", chancery.Query{Actors: []string{key}, Kinds: []chancery.EntryKind{chancery.AnEvent}, Statuses: []chancery.Status{chancery.Planned}})
		find("two actors", chancery.Query{Actors: []string{key, actors[(i+1)%len(actors)]}})
		find("actor, surest", chancery.Query{Actors: []string{key}, Order: chancery.Surest})
	}
	for _, p := range [][2]string{{"USA", "CHN"}, {"USA", "PRK"}, {"FRA", "KEN"}} {
		find("pair", chancery.Query{Pair: p})
		find("pair, type, month", chancery.Query{Pair: p, Types: []string{"CONSULT"}, From: middle + "-01", To: middle + "-28"})
	}
	for _, h := range houses {
		find("house", chancery.Query{Source: h})
	}
	for _, e := range entries[:min(3, len(entries))] {
		if e.Place != nil {
			find("place", chancery.Query{Place: e.Place.Name})
			find("country, type", chancery.Query{Country: e.Place.Country, Types: []string{"SANCTION"}})
		}
	}
	find("5 sources, disputed", chancery.Query{MinSources: 5, Disputed: true})
	find("overdue", chancery.Query{OverdueOn: middle + "-15"})
	return out
}

// others are the questions other than Find.
func (f *askFlags) others(actors, names, words []string, middle string, entries []chancery.Entry) []asked {
	var out []asked
	add := func(name string, ask func(ctx context.Context, a *store.Archive) error) {
		out = append(out, asked{name, ask})
	}
	for _, q := range []chancery.Query{{}, {Text: words[0]}, {Text: words[len(words)-1]}, {Actors: actors[:1]}, {Pair: [2]string{"USA", "CHN"}}} {
		add("facets", func(ctx context.Context, a *store.Archive) error { _, err := a.Facets(ctx, q); return err })
	}
	for _, key := range actors {
		add("dossier", func(ctx context.Context, a *store.Archive) error { _, err := a.Dossier(ctx, key, "", ""); return err })
		add("dossier of a year", func(ctx context.Context, a *store.Archive) error {
			_, err := a.Dossier(ctx, key, middle[:4]+"-01-01", middle[:4]+"-12-31")
			return err
		})
	}
	for _, name := range append([]string{"U", "Kim", "North Korea", "PRK", "nobody of that name"}, names...) {
		add("actors", func(ctx context.Context, a *store.Archive) error { _, err := a.Actors(ctx, name, 10); return err })
	}
	for _, p := range [][2]string{{"USA", "CHN"}, {"USA", "PRK"}, {"FRA", "KEN"}} {
		for _, by := range []chancery.Period{chancery.ByDay, chancery.ByMonth} {
			add("pair by "+string(by), func(ctx context.Context, a *store.Archive) error {
				_, err := a.Pair(ctx, p[0], p[1], "", "", by)
				return err
			})
		}
	}
	for _, day := range []string{"-01", "-15"} {
		add("agenda of 30 days", func(ctx context.Context, a *store.Archive) error {
			on, _ := time.Parse(time.DateOnly, middle+day)
			_, err := a.Agenda(ctx, on.Format(time.DateOnly), on.AddDate(0, 0, 30).Format(time.DateOnly))
			return err
		})
	}
	for _, e := range entries[:min(3, len(entries))] {
		add("entry with its accounts", func(ctx context.Context, a *store.Archive) error { _, err := a.Entry(ctx, e.ID); return err })
	}
	for _, q := range []chancery.ReportQuery{{}, {Text: words[0]}, {Text: words[len(words)-1]}, {From: middle + "-01", To: middle + "-28", Copies: true}} {
		add("reports", func(ctx context.Context, a *store.Archive) error { _, err := a.Reports(ctx, q); return err })
	}
	add("coverage", func(ctx context.Context, a *store.Archive) error { _, err := a.Coverage(ctx); return err })
	return out
}

// someActors gives keys and names of actors, from the most frequent to rare ones.
func someActors(ctx context.Context, a *store.Archive) (keys, names []string, err error) {
	facets, err := a.Facets(ctx, chancery.Query{})
	if err != nil {
		return nil, nil, err
	}
	for _, facet := range facets {
		if facet.Field != "actor" {
			continue
		}
		for i := 0; i < len(facet.Values); i += max(1, len(facet.Values)/6) {
			keys, names = append(keys, facet.Values[i].Value), append(names, facet.Values[i].Label)
		}
	}
	page, err := a.Find(ctx, chancery.Query{Order: chancery.Surest, Kinds: []chancery.EntryKind{chancery.AStatement}, Limit: 200})
	if err != nil {
		return nil, nil, err
	}
	for _, e := range page.Entries[max(0, len(page.Entries)-2):] {
		for _, p := range e.Parties[:1] {
			if !slices.Contains(keys, p.Key) {
				keys, names = append(keys, p.Key), append(names, p.Name)
			}
		}
	}
	if len(keys) == 0 {
		return nil, nil, fmt.Errorf("the archive has no actors")
	}
	return keys, names, nil
}
