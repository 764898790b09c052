package said

// accordingTo adds what is reported "according to" someone at word i.
func (r *reader) accordingTo(i int) {
	t := r.t
	if t.low(i) != "according" || i+2 >= len(t.words) || t.low(i+1) != "to" {
		return
	}
	source := t.words[i].Head
	if source <= i+1 || !t.under(i, source) || t.words[source].UPOS == "VERB" {
		source = -1
		for k := i + 2; k < len(t.words) && t.sent[k] == t.sent[i]; k++ {
			if u := t.words[k].UPOS; u == "NOUN" || u == "PROPN" || u == "PRON" {
				source = k
				break
			}
		}
		if source < 0 {
			return
		}
		for h := t.words[source].Head; h > source && t.words[h].UPOS != "VERB" && t.is(source, "compound", "amod", "nmod", "flat"); h = t.words[source].Head {
			source = h
		}
	}
	c := r.accordingContent(i, source)
	if c == nil {
		return
	}
	c.class, c.entry, c.subject, c.how, c.cue = "according", nil, source, "according", i
}

// accordingContent adds the clause that "according to" at word i, with source,
// belongs to.
func (r *reader) accordingContent(i, source int) *candidate {
	t := r.t
	s := r.d.Doc.Sentences[t.sent[i]]
	end := max(t.hi[source], source)
	g := t.words[source].Head
	for g >= 0 && !t.verbal(g) && t.words[g].Head >= 0 {
		g = t.words[g].Head
	}
	if g < 0 {
		g = i
	}
	lo, hi := t.lo[g], t.hi[g]
	comma := i > s.First && t.words[i-1].Text == ","
	if comma && (g < i || t.is(g, "conj")) && !t.is(g, "acl") {
		for t.words[g].Head >= 0 && !t.is(g, "acl", "ccomp") {
			g = t.words[g].Head
		}
		lo, hi = t.lo[g], t.hi[g]
	}
	lo = r.skipDateline(lo)
	for lo < i && (t.words[lo].UPOS == "PUNCT" || t.words[lo].UPOS == "CCONJ") {
		lo++
	}
	pronoun := i-lo <= 3 && (t.low(lo) == "which" || t.low(lo) == "who" || t.low(lo) == "that")
	switch {
	case lo >= i-1 || pronoun: // the phrase opens the clause
		if end < hi {
			return r.add(i, &entry{}, clause, g, [2]int{end + 1, hi})
		}
	case g > end: // it interrupts the clause
		return r.add(i, &entry{}, front, g, [2]int{lo, i - 1}, [2]int{end + 1, hi})
	default:
		return r.add(i, &entry{}, front, g, [2]int{lo, i - 1})
	}
	return nil
}

// citing returns the word that a reporting verb's clause cites as its source
// ("Reuters reported, citing the ministry"), -1 if none.
func (r *reader) citing(verb, subject int) int {
	t := r.t
	look := func(i int) int {
		for _, k := range t.kids[i] {
			if t.is(k, "advcl", "acl", "xcomp", "conj") && t.words[k].XPOS == "VBG" && (t.lemma(k) == "cite" || t.lemma(k) == "quote") {
				if o := t.kid(k, "obj"); o >= 0 {
					return o
				}
			}
		}
		return -1
	}
	if verb >= 0 {
		if o := look(verb); o >= 0 {
			return o
		}
	}
	if subject < 0 {
		return -1
	}
	if o := look(subject); o >= 0 {
		return o
	}
	// "according to Norda, quoting the ministry", hung elsewhere by the tree
	k := subject + 1
	if m := r.d.MentionAt(subject); m >= 0 {
		k = max(k, r.d.Mentions[m].Last)
	}
	if k+1 < len(t.words) && t.words[k].Text == "," {
		k++
	}
	if k < len(t.words) && t.words[k].XPOS == "VBG" && (t.lemma(k) == "cite" || t.lemma(k) == "quote") {
		return t.kid(k, "obj")
	}
	return -1
}
