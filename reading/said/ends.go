package said

// variants adds candidates for content that begins at word first and follows its
// cue: to the end that the tree gives (treeEnd, -1 if it gives none), to the end
// that the order of words suggests, and past it where a comma leaves it in doubt.
func (r *reader) variants(i int, e *entry, f frame, head, first, treeEnd int, by string) {
	for first < len(r.t.words) && (r.t.words[first].UPOS == "PUNCT" && r.t.words[first].Text != "(" && r.t.words[first].Text != "...") {
		first++
	}
	_, last := r.sentence(i)
	if first >= last {
		return
	}
	cut := r.cut(i, f, first, last)
	beyond := "rule"
	if cut+1 < last && cut < len(r.t.words) {
		beyond = r.t.words[cut].Text + " " + r.t.words[cut+1].UPOS
	}
	if treeEnd >= first && !r.breaksOff(treeEnd, cut) {
		if c := r.keep(i, e, f, head, by, [2]int{first, treeEnd}); c != nil {
			switch {
			case treeEnd >= cut+1:
				c.reach = "beyond " + beyond
			case treeEnd < cut-1:
				c.reach = "short of " + r.t.words[treeEnd+1].UPOS
			}
		}
	}
	if cut > first && cut-1 != treeEnd {
		if c := r.keep(i, e, f, orHead(head, r.headOf(first, cut)), "text", [2]int{first, cut - 1}); c != nil && treeEnd >= first {
			c.reach = "text"
		}
	}
	if cut < last && last-1 != treeEnd && (f == clause || r.t.words[cut].Text == "," && r.relative(min(cut+1, last-1))) {
		if c := r.keep(i, e, f, orHead(head, r.headOf(first, last)), "long", [2]int{first, last - 1}); c != nil {
			c.reach = "beyond " + beyond
		}
	}
}

// breaksOff tells whether content that ends at word end breaks off within a phrase
// that the order of words carries on to cut: before a preposition, an infinitive or
// a conjunction that no time follows.
func (r *reader) breaksOff(end, cut int) bool {
	if end+2 >= cut {
		return false
	}
	switch next := r.t.words[end+1]; next.UPOS {
	case "ADP", "CCONJ", "SCONJ":
		return r.timeAt(r.t.words[end+2].Start) == nil
	case "PART":
		return true
	default:
		return false
	}
}

func orHead(tree, plain int) int {
	if tree >= 0 {
		return tree
	}
	return plain
}

// keep adds and returns a candidate, or notes by what else one with the same content was found.
func (r *reader) keep(i int, e *entry, f frame, head int, by string, parts ...[2]int) *candidate {
	n := len(r.cands)
	c := r.add(i, e, f, head, parts...)
	if c == nil {
		return nil
	}
	c.by = by
	for k := n - 1; k >= 0 && r.cands[k].cue == i; k-- {
		o := r.cands[k]
		if o.frame == f && !o.free && o.span() == c.span() {
			if o.by != by {
				o.by = "both"
			}
			r.cands = r.cands[:n]
			return nil
		}
	}
	return c
}

// cut returns the word before which content that begins at first and reaches to
// last at most is likely to end: where the reporter takes over again.
func (r *reader) cut(cue int, f frame, first, last int) int {
	t := r.t
	for i := first + 1; i < last; i++ {
		next := i + 1
		if next < last && isMark(t.words[i].Text) && t.words[i-1].Text == "," && !r.inside[next] && r.takesOver(cue, f, next, last) {
			return i
		}
		if r.inside[i] && !r.inside[cue] {
			continue
		}
		if next >= last {
			break
		}
		switch s := t.words[i].Text; {
		case s == ";", s == ":" && isMark(t.words[next].Text), isDash(s) && !r.dashIn(next, last) && !r.dashIn(first, i):
			return i
		case s == ",":
			if r.takesOver(cue, f, next, last) {
				return i
			}
		case t.words[i].UPOS == "CCONJ" && r.anotherCue(cue, f, i, last):
			return i
		case t.low(i) == "according" && t.low(next) == "to":
			return i
		}
	}
	for last > first && t.words[last-1].UPOS == "PUNCT" && !closesContent(t.words[last-1].Text) {
		last--
	}
	return last
}

// isDash tells whether s is a dash that parts clauses.
func isDash(s string) bool { return s == "—" || s == "--" || s == "–" }

// dashIn tells whether a dash is among words [first, last): with another it sets
// off an insertion, alone it ends what was said.
func (r *reader) dashIn(first, last int) bool {
	for i := first; i < last; i++ {
		if isDash(r.t.words[i].Text) {
			return true
		}
	}
	return false
}

// takesOver tells whether the words from i on, after a comma, are the reporter's:
// a participle of reporting, a relative or causal clause, another reporting clause.
func (r *reader) takesOver(cue int, f frame, i, last int) bool {
	t := r.t
	switch w := t.words[i]; {
	case w.XPOS == "VBG" && words.verbs[t.lemma(i)] != nil:
		return true
	case r.relative(i) && t.low(i) != "that" && t.low(i) != "when":
		return !r.readout()
	case t.low(i) == "as" && i+1 < last && (t.words[i+1].UPOS == "PRON" || t.words[i+1].UPOS == "DET" || t.words[i+1].UPOS == "PROPN" || r.finiteAt(i+1)):
		return true
	case t.low(i) == "according":
		return true
	case w.UPOS == "CCONJ" || t.low(i) == "while" || t.low(i) == "although" || t.low(i) == "though":
		return r.anotherCue(cue, f, i, last)
	case f != clause && f != front && w.XPOS == "VBD" && t.words[cue].XPOS == "VBD" && i+1 < last && r.nominal(i+1) && r.entryAt(i) != nil:
		return true // "praised the plan, underlined the need for it and …"
	}
	// "…, the agency said": a noun phrase, a reporting verb, and no clause after it
	for j := i; j < last && j < i+14; j++ {
		e := r.entryAt(j)
		switch {
		case e != nil && e.frames[front] && r.finiteAt(j):
			return r.nounIn(i, j) && !r.hasFinite(i, j) && !r.hasFinite(j+1, r.chunkEnd(j, last))
		case t.words[j].Text == "," || r.finiteAt(j):
			return false
		}
	}
	return false
}

// chunkEnd returns the next comma or the end.
func (r *reader) chunkEnd(i, last int) int {
	for i < last && r.t.words[i].Text != "," {
		i++
	}
	return i
}

// anotherCue tells whether the conjunction at word i joins another reporting
// clause, or for content that is no clause any clause at all.
func (r *reader) anotherCue(cue int, f frame, i, last int) bool {
	t := r.t
	for j := i + 1; j < last && j < i+16; j++ {
		switch {
		case r.relative(j) || t.words[j].Text == "," || t.words[j].Text == ";":
			return false
		case r.finiteAt(j), f != clause && j == i+1 && t.words[j].XPOS == "VBN" && j+1 < last && r.nominal(j+1):
			if t.words[j].UPOS == "AUX" && t.lemma(j) == "have" && j+1 < last {
				for j+1 < last && t.words[j+1].UPOS == "ADV" {
					j++
				}
				j++
			}
			e := r.entryAt(j)
			if e == nil {
				return f != clause && f != front && t.words[cue].XPOS != "VBG" && (j == i+1 || t.words[i].UPOS == "CCONJ" && t.words[i-1].Text == ",")
			}
			bare := !r.nounIn(i+1, j)
			if f != clause && f != front && bare {
				return true
			}
			return e.class != "think" && e.class != "agree" && (bare && t.words[j].XPOS == t.words[cue].XPOS || !bare && (e.frames[front] || f != clause || t.words[i-1].Text == "," && t.low(i) != "and"))
		}
	}
	return false
}
