package who

import (
	"sort"
	"strings"

	"chancery/reading/draft"
)

// Speech resolves the first and second persons within quotations to the speaker
// and the addressee of the statement they stand in. It needs d.Statements.
func Speech(d *draft.Draft) {
	var more []draft.Mention
	for _, s := range d.Statements {
		if s.Speaker < 0 {
			continue
		}
		for _, c := range s.Content {
			first, last := d.WordRange(c)
			for i := first; i < last; i++ {
				w := d.Doc.Words[i]
				if w.UPOS != "PRON" && w.XPOS != "PRP$" || d.QuoteAt(w.Start) < 0 {
					continue
				}
				as, kind := spoken(d, s, strings.ToLower(w.Text))
				if len(as) > 0 {
					more = append(more, draft.Mention{Range: d.Span(i, i+1), First: i, Last: i + 1, Head: i, Actors: as, Kind: kind})
				}
			}
		}
	}
	d.Mentions = append(d.Mentions, more...)
	sort.SliceStable(d.Mentions, func(i, j int) bool { return d.Mentions[i].First < d.Mentions[j].First })
}

// spoken returns the actors that a pronoun of direct speech means. "We" is the
// speaker here; whoever needs the state acted for takes it from the speaker.
func spoken(d *draft.Draft, s draft.Statement, pronoun string) ([]int, draft.MentionKind) {
	switch pronoun {
	case "i", "me", "we", "us", "myself", "ourselves":
		return []int{s.Speaker}, draft.Pronoun
	case "my", "our", "mine", "ours":
		return []int{s.Speaker}, draft.Possess
	case "you":
		return s.Addressee, draft.Pronoun
	case "your", "yours":
		return s.Addressee, draft.Possess
	}
	return nil, draft.Pronoun
}
