package when

// told adds the date of the report of an event that has none of its own: "said on
// Friday that it was ending the siege", "is ending the siege, it said on Friday".
// What is ahead, or lies back of the report, does not happen on the day of the
// report. A report without a date is of the day of fresh news that it tells.
func (a *attachment) told(word int) {
	w := word
	if r := base(a.doc.Words[w].Rel); !isPredicate(a.doc, w) && (r == "nsubj" || r == "obj") {
		w = a.doc.Words[w].Head
	}
	if !isPredicate(a.doc, w) {
		return
	}
	if senses()["report"][a.doc.Words[w].Lemma] {
		a.reported(w)
		return
	}
	aux, modal, have, finite, _ := auxiliaries(a.doc, w)
	if modal || have && finite == "VBD" || !aux && a.doc.Words[w].XPOS == "VB" {
		return
	}
	for _, h := range a.reporters(w) {
		if !a.sameQuotation(w, h) {
			continue
		}
		a.hanging(h)
		if len(a.found) == 0 {
			a.nearby(h)
		}
	}
}

// reporters gives the reporting verbs that a clause is the content of.
func (a *attachment) reporters(w int) []int {
	var out []int
	x := &a.doc.Words[w]
	if x.Head >= 0 && base(x.Rel) == "ccomp" && senses()["report"][a.doc.Words[x.Head].Lemma] {
		out = append(out, x.Head)
	}
	for _, c := range a.doc.Children(w) {
		if r := base(a.doc.Words[c].Rel); r == "parataxis" && senses()["report"][a.doc.Words[c].Lemma] {
			out = append(out, c)
		}
	}
	return out
}

// reported adds to a reporting verb the day of what it reports before it in the
// same sentence, where that is of the last days.
func (a *attachment) reported(w int) {
	x := &a.doc.Words[w]
	content := -1
	if base(x.Rel) == "parataxis" && x.Head >= 0 && x.Head < w {
		content = x.Head
	}
	for _, c := range a.doc.Children(w) {
		if c < w && base(a.doc.Words[c].Rel) == "ccomp" {
			content = c
		}
	}
	if content < 0 || a.d.Published.IsZero() || !a.sameQuotation(content, w) {
		return
	}
	n := len(a.found)
	a.hanging(content)
	if len(a.found) == n {
		a.nearby(content)
	}
	for _, t := range a.found[n:] {
		day, ok := parseDay(ISO(a.d.Times[t].Value))
		if age := a.d.Published.Sub(day).Hours() / 24; !ok || age < 0 || age > 2 {
			a.found = a.found[:n]
			return
		}
	}
}
