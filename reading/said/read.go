package said

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/reading/draft"
	"chancery/reading/weigh"
)

// Read fills d.Quotes, if they are not yet there, and d.Statements. It needs
// words and trees, times, places, actors and mentions. A subject that no mention
// stands for becomes an actor of its own.
func Read(d *draft.Draft) { ReadWith(d, learned()) }

// ReadWith reads as [Read] does with other models than those built in: the
// command that learns them measures them so.
func ReadWith(d *draft.Draft, m Models) {
	if d.Quotes == nil {
		Quotes(d)
	}
	r := newReader(d)
	alone := r.collect()
	r.weigh(m.Statement)
	r.carry(alone, m.Statement)
	kept := r.choose(m.Statement.Threshold)
	r.settle(kept)
	d.Statements = d.Statements[:0]
	for _, c := range kept {
		s := r.statement(c)
		s.Confidence = m.Confidence.At(s.Confidence * m.Speaker.Probability(r.speakerFeatures(c)))
		d.Statements = append(d.Statements, s)
	}
}

// weigh scores all candidates.
func (r *reader) weigh(m *weigh.Model) {
	for _, c := range r.cands {
		fs := r.features(c)
		c.score = m.Probability(fs)
		c.why = append(c.why, "weighed by "+strings.Join(reasons(m, fs, 3), ", "))
	}
}

// collect finds all candidates and their speakers; it returns the quotations
// that stand alone.
func (r *reader) collect() (alone []int) {
	alone = r.freeQuotes()
	tied := len(r.cands)
	r.issued()
	r.signed()
	for i := r.title; i < len(r.t.words); i++ {
		switch r.t.words[i].UPOS {
		case "VERB":
			if e := r.entryAt(i); e != nil && !r.inside[i] {
				r.complements(i, e)
			}
		case "NOUN":
			if e := words.nouns[r.t.lemma(i)]; e != nil {
				r.nounCues(i, e)
			}
		}
		r.accordingTo(i)
	}
	r.dropCovered(r.cands[:tied:tied])
	r.attribute()
	for _, c := range r.cands {
		c.form = r.formOf(c)
		c.nested = slices.ContainsFunc(r.cands, func(o *candidate) bool {
			return o.cue != c.cue && (o.frame == clause || o.frame == front) && o.entry != nil && o.entry.frames[front] && r.nested(o, c)
		})
	}
	return alone
}

// dropCovered drops the candidates that tell again what a free quotation tells:
// their content lies in it, their cue does not.
func (r *reader) dropCovered(free []*candidate) {
	r.cands = slices.DeleteFunc(r.cands, func(c *candidate) bool {
		if c.free || c.cue < 0 || r.inside[c.cue] {
			return false
		}
		for _, f := range free {
			if share(c.content, f.content) > 0.5 || f.span().Contains(c.span()) {
				return true
			}
		}
		return false
	})
}

// share is the part of the bytes of a and b together that both hold.
func share(a, b []draft.Range) float64 {
	both, all := 0, 0
	for _, x := range a {
		all += x.End - x.Start
		for _, y := range b {
			if x.Overlaps(y) {
				both += min(x.End, y.End) - max(x.Start, y.Start)
			}
		}
	}
	for _, y := range b {
		all += y.End - y.Start
	}
	if all == both {
		return 0
	}
	return float64(both) / float64(all-both)
}

// choose returns the candidates that are statements, in order of the text. Of
// two that have the same content the likelier stays.
func (r *reader) choose(least float64) []*candidate {
	order := slices.Clone(r.cands)
	slices.SortStableFunc(order, func(a, b *candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	var kept []*candidate
	for _, c := range order {
		if c.score < least || len(c.speakers) == 0 {
			continue
		}
		if slices.ContainsFunc(kept, func(k *candidate) bool { return r.rivals(c, k) }) {
			continue
		}
		kept = append(kept, c)
	}
	kept = r.throughMedia(kept)
	slices.SortStableFunc(kept, func(a, b *candidate) int { return a.content[0].Start - b.content[0].Start })
	return kept
}

// rivals tells whether two candidates tell the same statement.
func (r *reader) rivals(a, b *candidate) bool {
	if a.cue >= 0 && a.cue == b.cue && !a.free && !b.free && share(a.content, b.content) > 0 {
		return true
	}
	return share(a.content, b.content) > 0.7 && (a.speakers[0] == b.speakers[0] || !r.nested(a, b) && !r.nested(b, a))
}

// nested tells whether the cue of b lies within the content of a.
func (r *reader) nested(a, b *candidate) bool {
	return b.cue >= 0 && inContent(a, r.t.words[b.cue].Start)
}

// throughMedia notes through whom the text has what is told within another's
// statement, and drops what media, or a fronting clause, report somebody to have
// said where the saying is a statement itself.
func (r *reader) throughMedia(kept []*candidate) []*candidate {
	drop := map[*candidate]bool{}
	for _, outer := range kept {
		for _, inner := range kept {
			if inner == outer || inner.cue == outer.cue || !r.nested(outer, inner) {
				continue
			}
			for _, a := range outer.speakers {
				if !slices.Contains(inner.via, a) && !slices.Contains(inner.speakers, a) {
					inner.via = append(inner.via, a)
				}
			}
			media := r.d.Actors[outer.speakers[0]].Sector == "MED" || outer.frame == front
			if media && !outer.free && inner.cue == outer.head && inner.frame != np {
				drop[outer] = true
			}
		}
	}
	return slices.DeleteFunc(kept, func(c *candidate) bool { return drop[c] })
}

// carry gives the quotations that stand alone to the speaker before them: of the
// sentence before in the paragraph, else of the last statement of the paragraphs
// before.
func (r *reader) carry(alone []int, m *weigh.Model) {
	for _, qi := range alone {
		q := r.quotes[qi]
		para := r.d.ParagraphAt(q.Outer.Start)
		var last *candidate
		for _, c := range r.cands {
			at := c.span()
			if at.Start >= q.Outer.Start || c.score < m.Threshold || len(c.speakers) == 0 || c.cue < 0 || c.entry == nil || !c.entry.frames[quote] {
				continue
			}
			p := r.d.ParagraphAt(at.Start)
			if p < para-2 || p < para && !c.free && last != nil && last.free && r.d.ParagraphAt(last.span().Start) == p {
				continue
			}
			if last == nil || at.Start > last.span().Start {
				last = c
			}
		}
		if last == nil {
			continue
		}
		if qi > 0 && r.quotes[qi-1].Open && last.free && last.content[len(last.content)-1].End >= r.quotes[qi-1].Inner.End-2 {
			last.content = append(last.content, utterance(r.d.Text, q))
			continue
		}
		next := *last
		next.free, next.frame, next.form, next.content = true, quote, chancery.Direct, []draft.Range{utterance(r.d.Text, q)}
		next.link, next.why = "paragraph", nil
		if r.d.ParagraphAt(last.span().Start) == para {
			next.link = "sentence"
		}
		fs := r.features(&next)
		next.score = m.Probability(fs)
		next.why = append(next.why, "stands alone: the last speaker's")
		r.cands = append(r.cands, &next)
	}
}

// statement turns a candidate into a statement of the draft.
func (r *reader) statement(c *candidate) draft.Statement {
	s := draft.Statement{Speaker: -1, Form: c.form, Word: c.cue, Cue: r.cueRange(c), Content: r.closed(c.content),
		Date: c.circum.date, Place: c.circum.place, Channel: c.circum.channel, Addressee: c.addressee, Via: c.via, Confidence: c.score}
	if len(c.speakers) > 0 {
		s.Speaker = c.speakers[0]
	}
	for a, actor := range r.d.Actors {
		if len(c.speakers) > 1 && len(actor.Members) == len(c.speakers) && sameSet(actor.Members, c.speakers) {
			s.Speaker = a
		}
	}
	word := "the text's title or signature"
	if c.cue >= 0 {
		word = fmt.Sprintf("%q", r.t.words[c.cue].Text)
	}
	s.Why = append([]string{fmt.Sprintf("%s (%s) with its content as %s; speaker found as %s", word, c.class, frameNames[c.frame], c.how)}, c.why...)
	return s
}

// closed widens content that opens a quotation, and ends with it, over the closing
// mark and the punctuation before it, so that its text has both marks or none.
func (r *reader) closed(content []draft.Range) []draft.Range {
	out := slices.Clone(content)
	for k := range out {
		c := &out[k]
		for _, q := range r.quotes {
			if q.Open || q.Outer.Start < c.Start || q.Inner.Start >= c.End || c.End >= q.Outer.End {
				continue
			}
			if strings.Trim(r.d.Text[c.End:q.Inner.End], " ,.!?") == "" {
				c.End = q.Outer.End
			}
		}
	}
	return out
}

func sameSet(a, b []int) bool {
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// cueRange is the reporting word with its particle, auxiliaries left out.
func (r *reader) cueRange(c *candidate) draft.Range {
	if c.cue < 0 {
		return c.cueRange
	}
	first, last := c.cue, c.cue
	if c.class == "according" {
		last = min(c.cue+1, len(r.t.words)-1)
	}
	if c.entry != nil && strings.Contains(c.entry.word, " ") {
		second := c.entry.word[strings.LastIndex(c.entry.word, " ")+1:]
		for i := c.cue + 1; i < min(c.cue+4, len(r.t.words)); i++ {
			if r.t.lemma(i) == second || r.t.low(i) == second {
				last = i
			}
		}
	}
	return r.d.Span(first, last+1)
}
