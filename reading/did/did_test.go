package did

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/language"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/said"
	"chancery/reading/who"
)

func drafted(text string) *draft.Draft {
	text = "A title\n\n" + text
	d := &draft.Draft{Text: text, Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)}
	d.Paragraphs = []draft.Range{{Start: 0, End: 7}, {Start: 9, End: len(text)}}
	d.Doc = language.Read(text)
	said.Quotes(d)
	who.Read(d)
	said.Read(d)
	return d
}

func names(d *draft.Draft, as []int) string {
	var out []string
	for _, a := range as {
		out = append(out, d.Actors[a].Name)
	}
	return strings.Join(out, " & ")
}

func TestCandidates(t *testing.T) {
	for _, c := range []struct {
		text      string
		kind      chancery.EventType
		cue       string
		who, whom string
		status    chancery.Status
	}{
		{"Russia condemned Turkey on Monday.", chancery.Accuse, "condemned", "Russia", "Turkey", chancery.Held},
		{"Turkey was criticised by Greece.", chancery.Accuse, "criticised", "Greece", "Turkey", chancery.Held},
		{"Japan will host France next week.", chancery.Consult, "host", "Japan", "France", chancery.Planned},
		{"China urged India to withdraw its troops.", chancery.Request, "urged", "China", "India", chancery.Held},
		{"Norway praised Sweden.", chancery.Support, "praised", "Norway", "Sweden", chancery.Held},
		{"Iran may attack Israel.", chancery.Assault, "attack", "Iran", "Israel", chancery.Possible},
		{"Egypt did not attack Libya.", chancery.Assault, "attack", "Egypt", "Libya", chancery.Denied},
		{"Peru would not accept a Chilean offer.", chancery.Reject, "accept", "Peru", "Chile", chancery.Held},
		{"Chad shot down a Sudanese drone.", chancery.Assault, "shot down", "Chad", "Sudan", chancery.Held},
		{"Chile met Peru on Monday in Geneva, where a pact was signed.", chancery.Agree, "pact", "Chile", "Peru", chancery.Held},
		{"Oman came under attack on Monday.", chancery.Assault, "came under attack", "", "Oman", chancery.Held},
		{"Relations soured as a planned visit to Peru by Spain fell through.", chancery.Consult, "visit", "", "Peru", chancery.Cancelled},
		{"The market fell after talks with Chile fell through.", chancery.Consult, "talks", "", "Chile", chancery.Cancelled},
		{"The Kenyan raid angered Chad.", chancery.Accuse, "angered", "Chad", "Kenya", chancery.Held},
		{"Chad was angered by Kenyan patrols.", chancery.Accuse, "angered", "Chad", "Kenya", chancery.Held},
		{"Canada arrested several protesters.", chancery.Coerce, "arrested", "Canada", "protesters", chancery.Held},
	} {
		d := drafted(c.text)
		found := false
		for _, x := range Candidates(d) {
			e := x.Event
			if e.Type != c.kind || d.Text[e.Cue.Start:e.Cue.End] != c.cue {
				continue
			}
			found = true
			if who, whom := names(d, e.Who), names(d, e.Whom); who != c.who || whom != c.whom || e.Status != c.status {
				t.Errorf("%q: %s → %s, %s; want %s → %s, %s", c.text, who, whom, e.Status, c.who, c.whom, c.status)
			}
		}
		if !found {
			t.Errorf("%q: no %s at «%s»", c.text, c.kind, c.cue)
		}
	}
}

func TestFrames(t *testing.T) {
	types := map[chancery.EventType]bool{}
	for pos, by := range frames() {
		for lemma, fs := range by {
			for _, f := range fs {
				types[f.kind] = true
				if f.lemma != lemma || strings.ToLower(lemma) != lemma {
					t.Errorf("%c %s: lemma %q", pos, lemma, f.lemma)
				}
			}
		}
	}
	if len(types) != 16 {
		t.Errorf("the lexicon has %d event types, want all sixteen", len(types))
	}
}

func TestModels(t *testing.T) {
	m := learned()
	if len(m.Roles.Weights) == 0 || len(m.Event.Weights) == 0 || len(m.Day.Weights) == 0 {
		t.Fatal("a model is empty: run go run ./reading/train -write")
	}
}

func TestMergeOneMeeting(t *testing.T) {
	d := drafted("Angela Merkel met Emmanuel Macron in Berlin. Merkel and Macron met for two hours.")
	Read(d)
	n := 0
	for _, e := range d.Events {
		if e.Type == chancery.Consult {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d meetings, want one told twice", n)
	}
}

// What is told as after an event of the day of publication is of that day.
func TestAfterTheDaysEvent(t *testing.T) {
	for _, c := range []struct {
		text, day, want string
	}{
		{"Angela Merkel met Emmanuel Macron. After her meeting with Macron, Merkel flew to Rome.", "2018-10-07", "2018-10-07"},
		{"Angela Merkel met Emmanuel Macron. After her meeting with Macron, Merkel flew to Rome.", "2018-10-05", ""},
		{"Angela Merkel met Emmanuel Macron. Before her meeting with Macron, Merkel flew to Rome.", "2018-10-07", ""},
		{"Angela Merkel met Emmanuel Macron. After her meeting with Shinzo Abe, Merkel flew to Rome.", "2018-10-07", ""},
	} {
		d := drafted(c.text)
		r := &reader{clause.New(d)}
		var met draft.Event
		flew := -1
		for _, x := range Candidates(d) {
			switch d.Text[x.Event.Cue.Start:x.Event.Cue.End] {
			case "met":
				met = x.Event
			case "flew":
				flew = x.Event.Word
			}
		}
		if flew < 0 {
			t.Fatalf("%q: nobody flew", c.text)
		}
		met.Date = &draft.Date{Value: c.day}
		got := ""
		if x := r.since([]draft.Event{met}, flew); x != nil {
			got = x.Value
		}
		if got != c.want {
			t.Errorf("%q, met on %s: flew on %q, want %q", c.text, c.day, got, c.want)
		}
	}
}

// What tells fillers apart beside their place in the tree.
func TestFillers(t *testing.T) {
	for _, c := range []struct {
		text, cue, actor, slot, feature string
	}{
		{"Peru demanded the release of Angela Merkel.", "demanded", "Angela Merkel", Whom, "under=release nmod of"},
		{"Germany and Angela Merkel thanked Japan. Germany was glad.", "thanked", "Germany", Whom, "mate who state"},
		{"Peru attacked Chile. Later Peru threatened to strike.", "threatened", "Chile", Whom, "dealt 10 open"},
		{"China condemned Japan and India.", "condemned", "India", Whom, "order=after1 ACCUSE"},
	} {
		d := drafted(c.text)
		cands := Candidates(d)
		who, whom := SlotFillers(d, cands)
		found := false
		for k, x := range cands {
			if d.Text[x.Event.Cue.Start:x.Event.Cue.End] != c.cue {
				continue
			}
			fs := whom[k]
			if c.slot == Who {
				fs = who[k]
			}
			for _, f := range fs {
				found = found || d.Actors[f.Actor].Name == c.actor && slices.Contains(f.Features, c.slot+":"+c.feature)
			}
		}
		if !found {
			t.Errorf("%q: %s as %s of «%s» is not told by %q", c.text, c.actor, c.slot, c.cue, c.feature)
		}
	}
}
