package store

import "errors"

// wordsLimit is the length of a text in bytes up to which PostgreSQL indexes its
// words; a tsvector holds less than 1 MiB.
const wordsLimit = 400_000

// words is a text's form for the full-text tables.
func (d dialect) words(text string) string {
	if d == sqlite {
		return text
	}
	if len(text) > wordsLimit {
		text = text[:wordsLimit]
	}
	return clean(fold(text))
}

// insertWords is the value list of one row of a full-text table.
func (d dialect) insertWords(table string) (head, row string) {
	if d == postgres {
		return "INSERT INTO " + table + "(n, words) VALUES ", "(?, to_tsvector('english', ?))"
	}
	return "INSERT INTO " + table + "(rowid, words) VALUES ", "(?, ?)"
}

// rowOf is the column of a full-text table that numbers its rows.
func (d dialect) rowOf() string {
	if d == postgres {
		return "n"
	}
	return "rowid"
}

// ErrNothingSought is a search for words that has none to look for.
var ErrNothingSought = errors.New("a search needs at least one word that occurs")
