// Command spans writes the named mentions of a treebank for the trainer: one
// line a sentence, one of O, B-TYPE and I-TYPE for each word, or a single "-"
// where the treebank has no entities. It keeps the derivation of names from
// GUM's annotation in one place, package conllu.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"

	"chancery/language/conllu"
)

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: spans FILE.conllu.gz")
	}
	sents, err := conllu.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	out := bufio.NewWriter(os.Stdout)
	annotated := map[string]bool{}
	for i := range sents {
		if conllu.HasEntities(&sents[i]) {
			annotated[sents[i].Document] = true
		}
	}
	for i := range sents {
		fmt.Fprintln(out, labels(&sents[i], annotated[sents[i].Document]))
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func labels(s *conllu.Sentence, annotated bool) string {
	if !annotated {
		return "-"
	}
	row := make([]string, len(s.Words))
	for i := range row {
		row[i] = "O"
	}
	for _, m := range s.Names() {
		for i := m.First; i < m.Last; i++ {
			row[i] = "I-" + m.Type
		}
		row[m.First] = "B-" + m.Type
	}
	return strings.Join(row, " ")
}
