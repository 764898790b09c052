package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// server is a PostgreSQL server to test on.
type server struct {
	address *url.URL // of a database that is always there
	stop    func()
	why     string // there is none
}

var (
	theServer  server
	startOnce  sync.Once
	databaseNo atomic.Int64
)

func TestMain(m *testing.M) {
	code := m.Run()
	if theServer.stop != nil {
		theServer.stop()
	}
	os.Exit(code)
}

// postgresServer gives the server that CHANCERY_TEST_POSTGRES names, else one of
// its own where PostgreSQL is installed; else the test is skipped.
func postgresServer(t *testing.T) *server {
	t.Helper()
	startOnce.Do(func() {
		if address := os.Getenv("CHANCERY_TEST_POSTGRES"); address != "" {
			u, err := url.Parse(address)
			if err != nil {
				t.Fatal(err)
			}
			theServer = server{address: u}
			return
		}
		theServer = startPostgres()
	})
	if theServer.address == nil {
		t.Skip(theServer.why)
	}
	return &theServer
}

// startPostgres makes a cluster in a folder of its own that listens on a socket
// there and nowhere else.
func startPostgres() server {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return server{why: "PostgreSQL is not installed and CHANCERY_TEST_POSTGRES names no server"}
	}
	bin := filepath.Dir(slices.Max(found))
	dir, err := os.MkdirTemp("", "chancery-postgres-*")
	if err != nil {
		return server{why: err.Error()}
	}
	data := filepath.Join(dir, "data")
	as, err := unprivileged(dir)
	if err != nil {
		return server{why: err.Error()}
	}
	run := func(name string, args ...string) error {
		c := exec.Command(filepath.Join(bin, name), args...)
		c.Dir, c.SysProcAttr = dir, as
		c.Env = append(os.Environ(), "LC_ALL=C")
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", name, err, out)
		}
		return nil
	}
	stop := func() {
		run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
		os.RemoveAll(dir)
	}
	err = run("initdb", "-D", data, "-U", "chancery", "-A", "trust", "-E", "UTF8", "--no-sync")
	if err == nil {
		// The server keeps the files of the command that starts it: none of ours.
		err = run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", filepath.Join(dir, "log"), "-o",
			"-c listen_addresses='' -c unix_socket_directories="+dir+" -c fsync=off -c shared_buffers=64MB -c max_connections=60", "start")
	}
	if err != nil {
		stop()
		return server{why: err.Error()}
	}
	u := &url.URL{Scheme: "postgres", User: url.User("chancery"), Path: "/postgres", RawQuery: "host=" + url.QueryEscape(dir)}
	return server{address: u, stop: stop}
}

// unprivileged is how to run a program as somebody other than root, as PostgreSQL
// demands, and hands the folder over.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}

// database makes an empty database that is gone after the test, and gives its address.
func (s *server) database(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	db, err := sql.Open("pgx", s.address.String())
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("chancery_test_%d_%d", os.Getpid(), databaseNo.Add(1))
	if _, err := db.ExecContext(ctx, "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u := *s.address
	u.Path = "/" + name
	return u.String()
}
