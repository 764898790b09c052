package web

import (
	_ "embed"
	"slices"
	"strings"

	"chancery"
	"chancery/relations"
)

//go:embed phrases.tsv
var phraseTable string

type wording struct{ held, ahead, alone string }

var phrases = func() map[[2]string]wording {
	out := map[[2]string]wording{}
	for row := range strings.Lines(phraseTable) {
		if f := strings.Split(strings.TrimSuffix(row, "\n"), "\t"); len(f) == 5 {
			out[[2]string{f[0], f[1]}] = wording{f[2], f[3], f[4]}
		}
	}
	return out
}()

// told is an entry in a line: who, words, whom.
type told struct {
	Who   []chancery.Party
	Words string
	Whom  []chancery.Party
	Rest  string // what is said or undertaken
	Quote bool   // Rest is verbatim
}

// line tells an entry in a line.
func line(e chancery.Entry) told {
	switch e.Kind {
	case chancery.AnEvent:
		return eventLine(e)
	case chancery.AStatement:
		return told{Who: on(e, chancery.SideSpeaker), Words: saying(e), Whom: on(e, chancery.SideAddressee), Rest: clip(e.What), Quote: e.Type != "indirect"}
	case chancery.ACommitment:
		return told{Who: on(e, chancery.SideParty), Words: undertaking(e.What), Rest: clip(e.What)}
	case chancery.AStop:
		words := "went to"
		if e.Status != chancery.Held {
			words = "to go to"
		}
		t := told{Who: on(e, chancery.SideTraveller), Words: words}
		if e.Place != nil {
			t.Words += " " + e.Place.Name
		}
		if t.Whom = on(e, chancery.SideMet); len(t.Whom) > 0 {
			t.Words += ", meeting"
		}
		return t
	default:
		words, ok := turns[e.Type]
		if !ok {
			words = "stand otherwise: " + e.Type
		}
		return told{Who: on(e, chancery.SidePair), Words: words}
	}
}

// turns tells what two states did where a report tells of a turn between them.
var turns = map[string]string{
	"agreed": "came to terms", "warmed": "drew closer", "stalled": "made no headway", "broke": "broke with each other",
	"resumed": "took up again", "worsened": "fell out",
}

// saying is the word that a statement is reported with where it is one that can stand
// before what was said: Brandt rejected the charge, Iceland urged Norway to talk.
func saying(e chancery.Entry) string {
	cue := strings.ToLower(e.Cue)
	plain := strings.IndexFunc(cue, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
	switch {
	case plain && len(cue) > 4 && strings.HasSuffix(cue, "ed"), cue == "said", cue == "told" && len(on(e, chancery.SideAddressee)) > 0:
		return cue
	case len(on(e, chancery.SideAddressee)) > 0:
		return "told"
	}
	return "said"
}

// undertaking leads up to what a commitment is, which as a rule begins with a verb.
func undertaking(what string) string {
	first, _, _ := strings.Cut(what, " ")
	switch {
	case strings.Contains(what, " would ") || strings.Contains(what, " will "):
		return "undertook that"
	case first != "" && first == strings.ToLower(first) && first[0] >= 'a' && !(len(first) > len("bring") && strings.HasSuffix(first, "ing")) && !slices.Contains([]string{"the", "a", "an", "to", "that", "not"}, first):
		return "undertook to"
	}
	return "undertook:"
}

// longest is how many characters of what was said or undertaken a line has.
const longest = 150

// clip shortens what is too long for a line, at the end of a word.
func clip(text string) string {
	runes := []rune(text)
	if len(runes) <= longest {
		return text
	}
	short := string(runes[:longest])
	if i := strings.LastIndexByte(short, ' '); i > longest/2 {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,;:–-") + " …"
}

// verdictWords says what an editor did.
func verdictWords(v chancery.Verdict) string {
	switch v {
	case chancery.Accepted:
		return "said that it is right"
	case chancery.Rejected:
		return "said that it is wrong"
	case chancery.Edited:
		return "changed it"
	default:
		return "added it"
	}
}

// toldValue writes one version of a disputed point: days in words.
func toldValue(on, value string) string {
	if on != "date" {
		return value
	}
	from, to, _ := strings.Cut(value, "/")
	return spanOfDays(from, to)
}

func eventLine(e chancery.Entry) told {
	w, ok := phrases[[2]string{e.Type, e.Mode}]
	if !ok {
		w = phrases[[2]string{e.Type, "-"}]
	}
	t := told{Who: on(e, chancery.SideWho), Whom: on(e, chancery.SideWhom), Words: w.ahead}
	switch {
	case e.Status == chancery.Held && len(t.Whom) == 0:
		t.Words = w.alone
	case e.Status == chancery.Held:
		t.Words = w.held
	case len(t.Whom) == 0:
		t.Words = w.ahead + " someone unnamed"
	}
	return t
}

func on(e chancery.Entry, side chancery.Side) []chancery.Party {
	var out []chancery.Party
	for _, p := range e.Parties {
		if p.Side == side {
			out = append(out, p)
		}
	}
	return out
}

// quadClass is the class that gives an entry its colour.
func quadClass(e chancery.Entry) string {
	if e.Kind != chancery.AnEvent {
		return string(e.Kind)
	}
	q, ok := relations.Quad(e.Type, e.Mode)
	if !ok {
		return "event"
	}
	return strings.ReplaceAll(string(q), " ", "-")
}

// kindName names one of a kind of entry.
func kindName(k chancery.EntryKind) string {
	if k == chancery.ATurn {
		return "Turn"
	}
	return strings.ToUpper(string(k)[:1]) + string(k)[1:]
}

// kindWord names a kind of entry, many of them.
func kindWord(k chancery.EntryKind) string {
	switch k {
	case chancery.AnEvent:
		return "Events"
	case chancery.AStatement:
		return "Statements"
	case chancery.ACommitment:
		return "Commitments"
	case chancery.AStop:
		return "Stops"
	default:
		return "Turns"
	}
}
