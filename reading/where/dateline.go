package where

import (
	"regexp"
	"strings"

	"chancery/gazetteer"
	"chancery/reading/draft"
)

// signed matches datelines that an agency's name or a dash closes, in capitals or
// not: "SEOUL (Reuters) -", "Kampala, Uganda (AP) --", "WASHINGTON—",
// "BEIRUT, Sept 3 (Reuters) -". The first group is the place or places.
var signed = regexp.MustCompile(`^([\p{Lu}][\p{L}.'’ /-]{1,40}?)(?:, [\p{Lu}][\p{L}. ]{1,25}?)?(?:, [\p{Lu}][\p{L}.]{2,8} \d{1,2}(?:, \d{4})?)?(?: ?\([\p{L}. /-]{2,40}\) ?(?:-{1,2}|–|—|:)?| ?(?:—|–|--)| - )`)

// bare matches datelines that only their capitals tell from the text: "PYONGYANG
// North Korean leader …", "MOSCOW/KIEV Two pilots …".
var bare = regexp.MustCompile(`^([\p{Lu}][\p{Lu}.'’-]+(?:[ /][\p{Lu}][\p{Lu}.'’-]+)*)(?:,? |$)`)

// datelines finds the places that paragraphs begin with. The title has none.
func (r *reader) datelines() {
	for k, p := range r.d.Paragraphs {
		if k == 0 {
			continue
		}
		text := r.d.Text[p.Start:min(p.End, p.Start+120)]
		closed := false
		m := signed.FindStringSubmatchIndex(text)
		if m != nil {
			closed = true
		} else if m = bare.FindStringSubmatchIndex(text); m == nil {
			continue
		}
		if !closed && shout(r.d.Text[p.Start:p.End]) {
			continue // a heading
		}
		at := p.Start
		for _, part := range strings.Split(text[:m[3]], "/") {
			lead := len(part) - len(strings.TrimLeft(part, " "))
			if !r.dateline(at+lead, strings.TrimSpace(part), closed) {
				break
			}
			at += len(part) + 1
		}
	}
}

// dateline reads one place of a dateline; what is not closed by an agency or a
// dash must be in capitals.
func (r *reader) dateline(start int, text string, closed bool) bool {
	words := strings.Split(text, " ")
	if _, m := r.world.LongestAt(r.d.Text, start); len(m) > 0 {
		if state, blocks := readMatches(m); state == nil && blocks && !isArea(r.find(text)) {
			return false // a body: "U.N. officials"
		}
	}
	for n := len(words); n > 0; n-- {
		t := strings.Join(words[:n], " ")
		if closed && n < len(words) || !closed && !shout(t) || n == 1 && is(t, plain) {
			continue
		}
		options := known(r.find(t))
		if len(options) == 0 {
			continue
		}
		rng := draft.Range{Start: start, End: start + len(t)}
		first, last := r.words(rng)
		if first == last {
			return false
		}
		r.names = append(r.names, name{first: first, last: last, Range: rng, text: t, options: options, dateline: true})
		return true
	}
	return false
}

// known leaves the places that a report may be filed from.
func known(options []gazetteer.Place) []gazetteer.Place {
	var out []gazetteer.Place
	for _, p := range options {
		switch {
		case p.Kind == gazetteer.Country || p.Kind == gazetteer.Capital || p.Kind == gazetteer.Venue || p.Kind == gazetteer.Region || p.Kind == gazetteer.Island:
			out = append(out, p)
		case p.Kind != gazetteer.Division && p.Kind != gazetteer.Sea && p.Population >= 10_000:
			out = append(out, p)
		}
	}
	return out
}

// words gives the half-open range of words that overlap a range of bytes.
func (r *reader) words(rng draft.Range) (first, last int) {
	first = r.wordFrom(rng.Start)
	last = first
	for last < len(r.doc.Words) && r.doc.Words[last].Start < rng.End {
		last++
	}
	return first, last
}

// wordFrom gives the first word that ends behind a byte.
func (r *reader) wordFrom(at int) int {
	lo, hi := 0, len(r.doc.Words)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.doc.Words[mid].End > at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
