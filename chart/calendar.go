package chart

import (
	"html/template"
	"strconv"
	"strings"
	"time"
)

// Mark is something on a day of a calendar. Class is a status, due or overdue.
type Mark struct {
	Day   string // ISO 8601
	Label string
	Href  string
	Class string
}

const mostMarks = 4 // of a day; how many more there are is told

// Calendar draws a month ("2018-10") as a table, weeks from Monday on, with the marks
// of each day in their order. Today, if it is a day of the month, stands out. It is ""
// where the month is none. more gives the address of a day with more marks than are
// shown; nil where there is none.
func Calendar(month string, marks []Mark, today string, more func(day string) string) template.HTML {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return ""
	}
	days := map[string][]Mark{}
	for _, m := range marks {
		days[m.Day] = append(days[m.Day], m)
	}
	var b strings.Builder
	b.WriteString(`<table class="chart-month"><caption>` + first.Format("January 2006") + `</caption><thead><tr>`)
	for _, d := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		b.WriteString(`<th scope="col"><abbr title="` + d + `">` + d[:3] + `</abbr></th>`)
	}
	b.WriteString(`</tr></thead><tbody>`)
	lead := (int(first.Weekday()) + 6) % 7
	for at := first.AddDate(0, 0, -lead); at.Before(first.AddDate(0, 1, 0)); at = at.AddDate(0, 0, 7) {
		b.WriteString(`<tr>`)
		for i := range 7 {
			day := at.AddDate(0, 0, i)
			if day.Month() != first.Month() {
				b.WriteString(`<td class="blank"></td>`)
				continue
			}
			cell(&b, day, days[day.Format(time.DateOnly)], today, more)
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table>`)
	return template.HTML(b.String())
}

// cell writes one day.
func cell(b *strings.Builder, day time.Time, marks []Mark, today string, more func(string) string) {
	iso := day.Format(time.DateOnly)
	var class []string
	if iso == today {
		class = append(class, "today")
	}
	if len(marks) == 0 {
		class = append(class, "empty")
	}
	b.WriteString(`<td`)
	if len(class) > 0 {
		b.WriteString(` class="` + strings.Join(class, " ") + `"`)
	}
	if iso == today {
		b.WriteString(` aria-current="date"`)
	}
	b.WriteString(`><time datetime="` + iso + `" data-weekday="` + day.Format("Mon") + `">` + strconv.Itoa(day.Day()) + `</time>`)
	if len(marks) > 0 {
		b.WriteString(`<ul>`)
		for i, m := range marks {
			if i == mostMarks-1 && len(marks) > mostMarks {
				b.WriteString(`<li class="more">` + linked(strconv.Itoa(len(marks)-i)+" more", callOr(more, iso)) + `</li>`)
				break
			}
			b.WriteString(`<li class="` + esc(m.Class) + `">` + linked(m.Label, m.Href) + `</li>`)
		}
		b.WriteString(`</ul>`)
	}
	b.WriteString(`</td>`)
}

func callOr(f func(string) string, day string) string {
	if f == nil {
		return ""
	}
	return f(day)
}

// linked is a text, with a link where the address may be linked to.
func linked(text, href string) string {
	if !safe(href) {
		return esc(text)
	}
	return `<a href="` + esc(href) + `">` + esc(text) + `</a>`
}
