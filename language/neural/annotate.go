package neural

import (
	"runtime"
	"slices"
	"sync"
)

// Token is one word of a sentence and what the network finds for it.
type Token struct {
	Form string

	UPOS, XPOS string
	Head       int // index of the governor in the sentence, -1 for the root
	Rel        string
}

const (
	batchWords     = 256 // a batch takes sentences until it has so many words: what its layers need then fits the cache
	batchSentences = 32
	longest        = 400 // longer "sentences" (tables, lists without stops) are annotated in pieces of this length
)

// Annotate fills in everything but the forms. Sentences stand for themselves;
// those of like length are read together, on as many cores as the program may use.
func (m *Model) Annotate(sentences [][]Token) { m.AnnotateWith(sentences, nil) }

// AnnotateWith is [Model.Annotate] with an adviser.
func (m *Model) AnnotateWith(sentences [][]Token, advise Adviser) {
	var parts [][]Token
	for _, s := range sentences {
		for len(s) > longest {
			parts = append(parts, s[:longest])
			s = s[longest:]
		}
		if len(s) > 0 {
			parts = append(parts, s)
		}
	}
	slices.SortStableFunc(parts, func(a, b []Token) int { return len(b) - len(a) })
	var batches [][][]Token
	for from := 0; from < len(parts); {
		to, words := from, 0
		for to < len(parts) && to-from < batchSentences && (to == from || words+len(parts[to]) <= batchWords) {
			words += len(parts[to])
			to++
		}
		batches = append(batches, parts[from:to])
		from = to
	}
	if len(batches) < 2 || runtime.GOMAXPROCS(0) == 1 {
		for _, b := range batches {
			m.annotate(b, advise)
		}
	} else {
		work := make(chan [][]Token)
		var done sync.WaitGroup
		for range min(len(batches), runtime.GOMAXPROCS(0)) {
			done.Go(func() {
				for b := range work {
					m.annotate(b, advise)
				}
			})
		}
		for _, b := range batches {
			work <- b
		}
		close(work)
		done.Wait()
	}
	for _, s := range sentences {
		join(s)
	}
}

// join hangs the later pieces of a sentence that was too long on the root of its first.
func join(s []Token) {
	if len(s) <= longest {
		return
	}
	root := 0
	for i := range s {
		piece := i / longest * longest
		switch {
		case s[i].Head >= 0:
			s[i].Head += piece
		case piece == 0:
			root = i
		default:
			s[i].Head, s[i].Rel = root, "parataxis"
		}
	}
}

// span places a sentence among a batch's words.
type span struct{ first, length int }

// batch holds the sentences read together and the network's scratch memory.
type batch struct {
	sentences []span // longest first
	tokens    []*Token

	inputs []int32 // a layer's input products
	sums   []int32
	state  []int16
	cell   []float32
	scale  []float32
	x      []int16 // inputs of a layer
	xs     []float32
	h2, h3 []int16
	row    []float32
	sub    subwords
	grams  []int32
	tree   treeScratch

	advised    bool
	upos, xpos []float32   // scores for the adviser
	opinions   [][]Opinion // of each sentence
}

var batches = sync.Pool{New: func() any { return new(batch) }}

func (m *Model) annotate(sentences [][]Token, advise Adviser) {
	b := batches.Get().(*batch)
	defer batches.Put(b)
	b.sentences, b.tokens = b.sentences[:0], b.tokens[:0]
	for _, s := range sentences {
		b.sentences = append(b.sentences, span{len(b.tokens), len(s)})
		for i := range s {
			b.tokens = append(b.tokens, &s[i])
		}
	}
	m.encode(b)
	if b.advised = advise != nil; b.advised {
		m.consult(b, sentences, advise)
	} else {
		m.tag(b)
	}
	m.parse(b)
	clear(b.tokens)
}

// encode runs the layers; h2 and h3 receive the second's and the third's outputs.
func (m *Model) encode(b *batch) {
	m.embed(b)
	words := len(b.tokens)
	m.layers[0].run(b, resize(&b.h2, words*2*m.layers[0].units()), b.x, b.xs)
	b.x, b.h2 = b.h2, b.x
	for i := range b.xs {
		b.xs[i] = 1.0 / activation
	}
	m.layers[1].run(b, resize(&b.h2, words*2*m.layers[1].units()), b.x, b.xs)
	m.layers[2].run(b, resize(&b.h3, words*2*m.layers[2].units()), b.h2, b.xs)
}

// embed sets the batch's inputs to the words' vectors.
func (m *Model) embed(b *batch) {
	width := m.layers[0].forward.input.inputs
	x := resize(&b.x, len(b.tokens)*width)
	xs := resize(&b.xs, len(b.tokens))
	v := resize(&b.row, width)
	for i, t := range b.tokens {
		m.vector(v, t.Form, b)
		xs[i] = quantise(x[i*width:(i+1)*width], v, activation)
	}
}

const unknown = 1 // row of the words without one of their own

func (m *Model) vector(v []float32, form string, b *batch) {
	norm := normal(form)
	id, ok := m.words[norm]
	if !ok {
		id = unknown
	}
	s := m.word.scale[id]
	for i, q := range m.word.row(id) {
		v[i] = float32(int8(q)) * s
	}
	v = v[m.word.width:]
	b.sub.read(form, norm)
	m.ngram.mean(v, b.sub.grams, b)
	v = v[m.ngram.width:]
	m.affix.mean(v, b.sub.affixes[:], b)
	v = v[m.affix.width:]
	for i, q := range m.shape.row(b.sub.shape) {
		v[i] = float32(int8(q)) * m.shape.scale[0]
	}
}

// mean sets v to the mean of rows.
func (t *table) mean(v []float32, rows []uint32, b *batch) {
	sums := resize(&b.grams, t.width)
	clear(sums)
	for _, r := range rows {
		for i, q := range t.row(r) {
			sums[i] += int32(int8(q))
		}
	}
	s := t.scale[0] / float32(len(rows))
	for i, n := range sums {
		v[i] = float32(n) * s
	}
}

// scores multiplies all words' rows of h, of which one is worth 1/activation, and calls use with each word's scores.
func (m *matrix) scores(b *batch, h []int16, use func(word int, scores []float32)) {
	words := len(b.tokens)
	sums := resize(&b.sums, words*m.padded)
	m.mul(sums, h, words)
	out := resize(&b.row, m.outputs)
	for w := range words {
		m.scaled(out, sums[w*m.padded:], 1.0/activation)
		use(w, out)
	}
}

func (m *Model) tag(b *batch) {
	m.tags[0].scores(b, b.h2, func(w int, s []float32) { b.tokens[w].UPOS = m.names.UPOS[highest(s)] })
	m.tags[1].scores(b, b.h2, func(w int, s []float32) { b.tokens[w].XPOS = m.names.XPOS[highest(s)] })
}

// highest returns the index of the highest score, the first of equals.
func highest(s []float32) int {
	best := 0
	for i, v := range s {
		if v > s[best] {
			best = i
		}
	}
	return best
}
