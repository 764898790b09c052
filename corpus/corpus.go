// Package corpus finds stories in files of gzipped JSON lines that stand beside the
// project, so that what is said of them can be kept without their texts.
package corpus

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chancery/source"
)

// Story names a report: a file without ".jsonl.gz", and its id there.
type Story struct {
	Corpus string `json:"corpus"`
	ID     string `json:"id"`
}

// row is a line of a corpus file.
type row struct{ ID, URL, Title, Published, Source, Text, HTML string }

// Reports finds the stories in the corpus in dir. A story that is not there is an error.
func Reports(dir string, stories []Story) (map[Story]source.Report, error) {
	wanted := map[string]map[string]bool{}
	for _, s := range stories {
		if wanted[s.Corpus] == nil {
			wanted[s.Corpus] = map[string]bool{}
		}
		wanted[s.Corpus][s.ID] = true
	}
	found := map[Story]source.Report{}
	for corpus, ids := range wanted {
		if err := scan(filepath.Join(dir, corpus+".jsonl.gz"), func(r row) error {
			if !ids[r.ID] {
				return nil
			}
			rep, err := report(r)
			found[Story{corpus, r.ID}] = rep
			return err
		}); err != nil {
			return nil, err
		}
	}
	for _, s := range stories {
		if _, ok := found[s]; !ok {
			return nil, fmt.Errorf("no story %q in %s.jsonl.gz under %s", s.ID, s.Corpus, dir)
		}
	}
	return found, nil
}

// scan calls each for every line of a gzipped file of JSON lines.
func scan(file string, each func(row) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	s := bufio.NewScanner(z)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var r row
		if err := json.Unmarshal(s.Bytes(), &r); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := each(r); err != nil {
			return fmt.Errorf("%s: %s: %w", file, r.ID, err)
		}
	}
	return s.Err()
}

// report makes a report of a line: title, blank line, text, or where there is only a
// page its main text.
func report(r row) (source.Report, error) {
	text := r.Text
	if text == "" && r.HTML != "" {
		page, err := source.Parse(source.Input{ContentType: "text/html; charset=utf-8",
			Data: []byte("<html><head><title></title></head><body><article>" + r.HTML + "</article></body></html>")})
		if err != nil {
			return page, err
		}
		text = strings.TrimPrefix(page.Text, page.Title)
	}
	rep := source.Report{Title: r.Title, Text: r.Title + "\n\n" + strings.TrimSpace(text), URL: r.URL, Source: r.Source, Language: "en"}
	if len(r.Published) >= len("2006-01-02") {
		rep.Published, _ = time.Parse("2006-01-02", r.Published[:10]) // none is none
	}
	return rep, nil
}
