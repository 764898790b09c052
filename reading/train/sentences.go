package main

import (
	"fmt"
	"os"
	"strings"

	"chancery"
	"chancery/reading"
	"chancery/reading/did"
	"chancery/reading/draft"
	"chancery/reading/weigh"
	"chancery/source"
)

// sentence is one sentence of the PLV training part (Hu et al., ACL 2024): an event with
// its parties as the sentence words them. Other events of the sentence are not told.
type sentence struct {
	draft     *draft.Draft
	kinds     []chancery.EventType
	who, whom []draft.Range // where the sentence words a party; several where it does so twice
}

// loadSentences reads the sentences of a PLV table; none where there is no such file.
func loadSentences(file string) ([]sentence, error) {
	data, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("labelled sentences: %w", err)
	}
	var out []sentence
	for _, line := range strings.Split(string(data), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			continue
		}
		p := sentence{kinds: []chancery.EventType{chancery.EventType(f[0])}}
		if f[0] == "YIELD" {
			p.kinds = []chancery.EventType{chancery.Concede, chancery.Retreat}
		}
		p.draft = reading.Draft(source.Report{Text: f[3]})
		p.who, p.whom = occurrences(p.draft.Text, f[1]), occurrences(p.draft.Text, f[2])
		out = append(out, p)
	}
	return out, nil
}

func occurrences(text, part string) []draft.Range {
	var out []draft.Range
	for at := 0; part != ""; {
		k := strings.Index(text[at:], part)
		if k < 0 {
			break
		}
		out = append(out, draft.Range{Start: at + k, End: at + k + len(part)})
		at += k + len(part)
	}
	return out
}

// fillers are the examples of who fills which slot that the sentence gives.
func (p *sentence) fillers() []weigh.Example {
	var out []weigh.Example
	cands := did.Candidates(p.draft)
	who, whom := did.SlotFillers(p.draft, cands)
	for k := range cands {
		if !p.tells(&cands[k]) {
			continue
		}
		if whom[k] == nil {
			out = append(out, p.judged(who[k], append(append([]draft.Range(nil), p.who...), p.whom...))...)
			continue
		}
		out = append(out, p.judged(who[k], p.who)...)
		out = append(out, p.judged(whom[k], p.whom)...)
	}
	return out
}

// tells tells whether a candidate is of the sentence's type and no part of a party.
func (p *sentence) tells(c *did.Candidate) bool {
	right := false
	for _, k := range p.kinds {
		right = right || c.Event.Type == k
	}
	for _, in := range append(append([]draft.Range(nil), p.who...), p.whom...) {
		right = right && !in.Contains(c.Event.Cue)
	}
	return right
}

// judged tells of each filler whether it is mentioned within one of the parties.
func (p *sentence) judged(fs []did.Filler, in []draft.Range) []weigh.Example {
	within := map[int]bool{}
	for _, m := range p.draft.Mentions {
		for _, r := range in {
			if r.Overlaps(m.Range) {
				for _, a := range m.Actors {
					within[a] = true
				}
			}
		}
	}
	if len(within) == 0 {
		return nil
	}
	var out []weigh.Example
	for _, f := range fs {
		out = append(out, weigh.Example{Features: f.Features, Right: within[f.Actor]})
	}
	return out
}
