package merge

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	"chancery"
)

// Blocks gives at most four numbers; accounts that may be of one thing share one of
// them. Two accounts whose days, or where these are unknown the days of their
// reports, are at most one apart and whose parties act for the same two states, or
// whose first named party is the same, do share one.
func Blocks(a *chancery.Account) []uint64 {
	i, _, ok := when(a)
	if !ok {
		i = interval{} // reports without a day meet among themselves
	}
	day := i.from
	if i.length() > 7 { // a month or a year: where the report stands, if that is within
		if p, ok := ordinal(a.Published); ok && p >= i.from && p <= i.to {
			day = p
		}
	}
	b := blocks{kind: string(a.Kind)}
	switch a.Kind {
	case chancery.AnEvent:
		b.event(a, day)
	case chancery.AStatement:
		b.statement(a, day)
	case chancery.ACommitment:
		b.commitment(a, day)
	case chancery.AStop:
		b.sides(a, day, chancery.SideTraveller)
	case chancery.ATurn:
		b.add(2, pairOf(a, chancery.SidePair, chancery.SidePair), day)
	}
	slices.Sort(b.out)
	return slices.Compact(b.out)
}

// blocks gathers the numbers of one account.
type blocks struct {
	kind string
	out  []uint64
}

// add puts in what the words and the day's bucket name. Buckets are 4 days wide; with
// grids of 2 they begin at every second day, so that days at most 2 apart share one.
func (b *blocks) add(grids int, words string, day int) {
	if words == "" {
		return
	}
	for g := range grids {
		n := floorDiv(day+2*g, 4)
		b.hash(words+"\x00"+strconv.Itoa(g), 4*n-2*g)
	}
}

// hash puts in a number that words and the day on which their bucket begins name.
// The day stands before the words in it: accounts of one time have numbers that lie
// together, so that a store by order of number writes in few places.
func (b *blocks) hash(words string, begins int) {
	if words == "" {
		return
	}
	b.out = append(b.out, uint64(uint16(begins/2))<<48|b.sum(words+"\x00"+strconv.Itoa(begins))>>16)
}

func (b *blocks) sum(words string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(b.kind + "\x00" + words))
	return h.Sum64()
}

func floorDiv(a, b int) int {
	if a < 0 {
		return -((-a + b - 1) / b)
	}
	return a / b
}

// pairOf names the two principals that face each other, "" where there is one only.
func pairOf(a *chancery.Account, x, y chancery.Side) string {
	var first string
	for i := range a.Parties {
		p := &a.Parties[i]
		if vagueParty(p) || p.Side != x && p.Side != y {
			continue
		}
		q := principal(p)
		switch {
		case first == "":
			first = q
		case q != first:
			return min(first, q) + "|" + max(first, q)
		}
	}
	return ""
}

// leading is the most telling party of a side: a person before a group or an
// organization, these before a state.
func leading(a *chancery.Account, s chancery.Side) *chancery.Party {
	rank := func(p *chancery.Party) int {
		switch {
		case vagueParty(p):
			return 0
		case p.Kind == chancery.State:
			return 1
		case p.Kind == chancery.Person && capital(p.Name):
			return 3
		}
		return 2
	}
	var best *chancery.Party
	for i := range a.Parties {
		p := &a.Parties[i]
		if p.Side == s && (best == nil || rank(p) > rank(best) || rank(p) == rank(best) && p.Key < best.Key) {
			best = p
		}
	}
	return best
}

// event finds accounts of one pair, or of one party where there is but one, whose
// days fall into one month or whose reports are at most four days apart, and accounts
// of one leading party at about one day.
func (b *blocks) event(a *chancery.Account, day int) {
	family := string(quadOf[chancery.EventType(a.Type)])
	lead := leading(a, chancery.SideWho)
	if lead == nil || vagueParty(lead) {
		lead = leading(a, chancery.SideWhom)
	}
	if lead == nil || vagueParty(lead) {
		lead = &chancery.Party{}
	}
	parties := cmp.Or(pairOf(a, chancery.SideWho, chancery.SideWhom), lead.Key)
	if parties == "" && a.Place != nil {
		parties = fold(a.Place.Name)
	}
	if a.Dated && len(a.From) == len(isoDay) && a.From[:7] == a.To[:min(7, len(a.To))] {
		if begins, ok := ordinal(a.From[:7] + "-01"); ok {
			b.hash(join(parties, family, "month"), begins)
		}
	}
	published, ok := ordinal(a.Published)
	if !ok {
		published = day
	}
	for g := range 2 {
		b.hash(join(parties, family, "told", strconv.Itoa(g)), 8*floorDiv(published+4*g, 8)-4*g)
	}
	b.add(1, join(lead.Key, family), day)
}

// join puts words together, "" where the first is.
func join(first string, others ...string) string {
	if first == "" {
		return ""
	}
	for _, o := range others {
		first += "\x01" + o
	}
	return first
}

func (b *blocks) statement(a *chancery.Account, day int) {
	speaker := leading(a, chancery.SideSpeaker)
	if speaker == nil {
		speaker = &chancery.Party{}
	}
	for _, h := range rarest(a.What, 2) { // the same words, whoever is taken to have said them
		b.out = append(b.out, b.sum(join("words", strconv.FormatUint(h, 36))))
	}
	if !vagueParty(speaker) {
		b.add(2, speaker.Key, day)
	}
}

func (b *blocks) commitment(a *chancery.Account, day int) {
	if published, ok := ordinal(a.Published); ok && a.From == "" {
		day = published
	}
	if pair := pairOf(a, chancery.SideParty, chancery.SideParty); pair != "" {
		b.add(2, pair, day)
	}
	b.sides(a, day, chancery.SideParty)
}

// sides adds the leading party of one side.
func (b *blocks) sides(a *chancery.Account, day int, s chancery.Side) {
	if p := leading(a, s); p != nil && !vagueParty(p) {
		b.add(2, p.Key, day)
	}
}

// rarest gives the n smallest hashes of a text's four-word runs: texts with the same
// words are likely to have them in common.
func rarest(text string, n int) []uint64 {
	grams := distinctGrams(text)
	return grams[:min(n, len(grams))]
}

// fourGrams hashes the runs of four words of a text, all words where it has fewer.
func fourGrams(text string) []uint64 {
	const prime = 1099511628211
	var all, out []uint64
	words(text, func(w string) {
		h := uint64(14695981039346656037)
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * prime
		}
		all = append(all, h)
	})
	for i := 0; i+4 <= len(all); i++ {
		h := uint64(0)
		for _, w := range all[i : i+4] {
			h = (h ^ w) * 0x9e3779b97f4a7c15
			h ^= h >> 29
		}
		out = append(out, h)
	}
	if len(out) == 0 && len(all) > 0 {
		h := uint64(len(all))
		for _, w := range all {
			h = (h ^ w) * 0x9e3779b97f4a7c15
			h ^= h >> 29
		}
		out = append(out, h)
	}
	return out
}

// quadOf gives the quad class of an event type.
var quadOf = map[chancery.EventType]chancery.Quad{
	chancery.Agree: chancery.VerbalCooperation, chancery.Consult: chancery.VerbalCooperation,
	chancery.Support: chancery.VerbalCooperation, chancery.Concede: chancery.VerbalCooperation,
	chancery.Cooperate: chancery.MaterialCooperation, chancery.Aid: chancery.MaterialCooperation, chancery.Retreat: chancery.MaterialCooperation,
	chancery.Request: chancery.VerbalConflict, chancery.Accuse: chancery.VerbalConflict, chancery.Reject: chancery.VerbalConflict,
	chancery.Threaten: chancery.VerbalConflict,
	chancery.Protest:  chancery.MaterialConflict, chancery.Sanction: chancery.MaterialConflict, chancery.Mobilize: chancery.MaterialConflict,
	chancery.Coerce: chancery.MaterialConflict, chancery.Assault: chancery.MaterialConflict,
}
