package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"chancery"
	"chancery/lives"
)

// A life is followed among entries that can be an outcome of the plan: package
// lives says which, and what they must share with it: two sides; one side and a
// place; or one side and words. Each of these is a thread, a hash under which plans
// and possible outcomes stand in order of the day that they were first told. An
// outcome is sought along the plan's threads, from when it was told and around the
// day due, for as many days as its kind allows (lives.Horizon), and as in a block no
// further than bounds.reach outcomes: so one more entry costs the same however many
// there are, and lives do not depend on the order of arrival. Threads of two sides
// are parted by the type of the outcome, of which a plan seeks few.

// The marks of rows of thread.
const (
	markOutcome = 0
	markTold    = 1
	markDue     = 2
	// the same of lives of which nothing is told for long
	markShortTold = 3
	markShortDue  = 4
)

// shortLife is the horizon, in days, up to which a life is short.
const shortLife = 151

// marksOf gives the marks of a plan, and its horizon.
func marksOf(e *chancery.Entry) (told, due int, horizon int64) {
	if lives.Horizon(e) <= shortLife {
		return markShortTold, markShortDue, bounds.short
	}
	return markTold, markDue, bounds.long
}

// strand is a row of thread but for its entry.
type strand struct {
	hash, rank int64
	mark       int
}

// Bounds on the threads of one entry.
const (
	mostRoots = 6 // sides
	mostTold  = 4 // words, where one side and words can tell an outcome
	fewTold   = 3 // words, where both sides must be there anyway
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
		hashes = append(hashes, pairThreads(roots, lives.Sort(e))...)
		if e.Kind == chancery.AStop || e.Type == string(chancery.Consult) {
			hashes = append(hashes, placeThreads(roots, e)...)
		} else {
			if lives.Alone(e) {
				hashes = append(hashes, wordThreads(rootsOf(e, chancery.SideWho), e, mostTold)...)
			} else {
				hashes = append(hashes, wordThreads(roots, e, fewTold)...)
			}
		}
		add(distinct(hashes), day, markOutcome)
	}
	if isPlan(e) {
		hashes := planThreads(roots, e)
		markTold, markDue, _ := marksOf(e)
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
	facing, alone := lives.Sought(e)
	hashes := pairThreads(roots, facing...)
	journey := e.Kind == chancery.AStop || e.Type == string(chancery.Visit)
	gathering := journey || e.Type == string(chancery.Consult) || e.Type == string(chancery.Meeting)
	switch {
	case journey, gathering && len(roots) == 1:
		hashes = append(hashes, placeThreads(roots, e)...)
	case !gathering && e.Type != string(chancery.Ceasefire) && (len(roots) == 1 || len(alone) > 0):
		hashes = append(hashes, wordThreads(roots, e, mostTold)...)
	}
	return distinct(hashes)
}

// rootsOf gives what parties stand for as package lives sees it: a state for itself
// and for its people, a body for itself, and in outcomes for its state too; only those
// on some sides, where these are named.
func rootsOf(e *chancery.Entry, sides ...chancery.Side) []string {
	var out []string
	for _, p := range e.Parties {
		if p.Side == chancery.SideVia || len(sides) > 0 && !slices.Contains(sides, p.Side) {
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

// pairThreads gives the threads of outcomes of some sorts between two sides.
func pairThreads(roots []string, sorts ...string) []int64 {
	var out []int64
	for i, a := range roots {
		for _, b := range roots[i+1:] {
			for _, s := range sorts {
				out = append(out, threadHash("pair", a, b, s))
			}
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

func wordThreads(roots []string, e *chancery.Entry, most int) []int64 {
	var out []int64
	words := tellingWords(e)
	for _, w := range words[:min(len(words), most)] {
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
	return slices.Compact(words)
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
	strands = slices.DeleteFunc(slices.Clone(strands), func(s strand) bool { return s.mark != markOutcome })
	touched := slices.Clone(own)
	for part := range slices.Chunk(strands, queried) {
		found, err := c.plansNear(ctx, part)
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

// plansNear gives the plans whose search along a thread comes by one of some outcomes.
// It may give a few more.
func (c *change) plansNear(ctx context.Context, strands []strand) ([]int64, error) {
	rows := make([][]int64, len(strands))
	for i, s := range strands {
		rows[i] = []int64{s.hash, s.rank}
	}
	list, args := c.a.dialect.table([]string{"hash", "rank"}, rows)
	most, least := "MAX", "MIN"
	if c.a.dialect == postgres {
		most, least = "GREATEST", "LEAST"
	}
	told := func(mark int, first string) string {
		return fmt.Sprintf("SELECT t.entry FROM edges e CROSS JOIN thread t WHERE t.hash = e.hash AND t.mark = %d AND t.rank >= %s(e.%s, e.low) AND t.rank < %s(e.last, e.high)",
			mark, most, first, least)
	}
	due := func(mark int, first string) string {
		return fmt.Sprintf("SELECT t.entry FROM edges e CROSS JOIN thread t WHERE t.hash = e.hash AND t.mark = %d AND t.rank >= %s(e.%s, e.low) AND t.rank <= e.high",
			mark, most, first)
	}
	return c.numbers(ctx, `WITH s AS MATERIALIZED (`+list+`), edges AS MATERIALIZED (
		SELECT s.hash, s.rank, ((s.rank >> 40) - ?) << 40 AS first, ((s.rank >> 40) - ?) << 40 AS short, ((s.rank >> 40) + 1) << 40 AS last,
			COALESCE((SELECT rank FROM thread WHERE hash = s.hash AND mark = 0 AND rank < s.rank ORDER BY rank DESC LIMIT 1 OFFSET ?), 0) AS low,
			COALESCE((SELECT rank FROM thread WHERE hash = s.hash AND mark = 0 AND rank > s.rank ORDER BY rank LIMIT 1 OFFSET ?), 9223372036854775807) AS high
		FROM s WHERE EXISTS (SELECT 1 FROM thread WHERE hash = s.hash AND mark > 0))
		`+told(1, "first")+` UNION ALL `+told(3, "short")+` UNION ALL `+due(2, "first")+` UNION ALL `+due(4, "short"),
		append(args, bounds.long, bounds.short, bounds.reach, bounds.reach)...)
}

// mayTell is an entry that may be an outcome of a plan.
type mayTell struct {
	plan, entry int64
	kind        int
	of          string // its type
}

func scanMayTell(rows *sql.Rows) (s mayTell, err error) {
	return s, rows.Scan(&s.plan, &s.entry, &s.kind, &s.of)
}

// outcomes gives by plan the numbers of the entries that may be an outcome of it: of
// the sorts that it seeks, within reach along its threads.
func (c *change) outcomes(ctx context.Context, plans []*followed) (map[int64][]int64, error) {
	var rows [][]int64
	sorts := map[int64][]string{}
	for _, e := range plans {
		facing, alone := lives.Sought(&e.Entry)
		sorts[e.row.n] = append(facing, alone...)
		var told int64
		_, _, horizon := marksOf(&e.Entry)
		for _, s := range strandsOf(&e.Entry) {
			day := s.rank >> 40
			switch s.mark {
			case markOutcome:
				continue
			case markTold, markShortTold:
				told = day
			}
			rows = append(rows, []int64{e.row.n, s.hash, s.rank, told << 40, (day+horizon+1)<<40 - 1})
		}
	}
	out := map[int64][]int64{}
	for part := range slices.Chunk(rows, queried) {
		found, err := c.seek(ctx, part)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			e := chancery.Entry{Kind: kindOf(x.kind), Type: x.of}
			if slices.Contains(sorts[x.plan], lives.Sort(&e)) {
				out[x.plan] = append(out[x.plan], x.entry)
			}
		}
	}
	for n := range out {
		out[n] = distinct(out[n])
	}
	return out, nil
}

// seek looks for outcomes along strands: rows of plan, hash, rank, and the ranks
// between which an outcome may stand.
func (c *change) seek(ctx context.Context, strands [][]int64) ([]mayTell, error) {
	list, args := c.a.dialect.table([]string{"plan", "hash", "rank", "least", "most"}, strands)
	// By their rank entries of one day are in no order that anybody asked for: the
	// reach ends before or behind the one at its end, whichever is the same for all.
	rows, err := c.query(ctx, `WITH s AS MATERIALIZED (`+list+`), edges AS MATERIALIZED (
		SELECT s.plan, s.hash, s.least, s.most,
			COALESCE((SELECT rank FROM thread WHERE hash = s.hash AND mark = 0 AND rank < s.rank ORDER BY rank DESC LIMIT 1 OFFSET ?), 0) AS low,
			COALESCE((SELECT rank FROM thread WHERE hash = s.hash AND mark = 0 AND rank >= s.rank ORDER BY rank LIMIT 1 OFFSET ?), 9223372036854775807) AS high
		FROM s WHERE EXISTS (SELECT 1 FROM thread WHERE hash = s.hash AND mark = 0))
		SELECT e.plan, t.entry, x.kind, x.type FROM edges e CROSS JOIN thread t CROSS JOIN entry x
		WHERE t.hash = e.hash AND t.mark = 0 AND t.rank >= e.low AND t.rank <= e.high AND t.rank BETWEEN e.least AND e.most AND x.n = t.entry`,
		append(args, bounds.reach-1, bounds.reach-1)...)
	return collect(rows, err, scanMayTell)
}
