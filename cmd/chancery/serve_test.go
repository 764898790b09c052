package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// TestMember adds, lists and removes members, makes a token and reads the audit.
func TestMember(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	for _, test := range []struct {
		stdin    string
		args     []string
		code     int
		out, err string
	}{
		{"", []string{"list"}, exitOK, "", "no members yet: chancery member add NAME --role editor"},
		{"short\n", []string{"add", "ada"}, exitInput, "", "a password takes 12 characters or more"},
		{"", []string{"add", "ada"}, exitInput, "", "a password takes 12 characters or more"},
		{"a long password\n", []string{"add", "ada", "--role", "editor"}, exitOK, "ada may sign in as editor.", ""},
		{"another long one", []string{"add", "rita"}, exitOK, "rita may sign in as reader.", ""},
		{"", []string{"add", "eve", "--role", "king"}, exitUsage, "", "--role must be one of"},
		{"", []string{"list"}, exitOK, "rita                     reader", ""},
		{"", []string{"token", "ada", "--label", "notebook"}, exitOK, "", ""},
		{"", []string{"token", "eve"}, exitInput, "", "member eve: not found"},
		{"", []string{"tokens", "ada"}, exitOK, "notebook", ""},
		{"", []string{"revoke", "ada", "zz"}, exitInput, "", `0 passes of ada begin with "zz": chancery member tokens ada lists them`},
		{"", []string{"remove", "rita"}, exitOK, "", ""},
		{"", []string{"remove", "rita"}, exitInput, "", "member rita: not found"},
		{"", []string{"audit"}, exitOK, "command line     token notebook   ada", ""},
	} {
		args := append([]string{"member"}, test.args...)
		r := chanceryRun(t, test.stdin, append(args, "--store", path)...)
		if r.code != test.code || !strings.Contains(r.out, test.out) || !strings.Contains(r.err, test.err) {
			t.Errorf("%v: %+v, want code %d, out %q, err %q", test.args, r, test.code, test.out, test.err)
		}
		if strings.Contains(r.out+r.err, "long") {
			t.Errorf("%v tells the password: %+v", test.args, r)
		}
	}
}

// TestRevoke ends a token by the beginning that the list of tokens shows.
func TestRevoke(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	run := func(stdin string, args ...string) string {
		t.Helper()
		r := chanceryRun(t, stdin, append(append([]string{"member"}, args...), "--store", path)...)
		if r.code != exitOK {
			t.Fatalf("%v: %+v", args, r)
		}
		return r.out
	}
	run("a long password\n", "add", "ada")
	run("", "token", "ada", "--label", "notebook")
	id, _, _ := strings.Cut(run("", "tokens", "ada"), " ")
	if out := run("", "revoke", "ada", id); out != "notebook has ended.\n" {
		t.Errorf("revoke %s: %q", id, out)
	}
	if out := run("", "tokens", "ada"); out != "" {
		t.Errorf("still there: %q", out)
	}
}

func TestServeRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	path := filepath.Join(t.TempDir(), "a.db")
	for _, test := range []struct {
		args []string
		code int
		err  string
	}{
		{[]string{"--listen", "7777"}, exitUsage, "is no HOST:PORT"},
		{[]string{"--listen", ":0"}, exitInput, "there are no members yet: chancery member add NAME --role editor"},
		{[]string{"--listen", "0.0.0.0:0"}, exitInput, "there are no members yet"},
		{[]string{"--members", "--listen", "localhost:0"}, exitInput, "there are no members yet"},
		{[]string{"--listen", taken.Addr().String()}, exitInput, "name another place with --listen"},
		{[]string{"--gather", "missing.yaml", "--listen", "localhost:0"}, exitInput, "missing.yaml"},
		{[]string{"--log", "xml"}, exitUsage, "--log must be one of"},
	} {
		r := chanceryRun(t, "", append([]string{"serve", "--store", path}, test.args...)...)
		if r.code != test.code || !strings.Contains(r.err, test.err) {
			t.Errorf("%v: %+v, want code %d, %q", test.args, r, test.code, test.err)
		}
	}
}

// lines hands on what is written to it by lines.
type lines struct {
	mu  sync.Mutex
	all strings.Builder
	at  chan string // the address, once it is told
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.all.Write(b)
	if _, rest, ok := strings.Cut(string(b), "chancery: http://"); ok {
		address, _, _ := strings.Cut(rest, " ")
		l.at <- address
	}
	return len(b), nil
}

// TestServe starts a server that gathers, asks it, and stops it while one is
// listening and one is in the middle of an answer.
func TestServe(t *testing.T) {
	path, report := filepath.Join(t.TempDir(), "a.db"), write(t, "talks.txt", "Talks\n\n"+english)
	feeds := write(t, "feeds.yaml", "- name: A House\n  url: "+report+"\n")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	log := &lines{at: make(chan string, 1)}
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, []string{"serve", "--store", path, "--listen", "localhost:0", "--gather", feeds, "--log", "json", "-v"}, streams{strings.NewReader(""), io.Discard, log})
	}()
	var at string
	select {
	case at = <-log.at:
	case code := <-ended:
		t.Fatalf("serve ended with %d: %s", code, log.all.String())
	case <-time.After(30 * time.Second):
		t.Fatal("no address is told")
	}
	for path, want := range map[string]string{"/healthz": "ok", "/": "Chancery", "/metrics": "chancery_gather_reports_total", "/api/v1/openapi.json": `"3.1`} {
		a, err := http.Get("http://" + at + path)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(a.Body)
		a.Body.Close()
		if a.StatusCode != http.StatusOK || !strings.Contains(string(text), want) {
			t.Errorf("%s: %s, want %q", path, a.Status, want)
		}
	}
	listening, err := http.Get("http://" + at + "/live")
	if err != nil {
		t.Fatal(err)
	}
	defer listening.Body.Close()
	slow, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	_, _ = io.WriteString(slow, "POST /watches HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\n\r\nname")
	time.Sleep(100 * time.Millisecond)
	stop()
	if text, err := io.ReadAll(listening.Body); err != nil || !strings.Contains(string(text), "retry:") {
		t.Errorf("the listener got %q, %v", text, err)
	}
	time.Sleep(100 * time.Millisecond)
	_, _ = io.WriteString(slow, "=a") // a watch without an address: answered all the same
	_ = slow.SetReadDeadline(time.Now().Add(15 * time.Second))
	a, err := http.ReadResponse(bufio.NewReader(slow), nil)
	if err != nil || a.StatusCode != http.StatusBadRequest {
		t.Errorf("the answer in hand: %v, %v", a, err)
	}
	select {
	case code := <-ended:
		if code != exitOK {
			t.Errorf("ended with %d", code)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("serve does not stop")
	}
	structured := 0
	for line := range strings.Lines(log.all.String()) {
		if strings.HasPrefix(line, "chancery: ") {
			continue
		}
		var l struct{ Time, Level, Msg, Path string }
		if err := json.Unmarshal([]byte(line), &l); err != nil || l.Msg == "" || l.Level == "" {
			t.Errorf("log line %q: %v", line, err)
		}
		if l.Msg == "answered" {
			structured++
		}
	}
	if structured < 4 {
		t.Errorf("%d answers are logged: %s", structured, log.all.String())
	}
}

// TestMCPCommand asks chancery mcp with the SDK's own client, through pipes.
func TestMCPCommand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if r := chanceryRun(t, "", "gather", "--store", path, "--quiet", write(t, "talks.txt", "Talks\n\n"+english)); r.code != exitOK {
		t.Fatalf("%+v", r)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	in, toServer := io.Pipe()
	fromServer, out := io.Pipe()
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"mcp", "--store", path}, streams{in, out, io.Discard}) }()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, &sdk.IOTransport{Reader: fromServer, Writer: toServer}, nil)
	if err != nil {
		t.Fatal(err)
	}
	result, err := client.CallTool(ctx, &sdk.CallToolParams{Name: "find_entries", Arguments: map[string]any{"text": "talks"}})
	if err != nil || result.IsError {
		t.Fatalf("%+v %v", result, err)
	}
	text, err := json.Marshal(result)
	if err != nil || !strings.Contains(string(text), "Geneva") {
		t.Errorf("%s %v", text, err)
	}
	result, err = client.CallTool(ctx, &sdk.CallToolParams{Name: "find_entries", Arguments: map[string]any{"from": "someday"}})
	if err != nil || !result.IsError {
		t.Errorf("a day that is none: %+v %v", result, err)
	}
	client.Close()
	toServer.Close()
	select {
	case code := <-ended:
		if code != exitOK {
			t.Errorf("ended with %d", code)
		}
	case <-time.After(20 * time.Second):
		t.Error("mcp does not end with its client")
	}
}
