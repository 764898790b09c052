package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"chancery"
	"chancery/merge"
	"chancery/world"
)

// mostNames bounds the names that begin alike and are looked at for one search.
const mostNames = 2_000

// Actors finds actors by the beginning of a name as reports have it, by any name
// that the tables know, by the code of a state or by key. Those whose name is the
// one that was asked for come first, then those that most is told of; these alone
// where no name is asked for. Limit is 10 if 0.
func (a *Archive) Actors(ctx context.Context, name string, limit int) ([]chancery.ActorCard, error) {
	cards, err := a.actors(ctx, name, limit)
	return cards, a.explain(err)
}

// named is an actor that a name may stand for.
type named struct {
	storedActor
	exact bool
}

func (a *Archive) actors(ctx context.Context, name string, limit int) ([]chancery.ActorCard, error) {
	name = strings.TrimSpace(clean(name))
	out := []chancery.ActorCard{}
	if limit <= 0 {
		limit = 10
	}
	limit = min(limit, mostLimit)
	if name == "" {
		known, err := a.storedActors(ctx, "WHERE p.entries > 0 ORDER BY p.entries DESC, p.key LIMIT ?", limit)
		if err != nil {
			return nil, err
		}
		for _, r := range known {
			card, err := a.card(ctx, r)
			if err != nil {
				return nil, err
			}
			out = append(out, card)
		}
		return out, nil
	}
	folded := fold(name)
	found := map[int64]*named{}
	exact, err := a.storedActors(ctx, "JOIN actor_name m ON m.actor = p.n WHERE m.folded = ?", folded)
	if err != nil {
		return nil, err
	}
	clause, arg := a.amongTexts("p.key", keysFor(name))
	byKey, err := a.storedActors(ctx, "WHERE "+clause, arg)
	if err != nil {
		return nil, err
	}
	for _, r := range append(exact, byKey...) {
		found[r.n] = &named{r, true}
	}
	begun, err := a.storedActors(ctx, `WHERE p.n IN (SELECT actor FROM (SELECT actor FROM actor_name
		WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?) m) ORDER BY p.entries DESC, p.key LIMIT ?`,
		folded, folded+"\U0010FFFF", mostNames, limit)
	if err != nil {
		return nil, err
	}
	for _, r := range begun {
		if found[r.n] == nil {
			found[r.n] = &named{r, false}
		}
	}
	all := make([]*named, 0, len(found))
	for _, n := range found {
		all = append(all, n)
	}
	slices.SortFunc(all, func(x, y *named) int {
		if x.exact != y.exact {
			return map[bool]int{true: -1, false: 1}[x.exact]
		}
		return cmp.Or(cmp.Compare(y.entries, x.entries), cmp.Compare(x.card.Key, y.card.Key))
	})
	for _, n := range all[:min(limit, len(all))] {
		card, err := a.card(ctx, n.storedActor)
		if err != nil {
			return nil, err
		}
		out = append(out, card)
	}
	return out, nil
}

// keysFor gives the keys that a name, a code or a key itself may stand for.
func keysFor(name string) []string {
	keys := []string{name, strings.ToUpper(name), "state:" + strings.ToUpper(name)}
	w := world.Default()
	for _, m := range w.Find(name) {
		keys = append(keys, worldKey(m.Entity))
	}
	for _, e := range w.BySurname(name, time.Now()) {
		keys = append(keys, worldKey(e))
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// worldKey is the key that reports' actors have who are that entity.
func worldKey(e *world.Entity) string {
	return merge.ActorKey(chancery.Actor{Name: e.Name, Kind: e.Kind, State: e.State, Sector: e.Sector, Wikidata: e.Wikidata})
}

// storedActor is a row of actor.
type storedActor struct {
	n       int64
	entries int
	card    chancery.ActorCard
}

// storedActors reads rows of actor p.
func (a *Archive) storedActors(ctx context.Context, clause string, args ...any) ([]storedActor, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT p.n, p.entries, p.key, p.name, p.kind, p.state, p.sector, p.wikidata FROM actor p "+clause), args...)
	return collect(rows, err, func(rows *sql.Rows) (r storedActor, err error) {
		c := &r.card
		err = rows.Scan(&r.n, &r.entries, &c.Key, &c.Name, &c.Kind, &c.State, &c.Sector, &c.Wikidata)
		c.Entries = r.entries
		return r, err
	})
}

// actorByKey gives the row of one actor, ErrNotFound if there is none.
func (a *Archive) actorByKey(ctx context.Context, key string) (storedActor, error) {
	rows, err := a.storedActors(ctx, "WHERE p.key = ?", key)
	if err != nil {
		return storedActor{}, err
	}
	if len(rows) == 0 {
		return storedActor{}, chancery.ErrNotFound
	}
	return rows[0], nil
}

// mostAliases is how many names of an actor are shown.
const mostAliases = 12

// card fills in what the archive knows of an actor.
func (a *Archive) card(ctx context.Context, r storedActor) (chancery.ActorCard, error) {
	c := r.card
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT name FROM actor_name WHERE actor = ? AND times > 0
		ORDER BY times DESC, name LIMIT ?`), r.n, mostAliases)
	if c.Names, err = collect(rows, err, scanOne[string]); err != nil {
		return c, err
	}
	if c.Names == nil {
		c.Names = []string{}
	}
	for _, end := range []struct {
		order string
		into  *string
	}{{"ASC", &c.First}, {"DESC", &c.Last}} {
		var day int64
		err := a.read.QueryRowContext(ctx, a.rebind(`SELECT sort_day FROM entry_actor WHERE actor = ? AND sort_day > ?
			ORDER BY sort_day `+end.order+` LIMIT 1`), r.n, unknownDay).Scan(&day)
		if err == nil {
			*end.into = dayText(day)
		} else if !errors.Is(err, sql.ErrNoRows) {
			return c, err
		}
	}
	c.Roles, err = a.roles(ctx, r)
	return c, err
}

// mostRoles is how many roles reports give an actor on its card.
const mostRoles = 8

// roles are the terms of office that the tables know, the first of them first, and
// then the titles that reports give, the most frequent first.
func (a *Archive) roles(ctx context.Context, r storedActor) ([]chancery.Role, error) {
	var out []chancery.Role
	if e := entityOf(r.card); e != nil {
		w := world.Default()
		for _, t := range w.Terms(e) {
			title := t.Office
			if t.Of != "" && t.Of != e.State {
				title += ", " + t.Of
			}
			out = append(out, chancery.Role{Title: title, From: t.From.String(), To: t.To.String(), Source: t.Source})
		}
	}
	rows, err := a.read.QueryContext(ctx, a.rebind(`SELECT title, first_day, last_day FROM actor_role WHERE actor = ? AND times > 0
		ORDER BY times DESC, title LIMIT ?`), r.n, mostRoles)
	told, err := collect(rows, err, func(rows *sql.Rows) (chancery.Role, error) {
		role := chancery.Role{Source: "reports"}
		var first, last sql.NullInt64
		err := rows.Scan(&role.Title, &first, &last)
		if first.Valid {
			role.From = dayText(first.Int64)
		}
		if last.Valid {
			role.To = dayText(last.Int64)
		}
		return role, err
	})
	return append(out, told...), err
}

// byWikidata finds entities of the tables by their Wikidata identifier.
var byWikidata = sync.OnceValue(func() map[string]*world.Entity {
	out := map[string]*world.Entity{}
	for _, e := range world.Default().Entities() {
		if e.Wikidata != "" && out[e.Wikidata] == nil {
			out[e.Wikidata] = e
		}
	}
	return out
})

// entityOf is what the tables know an actor as, nil if they do not.
func entityOf(c chancery.ActorCard) *world.Entity {
	if code, ok := strings.CutPrefix(c.Key, "state:"); ok {
		return world.Default().State(code)
	}
	if e := byWikidata()[c.Wikidata]; e != nil && c.Wikidata != "" {
		return e
	}
	if e := byWikidata()[c.Key]; e != nil {
		return e
	}
	for _, m := range world.Default().Find(c.Name) {
		if m.Entity.Kind == c.Kind && worldKey(m.Entity) == c.Key {
			return m.Entity
		}
	}
	return nil
}

// stateName is the name of a state by its code, the code where there is none.
func stateName(code string) string {
	if s := world.Default().State(code); s != nil {
		return s.Name
	}
	return code
}
