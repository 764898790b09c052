package when

import (
	"strings"
	"time"
)

// anchor is the day that the narrative stands at, for "a day earlier".
func (r *reader) anchor() (time.Time, string) {
	if len(r.story) == 10 {
		t, _ := parseDay(r.story)
		return t, "D"
	}
	if len(r.story) == 7 {
		t, _ := time.Parse("2006-01", r.story)
		return t, "M"
	}
	if len(r.story) == 4 {
		t, _ := time.Parse("2006", r.story)
		return t, "Y"
	}
	return r.pub, "D"
}

// amount gives the number and unit of a match; vague where only "few" is said.
func (m *match) amount() (n int, code string, vagueN bool) {
	u := m.get(unit | unitPlural)
	n = 1
	if t := m.get(number); t != nil && t.n > 0 {
		n = t.n
	} else if m.has("couple") {
		n = 2
	} else if m.get(article) == nil && u.is(unitPlural) || m.get(vague) != nil {
		vagueN = true
	}
	return n, u.code, vagueN
}

// move gives the period that lies n units from a day: a day for days and weeks,
// a month for months, a year for years.
func move(t time.Time, code string, n int) string {
	switch code {
	case "W":
		return formatDay(t.AddDate(0, 0, 7*n))
	case "F":
		return formatDay(t.AddDate(0, 0, 14*n))
	case "TS", "TM", "TH":
		return formatDay(t)
	}
	return period(t, code, n)
}

// ago gives "two weeks ago", "three months from now", "in two days".
func ago(m *match) (string, bool) {
	n, code, vagueN := m.amount()
	if code == "Q" {
		return "", false
	}
	sign := 1
	switch m.rule.arg {
	case "-":
		sign = -1
	case "in":
		dir, sure := m.r.direction(m)
		if code == "E" || code == "C" || m.r.tokens[m.first].low == "within" && !m.has("time") || !m.has("time") && (dir <= 0 || !sure) {
			return "", false
		}
	}
	if m.r.pub.IsZero() {
		return "", true
	}
	if vagueN {
		if sign < 0 {
			return "PAST_REF", true
		}
		return "FUTURE_REF", true
	}
	return move(m.r.pub, code, sign*n), true
}

// story gives what is told against the day that the narrative last named: "a
// day earlier", "the previous day", "earlier in the day", "that year".
func story(m *match) (string, bool) {
	if w := m.r.word(m.last); (w == "before" || w == "after") && !m.closes() {
		return "", false // "two days after the attack": an interval, no date
	}
	t, precision := m.r.anchor()
	if t.IsZero() {
		return "", true
	}
	if m.rule.arg == "=" {
		return sameTime(m, t, precision)
	}
	if w := m.get(weekday); w != nil {
		back := (int(t.Weekday()) - w.n + 14) % 7
		if m.rule.arg == "+1" {
			return formatDay(t.AddDate(0, 0, 7-back)), precision == "D"
		}
		if back == 0 {
			back = 7
		}
		return formatDay(t.AddDate(0, 0, -back)), precision == "D"
	}
	n, code, vagueN := m.amount()
	sign := 1
	if strings.HasPrefix(m.rule.arg, "-") {
		sign = -1
	}
	if m.rule.arg == "-1" || m.rule.arg == "+1" {
		n, vagueN = 1, false
	}
	if m.has("last") || vagueN && code[0] != 'T' {
		return "", true
	}
	if finer(code, precision) {
		return "", true
	}
	if len(m.rule.arg) == 2 {
		return period(t, code, sign*n), true
	}
	return move(t, code, sign*n), true
}

// finer tells whether a unit is finer than the precision of what it is told against.
func finer(code, precision string) bool {
	switch precision {
	case "M":
		return code != "M" && code != "Q" && code != "Y" && code != "E"
	case "Y":
		return code != "Y" && code != "E"
	}
	return false
}

// closes tells whether the clause ends after the match.
func (m *match) closes() bool {
	i := m.last + 1
	if i >= len(m.r.tokens) || m.r.tokens[i].line {
		return true
	}
	switch m.r.tokens[i].low {
	case ".", ",", ";", ":", ")", "-", `"`, "”", "and", "but":
		return true
	}
	return false
}

// sameTime gives "that day", "the same year", "earlier in the day".
func sameTime(m *match, t time.Time, precision string) (string, bool) {
	code := "D"
	if u := m.get(unit); u != nil {
		code = u.code
	}
	for _, w := range [...]string{"week", "month", "year"} {
		if m.has(w) {
			code = strings.ToUpper(w[:1])
		}
	}
	if w := m.get(weekday); w != nil {
		return formatDay(m.r.weekdayNear(m, w.n)), !m.r.pub.IsZero()
	}
	if m.has("in") || m.has("on") || m.has("earlier") || m.has("later") {
		// "Earlier in the day" is told of the day that the report is about, not of
		// one that is mentioned in passing.
		dir, _ := m.r.direction(m)
		if t = m.r.pub; m.r.recent != "" && code == "D" && !(m.has("later") && dir > 0) {
			t, _ = parseDay(m.r.recent)
		}
		precision = "D"
	}
	if t.IsZero() {
		return "", true
	}
	if finer(code, precision) || code[0] == 'T' {
		return "", true
	}
	v := period(t, code, 0)
	for _, p := range [...]string{"morning:TMO", "afternoon:TAF", "evening:TEV", "night:TNI"} {
		if w, suffix, _ := strings.Cut(p, ":"); m.has(w) {
			v += suffix
		}
	}
	return v, true
}

func storyEnd(m *match) (string, bool) {
	t, precision := m.r.anchor()
	code := m.get(unit).code
	if t.IsZero() || finer(code, precision) {
		return "", true
	}
	return endOf(period(t, code, 0), code, m.deadline()), true
}
