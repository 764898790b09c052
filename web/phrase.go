package web

import (
	_ "embed"
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
		t := told{Who: on(e, chancery.SideSpeaker), Words: "said", Whom: on(e, chancery.SideAddressee), Rest: e.What, Quote: e.Type != "indirect"}
		if len(t.Whom) > 0 {
			t.Words = "told"
		}
		return t
	case chancery.ACommitment:
		return told{Who: on(e, chancery.SideParty), Words: "undertook:", Rest: e.What}
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
		return told{Who: on(e, chancery.SidePair), Words: "· relations " + e.Type}
	}
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
