package eval

import (
	"strings"
	"testing"

	"chancery/language/conllu"
)

// gold and system annotate the same made-up text; the system joins "in Oslo."
// into one sentence with the next, misses the multiword token, and mistakes a tag.
const gold = `# newdoc id = GUM_news_sample
# sent_id = 1
# text = Envoys didn't meet.
1	Envoys	envoy	NOUN	NNS	Number=Plur	4	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1-sgl)
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	Tense=Past	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	meet	meet	VERB	VB	VerbForm=Inf	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = 2
# text = Oslo waits.
1	Oslo	Oslo	PROPN	NNP	Number=Sing	2	nsubj	_	Entity=(2-place-new-nnnnn-cf1-1-sgl-Oslo)
2	waits	wait	VERB	VBZ	Number=Sing	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

`

const system = `1	Envoys	envoy	NOUN	NNS	Number=Plur	3	nsubj	_	_
2	didn't	do	AUX	VBD	Tense=Past	3	aux	_	_
3	meet	meet	NOUN	NN	Number=Sing	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_
5	Oslo	Oslo	PROPN	NNP	Number=Sing	6	nsubj:pass	_	_
6	waits	wait	VERB	VBZ	Number=Sing	3	parataxis	_	SpaceAfter=No
7	.	.	PUNCT	.	_	6	punct	_	_

`

func TestCompare(t *testing.T) {
	g, err := conllu.Read(strings.NewReader(gold))
	if err != nil {
		t.Fatal(err)
	}
	s, err := conllu.Read(strings.NewReader(system))
	if err != nil {
		t.Fatal(err)
	}
	names := [][]conllu.Mention{g[0].Names(), g[1].Names()}
	found := [][]conllu.Mention{{{First: 4, Last: 5, Type: "ORG"}}}
	score, err := Compare(g, s, names, found)
	if err != nil {
		t.Fatal(err)
	}
	for q, want := range map[string]Count{
		"Words":     {8, 7, 6},
		"Sentences": {2, 1, 0},
		"UPOS":      {8, 7, 5},
		"XPOS":      {8, 7, 5},
		"UFeats":    {8, 7, 5},
		"Lemmas":    {8, 7, 6},
		"UAS":       {8, 7, 5},
		"LAS":       {8, 7, 5},
		"Entities":  {1, 1, 0},
	} {
		if score[q] != want {
			t.Errorf("%s: got %+v, want %+v", q, score[q], want)
		}
	}
	perfect, err := Compare(g, g, names, names)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range Quantities {
		if f := perfect[q].F1(); f != 100 {
			t.Errorf("a treebank against itself: %s F1 %.2f", q, f)
		}
	}
	s[0].Words[0].Form = "Envoy"
	if _, err := Compare(g, s, nil, nil); err == nil {
		t.Error("no error for different texts")
	}
}
