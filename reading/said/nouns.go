package said

// nounCues adds what nouns report: "his remark that …", "the warning of …".
func (r *reader) nounCues(i int, e *entry) {
	t := r.t
	for _, k := range t.kids[i] {
		if k < i {
			continue
		}
		p := t.preposition(k)
		switch {
		case e.frames[clause] && t.is(k, "acl", "ccomp", "advcl") && !t.is(k, "acl:relcl") && (p == "that" || t.finite(k)):
			first := t.lo[k]
			for first < k && (t.low(first) == "that" || t.words[first].UPOS == "PUNCT") {
				first++
			}
			r.add(i, e, clause, k, [2]int{first, t.hi[k]})
			return
		case e.frames[inf] && t.is(k, "acl") && r.toInfinitive(k):
			r.add(i, e, inf, k, [2]int{t.lo[k], t.hi[k]})
			return
		case e.frames[prep] && e.takes(p) && t.is(k, "nmod", "acl", "obl"):
			first := t.lo[k]
			for first < k && t.low(first) == p {
				first++
			}
			r.add(i, e, prep, k, [2]int{first, t.hi[k]})
			return
		}
	}
}

// nounSpeaker returns the word that names who made the statement that noun i
// stands for: its possessor, what follows "by", "from" or "of", an adjective of
// nationality, or the subject of the verb whose object it is.
func (r *reader) nounSpeaker(i int) (int, string) {
	t := r.t
	if k := t.kid(i, "nmod:poss", "det:poss"); k >= 0 {
		return k, "possessor"
	}
	for _, k := range t.kids[i] {
		if k > i && t.is(k, "nmod", "acl", "obl") {
			switch t.preposition(k) {
			case "by", "from", "of", "in":
				return k, "author"
			}
		}
	}
	for _, k := range t.kids[i] {
		if t.is(k, "compound", "amod") && k < i && len(r.d.ActorsAt(k)) > 0 {
			return k, "author"
		}
	}
	if head := t.words[i].Head; head >= 0 && t.is(i, "obj", "obl") {
		if s, how, _ := t.subject(head); s >= 0 {
			return s, how
		}
	}
	return -1, "-"
}
