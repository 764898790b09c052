package when

import (
	"fmt"
	"strconv"
	"time"
)

// weekdayNear gives the day that a weekday's name stands for: on the weekday of
// publication that day, else the nearest one in the direction of the tense.
func (r *reader) weekdayNear(m *match, n int) time.Time {
	if r.pub.IsZero() {
		return time.Time{}
	}
	back := (int(r.pub.Weekday()) - n + 14) % 7
	if back == 0 {
		return r.pub
	}
	dir, _ := r.direction(m)
	if dir > 0 || back == 6 && dir < 0 {
		// What has happened on the morrow's weekday was filed across the date line;
		// of six days ago one would say "last Monday".
		return r.pub.AddDate(0, 0, 7-back)
	}
	return r.pub.AddDate(0, 0, -back)
}

func weekdayValue(m *match) (string, bool) {
	w := m.get(weekday)
	if len(w.low) <= 4 && !w.dotted && (w.low == "sun" || w.low == "sat" || w.low == "wed" || w.low == "mon") {
		return "", false
	}
	r := m.r
	switch m.before() {
	case "good", "black", "bloody", "holy", "ash", "super", "red":
		return "", false // a day's name that is the name of something else
	}
	if r.pub.IsZero() {
		return "", true
	}
	monday := r.pub.AddDate(0, 0, -(int(r.pub.Weekday())+6)%7)
	back := (int(r.pub.Weekday()) - w.n + 14) % 7
	var t time.Time
	switch m.rule.arg {
	case "last", "past":
		if back == 0 {
			back = 7
		}
		t = r.pub.AddDate(0, 0, -back)
	case "next", "coming":
		t = r.pub.AddDate(0, 0, 7-back)
	case "lastweek":
		t = monday.AddDate(0, 0, w.n-1-7)
	case "thisweek":
		t = monday.AddDate(0, 0, w.n-1)
	case "nextweek":
		t = monday.AddDate(0, 0, w.n-1+7)
	default:
		t = r.weekdayNear(m, w.n)
	}
	if p := m.get(part); p != nil {
		return formatDay(t) + partCode(p), true
	}
	return formatDay(t), true
}

func dayValue(m *match) (string, bool) {
	n, _ := strconv.Atoi(m.rule.arg)
	if m.r.pub.IsZero() {
		if n == 0 {
			return "PRESENT_REF", true
		}
		return "", true
	}
	v := formatDay(m.r.pub.AddDate(0, 0, n))
	if p := m.get(part); p != nil {
		v += partCode(p)
	}
	return v, true
}

func daypart(m *match) (string, bool) {
	if m.r.pub.IsZero() {
		return "", true
	}
	switch m.rule.arg {
	case "-1":
		return formatDay(m.r.pub.AddDate(0, 0, -1)) + "TNI", true
	case "NI":
		return formatDay(m.r.pub) + "TNI", true
	}
	return formatDay(m.r.pub) + partCode(m.get(part)), true
}

// weekOf gives the ISO week of a day.
func weekOf(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// period gives the day, week, month … that lies n units from that of t.
func period(t time.Time, code string, n int) string {
	switch code {
	case "D", "N":
		return formatDay(t.AddDate(0, 0, n))
	case "W":
		return weekOf(t.AddDate(0, 0, 7*n))
	case "F":
		return weekOf(t.AddDate(0, 0, 14*n))
	case "M":
		return firstOf(t).AddDate(0, n, 0).Format("2006-01")
	case "Q":
		q := firstOf(t).AddDate(0, 3*n, 0)
		return fmt.Sprintf("%04d-Q%d", q.Year(), (int(q.Month())+2)/3)
	case "Y":
		return fmt.Sprintf("%04d", t.Year()+n)
	case "E":
		return fmt.Sprintf("%03d", t.Year()/10+n)
	case "C":
		return fmt.Sprintf("%02d", t.Year()/100+n)
	}
	return ""
}

func firstOf(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC) }

// unitValue gives "this week", "last month", "next year".
func unitValue(m *match) (string, bool) {
	u := m.get(unit)
	if m.rule.arg == "0" && u.code == "D" || u.code[0] == 'T' {
		return "", false
	}
	if m.r.pub.IsZero() {
		return "", true
	}
	n, _ := strconv.Atoi(m.rule.arg)
	if m.has("the") && m.has("last") {
		return "P1" + u.code, true
	}
	return period(m.r.pub, u.code, n), true
}

func weekend(m *match) (string, bool) {
	if m.r.pub.IsZero() {
		return "", true
	}
	n, _ := strconv.Atoi(m.rule.arg)
	t := m.r.pub
	dir, _ := m.r.direction(m)
	// On Monday to Thursday "the weekend" is the one before unless the clause looks ahead.
	if w := t.Weekday(); n == 0 && dir <= 0 && w >= time.Monday && w <= time.Thursday {
		n = -1
	}
	if n == 1 && m.has("coming") {
		n = 0
	}
	return weekOf(t.AddDate(0, 0, 7*n)) + "-WE", true
}

// endUnit gives "the end of the year": its last month or week, or its last day
// after "by".
func endUnit(m *match) (string, bool) {
	code := "Y"
	if u := m.get(unit); u != nil {
		code = u.code
	}
	if m.r.pub.IsZero() {
		return "", true
	}
	n, _ := strconv.Atoi(m.rule.arg)
	v := period(m.r.pub, code, n)
	return endOf(v, code, m.deadline()), true
}

// endOf gives the end of a period at the precision that a deadline or a plain
// mention has.
func endOf(v, code string, by bool) string {
	switch {
	case code == "Y" && by:
		return v + "-12-31"
	case code == "Y":
		return v + "-12"
	case code == "M" && by:
		return lastDay(v)
	case code == "W" && by:
		y, _ := strconv.Atoi(v[:4])
		w, _ := strconv.Atoi(v[6:8])
		return formatDay(weekStart(y, w).AddDate(0, 0, 6))
	}
	return v
}

// inYear gives the year of a match, or that of publication and the rule's shift.
func (m *match) inYear() (int, bool) {
	if y := m.lastYear(); y != nil {
		return y.n, true
	}
	if m.r.pub.IsZero() {
		return 0, false
	}
	n, _ := strconv.Atoi(m.rule.arg)
	return m.r.pub.Year() + n, true
}

func half(m *match) (string, bool) {
	o := m.get(ordinal)
	y, ok := m.inYear()
	if o.n > 2 || !ok {
		return "", o.n <= 2
	}
	return fmt.Sprintf("%04d-H%d", y, o.n), true
}

func quarter(m *match) (string, bool) {
	n := 1
	if m.rule.arg != "three" {
		n = m.get(ordinal).n
	}
	y, ok := m.inYear()
	if n > 4 || !ok {
		return "", n <= 4
	}
	return fmt.Sprintf("%04d-Q%d", y, n), true
}

func seasonValue(m *match) (string, bool) {
	s := m.get(season)
	if m.rule.arg == "in" && !m.has("the") && s.low == "fall" || s.capital && m.first == m.last {
		return "", false
	}
	if m.rule.arg == "in" && m.after() == "of" {
		return "", false
	}
	y, ok := m.inYear()
	if !ok {
		return s.code, true
	}
	return fmt.Sprintf("%04d-%s", y, s.code), true
}

func decadeValue(m *match) (string, bool) {
	return fmt.Sprintf("%03d", m.get(decade).n/10), true
}

func century(m *match) (string, bool) {
	n := m.get(ordinal).n
	return fmt.Sprintf("%02d", n-1), n >= 5 && n <= 22
}

func constant(m *match) (string, bool) {
	before, after := m.before(), m.after()
	switch m.r.tokens[m.first].low {
	case "in":
		if i := m.last + 1; i < len(m.r.tokens) && m.r.tokens[i].is(unit|unitPlural|number|vague) {
			return "", false // "in the past year"
		}
	case "now":
		if before == "until" || before == "by" || after == "that" || before == "from" {
			return m.rule.arg, after != "that"
		}
	case "soon", "shortly":
		if before == "as" || before == "too" || before == "how" || after == "after" || after == "before" || after == "thereafter" {
			return "", false
		}
	case "annual", "daily", "weekly", "monthly", "quarterly", "yearly":
		if m.r.tokens[m.first].capital && m.first+1 < len(m.r.tokens) && m.r.tokens[m.first+1].capital {
			return "", false // a newspaper's name
		}
	}
	return m.rule.arg, true
}

// holiday gives the day of a fixed feast nearest to publication.
func holiday(m *match) (string, bool) {
	var mon, d int
	if _, err := fmt.Sscanf(m.rule.arg, "%d-%d", &mon, &d); err != nil {
		return "", false
	}
	if m.r.pub.IsZero() {
		return "XXXX-" + m.rule.arg, true
	}
	return m.r.dayOf(m, mon, d), true
}
