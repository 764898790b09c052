package who_test

import (
	"strings"
	"testing"
	"time"

	"chancery/language"
	"chancery/reading/draft"
	"chancery/reading/said"
	"chancery/reading/when"
	"chancery/reading/who"
)

// read drafts a text of paragraphs parted by blank lines, the title first.
func read(text string) *draft.Draft {
	d := &draft.Draft{Text: text, Published: time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC)}
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		d.Paragraphs = append(d.Paragraphs, draft.Range{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	d.Doc = language.Read(text)
	when.Read(d)
	said.Quotes(d)
	who.Read(d)
	return d
}

// standsFor returns the names of the actors that the nth mention of words stands for.
func standsFor(d *draft.Draft, words string, nth int) []string {
	at := -1
	for range nth {
		at += 1 + strings.Index(d.Text[at+1:], words)
	}
	var out []string
	best := -1
	for i, m := range d.Mentions {
		if m.Start <= at && m.End >= at+len(words) && (best < 0 || m.End-m.Start < d.Mentions[best].End-d.Mentions[best].Start) {
			best = i
		}
	}
	if best >= 0 {
		for _, a := range d.Mentions[best].Actors {
			out = append(out, d.Actors[a].Name)
		}
	}
	return out
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text, words string
		nth         int
		want        string // names parted by " & "
	}{
		{"Talks in Seoul\n\nSecretary of State Mike Pompeo arrived on Sunday. Pompeo will meet officials.", "Pompeo", 2, "Mike Pompeo"},
		{"Talks in Seoul\n\nThe South Korean president, Moon Jae-in, spoke first. He thanked the guests.", "He", 1, "Moon Jae-in"},
		{"Talks in Seoul\n\nForeign Minister Kang Kyung-wha opened the meeting. She spoke for an hour.", "She", 1, "Kang Kyung-wha"},
		{"Visit to Paris\n\nGerman Chancellor Angela Merkel met French President Emmanuel Macron. The two leaders discussed trade.", "The two leaders", 1, "Angela Merkel & Emmanuel Macron"},
		{"Visit to Paris\n\nAfter his stop in Berlin, Mike Pompeo flew on to Paris.", "his", 1, "Mike Pompeo"},
		{"Missiles\n\nNorth Korea fired a missile. The North has done so before.", "The North", 1, "North Korea"},
		{"Missiles\n\nPyongyang rejected the proposal on Monday.", "Pyongyang", 1, "North Korea"},
		{"Envoy\n\nDeputy Foreign Minister Jan Kowalczyk of Poland met reporters. Kowalczyk said little.", "Kowalczyk", 2, "Jan Kowalczyk"},
		{"Visit to Rome\n\nPrime Minister Benjamin Netanyahu of Israel spoke first. The Israeli leader thanked his hosts.", "The Israeli leader", 1, "Benjamin Netanyahu"},
		{"Mission\n\nThe U.N. special envoy for Syria left on Monday. Staffan de Mistura will return.", "The U.N. special envoy for Syria", 1, "Staffan de Mistura"},
		{"Elections\n\nThe vote in Spain was set for May 26.", "May", 1, ""},
		{"Study\n\nDeputy Foreign Minister Park Min-gyu of South Korea spoke. Park left early.", "Park", 2, "Park Min-gyu"},
		{"Trial\n\nSu Wen was charged in Taipei on Monday. Prosecutors said Su had paid a clerk.", "Su", 2, "Su Wen"},
		{"Trial\n\nBut Peter Kowalski, a lawyer, said little.", "Peter Kowalski", 1, "Peter Kowalski"},
		{"Summit\n\nPresident Hussein Farah Duale of Kenya spoke. President Hussein Farah thanked the guests.", "President Hussein Farah", 2, "Hussein Farah Duale"},
		{"Sale\n\nThe port will be sold, a person familiar with the plan said.", "person", 1, "person familiar with the plan"},
		{"Sale\n\nMore than 200 officials joined the march.", "officials", 1, "officials"},
		{"Trial\n\nOh Min-seok, a lawyer, told the court that it was wrong.", "Min-seok", 1, "Oh Min-seok"},
		{"Floods\n\nThe Egyptian government sent tents.", "Egyptian government", 1, "Government of Egypt"},
		{"Drill\n\nTrump opened the drill. Melania Trump stayed at home.", "Trump", 1, "Donald Trump"},
		{"Unrest\n\nOslo Police Chief Ingrid Solberg spoke first. Solberg said little.", "Solberg", 2, "Ingrid Solberg"},
		{"Trade\n\nMicrosoft opened an office in Lagos. The company said it would hire.", "The company", 1, "Microsoft"},
		{"Unrest\n\nThe family of Ingrid Solberg left town.", "The family", 1, "family of Ingrid Solberg"},
		{"Race\n\nTwo candidates, Peter Kowalski and Maria Lopez, spoke.", "Two candidates", 1, "Peter Kowalski & Maria Lopez"},
		{"Talks\n\nPrime Minister Theresa May of Britain, President Emmanuel Macron of France and Chancellor Angela Merkel of Germany met. The three leaders discussed trade.",
			"The three leaders", 1, "Theresa May & Emmanuel Macron & Angela Merkel"},
		{"Talks\n\nAssistant Secretary of State for Trade Peter Kowalski arrived.", "Trade", 1, "Peter Kowalski"},
		{"Trial\n\nThe man, identified by prosecutors as Peter Kowalski, was held.", "The man", 1, "Peter Kowalski"},
		{"Trial\n\nPeter Kowalski was held on Monday. The suspect said nothing.", "The suspect", 1, "Peter Kowalski"},
		{"Front\n\nHezbollah fired rockets on Monday. The group said two men were killed.", "The group", 1, "Hezbollah"},
		{"Board\n\nPeter \"Piet\" Kowalski, a lawyer, spoke. Kowalski said little.", "Kowalski", 2, "Peter Kowalski"},
		{"Trial\n\nLawyer Peter Kowalski said little.", "Kowalski", 1, "Peter Kowalski"},
		{"Missiles\n\nThe launch was shown by the KCNA news agency.", "the KCNA news agency", 1, "Korean Central News Agency"},
		{"Readout of President Trump's Call with President Macron\n\nThe president thanked President Macron.", "The president", 1, "Donald Trump"},
		{"Cyber\n\nThe school pays, said University Professor Jang Ik-su. Jang said little.", "Jang", 2, "Jang Ik-su"},
		{"Visit to Rome\n\nThe Italian minister will meet the pope on Friday.", "the pope", 1, "Pope Francis"},
		{"Reshuffle\n\nIt was agreed that the talks would go on in Geneva.", "It", 1, ""},
	} {
		if got := strings.Join(standsFor(read(c.text), c.words, c.nth), " & "); got != c.want {
			t.Errorf("%q: «%s» stands for %q, want %q", c.text, c.words, got, c.want)
		}
	}
}

func TestStates(t *testing.T) {
	for _, c := range []struct{ text, words, state string }{
		{"Drill\n\nSouth Korean officials said the drill would begin.", "South Korean officials", "KOR"},
		{"Drill\n\nRussia's defence ministry denied the report.", "Russia's defence ministry", "RUS"},
		{"Drill\n\nForeign Minister Tomas Example of Spain left early.", "Foreign Minister Tomas Example", "ESP"},
	} {
		d := read(c.text)
		found := false
		for _, m := range d.Mentions {
			if d.Text[m.Start:m.End] == c.words && len(m.Actors) == 1 {
				found = true
				if got := d.Actors[m.Actors[0]].State; got != c.state {
					t.Errorf("%q: «%s» belongs to %q, want %q", c.text, c.words, got, c.state)
				}
			}
		}
		if !found {
			t.Errorf("%q: no mention «%s»", c.text, c.words)
		}
	}
}

func TestTitlePair(t *testing.T) {
	d := read("Japan and India Sign Pact in Singapore\n\nMinisters of both sides met. China and Vietnam sent observers. The two countries will train together.")
	if got := strings.Join(standsFor(d, "The two countries", 1), " & "); got != "Japan & India" {
		t.Errorf("«The two countries» stands for %q, want those of the title", got)
	}
}
