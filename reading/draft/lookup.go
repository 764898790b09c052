package draft

import "sort"

// WordAt returns the index in Doc.Words of the word that covers or follows byte
// offset at, len(Doc.Words) if there is none.
func (d *Draft) WordAt(at int) int {
	return sort.Search(len(d.Doc.Words), func(i int) bool { return d.Doc.Words[i].End > at })
}

// WordRange returns the half-open range of Doc.Words that overlap r.
func (d *Draft) WordRange(r Range) (first, last int) {
	first = d.WordAt(r.Start)
	last = sort.Search(len(d.Doc.Words), func(i int) bool { return d.Doc.Words[i].Start >= r.End })
	return first, max(first, last)
}

// Span returns the bytes from word first to the end of word last-1.
func (d *Draft) Span(first, last int) Range {
	return Range{d.Doc.Words[first].Start, d.Doc.Words[last-1].End}
}

// MentionAt returns the index in Mentions of the mention that the word stands
// for: the one whose head it is, else the shortest one that holds it, else -1.
func (d *Draft) MentionAt(word int) int {
	best, size := -1, 0
	end := sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].First > word })
	const longest = 40 // words; a mention is a name with its title, never longer
	for i := end - 1; i >= 0 && d.Mentions[i].First > word-longest; i-- {
		m := d.Mentions[i]
		if m.Last <= word {
			continue
		}
		n := m.Last - m.First
		if m.Head != word {
			n += longest
		}
		if best < 0 || n < size {
			best, size = i, n
		}
	}
	return best
}

// ActorsAt returns the actors that the word stands for, as indices into Actors:
// those of its mention, nil if there is none.
func (d *Draft) ActorsAt(word int) []int {
	if m := d.MentionAt(word); m >= 0 {
		return d.Mentions[m].Actors
	}
	return nil
}

// QuoteAt returns the index in Quotes of the innermost quotation around the
// byte, -1 if it is not quoted.
func (d *Draft) QuoteAt(at int) int {
	best := -1
	for i, q := range d.Quotes {
		if q.Inner.Start <= at && at < q.Inner.End && (best < 0 || q.Depth > d.Quotes[best].Depth) {
			best = i
		}
	}
	return best
}

// ParagraphAt returns the index in Paragraphs of the paragraph of the byte, the
// last one if it lies behind them all.
func (d *Draft) ParagraphAt(at int) int {
	i := sort.Search(len(d.Paragraphs), func(i int) bool { return d.Paragraphs[i].End > at })
	return min(i, len(d.Paragraphs)-1)
}
