package store

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"chancery"
)

// knownActor is an actor as the store has it.
type knownActor struct {
	n                            int64
	key, state, sector, wikidata string
}

func scanKnownActor(rows *sql.Rows) (x knownActor, err error) {
	return x, rows.Scan(&x.n, &x.key, &x.state, &x.sector, &x.wikidata)
}

// knownActors gives the rows of the actors with these keys, as far as there are any.
func (c *change) knownActors(ctx context.Context, keys []string) (map[string]knownActor, error) {
	out := make(map[string]knownActor, len(keys))
	for part := range slices.Chunk(keys, queried) {
		clause, arg := c.a.amongTexts("key", part)
		rows, err := c.query(ctx, "SELECT n, key, state, sector, wikidata FROM actor WHERE "+clause, arg)
		found, err := collect(rows, err, scanKnownActor)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			out[x.key] = x
		}
	}
	return out, nil
}

// see adds what reports say of actors where by is 1, and takes it away where it is
// -1. Office days are not narrowed when a reading goes.
func (c *change) see(ctx context.Context, ready []*prepared, by int) error {
	all := map[string]*seenActor{}
	for _, p := range ready {
		for key, x := range p.actors {
			if all[key] == nil {
				all[key] = &seenActor{kind: x.kind, names: map[string]seenName{}, roles: map[string]seenRole{}}
			}
			all[key].join(x)
		}
	}
	keys := slices.Sorted(maps.Keys(all))
	rows, err := c.knownActors(ctx, keys)
	if err != nil {
		return err
	}
	if err := c.addActors(ctx, keys, all, rows); err != nil {
		return err
	}
	names := c.bulk("actor_name", "folded, actor, name, times, leads",
		" ON CONFLICT (folded, actor, name) DO UPDATE SET times = actor_name.times + excluded.times, leads = actor_name.leads + excluded.leads")
	roles := c.bulk("actor_role", "actor, title, times, first_day, last_day", ` ON CONFLICT (actor, title) DO UPDATE SET times = actor_role.times + excluded.times,
		first_day = CASE WHEN actor_role.first_day IS NULL OR excluded.first_day < actor_role.first_day THEN excluded.first_day ELSE actor_role.first_day END,
		last_day = CASE WHEN actor_role.last_day IS NULL OR excluded.last_day > actor_role.last_day THEN excluded.last_day ELSE actor_role.last_day END`)
	for _, key := range keys {
		n := rows[key].n
		for _, name := range slices.Sorted(maps.Keys(all[key].names)) {
			s := all[key].names[name]
			if err := names.add(ctx, fold(name), n, name, by*s.times, by*s.leads); err != nil {
				return err
			}
		}
		for _, title := range slices.Sorted(maps.Keys(all[key].roles)) {
			r := all[key].roles[title]
			if err := roles.add(ctx, n, title, by*r.times, orNull(r.first), orNull(r.last)); err != nil {
				return err
			}
		}
	}
	if err := flushAll(ctx, names, roles); err != nil {
		return err
	}
	return c.nameActors(ctx, keys, rows, by < 0)
}

// addActors writes new actors and completes known ones; rows gets the new ones.
func (c *change) addActors(ctx context.Context, keys []string, all map[string]*seenActor, rows map[string]knownActor) error {
	b := c.bulk("actor", "n, key, name, kind, state, sector, wikidata", "")
	for _, key := range keys {
		x, old := rows[key]
		s := all[key]
		want := knownActor{x.n, key, least(x.state, s.state), least(x.sector, s.sector), least(x.wikidata, s.wikidata)}
		switch {
		case !old:
			n, err := c.next(ctx, "actor", 1)
			if err != nil {
				return err
			}
			want.n = n
			if err := b.add(ctx, n, key, "", string(s.kind), want.state, want.sector, want.wikidata); err != nil {
				return err
			}
		case want != x:
			err := c.exec(ctx, "UPDATE actor SET state = ?, sector = ?, wikidata = ? WHERE n = ?", want.state, want.sector, want.wikidata, x.n)
			if err != nil {
				return err
			}
		}
		rows[key] = want
	}
	return b.flush(ctx)
}

// nameActors names actors anew: by the name that most reports have first.
func (c *change) nameActors(ctx context.Context, keys []string, rows map[string]knownActor, less bool) error {
	numbers := make([]int64, len(keys))
	for i, key := range keys {
		numbers[i] = rows[key].n
	}
	for part := range slices.Chunk(numbers, queried) {
		if less {
			clause, arg := c.a.among("actor", part)
			err := firstError(c.exec(ctx, "DELETE FROM actor_name WHERE times <= 0 AND "+clause, arg),
				c.exec(ctx, "DELETE FROM actor_role WHERE times <= 0 AND "+clause, arg))
			if err != nil {
				return err
			}
		}
		clause, arg := c.a.among("n", part)
		err := c.exec(ctx, `UPDATE actor SET name = COALESCE((SELECT m.name FROM actor_name m WHERE m.actor = actor.n
			ORDER BY m.leads DESC, m.times DESC, m.name LIMIT 1), name) WHERE `+clause, arg)
		if err != nil {
			return err
		}
	}
	return nil
}

// join adds what another report says.
func (a *seenActor) join(b *seenActor) {
	a.kind = chancery.ActorKind(least(string(a.kind), string(b.kind)))
	a.state, a.sector, a.wikidata = least(a.state, b.state), least(a.sector, b.sector), least(a.wikidata, b.wikidata)
	for name, s := range b.names {
		t := a.names[name]
		a.names[name] = seenName{t.times + s.times, t.leads + s.leads}
	}
	for title, r := range b.roles {
		q, known := a.roles[title]
		if !known {
			a.roles[title] = r
			continue
		}
		q.times += r.times
		if r.first != unknownDay && (q.first == unknownDay || r.first < q.first) {
			q.first = r.first
		}
		q.last = max(q.last, r.last)
		a.roles[title] = q
	}
}

// orNull is a day as a column has it.
func orNull(day int64) any {
	if day == unknownDay {
		return nil
	}
	return day
}
