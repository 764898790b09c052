package web

import (
	"context"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"chancery"
	"chancery/query"
)

type agendaData struct {
	*chancery.Agenda
	Months   []template.HTML
	More     int // entries that are not listed
	Earlier  string
	Later    string
	Calendar string // address of the iCalendar
	Days     []dayGroup
}

// agendaDays is how many days the agenda covers where the address does not say.
const agendaDays = 92

// agenda shows what is planned for a span of days, what is due and what is overdue.
func (s *Server) agenda(ctx context.Context, r *http.Request) (view, error) {
	on, until, err := s.agendaSpan(r)
	if err != nil {
		return view{}, err
	}
	a, err := s.Archive.Agenda(ctx, on, until)
	if err != nil {
		return view{}, err
	}
	months := calendars(on, until, s.day(), a.Planned, a.Due)
	a, more := atMost(a)
	d := agendaData{Agenda: a, More: more, Months: months, Earlier: agendaAddress(addDays(on, -agendaDays), addDays(on, -1)),
		Later: agendaAddress(addDays(until, 1), addDays(until, agendaDays)), Calendar: "/agenda.ics"}
	d.Days = byDay(a.Planned)
	return view{"agenda", "Agenda", "agenda", d}, nil
}

// How many entries the agenda's page lists, so that it stays light.
const (
	mostPlanned = 120
	mostDue     = 40
)

// atMost cuts an agenda to what its page lists, and says how many are left out.
func atMost(a *chancery.Agenda) (*chancery.Agenda, int) {
	cut := *a
	cut.Planned, cut.Due, cut.Overdue = first(a.Planned, mostPlanned), first(a.Due, mostDue), first(a.Overdue, mostDue)
	all := len(a.Planned) + len(a.Due) + len(a.Overdue)
	return &cut, all - len(cut.Planned) - len(cut.Due) - len(cut.Overdue)
}

func (s *Server) agendaSpan(r *http.Request) (on, until string, err error) {
	v := r.URL.Query()
	if on, err = query.Day(v, "on", false); err != nil {
		return "", "", err
	}
	if on == "" {
		on = s.day()
	}
	if until, err = query.Day(v, "until", true); err != nil {
		return "", "", err
	}
	if until == "" {
		until = addDays(on, agendaDays)
	}
	if until < on {
		return "", "", fmt.Errorf("%w: until: %s is before %s", query.ErrBad, until, on)
	}
	return on, until, nil
}

func agendaAddress(on, until string) string { return "/agenda?on=" + on + "&until=" + until }

// monthsBetween gives the first days of the months that a span of days touches, 6
// at most.
func monthsBetween(on, until string) []time.Time {
	from, errA := time.Parse(time.DateOnly, on)
	to, errB := time.Parse(time.DateOnly, until)
	if errA != nil || errB != nil {
		return nil
	}
	var out []time.Time
	for m := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(to) && len(out) < 6; m = m.AddDate(0, 1, 0) {
		out = append(out, m)
	}
	return out
}
