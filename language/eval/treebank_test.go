package eval

import (
	"os"
	"testing"

	"chancery/language/conllu"
)

// TestTreebanks holds the layer to floors on the first documents of the dev
// parts, where the treebanks are at hand.
func TestTreebanks(t *testing.T) {
	for name, floor := range map[string]map[string]float64{
		"en_ewt-dev": {"Words": 98.5, "Sentences": 80, "UPOS": 93, "Lemmas": 94, "LAS": 77},
		"en_gum-dev": {"Words": 99.3, "Sentences": 90, "UPOS": 94, "Lemmas": 95, "LAS": 77},
	} {
		file := "../../../shared/treebanks/" + name + ".conllu.gz"
		if _, err := os.Stat(file); err != nil {
			t.Skip("no treebanks beside the repository")
		}
		sents, err := conllu.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := 300
		for n < len(sents) && !sents[n].NewDoc {
			n++
		}
		score, err := Treebank(sents[:n], "", false)
		if err != nil {
			t.Fatal(err)
		}
		for q, f := range floor {
			if got := score[q].F1(); got < f {
				t.Errorf("%s: %s F1 %.2f, want at least %.1f", name, q, got, f)
			}
		}
	}
}
