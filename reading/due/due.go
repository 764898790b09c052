// Package due finds commitments: what political actors undertake, agree or plan,
// so that it can later be seen kept or broken. Cues (cues.tsv), clauses in the
// future and planned meetings propose them; a model learned from annotated
// reports (model.tsv) weighs each.
package due

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"chancery"
	"chancery/reading/clause"
	"chancery/reading/draft"
	"chancery/reading/weigh"
	"chancery/reading/when"
)

// Read fills d.Commitments. It needs d.Events.
func Read(d *draft.Draft) { ReadWith(d, learned()) }

// ReadWith is Read with another model than the embedded one.
func ReadWith(d *draft.Draft, m *weigh.Model) {
	var kept []draft.Commitment
	for _, c := range Candidates(d) {
		c.Commitment.Confidence = m.Probability(c.Features)
		if c.Commitment.Confidence < m.Threshold {
			continue
		}
		if k := same(d, kept, &c.Commitment); k >= 0 {
			join(&kept[k], &c.Commitment)
			continue
		}
		kept = append(kept, c.Commitment)
	}
	d.Commitments = kept
}

// Candidate is a commitment that a cue proposes, with what the model weighs.
type Candidate struct {
	Commitment draft.Commitment
	Features   []string
}

type reader struct{ *clause.Reader }

// Candidates proposes every commitment that the cues see, in the report's order.
func Candidates(d *draft.Draft) []Candidate {
	r := &reader{clause.New(d)}
	var out []Candidate
	for i := range r.Doc.Words {
		if class := r.cueAt(i); class != "" {
			out = append(out, r.cued(i, class)...)
		} else if c, ok := r.future(i); ok {
			out = append(out, c)
		}
	}
	for k := range d.Events {
		if c, ok := r.planned(k); ok {
			out = append(out, c)
		}
	}
	return out
}

//go:embed cues.tsv
var cuesTSV string

//go:embed kinds.tsv
var kindsTSV string

//go:embed model.tsv
var modelTSV string

var learned = sync.OnceValue(func() *weigh.Model { return weigh.Must("due/model.tsv", modelTSV) })

// cues maps "V pledge" to its class.
var cues = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(cuesTSV, "\n") {
		if line != "" && line[0] != '#' {
			f := strings.Split(line, "\t")
			for _, l := range strings.Fields(f[1]) {
				m[f[0]+" "+l] = f[2]
			}
		}
	}
	return m
})

type kindRow struct {
	kind   chancery.CommitmentKind
	lemmas map[string]bool
}

var kindRows = sync.OnceValue(func() []kindRow {
	var rows []kindRow
	for _, line := range strings.Split(kindsTSV, "\n") {
		if line != "" && line[0] != '#' {
			kind, lemmas, _ := strings.Cut(line, "\t")
			row := kindRow{chancery.CommitmentKind(kind), map[string]bool{}}
			for _, l := range strings.Fields(lemmas) {
				row.lemmas[l] = true
			}
			rows = append(rows, row)
		}
	}
	return rows
})

//go:embed verbs.tsv
var verbsTSV string

// verbKinds maps verbs to the kind of commitment that they make; "" where their
// object decides.
var verbKinds = sync.OnceValue(func() map[string]chancery.CommitmentKind {
	m := map[string]chancery.CommitmentKind{}
	for _, line := range strings.Split(verbsTSV, "\n") {
		if line != "" && line[0] != '#' {
			kind, lemmas, _ := strings.Cut(line, "\t")
			for _, l := range strings.Fields(lemmas) {
				m[l] = chancery.CommitmentKind(strings.Trim(kind, "-"))
			}
		}
	}
	return m
})

// cueAt returns the class of the cue at word i, "" if it is none.
func (r *reader) cueAt(i int) string {
	w := r.Doc.Words[i]
	if w.UPOS != "VERB" && w.UPOS != "NOUN" && w.UPOS != "ADJ" {
		return ""
	}
	if class := cues()[w.UPOS[:1]+" "+strings.ToLower(w.Lemma)]; class != "doubt" {
		return class
	}
	return ""
}

// same returns the commitment that c is another account of, -1 if none is: the
// same event, the same words, or a meeting of the same sides that may be due when
// the other is.
func same(d *draft.Draft, cs []draft.Commitment, c *draft.Commitment) int {
	for k := range cs {
		o := &cs[k]
		if o.Cue.Overlaps(c.Cue) {
			return k
		}
		if o.Kind != c.Kind {
			continue
		}
		meet := c.Kind == chancery.Meeting || c.Kind == chancery.Visit
		switch {
		case o.What == c.What, c.Kind == chancery.Ceasefire,
			meet && o.Event >= 0 && o.Event == c.Event,
			meet && o.Status == c.Status && sameSides(d, o.Parties, c.Parties) && mayCoincide(o.Due, c.Due):
			return k
		}
	}
	return -1
}

// sameSides tells whether two commitments bind the same states and others, two at
// least.
func sameSides(d *draft.Draft, a, b []int) bool {
	x, y := sides(d, a), sides(d, b)
	return len(x) > 1 && slices.Equal(x, y)
}

func sides(d *draft.Draft, actors []int) []string {
	var out []string
	for _, a := range actors {
		side := d.Actors[a].State
		if side == "" {
			side = d.Actors[a].Name
		}
		out = append(out, side)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mayCoincide tells whether two days may be one, as far as they are told.
func mayCoincide(a, b *draft.Date) bool {
	if a == nil || b == nil || a.Value == "" || b.Value == "" {
		return true
	}
	n := min(len(a.Value), len(b.Value))
	return a.Value[:n] == b.Value[:n]
}

func join(o, c *draft.Commitment) {
	if o.Due == nil {
		o.Due = c.Due
	}
	if o.Made == nil {
		o.Made = c.Made
	}
	if len(o.Parties) == 0 {
		o.Parties = c.Parties
	}
	o.Confidence = max(o.Confidence, c.Confidence)
}

// kind tells the kind of an undertaking from words [first, last): by its verb where
// it is told by one, since to ease talks is an action and to hold talks a meeting.
func (r *reader) kind(first, last int) chancery.CommitmentKind {
	head := r.infinitive(first, last)
	if head >= 0 {
		if k, ok := verbKinds()[strings.ToLower(r.Doc.Words[head].Lemma)]; ok {
			if k != "" {
				return k
			}
		} else {
			if r.hasKind(chancery.Ceasefire, first, last) {
				return chancery.Ceasefire
			}
			return chancery.Action
		}
	}
	for _, row := range kindRows() {
		if r.hasKind(row.kind, first, last) {
			return row.kind
		}
	}
	return chancery.Action
}

// infinitive returns the verb that heads words [first, last), -1 if none does.
func (r *reader) infinitive(first, last int) int {
	for j := first; j < last; j++ {
		if w := r.Doc.Words[j]; w.UPOS == "VERB" && (w.Head < first || w.Head >= last) {
			return j
		}
	}
	return -1
}

func (r *reader) hasKind(kind chancery.CommitmentKind, first, last int) bool {
	for _, row := range kindRows() {
		if row.kind != kind {
			continue
		}
		for j := first; j < last; j++ {
			if row.lemmas[strings.ToLower(r.Doc.Words[j].Lemma)] {
				return true
			}
		}
	}
	return false
}

// dueOf returns when something is due: the time expression within words [first,
// last) that points ahead, or the words that do.
func (r *reader) dueOf(first, last int) *draft.Date {
	for _, t := range r.TimesIn(first, last) {
		if t.Type == "DATE" || t.Type == "TIME" {
			v := when.ISO(t.Value)
			if today := r.D.Today(); today != "" && v != "" && v < today[:len(v)] {
				continue
			}
			return &draft.Date{Range: t.Range, Value: v, Text: r.D.Text[t.Start:t.End]}
		}
	}
	return nil
}

// dueInWords returns when the verb of words [first, last) is due where only its
// clause tells it, be it in words alone: "as soon as possible".
func (r *reader) dueInWords(first, last int) *draft.Date {
	v := r.infinitive(first, last)
	if v < 0 {
		return nil
	}
	d, today := when.Words(r.D, v), r.D.Today()
	if d != nil && d.Value != "" && today != "" && d.Value < today[:min(len(today), len(d.Value))] {
		return nil
	}
	return d
}

// eventAt returns the event told at word i, -1 if there is none.
func (r *reader) eventAt(i int) int {
	for k, e := range r.D.Events {
		if e.Word == i || e.Cue.Contains(draft.Range{Start: r.Doc.Words[i].Start, End: r.Doc.Words[i].End}) {
			return k
		}
	}
	return -1
}
