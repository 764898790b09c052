package when

import (
	"fmt"
	"strings"
	"time"
)

// values are the functions that rules.tsv names. Each gives the TIMEX3 value of
// a match, or false where the match is no time expression after all.
var values map[string]func(*match) (string, bool)

func init() {
	values = map[string]func(*match) (string, bool){
		"iso": isoValue, "calendar": calendar, "days": daysValue, "span": spanValue, "months": monthsValue,
		"years": yearsValue, "weekdays": weekdaysValue, "end": endValue, "weekday": weekdayValue,
		"day": dayValue, "daypart": daypart, "unit": unitValue, "weekend": weekend, "endunit": endUnit,
		"half": half, "quarter": quarter, "season": seasonValue, "decade": decadeValue, "century": century,
		"ago": ago, "story": story, "storyend": storyEnd, "constant": constant, "holiday": holiday,
		"duration": duration, "set": set, "clock": clockValue,
	}
}

const dayLayout = "2006-01-02"

func formatDay(t time.Time) string { return t.Format(dayLayout) }

func parseDay(s string) (time.Time, bool) {
	t, err := time.Parse(dayLayout, s)
	return t, err == nil
}

func ymd(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }
func ym(y, m int) string     { return fmt.Sprintf("%04d-%02d", y, m) }

// valid tells whether a month has such a day.
func valid(y, m, d int) bool {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d && int(t.Month()) == m
}

func isoValue(m *match) (string, bool) {
	s := m.r.tokens[m.first].low
	_, ok := parseDay(s)
	return s, ok
}

// calendar gives days, months and years that are named by the calendar.
func calendar(m *match) (string, bool) {
	mon, y, d := m.get(month), m.lastYear(), m.dayToken()
	if mon == nil {
		return bareYear(m, y)
	}
	if d == nil {
		return namedMonth(m, mon, y)
	}
	if d.n < 1 || d.n > 31 || !valid(2000, mon.n, d.n) {
		return "", false
	}
	v := ""
	switch {
	case y != nil:
		v = ymd(y.n, mon.n, d.n)
	case m.rule.arg != "" || m.has("this"):
		if !m.r.pub.IsZero() {
			v = ymd(m.r.pub.Year()+shift(m.rule.arg), mon.n, d.n)
		}
	default:
		v = m.r.dayOf(m, mon.n, d.n)
	}
	if p := m.get(part); p != nil && v != "" {
		v += partCode(p)
	}
	return v, true
}

// lastYear gives the year of the match; a day or month is never one.
func (m *match) lastYear() *token {
	if ys := m.all(year); len(ys) > 0 {
		return ys[len(ys)-1]
	}
	return nil
}

func (m *match) dayToken() *token {
	if d := m.get(day); d != nil {
		return d
	}
	return m.get(ordinal)
}

func shift(arg string) int {
	switch arg {
	case "last":
		return -1
	case "next":
		return 1
	}
	return 0
}

// dayOf gives month and day their year: that of a nearby full date of the
// narrative, of the weekday named with them, else the tense and the nearness to
// the day of publication decide.
func (r *reader) dayOf(m *match, mon, d int) string {
	if r.pub.IsZero() {
		if len(r.story) >= 4 && r.storyAt > r.tokens[m.first].start-200 {
			return ymd(int(r.story[0]-'0')*1000+int(r.story[1]-'0')*100+int(r.story[2]-'0')*10+int(r.story[3]-'0'), mon, d)
		}
		return fmt.Sprintf("XXXX-%02d-%02d", mon, d)
	}
	base := r.pub.Year()
	if y, ok := r.storyYear(m.first); ok {
		return ymd(y, mon, d)
	}
	if w := m.get(weekday); w != nil {
		for _, y := range [...]int{base, base - 1, base + 1} {
			if int(time.Date(y, time.Month(mon), d, 0, 0, 0, 0, time.UTC).Weekday()) == w.n%7 {
				return ymd(y, mon, d)
			}
		}
	}
	this := time.Date(base, time.Month(mon), d, 0, 0, 0, 0, time.UTC)
	past, future := this, this
	if this.After(r.pub) {
		past = this.AddDate(-1, 0, 0)
	} else {
		future = this.AddDate(1, 0, 0)
	}
	if past.Equal(r.pub) {
		return formatDay(past)
	}
	before, after := r.pub.Sub(past), future.Sub(r.pub)
	// A report leaves the year out where it is near: the tense decides only where
	// it is the verb's own or the two days are not all too unlike in distance.
	const far, close = 300 * 24 * time.Hour, 100 * 24 * time.Hour
	switch dir, sure := r.direction(m); {
	case dir > 0 && (sure && before > 45*24*time.Hour || after < far || before > close):
		return formatDay(future)
	case dir < 0 && (sure && after > 30*24*time.Hour || before < far || after > close):
		return formatDay(past)
	case after < before:
		return formatDay(future)
	}
	return formatDay(past)
}

// storyYear gives the year of the narrative where it dwells on another time
// than that of publication, in the same paragraph.
func (r *reader) storyYear(i int) (int, bool) {
	if len(r.story) != 10 {
		return 0, false
	}
	start := r.tokens[i].start
	if strings.Contains(r.d.Text[r.storyAt:start], "\n\n") {
		return 0, false
	}
	t, ok := parseDay(r.story)
	if !ok || r.pub.Sub(t).Abs() < 500*24*time.Hour {
		return 0, false
	}
	return t.Year(), true
}

func bareYear(m *match, y *token) (string, bool) {
	if y == nil || !m.r.looksLikeYear(m, y) {
		return "", false
	}
	return fmt.Sprintf("%04d", y.n), true
}

// looksLikeYear keeps numbers of things from being taken for years.
func (r *reader) looksLikeYear(m *match, y *token) bool {
	if m.first != m.last && m.r.tokens[m.first].low != "the" {
		return true
	}
	before, after := m.before(), m.after()
	switch before {
	case "$", "£", "€", "#", "+", "/", ".", "no", "article", "resolution", "resolutions", "about", "some", "over", "than", "nearly", "almost", "room",
		"approximately", "least", "flight", "section":
		return false
	case "in", "since", "of", "until", "till", "during", "before", "after", "by", "from", "through", "for", "(", "between", "and", "to", "year":
		return y.n >= 1500 && !countable(r, m)
	}
	switch after {
	case "%", "percent", "km", "miles", "meters", "metres", "tons", "tonnes", "gmt", "hours", "/":
		return false
	case "people", "troops", "soldiers", "men", "women", "children", "civilians", "members":
		return false
	}
	return y.n >= 1900 && y.n <= 2060 && !countable(r, m)
}

// countable tells whether the next word is a thing that a number counts: a unit,
// or a plural that is not the subject of a verb ("2000 refugees").
func countable(r *reader, m *match) bool {
	after := m.after()
	switch after {
	case "people", "troops", "soldiers", "men", "women", "children", "civilians", "members", "hectares", "acres", "miles", "tons":
		return true
	}
	return m.last+1 < len(r.tokens) && r.tokens[m.last+1].is(unitPlural|unit)
}

// namedMonth gives a month; without its year the tense and the nearness decide.
func namedMonth(m *match, mon, y *token) (string, bool) {
	if y != nil {
		return ym(y.n, mon.n), true
	}
	r := m.r
	arg := m.rule.arg
	named := m.has("year")
	if m.first == m.last || m.has("early") || m.has("late") {
		if !r.looksLikeMonth(m, mon) {
			return "", false
		}
	}
	if r.pub.IsZero() {
		if len(r.story) >= 4 && r.storyAt > r.tokens[m.first].start-200 {
			return r.story[:4] + fmt.Sprintf("-%02d", mon.n), true
		}
		return fmt.Sprintf("XXXX-%02d", mon.n), true
	}
	base, now := r.pub.Year(), int(r.pub.Month())
	switch {
	case named:
		return ym(base+shift(arg), mon.n), true
	case arg == "last":
		if mon.n >= now {
			base--
		}
		return ym(base, mon.n), true
	case arg == "next":
		if mon.n <= now {
			base++
		}
		return ym(base, mon.n), true
	}
	if s, ok := r.storyYear(m.first); ok {
		return ym(s, mon.n), true
	}
	if mon.n == now || m.has("this") {
		return ym(base, mon.n), true
	}
	dir, _ := r.direction(m)
	switch {
	case dir > 0 && mon.n < now:
		base++
	case dir <= 0 && mon.n > now:
		base--
	}
	return ym(base, mon.n), true
}

var beforeMonth = map[string]bool{
	"in": true, "of": true, "by": true, "until": true, "till": true, "since": true, "from": true, "during": true, "before": true,
	"after": true, "through": true, "throughout": true, "for": true, "to": true, "between": true, "early": true, "late": true,
	"this": true, "every": true, "around": true, "a": true, "the": true, "its": true, "his": true, "their": true, "'s": true, "s": true,
	"-": true, "and": true, "or": true, "into": true, "planned": true, "scheduled": true,
}

// looksLikeMonth keeps "May" the verb and the name, and people named April,
// June or August, from being taken for months.
func (r *reader) looksLikeMonth(m *match, mon *token) bool {
	before := m.before()
	if m.first > 0 && r.tokens[m.first-1].end != mon.start && r.tokens[m.first].line {
		before = ""
	}
	next := m.last + 1
	name := next < len(r.tokens) && r.tokens[next].capital && !r.tokens[next].line && r.tokens[next].class == 0 &&
		r.tokens[next].start-mon.end == 1
	switch mon.low {
	case "may":
		if r.names {
			return before == "in" || before == "last" || before == "since" || before == "early" || before == "late"
		}
		return beforeMonth[before] && before != "and" && before != "or" && before != "the" && before != "s" && before != "to" && before != "from"
	case "march":
		return (beforeMonth[before] || before == "") && m.after() != "on" && before != "the" && before != "a" || before == "in"
	case "mar", "dec", "jan", "jun", "oct", "nov", "apr", "feb", "jul":
		if !mon.dotted && !beforeMonth[before] {
			return false
		}
	}
	return !name || beforeMonth[before] && before != "and" && before != "the"
}

// namesMay tells whether the report names a person called May.
func namesMay(tokens []token) bool {
	for i := 1; i < len(tokens); i++ {
		if tokens[i].low != "may" || !tokens[i].capital || i+1 < len(tokens) && tokens[i+1].is(day|year) {
			continue
		}
		p := tokens[i-1]
		if p.low == "theresa" || p.low == "minister" || p.low == "mrs" || p.low == "ms" || p.low == "mr" {
			return true
		}
	}
	return false
}

// partCode gives the TIMEX3 suffix of a part of day.
func partCode(t *token) string {
	if t.low == "night" || t.code == "N" {
		return "TNI"
	}
	return "T" + t.code
}
