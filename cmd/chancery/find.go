package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/store"
	"chancery/table"
)

// findFlags are those of chancery find.
type findFlags struct {
	Actor         []string `sep:"none" placeholder:"NAME" help:"Who takes part: a name, the code of a state, or a key. Given several times, all of them."`
	Pair          string   `placeholder:"A,B" help:"Two states that face each other, such as USA,PRK."`
	Kind          []string `placeholder:"KIND" help:"event, statement, commitment, stop or turn; several parted by commas."`
	Type          []string `placeholder:"TYPE" help:"Type of event (CONSULT, SANCTION …), form of statement (direct …), kind of commitment (meeting …), turn (warmed …)."`
	Status        []string `placeholder:"STATUS" help:"held, planned, cancelled, postponed, denied, possible; open, met, broken."`
	Place         string   `placeholder:"NAME" help:"Name of the place."`
	Country       string   `placeholder:"STATE" help:"State that the place lies in."`
	From          dayWord  `placeholder:"DAY" help:"First day: 2018-10-07, 2018-10, 2018, today, yesterday, -7d."`
	To            dayWord  `placeholder:"DAY" help:"Last day."`
	Source        string   `placeholder:"HOUSE" help:"House that published a report of it."`
	Report        string   `placeholder:"KEY" help:"Entries of one report."`
	MinConfidence float64  `placeholder:"P" help:"Least probability that it is right, from 0 to 1."`
	MinSources    int      `placeholder:"N" help:"Least number of independent sources."`
	Disputed      bool     `help:"What sources tell differently."`
	Corrected     bool     `help:"What an editor has corrected."`
	OverdueOn     dayWord  `placeholder:"DAY" help:"Commitments still open though due before that day."`
	Order         string   `enum:"newest,oldest,surest,widest,arrived" default:"newest" help:"newest, oldest, surest (by confidence), widest (by independent sources) or arrived (by when the archive learned of it)."`
	Limit         int      `default:"20" placeholder:"N" help:"How many to show, up to 1000."`
	Cursor        string   `placeholder:"CURSOR" help:"Go on where a page before ended."`
	Facets        bool     `help:"Count what is found by kind, type, status, actor, country, source and year instead."`
	answerFlags
	Text []string `arg:"" optional:"" name:"text" help:"Words that all occur, \"quoted phrases\", -without, begin*."`
}

// Help is shown under the flags of chancery find --help.
func (findFlags) Help() string {
	return `Finds entries that the archive holds: what many reports say together of an event,
statement, commitment or journey. Everything that is given narrows what is found.
Text that begins with a minus sign goes after --.

Examples:
  chancery find summit --pair USA,PRK --from 2018
  chancery find '"joint statement" -nuclear' --kind statement --order surest
  chancery find --actor "Mike Pompeo" --kind stop --format csv
  chancery find --type SANCTION --country IRN --min-sources 2
  chancery find --overdue-on today
  chancery find denuclear* --facets

Exit status: 0 if the archive could be asked, also if nothing is found; 1 if not;
2 if the command line is wrong.`
}

func (f *findFlags) run(ctx context.Context, s streams) int {
	q, err := f.query()
	if err != nil {
		return usageError(s, err)
	}
	return f.ask(ctx, s, func(ctx context.Context, a *store.Archive) (*answer, error) {
		for _, name := range f.Actor {
			card, err := actor(ctx, a, name)
			if err != nil {
				return nil, err
			}
			q.Actors = append(q.Actors, card.Key)
		}
		if f.Facets {
			return facets(ctx, a, q)
		}
		return found(ctx, a, q)
	})
}

// query makes the question of the flags, actors left out.
func (f *findFlags) query() (chancery.Query, error) {
	q := chancery.Query{Text: strings.Join(f.Text, " "), Place: f.Place, From: f.From.first, To: f.To.last, Source: f.Source, Report: f.Report,
		MinConfidence: f.MinConfidence, MinSources: f.MinSources, Disputed: f.Disputed, Corrected: f.Corrected, OverdueOn: f.OverdueOn.first,
		Order: chancery.Order(f.Order), Limit: f.Limit, Cursor: f.Cursor}
	if f.Limit < 1 || f.Limit > 1000 {
		return q, fmt.Errorf("--limit: %d: give one from 1 to 1000", f.Limit)
	}
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return q, fmt.Errorf("--min-confidence: %v is no probability: give one from 0 to 1", f.MinConfidence)
	}
	for _, k := range f.Kind {
		kind, ok := kindWords[strings.ToLower(strings.TrimSpace(k))]
		if !ok {
			return q, fmt.Errorf("--kind: %q: event, statement, commitment, stop or turn", k)
		}
		q.Kinds = append(q.Kinds, kind)
	}
	for _, t := range f.Type {
		q.Types = append(q.Types, typeWord(t))
	}
	for _, st := range f.Status {
		status := chancery.Status(strings.ToLower(strings.TrimSpace(st)))
		if !slices.Contains(statuses, status) {
			return q, fmt.Errorf("--status: %q: held, planned, cancelled, postponed, denied, possible, open, met or broken", st)
		}
		q.Statuses = append(q.Statuses, status)
	}
	var err error
	if f.Country != "" {
		if q.Country, err = stateCode(f.Country); err != nil {
			return q, fmt.Errorf("--country: %w", err)
		}
	}
	if f.Pair != "" {
		if q.Pair, err = pairOf(f.Pair); err != nil {
			return q, fmt.Errorf("--pair: %w", err)
		}
	}
	return q, nil
}

var statuses = []chancery.Status{chancery.Held, chancery.Planned, chancery.Cancelled, chancery.Postponed, chancery.Denied, chancery.Possible,
	chancery.Open, chancery.Met, chancery.Broken}

// kindWords are the words for kinds of entry.
var kindWords = map[string]chancery.EntryKind{
	"event": chancery.AnEvent, "events": chancery.AnEvent, "statement": chancery.AStatement, "statements": chancery.AStatement,
	"commitment": chancery.ACommitment, "commitments": chancery.ACommitment, "stop": chancery.AStop, "stops": chancery.AStop,
	"turn": chancery.ATurn, "turns": chancery.ATurn, "relation": chancery.ATurn, "relations": chancery.ATurn,
}

// plover are PLOVER's types of event, which are written in capitals.
var plover = []chancery.EventType{chancery.Agree, chancery.Consult, chancery.Support, chancery.Concede, chancery.Cooperate, chancery.Aid,
	chancery.Retreat, chancery.Request, chancery.Accuse, chancery.Reject, chancery.Threaten, chancery.Protest, chancery.Sanction,
	chancery.Mobilize, chancery.Coerce, chancery.Assault}

// typeWord writes a type as the archive has it. "aid" in lower case is the pledge.
func typeWord(t string) string {
	t = strings.TrimSpace(t)
	if upper := strings.ToUpper(t); slices.Contains(plover, chancery.EventType(upper)) && t != string(chancery.AidPledge) {
		return upper
	}
	return strings.ToLower(t)
}

// found asks for pages until there are as many entries as were asked for.
func found(ctx context.Context, a *store.Archive, q chancery.Query) (*answer, error) {
	page, err := a.Find(ctx, q)
	if err != nil {
		return nil, err
	}
	for want := q.Limit; page.Next != "" && len(page.Entries) < want; {
		q.Cursor, q.Limit = page.Next, want-len(page.Entries)
		more, err := a.Find(ctx, q)
		if err != nil {
			return nil, err
		}
		page.Entries, page.Next = append(page.Entries, more.Entries...), more.Next
	}
	if page.Next == "" && q.Cursor == "" {
		page.Total = len(page.Entries)
	}
	if len(page.Entries) == 0 {
		if err := nothingGathered(ctx, a); err != nil {
			return nil, err
		}
	}
	return &answer{
		whole: page, lines: linesOf(page.Entries),
		table: func() *table.Table { return table.Entries(page.Entries) },
		lay: func(w io.Writer, o layout.Options) error {
			return layout.Entries(w, page.Entries, foot(len(page.Entries), page.Total, page.Next, "entry", "entries"), o)
		},
	}, nil
}

// foot tells how much of what was found is shown, and how to see the rest.
func foot(shown, total int, next, one, several string) string {
	if shown == 0 && next == "" {
		return "Nothing is found."
	}
	line := fmt.Sprintf("%d %s", shown, several)
	if shown == 1 {
		line = "1 " + one
	}
	if total > shown {
		line += " of " + strconv.Itoa(total)
	} else if total < 0 {
		line += " of many"
	}
	if next != "" {
		line += "; more with --cursor " + next
	}
	return line + "."
}

// facets counts what a query finds.
func facets(ctx context.Context, a *store.Archive, q chancery.Query) (*answer, error) {
	all, err := a.Facets(ctx, q)
	if err != nil {
		return nil, err
	}
	return &answer{
		whole: all, lines: linesOf(all),
		table: func() *table.Table { return table.Facets(all) },
		lay:   func(w io.Writer, o layout.Options) error { return layout.Facets(w, all, o) },
	}, nil
}
