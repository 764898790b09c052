// Common counts in how many sentences of the corpus each word stem occurs and writes
// those that are not rare to merge/common.tsv, by which package merge weighs words.
//
//	go run ./merge/common [-corpus ../shared/corpus]
package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery/merge"
)

// files are those of the corpus that have plain text and are not of one kind of speech.
var files = []string{"allsides", "ap89", "fbis", "intl2024", "mail2020", "reuters21578", "state_pr", "wikinews"}

const (
	least = 20      // sentences in a hundred thousand: rarer stems are left out
	base  = 100_000 // sentences that counts are given for
)

func main() {
	log.SetFlags(0)
	corpus := flag.String("corpus", "../shared/corpus", "folder of the corpus")
	flag.Parse()
	counts, sentences := map[string]int{}, 0
	for _, name := range files {
		n, err := count(filepath.Join(*corpus, name+".jsonl.gz"), counts)
		if err != nil {
			log.Fatal(err)
		}
		sentences += n
	}
	if err := write("merge/common.tsv", counts, sentences); err != nil {
		log.Fatal(err)
	}
}

func count(file string, counts map[string]int) (sentences int, err error) {
	f, err := os.Open(file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", file, err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var row struct{ Text string }
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			return sentences, fmt.Errorf("%s: %w", file, err)
		}
		for _, stems := range merge.Stems(row.Text) {
			sentences++
			for _, w := range stems {
				counts[w]++
			}
		}
	}
	return sentences, s.Err()
}

func write(file string, counts map[string]int, sentences int) error {
	type word struct {
		stem string
		n    int
	}
	var kept []word
	for w, n := range counts {
		if per := int(int64(n) * base / int64(sentences)); per >= least {
			kept = append(kept, word{w, per})
		}
	}
	slices.SortFunc(kept, func(a, b word) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.stem, b.stem)) })
	var b strings.Builder
	b.WriteString("# Stems of content words and in how many of 100,000 sentences they occur.\n" +
		"# Source: counted by go run ./merge/common in " + strings.Join(files, ", ") + "; rarer stems are not listed.\n# stem\tsentences\n")
	for _, w := range kept {
		fmt.Fprintf(&b, "%s\t%d\n", w.stem, w.n)
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
