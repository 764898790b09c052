package store

import (
	"strings"
	"testing"
)

func TestParseText(t *testing.T) {
	for _, test := range []struct{ text, lite, pg string }{
		{`summit`, `("summit")`, `('summit')`},
		{`Joint  Statement`, `("joint" AND "statement")`, `('joint') & ('statement')`},
		{`"Joint Statement" Séoul`, `("joint statement" AND "seoul")`, `('joint' <-> 'statement') & ('seoul')`},
		{`“curly marks”`, `("curly marks")`, `('curly' <-> 'marks')`},
		{`denuclear*`, `("denuclear" *)`, `('denuclear':*)`},
		{`"six party tal"*`, `("six party tal" *)`, `('six' <-> 'party' <-> 'tal':*)`},
		{`talks -nuclear -"six party"`, `((("talks") NOT "nuclear") NOT "six party")`, `('talks') & !('nuclear') & !('six' <-> 'party')`},
		{`co-operate U.S.`, `("co operate" AND "u s")`, `('co' <-> 'operate') & ('u' <-> 's')`},
		{`"no end`, `("no end")`, `('no' <-> 'end')`},
		{`a"b c"d`, `("a" AND "b c" AND "d")`, `('a') & ('b' <-> 'c') & ('d')`},
		// What the full-text languages have as operators is text here.
		{`talks OR NEAR(x) AND`, `("talks" AND "or" AND "near x" AND "and")`, `('talks') & ('or') & ('near' <-> 'x') & ('and')`},
		{`words:secret ^first {a b}`, `("words secret" AND "first" AND "a" AND "b")`, `('words' <-> 'secret') & ('first') & ('a') & ('b')`},
		{`x' | 'y`, `("x" AND "y")`, `('x') & ('y')`},
		{`x') & !('y`, `("x" AND "y")`, `('x') & ('y')`},
		{`x\' <-> \`, `("x")`, `('x')`},
		{`x:*ABD`, `("x abd")`, `('x' <-> 'abd')`},
		{"nul\x00l", `("null")`, `('null')`},
		{`'; DROP TABLE entry; --`, `("drop" AND "table" AND "entry")`, `('drop') & ('table') & ('entry')`},
	} {
		terms, err := parseText(test.text)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if got, _ := sqlite.match(terms, nil); got != test.lite {
			t.Errorf("%s: %s, want %s", test.text, got, test.lite)
		}
		if got, _ := postgres.match(terms, nil); got != test.pg {
			t.Errorf("%s: %s, want %s", test.text, got, test.pg)
		}
	}
}

func TestParseTextRefuses(t *testing.T) {
	if _, err := parseText(strings.Repeat("word ", 100)); err == nil {
		t.Error("a hundred words are taken")
	}
	for _, text := range []string{"a*", "sardine -no*", `"six party t"*`} {
		if _, err := parseText(text); err == nil || !strings.Contains(err.Error(), "letters before the asterisk") {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"", "  ", "*", `""`, "- -", "-only", `-"these two"`} {
		terms, err := parseText(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got, err := sqlite.match(terms, nil); err == nil {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// A narrowing token is no word that may be typed: it changes nothing of what words
// mean, and words change nothing of it.
func TestTokens(t *testing.T) {
	if token("house", "Harbour Post") != token("house", "HARBOUR  post") {
		t.Error("case counts in the name of a house")
	}
	if token("house", "x") == token("actor", "x") {
		t.Error("a house is an actor")
	}
	got, err := sqlite.match(nil, [][]string{{"zza"}, {"zzb", "zzc"}})
	if want := `(("zza") AND ("zzb" OR "zzc"))`; err != nil || got != want {
		t.Errorf("%s %v, want %s", got, err, want)
	}
	got, err = postgres.match(nil, [][]string{{"zza"}, {"zzb", "zzc"}})
	if want := `('zza') & ('zzb' | 'zzc')`; err != nil || got != want {
		t.Errorf("%s %v, want %s", got, err, want)
	}
}

func TestWordsRow(t *testing.T) {
	last := int64(-1)
	for _, day := range []int64{unknownDay, -9000, -1, 0, 1, 20000} {
		for _, n := range []int64{1, 7, 1<<31 - 1} {
			row := wordsRow(day, n)
			if row <= last || wordsOwner(row) != n || wordsDay(row) != day {
				t.Errorf("row %d of day %d and %d: owner %d, day %d, last %d", row, day, n, wordsOwner(row), wordsDay(row), last)
			}
			last = row
		}
	}
}

func FuzzParseText(f *testing.F) {
	f.Add(`"a b"* -c`)
	f.Fuzz(func(t *testing.T, text string) {
		terms, err := parseText(text)
		if err != nil {
			return
		}
		for _, x := range terms {
			for _, w := range x.words {
				if strings.ContainsAny(w, `"'\*:&|!()<>^{}-+ `) || w == "" {
					t.Errorf("%q gives the word %q", text, w)
				}
			}
		}
	})
}
