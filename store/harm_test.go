package store

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"chancery"
)

// TestCheck finds nothing wrong in a sound archive, and what was broken in another.
func TestCheck(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		a := open(t)
		keepAll(t, a, corpus(10, 13), 10)
		if wrong, err := a.Check(t.Context()); err != nil || len(wrong) > 0 {
			t.Fatal(wrong, err)
		}
		if err := a.Vacuum(t.Context()); err != nil {
			t.Fatal(err)
		}
		info, err := a.Info(t.Context())
		if err != nil || info.Reports != 10 || info.Bytes == 0 || info.Schema < 1 {
			t.Errorf("%+v %v", info, err)
		}
		if _, err := a.write.Exec("DELETE FROM entry WHERE n = 3"); err != nil {
			t.Fatal(err)
		}
		if wrong, err := a.Check(t.Context()); err != nil || len(wrong) != 3 || !strings.Contains(wrong[0], "accounts that no entry has") {
			t.Error(wrong, err)
		}
	})
}

// TestMigrations takes the schema down and up again, and refuses what a newer
// program wrote.
func TestMigrations(t *testing.T) {
	backends(t, func(t *testing.T, open func(t *testing.T) *Archive) {
		a := open(t)
		steps, err := a.migrations()
		if err != nil {
			t.Fatal(err)
		}
		keepAll(t, a, corpus(5, 13), 5)
		want := digestOf(t, a)
		for _, version := range []int64{1, 0} { // as the first release has it; empty
			if _, err := steps.DownTo(t.Context(), version); err != nil {
				t.Fatal(err)
			}
			if err := a.migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			if version == 1 && digestOf(t, a) != want {
				t.Error("the archive is another after its schema was brought up")
			}
		}
		if _, err := a.write.Exec("INSERT INTO goose_db_version(version_id, is_applied) VALUES (9000, true)"); err != nil {
			t.Fatal(err)
		}
		if err := a.migrate(t.Context()); !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), "schema 9000") {
			t.Error(err)
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database at all ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	a := opened(t, filepath.Join(dir, "folder", "made", "archive.db"))
	if _, err := a.write.Exec("ATTACH ? AS other", other); err != nil {
		t.Fatal(err)
	}
	if _, err := a.write.Exec("CREATE TABLE other.recipes (title)"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		address string
		is      error
		says    string
	}{
		{text, ErrForeign, "notes.txt"},
		{other, ErrForeign, "recipes"},
		{dir, nil, "is a folder"},
		{"mysql://host/name", nil, "postgres://"},
		{"", nil, "no store is named"},
		{"postgres://me:secret@127.0.0.1:1/none?connect_timeout=2", ErrUnreachable, "is the server running"},
	} {
		a, err := Open(context.Background(), test.address)
		if err == nil {
			a.Close()
			t.Errorf("%s opens", test.address)
			continue
		}
		if test.is != nil && !errors.Is(err, test.is) || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", test.address, err)
		}
	}
}

// TestFull fills a file up to a bound: what was kept before is whole, and when there
// is room the rest goes on.
func TestFull(t *testing.T) {
	a := opened(t, filepath.Join(t.TempDir(), "archive.db"))
	readings := corpus(60, 17)
	if _, err := a.Keep(t.Context(), readings[:10]); err != nil {
		t.Fatal(err)
	}
	if _, err := a.write.Exec("PRAGMA max_page_count = 1"); err != nil { // no less than there are
		t.Fatal(err)
	}
	_, err := a.Keep(t.Context(), readings[10:])
	if !errors.Is(err, ErrFull) || !strings.Contains(err.Error(), "archive.db") || !strings.Contains(err.Error(), "make room") {
		t.Fatal(err)
	}
	keys := make([]string, len(readings))
	for i, r := range readings {
		keys[i] = r.Key
	}
	if has, err := a.Has(t.Context(), keys); err != nil || len(has) != 10 {
		t.Fatal(len(has), err)
	}
	if _, err := a.write.Exec("PRAGMA max_page_count = 4294967294"); err != nil {
		t.Fatal(err)
	}
	keepAll(t, a, readings, 20)
	one := opened(t, filepath.Join(t.TempDir(), "archive.db"))
	keepAll(t, one, readings, 60)
	alike(t, derived(t, one), derived(t, a))
}

// TestReadOnly asks a file in a folder that nobody may write to, as somebody who is
// not root.
func TestReadOnly(t *testing.T) {
	if path := os.Getenv("CHANCERY_TEST_READONLY"); path != "" {
		readOnly(t, path)
		return
	}
	dir, err := os.MkdirTemp("", "chancery-readonly-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	path := filepath.Join(dir, "archive.db")
	a := opened(t, path)
	keepAll(t, a, corpus(10, 19), 10)
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(path, 0o444), os.Chmod(dir, 0o555)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	if os.Getuid() != 0 {
		readOnly(t, path)
		return
	}
	// Root may write anywhere: the test is run again as nobody.
	binary := filepath.Join(t.TempDir(), "test")
	data, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	for d := filepath.Dir(binary); d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		os.Chmod(d, 0o755)
	}
	if err := os.WriteFile(binary, data, 0o755); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(binary, "-test.run", "^TestReadOnly$", "-test.v")
	c.Dir = "/"
	c.Env = append(os.Environ(), "CHANCERY_TEST_READONLY="+path)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	if out, err := c.CombinedOutput(); err != nil {
		if errors.Is(err, syscall.EPERM) {
			t.Skip(err)
		}
		t.Errorf("%v: %s", err, out)
	}
}

func readOnly(t *testing.T, path string) {
	a := opened(t, path)
	if !a.ReadOnly() {
		t.Error("the archive takes itself for writable")
	}
	has, err := a.Has(t.Context(), []string{corpus(1, 19)[0].Key})
	if err != nil || len(has) != 1 {
		t.Error(has, err)
	}
	_, err = a.Keep(t.Context(), corpus(2, 23))
	if !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "writable") {
		t.Error(err)
	}
	if err := a.Settle(t.Context(), nil); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
	if _, err := a.Correct(t.Context(), chancery.Correction{Report: "r", Kind: chancery.AnEvent, Verdict: chancery.Rejected, By: "x"}); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
}
