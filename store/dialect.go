package store

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// dialect is the SQL that a backend speaks. Queries are SQLite's where both agree.
type dialect int

const (
	sqlite dialect = iota
	postgres
)

// rebind writes a query's placeholders as the backend has them: $1, $2 … on
// PostgreSQL. A question mark in a query is always a placeholder.
func (a *Archive) rebind(query string) string { return a.dialect.rebind(query) }

func (d dialect) rebind(query string) string {
	if d == sqlite || !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	n := 0
	for part := range strings.SplitSeq(query, "?") {
		if n > 0 {
			b.WriteByte('$')
			b.WriteString(strconv.Itoa(n))
		}
		n++
		b.WriteString(part)
	}
	return b.String()
}

// among is a clause that holds where column is one of the numbers, with its one
// argument. The query's text does not depend on how many they are.
func (a *Archive) among(column string, numbers []int64) (clause string, arg any) {
	return a.dialect.among(column, numbers)
}

func (d dialect) among(column string, numbers []int64) (string, any) {
	if numbers == nil {
		numbers = []int64{}
	}
	if d == postgres {
		return column + " = ANY(?)", numbers
	}
	return column + " IN (SELECT value FROM json_each(?))", jsonArray(numbers)
}

// amongTexts is among for texts.
func (a *Archive) amongTexts(column string, texts []string) (string, any) {
	return a.dialect.amongTexts(column, texts)
}

func (d dialect) amongTexts(column string, texts []string) (string, any) {
	if texts == nil {
		texts = []string{}
	}
	if d == postgres {
		return column + " = ANY(?)", texts
	}
	return column + " IN (SELECT value FROM json_each(?))", jsonArray(texts)
}

// insert begins an INSERT of several rows. What fails undoes the whole transaction
// here; told so, SQLite does not write down how to undo the statement alone.
func (d dialect) insert() string {
	if d == postgres {
		return "INSERT INTO "
	}
	return "INSERT OR FAIL INTO "
}

// table is a query for rows of numbers under the names of columns, with its
// arguments.
func (d dialect) table(columns []string, rows [][]int64) (query string, args []any) {
	if d == postgres {
		arrays := make([]string, len(columns))
		for i := range columns {
			column := make([]int64, len(rows))
			for k, r := range rows {
				column[k] = r[i]
			}
			arrays[i], args = "?::bigint[]", append(args, column)
		}
		return "SELECT * FROM unnest(" + strings.Join(arrays, ", ") + ") AS rows(" + strings.Join(columns, ", ") + ")", args
	}
	fields := make([]string, len(columns))
	for i, c := range columns {
		fields[i] = "json_extract(value, '$[" + strconv.Itoa(i) + "]') AS " + c
	}
	return "SELECT " + strings.Join(fields, ", ") + " FROM json_each(?)", []any{jsonArray(rows)}
}

func jsonArray(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // numbers and texts always marshal
	}
	return string(data)
}

// unknownDay sorts before every day: entry.sort_day where nothing is known.
const unknownDay = -1000000

// dayNumber is the number of days from 1970-01-01 to an ISO 8601 day; ok is false
// where there is none.
func dayNumber(day string) (n int64, ok bool) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0, false
	}
	return t.Unix() / 86400, true // exact for days before 1970 too: midnight
}

// dayText is the ISO 8601 day of a number.
func dayText(n int64) string { return time.Unix(n*86400, 0).UTC().Format(time.DateOnly) }

// nullDay is a day as a column has it: a number, or nil for "".
func nullDay(day string) any {
	if n, ok := dayNumber(day); ok {
		return n
	}
	return nil
}

// fold is a name as it is looked up: lower case, without marks, single spaces.
func fold(name string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
