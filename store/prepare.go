package store

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"chancery"
	"chancery/copies"
	"chancery/correct"
	"chancery/merge"
)

// prepared is a reading made ready to be written: all that can be worked out
// without the store.
type prepared struct {
	reading  chancery.Reading
	document chancery.Document
	record   []byte // stored form of what was read
	accounts []preparedAccount
	actors   map[string]*seenActor
	pending  []int64 // corrections that the reading has no entry for
}

type preparedAccount struct {
	chancery.Account
	data  []byte
	words string
}

// seenActor is an actor as reports have it.
type seenActor struct {
	kind                    chancery.ActorKind
	state, sector, wikidata string
	names                   map[string]seenName
	roles                   map[string]seenRole
}

// seenName counts the reports that have a name, and those that have it first.
type seenName struct{ times, leads int }

// seenRole counts the reports that give an office, and the days of the first and
// the last of them; no day is unknownDay.
type seenRole struct {
	times       int
	first, last int64
}

// prepare makes a reading ready, with the corrections of its report applied.
func prepare(r chancery.Reading, corrections []chancery.Correction) (*prepared, error) {
	if r.Record == nil {
		return nil, errors.New("a reading without a record")
	}
	if r.Key == "" {
		r.Key = merge.ReportKey(&r.Record.Document)
	}
	p := &prepared{reading: r, document: r.Record.Document}
	var err error
	if p.record, err = encodeRecord(r.Record); err != nil {
		return nil, fmt.Errorf("report %s: %w", r.Key, err)
	}
	record, verdicts := r.Record, map[string]chancery.Verdict(nil)
	if len(corrections) > 0 {
		record, verdicts, p.pending = correct.Apply(r.Record, corrections)
	}
	accounts := merge.Accounts(r.Key, record)
	p.accounts = make([]preparedAccount, len(accounts))
	for i := range accounts {
		x := &accounts[i]
		x.Report = r.Key
		x.Corrected = string(verdicts[x.Local])
		data, err := encodeAccount(x)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", r.Key, err)
		}
		sentence := cut(p.document.Text, x.Sentence.Start, x.Sentence.End)
		p.accounts[i] = preparedAccount{Account: *x, data: data, words: accountWords(x, sentence)}
	}
	p.seeActors(record)
	return p, nil
}

// published is the day of publication as a number; no day is unknownDay.
func (p *prepared) published() int64 {
	if p.document.Published != nil {
		if n, ok := dayNumber(*p.document.Published); ok {
			return n
		}
	}
	return unknownDay
}

// seeActors gathers the actors of the record and of its accounts.
func (p *prepared) seeActors(record *chancery.Record) {
	p.actors = map[string]*seenActor{}
	lead := map[string]string{}
	for i := range p.accounts {
		for _, x := range p.accounts[i].Parties {
			p.actor(x.Key, x.Kind, x.State)
			lead[x.Key] = x.Name
		}
	}
	for i := range record.Actors {
		x := &record.Actors[i]
		key := merge.ActorKey(*x)
		if key == "" {
			continue
		}
		a := p.actor(key, x.Kind, x.State)
		a.sector, a.wikidata = least(a.sector, x.Sector), least(a.wikidata, x.Wikidata)
		if lead[key] == "" {
			lead[key] = x.Name
		}
		for _, name := range append([]string{x.Name}, x.Aliases...) {
			a.names[clean(name)] = seenName{times: 1}
		}
		if x.Role != "" {
			a.roles[clean(x.Role)] = seenRole{1, p.published(), p.published()}
		}
	}
	for key, name := range lead {
		p.actors[key].names[clean(name)] = seenName{1, 1}
	}
	for _, a := range p.actors {
		delete(a.names, "")
	}
}

func (p *prepared) actor(key string, kind chancery.ActorKind, state string) *seenActor {
	a := p.actors[key]
	if a == nil {
		a = &seenActor{kind: kind, names: map[string]seenName{}, roles: map[string]seenRole{}}
		p.actors[key] = a
	}
	a.state = least(a.state, state)
	return a
}

// least is the one of two texts that comes first by alphabet, empty ones apart.
func least(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// spot is where something stands in a block: among those with its hash, by rank.
type spot struct{ hash, rank int64 }

// rankOf orders by day and then by name, whatever the order of arrival: 21 bits of
// the day and 40 of a hash of the name.
func rankOf(day int64, name string) int64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	return (day+dayShift)<<40 | int64(h.Sum64()>>24)
}

// spotsOfAccount are the blocks in which an account meets others of one thing.
func spotsOfAccount(x *chancery.Account) []spot {
	day, ok := dayNumber(x.From)
	if !ok {
		if day, ok = dayNumber(x.Published); !ok {
			day = unknownDay
		}
	}
	return spots(merge.Blocks(x), rankOf(day, x.ID))
}

// bandDays is how many days a band's block holds. There are two rows of blocks, the
// second begins in the midst of the first: near copies that are published up to half
// as many days apart meet in one at least, the same words whenever they come. The
// block's number begins with the days: what comes lately is written in few places.
const bandDays = 64

// spotsOfText are the bands in which a report meets its copies.
func spotsOfText(s copies.Signature, published int64, key string) []spot {
	bands := s.Bands()
	if len(bands) == 0 {
		return nil
	}
	for i, h := range bands {
		half := int64(i%2) * bandDays / 2
		begins := (published+half+dayShift)/bandDays*bandDays - half // dayShift: no day is negative
		bands[i] = uint64(uint16(begins/(bandDays/2)))<<48 | h>>16
	}
	whole := fnv.New64a()
	whole.Write(s.Bytes())
	return spots(append(bands, whole.Sum64()), rankOf(published, key))
}

func spots(hashes []uint64, rank int64) []spot {
	out := make([]spot, 0, len(hashes))
	for _, h := range hashes {
		out = append(out, spot{int64(h), rank})
	}
	return out
}

// countWords counts what is parted by white space.
func countWords(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}
