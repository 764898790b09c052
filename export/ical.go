package export

import (
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"chancery"
)

// longest is the most days that a date may leave open for an entry to go into a
// calendar: one known to its month does, one known to its year does not.
const longest = 31

// calendar writes what has a day as all-day events of iCalendar (RFC 5545).
type calendar struct {
	w    io.Writer
	o    Options
	conf *ics.SerializationConfiguration
	n    int
}

func newCalendar(w io.Writer, o Options) (Writer, error) {
	c := &calendar{w: w, o: o, conf: &ics.SerializationConfiguration{MaxLength: 75, PropertyMaxLength: 75, NewLine: "\r\n"}}
	head := ics.NewCalendar()
	head.SetProductId("-//Chancery//Agenda//EN")
	head.SetMethod(ics.MethodPublish)
	head.SetCalscale("GREGORIAN")
	if o.Title != "" {
		head.SetXWRCalName(o.Title)
	}
	text := head.Serialize(c.conf)
	_, err := io.WriteString(w, strings.TrimSuffix(text, "END:VCALENDAR\r\n"))
	return c, err
}

// Write writes an event, stop or commitment; the calendar's day of a commitment is
// the day it is due.
func (c *calendar) Write(e *chancery.Entry) error {
	first, last := parseDay(e.From), parseDay(e.To)
	if last.IsZero() {
		last = first
	}
	if first.IsZero() {
		first = last
	}
	if e.Kind == chancery.ACommitment {
		first = last // due by the end of a month is due on its last day
	}
	if first.IsZero() || last.Before(first) || last.Sub(first) >= longest*24*time.Hour || e.Kind == chancery.AStatement || e.Kind == chancery.ATurn {
		return nil
	}
	c.n++
	v := ics.NewEvent(e.ID + "@chancery")
	stamp := c.o.At
	if stamp.IsZero() {
		stamp = parseDay(e.Last)
	}
	v.SetDtStampTime(stamp.UTC())
	v.SetAllDayStartAt(first)
	v.SetAllDayEndAt(last.AddDate(0, 0, 1)) // the day after, as RFC 5545 has it
	v.SetSummary(Summary(e))
	v.SetDescription(c.describe(e))
	v.SetStatus(calendarStatus(e.Status))
	v.SetTimeTransparency(ics.TransparencyTransparent)
	v.AddProperty(ics.ComponentPropertyCategories, string(e.Kind))
	if p := e.Place; p != nil {
		v.SetLocation(placeName(p))
		if p.Lat != nil && p.Lon != nil {
			v.SetGeo(*p.Lat, *p.Lon)
		}
	}
	if link := c.o.link(e); link != "" {
		v.SetURL(link)
	}
	return v.SerializeTo(c.w, c.conf)
}

// calendarStatus is a status as calendars know it.
func calendarStatus(s chancery.Status) ics.ObjectStatus {
	switch s {
	case chancery.Cancelled, chancery.Denied, chancery.Broken:
		return ics.ObjectStatusCancelled
	case chancery.Possible, chancery.Postponed:
		return ics.ObjectStatusTentative
	}
	return ics.ObjectStatusConfirmed
}

// describe says what an entry rests on.
func (c *calendar) describe(e *chancery.Entry) string {
	var lines []string
	if s := snippet(e); s != "" {
		lines = append(lines, s)
	}
	from := fmt.Sprintf("%s, %d%% sure", sources(e.Independent), int(e.Confidence*100+0.5))
	if h := houses(e); len(h) > 0 {
		from = strings.Join(h, ", ") + ": " + from
	}
	lines = append(lines, from)
	if len(e.Disputes) > 0 {
		lines = append(lines, "Accounts differ on "+strings.Join(disputed(e), ", ")+".")
	}
	return strings.Join(lines, "\n")
}

func sources(n int) string {
	if n == 1 {
		return "1 source"
	}
	return fmt.Sprintf("%d sources", n)
}

func placeName(p *chancery.Place) string {
	if p.Country != "" && !isCountry(p) {
		return p.Name + " (" + p.Country + ")"
	}
	return p.Name
}

// Summary says in a line what an entry is: who, what, whom, and how it stands
// where it has not come to pass.
func Summary(e *chancery.Entry) string {
	who := strings.Join(namesOf(parties(e, chancery.SideWho, chancery.SideParty, chancery.SideTraveller, chancery.SideSpeaker, chancery.SidePair)), ", ")
	whom := strings.Join(namesOf(parties(e, chancery.SideWhom, chancery.SideMet, chancery.SideAddressee)), ", ")
	var s string
	switch e.Kind {
	case chancery.AStop:
		s = who + " in " + placeNameOr(e.Place, "an unnamed place")
		if whom != "" {
			s += ", meets " + whom
		}
	case chancery.ACommitment:
		s = "Due: " + e.What + " (" + who + ")"
	case chancery.AStatement:
		s = who + ": " + e.What
	case chancery.ATurn:
		s = who + ": " + e.Type
	default:
		verb := strings.ToLower(e.Type)
		if e.Mode != "" {
			verb = e.Mode
		}
		s = who + ": " + verb
		if whom != "" {
			s += " – " + whom
		}
	}
	switch e.Status {
	case chancery.Cancelled, chancery.Postponed, chancery.Denied, chancery.Possible, chancery.Broken:
		s += " [" + string(e.Status) + "]"
	}
	return s
}

func placeNameOr(p *chancery.Place, otherwise string) string {
	if p == nil || p.Name == "" {
		return otherwise
	}
	return p.Name
}

func (c *calendar) Close() error {
	_, err := io.WriteString(c.w, "END:VCALENDAR\r\n")
	return err
}

func (c *calendar) Written() int { return c.n }
