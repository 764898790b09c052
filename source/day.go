package source

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ParseDay reads a day as a user gives it: 2018-10-07.
func ParseDay(s string) (time.Time, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no day: write it as 2018-10-07", s)
	}
	return t, nil
}

const (
	monthPattern   = `(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
	weekdayPattern = `(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?`
	// Groups: month day year, or day month year.
	datePattern = weekdayPattern + `(?:` + monthPattern + `\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})|(\d{1,2})(?:st|nd|rd|th)?\s+` + monthPattern + `,?\s+(\d{4}))`
)

var (
	// isoDay takes the day from an ISO 8601 date or time, whatever its zone: it is
	// the publisher's own day.
	isoDay     = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])`)
	compactDay = regexp.MustCompile(`^((?:19|20)\d{2})(\d{2})(\d{2})(?:$|T)`)
	// pathDay is a day in an address or in a file's name.
	pathDay = regexp.MustCompile(`(?:^|/)((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)`)
)

// The patterns of written dates are compiled when they are first needed: many
// reports name their day in a simpler way, and all would pay at start.
var (
	writtenDay = lazy(`(?i)^` + datePattern + `(?:$|[\s,])`)
	// dateLine is a line of its own that gives the day: "Friday, August 21, 2015",
	// "Published: 7 October 2018, 10:05 GMT", "2018-10-07".
	dateLine = lazy(`(?i)^(?:(?:first\s+)?(?:published|posted|issued|released|updated|last updated|date)(?:\s+on)?:?\s+)?(?:` +
		datePattern + `|(\d{4}-\d{2}-\d{2}))(?:\s*[,|·]?\s*(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)?\.?$`)
	// dateline opens a wire story: "CAMP DAVID, Maryland, Aug. 18, 2023 (Reuters) -".
	dateline = lazy(`^(?:[\p{Lu}][\p{L}.'’/-]*,?\s+){1,5}(?:\([\p{L} .]+\)\s+)?` + datePattern + `\s*(?:\([^)\n]{2,40}\)\s*)?(?:[-–—]|:)`)
)

func lazy(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// findDay reads a day as pages and front matters write it. Forms that leave open
// which number is the month (10/07/2018) are not read.
func findDay(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, form := range []*regexp.Regexp{isoDay, compactDay} {
		if g := form.FindStringSubmatch(s); g != nil {
			return calendar(g[1], g[2], g[3])
		}
	}
	if g := writtenDay().FindStringSubmatch(s); g != nil {
		return written(g[1:])
	}
	for _, form := range []string{time.RFC1123, time.RFC1123Z, time.RFC850, time.ANSIC, time.UnixDate} {
		if t, err := time.Parse(form, s); err == nil {
			return day(t), true
		}
	}
	return time.Time{}, false
}

// guessDay looks for a day of publication where the input has not named one: in
// its address or name, on a line of its own near the top, in a dateline with a
// year. Anything less sure is left to the reader.
func guessDay(name, address, text string) time.Time {
	for _, s := range []string{address, path.Base(name)} {
		if g := pathDay.FindStringSubmatch(s); g != nil {
			if t, ok := calendar(g[1], g[2], g[3]); ok {
				return t
			}
		}
	}
	seen := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if seen++; seen > 3 {
			break
		}
		if g := dateLine().FindStringSubmatch(line); g != nil {
			if t, err := ParseDay(g[7]); err == nil {
				return t
			}
			if t, ok := written(g[1:7]); ok {
				return t
			}
		}
		if g := dateline().FindStringSubmatch(line); g != nil {
			if t, ok := written(g[1:7]); ok {
				return t
			}
		}
	}
	return time.Time{}
}

// written makes a day of the groups of datePattern.
func written(g []string) (time.Time, bool) {
	month, number, year := g[0], g[1], g[2]
	if month == "" {
		number, month, year = g[3], g[4], g[5]
	}
	if len(month) < 3 {
		return time.Time{}, false
	}
	at := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", strings.ToLower(month[:3]))
	return calendar(year, strconv.Itoa(at/3+1), number)
}

// calendar makes a day of its numbers; the 31st of June is none.
func calendar(year, month, number string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(number)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Month() == time.Month(m) && t.Day() == d && y > 0
}
