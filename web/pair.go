package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"chancery"
	"chancery/query"
)

type pairData struct {
	*chancery.PairHistory
	A, B     chancery.ActorCard
	From, To string
	Chart    template.HTML
	Periods  []choice
}

// choice is one of several values of a parameter.
type choice struct {
	Label, Value string
	Chosen       bool
}

// pair shows how two states stand over time.
func (s *Server) pair(ctx context.Context, r *http.Request) (view, error) {
	a, b := strings.ToUpper(r.PathValue("a")), strings.ToUpper(r.PathValue("b"))
	v := r.URL.Query()
	by := chancery.Period(v.Get("by"))
	if by == "" {
		by = chancery.ByMonth
	}
	periods := []chancery.Period{chancery.ByDay, chancery.ByWeek, chancery.ByMonth, chancery.ByYear}
	if !slices.Contains(periods, by) {
		return view{}, fmt.Errorf("%w: by: %q is none of day, week, month, year", query.ErrBad, by)
	}
	d := pairData{}
	var err error
	if d.From, err = query.Day(v, "from", false); err != nil {
		return view{}, err
	}
	if d.To, err = query.Day(v, "to", true); err != nil {
		return view{}, err
	}
	if d.A, err = s.stateCard(ctx, a); err != nil {
		return view{}, err
	}
	if d.B, err = s.stateCard(ctx, b); err != nil {
		return view{}, err
	}
	if d.PairHistory, err = s.Archive.Pair(ctx, a, b, d.From, d.To, by); err != nil {
		return view{}, err
	}
	d.Chart = pairChart(d.A, d.B, d.PairHistory)
	for _, p := range periods {
		d.Periods = append(d.Periods, choice{"by " + string(p), string(p), p == by})
	}
	return view{"pair", d.A.Name + " and " + d.B.Name, "pairs", d}, nil
}

// stateCard is the card of a state by its code.
func (s *Server) stateCard(ctx context.Context, code string) (chancery.ActorCard, error) {
	cards, err := s.Archive.Actors(ctx, "state:"+code, 1)
	if err != nil {
		return chancery.ActorCard{}, err
	}
	if len(cards) == 0 {
		return chancery.ActorCard{}, fmt.Errorf("state %s: %w", code, chancery.ErrNotFound)
	}
	return cards[0], nil
}

type pairsData struct {
	A, B   string
	States []chancery.ActorCard
	Fault  string
}

// pairs asks for two states, and leads to their page once it has both.
func (s *Server) pairs(ctx context.Context, r *http.Request) (view, error) {
	v := r.URL.Query()
	d := pairsData{A: v.Get("a"), B: v.Get("b")}
	if d.A != "" && d.B != "" {
		a, errA := s.stateNamed(ctx, d.A)
		b, errB := s.stateNamed(ctx, d.B)
		switch {
		case errors.Is(errA, errNoState):
			d.Fault = errA.Error()
		case errors.Is(errB, errNoState):
			d.Fault = errB.Error()
		case errA != nil || errB != nil: // of the archive: not for the page
			return view{}, errors.Join(errA, errB)
		case a == b:
			d.Fault = "A pair takes two states."
		default:
			return view{}, redirect("/pair/" + url.PathEscape(a) + "/" + url.PathEscape(b))
		}
	}
	var err error
	d.States, err = s.states.get(ctx, s.Archive)
	return view{"pairs", "Pairs of states", "pairs", d}, err
}

// knownStates holds the states on record for a minute: finding them among the best
// known actors is dear, and they hardly change.
type knownStates struct {
	mu  sync.Mutex
	at  time.Time
	all []chancery.ActorCard
}

func (k *knownStates) get(ctx context.Context, archive chancery.Asker) ([]chancery.ActorCard, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.all) > 0 && time.Since(k.at) < time.Minute {
		return k.all, nil
	}
	found, err := archive.Actors(ctx, "", 300)
	if err != nil {
		return nil, err
	}
	k.all, k.at = nil, time.Now()
	for _, c := range found {
		if c.Kind == chancery.State {
			k.all = append(k.all, c)
		}
	}
	return k.all, nil
}

// stateNamed finds the code of a state by code or name.
func (s *Server) stateNamed(ctx context.Context, name string) (string, error) {
	cards, err := s.Archive.Actors(ctx, name, 20)
	if err != nil {
		return "", err
	}
	for _, c := range cards {
		if c.Kind == chancery.State {
			return c.State, nil
		}
	}
	return "", fmt.Errorf("%w %q", errNoState, name)
}

var errNoState = errors.New("no state on record is called")

// redirect is an error that leads elsewhere.
type redirect string

func (r redirect) Error() string { return "see " + string(r) }
