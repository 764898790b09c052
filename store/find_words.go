package store

import (
	"encoding/base32"
	"hash/fnv"
	"strings"

	"chancery"
)

// The full text of reports and accounts is kept under a row number that begins
// with a day, so that the newest of a million that hold a common word are found
// without sorting them: rows are walked downwards. The numbers of one transaction
// go in ascending order, for SQLite's index begins a new segment where they do not.

// wordBits is how many bits of a row are the number of its account or report;
// dayShift is added to the day before it, which may be before 1970.
const (
	wordBits = 31
	dayShift = 1 << 20
)

// wordsRow gives the row of an account or report of a day, in days since
// 1970-01-01, or unknownDay.
func wordsRow(day, n int64) int64 { return (day+dayShift)<<wordBits | n }

// wordsOwner gives the account or report that a row is of.
func wordsOwner(row int64) int64 { return row & (1<<wordBits - 1) }

// wordsDay gives the day that a row is of.
func wordsDay(row int64) int64 { return row>>wordBits - dayShift }

// wordsSize is the most bytes of a sentence that are indexed: no honest sentence is
// longer, and tsvector has a limit.
const wordsSize = 20_000

// accountWords gives what the full text of an account holds: what it says, in which
// sentence, where, who takes part under which names, and tokens for its actors,
// states, house and kind, by which a search for words is narrowed without
// fetching what is then thrown away.
func accountWords(a *chancery.Account, sentence string) string {
	if len(sentence) > wordsSize {
		sentence = sentence[:wordsSize]
	}
	words := []string{sentence}
	if !strings.Contains(sentence, a.What) {
		words = append(words, a.What[:min(len(a.What), wordsSize)])
	}
	if a.Place != nil {
		words = append(words, a.Place.Name)
	}
	states := map[string]bool{}
	for _, p := range a.Parties {
		words = append(words, p.Name, token("actor", p.Key))
		if p.State != "" && !states[p.State] {
			states[p.State] = true
			words = append(words, token("state", p.State))
		}
	}
	words = append(words, a.Title, token("kind", string(a.Kind)))
	if a.Source != "" {
		words = append(words, token("house", a.Source))
	}
	return clean(strings.Join(words, "\n"))
}

// wordsDayOf is the day that the words of an account stand under: when it was or
// will be, else when it was told.
func wordsDayOf(a *chancery.Account) int64 {
	for _, day := range []string{a.From, a.Published} {
		if n, ok := dayNumber(day); ok {
			return n
		}
	}
	return unknownDay
}

// token makes a word that no text has of a field and its value, whose case and
// marks do not count.
func token(field, value string) string {
	h := fnv.New64a()
	h.Write([]byte(field + "\x00" + fold(value)))
	return "zz" + strings.ToLower(base32.HexEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)))
}
