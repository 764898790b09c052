package neural

import (
	"encoding/json"
	"math"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// modelFile is the shipped network.
const modelFile = "../models/neural.bin"

var shipped = sync.OnceValues(func() (*Model, error) {
	b, err := os.ReadFile(modelFile)
	if err != nil {
		return nil, err
	}
	m, _, err := Read(b)
	return m, err
})

func load(t testing.TB) *Model {
	m, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func tokens(line string) []Token {
	words := strings.Fields(line)
	s := make([]Token, len(words))
	for i, w := range words {
		s[i].Form = w
	}
	return s
}

func sentences(t testing.TB) [][]Token {
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out [][]Token
	for line := range strings.Lines(string(b)) {
		out = append(out, tokens(line))
	}
	return out
}

// TestScoresAreTheTrainers compares with what language/train/expect.py wrote:
// the same but for the rounding of weights and states.
func TestScoresAreTheTrainers(t *testing.T) {
	m := load(t)
	b, err := os.ReadFile("testdata/expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var want []struct {
		Words []string
		UPOS  [][]float32
		Arcs  [][]float32
		Heads []int
		Rels  []string
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	var off, size float64
	count, rels, same := 0, 0, 0
	compare := func(got, want float32) {
		off += math.Abs(float64(got - want))
		size += math.Abs(float64(want))
		count++
	}
	for _, w := range want {
		sent := tokens(strings.Join(w.Words, " "))
		b := new(batch)
		b.sentences = []span{{0, len(sent)}}
		for i := range sent {
			b.tokens = append(b.tokens, &sent[i])
		}
		m.encode(b)
		m.tags[0].scores(b, b.h2, func(k int, s []float32) {
			for i := range s {
				compare(s[i], w.UPOS[k][i])
			}
		})
		m.arcDep.project(b, &b.tree.dep, b.h3)
		m.arcHead.project(b, &b.tree.head, b.h3)
		m.relDep.project(b, &b.tree.relDep, b.h3)
		m.relHead.project(b, &b.tree.relHead, b.h3)
		m.relations(b, 0, 0, w.Heads)
		for d, rel := range w.Rels {
			rels++
			if rel == sent[d].Rel {
				same++
			}
		}
		m.arcs(b, b.sentences[0])
		for d, row := range w.Arcs {
			for h, v := range row {
				compare(b.tree.scores[d*len(row)+h], v)
			}
		}
	}
	if off > 0.05*size {
		t.Errorf("scores are off by %.3f on average, their size being %.3f", off/float64(count), size/float64(count))
	}
	if 20*same < 19*rels {
		t.Errorf("%d of %d relations are the trainer's", same, rels)
	}
	t.Logf("scores are off by %.4f on average, their size being %.3f", off/float64(count), size/float64(count))
}

func TestEveryKernelAnnotatesAlike(t *testing.T) {
	m := load(t)
	want := sentences(t)
	m.Annotate(want)
	withLevel(t, func(name string) {
		got := sentences(t)
		m.Annotate(got)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s kernel annotates otherwise", name)
		}
		for i, one := range sentences(t) { // alone as in company
			m.Annotate([][]Token{one})
			if !reflect.DeepEqual(one, want[i]) {
				t.Errorf("%s kernel: sentence %d alone is annotated otherwise", name, i)
			}
		}
	})
}

func TestLongSentenceIsOneTree(t *testing.T) {
	m := load(t)
	s := tokens(strings.Repeat("grain rice tin ", 400))
	m.Annotate([][]Token{s})
	roots := 0
	for i, w := range s {
		if w.Head == i || w.Head < -1 || w.Head >= len(s) {
			t.Fatalf("word %d has head %d", i, w.Head)
		}
		if w.Head == -1 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}

func TestDamagedFileIsRefused(t *testing.T) {
	b, err := os.ReadFile(modelFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{0, 10, 30, 1000, len(b) / 2, len(b) - 1} {
		if _, _, err := Read(b[:n]); err == nil {
			t.Errorf("the first %d bytes read as a network", n)
		}
	}
}

func BenchmarkAnnotate(b *testing.B) {
	m := load(b)
	var doc [][]Token
	words := 0
	for range 20 {
		for _, s := range sentences(b) {
			doc = append(doc, s)
			words += len(s)
		}
	}
	withLevel(b, func(name string) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				m.Annotate(doc)
			}
			b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	})
}

func BenchmarkRead(b *testing.B) {
	data, err := os.ReadFile(modelFile)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := Read(data); err != nil {
			b.Fatal(err)
		}
	}
}
