package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chancery"
)

const english = "The foreign ministers of the two countries met in Geneva on Monday and said that the talks would go on."

// result is what one run of the command left behind.
type result struct {
	code     int
	out, err string
}

func chanceryRun(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	code := run(t.Context(), args, streams{strings.NewReader(stdin), &out, &err})
	return result{code, out.String(), err.String()}
}

// write writes a file for a test and gives its name.
func write(t *testing.T, name, data string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestUsage(t *testing.T) {
	file := write(t, "a.txt", "Talks\n\n"+english)
	tests := []struct {
		args []string
		code int
		out  string // what standard output holds
		err  string // what standard error holds
	}{
		{nil, exitOK, "Usage: chancery <command>", ""},
		{[]string{"help"}, exitOK, "Usage: chancery <command>", ""},
		{[]string{"help", "read"}, exitOK, "Exit status: 0 if every input was read", ""},
		{[]string{"help", "who"}, exitOK, "foreign minister of South Korea", ""},
		{[]string{"who", "president of the United States", "--on", "2018-10-07"}, exitOK, "Donald Trump", ""},
		{[]string{"read", "--help"}, exitOK, "--min-confidence=P", ""},
		{[]string{"version"}, exitOK, chancery.Schema, ""},
		{[]string{"--version"}, exitOK, "chancery ", ""},
		{[]string{"raed", file}, exitUsage, "", `unexpected argument raed, did you mean "read"?`},
		{[]string{"read"}, exitUsage, "", `expected "<input> ..."`},
		{[]string{"read", "--frobnicate", file}, exitUsage, "", "unknown flag --frobnicate"},
		{[]string{"read", "--format", "xml", file}, exitUsage, "", "--format must be one of"},
		{[]string{"read", "--published", "7 Oct", file}, exitUsage, "", `--published: "7 Oct" is no day: write it as 2018-10-07`},
		{[]string{"read", "--published", "2018-02-30", file}, exitUsage, "", "is no day"},
		{[]string{"read", "--min-confidence", "2", file}, exitUsage, "", "--min-confidence: 2 is no probability"},
		{[]string{"read", "--timeout", "0s", file}, exitUsage, "", "--timeout: 0s is no time to wait"},
		{[]string{"read", "--timeout", "soon", file}, exitUsage, "", "--timeout"},
		{[]string{"read", "--explain", "--format", "json", file}, exitUsage, "", "--explain: reasons are written as text only"},
		{[]string{"read", "--explain", "--published", "2018-10-07", file}, exitOK, "because  ", ""},
		{[]string{"read", "-", "-"}, exitUsage, "", "standard input is named 2 times"},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			r := chanceryRun(t, "", test.args...)
			if r.code != test.code || !strings.Contains(r.out, test.out) || !strings.Contains(r.err, test.err) {
				t.Errorf("got %+v, want code %d, out %q, err %q", r, test.code, test.out, test.err)
			}
			if test.code == exitUsage && r.out != "" {
				t.Errorf("standard output %q", r.out)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	address := closed.URL
	closed.Close()
	long := strings.Repeat("x", 20<<20)
	tests := []struct {
		name, input, err string
		args             []string
	}{
		{"empty", write(t, "empty.txt", ""), "there is no text in it", nil},
		{"binary", write(t, "a.bin", "\x7fELF\x02\x01\x01\x00\x00"), "not text: it holds binary data", nil},
		{"a line of 20 MB", write(t, "long.txt", long), "too large for one report: more than 16 MiB", nil},
		{"a line of 10 MB", write(t, "long.txt", long[:10<<20]), "too large for one report: 10.0 MiB of text", nil},
		{"French", write(t, "fr.txt", "Sommet\n\nLe président de la République a rencontré les ministres des deux pays dans la capitale."), "the text is in French: only English is read so far", nil},
		{"missing", filepath.Join(t.TempDir(), "no.txt"), "no such file or directory", nil},
		{"directory", t.TempDir(), "it is a directory", nil},
		{"private address", "http://127.0.0.1:1/", "127.0.0.1 is not a public address: allow it with --allow-private", nil},
		{"nobody answers", address, "connection refused", []string{"--allow-private"}},
		{"no host", "http:///talks", "the address names no host", nil},
	}
	good := write(t, "good.txt", "Talks\n\n"+english)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			args := append([]string{"read", "--published", "2018-10-07", "--format", "json"}, test.args...)
			r := chanceryRun(t, "", append(args, test.input, good)...)
			want := "chancery: read " + test.input + ": "
			if r.code != exitInput || !strings.HasPrefix(r.err, want) || !strings.Contains(r.err, test.err) {
				t.Errorf("got code %d, err %q, want %q", r.code, r.err, test.err)
			}
			if strings.Count(r.err, "\n") != 1 {
				t.Errorf("more than one line of error: %q", r.err)
			}
			if records := decode(t, r.out); len(records) != 1 || records[0].Document.Title != "Talks" {
				t.Errorf("the other input was not read: %q", r.out)
			}
		})
	}
}

// decode reads the records that stand one after the other in out.
func decode(t *testing.T, out string) []chancery.Record {
	t.Helper()
	var records []chancery.Record
	for d := json.NewDecoder(strings.NewReader(out)); d.More(); {
		var r chancery.Record
		if err := d.Decode(&r); err != nil {
			t.Fatalf("%v in %q", err, out)
		}
		records = append(records, r)
	}
	return records
}

func TestReadFormats(t *testing.T) {
	a, b := write(t, "a.txt", "Talks\n\n"+english), write(t, "b.md", "---\ntitle: More talks\ndate: 2018-10-08\n---\n"+english)
	one := chanceryRun(t, "", "read", "--format", "json", "--published", "2018-10-07", a)
	if one.code != exitOK || one.err != "" || !strings.HasPrefix(one.out, "{\n  \"schema\": \"chancery.record/1\",\n") {
		t.Errorf("one input: %+v", one)
	}
	d := decode(t, one.out)[0].Document
	if d.Text != "Talks\n\n"+english || d.Published == nil || *d.Published != "2018-10-07" {
		t.Errorf("document %+v", d)
	}
	if strings.Contains(one.out, ": null,\n  \"statements\"") || !strings.Contains(one.out, `"stops": [`) {
		t.Errorf("a list is null in %s", one.out)
	}
	for _, format := range []string{"json", "jsonl"} {
		two := chanceryRun(t, "", "read", "--format", format, "--published", "2018-10-07", a, b)
		if records := decode(t, two.out); len(records) != 2 || strings.Count(two.out, "\n") != 2 || *records[1].Document.Published != "2018-10-07" {
			t.Errorf("%s, two inputs: %+v", format, two)
		}
	}
	text := chanceryRun(t, "Talks\n\n"+english, "read", b, "-")
	if !strings.HasPrefix(text.out, "More talks\nMonday, 8 October 2018\n") || !strings.Contains(text.out, "\n\n\nTalks\nno date of publication\n") {
		t.Errorf("text: %q", text.out)
	}
	if strings.Contains(text.out, "\x1b") {
		t.Errorf("colour without a terminal: %q", text.out)
	}
	if r := chanceryRun(t, "", "read", "--color", "always", b); !strings.Contains(r.out, "\x1b[1mMore talks\x1b[0m") {
		t.Errorf("no colour: %q", r.out)
	}
}

func TestReadWidth(t *testing.T) {
	t.Setenv("COLUMNS", "40")
	r := chanceryRun(t, "", "read", write(t, "a.txt", strings.Repeat("A long title ", 6)+"\n\n"+english))
	if first, _, _ := strings.Cut(r.out, "\n"); first != "A long title A long title A long title A" {
		t.Errorf("first line %q", first)
	}
}

func TestReadWarnsOnceOfMissingDates(t *testing.T) {
	a, b := write(t, "a.txt", "Talks\n\n"+english), write(t, "b.txt", "Talks\n\n"+english)
	r := chanceryRun(t, "", "read", "--format", "json", a, b)
	want := "chancery: read " + a + " and 1 more: no date of publication: give --published, or dates such as \"on Sunday\" stay open\n"
	if r.code != exitOK || r.err != want {
		t.Errorf("code %d, err %q, want %q", r.code, r.err, want)
	}
	if records := decode(t, r.out); records[0].Document.Published != nil {
		t.Errorf("published %q", *records[0].Document.Published)
	}
}

func TestReadTellsOfConversion(t *testing.T) {
	a := write(t, "a.txt", "Talks\n\n\x93"+english+"\x94")
	r := chanceryRun(t, "", "read", "--format", "json", "--published", "2018-10-07", a)
	if r.code != exitOK || r.err != "chancery: "+a+": not UTF-8: read as windows-1252\n" {
		t.Errorf("code %d, err %q", r.code, r.err)
	}
}

func TestReadOut(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Write([]byte("Fetched talks\n\n" + english))
	}))
	defer server.Close()
	a, b := write(t, "a.txt", "Talks\n\n"+english), write(t, "a.md", "# Other talks\n\n"+english)
	dir := filepath.Join(t.TempDir(), "new", "records")
	r := chanceryRun(t, "Input\n\n"+english, "read", "--allow-private", "--published", "2018-10-07", "--out", dir, a, b, "-", server.URL+"/news/talks.html")
	if r.code != exitOK || r.out != "" || r.err != "" {
		t.Fatalf("got %+v", r)
	}
	for name, title := range map[string]string{"a.json": "Talks", "a-2.json": "Other talks", "stdin.json": "Input", "127.0.0.1-news-talks.json": "Fetched talks"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		if got := decode(t, string(data))[0].Document.Title; got != title {
			t.Errorf("%s: title %q, want %q", name, got, title)
		}
	}
	if r := chanceryRun(t, "", "read", "--format", "text", "--published", "2018-10-07", "--out", dir, a); r.code != exitOK {
		t.Errorf("got %+v", r)
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "a.txt")); !bytes.HasPrefix(data, []byte("Talks\nSunday, 7 October 2018\n")) {
		t.Errorf("text file %q", data)
	}
	if r := chanceryRun(t, "", "read", "--out", a, b); r.code != exitInput || !strings.Contains(r.err, "chancery: write records: ") {
		t.Errorf("a file in place of the directory: %+v", r)
	}
}
