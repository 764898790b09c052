// Package merge makes one record of many: it turns the entries of a report into
// accounts, tells which accounts may be of one thing, joins those that are, and
// says what they say together and where they differ. All of it is a pure function
// of the accounts: no order of arrival changes it. docs/merging.md has the
// definitions and how well it does.
package merge

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"

	"chancery"
)

const keyLetters = 16 // of base 32: 80 bits

var letters = base32.StdEncoding.WithPadding(base32.NoPadding)

// digest shortens parts, which must not hold NUL, to 16 letters and digits.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(letters.EncodeToString(sum[:]))[:keyLetters]
}

// ReportKey is the key of a report: the same for the same text from the same
// source, address and day, and for no other.
func ReportKey(d *chancery.Document) string {
	return "r" + digest(d.Text, deref(d.Source), deref(d.URL), deref(d.Published))
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// kindLetters begin the IDs of accounts and, of stops and turns, their Local.
var kindLetters = map[chancery.EntryKind]string{
	chancery.AnEvent: "e", chancery.AStatement: "s", chancery.ACommitment: "c", chancery.AStop: "t", chancery.ATurn: "n",
}

// accountID is the same over readings of a report as long as the cue stays where
// it is; ordinal tells entries of one kind and cue apart.
func accountID(report string, kind chancery.EntryKind, cueStart, ordinal int) string {
	return kindLetters[kind] + digest(report, string(kind), strconv.Itoa(cueStart), strconv.Itoa(ordinal))
}
