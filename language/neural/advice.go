package neural

// Adviser is a second reader, of another family, whose opinion is weighed in:
// its mistakes are others than the network's. It is handed a sentence with the
// network's scores for each of [Model.Classes] of UPOS and of XPOS, word by
// word, sets each token's UPOS and XPOS for good, and returns the trees that it
// would give, on which the network has the last word. It may be called from
// several goroutines at once.
type Adviser func(s []Token, upos, xpos []float32) []Opinion

// Opinion is a tree: each word's head in the sentence, -1 for the root, and relation to it.
type Opinion struct {
	Heads []int
	Rels  []string
}

// What each opinion is worth, in units of the network's scores; set on the
// treebanks' dev parts.
const (
	headWorth = 0.5
	relWorth  = 1
)

// Classes are the names of the classes of UPOS and XPOS, in the order of their scores.
func (m *Model) Classes() (upos, xpos []string) { return m.names.UPOS, m.names.XPOS }

// consult has the adviser read the batch's sentences.
func (m *Model) consult(b *batch, sentences [][]Token, advise Adviser) {
	nu, nx := m.tags[0].outputs, m.tags[1].outputs
	upos, xpos := resize(&b.upos, len(b.tokens)*nu), resize(&b.xpos, len(b.tokens)*nx)
	m.tags[0].scores(b, b.h2, func(w int, s []float32) { copy(upos[w*nu:], s) })
	m.tags[1].scores(b, b.h2, func(w int, s []float32) { copy(xpos[w*nx:], s) })
	b.opinions = b.opinions[:0]
	for i, s := range b.sentences {
		end := s.first + s.length
		b.opinions = append(b.opinions, advise(sentences[i], upos[s.first*nu:end*nu], xpos[s.first*nx:end*nx]))
	}
}

// favour adds to the scores of the heads that the adviser would give sentence i.
func (b *batch) favour(i int) {
	n := b.sentences[i].length
	for _, o := range b.opinions[i] {
		for d, h := range o.Heads {
			b.tree.scores[d*(n+1)+h+1] += headWorth
		}
	}
}

// favours is what the adviser's opinions add to relation rel of word d of
// sentence i to head (0 is the root).
func (b *batch) favours(i, d, head int, rel string) float32 {
	worth := float32(0)
	if b.advised {
		for _, o := range b.opinions[i] {
			if o.Heads[d]+1 == head && o.Rels[d] == rel {
				worth += relWorth
			}
		}
	}
	return worth
}
