package world

import (
	"fmt"
	"strings"
	"time"

	"chancery"
)

// Who answers a question such as "foreign minister of South Korea", "South Korean
// foreign minister", "Russia's president" or "NATO secretary general": the terms
// that cover the day, the latest comer first. A person's name yields all offices
// that the person held, whatever the day. A zero day means today.
func (w *World) Who(query string, on time.Time) ([]Term, error) {
	query = strings.TrimSpace(strings.TrimRight(query, "?. "))
	for _, m := range w.Find(query) {
		if m.Entity.Kind == chancery.Person {
			return w.Terms(m.Entity), nil
		}
	}
	posts := w.posts(query)
	for _, p := range posts {
		if held := w.Holders(p.key, p.of, on); len(held) > 0 {
			return held, nil
		}
	}
	if held := w.sketched(query, posts, on); len(held) > 0 {
		return held, nil
	}
	if !strings.Contains(query, " ") && len(posts) == 0 {
		if people := w.BySurname(query, on); len(people) > 0 {
			return w.Terms(people[0]), nil
		}
	}
	if len(posts) == 0 {
		return nil, fmt.Errorf("%q: want an office of a state or body (\"foreign minister of South Korea\") or a person's name", query)
	}
	p := posts[0]
	name := p.of
	if e := w.byID[p.of]; e != nil {
		name = e.Name
	}
	day := "today"
	if !on.IsZero() {
		day = on.Format("on 2006-01-02")
	}
	return nil, fmt.Errorf("%s of %s %s: no row", p.key, name, day)
}

// posts returns the ways of taking a query apart into an office and whose it is.
func (w *World) posts(query string) []post {
	var found []post
	add := func(owner, office string) {
		if key := foldName(owner); w.terms.owners[key] != nil { // "California", "London": in no other table
			found = append(found, post{key, office})
		}
		if e := w.owner(owner); e != nil {
			found = append(found, post{e.ID, office})
		}
	}
	for _, link := range []string{" of ", " for ", " to "} { // OFFICE of STATE
		for i := strings.LastIndex(query, link); i > 0; i = strings.LastIndex(query[:i], link) {
			add(query[i+len(link):], query[:i])
		}
	}
	body := trimThe(query)
	for i := len(body) - 1; i > 0; i-- { // STATE OFFICE, STATE's OFFICE
		if body[i] == ' ' {
			add(trimPossessive(body[:i]), body[i+1:])
		}
	}
	return found
}

// owner returns the state, body or group that a query names; unlike in news text,
// case does not count.
func (w *World) owner(name string) *Entity {
	if e := w.State(strings.ToUpper(name)); e != nil {
		return e
	}
	if e := w.named(name); e != nil {
		return e
	}
	return w.named(strings.ToUpper(name))
}

func trimPossessive(s string) string {
	for _, p := range []string{"'s", "’s", "'", "’"} {
		if t, ok := strings.CutSuffix(s, p); ok {
			return t
		}
	}
	return s
}
