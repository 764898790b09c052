package linear

import (
	"testing"
)

// train learns which of three classes a pair of features names.
func train() *Learner {
	l := NewLearner(3)
	for range 10 {
		for class, f := range [][]uint32{{Hash("a"), Mix(1, Hash("x"))}, {Hash("b"), Mix(1, Hash("x"))}, {Hash("a"), Mix(2, Hash("x"))}} {
			scores := make([]float32, 3)
			l.Score(f, scores)
			l.Tick()
			if got := Best(scores); got != class {
				l.Update(f, class, 1)
				l.Update(f, got, -1)
			}
		}
	}
	return l
}

func TestModel(t *testing.T) {
	m := train().Model(0.01)
	b, err := m.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	read, rest, err := Read(append(b, 1, 2))
	if err != nil || len(rest) != 2 {
		t.Fatalf("read back: rest %v, error %v", rest, err)
	}
	for _, m := range []*Model{m, read} {
		for class, f := range [][]uint32{{Hash("a"), Mix(1, Hash("x"))}, {Hash("b"), Mix(1, Hash("x"))}, {Hash("a"), Mix(2, Hash("x"))}} {
			scores := make([]int32, m.Classes())
			m.Score(f, scores)
			if got := Best(scores); got != class {
				t.Errorf("class %d, want %d (scores %v)", got, class, scores)
			}
		}
	}
	for n := range b {
		if _, _, err := Read(b[:n]); err == nil {
			t.Errorf("no error for a model cut after %d of %d bytes", n, len(b))
		}
	}
}

func TestReader(t *testing.T) {
	table := map[string]uint32{"a": 1, "b": 300}
	b := AppendTable(AppendStrings(nil, []string{"x", ""}), table)
	r := Reader{Rest: b}
	if l := r.Strings(); len(l) != 2 || l[0] != "x" || l[1] != "" {
		t.Errorf("strings %q", l)
	}
	if got := r.Table(); len(got) != 2 || got["b"] != 300 || r.Err() != nil {
		t.Errorf("table %v, error %v", got, r.Err())
	}
	if r.Uint(); r.Err() == nil {
		t.Error("no error at the end")
	}
}
