package store

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"chancery"
)

// A life is followed among entries that can be an outcome of the plan: package
// lives says which, and what they must share with it: two sides; one side and a
// place; or one side and words. Each of these is a thread, a hash under which plans
// and possible outcomes stand in order of the day that they were first told. An
// outcome is sought along the plan's threads, from when it was told and around the
// day due, and as in a block no further than bounds.reach outcomes: so one more entry
// costs the same however many there are, and lives do not depend on the order of
// arrival.

// The marks of rows of thread.
const (
	markOutcome = 0
	markTold    = 1
	markDue     = 2
)

// strand is a row of thread but for its entry.
type strand struct {
	hash, rank int64
	mark       int
}

// Bounds on the threads of one entry.
const (
	mostRoots = 6 // sides
	mostTold  = 5 // words
)

// isPlan tells whether an entry has a life: an undertaking, or what any account
// tells as planned, put off or called off.
func isPlan(e *chancery.Entry) bool {
	switch e.Kind {
	case chancery.ACommitment:
		return true
	case chancery.AnEvent, chancery.AStop:
		return slices.ContainsFunc(e.Accounts, func(x chancery.Account) bool {
			return x.Status == chancery.Planned || x.Status == chancery.Postponed || x.Status == chancery.Cancelled
		})
	}
	return false
}

// isOutcome tells whether an entry can be what became of a plan.
func isOutcome(e *chancery.Entry) bool {
	if slices.ContainsFunc(e.Disputes, func(d chancery.Dispute) bool { return d.On == "status" }) {
		return false
	}
	switch e.Kind {
	case chancery.ACommitment:
		return e.Status != chancery.Open && e.Status != ""
	case chancery.AnEvent, chancery.AStop:
		return e.Status == chancery.Held || e.Status == chancery.Cancelled || e.Status == chancery.Postponed || e.Status == chancery.Denied
	}
	return false
}

// strandsOf gives the rows of thread of an entry.
func strandsOf(e *chancery.Entry) []strand {
	day, ok := dayNumber(e.First)
	if !ok {
		if day, ok = dayNumber(e.From); !ok {
			return nil
		}
	}
	roots := rootsOf(e)
	var out []strand
	add := func(hashes []int64, day int64, mark int) {
		for _, h := range hashes {
			out = append(out, strand{h, rankOf(day, e.ID), mark})
		}
	}
	if isOutcome(e) {
		var hashes []int64
		hashes = append(hashes, pairThreads(roots)...)
		if e.Kind == chancery.AStop || e.Type == string(chancery.Consult) {
			hashes = append(hashes, placeThreads(roots, e)...)
		}
		if e.Kind != chancery.AStop && e.Type != string(chancery.Consult) {
			hashes = append(hashes, wordThreads(roots, e)...)
		}
		add(distinct(hashes), day, markOutcome)
	}
	if isPlan(e) {
		hashes := planThreads(roots, e)
		add(hashes, day, markTold)
		due, ok := dayNumber(e.To)
		if !ok {
			due, ok = dayNumber(e.From)
		}
		if ok && due > day {
			add(hashes, due, markDue)
		}
	}
	return out
}

// planThreads gives the threads along which outcomes of a plan are sought.
func planThreads(roots []string, e *chancery.Entry) []int64 {
	hashes := pairThreads(roots)
	journey := e.Kind == chancery.AStop || e.Type == string(chancery.Visit)
	gathering := journey || e.Type == string(chancery.Consult) || e.Type == string(chancery.Meeting)
	switch {
	case journey, gathering && len(roots) == 1:
		hashes = append(hashes, placeThreads(roots, e)...)
	case !gathering && e.Type != string(chancery.Ceasefire):
		hashes = append(hashes, wordThreads(roots, e)...)
	}
	return distinct(hashes)
}

// rootsOf gives what parties stand for as package lives sees it: a state for itself
// and for its people, a body for itself, and in outcomes for its state too.
func rootsOf(e *chancery.Entry) []string {
	var out []string
	for _, p := range e.Parties {
		if p.Side == chancery.SideVia {
			continue
		}
		if p.State != "" {
			out = append(out, "state:"+p.State)
		}
		if p.State == "" || p.Kind != chancery.Person && p.Kind != chancery.State {
			out = append(out, p.Key)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), mostRoots)]
}

func pairThreads(roots []string) []int64 {
	var out []int64
	for i, a := range roots {
		for _, b := range roots[i+1:] {
			out = append(out, threadHash("pair", a, b))
		}
	}
	return out
}

func placeThreads(roots []string, e *chancery.Entry) []int64 {
	if e.Place == nil {
		return nil
	}
	place := e.Place.Country
	if place == "" {
		place = fold(e.Place.Name)
	}
	var out []int64
	for _, r := range roots {
		out = append(out, threadHash("place", r, place))
	}
	return out
}

func wordThreads(roots []string, e *chancery.Entry) []int64 {
	var out []int64
	for _, w := range tellingWords(e) {
		for _, r := range roots[:min(len(roots), 3)] {
			out = append(out, threadHash("word", r, w))
		}
	}
	return out
}

// tellingWords gives the stems of an entry's longest words, names of its parties
// apart.
func tellingWords(e *chancery.Entry) []string {
	names := map[string]bool{}
	for _, p := range e.Parties {
		for _, w := range stems(p.Name) {
			names[w] = true
		}
	}
	words := slices.DeleteFunc(stems(e.What+" "+e.Cue+" "+e.Mode), func(w string) bool { return names[w] })
	slices.SortFunc(words, func(x, y string) int { return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x, y)) })
	words = slices.Compact(words)
	return words[:min(len(words), mostTold)]
}

// stems gives the beginnings of the words of a text that have more than three letters.
func stems(text string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(fold(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 3 {
			out = append(out, w[:min(len(w), 7)])
		}
	}
	return out
}

func threadHash(parts ...string) int64 {
	h := fnv.New64a()
	h.Write([]byte(strings.Join(parts, "\x00")))
	return int64(h.Sum64())
}

func distinct(hashes []int64) []int64 {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// thread writes the strands of entries and marks the lives to be followed again:
// their own, and those that they may have a part in.
func (c *change) thread(ctx context.Context, entries []*madeEntry) error {
	b := c.bulk("thread", "hash, rank, mark, entry", "")
	var all []strand
	var own []int64
	for _, e := range entries {
		for _, s := range strandsOf(&e.Entry) {
			if err := b.add(ctx, s.hash, s.rank, s.mark, e.row.n); err != nil {
				return err
			}
			all = append(all, s)
		}
		if isPlan(&e.Entry) {
			own = append(own, e.row.n)
		}
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	return c.touch(ctx, all, own)
}

// unthread marks the lives to be followed again that entries may have a part in,
// before the entries' strands go.
func (c *change) unthread(ctx context.Context, entries []int64) error {
	clause, arg := c.a.among("entry", entries)
	rows, err := c.query(ctx, "SELECT hash, rank, mark FROM thread WHERE "+clause, arg)
	strands, err := collect(rows, err, scanStrand)
	if err != nil {
		return err
	}
	return c.touch(ctx, strands, nil)
}

// touch marks lives to be followed again: those of own, and those of the plans
// within reach of the strands.
func (c *change) touch(ctx context.Context, strands []strand, own []int64) error {
	var hashes []int64
	for _, s := range strands {
		if s.mark == markOutcome {
			hashes = append(hashes, s.hash)
		}
	}
	plans, err := c.marked(ctx, hashes, "mark > 0")
	if err != nil {
		return err
	}
	touched := own
	for _, s := range strands {
		if s.mark != markOutcome || !plans[s.hash] {
			continue
		}
		found, err := c.plansNear(ctx, s)
		if err != nil {
			return err
		}
		touched = append(touched, found...)
	}
	b := c.bulk("unfollowed", "entry", " ON CONFLICT (entry) DO NOTHING")
	for _, n := range distinct(touched) {
		if err := b.add(ctx, n); err != nil {
			return err
		}
	}
	return b.flush(ctx)
}

// marked tells which threads have a row of some marks.
func (c *change) marked(ctx context.Context, hashes []int64, marks string) (map[int64]bool, error) {
	out := map[int64]bool{}
	list := "SELECT value AS hash FROM json_each(?)"
	if c.a.dialect == postgres {
		list = "SELECT unnest(?::bigint[]) AS hash"
	}
	for part := range slices.Chunk(distinct(hashes), queried) {
		_, arg := c.a.among("hash", part)
		found, err := c.numbers(ctx, "SELECT h.hash FROM ("+list+") h WHERE EXISTS (SELECT 1 FROM thread t WHERE t.hash = h.hash AND t."+marks+")", arg)
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			out[h] = true
		}
	}
	return out, nil
}

// plansNear gives the plans whose search along a thread comes by an outcome. It may
// give a few more.
func (c *change) plansNear(ctx context.Context, s strand) ([]int64, error) {
	low, err := c.edge(ctx, "SELECT rank FROM thread WHERE hash = ? AND mark = 0 AND rank < ? ORDER BY rank DESC LIMIT 1 OFFSET ?", s, -1<<62)
	if err != nil {
		return nil, err
	}
	high, err := c.edge(ctx, "SELECT rank FROM thread WHERE hash = ? AND mark = 0 AND rank > ? ORDER BY rank LIMIT 1 OFFSET ?", s, 1<<62)
	if err != nil {
		return nil, err
	}
	endOfDay := (s.rank>>40 + 1) << 40
	return c.numbers(ctx, `SELECT entry FROM thread WHERE hash = ? AND mark = 1 AND rank >= ? AND rank < ?
		UNION ALL SELECT entry FROM thread WHERE hash = ? AND mark = 2 AND rank >= ? AND rank <= ?`,
		s.hash, low, min(high, endOfDay), s.hash, low, high)
}

// edge is the rank at which the reach of an outcome ends.
func (c *change) edge(ctx context.Context, query string, s strand, none int64) (int64, error) {
	found, err := c.numbers(ctx, query, s.hash, s.rank, bounds.reach)
	if err != nil || len(found) == 0 {
		return none, err
	}
	return found[0], nil
}
