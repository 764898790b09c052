package correct

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery"
	"chancery/source"
)

// Folder writes annotations into a folder: annotations/DOC.json, reports/DOC.txt,
// reports/DOC.date and a line of sources.tsv for each.
type Folder struct {
	dir     string
	sources *os.File
}

// NewFolder makes the folder, or goes on in one that is there.
func NewFolder(dir string) (*Folder, error) {
	for _, sub := range []string{"annotations", "reports"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			return nil, err
		}
	}
	f, err := os.OpenFile(filepath.Join(dir, "sources.tsv"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	return &Folder{dir, f}, err
}

// Add writes the annotation of a record, with its text.
func (f *Folder) Add(a *Annotation, d *chancery.Document) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(a); err != nil {
		return err
	}
	known := true
	text := filepath.Join(f.dir, "reports", a.Doc+".txt")
	if _, err := os.Stat(text); err != nil {
		known = false
	}
	day := ""
	if d.Published != nil {
		day = *d.Published + "\n"
	}
	err := errors.Join(
		os.WriteFile(filepath.Join(f.dir, "annotations", a.Doc+".json"), b.Bytes(), 0o666),
		os.WriteFile(text, []byte(d.Text), 0o666),
		os.WriteFile(filepath.Join(f.dir, "reports", a.Doc+".date"), []byte(day), 0o666))
	if err != nil || known {
		return err
	}
	_, err = fmt.Fprintf(f.sources, "%s\t%s\t%s\n", a.Doc, flat(d.Source), flat(d.URL))
	return err
}

// flat keeps a value to one field of one line.
func flat(s *string) string {
	if s == nil {
		return ""
	}
	return strings.Join(strings.Fields(*s), " ")
}

// Close ends the writing.
func (f *Folder) Close() error { return f.sources.Close() }

// Annotated is an annotation with the text it is of.
type Annotated struct {
	Annotation
	Text string
}

// Document is the hash of the text, as chancery.Document.ID has it.
func (a *Annotated) Document() string {
	return fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(a.Text)))
}

// ReadFolder reads a folder of annotations, in the order of their names: with
// annotations/ and reports/ in it, or with annotations and texts side by side. The
// error names what is not in form; the others are read all the same.
func ReadFolder(dir string) ([]Annotated, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	annotations, texts := filepath.Join(dir, "annotations"), filepath.Join(dir, "reports")
	if info, err := os.Stat(annotations); err != nil || !info.IsDir() {
		annotations, texts = dir, dir
	}
	files, err := filepath.Glob(filepath.Join(annotations, "*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no annotations: want annotations/ID.json with reports/ID.txt", dir)
	}
	slices.Sort(files)
	var out []Annotated
	var errs []error
	for _, file := range files {
		a, err := readAnnotated(file, texts)
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", file, err))
			continue
		}
		out = append(out, *a)
	}
	return out, errors.Join(errs...)
}

func readAnnotated(file, texts string) (*Annotated, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var a Annotated
	if err := json.Unmarshal(data, &a.Annotation); err != nil {
		return nil, err
	}
	if a.Events == nil && a.Statements == nil && a.Commitments == nil && a.Stops == nil {
		return nil, errors.New("no annotation: it has neither events nor statements, commitments or stops")
	}
	a.Doc = strings.TrimSuffix(filepath.Base(file), ".json")
	text, err := os.ReadFile(filepath.Join(texts, a.Doc+".txt"))
	if err != nil {
		return nil, err
	}
	report, err := source.Parse(source.Input{Name: a.Doc + ".txt", Data: text}) // as it was when it was read
	a.Text = report.Text
	return &a, err
}
