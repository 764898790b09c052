package merge

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"chancery"
)

// Accounts gives one account for each entry of a report's record, in the record's
// order: events, statements, commitments, stops, turns. key is the report's. Spans
// of sentences come without their text. r is not changed.
func Accounts(key string, r *chancery.Record) []chancery.Account {
	w := teller{key: key, doc: &r.Document, text: []rune(r.Document.Text), actors: make(map[string]actor, len(r.Actors)),
		seen: map[string]int{}, gists: map[int]string{}, stems: map[string][]string{}}
	for i := range r.Actors {
		a := &r.Actors[i]
		k, name := identify(a)
		w.actors[a.ID] = actor{k, name, a}
	}
	out := make([]chancery.Account, 0, len(r.Events)+len(r.Statements)+len(r.Commitments)+len(r.Stops)+len(r.Relations))
	for i := range r.Events {
		out = append(out, w.event(&r.Events[i]))
	}
	for i := range r.Statements {
		out = append(out, w.statement(&r.Statements[i]))
	}
	for i := range r.Commitments {
		out = append(out, w.commitment(&r.Commitments[i]))
	}
	for i := range r.Stops {
		out = append(out, w.stop(i, &r.Stops[i]))
	}
	for i := range r.Relations {
		out = append(out, w.turn(i, &r.Relations[i]))
	}
	return out
}

// actor is one of the record's, identified.
type actor struct {
	key, name string
	of        *chancery.Actor
}

// teller makes the accounts of one report.
type teller struct {
	key    string
	doc    *chancery.Document
	text   []rune
	actors map[string]actor
	seen   map[string]int      // entries of a kind and cue so far
	gists  map[int]string      // by where the sentence begins
	stems  map[string][]string // of names, by party's key
}

// begin fills in what accounts of all kinds have.
func (w *teller) begin(kind chancery.EntryKind, local string, cue chancery.Span, confidence float64) chancery.Account {
	place := string(kind) + strconv.Itoa(cue.Start)
	n := w.seen[place]
	w.seen[place]++
	a := chancery.Account{
		ID: accountID(w.key, kind, cue.Start, n), Report: w.key, Local: local, Kind: kind, Cue: cue,
		Sentence: sentence(w.text, cue.Start, cue.End), Published: deref(w.doc.Published), Source: deref(w.doc.Source),
		URL: deref(w.doc.URL), Title: w.doc.Title, Confidence: confidence,
	}
	g, ok := w.gists[a.Sentence.Start]
	if !ok {
		g = gist(string(w.text[a.Sentence.Start:a.Sentence.End]))
		w.gists[a.Sentence.Start] = g
	}
	a.Gist = g
	return a
}

// party adds the actors with these IDs on one side, each once.
func (w *teller) party(a *chancery.Account, side chancery.Side, ids ...string) {
next:
	for _, id := range ids {
		x, ok := w.actors[id]
		if !ok {
			continue
		}
		for _, p := range a.Parties {
			if p.Key == x.key && p.Side == side {
				continue next
			}
		}
		a.Parties = append(a.Parties, chancery.Party{Key: x.key, Name: x.name, Kind: x.of.Kind, State: stateOf(x.of), Side: side})
	}
}

// finish leaves the names of the parties and the cue out of the gist: they are
// compared by themselves, and every report on two states has their names.
func (w *teller) finish(a *chancery.Account) chancery.Account {
	var names []string
	gather(a.Cue.Text, &names, maxGist)
	for _, p := range a.Parties {
		names = append(names, w.stemsOf(&p)...)
	}
	slices.Sort(names)
	a.Gist = without(a.Gist, strings.Join(names, " "))
	return *a
}

// stemsOf gives the stems of a party's name and its state's, none of a description's.
func (w *teller) stemsOf(p *chancery.Party) []string {
	if !capital(p.Name) {
		return nil
	}
	stems, ok := w.stems[p.Key]
	if !ok {
		gather(p.Name, &stems, math.MaxInt)
		stems = append(stems, stateStems()[p.State]...)
		w.stems[p.Key] = stems
	}
	return stems
}

// stateStems are the stems of the names of states and their people, by code.
var stateStems = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, e := range known().Entities() {
		if e.Kind != chancery.State {
			continue
		}
		var stems []string
		gather(e.Name, &stems, math.MaxInt)
		for _, a := range e.Aliases {
			gather(a.Text, &stems, math.MaxInt)
		}
		out[e.ID] = stems
	}
	return out
})

func stateOf(a *chancery.Actor) string {
	if a.State == "" && len(a.States) == 1 {
		return a.States[0]
	}
	return a.State
}

// date sets the days of an account. Without a date of its own what came to pass is
// taken to be of the day of the report, and of what is to come nothing is known.
func (w *teller) date(a *chancery.Account, d *chancery.Date) {
	if d != nil && d.Value != nil {
		if s := days(*d.Value); s.from != "" {
			a.From, a.To = s.from, s.to
			a.Dated = d.Start != nil || s.from != a.Published || s.to != a.Published
			return
		}
	}
	if a.Status == chancery.Planned || a.Status == chancery.Possible || a.Status == chancery.Postponed || a.Kind == chancery.ACommitment {
		return
	}
	a.From, a.To = a.Published, a.Published
}

func (w *teller) event(e *chancery.Event) chancery.Account {
	a := w.begin(chancery.AnEvent, e.ID, e.Cue, e.Confidence)
	a.Type, a.Mode, a.Status, a.Place, a.What = string(e.Type), e.Mode, e.Status, e.Place, e.About
	w.party(&a, chancery.SideWho, e.Who...)
	w.party(&a, chancery.SideWhom, e.Whom...)
	w.date(&a, e.Date)
	for _, id := range e.Sources {
		if x, ok := w.actors[id]; ok {
			a.Credits = append(a.Credits, x.name)
		}
	}
	return w.finish(&a)
}

func (w *teller) statement(s *chancery.Statement) chancery.Account {
	cue := s.Cue
	if cue.End == cue.Start && len(s.Content) > 0 { // free quotations hang on their words
		cue = s.Content[0]
	}
	a := w.begin(chancery.AStatement, s.ID, cue, s.Confidence)
	a.Type, a.Place, a.What = string(s.Form), s.Place, s.Text
	w.party(&a, chancery.SideSpeaker, s.Speaker)
	w.party(&a, chancery.SideAddressee, s.Addressee...)
	w.party(&a, chancery.SideVia, s.Via...)
	w.date(&a, s.Date)
	for _, id := range s.Via {
		if x, ok := w.actors[id]; ok {
			a.Credits = append(a.Credits, x.name)
		}
	}
	return w.finish(&a)
}

func (w *teller) commitment(c *chancery.Commitment) chancery.Account {
	a := w.begin(chancery.ACommitment, c.ID, c.Cue, c.Confidence)
	a.Type, a.Status, a.Place, a.What, a.Event = string(c.Kind), c.Status, c.Where, c.What, c.Event
	w.party(&a, chancery.SideParty, c.Parties...)
	w.date(&a, c.Due)
	return w.finish(&a)
}

func (w *teller) stop(i int, s *chancery.Stop) chancery.Account {
	a := w.begin(chancery.AStop, "t"+strconv.Itoa(i+1), s.Cue, s.Confidence)
	a.Status, a.Place = s.Status, s.Place
	w.party(&a, chancery.SideTraveller, s.Traveller)
	w.party(&a, chancery.SideMet, s.Met...)
	w.date(&a, s.Date)
	return w.finish(&a)
}

// turnConfidence stands for the confidence that the record does not give for turns.
const turnConfidence = 0.5

func (w *teller) turn(i int, r *chancery.Relation) chancery.Account {
	a := w.begin(chancery.ATurn, "n"+strconv.Itoa(i+1), r.Cue, turnConfidence)
	a.Type = r.Turn
	for _, code := range r.Pair {
		if code == "" {
			continue
		}
		name := code
		if s := known().State(code); s != nil {
			name = s.Name
		}
		a.Parties = append(a.Parties, chancery.Party{Key: "state:" + code, Name: name, Kind: chancery.State, State: code, Side: chancery.SidePair})
	}
	w.date(&a, r.Date)
	return w.finish(&a)
}
