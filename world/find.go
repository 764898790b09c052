package world

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// index finds aliases by their folded words.
type index struct {
	heads  map[string]int32 // by folded words, parted by blanks: index into refs
	refs   []ref
	firsts map[string]uint8 // by folded first word: words of the longest alias that begins so
	inner  map[string]bool  // folded words that follow the first in phrases that are no names
}

// ref is one alias of one entity with what its spelling demands of the text's.
type ref struct {
	entity *Entity // nil for a phrase that is no name
	next   int32   // the next alias of the same words, -1 after the last
	kind   AliasKind
	upper  uint16 // words that must begin with a capital
	shout  uint16 // words that must be all capitals
	caps   uint8  // capitals that the first word must have, as in "LeT"; 0 if any number will do
	the    bool   // "the" must stand before it, as before "Times"
	marked bool   // one word whose diacritics must be there: "Malé"
	common bool   // an acronym that is a word as well: "WHO"
}

// commonWords are acronyms that mean something else where all is in capitals.
var commonWords = map[string]bool{"act": true, "app": true, "arena": true, "car": true, "care": true, "cat": true, "da": true,
	"err": true, "fact": true, "ice": true, "is": true, "it": true, "left": true, "let": true, "map": true, "mod": true,
	"opt": true, "pace": true, "pan": true, "pas": true, "pet": true, "plan": true, "po": true, "ran": true, "sad": true, "salt": true,
	"start": true, "swift": true, "tap": true, "time": true, "tip": true, "who": true}

// newRef makes an alias of the name in s.
func newRef(s *scanner, e *Entity, kind AliasKind) ref {
	r := ref{entity: e, kind: kind, next: -1, the: s.the}
	for i, t := range s.tokens[:s.n] {
		if t.upper {
			r.upper |= 1 << i
		}
		if t.shout && t.end-t.start > 1 {
			r.shout |= 1 << i
		}
	}
	if first := s.tokens[0]; s.n == 1 {
		r.marked = first.marked
		r.common = first.shout && commonWords[string(s.buf)]
		if kind == Acronym && !first.shout && first.caps > 1 {
			r.caps = first.caps
		}
	}
	return r
}

// add registers the name in s as an alias and tells whether it was new for e.
func (x *index) add(s *scanner, e *Entity, kind AliasKind) bool {
	if s.n == 0 {
		return false
	}
	r := newRef(s, e, kind)
	head, known := x.heads[string(s.buf)]
	if !known {
		key := string(s.buf)
		x.heads[key] = int32(len(x.refs))
		first := key[:s.tokens[0].fold]
		if n := uint8(s.n); x.firsts[first] < n {
			x.firsts[first] = n
		}
	}
	for i := head; known; {
		o := &x.refs[i]
		if o.entity == e && o.upper == r.upper && o.shout == r.shout && o.the == r.the && o.marked == r.marked {
			return false
		}
		if o.next < 0 {
			o.next = int32(len(x.refs))
			break
		}
		i = o.next
	}
	x.refs = append(x.refs, r)
	return true
}

// exclude registers the phrase in s as one that is no name.
func (x *index) exclude(s *scanner) bool {
	for i := 1; i < s.n; i++ {
		x.inner[string(s.buf[s.tokens[i-1].fold+1:s.tokens[i].fold])] = true
	}
	return x.add(s, nil, Name)
}

// Find returns every entity that has name as an alias, names before short names,
// acronyms, adjectives, demonyms and metonyms. Case counts for acronyms and for
// names of up to four letters; otherwise case, diacritics, hyphens, the form of
// apostrophes and a leading "the" do not.
func (w *World) Find(name string) []Match {
	var s scanner
	var room [96]byte
	s.buf = room[:0]
	s.name(name)
	found := w.index.lookup(s.buf, s.tokens[:s.n], "", len(s.buf) <= 4)
	if len(found) > 0 && found[0].Entity == nil {
		found = found[1:]
	}
	return found
}

// LongestAt returns the longest alias that begins at byte start of text, which
// must be the beginning of a word, and the byte at which it ends; m is empty if
// there is none. A possessive ending is not part of the match. A word that the
// alias capitalises must be capitalised in the text, acronyms all capitals.
// A middle initial that the alias lacks is passed over ("Donald J. Trump"). The
// match begins after the article also where the alias needs one ("the Times").
func (w *World) LongestAt(text string, start int) (end int, m []Match) {
	if !wordStart(text, start) {
		return start, nil
	}
	var s scanner
	var room [160]byte
	s.buf = room[:0]
	s.scan(text, start, 1)
	if s.n == 0 {
		return start, nil
	}
	longest := int(w.index.firsts[string(s.buf)])
	if longest == 0 {
		return start, nil
	}
	s.scan(text, start, min(longest+1, maxTokens))
	for n := s.n; n > 0; n-- {
		last := s.tokens[n-1]
		if !wordEnd(text, last.end) {
			continue
		}
		if m = w.index.lookup(s.buf[:last.fold], s.tokens[:n], text, true); m == nil {
			m = w.index.lookupWithoutInitial(&s, n, text)
		}
		if m != nil {
			if m[0].Entity == nil || w.index.within(text, start, &s) {
				return start, nil
			}
			return last.end, m
		}
	}
	return start, nil
}

// within tells whether the word at start, the first in s, stands in a phrase that
// begins before it and is no name: "Mexico" in "New Mexico".
func (x *index) within(text string, start int, s *scanner) bool {
	if !x.inner[string(s.buf[:s.tokens[0].fold])] {
		return false
	}
	var phrase scanner
	var room [160]byte
	phrase.buf = room[:0]
	at := start
	for range maxBefore {
		if at = previousWord(text, at); at < 0 {
			return false
		}
		phrase.scan(text, at, maxBefore+2)
		for n := phrase.n; n > 1 && phrase.tokens[n-1].end > start; n-- {
			i, ok := x.heads[string(phrase.buf[:phrase.tokens[n-1].fold])]
			if ok && x.refs[i].entity == nil && x.refs[i].fits(phrase.tokens[:n], true) {
				return true
			}
		}
	}
	return false
}

// maxBefore is how many words a phrase that is no name may have before the name in it.
const maxBefore = 3

// previousWord returns where the word before start begins, -1 if more than a blank
// or a hyphen is between.
func previousWord(text string, start int) int {
	i := start - 1
	if i <= 0 || text[i] != ' ' && text[i] != '-' {
		return -1
	}
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !wordRune(r) && r != '.' {
			break
		}
		i -= size
	}
	if i == start-1 {
		return -1
	}
	return i
}

// lookup returns the aliases spelt key whose capitals agree with tokens and, where
// there is one, with the text around them; where strict is false only acronyms are
// held to their case.
func (x *index) lookup(key []byte, tokens []token, text string, strict bool) []Match {
	i, ok := x.heads[string(key)]
	if !ok || len(tokens) == 0 {
		return nil
	}
	var found []Match
	for ; i >= 0; i = x.refs[i].next {
		if r := &x.refs[i]; r.fits(tokens, strict) && (text == "" || r.belongs(text, tokens)) {
			found = append(found, Match{r.entity, r.kind})
		}
	}
	return orderMatches(found)
}

// lookupWithoutInitial looks the first n words up without their middle initial.
func (x *index) lookupWithoutInitial(s *scanner, n int, text string) []Match {
	for i := 1; i < n-1; i++ {
		if !s.tokens[i].initial {
			continue
		}
		var room [160]byte
		key := append(room[:0], s.buf[:s.tokens[i-1].fold]...)
		key = append(key, s.buf[s.tokens[i].fold:s.tokens[n-1].fold]...)
		var tokens [maxTokens]token
		k := copy(tokens[:], s.tokens[:i])
		k += copy(tokens[k:], s.tokens[i+1:n])
		return x.lookup(key, tokens[:k], text, true)
	}
	return nil
}

// fits tells whether the capitals of tokens agree with the alias. Where strict is
// false only acronyms are held to their case.
func (r *ref) fits(tokens []token, strict bool) bool {
	for i, t := range tokens {
		if r.shout>>i&1 == 1 && !t.shout {
			return false
		}
		if strict && r.upper>>i&1 == 1 && !t.upper && !t.hyphen {
			return false
		}
	}
	return r.caps == 0 || r.caps == tokens[0].caps
}

// belongs tells whether the words around tokens allow the alias, and its diacritics
// are there where they must be.
func (r *ref) belongs(text string, tokens []token) bool {
	if r.marked && !tokens[0].marked {
		return false
	}
	if !r.the && !r.common {
		return true
	}
	before := strings.TrimRight(text[:tokens[0].start], " ")
	before = before[strings.LastIndexAny(before, " \n“\"(")+1:]
	after := strings.TrimPrefix(text[tokens[len(tokens)-1].end:], " ")
	if r.the {
		capital := len(after) > 0 && 'A' <= after[0] && after[0] <= 'Z' // "the National Assembly" is not The National
		return strings.EqualFold(before, "the") && !(capital && len(tokens) == 1)
	}
	if i := strings.IndexAny(after, " \n"); i >= 0 {
		after = after[:i]
	}
	return !(shouts(before) || shouts(after))
}

// shouts tells whether a word is in capitals.
func shouts(word string) bool {
	return len(word) > 1 && word == strings.ToUpper(word) && word != strings.ToLower(word)
}

// orderMatches sorts by kind of alias and keeps one match an entity.
func orderMatches(m []Match) []Match {
	if len(m) < 2 {
		return m
	}
	sort.SliceStable(m, func(i, j int) bool { return m[i].Kind < m[j].Kind })
	kept := m[:0]
next:
	for _, a := range m {
		for _, b := range kept {
			if a.Entity == b.Entity {
				continue next
			}
		}
		kept = append(kept, a)
	}
	return kept
}

// wordStart tells whether a word begins at byte i. The part of a word that follows
// an apostrophe does not ("Brien" in "O'Brien").
func wordStart(text string, i int) bool {
	if i < 0 || i >= len(text) {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text[i:]); !wordRune(r) {
		return false
	}
	prev, size := utf8.DecodeLastRuneInString(text[:i])
	if wordRune(prev) {
		return false
	}
	if apostrophe(prev) {
		before, _ := utf8.DecodeLastRuneInString(text[:i-size])
		return !wordRune(before)
	}
	return true
}

// wordEnd tells whether a word that ends at byte i is whole: what follows is no
// letter, and no apostrophe with letters other than a possessive s.
func wordEnd(text string, i int) bool {
	r, size := utf8.DecodeRuneInString(text[i:])
	if size == 0 {
		return true
	}
	if wordRune(r) {
		return false
	}
	if !apostrophe(r) {
		return true
	}
	rest := text[i+size:]
	r, size = utf8.DecodeRuneInString(rest)
	if size == 0 || !wordRune(r) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	return (r == 's' || r == 'S') && !wordRune(after)
}
