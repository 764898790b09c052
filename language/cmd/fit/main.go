// Fit learns the perceptron models of the language layer from the treebanks:
//
//	go run ./language/cmd/fit -treebanks ../shared/treebanks -out language/models
//
// It learns from the train parts of UD English EWT (CC BY-SA 4.0) and GUM
// (annotations CC BY 4.0), is deterministic by its seed, and takes some minutes
// on one core.
package main

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chancery/language/conllu"
	"chancery/language/perceptron"
	"chancery/language/segment"
)

func main() {
	dir := flag.String("treebanks", "../shared/treebanks", "folder of the treebanks")
	out := flag.String("out", "language/models", "folder that the models are written to")
	what := flag.String("only", "", `learn only "segment" or "perceptron"`)
	o := perceptron.Options{}
	flag.IntVar(&o.TagEpochs, "tag-epochs", 6, "passes of the tagger over the data")
	flag.IntVar(&o.ParseEpochs, "parse-epochs", 8, "passes of the parser over the data")
	flag.IntVar(&o.OtherEpochs, "other-epochs", 5, "passes of the other stages over the data")
	flag.IntVar(&o.Folds, "folds", 3, "parts in which tags are predicted for the parser")
	flag.Uint64Var(&o.Seed, "seed", 1, "seed of the order of the data")
	classes := flag.String("clusters", "", "word classes made by the command cluster")
	flag.Parse()
	if *classes != "" {
		t, err := readClusters(*classes)
		if err != nil {
			slog.Error("fit", "err", err)
			os.Exit(1)
		}
		o.Clusters = t
	}
	if err := run(*dir, *out, *what, o); err != nil {
		slog.Error("fit", "err", err)
		os.Exit(1)
	}
}

func run(dir, out, what string, o perceptron.Options) error {
	var sents []conllu.Sentence
	for _, name := range []string{"en_ewt-train", "en_gum-train"} {
		s, err := conllu.ReadFile(filepath.Join(dir, name+".conllu.gz"))
		if err != nil {
			return err
		}
		sents = append(sents, s...)
	}
	if what == "" || what == "segment" {
		b, err := segment.Fit(documents(sents), 10, o.Seed).AppendBinary(nil)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(out, "segment.bin"), b); err != nil {
			return err
		}
	}
	if what == "" || what == "perceptron" {
		return fitPerceptrons(sents, out, o)
	}
	return nil
}

func fitPerceptrons(sents []conllu.Sentence, out string, o perceptron.Options) error {
	m := perceptron.Fit(sents, o)
	forms, err := m.Forms.AppendBinary(nil)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(out, "forms.bin"), forms); err != nil {
		return err
	}
	trees, err := m.AppendBinary(nil)
	if err != nil {
		return err
	}
	if err := write(filepath.Join(out, "trees.bin"), trees); err != nil {
		return err
	}
	backward, err := m.Backward.AppendBinary(nil)
	if err != nil {
		return err
	}
	return write(filepath.Join(out, "backward.bin"), backward)
}

func readClusters(name string) (map[string]uint32, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read word classes: %w", err)
	}
	out := map[string]uint32{}
	for line := range strings.Lines(string(b)) {
		word, n, _ := strings.Cut(strings.TrimSpace(line), "\t")
		c, err := strconv.ParseUint(n, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("read word classes %s: %q: %w", name, line, err)
		}
		out[word] = uint32(c)
	}
	return out, nil
}

func documents(sents []conllu.Sentence) [][]conllu.Sentence {
	var docs [][]conllu.Sentence
	for i, s := range sents {
		if i == 0 || s.Document != sents[i-1].Document {
			docs = append(docs, nil)
		}
		docs[len(docs)-1] = append(docs[len(docs)-1], s)
	}
	return docs
}

func write(name string, b []byte) error {
	if err := os.WriteFile(name, b, 0o644); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	slog.Info("model written", "file", name, "bytes", len(b))
	return nil
}
