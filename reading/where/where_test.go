package where

import (
	"strings"
	"testing"

	"chancery/gazetteer"
	"chancery/language"
	"chancery/reading/draft"
)

// read reads a text of a title and paragraphs, parted by blank lines.
func read(text string) *draft.Draft {
	d := &draft.Draft{Text: text, Doc: language.Read(text)}
	at := 0
	for p := range strings.SplitSeq(text, "\n\n") {
		d.Paragraphs = append(d.Paragraphs, draft.Range{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	Read(d)
	return d
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // name/country of the places, "*" for a state, "@" for a dateline
	}{
		{"Envoys arrive\n\nThe envoys arrived in Tashkent, Uzbekistan, from Vienna.", "Tashkent/UZB Uzbekistan/UZB* Vienna/AUT"},
		{"Talks\n\nSEOUL (Reuters) - South Korean ministers met.", "Seoul/KOR@"},
		{"Talks\n\nWASHINGTON— The president spoke.", "Washington/USA@"},
		{"Talks\n\nMOSCOW/KIEV Two pilots came home.", "Moscow/RUS@ Kiev/UKR@"},
		{"Talks\n\nBEIRUT, Sept 3 (Reuters) - Shells fell.", "Beirut/LBN@"},
		{"Talks\n\nNAIROBI, Kenya Robbers fired shots.", "Nairobi/KEN@ Kenya/KEN*"},
		{"Talks\n\nOUT OF TIME\n\nThe talks failed.", ""},
		{"Trip\n\nShe flew to Kiev and to Bombay.", "Kiev/UKR Bombay/IND"},
		{"Trip\n\nHe was born in Paris, Texas, and studied in London, Ontario.", "Paris/USA Texas/USA London/CAN Ontario/CAN"},
		{"Trip\n\nShe lives in Erie, Pa., now.", "Erie/USA"},
		{"War\n\nSyrian troops shelled Tripoli, in northern Lebanon, and Lebanese soldiers left Beirut.", "Tripoli/LBN Lebanon/LBN* Beirut/LBN"},
		{"War\n\nLibyan rebels marched on Tripoli.", "Tripoli/LBY"},
		{"War\n\nClashes broke out in Latakia province in Syria.", "Latakia/SYR Syria/SYR*"},
		{"Sea\n\nTwo ships sailed through the South China Sea near the Spratly Islands.", "South China Sea/ Spratly Islands/"},
		{"Trip\n\nThe G20 Hangzhou summit begins.", "Hangzhou/CHN"},
		{"Visit\n\nThe guests were led to the Palace of Culture.", ""},
		{"Visit\n\nThe president met reporters at the White House.", "White House/USA"},
		{"Visit\n\nThe Kremlin denied it.", ""},
		{"People\n\nAbraham Lincoln and Michael Jordan met John Kerry.", ""},
		{"People\n\nKing Abdullah of Jordan spoke.", "Jordan/JOR*"},
		{"Words\n\nReading the paper was nice. Nice words, he said.", ""},
		{"Words\n\nThe Kyoto Protocol binds them.", ""},
		{"War\n\nShells hit the village of Zorbatuk in Syria.", "Zorbatuk/SYR Syria/SYR*"},
	} {
		var got []string
		for _, p := range read(c.text).Places {
			s := p.Name + "/" + p.Country
			if p.IsState {
				s += "*"
			}
			if p.Dateline {
				s += "@"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestFor(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"The ministers met in Geneva on Monday.", "met", "Geneva"},
		{"The minister traveled to Seoul.", "traveled", "Seoul"},
		{"The minister visited Seoul.", "visited", "Seoul"},
		{"The minister spoke to Seoul.", "spoke", ""},
		{"The talks in Geneva failed.", "talks", "Geneva"},
		{"The minister said troops had shelled a school in Aleppo.", "shelled", "Aleppo"},
		{"The minister said troops had shelled a school in Aleppo.", "said", ""},
		{"The minister arrived in Japan.", "arrived", ""},
	} {
		d := read("A title\n\n" + c.text)
		got := ""
		for i, w := range d.Doc.Words {
			if w.Text == c.word {
				if p := For(d, i); p != nil {
					got = p.Name
				}
			}
		}
		if got != c.want {
			t.Errorf("%q: %s is placed in %q, want %q", c.text, c.word, got, c.want)
		}
	}
	d := read("A title\n\nThe minister arrived in Japan.")
	for i, w := range d.Doc.Words {
		if p := Any(d, i); w.Text == "arrived" && (p == nil || p.Country != "JPN") {
			t.Errorf("Any: got %v, want Japan", p)
		}
	}
}

func TestTables(t *testing.T) {
	for w := range lexicon() {
		if w != strings.ToLower(w) {
			t.Errorf("words.tsv: %q is not in lower case", w)
		}
	}
	if len(abbreviations()) < 50 {
		t.Errorf("abbreviations.tsv: only %d rows", len(abbreviations()))
	}
	for short, d := range abbreviations() {
		found := false
		for _, p := range gazetteer.Find(d.name) {
			found = found || p.Country == d.country
		}
		if !found {
			t.Errorf("abbreviations.tsv: %s: no %s in %s", short, d.name, d.country)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("A title\n\nSEOUL (AP) -- He met Al-Maliki in St. Petersburg, Fla., and al-Ais.")
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, p := range read(text).Places {
			if p.Start < end || p.End <= p.Start || p.End > len(text) {
				t.Fatalf("bad range %v in %q", p.Range, text)
			}
			end = p.End
		}
	})
}

func BenchmarkRead(b *testing.B) {
	d := read("Envoys meet in Vienna\n\nVIENNA (AP) - Envoys of Iran and the United States met in Vienna on Monday. " +
		"They flew to Geneva from Tehran and Washington, and spoke of a visit to Paris, said a spokesman in Brussels, Belgium.")
	for b.Loop() {
		d.Places = nil
		Read(d)
	}
}
