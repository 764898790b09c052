package world

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day is a date to the day, the month or the year. Month and Day are 0 where the
// date is coarser; the zero Day is no date.
type Day struct {
	Year  int16
	Month uint8 // 1 to 12
	Day   uint8 // 1 to 31
}

// ParseDay reads "2018-10-07", "2018-10", "2018" or "" (the zero Day). A time of day
// after a "T" is passed over, as is a leading "+" (both as in Wikidata), and a month
// or day "00" means that it is not known.
func ParseDay(s string) (Day, error) {
	text := s
	if s == "" {
		return Day{}, nil
	}
	s = strings.TrimPrefix(s, "+")
	s, _, _ = strings.Cut(s, "T")
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Day{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", text)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || i > 0 && len(p) != 2 {
			return Day{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", text)
		}
		n[i] = v
	}
	if n[1] > 12 || n[1] == 0 && n[2] > 0 || n[2] > 0 && n[2] > daysIn(n[0], n[1]) {
		return Day{}, fmt.Errorf("date %q: no such day", text)
	}
	return Day{int16(n[0]), uint8(n[1]), uint8(n[2])}, nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// IsZero tells whether d is no date.
func (d Day) IsZero() bool { return d == Day{} }

// String writes d in ISO 8601 to its own precision, "" for the zero Day.
func (d Day) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// First is the first day that d can mean, at midnight UTC.
func (d Day) First() time.Time {
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC)
}

// Last is the last day that d can mean, at midnight UTC.
func (d Day) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(int(d.Year), 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(int(d.Year), time.Month(d.Month), daysIn(int(d.Year), int(d.Month)), 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}
