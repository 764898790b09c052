// Bench compares the language layer with what a Go or JavaScript program would
// use otherwise, on the treebanks' test parts, and prints one table:
//
//	cd language/bench && (cd node && npm install) && go run . ../../../shared/treebanks
//
// Every reader gets the raw text of each document. Sentences and tokens are
// scored by their spans, tags in eight classes (tags.tsv) on the tokens whose
// spans agree. Words a second are words of the treebank over processor time on
// one core, after a first document that loads the models. It is a module of its
// own so that the layer does not depend on what it is compared with.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"

	"chancery/language/conllu"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: bench TREEBANKS")
	}
	runtime.GOMAXPROCS(1)
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(dir string) error {
	classes, err := readClasses("tags.tsv")
	if err != nil {
		return err
	}
	fmt.Println("| reader | treebank | sentences F1 | tokens F1 | coarse tags F1 | words/s |")
	fmt.Println("| --- | --- | --- | --- | --- | --- |")
	for _, name := range []string{"EWT", "GUM"} {
		file := map[string]string{"EWT": "en_ewt-test.conllu.gz", "GUM": "en_gum-test.conllu.gz"}[name]
		sents, err := conllu.ReadFile(filepath.Join(dir, file))
		if err != nil {
			return err
		}
		golds := documents(sents)
		for _, r := range readers {
			found, seconds, err := r.read(golds)
			if err != nil {
				return fmt.Errorf("%s on %s: %w", r.name, name, err)
			}
			s := score(golds, found, r.tags, classes)
			fmt.Printf("| %s | %s | %s | %s | %s | %.0f |\n", r.name, name, s.sentences, s.tokens, s.tags, float64(s.words)/seconds)
		}
	}
	return nil
}
