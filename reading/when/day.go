package when

import (
	"chancery/reading/draft"
)

// Day gives the day that a report tells of, as a date without a place in the
// text: the latest day within three of publication that dates a main clause of
// its lead ("said on Friday", published on Saturday), else the day of
// publication. It is nil where neither is known. An event of the day that the
// text dates with no word of its own has this date.
func Day(d *draft.Draft) *draft.Date {
	if d.Published.IsZero() {
		return nil
	}
	published, earliest := formatDay(d.Published), formatDay(d.Published.AddDate(0, 0, -3))
	if d.Doc != nil {
		for _, v := range lead(d) {
			if v <= published && v >= earliest {
				return &draft.Date{Value: v}
			}
		}
	}
	return &draft.Date{Value: published}
}

// lead gives the days that date the verbs of the first two paragraphs below the
// title, the main verb of a sentence first, those of relative clauses left out.
func lead(d *draft.Draft) []string {
	var out []string
	if len(d.Paragraphs) < 2 {
		return nil
	}
	from, to := d.Paragraphs[1].Start, d.Paragraphs[min(2, len(d.Paragraphs)-1)].End
	for k, s := range d.Doc.Sentences {
		if start := d.Doc.Words[s.First].Start; start < from || start >= to {
			continue
		}
		root := d.Doc.Root(k)
		for w := root; w < s.Last; w++ {
			if x := &d.Doc.Words[w]; w != root && (x.UPOS != "VERB" || x.Rel == "acl:relcl" || x.Rel == "amod") {
				continue
			}
			if x := For(d, w); x != nil && len(x.Value) == 10 {
				out = append(out, x.Value)
			}
		}
	}
	return out
}
