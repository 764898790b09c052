package world

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func day(s string) time.Time {
	d, err := ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d.First()
}

func people(terms []Term) string {
	var out []string
	for _, t := range terms {
		out = append(out, t.Person.Name)
	}
	return strings.Join(out, ", ")
}

func TestWho(t *testing.T) {
	w := Default()
	for _, c := range []struct{ query, on, want string }{
		{"foreign minister of South Korea", "2018-10-07", "Kang Kyung-wha"},
		{"South Korean foreign minister", "2018-10-07", "Kang Kyung-wha"},
		{"Russia's president", "2010-03-01", "Dmitry Medvedev"},
		{"prime minister of the United Kingdom", "1997-01-10", "John Major"},
		{"German chancellor", "2004-02-02", "Gerhard Schröder"},
		{"NATO secretary general", "2012-06-30", "Anders Fogh Rasmussen"},
		{"US secretary of state", "1999-01-01", "Madeleine Albright"},
		{"president of the United States", "2017-01-20", "Donald Trump, Barack Obama"},
		{"leader of Iran", "2005-05-05", "Ali Khamenei"},
		{"head of government of Italy", "2012-02-01", "Mario Monti"},
		{"head of state of France", "1996-01-01", "Jacques Chirac"},
		{"head of the CIA", "2014-06-01", "John Brennan"},
		{"Fed chair", "2000-01-01", "Alan Greenspan"},
		{"Bank of England governor", "2016-01-01", "Mark Carney"},
		{"Archbishop of Canterbury", "2010-01-01", "Rowan Williams"},
		{"chairman of the African Union Commission", "2010-01-01", "Jean Ping"},
		{"mayor of London", "2012-03-01", "Boris Johnson"},
		{"Kremlin spokesman", "2019-03-01", "Dmitry Peskov"},
	} {
		got, err := w.Who(c.query, day(c.on))
		if err != nil || people(got) != c.want {
			t.Errorf("Who(%q, %s) = %s, %v, want %s", c.query, c.on, people(got), err, c.want)
		}
		for _, term := range got {
			if term.Source == "" || !strings.Contains(term.Row(), ".tsv:") {
				t.Errorf("Who(%q): no source: %+v", c.query, term)
			}
		}
	}
	for _, query := range []string{"", "bread", "king of Atlantis"} {
		if got, err := w.Who(query, day("2018-01-01")); err == nil {
			t.Errorf("Who(%q) = %s, want an error", query, people(got))
		}
	}
}

func TestWhoPerson(t *testing.T) {
	terms, err := Default().Who("Angela Merkel", time.Time{})
	if err != nil || len(terms) == 0 {
		t.Fatalf("Angela Merkel: %v", err)
	}
	for i := 1; i < len(terms); i++ {
		if terms[i].From.First().Before(terms[i-1].From.First()) {
			t.Errorf("%s before %s", terms[i].From, terms[i-1].From)
		}
	}
}

func TestBySurname(t *testing.T) {
	w := Default()
	for _, c := range []struct{ surname, on, want string }{
		{"Bush", "1991-01-17", "George H. W. Bush"},
		{"Bush", "2003-03-20", "George W. Bush"},
		{"Clinton", "1998-06-01", "Bill Clinton"},
		{"Clinton", "2011-06-01", "Hillary Clinton"},
		{"Erdogan", "2016-07-16", "Recep Tayyip Erdoğan"},
	} {
		got := w.BySurname(c.surname, day(c.on))
		if len(got) == 0 || got[0].Name != c.want {
			name := ""
			if len(got) > 0 {
				name = got[0].Name
			}
			t.Errorf("BySurname(%q, %s) = %q, want %q", c.surname, c.on, name, c.want)
		}
	}
}

func TestAddFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct{ name, text string }{
		{"header.tsv", "person\toffice\tof\tfrom\tto\tsource\nAda Quill\tHarbour Master\tNorway\t2011\t2014-05\tmy notes\n"},
		{"comment.tsv", "# my rows\n# from\tto\tof\toffice\tperson\n2011\t2014-05\tNOR\tharbour master\tAda Quill\n"},
		{"terms-mine.tsv", "Ada Quill\tHarbour Master\tNOR\t2011\t2014-05\n"},
		{"wikidata.csv", "person,personLabel,officeLabel,iso3,start,end\nhttp://www.wikidata.org/entity/Q1,Ada Quill,harbour master,NOR,2011-01-01T00:00:00Z,2014-05-02T00:00:00Z\n"},
		{"wikidata.json", `{"head":{"vars":["personLabel"]},"results":{"bindings":[{"personLabel":{"type":"literal","value":"Ada Quill"},` +
			`"officeLabel":{"type":"literal","value":"Harbour Master of Norway"},"start":{"type":"literal","value":"2011-01-01T00:00:00Z"},` +
			`"end":{"type":"literal","value":"2014-05-02T00:00:00Z"}}]}}`},
	} {
		w, _ := Load()
		if err := w.AddFile(write(c.name, c.text)); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		got, err := w.Who("harbour master of Norway", day("2012-08-09"))
		if err != nil || people(got) != "Ada Quill" {
			t.Errorf("%s: %s, %v", c.name, people(got), err)
		}
		if got := w.BySurname("Quill", day("2012-08-09")); len(got) != 1 {
			t.Errorf("%s: %d people called Quill", c.name, len(got))
		}
	}
	for _, c := range []struct{ name, text, want string }{
		{"bad-day.tsv", "person\toffice\tof\tfrom\nAda Quill\tMayor\tNOR\t2011-13\n", "bad-day.tsv:2: date"},
		{"odd.tsv", "# person\tshoe size\nAda Quill\t38\n", "no table has them"},
		{"nameless.tsv", "Ada Quill\t38\n", "names no columns"},
		{"notes.txt", "Ada Quill", "want a file that ends in"},
		{"empty.csv", "person,officeLabel\nQ1,mayor\n", "no personLabel"},
		{"broken.json", "{", "unexpected end"},
	} {
		w, _ := Load()
		if err := w.AddFile(write(c.name, c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestParseDay(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2018-10-07", "2018-10-07"}, {"2018-10", "2018-10"}, {"2018", "2018"}, {"", ""},
		{"2018-10-07T00:00:00Z", "2018-10-07"}, {"+1999-00-00T00:00:00Z", "1999"},
		{"2016-02-29", "2016-02-29"},
		{"2018-13", "!"}, {"2018-02-30", "!"}, {"18-02-03", "!"}, {"yesterday", "!"}, {"2018-1-2", "!"}, {"2018/10/07", "!"},
	} {
		d, err := ParseDay(c.text)
		got := d.String()
		if err != nil {
			got = "!"
		}
		if got != c.want {
			t.Errorf("ParseDay(%q) = %q, want %q", c.text, got, c.want)
		}
	}
	d := Day{2020, 2, 0}
	if d.First() != day("2020-02-01") || d.Last() != day("2020-02-29") {
		t.Errorf("2020-02 is %s to %s", d.First(), d.Last())
	}
}

func ExampleWorld_Who() {
	terms, err := Default().Who("foreign minister of South Korea", time.Date(2018, 10, 7, 0, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range terms {
		fmt.Println(t.Person.Name, t.Of)
	}
	// Output: Kang Kyung-wha KOR
}

func ExampleWorld_LongestAt() {
	text := "Envoys of the Democratic People's Republic of Korea left."
	end, found := Default().LongestAt(text, 14)
	fmt.Println(text[14:end], found[0].Entity.ID)
	// Output: Democratic People's Republic of Korea PRK
}
