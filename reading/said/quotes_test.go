package said

import (
	"strings"
	"testing"

	"chancery/reading/draft"
)

// newDraft makes a draft of a text whose paragraphs are parted by blank lines;
// the first is the title.
func newDraft(text string) *draft.Draft {
	d := &draft.Draft{Text: text}
	at := 0
	for _, p := range strings.Split(text, "\n\n") {
		d.Paragraphs = append(d.Paragraphs, draft.Range{Start: at, End: at + len(p)})
		at += len(p) + 2
	}
	d.Title = text[:d.Paragraphs[0].End]
	return d
}

func TestQuotes(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string // inner texts; "…" at the end marks an open one, a number before a colon its depth, "~" a scare quote
	}{
		{"straight", `T

"We will sail," she said. "The tide is ours."`, []string{"We will sail,", "The tide is ours."}},
		{"curly", "T\n\n“We’ll sail,” she said. “It’s ours.”", []string{"We’ll sail,", "It’s ours."}},
		{"mixed marks", "T\n\nHe called it “a cruel joke\".", []string{"a cruel joke"}},
		{"apostrophes", "T\n\nThe envoys' hotel in Oslo's port wasn't the ministers' choice, nor the '90s one.", nil},
		{"single", "T\n\nThe 'forgotten war' of the miners' sons", []string{"forgotten war"}},
		{"single with possessive", "T\n\n‘The traders’ strike goes on,’ he said.", []string{"The traders’ strike goes on,"}},
		{"nested", "T\n\n\"They told us 'go home' twice,\" she said.", []string{"They told us 'go home' twice,", "1:go home"}},
		{"nested same marks", "T\n\n“They told us “go home” twice,” she said.", []string{"They told us “go home” twice,", "1:go home"}},
		{"running", "T\n\n\"It rained.\n\n\"Then it snowed,\" he said.", []string{"It rained.…", "Then it snowed,"}},
		{"running without a mark", "T\n\n“It rained.\n\nThen it snowed,” he said.", []string{"It rained.…", "Then it snowed,"}},
		{"unclosed", "T\n\n\"It rained, he said. \"Then it snowed.\"\n\nNo more.", []string{"It rained, he said.", "Then it snowed."}},
		{"unclosed to the end", "T\n\nHe said \"it rained.\n\nNo more.", []string{"it rained."}},
		{"TeX marks", "T\n\n``It rained,'' he said.", []string{"It rained,"}},
		{"guillemets", "T\n\nHe said « it rained » there.", []string{"it rained"}},
		{"inches", "T\n\nThe 5\" gun fired.", nil},
		{"brackets and dashes", "T\n\nIt (\"the bloc\") met—\"at last,\" he said.", []string{"the bloc", "at last,"}},
		{"word", "T\n\nThey met a \"friend\".", []string{"~friend"}},
		{"title", "T\n\nHe read \"War and Peace\".", []string{"~War and Peace"}},
		{"named", "T\n\nthe drill, dubbed \"steel rain over hills\", ended", []string{"~steel rain over hills"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDraft(tt.text)
			Quotes(d)
			var got []string
			for _, q := range d.Quotes {
				s := d.Text[q.Inner.Start:q.Inner.End]
				if q.Open {
					s += "…"
				}
				if q.Depth > 0 {
					s = "1:" + s
				}
				if q.Scare {
					s = "~" + s
				}
				got = append(got, s)
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
