package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"chancery"
)

// ErrQuestion is a question that cannot be asked: a day that is none, a cursor of
// another question. The message says which and what would do.
var ErrQuestion = chancery.ErrQuestion

func wrong(format string, args ...any) error {
	return fmt.Errorf("question %w: %s", ErrQuestion, fmt.Sprintf(format, args...))
}

// Limits of pages.
const (
	usualLimit = 50
	mostLimit  = 1000
)

// sought is a query made ready, in the terms of the tables.
type sought struct {
	chancery.Query
	limit      int
	kinds      []int
	actors     []int64 // the least known first
	least      int     // entries of the first of them
	from, to   *int64
	place      string
	overdue    *int64
	report     int64
	terms      []term
	match      string // full-text expression, "" where no words or house are sought
	nothing    bool   // an actor, report or kind is asked for that there is none of
	conditions []condition
	after      *position
}

// condition is a clause on entry e with its arguments. Name tells it apart, so that
// a walk that sees to it can leave it out.
type condition struct {
	name string
	sql  string
	args []any

	indexed bool // asks an index that lies in the order of days, by e.sort_day and e.n
}

// position is where a page ends, in the order of its walk.
type position struct {
	Key   float64 `json:"k"`           // day, confidence, sources or order of arrival
	N     int64   `json:"n"`           // entry or, where words are sought, row
	Skip  int     `json:"s,omitempty"` // of a ranked page: how many came before
	Total int     `json:"t"`           // as the first page told it
	Of    string  `json:"q"`           // the question
}

func (p position) cursor() string {
	data, err := json.Marshal(p)
	if err != nil {
		panic(err) // numbers and a text always marshal
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// asked names a question apart from its page.
func asked(q any) string {
	data, err := json.Marshal(q)
	if err != nil {
		panic(err) // questions always marshal
	}
	sum := sha256.Sum256(data)
	return base64.RawURLEncoding.EncodeToString(sum[:6])
}

func readCursor(cursor string, of string) (*position, error) {
	if cursor == "" {
		return nil, nil
	}
	var p position
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil || p.Skip < 0 || math.IsNaN(p.Key) {
		return nil, wrong("cursor %q is none that a page gave", short(cursor))
	}
	if p.Of != of {
		return nil, wrong("the cursor belongs to another question: begin without it")
	}
	return &p, nil
}

func short(s string) string {
	if len(s) > 40 {
		return strings.ToValidUTF8(s[:40], "") + "…"
	}
	return s
}

// limited is how many a page holds.
func limited(limit int) (int, error) {
	switch {
	case limit == 0:
		return usualLimit, nil
	case limit < 0 || limit > mostLimit:
		return 0, wrong("limit %d: from 1 to %d", limit, mostLimit)
	}
	return limit, nil
}

// dayAsked reads a day of a question, nil for "".
func dayAsked(field, day string) (*int64, error) {
	if day == "" {
		return nil, nil
	}
	n, ok := dayNumber(day)
	if !ok {
		return nil, wrong("%s %q: write a day as 2018-10-07", field, short(day))
	}
	return &n, nil
}

// ready checks a query and looks up what it names.
func (a *Archive) ready(ctx context.Context, q chancery.Query) (*sought, error) {
	bare := q
	bare.Cursor, bare.Limit = "", 0
	s := &sought{Query: q, place: fold(q.Place)}
	s.Country = strings.ToUpper(strings.TrimSpace(q.Country))
	var err error
	if s.limit, err = limited(q.Limit); err != nil {
		return nil, err
	}
	if s.Order == "" {
		s.Order = chancery.Newest
	}
	if !slices.Contains([]chancery.Order{chancery.Newest, chancery.Oldest, chancery.Surest, chancery.Widest, chancery.Arrived}, s.Order) {
		return nil, wrong("order %q: newest, oldest, surest, widest or arrived", short(string(s.Order)))
	}
	if s.after, err = readCursor(q.Cursor, asked(bare)); err != nil {
		return nil, err
	}
	if s.from, err = dayAsked("from", q.From); err != nil {
		return nil, err
	}
	if s.to, err = dayAsked("to", q.To); err != nil {
		return nil, err
	}
	if s.overdue, err = dayAsked("overdue_on", q.OverdueOn); err != nil {
		return nil, err
	}
	for _, k := range q.Kinds {
		n := kindNumber(k)
		if n == 0 {
			return nil, wrong("kind %q: event, statement, commitment, stop or relation", short(string(k)))
		}
		s.kinds = append(s.kinds, n)
	}
	if s.terms, err = parseText(q.Text); err != nil {
		return nil, wrong("%v", err)
	}
	s.Pair = orderedPair(s.Pair)
	if err := a.lookUp(ctx, s); err != nil {
		return nil, err
	}
	if err := s.expression(a.dialect); err != nil {
		return nil, err
	}
	s.narrow()
	return s, nil
}

// orderedPair puts two states in the order of the tables.
func orderedPair(p [2]string) [2]string {
	p[0], p[1] = strings.ToUpper(strings.TrimSpace(p[0])), strings.ToUpper(strings.TrimSpace(p[1]))
	if p[0] > p[1] {
		p[0], p[1] = p[1], p[0]
	}
	return p
}

// lookUp finds the numbers of the actors and the report that a query names.
func (a *Archive) lookUp(ctx context.Context, s *sought) error {
	type known struct {
		n       int64
		entries int
	}
	var found []known
	for _, key := range slices.Compact(slices.Sorted(slices.Values(s.Actors))) {
		var k known
		err := a.read.QueryRowContext(ctx, a.rebind("SELECT n, entries FROM actor WHERE key = ?"), key).Scan(&k.n, &k.entries)
		if errors.Is(err, sql.ErrNoRows) {
			s.nothing = true
			return nil
		}
		if err != nil {
			return err
		}
		found = append(found, k)
	}
	slices.SortFunc(found, func(x, y known) int { return x.entries - y.entries })
	for _, k := range found {
		s.actors = append(s.actors, k.n)
	}
	if len(found) > 0 {
		s.least = found[0].entries
	}
	if s.Report == "" {
		return nil
	}
	err := a.read.QueryRowContext(ctx, a.rebind("SELECT n FROM report WHERE key = ?"), s.Report).Scan(&s.report)
	if errors.Is(err, sql.ErrNoRows) {
		s.nothing = true
		return nil
	}
	return err
}

// expression writes the full-text expression of a query that asks for words or a
// house; what else it asks for narrows it where there are tokens.
func (s *sought) expression(d dialect) error {
	if len(s.terms) == 0 && s.Source == "" {
		if strings.TrimSpace(s.Text) != "" {
			s.nothing = true // signs alone are in no text
		}
		return nil
	}
	var groups [][]string
	for _, key := range s.Actors {
		groups = append(groups, []string{token("actor", key)})
	}
	if s.Pair[0] != "" {
		groups = append(groups, []string{token("state", s.Pair[0])}, []string{token("state", s.Pair[1])})
	}
	if s.Source != "" {
		groups = append(groups, []string{token("house", s.Source)})
	}
	if len(s.kinds) > 0 {
		var kinds []string
		for _, k := range s.kinds {
			kinds = append(kinds, token("kind", string(kindOf(k))))
		}
		groups = append(groups, kinds)
	}
	if !slices.ContainsFunc(s.terms, func(t term) bool { return !t.without }) && len(groups) == 0 {
		return wrong("%v", ErrNothingSought)
	}
	var err error
	s.match, err = d.match(s.terms, groups)
	return err
}

// narrow lists what a query asks of an entry's own row.
func (s *sought) narrow() {
	add := func(name, sql string, args ...any) {
		s.conditions = append(s.conditions, condition{name: name, sql: sql, args: args})
	}
	indexed := func(name, sql string, args ...any) {
		s.conditions = append(s.conditions, condition{name: name, sql: sql, args: args, indexed: true})
	}
	if len(s.kinds) > 0 {
		add("kind", in("e.kind", len(s.kinds)), anys(s.kinds)...)
	}
	if len(s.Types) > 0 {
		add("type", in("e.type", len(s.Types)), anys(s.Types)...)
	}
	if len(s.Statuses) > 0 {
		add("status", in("e.status", len(s.Statuses)), anys(texts(s.Statuses))...)
	}
	if s.from != nil {
		add("from", "e.sort_day >= ?", *s.from)
	}
	if s.to != nil {
		add("to", "e.sort_day <= ? AND e.sort_day > ?", *s.to, unknownDay)
	}
	if s.place != "" {
		add("place", "e.place = ?", s.place)
	}
	if s.Country != "" {
		add("country", "e.country = ?", s.Country)
	}
	if s.MinConfidence > 0 {
		add("sure", "e.confidence >= ?", s.MinConfidence)
	}
	if s.MinSources > 1 {
		add("wide", "e.independent >= ?", s.MinSources)
	}
	if s.Disputed {
		add("disputed", "e.disputed = 1")
	}
	if s.Corrected {
		add("corrected", "e.corrected = 1")
	}
	if s.overdue != nil {
		add("overdue", "e.kind = 3 AND e.status = 'open' AND e.first_day IS NOT NULL AND COALESCE(e.last_day, e.first_day) < ?", *s.overdue)
	}
	for _, n := range s.actors {
		indexed(actorName(n), "EXISTS (SELECT 1 FROM entry_actor y WHERE y.actor = ? AND y.sort_day = e.sort_day AND y.entry = e.n)", n)
	}
	if s.Pair[0] != "" {
		indexed("pair", "EXISTS (SELECT 1 FROM entry_pair y WHERE y.a = ? AND y.b = ? AND y.sort_day = e.sort_day AND y.entry = e.n)",
			s.Pair[0], s.Pair[1])
	}
}

func actorName(n int64) string { return fmt.Sprint("actor ", n) }

func in(column string, n int) string {
	return column + " IN (?" + strings.Repeat(", ?", n-1) + ")"
}

func anys[T any](all []T) []any {
	out := make([]any, len(all))
	for i, x := range all {
		out[i] = x
	}
	return out
}

func texts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, x := range all {
		out[i] = string(x)
	}
	return out
}
