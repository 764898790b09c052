package when

import (
	"fmt"
	"strconv"
	"strings"
)

// duration gives "three hours" as PT3H, "five-year" as P5Y, "several days" as PXD.
func duration(m *match) (string, bool) {
	u := m.get(unit | unitPlural)
	after := m.after()
	if after == "old" || after == "-" && m.r.word(m.last+2) == "old" || after == "olds" {
		return "", false
	}
	if u.code == "Q" && m.rule.arg == "" && u.is(unit) || u.is(unit) && u.code == "N" && m.get(article) != nil {
		return "", false
	}
	n := ""
	switch {
	case m.rule.arg == "half":
		return halfOf(u.code), true
	case m.rule.arg == "plural":
		n = "X"
		// The preposition is no part of the expression.
		if m.last == m.first+1 && u.is(unitPlural) {
			m.first++
		}
	case m.rule.arg == "one" || m.get(article) != nil && m.get(number) == nil && m.get(vague) == nil:
		n = "1"
		if t := m.get(article); t != nil && rate(m) {
			m.typ = "SET"
		}
	case m.get(vague) != nil:
		n = "X"
	default:
		n = m.count()
	}
	if m.has("couple") {
		n = "2"
	}
	if n == "" {
		return "", false
	}
	if m.has("half") && n != "X" {
		n += ".5"
	}
	return span(n, u.code), true
}

// rate tells whether "a year" stands for "per year".
func rate(m *match) bool {
	switch m.before() {
	case "once", "twice", "times", "million", "billion", "percent", "%":
		return true
	}
	return false
}

// count gives the number of a match in digits.
func (m *match) count() string {
	t := m.get(number)
	if t == nil {
		return ""
	}
	if t.code != "" && strings.ContainsRune(t.code, '.') {
		return t.code
	}
	return strconv.Itoa(t.n)
}

// span writes a duration, with decades, fortnights and quarters in units of ISO 8601.
func span(n, code string) string {
	times := func(k int, unit string) string {
		if v, err := strconv.ParseFloat(n, 64); err == nil {
			return "P" + strconv.FormatFloat(v*float64(k), 'f', -1, 64) + unit
		}
		return "P" + n + unit
	}
	switch code {
	case "TS", "TM", "TH":
		return "PT" + n + code[1:]
	case "F":
		return times(2, "W")
	case "Q":
		return times(3, "M")
	case "E":
		return times(10, "Y")
	case "C":
		return times(100, "Y")
	case "N":
		return "P" + n + "D"
	}
	return "P" + n + code
}

func halfOf(code string) string {
	switch code {
	case "TH":
		return "PT30M"
	case "TM":
		return "PT30S"
	case "D":
		return "PT12H"
	case "Y":
		return "P6M"
	case "E":
		return "P5Y"
	case "C":
		return "P50Y"
	}
	return span("0.5", code)
}

// set gives how often: "every week" as P1W.
func set(m *match) (string, bool) {
	n := m.rule.arg
	if n == "" {
		n = "1"
	}
	if t := m.get(number); t != nil {
		n = m.count()
	}
	if w := m.get(weekday | weekdayPlural); w != nil {
		return fmt.Sprintf("XXXX-WXX-%d", w.n), true
	}
	if u := m.get(unit | unitPlural); u != nil {
		return span(n, u.code), true
	}
	return "P1D", true
}

// clockValue gives a time of day without its day: "T08:20".
func clockValue(m *match) (string, bool) {
	switch m.rule.arg {
	case "noon":
		return "T12:00", m.before() != "high"
	case "midnight":
		return "T24:00", true
	}
	t := &m.r.tokens[m.first]
	h, min := t.n, 0
	switch {
	case t.is(clock):
		min, _ = strconv.Atoi(t.low[len(t.low)-2:])
		h, _ = strconv.Atoi(t.low[:len(t.low)-3])
	case m.rule.arg == "24":
		if t.end-t.start != 4 {
			return "", false
		}
		h, min = t.n/100, t.n%100
	}
	if half := m.get(halfDay); half != nil {
		if h > 12 || h == 0 {
			return "", false
		}
		h %= 12
		if half.code == "PM" {
			h += 12
		}
	} else if t.is(clock) && m.first == m.last && strings.HasSuffix(m.before(), ":") {
		return "", false
	}
	if h > 24 || min > 59 {
		return "", false
	}
	return fmt.Sprintf("T%02d:%02d", h, min), true
}
