package language

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"
)

// written shows a segmentation: sentences on lines, words parted by spaces,
// words of one multiword token joined by "+".
func written(d *Document) []string {
	var out []string
	for _, s := range d.Sentences {
		var b strings.Builder
		for i := s.First; i < s.Last; i++ {
			switch {
			case d.Words[i].Joined:
				b.WriteByte('+')
			case i > s.First:
				b.WriteByte(' ')
			}
			b.WriteString(d.Words[i].Text)
		}
		out = append(out, b.String())
	}
	return out
}

func TestRead(t *testing.T) {
	d := Read("The foreign minister met Chinese officials on Friday.")
	var tags, lemmas, rels []string
	for _, w := range d.Words {
		tags, lemmas, rels = append(tags, w.UPOS), append(lemmas, w.Lemma), append(rels, w.Rel)
	}
	if got, want := strings.Join(tags, " "), "DET ADJ NOUN VERB ADJ NOUN ADP PROPN PUNCT"; got != want {
		t.Errorf("tags %s\nwant %s", got, want)
	}
	if got, want := strings.Join(lemmas, " "), "the foreign minister meet Chinese official on Friday ."; got != want {
		t.Errorf("lemmas %s\nwant   %s", got, want)
	}
	if got, want := strings.Join(rels, " "), "det amod nsubj root amod obj case obl punct"; got != want {
		t.Errorf("relations %s\nwant      %s", got, want)
	}
	if len(d.Mentions) < 1 {
		t.Errorf("mentions %v", d.Mentions)
	}
	if d.Words[3].Head != -1 || d.Words[2].Head != 3 || d.Words[2].XPOS != "NN" || d.Words[2].Feats != "Number=Sing" {
		t.Errorf("words %+v", d.Words[2:4])
	}
}

// check reports how a reading breaks the promises that hold for any bytes.
func check(d *Document) string {
	at := 0
	for i, w := range d.Words {
		if w.Start < at || w.End <= w.Start || w.End > len(d.Text) || d.Text[w.Start:w.End] != w.Text {
			return "word out of place"
		}
		if strings.TrimFunc(d.Text[at:w.Start], unicode.IsSpace) != "" || strings.ContainsFunc(w.Text, unicode.IsSpace) {
			return "text left out, or white space in a word"
		}
		if i == 0 && w.Joined {
			return "first word joined"
		}
		if utf8.ValidString(d.Text) && !utf8.ValidString(w.Text) {
			return "character cut"
		}
		at = w.End
	}
	if strings.TrimFunc(d.Text[at:], unicode.IsSpace) != "" {
		return "text left out at the end"
	}
	last := 0
	for _, s := range d.Sentences {
		if s.First != last || s.Last <= s.First {
			return "sentences do not tile the words"
		}
		roots := 0
		for i := s.First; i < s.Last; i++ {
			if h := d.Words[i].Head; h < 0 {
				roots++
			} else if h < s.First || h >= s.Last || h == i {
				return "head outside of the sentence"
			}
			if !d.Dominates(d.Root(d.Sentence(i)), i) {
				return "word not in the tree"
			}
		}
		if roots != 1 {
			return "sentence without exactly one root"
		}
		last = s.Last
	}
	if last != len(d.Words) {
		return "words outside of sentences"
	}
	end := 0
	for _, m := range d.Mentions {
		if m.First < end || m.Last <= m.First || m.Last > len(d.Words) || d.Sentence(m.First) != d.Sentence(m.Last-1) {
			return "mention out of place"
		}
		end = m.Last
	}
	return ""
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", " ", "\n\n\n", "a", "Don't.", "SEOUL (Reuters) - Talks can't wait, he said.", "\xff\xfe", "a\xc3", "don\xe2\x80t", "“‘’”…—",
		".@SecPompeo #Pyongyang pic.twitter.com/AbC1", "U.S. aides\u2028met\u2029Mr. Li\u00a0today\v", "İİİ ǅ n’t N'T can't", "((((", "\u200b\ufeff", "x\x00y", "1,000.50% -- $5m :-)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if msg := check(Read(s)); msg != "" {
			t.Errorf("%q: %s", s, msg)
		}
	})
}

func TestReadConcurrently(t *testing.T) {
	text := "Envoys from Norway and Sri Lanka met in Geneva. They didn't agree on a ceasefire."
	want := Read(text)
	var g sync.WaitGroup
	for range 4 {
		g.Go(func() {
			if got := Read(text); !reflect.DeepEqual(got, want) {
				t.Error("readings differ")
			}
		})
	}
	g.Wait()
}
