package weigh

import (
	"strings"
	"testing"
)

func TestTrainTellsApart(t *testing.T) {
	var examples []Example
	for range 40 {
		examples = append(examples,
			Example{[]string{"bias", "verb=meet"}, true},
			Example{[]string{"bias", "verb=meet", "negated"}, false},
			Example{[]string{"bias", "verb=like"}, false})
	}
	m := Train(examples, 0.001, 20, 1)
	for _, c := range []struct {
		features string
		low, hi  float64
	}{
		{"bias verb=meet", 0.8, 1},
		{"bias verb=meet negated", 0, 0.2},
		{"bias verb=like", 0, 0.2},
	} {
		if p := m.Probability(strings.Fields(c.features)); p < c.low || p > c.hi {
			t.Errorf("%s: probability %.2f, want %.1f to %.1f", c.features, p, c.low, c.hi)
		}
	}
}

func TestTrainIsDeterministic(t *testing.T) {
	examples := []Example{{[]string{"a", "b"}, true}, {[]string{"a"}, false}, {[]string{"b", "a"}, true}, {[]string{"a", "c"}, false}}
	a, b := Train(examples, 0.01, 10, 7), Train(examples, 0.01, 10, 7)
	for f, w := range a.Weights {
		if b.Weights[f] != w {
			t.Errorf("weight of %s is %v, then %v", f, w, b.Weights[f])
		}
	}
}

func TestParseWrite(t *testing.T) {
	m, err := Parse("# a comment\nthreshold\t0.4\nverb=meet\t1.25\nnegated\t-2.5\n", 0.5)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := m.Write(&b, "columns"); err != nil {
		t.Fatal(err)
	}
	again, err := Parse(b.String(), 0.5)
	if err != nil {
		t.Fatal(err)
	}
	if again.Threshold != 0.4 || again.Weights["verb=meet"] != 1.25 || again.Weights["negated"] != -2.5 {
		t.Errorf("written and read again: %+v", again)
	}
	if _, err := Parse("verb=meet 1.25", 0.5); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("a line without a tab: error %v, want one that names line 1", err)
	}
	empty, _ := Parse("# nothing learned", 0.5)
	if p := empty.Probability([]string{"x"}); p != 0.5 {
		t.Errorf("empty model: probability %v, want the prior 0.5", p)
	}
}

func TestTrees(t *testing.T) {
	var examples []Example
	for range 20 { // right where just one of two is there, which no sum of weights tells
		examples = append(examples,
			Example{[]string{"a", "b"}, false}, Example{[]string{"a"}, true}, Example{[]string{"b"}, true}, Example{nil, false})
	}
	examples = append(examples, Example{[]string{"a"}, true}) // else no first question helps
	m := &Model{Weights: map[string]float64{"bias": 0.02}, Trees: Grow(examples, Growth{Rounds: 40, Depth: 2, Rate: 0.3, Least: 2, Weight: 1, L2: 1})}
	var b strings.Builder
	if err := m.Write(&b, "columns"); err != nil {
		t.Fatal(err)
	}
	again, err := Parse(b.String(), 0.5)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		features string
		right    bool
	}{{"", false}, {"a", true}, {"b", true}, {"a b", false}} {
		p, q := m.Probability(strings.Fields(c.features)), again.Probability(strings.Fields(c.features))
		if p > 0.5 != c.right {
			t.Errorf("%q: probability %.2f, want right %v", c.features, p, c.right)
		}
		if p-q > 0.001 || q-p > 0.001 {
			t.Errorf("%q: probability %.4f, %.4f when written and read", c.features, p, q)
		}
	}
}
