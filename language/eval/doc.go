// Package eval measures the language layer as the CoNLL 2018 shared task did
// (Zeman et al. 2018): raw text in, words aligned with the treebank's by their
// characters, each quantity as F1 over the aligned words. It adds the F1 of
// named mentions by exact span and type, where the treebank carries them.
//
// The command beside it evaluates the layer on a treebank:
//
//	go run ./language/eval/cmd/evaluate ../shared/treebanks/en_ewt-test.conllu.gz ../shared/treebanks/en_gum-test.conllu.gz
//
// With -gold it reads gold words and sentences, so that tagging and parsing are
// measured alone; with -system FILE it measures a CoNLL-U file, made by any
// program from the same text, against one treebank; with -raw it prints the raw
// text that a treebank annotates, to be given to such a program.
//
// A relation counts without its subtype (UD's "nsubj:pass" as "nsubj"), as in
// the shared task's LAS; UPOS, XPOS, features and lemmas count exactly, features
// on the universal set as they stand in the column, lemmas on every word.
package eval
