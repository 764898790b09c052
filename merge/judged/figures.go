package judged

import (
	"fmt"
	"slices"
	"strings"

	"chancery"
	"chancery/corpus"
	"chancery/merge"
)

// Found is a judged pair whose accounts are there.
type Found struct {
	Pair
	X, Y *chancery.Account
}

// Find gives the pairs whose accounts stand in the records, and how many do not: a
// record that was read anew may lack them. An account is found again by its kind and
// an overlap of cues, the greatest first.
func Find(pairs []Pair, records map[corpus.Story]*chancery.Record) (found []Found, missing int) {
	accounts := map[corpus.Story][]chancery.Account{}
	for s, r := range records {
		accounts[s] = merge.Accounts(merge.ReportKey(&r.Document), r)
	}
	at := func(kind chancery.EntryKind, r Ref) *chancery.Account {
		var best *chancery.Account
		most := 0
		for i := range accounts[r.Story] {
			a := &accounts[r.Story][i]
			if a.Kind != kind {
				continue
			}
			for _, cue := range tellings(records[r.Story], a) {
				if n := min(cue.End, r.End) - max(cue.Start, r.Start); n > most {
					best, most = a, n
				}
			}
		}
		return best
	}
	for _, p := range pairs {
		x, y := at(p.Kind, p.A), at(p.Kind, p.B)
		if x == nil || y == nil {
			missing++
			continue
		}
		found = append(found, Found{p, x, y})
	}
	return found, missing
}

// tellings returns the cue of an account and, of an event, those by which its report
// tells it again.
func tellings(r *chancery.Record, a *chancery.Account) []chancery.Span {
	out := []chancery.Span{a.Cue}
	if a.Kind != chancery.AnEvent {
		return out
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.ID == a.Local {
			out = append(out, e.Mentions...)
		}
	}
	return out
}

// Figures counts how a verdict on pairs agrees with the judgements.
type Figures struct {
	Right, Wrong, Missed, Apart int // same and said so, said so wrongly, same and not said so, neither
}

// Pairs is how many were counted.
func (f Figures) Pairs() int { return f.Right + f.Wrong + f.Missed + f.Apart }

// Precision, Recall and F1 are of the verdict "same", 0 where there is none.
func (f Figures) Precision() float64 { return ratio(f.Right, f.Right+f.Wrong) }

// Recall is the part of the pairs judged the same that the verdict has.
func (f Figures) Recall() float64 { return ratio(f.Right, f.Right+f.Missed) }

// F1 is the harmonic mean of precision and recall.
func (f Figures) F1() float64 { return ratio(2*f.Right, 2*f.Right+f.Wrong+f.Missed) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// String gives pairs, precision, recall and F1.
func (f Figures) String() string {
	return fmt.Sprintf("%4d pairs, %3d the same  P %.3f  R %.3f  F1 %.3f", f.Pairs(), f.Right+f.Missed, f.Precision(), f.Recall(), f.F1())
}

func (f *Figures) count(same, said bool) {
	switch {
	case same && said:
		f.Right++
	case said:
		f.Wrong++
	case same:
		f.Missed++
	default:
		f.Apart++
	}
}

// BySame counts whether Same reaches the threshold.
func BySame(found []Found, keep func(Found) bool) Figures {
	var f Figures
	for _, p := range found {
		if keep(p) {
			f.count(p.Pair.Same, merge.Same(p.X, p.Y) >= merge.Threshold)
		}
	}
	return f
}

// ByBlocks counts whether pairs judged the same share a block, so that they are
// compared at all.
func ByBlocks(found []Found, keep func(Found) bool) Figures {
	var f Figures
	for _, p := range found {
		if keep(p) {
			f.count(p.Pair.Same, meet(p.X, p.Y))
		}
	}
	return f
}

func meet(x, y *chancery.Account) bool {
	of := merge.Blocks(y)
	return slices.ContainsFunc(merge.Blocks(x), func(b uint64) bool { return slices.Contains(of, b) })
}

// ByEntries links and clusters all accounts of the records, as an archive does, and
// counts whether the two accounts of a pair end up in one entry.
func ByEntries(found []Found, records map[corpus.Story]*chancery.Record, keep func(Found) bool) Figures {
	entry := Entries(records)
	var f Figures
	for _, p := range found {
		if keep(p) {
			f.count(p.Pair.Same, entry[p.X.ID] == entry[p.Y.ID])
		}
	}
	return f
}

// Entries links, clusters and numbers all accounts of the records: by account ID,
// the ID of the entry's first account.
func Entries(records map[corpus.Story]*chancery.Record) map[string]string {
	var all []chancery.Account
	stories := make([]corpus.Story, 0, len(records))
	for s := range records {
		stories = append(stories, s)
	}
	slices.SortFunc(stories, func(a, b corpus.Story) int { return strings.Compare(a.Corpus+"\t"+a.ID, b.Corpus+"\t"+b.ID) })
	for _, s := range stories {
		all = append(all, merge.Accounts(merge.ReportKey(&records[s].Document), records[s])...)
	}
	out := map[string]string{}
	for _, part := range components(all) {
		members := make([]chancery.Account, len(part))
		for k, i := range part {
			members[k] = all[i]
		}
		for _, c := range merge.Clusters(members) {
			for _, i := range c {
				out[members[i].ID] = members[c[0]].ID
			}
		}
	}
	return out
}

// components groups accounts that links connect.
func components(all []chancery.Account) [][]int {
	root := make([]int, len(all))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	blocks := map[uint64][]int{}
	for i := range all {
		for _, b := range merge.Blocks(&all[i]) {
			for _, j := range blocks[b] {
				if x, y := find(i), find(j); x != y && merge.Same(&all[i], &all[j]) >= merge.Threshold {
					root[max(x, y)] = min(x, y)
				}
			}
			blocks[b] = append(blocks[b], i)
		}
	}
	groups := map[int][]int{}
	var order []int
	for i := range all {
		r := find(i)
		if groups[r] == nil {
			order = append(order, r)
		}
		groups[r] = append(groups[r], i)
	}
	out := make([][]int, 0, len(order))
	for _, r := range order {
		out = append(out, groups[r])
	}
	return out
}
