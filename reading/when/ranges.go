package when

import (
	"fmt"
	"strconv"
	"time"
)

// Ranges have ISO 8601's form for intervals, "2021-06-11/2021-06-13".

// daysValue gives days within one month, "June 11-13".
func daysValue(m *match) (string, bool) {
	mon, y, ds := m.get(month), m.lastYear(), m.all(day)
	if len(ds) < 2 || ds[0].n >= ds[1].n {
		return "", false
	}
	var from string
	if y != nil {
		from = ymd(y.n, mon.n, ds[0].n)
	} else {
		from = m.r.dayOf(m, mon.n, ds[0].n)
	}
	return from + "/" + from[:8] + fmt.Sprintf("%02d", ds[1].n), true
}

// spanValue gives days of two months, "from March 31 to April 1".
func spanValue(m *match) (string, bool) {
	ms, ds, ys := m.all(month), m.all(day), m.all(year)
	if len(ms) != 2 || len(ds) != 2 {
		return "", false
	}
	var a, b string
	switch {
	case len(ys) == 2:
		a, b = ymd(ys[0].n, ms[0].n, ds[0].n), ymd(ys[1].n, ms[1].n, ds[1].n)
	case len(ys) == 1:
		y := ys[0].n
		b = ymd(y, ms[1].n, ds[1].n)
		if ms[0].n > ms[1].n {
			y--
		}
		a = ymd(y, ms[0].n, ds[0].n)
	default:
		a = m.r.dayOf(m, ms[0].n, ds[0].n)
		y, err := strconv.Atoi(a[:4])
		if err != nil {
			return "", true
		}
		if ms[1].n < ms[0].n {
			y++
		}
		b = ymd(y, ms[1].n, ds[1].n)
	}
	return a + "/" + b, true
}

func monthsValue(m *match) (string, bool) {
	ms, ys := m.all(month), m.all(year)
	if ms[0].n == ms[1].n && len(ys) < 2 || m.first+2 == m.last && m.has("and") && len(ys) == 0 && ms[0].low == "may" {
		return "", false
	}
	y2, y1 := 0, 0
	switch {
	case len(ys) > 0:
		y1, y2 = ys[0].n, ys[len(ys)-1].n
		if len(ys) == 1 && ms[0].n > ms[1].n {
			y1--
		}
	case m.r.pub.IsZero():
		return "", true
	default:
		y2 = m.r.pub.Year()
		dir, _ := m.r.direction(m)
		if dir <= 0 && ms[0].n > int(m.r.pub.Month()) {
			y2--
		}
		if y1 = y2; ms[0].n > ms[1].n {
			y2++
		}
	}
	return ym(y1, ms[0].n) + "/" + ym(y2, ms[1].n), true
}

// yearsValue gives "1950-53", "between 2010 and 2014".
func yearsValue(m *match) (string, bool) {
	if t := m.get(years); t != nil {
		a := t.n
		b, _ := strconv.Atoi(t.low[len(t.low)-2:])
		if b += a / 100 * 100; b <= a {
			return "", false
		}
		return fmt.Sprintf("%04d/%04d", a, b), true
	}
	ys := m.all(year)
	if len(ys) != 2 || ys[0].n >= ys[1].n || ys[0].n < 1400 {
		return "", false
	}
	return fmt.Sprintf("%04d/%04d", ys[0].n, ys[1].n), true
}

func weekdaysValue(m *match) (string, bool) {
	ws := m.all(weekday)
	a := m.r.weekdayNear(m, ws[0].n)
	if a.IsZero() {
		return "", true
	}
	b := a.AddDate(0, 0, (ws[1].n-ws[0].n+7)%7)
	return formatDay(a) + "/" + formatDay(b), true
}

// endValue gives "the end of 2016": its last month, or its last day after "by".
func endValue(m *match) (string, bool) {
	y := m.lastYear()
	by := m.deadline()
	if mon := m.get(month); mon != nil {
		v, ok := namedMonth(m, mon, y)
		if !ok || !by || len(v) != 7 || v[0] == 'X' {
			return v, ok
		}
		return lastDay(v), true
	}
	if by {
		return ymd(y.n, 12, 31), true
	}
	return ym(y.n, 12), true
}

// deadline tells whether the match is something's end by which a thing is due.
func (m *match) deadline() bool {
	if m.r.tokens[m.first].low == "by" || m.r.tokens[m.first].low == "before" {
		return true
	}
	b := m.before()
	return b == "by" || b == "before" || b == "until"
}

// lastDay gives the last day of a month "2016-02".
func lastDay(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return formatDay(t.AddDate(0, 1, -1))
}

// ISO turns a TIMEX3 value into a date at the precision of the record, which is
// YYYY-MM-DD, YYYY-MM or YYYY: a week becomes its month if it lies within one, a
// range its start, a half, quarter or season its year. It gives "" for durations,
// sets, references and what has no year.
func ISO(value string) string {
	for i := range value {
		if value[i] == '/' {
			value = value[:i]
			break
		}
	}
	if len(value) < 4 || digits(value) != 4 {
		return ""
	}
	rest := value[4:]
	switch {
	case rest == "":
		return value
	case len(rest) >= 4 && rest[1] == 'W':
		return weekMonth(value)
	case len(rest) >= 3 && rest[0] == '-' && digits(rest[1:]) == 2:
		if len(rest) >= 6 && rest[3] == '-' && digits(rest[4:]) == 2 {
			return value[:10]
		}
		return value[:7]
	}
	return value[:4]
}

func weekMonth(value string) string {
	y, _ := strconv.Atoi(value[:4])
	w, _ := strconv.Atoi(value[6:8])
	monday := weekStart(y, w)
	if m := monday.Format("2006-01"); m == monday.AddDate(0, 0, 6).Format("2006-01") {
		return m
	}
	return ""
}

// weekStart gives the Monday of an ISO week.
func weekStart(y, w int) time.Time {
	t := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	t = t.AddDate(0, 0, -int(t.Weekday()+6)%7)
	return t.AddDate(0, 0, 7*(w-1))
}
