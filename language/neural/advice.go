package neural

// Adviser is a second reader, of another family, whose opinion is weighed in:
// its mistakes are others than the network's. It is handed a sentence with the
// network's scores for each of [Model.Classes] of UPOS and of XPOS, word by
// word, sets each token's UPOS and XPOS for good, and Head and Rel to the tree
// that it would give, on which the network has the last word. It may be called
// from several goroutines at once.
type Adviser func(s []Token, upos, xpos []float32)

// What the adviser's opinion is worth, in units of the network's scores; set on
// the treebanks' dev parts.
const (
	headWorth = 1.5
	relWorth  = 1.5
)

// Classes are the names of the classes of UPOS and XPOS, in the order of their scores.
func (m *Model) Classes() (upos, xpos []string) { return m.names.UPOS, m.names.XPOS }

// consult has the adviser read the batch's sentences.
func (m *Model) consult(b *batch, sentences [][]Token, advise Adviser) {
	nu, nx := m.tags[0].outputs, m.tags[1].outputs
	upos, xpos := resize(&b.upos, len(b.tokens)*nu), resize(&b.xpos, len(b.tokens)*nx)
	m.tags[0].scores(b, b.h2, func(w int, s []float32) { copy(upos[w*nu:], s) })
	m.tags[1].scores(b, b.h2, func(w int, s []float32) { copy(xpos[w*nx:], s) })
	resize(&b.opinions, len(b.tokens))
	for i, s := range b.sentences {
		end := s.first + s.length
		advise(sentences[i], upos[s.first*nu:end*nu], xpos[s.first*nx:end*nx])
	}
}

// favour adds to the scores of the heads that the adviser gave a sentence.
func (b *batch) favour(s span) {
	n := s.length
	for d := range n {
		h := b.tokens[s.first+d].Head + 1
		b.opinions[s.first+d] = h // the network's head will take its place
		b.tree.scores[d*(n+1)+h] += headWorth
	}
}

// favours is what the adviser's opinion adds to relation rel of word d to head (0 is the root).
func (b *batch) favours(d, head int, rel string) float32 {
	if b.advised && b.opinions[d] == head && b.tokens[d].Rel == rel {
		return relWorth
	}
	return 0
}
