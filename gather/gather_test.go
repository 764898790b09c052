package gather

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"chancery"
	"chancery/source"
)

// put writes a file for a test, in folders that are made if need be.
func put(t *testing.T, dir, name, data string) string {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func zip(data string) string {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	z.Write([]byte(data))
	z.Close()
	return b.String()
}

// jsonLines makes a file of reports numbered from first to last.
func jsonLines(first, last int) string {
	var b strings.Builder
	for n := first; n <= last; n++ {
		fmt.Fprintf(&b, `{"title":"Round %03d","published":"2018-10-%02d 10:00:00+02:00","source":"Wire","url":"https://example.org/%d","text":%q}`+"\n",
			n, n%28+1, n, english(n))
	}
	return b.String()
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "b/2018-10-07-one.txt", "One\n\n"+english(1))
	put(t, dir, "a.md", "---\ntitle: Two\ndate: 2018-10-08\n---\n"+english(2))
	put(t, dir, "c.html", "<!doctype html><title>Three</title><article><h1>Three</h1><p>"+english(3)+"</p><p>"+english(4)+"</p></article>")
	put(t, dir, "lines.jsonl", jsonLines(5, 6))
	put(t, dir, "zipped.txt.gz", zip("Seven\n\n"+english(7)))
	put(t, dir, ".hidden/x.txt", "Hidden\n\n"+english(8))
	put(t, dir, "picture.png", "\x89PNG\r\n\x1a\n\x00\x00")
	put(t, dir, "fr.txt", "Sommet\n\nLe président de la République a rencontré les ministres des deux pays dans la capitale.")
	for link, to := range map[string]string{"loop": ".", "self": "self", "gone": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	m := newMemory()
	s := gatherAll(t, m, testOptions(), dir)
	same(t, "titles", m.titles(), "One", "Round 005", "Round 006", "Seven", "Three", "Two")
	same(t, "failures", m.failed(),
		dir+"/fr.txt: the text is in French: only English is read so far",
		dir+"/gone: no such file or directory",
		dir+"/self: too many levels of symbolic links")
	same(t, "passed over", s.Passed, dir+"/.hidden: hidden", dir+"/loop: a link to a folder", dir+"/picture.png: not text")
	if s.New != 6 || s.Known != 0 || s.Failed != 3 || s.PassedAll != 3 || m.settles == 0 {
		t.Errorf("status %+v", s)
	}
	if d := m.one(t, "One"); *d.Published != "2018-10-07" {
		t.Errorf("day %q", *d.Published)
	}
	if d := m.one(t, "Round 005"); *d.Source != "Wire" || *d.URL != "https://example.org/5" || *d.Published != "2018-10-06" || d.Text != "Round 005\n\n"+english(5) {
		t.Errorf("document %+v", d)
	}
	again := gatherAll(t, m, testOptions(), dir)
	if again.New != 0 || again.Known != 6 {
		t.Errorf("second run: %+v", again)
	}
}

func TestRowsOfAllKinds(t *testing.T) {
	var z bytes.Buffer
	w, err := zstd.NewWriter(&z)
	if err != nil {
		t.Fatal(err)
	}
	w.Write([]byte(jsonLines(1, 2)))
	w.Close()
	tests := []struct {
		name, data string
		fields     Fields
		want       []string // title, day, source, address
		failed     string
	}{
		{"a.jsonl.gz", zip(jsonLines(1, 1)), Fields{}, []string{"Round 001|2018-10-02|Wire|https://example.org/1"}, ""},
		{"a.jsonl.zst", z.String(), Fields{}, []string{"Round 001|2018-10-02|Wire|https://example.org/1", "Round 002|2018-10-03|Wire|https://example.org/2"}, ""},
		{"without line end.ndjson", `{"headline":"A","date":1538870400,"body":"` + english(1) + `","publisher":{"name":"Wire"}}`, Fields{}, []string{"A|2018-10-07|Wire|"}, ""},
		{"html.jsonl", `{"title":"A","source":"http://feeds.example.com/x","html":"<br><p>` + english(1) + `</p><p>` + english(2) + `</p><a href=x>Source </a>"}`, Fields{}, []string{"A||example.com|"}, ""},
		{"fields.jsonl", `{"a":{"t":"A","x":"` + english(1) + `"},"text":"no","when":"7 October 2018"}`, Fields{Text: "a.x", Title: "a.t", Published: "when"}, []string{"A|2018-10-07||"}, ""},
		{"no date.jsonl", `{"title":"A","published":null,"text":"` + english(1) + `"}`, Fields{}, []string{"A|||"}, ""},
		{"latin.jsonl", `{"title":"A","text":"Caf` + "\xe9" + ` talks. ` + english(1) + `"}`, Fields{}, []string{"A|||"}, ""},
		{"no text.jsonl", `{"title":"A","summary":"B"}`, Fields{}, nil, ":1: there is no text in it in the fields it has (summary, title): name the one that holds it with --text or --html"},
		{"broken.jsonl", "{\"title\":\n" + jsonLines(1, 1), Fields{}, []string{"Round 001|2018-10-02|Wire|https://example.org/1"}, ":1: not JSON: unexpected EOF"},
		{"list.jsonl", "{}\n[1]\n", Fields{}, nil, `:2: not a JSON object, of which JSON Lines has one a line: "[1]"`},
		{"a.csv", "title,date,text\r\n\"A, B\",2018-10-07,\"" + english(1) + "\n\n" + english(2) + "\"\r\nC,,\"" + english(3) + "\"\n", Fields{}, []string{"A, B|2018-10-07||", "C|||"}, ""},
		{"a.tsv", "headline\tbody\nA\t" + english(1) + "\n", Fields{}, []string{"A|||"}, ""},
		{"no text.tsv", "name\tyear\nA\t1999\nB\t2000\n", Fields{}, nil, ".tsv: there is no text in it in the fields it has (name, year)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, o := newMemory(), testOptions()
			o.Fields = test.fields
			file := put(t, t.TempDir(), test.name, test.data)
			gatherAll(t, m, o, file)
			var got []string
			for _, r := range m.reports {
				d := r.Record.Document
				got = append(got, strings.Join([]string{d.Title, deref(d.Published), deref(d.Source), deref(d.URL)}, "|"))
				if strings.HasSuffix(d.Text, "Source") || strings.HasPrefix(d.Text, d.Title+"\n\n"+d.Title) {
					t.Errorf("text %q", d.Text)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if f := strings.Join(m.failed(), "\n"); test.failed == "" && f != "" || !strings.Contains(f, test.failed) {
				t.Errorf("failures %q, want %q", f, test.failed)
			}
		})
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestUnchangedFilesAreSkipped checks that a second run reads nothing again, and
// that a file that has changed is looked at anew.
func TestUnchangedFilesAreSkipped(t *testing.T) {
	dir := t.TempDir()
	file := put(t, dir, "a.jsonl.gz", zip(jsonLines(1, 90)+"{}\n"))
	m, o := newMemory(), testOptions()
	var read atomic.Int64
	o.read = func(r source.Report) *chancery.Record { read.Add(1); return fast(r) }
	first := gatherAll(t, m, o, file)
	if first.New != 90 || first.Failed != 1 || read.Load() != 90 {
		t.Fatalf("first run: %+v", first)
	}
	second := gatherAll(t, m, o, file)
	if second.New != 0 || second.Known != 90 || second.Failed != 0 || read.Load() != 90 {
		t.Errorf("second run: %+v", second)
	}
	if err := os.WriteFile(file, []byte(zip(jsonLines(1, 91))), 0o666); err != nil {
		t.Fatal(err)
	}
	third := gatherAll(t, m, o, file)
	if third.New != 1 || third.Known != 90 || read.Load() != 91 {
		t.Errorf("third run: %+v", third)
	}
	o.Fields.Title = "source"
	if other := gatherAll(t, m, o, file); other.New != 91 {
		t.Errorf("with other fields: %+v", other)
	}
}

// TestStopLosesNothing stops a run, again and again, and goes on.
func TestStopLosesNothing(t *testing.T) {
	for _, name := range []string{"a.jsonl", "a.jsonl.gz", "a.csv"} {
		t.Run(name, func(t *testing.T) {
			data := jsonLines(1, 400)
			switch filepath.Ext(name) {
			case ".gz":
				data = zip(data)
			case ".csv":
				data = "title,text\n"
				for n := 1; n <= 400; n++ {
					data += fmt.Sprintf("Round %03d,\"%s\n\nMore of it.\"\n", n, english(n))
				}
			}
			file := put(t, t.TempDir(), name, data)
			m, o := newMemory(), testOptions()
			var read atomic.Int64
			o.read = func(r source.Report) *chancery.Record { read.Add(1); return fast(r) }
			runs := 0
			for ; runs < 50; runs++ {
				g := New(m, o)
				m.onKeep = func(int) { g.Stop() }
				_, err := g.Run(t.Context(), []Source{{Address: file}})
				if err == nil {
					break
				}
				if !errors.Is(err, ErrStopped) {
					t.Fatal(err)
				}
			}
			if len(m.reports) != 400 || runs < 2 || read.Load() != 400 {
				t.Errorf("%d reports kept, %d read, in %d runs", len(m.reports), read.Load(), runs)
			}
		})
	}
}

// TestArchiveErrorEndsTheRun fills the disk.
func TestArchiveErrorEndsTheRun(t *testing.T) {
	file := put(t, t.TempDir(), "a.jsonl", jsonLines(1, 300))
	m := newMemory()
	m.keepErr = errDisk
	_, err := New(m, testOptions()).Run(t.Context(), []Source{{Address: file}})
	if !errors.Is(err, errDisk) || !strings.HasPrefix(err.Error(), "keep ") {
		t.Errorf("got error %v", err)
	}
	if len(m.progress) != 0 {
		t.Errorf("progress %v without a report kept", m.progress)
	}
	m.keepErr = nil
	if s := gatherAll(t, m, testOptions(), file); s.New != 300 {
		t.Errorf("afterwards: %+v", s)
	}
}

func TestContextEndsTheRun(t *testing.T) {
	file := put(t, t.TempDir(), "a.jsonl", jsonLines(1, 300))
	m, o := newMemory(), testOptions()
	ctx, cancel := context.WithCancel(t.Context())
	o.read = func(r source.Report) *chancery.Record { cancel(); return fast(r) }
	begun := time.Now()
	if _, err := New(m, o).Run(ctx, []Source{{Address: file}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
	if d := time.Since(begun); d > 3*time.Second {
		t.Errorf("it took %s", d)
	}
}

// TestAFaultOfOneReport checks that a panic while reading costs one report only.
func TestAFaultOfOneReport(t *testing.T) {
	file := put(t, t.TempDir(), "a.jsonl", jsonLines(1, 10))
	m, o := newMemory(), testOptions()
	o.read = func(r source.Report) *chancery.Record {
		if r.Title == "Round 004" {
			panic("out of range")
		}
		return fast(r)
	}
	s := gatherAll(t, m, o, file)
	if s.New != 9 || s.Failed != 1 || !strings.HasSuffix(m.failed()[0], "a.jsonl:4: a fault of the program, please report it with this input: out of range") {
		t.Errorf("%+v, %q", s, m.failed())
	}
}
