package judged

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"chancery"
	"chancery/reading"
	"chancery/source"
)

// row is a line of a corpus file.
type row struct{ ID, URL, Title, Published, Source, Text, HTML string }

// Records reads the stories out of the corpus in dir and makes their records, on as
// many processors as there are. A story that is not there is an error.
func Records(dir string, stories []Story) (map[Story]*chancery.Record, error) {
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
	return readAll(stories, found), nil
}

func readAll(stories []Story, reports map[Story]source.Report) map[Story]*chancery.Record {
	out := make(map[Story]*chancery.Record, len(stories))
	var lock sync.Mutex
	var wait sync.WaitGroup
	next := make(chan Story)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for s := range next {
				r, _ := reading.Read(reports[s])
				lock.Lock()
				out[s] = r
				lock.Unlock()
			}
		})
	}
	for _, s := range stories {
		next <- s
	}
	close(next)
	wait.Wait()
	return out
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
