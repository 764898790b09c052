package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhoCommand(t *testing.T) {
	mine := filepath.Join(t.TempDir(), "mine.tsv")
	if err := os.WriteFile(mine, []byte("person\toffice\tof\tfrom\nAda Quill\tHarbour Master\tNOR\t2011\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args     []string
		code     int
		out, err string // pieces of what is written
	}{
		{[]string{"foreign minister of South Korea", "--on", "2018-10-07"}, exitOK, "Kang Kyung-wha", ""},
		{[]string{"--on", "2018-10-07", "foreign", "minister", "of", "South", "Korea"}, exitOK, ".tsv:", ""},
		{[]string{"--json", "--on=2018-10-07", "foreign minister of South Korea"}, exitOK, `"of":"KOR"`, ""},
		{[]string{"Zhongnanhai"}, exitOK, "China", ""},
		{[]string{"--json", "Knesset"}, exitOK, `"sector":"LEG"`, ""},
		{[]string{"--add", mine, "harbour master of Norway"}, exitOK, "Ada Quill", ""},
		{[]string{"harbour master of Norway"}, exitInput, "", "no row"},
		{[]string{"bread and butter"}, exitInput, "", "want an office"},
		{[]string{"--add", mine + ".gone.tsv", "x"}, exitInput, "", "no such file"},
		{[]string{"--on", "tomorrow", "NATO secretary general"}, exitUsage, "", "See chancery who --help"},
		{[]string{"--help"}, exitOK, "chancery who", ""},
		{nil, exitOK, "Examples", ""},
	} {
		var out, errs bytes.Buffer
		code := whoCommand(c.args, &out, &errs)
		if code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(errs.String(), c.err) {
			t.Errorf("who %q: %d, %q, %q", c.args, code, out.String(), errs.String())
		}
	}
}
