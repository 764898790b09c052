package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// term is a word, or several that follow each other, of what was typed.
type term struct {
	words   []string // letters and digits only, folded
	prefix  bool     // the last word may go on
	without bool
}

// shortestPrefix is how many letters a word that goes on must have: all words that
// begin so are looked up.
const shortestPrefix = 3

// mostWords bounds what one search asks for.
const mostWords = 64

// parseText parts what a person types: words that all occur, "quoted phrases",
// begin* and -without. Signs are no error of syntax: they part words, and words hold
// letters and digits alone, so that nothing of the full-text languages of either
// backend can be typed.
func parseText(text string) ([]term, error) {
	var out []term
	count := 0
	text = strings.Map(straight, clean(fold(text)))
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		var t term
		if rest, ok := strings.CutPrefix(text, "-"); ok {
			t.without, text = true, rest
		}
		var raw string
		if rest, ok := strings.CutPrefix(text, `"`); ok {
			raw, text, _ = strings.Cut(rest, `"`)
			if rest, ok := strings.CutPrefix(text, "*"); ok {
				t.prefix, text = true, rest
			}
		} else {
			end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(text)
			}
			raw, text = text[:end], text[end:]
		}
		t.prefix = t.prefix || strings.HasSuffix(raw, "*")
		t.words = strings.FieldsFunc(raw, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if n := len(t.words); n > 0 {
			if t.prefix && utf8.RuneCountInString(t.words[n-1]) < shortestPrefix {
				return nil, fmt.Errorf("%s*: give at least %d letters before the asterisk", t.words[n-1], shortestPrefix)
			}
			out = append(out, t)
		}
		if count += len(t.words); count > mostWords {
			return nil, fmt.Errorf("a search of more than %d words: leave some out", mostWords)
		}
	}
	return out, nil
}

// straight makes straight quotation marks of curly ones.
func straight(r rune) rune {
	if r == '“' || r == '”' || r == '„' || r == '«' || r == '»' {
		return '"'
	}
	return r
}

// match writes terms, and groups of tokens one of which must stand there, in the
// full-text language of the backend.
func (d dialect) match(terms []term, groups [][]string) (string, error) {
	var with, without []string
	for _, g := range groups {
		if d == postgres {
			with = append(with, "("+strings.Join(quoteAll(g, "'"), " | ")+")")
		} else {
			with = append(with, "("+strings.Join(quoteAll(g, `"`), " OR ")+")")
		}
	}
	for _, t := range terms {
		if t.without {
			without = append(without, d.matchTerm(t))
		} else {
			with = append(with, d.matchTerm(t))
		}
	}
	if len(with) == 0 {
		return "", ErrNothingSought
	}
	if d == postgres {
		for _, w := range without {
			with = append(with, "!"+w)
		}
		return strings.Join(with, " & "), nil
	}
	out := "(" + strings.Join(with, " AND ") + ")"
	for _, w := range without {
		out = "(" + out + " NOT " + w + ")"
	}
	return out, nil
}

func (d dialect) matchTerm(t term) string {
	if d == postgres {
		out := strings.Join(quoteAll(t.words, "'"), " <-> ")
		if t.prefix {
			out += ":*"
		}
		return "(" + out + ")"
	}
	out := `"` + strings.Join(t.words, " ") + `"`
	switch {
	case !t.prefix:
		return out
	case !pluralLike(t.words[len(t.words)-1]):
		return out + " *"
	}
	begin := strings.TrimSuffix(out, `"`)
	for letter := 'a'; letter <= 'z'; letter++ {
		out += " OR " + begin + string(letter) + `" *`
	}
	return "(" + out + ")"
}

// pluralLike reports whether SQLite's stemmer takes a word's last letter for the sign
// of a plural, and would look for all that begins with "pre" where "pres*" is sought.
func pluralLike(word string) bool {
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss")
}

// quoteAll puts marks around words, which hold letters and digits alone.
func quoteAll(words []string, mark string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = mark + w + mark
	}
	return out
}

// newestRows gives rows of a full-text table that match, from those below high
// down to low, the newest first; oldest rows first where down is false.
func (a *Archive) newestRows(ctx context.Context, table, match string, low, high int64, down bool, limit int) ([]int64, error) {
	if a.dialect == postgres {
		return a.newestOfPostgres(ctx, table, match, low, high, down, limit)
	}
	query := fmt.Sprintf("SELECT rowid FROM %[1]s WHERE %[1]s MATCH ? AND rowid > ? AND rowid < ? ORDER BY rowid %[2]s LIMIT ?", table, direction(down))
	rows, err := a.read.QueryContext(ctx, query, match, low, high, limit)
	return collect(rows, err, scanOne[int64])
}

func direction(down bool) string {
	if down {
		return "DESC"
	}
	return "ASC"
}

const (
	nearest    = 4000 // rows that PostgreSQL looks at one by one
	rareAmount = 20   // matches among them below which something is rare
)

// newestOfPostgres walks the nearest rows to see how frequent it is what is sought.
// PostgreSQL takes all words that are not among a column's most frequent for equally
// frequent, and would walk through a million rows for one that three of them hold: of
// what is rare, all matches are fetched and sorted ("n + 0" hides the index from it).
func (a *Archive) newestOfPostgres(ctx context.Context, table, match string, low, high int64, down bool, limit int) ([]int64, error) {
	matching := func(key string, low, high int64, limit int) ([]int64, error) {
		query := fmt.Sprintf("SELECT n FROM %s WHERE words @@ to_tsquery('english', ?) AND n > ? AND n < ? ORDER BY %s %s LIMIT ?", table, key, direction(down))
		rows, err := a.read.QueryContext(ctx, a.rebind(query), match, low, high, limit)
		return collect(rows, err, scanOne[int64])
	}
	edge := fmt.Sprintf("SELECT n FROM %s WHERE n > ? AND n < ? ORDER BY n %s LIMIT 1 OFFSET ?", table, direction(down))
	rows, err := a.read.QueryContext(ctx, a.rebind(edge), low, high, nearest)
	ends, err := collect(rows, err, scanOne[int64])
	if err != nil {
		return nil, err
	}
	if len(ends) == 0 { // there are no more
		return matching("n", low, high, limit)
	}
	near, far := [2]int64{ends[0], high}, [2]int64{low, ends[0] + 1}
	if !down {
		near, far = [2]int64{low, ends[0]}, [2]int64{ends[0] - 1, high}
	}
	found, err := matching("n", near[0], near[1], limit)
	if err != nil || len(found) == limit {
		return found, err
	}
	key := "n"
	if len(found) < rareAmount {
		key = "n + 0"
	}
	more, err := matching(key, far[0], far[1], limit-len(found))
	return append(found, more...), err
}

// matchingOf gives those of rows that match.
func (a *Archive) matchingOf(ctx context.Context, table, match string, rows []int64) ([]int64, error) {
	var out []int64
	for part := range slices.Chunk(rows, queried) {
		query := fmt.Sprintf("SELECT rowid FROM %[1]s WHERE %[1]s MATCH ? AND ", table)
		column := "rowid"
		if a.dialect == postgres {
			query = fmt.Sprintf("SELECT n FROM %s WHERE words @@ to_tsquery('english', ?) AND ", table)
			column = "n"
		}
		clause, arg := a.among(column, part)
		found, err := a.read.QueryContext(ctx, a.rebind(query+clause), match, arg)
		numbers, err := collect(found, err, scanOne[int64])
		if err != nil {
			return nil, err
		}
		out = append(out, numbers...)
	}
	return out, nil
}
