// Pairs prints how well package merge tells accounts of one thing from accounts of
// different things, by the judged pairs in merge/testdata/pairs.tsv. It reads their
// reports anew from ../shared/corpus.
//
//	go run ./merge/pairs [-wrong]
//
// With -fit it learns the weights of merge/model.tsv from the tune half instead.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"chancery"
	"chancery/corpus"
	"chancery/merge"
	"chancery/merge/judged"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "../shared/corpus", "folder of the corpus")
	table := flag.String("pairs", "merge/testdata/pairs.tsv", "table of judged pairs")
	wrong := flag.Bool("wrong", false, "list the pairs on which Same and the judgement differ")
	learn := flag.Bool("fit", false, "fit merge/model.tsv to the tune half, departing from merge/testdata/prior.tsv")
	flag.Parse()
	if err := run(*dir, *table, *wrong, *learn); err != nil {
		log.Fatal(err)
	}
}

func run(dir, table string, wrong, learn bool) error {
	f, err := os.Open(table)
	if err != nil {
		return err
	}
	defer f.Close()
	pairs, err := judged.Read(f)
	if err != nil {
		return err
	}
	records, err := judged.Records(dir, judged.Stories(pairs))
	if err != nil {
		return err
	}
	found, missing := judged.Find(pairs, records)
	fmt.Printf("%d pairs from %d reports; of %d an account is not read any more\n", len(pairs), len(records), missing)
	if learn {
		return write("merge/model.tsv", "merge/testdata/prior.tsv", found)
	}
	report(found, records)
	if wrong {
		list(found)
	}
	return nil
}

// report prints the figures by half and kind.
func report(found []judged.Found, records map[corpus.Story]*chancery.Record) {
	for _, half := range []string{"tune", "test"} {
		in := func(p judged.Found) bool { return p.Half == half }
		fmt.Printf("%s  Same     %s\n", half, judged.BySame(found, in))
		fmt.Printf("%s  Clusters %s\n", half, judged.ByEntries(found, records, in))
		fmt.Printf("%s  Blocks   %s\n", half, judged.ByBlocks(found, in))
		for _, kind := range []chancery.EntryKind{chancery.AnEvent, chancery.AStatement, chancery.ACommitment, chancery.AStop, chancery.ATurn} {
			fmt.Printf("%s    Same, %-10s %s\n", half, kind, judged.BySame(found, func(p judged.Found) bool { return in(p) && p.Kind == kind }))
		}
	}
}

func list(found []judged.Found) {
	for _, p := range found {
		s := merge.Same(p.X, p.Y)
		if (s >= merge.Threshold) == p.Pair.Same {
			continue
		}
		fmt.Printf("%s %s %.2f judged same %v: %s\n  %s %d  %s %d\n  %q %q\n  %v\n", p.Half, p.Kind, s, p.Pair.Same, p.Why,
			p.A.ID, p.A.Start, p.B.ID, p.B.Start, p.X.Cue.Text, p.Y.Cue.Text, merge.Features(p.X, p.Y))
	}
}
