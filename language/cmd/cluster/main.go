// Cluster learns word classes from the corpora for the command fit:
//
//	go run ./language/cmd/cluster -corpus ../shared/corpus -out /tmp/clusters.tsv
//
// It reads every story of the folder's JSON Lines, keeps the 40,000 commonest
// words and parts them into 400 classes; about ten minutes on one core.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"chancery/language/cluster"
	"chancery/language/segment"
)

func main() {
	dir := flag.String("corpus", "../shared/corpus", "folder of the corpora")
	model := flag.String("model", "language/models/segment.bin", "segmentation model")
	out := flag.String("out", "clusters.tsv", "file to write: word, class")
	size := flag.Int("words", 40000, "words to class")
	k := flag.Int("classes", 400, "classes")
	flag.Parse()
	if err := run(*dir, *model, *out, *size, *k); err != nil {
		slog.Error("cluster", "err", err)
		os.Exit(1)
	}
}

func run(dir, model, out string, size, k int) error {
	b, err := os.ReadFile(model)
	if err != nil {
		return err
	}
	m, _, err := segment.Read(b)
	if err != nil {
		return fmt.Errorf("%s: %w", model, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl.gz"))
	if err != nil {
		return err
	}
	r := tokens{m: m, ids: map[string]int32{}}
	for _, f := range files {
		if err := r.file(f); err != nil {
			return fmt.Errorf("%s: %w", f, err)
		}
		slog.Info("read", "file", f, "words", len(r.ids), "running", len(r.stream))
	}
	words := r.commonest(size)
	c := cluster.NewCounts(words)
	for _, id := range r.stream {
		if id < 0 {
			c.Add("")
			continue
		}
		c.Add(r.words[id])
	}
	slog.Info("counted", "words", len(words))
	classes := c.Exchange(k, 10)
	var t strings.Builder
	for _, w := range words {
		fmt.Fprintf(&t, "%s\t%d\n", w, classes[w])
	}
	return os.WriteFile(out, []byte(t.String()), 0o644)
}

// tokens is the corpora's running text as numbers of words, -1 at the end of a sentence.
type tokens struct {
	m      *segment.Model
	ids    map[string]int32
	words  []string
	stream []int32
}

func (r *tokens) file(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bufio.NewReaderSize(z, 1<<20))
	for {
		var story struct{ Text string }
		if err := d.Decode(&story); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		for _, t := range r.m.Segment(story.Text) {
			r.add(segment.Generic(story.Text[t.Start:t.End]))
			if t.Ends {
				r.stream = append(r.stream, -1)
			}
		}
	}
}

func (r *tokens) add(w string) {
	id, ok := r.ids[w]
	if !ok {
		w = strings.Clone(w)
		id = int32(len(r.words))
		r.ids[w] = id
		r.words = append(r.words, w)
	}
	r.stream = append(r.stream, id)
}

func (r *tokens) commonest(n int) []string {
	uses := make([]int, len(r.words))
	for _, id := range r.stream {
		if id >= 0 {
			uses[id]++
		}
	}
	order := make([]int, len(uses))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return uses[order[i]] > uses[order[j]] })
	var out []string
	for _, i := range order[:min(n, len(order))] {
		out = append(out, r.words[i])
	}
	return out
}
