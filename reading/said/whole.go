package said

import (
	"regexp"
	"strings"

	"chancery"
	"chancery/reading/draft"
)

// issuedTitle matches titles of texts that are one person's words.
var issuedTitle = regexp.MustCompile(`^(?i:(?:press )?(statement|remarks|address|speech)) (?i:by|from|of) `)

// jointTitle matches titles of texts that several parties issue together.
var jointTitle = regexp.MustCompile(`(?i)\bjoint (statement|declaration|communiqu[eé])\b`)

// signature matches the line that signs a post: a dash, a name, a handle, a date.
var signature = regexp.MustCompile(`^[—–-]{1,3}\s*(.+?)\s*\(@(\w+)\)\s*(.*)$`)

// issued adds the statement that the whole text is, where its title says whose.
func (r *reader) issued() {
	d := r.d
	if len(d.Paragraphs) < 2 || r.title == 0 {
		return
	}
	title := d.Text[d.Paragraphs[0].Start:d.Paragraphs[0].End]
	body := d.Paragraphs[1:]
	if m := issuedTitle.FindStringIndex(title); m != nil {
		start := d.Paragraphs[0].Start
		for i := d.WordAt(start + m[1]); i < r.title; i++ {
			if s := d.ActorsAt(i); len(s) > 0 && d.Actors[s[0]].Kind == chancery.Person {
				channel := strings.ToLower(strings.Fields(title)[0])
				r.whole(draft.Range{Start: start, End: start + m[1] - 1}, s, channel, body...)
				return
			}
		}
	}
	if m := jointTitle.FindStringIndex(title); m != nil {
		if s := r.jointly(); len(s) > 1 {
			for _, p := range body {
				r.whole(draft.Range{Start: d.Paragraphs[0].Start + m[0], End: d.Paragraphs[0].Start + m[1]}, s, strings.ToLower(title[m[0]:m[1]]), p)
			}
		}
	}
}

// jointly returns the actors that a first sentence in the first person plural
// names as its authors ("We, the leaders of …").
func (r *reader) jointly() []int {
	first := r.title
	if first+1 >= len(r.t.words) || r.t.low(first) != "we" || r.t.words[first+1].Text != "," {
		return nil
	}
	var out []int
	for i := first; i < len(r.t.words) && r.t.sent[i] == r.t.sent[first]; i++ {
		if r.t.words[i].UPOS == "VERB" {
			break
		}
		if m := r.d.MentionAt(i); m >= 0 && r.d.Mentions[m].Head == i && r.d.Mentions[m].Kind == draft.Named {
			out = append(out, r.d.Mentions[m].Actors...)
		}
	}
	return out
}

// whole adds a direct statement over paragraphs.
func (r *reader) whole(cue draft.Range, speakers []int, channel string, paragraphs ...draft.Range) {
	c := &candidate{cue: -1, class: "issued", frame: quote, head: -1, subject: -1, free: true, content: paragraphs, speakers: speakers, cueRange: cue}
	c.circum.channel = channel
	r.cands = append(r.cands, c)
}

// signed adds the posts that a line "— Name (@handle) date" signs.
func (r *reader) signed() {
	d := r.d
	for i := 2; i < len(d.Paragraphs); i++ {
		p := d.Paragraphs[i]
		line := d.Text[p.Start:p.End]
		m := signature.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		c := &candidate{cue: -1, class: "signed", frame: quote, head: -1, subject: -1, free: true, content: []draft.Range{d.Paragraphs[i-1]},
			cueRange: draft.Range{Start: p.Start + m[2], End: p.Start + m[3]}}
		for w := d.WordAt(c.cueRange.Start); w < len(d.Doc.Words) && d.Doc.Words[w].Start < c.cueRange.End && len(c.speakers) == 0; w++ {
			c.speakers = d.ActorsAt(w)
		}
		if len(c.speakers) == 0 {
			d.Actors = append(d.Actors, draft.Actor{Name: line[m[2]:m[3]], Kind: chancery.Organization, Aliases: []string{line[m[4]:m[5]]}})
			c.speakers = []int{len(d.Actors) - 1}
		}
		c.circum.channel = "Twitter"
		for k := range d.Times {
			if t := &d.Times[k]; p.Start <= t.Start && t.End <= p.End {
				if v := dayOrMonth(t.Value); v != "" {
					c.circum.date = &draft.Date{Range: t.Range, Value: v, Text: d.Text[t.Start:t.End]}
				}
			}
		}
		r.cands = append(r.cands, c)
	}
}
