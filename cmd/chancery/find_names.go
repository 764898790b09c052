package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/world"
)

// unclearName is a name that stands for several actors, or for none.
type unclearName struct {
	name  string
	cards []chancery.ActorCard // whom it may mean
	known bool                 // it stands for several of cards
}

func (u *unclearName) Error() string {
	if u.known {
		return fmt.Sprintf("%q may be any of several: name one in full, or by its key", u.name)
	}
	if len(u.cards) > 0 {
		return fmt.Sprintf("nobody called %q is in the archive; there are", u.name)
	}
	return fmt.Sprintf("nobody called %q is in the archive", u.name)
}

// tell says whom a name may mean and gives the exit status.
func (u *unclearName) tell(w io.Writer, color string) int {
	code := failed(w, u)
	// What cannot be written to the place of errors cannot be told of either.
	_ = layout.Actors(w, u.cards, layout.Options{Width: width(w), Color: colored(w, color)})
	return code
}

// mostCandidates is how many actors a name that is not clear is told to mean.
const mostCandidates = 8

// fold is a name as names are compared: lower case, without marks and "the".
func fold(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(name))
	return strings.TrimPrefix(strings.Join(strings.Fields(name), " "), "the ")
}

// actor finds the one that a name stands for.
func actor(ctx context.Context, a *store.Archive, name string) (chancery.ActorCard, error) {
	cards, err := a.Actors(ctx, name, mostCandidates)
	if err != nil {
		return chancery.ActorCard{}, err
	}
	if len(cards) == 0 {
		if err := nothingGathered(ctx, a); err != nil {
			return chancery.ActorCard{}, err
		}
		near, err := nearActors(ctx, a, name)
		if err != nil {
			return chancery.ActorCard{}, err
		}
		return chancery.ActorCard{}, &unclearName{name: name, cards: near}
	}
	for _, sieve := range []func(chancery.ActorCard) bool{
		func(c chancery.ActorCard) bool { return c.Key == name || c.Key == "state:"+strings.ToUpper(name) },
		func(c chancery.ActorCard) bool { return fold(c.Name) == fold(name) },
		func(c chancery.ActorCard) bool {
			return slices.ContainsFunc(c.Names, func(n string) bool { return fold(n) == fold(name) })
		},
		func(chancery.ActorCard) bool { return true },
	} {
		fit := slices.DeleteFunc(slices.Clone(cards), func(c chancery.ActorCard) bool { return !sieve(c) })
		if len(fit) == 1 || len(fit) > 1 && fit[0].Entries > 50*fit[1].Entries {
			return fit[0], nil
		}
		if len(fit) > 1 {
			return chancery.ActorCard{}, &unclearName{name: name, cards: fit, known: true}
		}
	}
	return chancery.ActorCard{}, &unclearName{name: name, cards: cards, known: true}
}

// nearActors finds actors whose names are nearly that, by the beginnings of its words.
func nearActors(ctx context.Context, a *store.Archive, name string) ([]chancery.ActorCard, error) {
	type scored struct {
		chancery.ActorCard
		away int
	}
	var all []scored
	words := strings.Fields(fold(name))
	begins := []string{fold(name)}
	begins = append(begins, words...)
	for _, begin := range begins {
		r := []rune(begin)
		cards, err := a.Actors(ctx, string(r[:min(len(r), 3)]), 200)
		if err != nil {
			return nil, err
		}
		for _, c := range cards {
			away := distance(fold(name), fold(c.Name))
			for _, w := range strings.Fields(fold(c.Name)) {
				for _, v := range words {
					if len(v) > 3 {
						away = min(away, 1+distance(v, w))
					}
				}
			}
			if away <= 1+len(name)/4 && !slices.ContainsFunc(all, func(s scored) bool { return s.Key == c.Key }) {
				all = append(all, scored{c, away})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y scored) int {
		return cmp.Or(cmp.Compare(x.away, y.away), cmp.Compare(y.Entries, x.Entries))
	})
	var out []chancery.ActorCard
	for _, s := range all[:min(len(all), mostCandidates)] {
		out = append(out, s.ActorCard)
	}
	return out, nil
}

// distance is the number of letters to change, add or drop to make b of a
// (Levenshtein, 1966).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before := row[0]
		row[0] = i + 1
		for j := range y {
			cost := before
			if x[i] != y[j] {
				cost = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}

// stateCode gives the code of the state that a code or name stands for.
func stateCode(name string) (string, error) {
	w := world.Default()
	if s := w.State(strings.ToUpper(strings.TrimSpace(name))); s != nil {
		return s.ID, nil
	}
	for _, try := range []string{name, strings.ToUpper(name)} {
		for _, m := range w.Find(try) {
			if m.Entity.Kind == chancery.State {
				return m.Entity.ID, nil
			}
		}
	}
	type near struct {
		text string
		away int
	}
	var all []near
	for _, e := range w.Entities() {
		if e.Kind == chancery.State && e.Successor == "" {
			away := min(distance(fold(name), fold(e.Name)), distance(strings.ToLower(name), strings.ToLower(e.ID)))
			all = append(all, near{e.ID + " (" + e.Name + ")", away})
		}
	}
	slices.SortStableFunc(all, func(x, y near) int { return cmp.Compare(x.away, y.away) })
	var texts []string
	for _, n := range all[:min(3, len(all))] {
		texts = append(texts, n.text)
	}
	return "", fmt.Errorf("%q is no state: give a name or an ISO code, such as %s", name, strings.Join(texts, ", "))
}

// pairOf reads two states of "USA,PRK", or of two words.
func pairOf(words ...string) ([2]string, error) {
	var names []string
	for _, w := range words {
		for part := range strings.SplitSeq(w, ",") {
			if part = strings.TrimSpace(part); part != "" {
				names = append(names, part)
			}
		}
	}
	if len(names) != 2 {
		return [2]string{}, fmt.Errorf("a pair is of two states, such as USA,PRK")
	}
	var out [2]string
	for i, n := range names {
		code, err := stateCode(n)
		if err != nil {
			return out, err
		}
		out[i] = code
	}
	if out[0] == out[1] {
		return out, fmt.Errorf("%s and %s are one state", names[0], names[1])
	}
	return out, nil
}
