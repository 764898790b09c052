package merge

import (
	"strconv"
	"strings"
	"time"

	"chancery"
)

const isoDay = "2006-01-02"

// span is a first and a last day, "" where unknown.
type span struct{ from, to string }

// days turns an ISO 8601 value of day, month, year, week, quarter or range into its
// first and last day. What it cannot read gives empty days.
func days(value string) span {
	if a, b, ok := strings.Cut(value, "/"); ok {
		return span{days(a).from, days(b).to}
	}
	value, _, _ = strings.Cut(value, "T")
	switch len(value) {
	case 4:
		if _, err := strconv.Atoi(value); err == nil {
			return span{value + "-01-01", value + "-12-31"}
		}
	case 7:
		if value[5] == 'Q' {
			return quarter(value)
		}
		if t, err := time.Parse("2006-01", value); err == nil {
			return span{t.Format(isoDay), t.AddDate(0, 1, -1).Format(isoDay)}
		}
	case 8:
		if value[5] == 'W' {
			return week(value)
		}
	case 10:
		if _, err := time.Parse(isoDay, value); err == nil {
			return span{value, value}
		}
	}
	return span{}
}

func quarter(value string) span {
	year, err := strconv.Atoi(value[:4])
	n := int(value[6] - '0')
	if err != nil || n < 1 || n > 4 {
		return span{}
	}
	t := time.Date(year, time.Month(3*n-2), 1, 0, 0, 0, 0, time.UTC)
	return span{t.Format(isoDay), t.AddDate(0, 3, -1).Format(isoDay)}
}

// week reads an ISO week, "2018-W40".
func week(value string) span {
	year, err := strconv.Atoi(value[:4])
	n, err2 := strconv.Atoi(value[6:])
	if err != nil || err2 != nil || n < 1 || n > 53 {
		return span{}
	}
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC) // always in week 1
	monday := fourth.AddDate(0, 0, -(int(fourth.Weekday())+6)%7+7*(n-1))
	return span{monday.Format(isoDay), monday.AddDate(0, 0, 6).Format(isoDay)}
}

// ordinal counts a day from 1970-01-01 on; ok is false where there is none.
func ordinal(day string) (n int, ok bool) {
	if len(day) < len(isoDay) {
		return 0, false
	}
	digit := func(i int) int { return int(day[i] - '0') }
	y := digit(0)*1000 + digit(1)*100 + digit(2)*10 + digit(3)
	m, d := digit(5)*10+digit(6), digit(8)*10+digit(9)
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	return civil(y, m, d), true
}

// civil counts days from 1970-01-01 on (Hinnant's days_from_civil).
func civil(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// interval is a range of counted days.
type interval struct{ from, to int }

func (i interval) length() int { return i.to - i.from + 1 }

// gap counts the days from the end of one to the beginning of the other, 0 where
// they overlap.
func (i interval) gap(j interval) int { return max(0, j.from-i.to, i.from-j.to) }

// when gives the days of an account and whether the text dates it; the day of the
// report stands in for what is unknown. ok is false where not even that is known.
func when(a *chancery.Account) (i interval, dated, ok bool) {
	from, okFrom := ordinal(a.From)
	to, okTo := ordinal(a.To)
	switch {
	case okFrom && okTo && to >= from:
		return interval{from, to}, a.Dated, true
	case okFrom:
		return interval{from, from}, a.Dated, true
	case okTo:
		return interval{to, to}, a.Dated, true
	}
	d, ok := ordinal(a.Published)
	return interval{d, d}, false, ok
}
