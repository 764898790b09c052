// Evaluate prints how well the language layer reads treebanks; package eval tells how.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"chancery/language"
	"chancery/language/conllu"
	"chancery/language/eval"
	"chancery/language/perceptron"
)

func main() {
	system := flag.String("system", "", "CoNLL-U `file` to be scored instead of the layer")
	raw := flag.Bool("raw", false, "print the raw text of the treebanks and end")
	gold := flag.Bool("gold", false, "give the layer the treebanks' words and sentences")
	forms := flag.String("forms", "language/models/forms.bin", "`file` of the perceptrons' forms, with -trees")
	trees := flag.String("trees", "", "score the perceptrons stored in `file` instead of the network")
	flag.Parse()
	annotate := (*language.Document).Annotate
	if *trees != "" {
		m, err := perceptrons(*forms, *trees)
		if err != nil {
			slog.Error("evaluate", "err", err)
			os.Exit(1)
		}
		annotate = eval.Perceptron(m)
	}
	for _, name := range flag.Args() {
		if err := evaluate(name, *system, *raw, *gold, annotate); err != nil {
			slog.Error("evaluate", "err", err)
			os.Exit(1)
		}
	}
}

func perceptrons(forms, trees string) (*perceptron.Model, error) {
	b, err := os.ReadFile(forms)
	if err != nil {
		return nil, fmt.Errorf("read perceptrons: %w", err)
	}
	f, _, err := perceptron.ReadForms(b)
	if err != nil {
		return nil, err
	}
	if b, err = os.ReadFile(trees); err != nil {
		return nil, fmt.Errorf("read perceptrons: %w", err)
	}
	m, _, err := perceptron.Read(b)
	if err != nil {
		return nil, err
	}
	m.Forms = f
	return m, nil
}

func evaluate(name, system string, raw, gold bool, annotate func(*language.Document)) error {
	sents, err := conllu.ReadFile(name)
	if err != nil {
		return err
	}
	if raw {
		w := bufio.NewWriter(os.Stdout)
		fmt.Fprintln(w, conllu.Raw(sents))
		return w.Flush()
	}
	if system != "" {
		got, err := conllu.ReadFile(system)
		if err != nil {
			return err
		}
		score, err := eval.Compare(sents, got, nil, nil)
		if err != nil {
			return fmt.Errorf("compare %s with %s: %w", system, name, err)
		}
		row(system, score)
		return nil
	}
	score, err := eval.Annotated(sents, "", gold, annotate)
	if err != nil {
		return fmt.Errorf("evaluate %s: %w", name, err)
	}
	row(name, score)
	if strings.Contains(name, "gum") {
		news, err := eval.Annotated(sents, "GUM_news", gold, annotate)
		if err != nil {
			return fmt.Errorf("evaluate %s, news: %w", name, err)
		}
		row(name+" (news)", news)
	}
	return nil
}

// row prints the header before the first score.
var header = false

func row(name string, s eval.Score) {
	if !header {
		fmt.Printf("%-28s", "F1")
		for _, q := range eval.Quantities {
			fmt.Printf(" %9s", q)
		}
		fmt.Println()
		header = true
	}
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	fmt.Printf("%-28s", strings.Replace(name, ".conllu.gz", "", 1))
	for _, q := range eval.Quantities {
		fmt.Printf(" %9.2f", s[q].F1())
	}
	fmt.Println()
}
