package perceptron

import (
	"bytes"
	"reflect"
	"testing"

	"chancery/language/conllu"
)

// The dynamic oracle, followed from any start, must lead to the gold tree.
func TestCosts(t *testing.T) {
	for name, gold := range map[string][]int{
		"chain to the right": {-1, 0, 1, 2},
		"chain to the left":  {1, 2, 3, -1},
		"both sides":         {1, -1, 3, 1, 1},
		"one word":           {-1},
	} {
		s := newState(len(gold))
		for !s.done() {
			best := -1
			for k, c := range s.costs(gold) {
				if c == 0 {
					best = k
				}
			}
			if best < 0 {
				t.Fatalf("%s: no transition without cost at buffer %d, stack %v", name, s.b, s.stack)
			}
			s.do(best, 0)
		}
		if !reflect.DeepEqual(s.head, gold) {
			t.Errorf("%s: got heads %v, want %v", name, s.head, gold)
		}
	}
}

func TestScripts(t *testing.T) {
	for _, c := range [][2]string{{"Envoys", "envoy"}, {"said", "say"}, {"better", "well"}, {"met", "meet"}, {"U.S.", "U.S."}, {"n't", "not"}, {"Délégués", "délégué"}} {
		r := scriptOf(c[0], c[1])
		back, err := parseScript(r.String())
		if err != nil || back != r {
			t.Errorf("script %+v read back as %+v, error %v", r, back, err)
		}
		if got, ok := r.apply(c[0]); !ok || got != c[1] {
			t.Errorf("%s: got %q, want %q", c[0], got, c[1])
		}
	}
	if _, ok := (script{strip: 5}).apply("abc"); ok {
		t.Error("a script may not strip more than there is")
	}
}

// lesson is a treebank of two sentences, enough to be learned by heart.
func lesson() []conllu.Sentence {
	w := func(form, lemma, upos, xpos, feats string, head int, rel, entity string) conllu.Word {
		return conllu.Word{Form: form, Lemma: lemma, UPOS: upos, XPOS: xpos, Feats: feats, Head: head, Rel: rel, Misc: "Entity=" + entity, Space: " "}
	}
	return []conllu.Sentence{
		{Document: "GUM_a", Words: []conllu.Word{w("Oslo", "Oslo", "PROPN", "NNP", "Number=Sing", 2, "nsubj", "(1-place-new-n-cf1-1-sgl-Oslo)"),
			w("waits", "wait", "VERB", "VBZ", "Number=Sing", 0, "root", ""), w(".", ".", "PUNCT", ".", "", 2, "punct", "")}},
		{Document: "GUM_a", Words: []conllu.Word{w("Envoys", "envoy", "NOUN", "NNS", "Number=Plur", 2, "nsubj", ""),
			w("met", "meet", "VERB", "VBD", "Number=Plur", 0, "root", ""), w("today", "today", "NOUN", "NN", "Number=Sing", 2, "obl:unmarked", ""), w(".", ".", "PUNCT", ".", "", 2, "punct", "")}},
	}
}

func stored(t *testing.T, m *Model) (trees, forms []byte) {
	t.Helper()
	trees, err := m.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	if forms, err = m.Forms.AppendBinary(nil); err != nil {
		t.Fatal(err)
	}
	return trees, forms
}

func TestFit(t *testing.T) {
	var bank []conllu.Sentence
	for range 30 {
		bank = append(bank, lesson()...)
	}
	m := Fit(bank, Options{TagEpochs: 5, ParseEpochs: 5, OtherEpochs: 5, Folds: 2, Seed: 1})
	b, forms := stored(t, m)
	again, formsAgain := stored(t, Fit(bank, Options{TagEpochs: 5, ParseEpochs: 5, OtherEpochs: 5, Folds: 2, Seed: 1}))
	if !bytes.Equal(b, again) || !bytes.Equal(forms, formsAgain) {
		t.Error("the same seed gives another model")
	}
	f, rest, err := ReadForms(forms)
	if err != nil || len(rest) > 0 {
		t.Fatalf("read forms back: %d bytes left, error %v", len(rest), err)
	}
	read, rest, err := Read(b)
	if err != nil || len(rest) > 0 {
		t.Fatalf("read back: %d bytes left, error %v", len(rest), err)
	}
	read.Forms = f
	b, err = m.Backward.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	back, rest, err := ReadParser(b)
	if err != nil || len(rest) > 0 {
		t.Fatalf("read the backward parser back: %d bytes left, error %v", len(rest), err)
	}
	if _, _, err := ReadParser(b[:len(b)/2]); err == nil {
		t.Error("no error for half a parser")
	}
	b, _ = stored(t, m)
	if _, _, err := Read(b[:len(b)/2]); err == nil {
		t.Error("no error for half a model")
	}
	if _, _, err := ReadForms(forms[:len(forms)/2]); err == nil {
		t.Error("no error for half the forms")
	}
	for _, gold := range lesson() {
		var forms []string
		for _, w := range gold.Words {
			forms = append(forms, w.Form)
		}
		s := Sentence(forms)
		read.Annotate(s)
		turned := reversed(s)
		back.parse(turned, new(work))
		if again := reversed(turned); !reflect.DeepEqual(again, s) {
			t.Errorf("backward parser: got %+v, want %+v", again, s)
		}
		for i, w := range gold.Words {
			got := conllu.Word{Form: s[i].Form, Lemma: s[i].Lemma, UPOS: s[i].UPOS, XPOS: s[i].XPOS, Feats: s[i].Feats, Head: s[i].Head + 1, Rel: s[i].Rel, Misc: w.Misc, Space: w.Space}
			if got != w {
				t.Errorf("got %+v, want %+v", got, w)
			}
		}
		want := len(gold.Names())
		if names := read.Names([][]Word{s}); len(names[0]) != want {
			t.Errorf("%v: names %v, want %d", forms, names[0], want)
		}
	}
}
