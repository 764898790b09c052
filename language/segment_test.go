package language

import (
	"strings"
	"testing"
)

// Sentences are parted by " | " and words as written does.
func TestSegment(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"wire dateline", "SEOUL (Reuters) - North Korea won't sign, aides said. Talks go on.",
			"SEOUL ( Reuters ) - North Korea wo+n't sign , aides said . | Talks go on ."},
		{"bare dateline", "SEOUL North Korea said it would send an envoy next week.", "SEOUL North Korea said it would send an envoy next week ."},
		{"bare datelines", "BRUSSELS The envoys met. They signed.\n\nSEOUL/TOKYO Talks went on.", "BRUSSELS The envoys met . | They signed . | SEOUL / TOKYO Talks went on ."},
		{"dateline with day", "GENEVA, Oct. 7 (Xinhua) -- Envoys met here on Sunday.", "GENEVA , Oct. 7 ( Xinhua ) -- Envoys met here on Sunday ."},
		{"headline", "Envoy hails \"fruitful\" talks\n\nHe flew home on Monday.", "Envoy hails \" fruitful \" talks | He flew home on Monday ."},
		{"abbreviations", "Mr. Lee met Gov. J. K. Rowe in the U.S. on Sept. 30. Dr. Oh was there.",
			"Mr. Lee met Gov. J. K. Rowe in the U.S. on Sept. 30 . | Dr. Oh was there ."},
		{"titles before names", "The U.N. Security Council heard Gen. Park at 10 a.m. Sunday.", "The U.N. Security Council heard Gen. Park at 10 a.m. Sunday ."},
		{"bullets", "Agenda:\n* end the war\n* open an office\n- Talk again", "Agenda : | * end the war | * open an office | - Talk again"},
		{"tweet", ".@StateDept met the envoy in #Oslo pic.twitter.com/AbCd12EfGh", ". @StateDept met the envoy in #Oslo pic.twitter.com/AbCd12EfGh"},
		{"retweet", "RT @NorwayMFA: Talks resume. More at https://example.org/a?b=c.", "RT @NorwayMFA : Talks resume . | More at https://example.org/a?b=c ."},
		{"nested quotes", "\"He said, 'We will not sign',\" an aide recalled.", "\" He said , ' We will not sign ' , \" an aide recalled ."},
		{"curly quotes", "“It’s a start,” she said. ‘We’re ready.’", "“ It+’s a start , ” she said . | ‘ We+’re ready . ’"},
		{"typewriter quotes", "``We agree,'' he said.", "`` We agree , '' he said ."},
		{"brackets", "[He declined to comment.] Ms. Kang agreed.", "[ He declined to comment . ] | Ms. Kang agreed ."},
		{"ellipsis", "They waited... But no one came.", "They waited ... | But no one came ."},
		{"hyphens", "Moon Jae-in's U.S.-led talks", "Moon Jae - in+'s U.S. - led talks"},
		{"money", "It gave $1,250,000.50, or 3.5%.", "It gave $ 1,250,000.50 , or 3.5 % ."},
		{"contractions", "They cannot go; we'd've gone.", "They can+not go ; we+'d+'ve gone ."},
		{"mail and files", "Write to j.doe@mfa.example.no or read accord.pdf.", "Write to j.doe@mfa.example.no or read accord.pdf ."},
		{"question inside", "\"Will they sign?\" a reporter asked.", "\" Will they sign ? \" a reporter asked ."},
	} {
		if got := strings.Join(written(Segment(c.text)), " | "); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}
