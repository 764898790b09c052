package did

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
)

// Filler is an actor that may fill a slot of an event.
type Filler struct {
	Actor    int
	Features []string
	p        float64
}

// Slots of an event. Types whose parties are alike use Who alone for both.
const (
	Who  = "who"
	Whom = "whom"
)

// roles proposes fillers and lets a model choose among them.
type roles struct {
	*reader
	bySentence [][]int // mentions by sentence, as indices into D.Mentions
	salience   map[int]int
	subjects   []int // per sentence the actor of its main subject, -1 if none
	title      map[int]bool
	scene      map[[2]int]bool // sentence and actor: party to an event whose parties the parse gives
	kin        kin
	together   map[[3]int]bool // pairs of actors that are coordinated or share a mention, by sentence
}

func newRoles(r *reader, cands []Candidate) *roles {
	x := &roles{reader: r, kin: newKin(cands), bySentence: make([][]int, len(r.Doc.Sentences)), salience: map[int]int{}, title: map[int]bool{}, together: map[[3]int]bool{}, scene: map[[2]int]bool{}}
	for i := range cands {
		e := &cands[i].Event
		if all := clause.Union(append([]int(nil), e.Who...), e.Whom); len(all) > 1 && cands[i].implied == nil {
			for _, a := range all {
				x.scene[[2]int{r.Doc.Sentence(e.Word), a}] = true
			}
		}
	}
	count := map[int]int{}
	for k, m := range r.D.Mentions {
		s := r.Doc.Sentence(m.Head)
		x.bySentence[s] = append(x.bySentence[s], k)
		x.pair(m)
		for _, a := range m.Actors {
			count[a]++
			if r.D.ParagraphAt(m.Start) == 0 {
				x.title[a] = true
			}
		}
	}
	order := make([]int, 0, len(count))
	for a := range count {
		order = append(order, a)
	}
	sort.Slice(order, func(i, j int) bool {
		if count[order[i]] != count[order[j]] {
			return count[order[i]] > count[order[j]]
		}
		return order[i] < order[j]
	})
	for i, a := range order {
		x.salience[a] = i
	}
	x.subjects = make([]int, len(r.Doc.Sentences))
	for s := range x.subjects {
		x.subjects[s] = x.mainSubject(s)
	}
	return x
}

// pair notes which actors a mention tells of together.
func (x *roles) pair(m draft.Mention) {
	as := append([]int(nil), m.Actors...)
	if m.Kind == draft.Named || m.Kind == draft.Nominal {
		for _, c := range x.Conjuncts(m.Head)[1:] {
			as = append(as, x.D.ActorsAt(c)...)
		}
	}
	for i, a := range as {
		for _, b := range as[i+1:] {
			x.together[[3]int{x.Doc.Sentence(m.Head), min(a, b), max(a, b)}] = true
		}
	}
}

func (x *roles) mainSubject(s int) int {
	root := x.Doc.Root(s)
	if root < 0 {
		return -1
	}
	for _, j := range append(x.Subjects(root), x.PassiveSubject(root)...) {
		if as := x.Party(j, true); len(as) > 0 {
			return as[0]
		}
	}
	return -1
}

// Fillers lists who may fill a slot of candidate c: those that the parse gives, all
// actors of the sentence, and the most salient of the report.
func (x *roles) Fillers(c *Candidate, slot string) []Filler {
	i := c.Event.Word
	s := x.Doc.Sentence(i)
	var out []Filler
	seen := map[int]bool{}
	teller := x.teller(c)
	add := func(a, mention int) {
		if seen[a] || x.messenger(a, c, teller) {
			return
		}
		seen[a] = true
		out = append(out, Filler{Actor: a, Features: x.describe(c, slot, a, mention)})
	}
	near := append([]int(nil), x.bySentence[s]...)
	sort.SliceStable(near, func(p, q int) bool { return x.gap(i, near[p]) < x.gap(i, near[q]) })
	for _, k := range near {
		for _, a := range x.D.Mentions[k].Actors {
			add(a, k)
		}
	}
	for _, a := range append(append([]int(nil), c.Event.Who...), c.Event.Whom...) {
		add(a, -1)
	}
	if st := teller; st != nil && st.Speaker >= 0 {
		add(st.Speaker, -1)
		for _, a := range st.Addressee {
			add(a, -1)
		}
	}
	for back := 1; back <= 2 && s-back >= 0; back++ {
		if a := x.subjects[s-back]; a >= 0 {
			add(a, -1)
		}
	}
	for a, rank := range x.salience {
		if rank < 4 {
			add(a, -1)
		}
	}
	sort.SliceStable(out, func(p, q int) bool { return out[p].Actor < out[q].Actor })
	return out
}

// messenger tells whether an actor only passes on what happened, with no part in the
// clause itself: a medium, one through whom the text has the statement, or who is
// reported to have said it.
func (x *roles) messenger(a int, c *Candidate, teller *draft.Statement) bool {
	if slices.Contains(c.Event.Who, a) || slices.Contains(c.Event.Whom, a) {
		return false
	}
	if x.D.Actors[a].Sector == "MED" {
		return true
	}
	return teller != nil && (slices.Contains(teller.Via, a) || teller.Speaker == a && teller.Form != chancery.Direct && c.implied == nil)
}

// gap is the number of words between word i and a mention.
func (x *roles) gap(i, mention int) int {
	m := x.D.Mentions[mention]
	switch {
	case i < m.First:
		return m.First - i
	case i >= m.Last:
		return i - m.Last + 1
	}
	return 0
}

// teller returns the statement that tells the event, nil if none does.
func (x *roles) teller(c *Candidate) *draft.Statement {
	var best *draft.Statement
	for k := range x.D.Statements {
		s := &x.D.Statements[k]
		for _, r := range s.Content {
			if r.Contains(c.Event.Cue) && !s.Cue.Overlaps(c.Event.Cue) {
				best = s
			}
		}
	}
	return best
}

// describe gives the features of an actor as filler of a slot. mention is the
// nearest one in the cue's sentence, -1 if there is none.
func (x *roles) describe(c *Candidate, slot string, a, mention int) []string {
	e := &c.Event
	t := string(e.Type)
	if symmetric(e.Type) {
		slot = "party"
	}
	w := x.Doc.Words[e.Word]
	act := x.D.Actors[a]
	kind := string(act.Kind)
	if act.State == "" && act.Kind != chancery.State {
		kind += "?"
	}
	out := []string{"bias", "type=" + t, "lemma=" + strings.ToLower(w.Lemma) + w.UPOS[:1], "kind=" + kind, "kind=" + kind + " " + t, "sector=" + act.Sector, "sector=" + act.Sector + " " + t}
	rule := "none"
	switch inWho, inWhom := slices.Contains(e.Who, a), slices.Contains(e.Whom, a); {
	case inWho && inWhom:
		rule = "both"
	case inWho:
		rule = "who"
	case inWhom:
		rule = "whom"
	}
	filled := "open"
	if slot == Who && len(e.Who) > 0 || slot == Whom && len(e.Whom) > 0 || slot == "party" && len(e.Who)+len(e.Whom) > 1 {
		filled = "filled"
	}
	out = append(out, "rule="+rule, "rule="+rule+" "+t, "rule="+rule+" "+filled, "rule="+rule+" "+w.UPOS[:1]+" "+filled+" "+kind)
	out = append(out, x.where(c, a, mention, rule+" "+filled)...)
	if st := x.teller(c); st != nil {
		switch {
		case st.Speaker == a:
			out = append(out, "speaker", "speaker "+filled+" "+t)
		case slices.Contains(st.Addressee, a):
			out = append(out, "addressee "+filled)
		case st.Speaker >= 0 && x.D.Actors[st.Speaker].State != "" && x.D.Actors[st.Speaker].State == act.State:
			out = append(out, "speaker's state "+filled)
		}
	}
	if x.scene[[2]int{x.Doc.Sentence(e.Word), a}] {
		out = append(out, "in scene "+rule+" "+filled, "in scene "+rule+" "+t)
	}
	if x.title[a] {
		out = append(out, "in title "+filled)
	}
	out = append(out, x.describeKin(c, a, rule+" "+filled)...)
	out = append(out, x.dealings(c, a, filled)...)
	out = append(out, x.mates(c, slot, a, kind, rule+" "+filled)...)
	if slot == Whom {
		for _, b := range e.Who {
			if b != a && act.State != "" && act.State == x.D.Actors[b].State {
				out = append(out, "state of who "+rule+" "+filled, "state of who "+t)
			}
		}
	}
	for i := range out {
		out[i] = slot + ":" + out[i]
	}
	return out
}

// mates tells where others of an actor's state stand in the clause by the parse: what a
// minister does the state does. The subject settles who acts without it.
func (x *roles) mates(c *Candidate, slot string, a int, kind, rule string) []string {
	act := x.D.Actors[a]
	if act.State == "" || slot == Who {
		return nil
	}
	var out []string
	has := func(as []int, name string) {
		for _, b := range as {
			if b != a && x.D.Actors[b].State == act.State {
				out = append(out, "mate "+name+" "+kind, "mate "+name+" "+rule)
				return
			}
		}
	}
	has(c.Event.Who, "who")
	has(c.Event.Whom, "whom")
	return out
}

// where describes where an actor stands from a cue.
func (x *roles) where(c *Candidate, a, mention int, rule string) []string {
	e := &c.Event
	t := string(e.Type)
	pos := x.Doc.Words[e.Word].UPOS[:1]
	rank := min(4, x.salience[a])
	out := []string{fmt.Sprintf("salience=%d %s", rank, rule)}
	s := x.Doc.Sentence(e.Word)
	if x.subjects[s] == a {
		out = append(out, "main subject", "main subject "+rule)
	}
	if mention < 0 {
		out = append(out, "outside "+rule, fmt.Sprintf("outside salience=%d %s", rank, t))
		if s > 0 && x.subjects[s-1] == a {
			out = append(out, "subject before "+rule)
		}
		return out
	}
	m := x.D.Mentions[mention]
	side := "before"
	if m.First > e.Word {
		side = "after"
	}
	path := x.path(e.Word, m.Head)
	gap := min(4, x.gap(e.Word, mention)/4)
	out = append(out,
		"inside "+rule, fmt.Sprintf("gap=%s%d %s", side, gap, pos), "side="+side+" "+t,
		fmt.Sprintf("mention=%d", m.Kind), "path="+path, "path="+path+" "+t, "path="+path+" "+x.Doc.Words[e.Word].Lemma,
		"rel="+x.Doc.Words[m.Head].Rel+" "+x.Preposition(m.Head)+" "+side, "rel="+x.Doc.Words[m.Head].Rel+" "+x.Preposition(m.Head)+" "+t)
	out = append(out, x.under(e.Word, m.Head, t)...)
	out = append(out, fmt.Sprintf("order=%s%d %s", side, x.between(e.Word, mention), rule), fmt.Sprintf("order=%s%d %s", side, x.between(e.Word, mention), t))
	if x.D.QuoteAt(m.Start) >= 0 != (x.D.QuoteAt(x.Doc.Words[e.Word].Start) >= 0) {
		out = append(out, "other side of a quotation mark")
	}
	return out
}

// between counts the other actors mentioned between word i and a mention, up to three.
func (x *roles) between(i, mention int) int {
	m := x.D.Mentions[mention]
	n := 0
	for _, k := range x.bySentence[x.Doc.Sentence(i)] {
		o := x.D.Mentions[k]
		if o.Head != m.Head && len(o.Actors) > 0 && (i < o.Head) == (i < m.Head) && (o.Head < m.Head) == (i < m.Head) {
			n++
		}
	}
	return min(n, 3)
}

// under names the word that a mention hangs on where that is not the cue: an attack
// "blamed on" someone, the "release of" someone that is demanded.
func (x *roles) under(cue, head int, t string) []string {
	w := x.Doc.Words[head]
	for n := 0; n < 3 && w.Rel == "conj" && w.Head >= 0; n++ {
		head = w.Head
		w = x.Doc.Words[head]
	}
	if w.Head < 0 || w.Head == cue {
		return nil
	}
	over := x.Doc.Words[w.Head]
	name := "under=" + strings.ToLower(over.Lemma) + " " + w.Rel + " " + x.Preposition(head)
	out := []string{name, name + " " + t}
	if over.Head == cue {
		out = append(out, "under "+over.Rel+" "+name)
	}
	return out
}

// path spells the way through the tree from word i to word j: relations up, then
// down, each noun phrase with its preposition; "far" where it is longer than five.
func (x *roles) path(i, j int) string {
	up := []int{i}
	for k := x.Doc.Words[i].Head; k >= 0 && len(up) < 5; k = x.Doc.Words[k].Head {
		up = append(up, k)
	}
	down := []int{j}
	for k := x.Doc.Words[j].Head; k >= 0 && len(down) < 5; k = x.Doc.Words[k].Head {
		down = append(down, k)
	}
	for u, top := range up {
		for d, w := range down {
			if w != top {
				continue
			}
			if u+d > 5 {
				return "far"
			}
			var b strings.Builder
			for _, k := range up[:u] {
				b.WriteString("^" + x.Doc.Words[k].Rel)
			}
			for n := d - 1; n >= 0; n-- {
				b.WriteString("!" + x.Doc.Words[down[n]].Rel)
				if p := x.Preposition(down[n]); p != "" {
					b.WriteString("(" + p + ")")
				}
			}
			return b.String()
		}
	}
	return "far"
}
