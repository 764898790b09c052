package merge

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plainLetters are those that do not part into a letter and a mark.
var plainLetters = strings.NewReplacer("ø", "o", "đ", "d", "ð", "d", "ł", "l", "ß", "ss", "æ", "ae", "œ", "oe", "ı", "i", "þ", "th",
	"ħ", "h", "ʻ", "", "ʼ", "", "ʿ", "", "ʾ", "", "’", "'", "‘", "'")

// fold takes capitals and diacritics away.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	s = strings.ToLower(s)
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(plainLetters.Replace(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// titles stand before names and are no part of them.
var titles = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`mr mrs ms miss dr doctor prof professor sir dame lord lady gen general lt lieutenant maj major col colonel
		capt captain sgt sergeant brig brigadier adm admiral vice rear marshal field rev reverend fr father sheikh shaikh sheik hajj haji
		president premier prime minister chancellor secretary foreign defense defence senator sen rep representative congressman
		congresswoman gov governor mayor ambassador amb king queen prince princess crown sultan emir pope cardinal archbishop bishop
		ayatollah mullah imam comrade chairman chairwoman speaker judge justice spokesman spokeswoman deputy former acting then late
		his her excellency majesty highness hon honorable honourable`) {
		m[w] = true
	}
	return m
}()

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "phd": true, "md": true, "esq": true}

// personName folds a person's name: titles before it, initials between its words and
// what follows it ("Jr.") are dropped, hyphens are blanks.
func personName(name string) string {
	var all []string
	words(strings.ReplaceAll(name, "'", ""), func(w string) { all = append(all, w) })
	parts := all
	for len(parts) > 1 && titles[parts[0]] {
		parts = parts[1:]
	}
	for len(parts) > 1 && suffixes[parts[len(parts)-1]] {
		parts = parts[:len(parts)-1]
	}
	kept := make([]string, 0, len(parts))
	for i, w := range parts {
		if len(w) > 1 || len(parts) < 3 || i == 0 || i == len(parts)-1 {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// plainName folds the name of anything else; a leading article is dropped.
func plainName(name string) string {
	var parts []string
	words(strings.ReplaceAll(name, "'s", ""), func(w string) { parts = append(parts, w) })
	if len(parts) > 1 && (parts[0] == "the" || parts[0] == "a" || parts[0] == "an") {
		parts = parts[1:]
	}
	return strings.Join(parts, " ")
}
