package world

import (
	"fmt"
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
	year, rest := number(s, 4)
	month, rest := dashNumber(rest)
	day, rest := dashNumber(rest)
	if year < 0 || month < 0 || day < 0 || rest != "" {
		return Day{}, fmt.Errorf("date %q: want YYYY-MM-DD, YYYY-MM or YYYY", text)
	}
	if month > 12 || month == 0 && day > 0 || day > 28 && day > daysIn(year, month) {
		return Day{}, fmt.Errorf("date %q: no such day", text)
	}
	return Day{int16(year), uint8(month), uint8(day)}, nil
}

// number reads a number of so many digits off the front of s, -1 if there is none.
func number(s string, digits int) (n int, rest string) {
	if len(s) < digits {
		return -1, s
	}
	for i := range digits {
		if s[i] < '0' || s[i] > '9' {
			return -1, s
		}
		n = 10*n + int(s[i]-'0')
	}
	return n, s[digits:]
}

// dashNumber reads "-" and two digits, 0 if s is at its end.
func dashNumber(s string) (n int, rest string) {
	if s == "" {
		return 0, s
	}
	if s[0] != '-' {
		return -1, s
	}
	return number(s[1:], 2)
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
