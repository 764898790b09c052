package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chancery"
	"chancery/score"
)

type scoreFlags struct {
	Gold    string   `required:"" placeholder:"DIR" type:"path" help:"The annotated reports: DIR/annotations/ID.json, DIR/reports/ID.txt and ID.date."`
	Texts   string   `placeholder:"DIR" type:"path" help:"The reports' texts, where they do not stand in reports/ under --gold."`
	Only    []string `placeholder:"ID,…" help:"Score these reports alone."`
	Misses  bool     `help:"List what is missing, wrong and spurious, by class."`
	Format  string   `enum:"table,json,csv" default:"table" placeholder:"FORM" help:"table, json or csv."`
	Records string   `arg:"" type:"path" help:"A folder of ID.json, one record a report, or a file of records, one a line."`
}

// Help is shown under the flags of chancery score --help.
func (scoreFlags) Help() string {
	return `An entry counts where the annotators have it too: events by what they hang on,
type, parties and status; statements by their words and speaker; commitments by
cue or wording and parties; stops by traveller and place. The measure is that of
the score.py which goes with the annotations. A report without a record counts as
one in which nothing was found. chancery corrections export writes the form that
--gold takes.

Examples:
  chancery read --out records/ --format json gold/reports/*.txt
  chancery score records/ --gold gold/
  chancery score records.jsonl --gold gold/ --misses --only h01,h02
  chancery score records/ --gold gold/ --format csv >figures.csv

Exit status: 0 if the records were scored; 1 if files could not be read; 2 if the
command line is wrong.`
}

// scored is one report with the board of its own.
type scored struct {
	report *score.Report
	record *chancery.Record
	board  *score.Board
}

// run scores the records and writes the figures.
func (f *scoreFlags) run(_ context.Context, s streams) int {
	reports, err := f.gold()
	if err != nil {
		return failed(s.err, err)
	}
	records, err := recordsOf(f.Records)
	if err != nil {
		return failed(s.err, err)
	}
	all := score.NewBoard()
	all.KeepMisses = true
	var each []scored
	var without []string
	for i := range reports {
		r := &reports[i]
		rec := records.of(r)
		if rec == nil {
			without = append(without, r.Doc)
		}
		b := score.NewBoard()
		b.KeepMisses = true
		b.Add(r, rec)
		all.Add(r, rec)
		each = append(each, scored{r, rec, b})
	}
	if len(without) == len(reports) {
		return failed(s.err, fmt.Errorf("%s: no record of any report under --gold: name the files %s.json and so on, as the annotations are named", f.Records, without[0]))
	}
	if len(without) > 0 {
		fmt.Fprintf(s.err, "chancery: no record of %s: counted as empty\n", strings.Join(without, ", "))
	}
	out := bufio.NewWriter(s.out)
	switch f.Format {
	case "json":
		err = f.writeJSON(out, all, each)
	case "csv":
		err = writeScoreCSV(out, all, each)
	default:
		f.writeTable(out, all, each)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return failed(s.err, fmt.Errorf("write the figures: %w", err))
	}
	return exitOK
}

// gold loads the annotated reports that are asked for.
func (f *scoreFlags) gold() ([]score.Report, error) {
	annotations, texts := filepath.Join(f.Gold, "annotations"), f.Texts
	if info, err := os.Stat(annotations); err != nil || !info.IsDir() {
		if _, err := os.Stat(f.Gold); err != nil {
			return nil, fmt.Errorf("--gold: %w", err)
		}
		annotations = f.Gold
		if texts == "" {
			texts = f.Gold
		}
	} else if texts == "" {
		texts = filepath.Join(f.Gold, "reports")
	}
	reports, err := score.Load(annotations, texts)
	if err != nil {
		return nil, fmt.Errorf("--gold %s is not in the form of annotated reports (annotations/ID.json with reports/ID.txt and ID.date): %w", f.Gold, err)
	}
	for _, r := range reports {
		if len(r.Events)+len(r.Statements)+len(r.Commitments)+len(r.Stops) == 0 && r.Doc == "" {
			return nil, fmt.Errorf("--gold %s: an annotation holds nothing", f.Gold)
		}
	}
	if len(f.Only) == 0 {
		return reports, nil
	}
	for _, id := range f.Only {
		if !slices.ContainsFunc(reports, func(r score.Report) bool { return r.Doc == id }) {
			return nil, fmt.Errorf("--only: %s has no report %s", f.Gold, id)
		}
	}
	return slices.DeleteFunc(reports, func(r score.Report) bool { return !slices.Contains(f.Only, r.Doc) }), nil
}

// recordSet finds a report's record by the name of its file, or by its text.
type recordSet struct {
	dir    string
	byText map[string]*chancery.Record
}

// recordsOf opens a folder of records, or reads a file of them, one a line.
func recordsOf(path string) (*recordSet, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return &recordSet{dir: path}, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	set := &recordSet{byText: map[string]*chancery.Record{}}
	for d, n := json.NewDecoder(bufio.NewReader(file)), 1; ; n++ {
		var r chancery.Record
		if err := d.Decode(&r); err == io.EOF {
			return set, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w", path, n, err)
		}
		if r.Schema != chancery.Schema {
			return nil, fmt.Errorf("%s: record %d is of schema %q, not %s", path, n, r.Schema, chancery.Schema)
		}
		set.byText[r.Document.ID] = &r
	}
}

// of gives the record of a report, nil if there is none or it cannot be read.
func (set *recordSet) of(r *score.Report) *chancery.Record {
	if set.byText != nil {
		return set.byText[fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(r.Text)))]
	}
	data, err := os.ReadFile(filepath.Join(set.dir, r.Doc+".json"))
	if err != nil {
		return nil
	}
	var rec chancery.Record
	if json.Unmarshal(data, &rec) != nil {
		return nil
	}
	return &rec
}
