package said

import (
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/language"
	"chancery/reading/draft"
)

// standIn names the actors of a test by plain matching, and gives every pronoun of
// the third person to the actor last named: a stand-in for stage who.
func standIn(d *draft.Draft, names ...string) {
	for _, n := range names {
		short, sector, _ := strings.Cut(n, "/")
		d.Actors = append(d.Actors, draft.Actor{Name: short, Kind: chancery.Person, Sector: sector})
	}
	for i, w := range d.Doc.Words {
		for a, actor := range d.Actors {
			fields := strings.Fields(actor.Name)
			if w.Text == fields[len(fields)-1] {
				first := max(0, i-len(fields)+1)
				if d.Doc.Words[first].Text != fields[0] {
					first = i
				}
				d.Mentions = append(d.Mentions, draft.Mention{Range: d.Span(first, i+1), First: first, Last: i + 1, Head: i, Actors: []int{a}})
			}
		}
		if slices.Contains([]string{"he", "she", "they", "it"}, strings.ToLower(w.Text)) && len(d.Mentions) > 0 {
			last := d.Mentions[len(d.Mentions)-1].Actors
			d.Mentions = append(d.Mentions, draft.Mention{Range: d.Span(i, i+1), First: i, Last: i + 1, Head: i, Actors: last, Kind: draft.Pronoun})
		}
	}
	sort.SliceStable(d.Mentions, func(a, b int) bool { return d.Mentions[a].First < d.Mentions[b].First })
}

// readText reads a text whose title and paragraphs are parted by blank lines.
func readText(text string, names ...string) *draft.Draft {
	d := newDraft("Notes from the harbour\n\n" + text)
	d.Published = time.Date(2021, 5, 12, 0, 0, 0, 0, time.UTC)
	d.Doc = language.Read(d.Text)
	Quotes(d)
	standIn(d, names...)
	Read(d)
	return d
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, text string
		actors     []string
		want       []string // speaker|form|content, in order of content
	}{
		{"quotation, verb after", `"The ferries will sail again," Anna Lund said.`, []string{"Anna Lund"},
			[]string{"Anna Lund|direct|The ferries will sail again"}},
		{"inversion and interruption", `"The ferries will sail," said Anna Lund. "The strike is over."`, []string{"Anna Lund"},
			[]string{"Anna Lund|direct|The ferries will sail", "Anna Lund|direct|The strike is over."}},
		{"verb before", `Anna Lund said: "The strike is over."`, []string{"Anna Lund"},
			[]string{"Anna Lund|direct|The strike is over."}},
		{"free-standing paragraph", "\"The strike is over,\" Anna Lund told reporters.\n\n\"The ferries will sail on Friday.\"", []string{"Anna Lund"},
			[]string{"Anna Lund|direct|The strike is over", "Anna Lund|direct|The ferries will sail on Friday."}},
		{"running quotation", "\"The strike is over,\" Anna Lund said. \"It was long.\n\n\"It was costly too.\"", []string{"Anna Lund"},
			[]string{"Anna Lund|direct|The strike is over", "Anna Lund|direct|It was long. … It was costly too."}},
		{"clause", "Anna Lund said that the strike had ended.", []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|the strike had ended"}},
		{"clause in part quoted", `Anna Lund said the strike had been "a costly mistake" for the islands.`, []string{"Anna Lund"},
			[]string{`Anna Lund|mixed|the strike had been "a costly mistake" for the islands`}},
		{"clause that ends in a quotation", `The strike was "a costly mistake," Anna Lund said.`, []string{"Anna Lund"},
			[]string{`Anna Lund|mixed|The strike was "a costly mistake,"`}},
		{"fronted clause", "The strike has ended and the ferries will sail, Anna Lund said on Monday.", []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|The strike has ended and the ferries will sail"}},
		{"interrupted clause", "If the strike goes on, Anna Lund said, the islands will run out of bread.", []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|If the strike goes on … the islands will run out of bread"}},
		{"relative clause before the verb", `Anna Lund, who owns the ferries, said the strike had ended.`, []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|the strike had ended"}},
		{"according to", "The strike has ended, according to Anna Lund.", []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|The strike has ended"}},
		{"importance", "Anna Lund underscored the importance of safe harbours in the north.", []string{"Anna Lund"},
			[]string{"Anna Lund|indirect|the importance of safe harbours in the north"}},
		{"quoted as saying", `Norda quoted Anna Lund as saying the strike had ended.`, []string{"Anna Lund", "Norda/MED"},
			[]string{"Anna Lund|indirect|the strike had ended|via Norda"}},
		{"no statement", "Anna Lund visited the harbour and met the captains.", []string{"Anna Lund"}, nil},
		{"titles and words", `The ship "Sea Rose" carried the so-called "ghost cargo" north.`, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readText(tt.text, tt.actors...)
			var got []string
			for _, s := range d.Statements {
				var parts []string
				for _, c := range s.Content {
					parts = append(parts, d.Text[c.Start:c.End])
				}
				line := d.Actors[s.Speaker].Name + "|" + string(s.Form) + "|" + strings.Join(parts, " … ")
				for _, v := range s.Via {
					line += "|via " + d.Actors[v].Name
				}
				got = append(got, line)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestSpeakers(t *testing.T) {
	tests := []struct {
		name, text, time string
		want             string
	}{
		{"a time before the verb", "Anna Lund on Tuesday told Peter Holm the strike had ended.", "Tuesday", "Anna Lund"},
		{"what somebody made", "The strike cost the islands dearly, according to a post by Anna Lund.", "", "Anna Lund"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDraft("Notes from the harbour\n\n" + tt.text)
			d.Doc = language.Read(d.Text)
			if at := strings.Index(d.Text, tt.time); tt.time != "" {
				d.Times = []draft.Time{{Range: draft.Range{Start: at, End: at + len(tt.time)}, Value: "2021-05-11"}}
			}
			Quotes(d)
			standIn(d, "Anna Lund", "Peter Holm")
			r := newReader(d)
			r.collect()
			if len(r.cands) == 0 {
				t.Fatal("no candidates")
			}
			for _, c := range r.cands {
				if len(c.speakers) != 1 || d.Actors[c.speakers[0]].Name != tt.want {
					t.Errorf("%q is said by %v, want %s", d.Text[c.span().Start:c.span().End], c.speakers, tt.want)
				}
			}
		})
	}
}

func TestSeriesEnds(t *testing.T) {
	d := newDraft("Notes from the harbour\n\nAnna Lund praised the plan, underlined the need for safe harbours and left.")
	d.Doc = language.Read(d.Text)
	Quotes(d)
	standIn(d, "Anna Lund")
	r := newReader(d)
	r.collect()
	if !slices.ContainsFunc(r.cands, func(c *candidate) bool { return d.Text[c.span().Start:c.span().End] == "the plan" }) {
		t.Error(`no candidate ends before "underlined"`)
	}
}

func TestReadout(t *testing.T) {
	for title, want := range map[string]string{
		"Secretary Lund’s Call with Minister Holm":     "call",
		"Secretary Lund's Meeting with Minister Holm":  "meeting",
		"Readout of Envoy Anna Lund’s Travel to Norda": "meeting", // as its first sentence has it
		"Minister praises the harbour":                 "",
	} {
		d := newDraft(title + "\n\nAnna Lund met Peter Holm in the harbour today.")
		d.Title = title
		d.Doc = language.Read(d.Text)
		if got := newReader(d).titleChannel(); got != want {
			t.Errorf("%s: channel %q, want %q", title, got, want)
		}
	}
}
