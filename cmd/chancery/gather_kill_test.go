package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"chancery"
	"chancery/store"
)

// TestMain runs the program in the place of the tests where a test asks for it:
// what is killed must be a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("CHANCERY_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// killed runs chancery as a process of its own, kills it after a while where that
// is not 0, and gives its exit status (-1 if it was killed) and standard error.
func killed(t *testing.T, after time.Duration, sig os.Signal, args ...string) (int, string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c := exec.Command(program, args...)
	c.Env = append(os.Environ(), "CHANCERY_TEST_MAIN=1")
	c.Stderr = &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		stop := time.AfterFunc(after, func() { _ = c.Process.Signal(sig) })
		defer stop.Stop()
	}
	err = c.Wait()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), errs.String()
}

// sampleReport is a small report that others tell of, too: its number chooses the
// states, the town and what came of it.
func sampleReport(n int) (title, day, text string) {
	states := []string{"Norway", "Kenya", "Japan", "Brazil", "Jordan", "Poland", "Vietnam"}
	towns := []string{"Geneva", "Vienna", "Muscat", "Oslo", "Nairobi"}
	a, b := states[n%7], states[(n/7+n%7+1+n%3)%7]
	if a == b {
		b = "Canada"
	}
	town := towns[n%5]
	title = fmt.Sprintf("%s and %s hold talks in %s", a, b, town)
	day = time.Date(2019, 3, 1+n%40, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	text = fmt.Sprintf("The foreign ministers of %s and %s met in %s on Monday. They signed an agreement on trade in round %d of the talks.\n\n"+
		"\"We will meet again in %s next month,\" the minister of %s said. %s condemned the attack on its embassy and promised to send aid worth %d million dollars.",
		a, b, town, n/9, towns[(n+2)%5], a, b, n%20+1)
	return title, day, text
}

// sampleSources writes n reports: half of them files in a folder, half JSON Lines.
func sampleSources(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	var lines strings.Builder
	for i := range n {
		title, day, text := sampleReport(i)
		if i%2 == 0 {
			file := filepath.Join(dir, fmt.Sprintf("%03d.md", i))
			data := fmt.Sprintf("---\ntitle: %s\ndate: %s\nsource: House %d\n---\n%s\n", title, day, i%4, text)
			if err := os.WriteFile(file, []byte(data), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		fmt.Fprintf(&lines, `{"title":%q,"published":%q,"source":"House %d","url":"https://example.org/%d","text":%q}`+"\n", title, day, i%4, i, text)
	}
	if err := os.WriteFile(filepath.Join(dir, "lines.jsonl"), []byte(lines.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// holds gives the digest of an archive and how many reports it holds.
func holds(t *testing.T, path string) (digest string, reports int) {
	t.Helper()
	archive, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	if digest, err = archive.Digest(t.Context()); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for q := (chancery.ReportQuery{Copies: true, Limit: 1000}); ; {
		page, err := archive.Reports(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range page.Reports {
			if seen[r.Key] {
				t.Errorf("report %s is there twice", r.Key)
			}
			seen[r.Key] = true
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			return digest, len(seen)
		}
	}
}

// TestGatherSurvivesKills kills gathering at random moments, goes on, and ends with
// the archive of a run that nobody disturbed.
func TestGatherSurvivesKills(t *testing.T) {
	kills, reports := 3, 30
	if os.Getenv("CHANCERY_LONG") != "" {
		kills, reports = 50, 200
	} else if testing.Short() {
		t.Skip("runs the program as processes of its own")
	}
	dir := sampleSources(t, reports)
	whole := filepath.Join(t.TempDir(), "whole.db")
	begun := time.Now()
	if code, errs := killed(t, 0, nil, "gather", "--store", whole, dir); code != exitOK {
		t.Fatalf("exit status %d: %s", code, errs)
	}
	takes := time.Since(begun)
	want, n := holds(t, whole)
	if n != reports {
		t.Fatalf("%d reports, want %d", n, reports)
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 1))
	path := filepath.Join(t.TempDir(), "killed.db")
	died := 0
	for died < kills {
		after := time.Duration(random.Int64N(int64(takes))) + time.Millisecond
		if code, _ := killed(t, after, syscall.SIGKILL, "gather", "--store", path, dir); code == -1 {
			died++
			continue
		}
		// It ended before: begin again with nothing, so that there is something to kill.
		compareArchives(t, path, want, reports, seed)
		path = filepath.Join(t.TempDir(), fmt.Sprintf("killed-%d.db", died))
	}
	if code, errs := killed(t, 0, nil, "gather", "--store", path, dir); code != exitOK {
		t.Fatalf("exit status %d: %s", code, errs)
	}
	compareArchives(t, path, want, reports, seed)
}

func compareArchives(t *testing.T, path, want string, reports int, seed uint64) {
	t.Helper()
	got, n := holds(t, path)
	if got != want || n != reports {
		t.Errorf("digest %s and %d reports, want %s and %d (seed %d)", got, n, want, reports, seed)
	}
}

// TestGatherStopsOnInterrupt stops gathering as Ctrl-C does.
func TestGatherStopsOnInterrupt(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program as a process of its own")
	}
	dir, path := sampleSources(t, 40), filepath.Join(t.TempDir(), "a.db")
	var code int
	var errs string
	for after := time.Second; code != exitInterrupted; after = after * 3 / 2 {
		code, errs = killed(t, after, os.Interrupt, "gather", "--store", path, "--jobs", "1", dir)
		if code == exitOK {
			t.Skip("it was done before")
		}
		if code != -1 && code != exitInterrupted { // -1: it had not come to listen for signals
			break
		}
	}
	if code != exitInterrupted || !strings.Contains(errs, "stopped; the same command goes on from here") {
		t.Fatalf("exit status %d: %s", code, errs)
	}
	code, errs = killed(t, 0, nil, "gather", "--store", path, dir)
	if _, n := holds(t, path); code != exitOK || n != 40 {
		t.Errorf("exit status %d, %d reports: %s", code, n, errs)
	}
}

// TestGatherOnAFullDisk lets no file grow beyond a bound.
func TestGatherOnAFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the program as a process of its own")
	}
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash to set the bound with")
	}
	dir, path := sampleSources(t, 60), filepath.Join(t.TempDir(), "a.db")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(shell, "-c", `ulimit -f 1000; exec "$0" "$@"`, program, "gather", "--store", path, dir)
	c.Env = append(os.Environ(), "CHANCERY_TEST_MAIN=1")
	out, _ := c.CombinedOutput()
	if code := c.ProcessState.ExitCode(); code != exitInput || !strings.Contains(string(out), "chancery: ") {
		t.Fatalf("exit status %d: %s", code, out)
	}
	t.Logf("%s", out)
	code, errs := killed(t, 0, nil, "gather", "--store", path, dir)
	if _, n := holds(t, path); code != exitOK || n != 60 {
		t.Errorf("exit status %d, %d reports: %s", code, n, errs)
	}
}
