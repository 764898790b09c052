package when

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"chancery/language"
	"chancery/reading/draft"
)

// parsed builds a draft of one sentence from words "form/lemma/tag/head/relation",
// heads counted from 1, 0 for the root.
func parsed(t *testing.T, s string) *draft.Draft {
	t.Helper()
	doc := &language.Document{}
	upos := map[string]string{"V": "VERB", "N": "NOUN", "M": "AUX", "R": "ADV", "J": "ADJ", "I": "ADP", "C": "NUM", "P": "PRON", "D": "DET", "T": "PART"}
	for f := range strings.FieldsSeq(s) {
		p := strings.Split(f, "/")
		head, err := strconv.Atoi(p[3])
		if err != nil || len(p) != 5 {
			t.Fatalf("bad word %q", f)
		}
		w := language.Word{Text: p[0], Lemma: p[1], XPOS: p[2], UPOS: upos[p[2][:1]], Head: head - 1, Rel: p[4]}
		if strings.HasPrefix(p[4], "aux") {
			w.UPOS = "AUX"
		}
		if p[2] == "NNP" {
			w.UPOS = "PROPN"
		}
		if doc.Text != "" && p[0] != "." && p[0] != "," && p[0] != "'s" {
			doc.Text += " "
		}
		w.Start = len(doc.Text)
		doc.Text += p[0]
		w.End = len(doc.Text)
		doc.Words = append(doc.Words, w)
	}
	doc.Sentences = []language.Sentence{{First: 0, Last: len(doc.Words)}}
	pub, _ := time.Parse(dayLayout, "2019-03-13")
	d := &draft.Draft{Text: doc.Text, Doc: doc, Published: pub}
	Read(d)
	return d
}

func TestFor(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     map[string]string // word to date
	}{
		{"Envoys/envoy/NNS/2/nsubj met/meet/VBD/0/root on/on/IN/4/case Monday/Monday/NNP/2/obl",
			map[string]string{"met": "2019-03-11"}},
		// What is said is not dated by the day it was said.
		{"She/she/PRP/2/nsubj said/say/VBD/0/root Monday/Monday/NNP/2/obl:unmarked troops/troops/NNS/6/nsubj had/have/VBD/6/aux left/leave/VBN/2/ccomp",
			map[string]string{"said": "2019-03-11", "left": ""}},
		{"She/she/PRP/2/nsubj said/say/VBD/0/root troops/troops/NNS/5/nsubj had/have/VBD/5/aux left/leave/VBN/2/ccomp on/on/IN/7/case Monday/Monday/NNP/5/obl",
			map[string]string{"said": "", "left": "2019-03-11"}},
		// A noun is dated with its verb, by its clause, or by its own modifier.
		{"Talks/talk/NNS/2/nsubj began/begin/VBD/0/root on/on/IN/4/case Friday/Friday/NNP/2/obl",
			map[string]string{"Talks": "2019-03-08"}},
		{"She/she/PRP/2/nsubj hailed/hail/VBD/0/root talks/talk/NNS/2/obj that/that/PRP/5/nsubj opened/open/VBD/3/acl:relcl on/on/IN/7/case Friday/Friday/NNP/5/obl",
			map[string]string{"hailed": "", "talks": "2019-03-08", "opened": "2019-03-08"}},
		{"Tuesday/Tuesday/NNP/3/nmod:poss 's/'s/POS/1/case raid/raid/NN/4/nsubj failed/fail/VBD/0/root",
			map[string]string{"raid": "2019-03-12", "failed": ""}},
		// A day between subject and verb is the verb's, whatever the tree says.
		{"Israel/Israel/NNP/4/nsubj on/on/IN/3/case Sunday/Sunday/NNP/1/nmod called/call/VBD/0/root on/on/IN/6/case powers/power/NNS/4/obl",
			map[string]string{"called": "2019-03-10"}},
		// Coordinated verbs share the day.
		{"On/on/IN/2/case Monday/Monday/NNP/4/obl he/he/PRP/4/nsubj goes/go/VBZ/0/root and/and/CC/6/cc meets/meet/VBZ/4/conj envoys/envoy/NNS/6/obj",
			map[string]string{"goes": "2019-03-18", "meets": "2019-03-18"}},
		// What was pledged on a day is not done on it.
		{"They/they/PRP/2/nsubj pledged/pledge/VBD/0/root on/on/IN/4/case Friday/Friday/NNP/2/obl to/to/TO/6/mark ratify/ratify/VB/2/xcomp it/it/PRP/6/obj",
			map[string]string{"pledged": "2019-03-08", "ratify": ""}},
		{"They/they/PRP/3/nsubj will/will/MD/3/aux meet/meet/VB/0/root within/within/IN/6/case 48/48/CD/6/nummod hours/hour/NNS/3/obl",
			map[string]string{"meet": ""}},
	} {
		d := parsed(t, c.sentence)
		for i, w := range d.Doc.Words {
			want, ok := c.want[w.Text]
			if !ok {
				continue
			}
			got := ""
			if x := For(d, i); x != nil {
				got = x.Value
			}
			if got != want {
				t.Errorf("%q: %s is dated %q, want %q", d.Text, w.Text, got, want)
			}
		}
	}
}

func TestWords(t *testing.T) {
	d := parsed(t, "They/they/PRP/3/nsubj will/will/MD/3/aux meet/meet/VB/0/root within/within/IN/6/case 48/48/CD/6/nummod hours/hour/NNS/3/obl")
	if got := Words(d, 2); got == nil || got.Text != "48 hours" || got.Value != "" {
		t.Errorf("got %v, want 48 hours without a value", got)
	}
}

func TestDay(t *testing.T) {
	text := "Ministers met/meet/VBD/0/root on/on/IN/4/case Tuesday/Tuesday/NNP/2/obl"
	d := parsed(t, strings.Replace(text, "Ministers", "Ministers/minister/NNS/2/nsubj", 1))
	d.Paragraphs = []draft.Range{{}, {Start: 0, End: len(d.Text)}}
	if got := Day(d); got == nil || got.Value != "2019-03-12" {
		t.Errorf("got %v, want the Tuesday of the lead", got)
	}
	d.Times = nil
	if got := Day(d); got == nil || got.Value != "2019-03-13" {
		t.Errorf("got %v, want the day of publication", got)
	}
	d.Published = time.Time{}
	if got := Day(d); got != nil {
		t.Errorf("got %v of a report without a day", got)
	}
}
