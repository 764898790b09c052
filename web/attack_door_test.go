package web_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"chancery"
	"chancery/member"
	"chancery/web"
)

const sessionCookie = "chancery-session"

// signIn gives the cookie of a new session.
func (x *target) signIn(name string, headers ...string) string {
	x.t.Helper()
	form := url.Values{"name": {name}, "password": {name + " has a long password"}}
	a, text := x.ask("POST", "/login", form.Encode(), headers...)
	for _, c := range a.Cookies() {
		if c.Name == sessionCookie && a.StatusCode == http.StatusSeeOther {
			if !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" {
				x.t.Errorf("cookie %s", c)
			}
			return sessionCookie + "=" + c.Value
		}
	}
	x.t.Fatalf("sign in: %s %s", a.Status, text)
	return ""
}

func (x *target) wants(status int, method, path, body string, headers ...string) string {
	x.t.Helper()
	a, text := x.ask(method, path, body, headers...)
	if a.StatusCode != status {
		x.t.Errorf("%s %s %q %v: %s, want %d: %.200s", method, path, body, headers, a.Status, status, text)
	}
	leaksNothing(x.t, path, text)
	return text
}

const anEdit = "local=e1&verdict=accept"

// correctionBody is a correction as the API takes it.
func (x *target) correctionBody() string {
	x.t.Helper()
	return `{"report":"` + x.report + `","kind":"event","verdict":"accept","cue":{"start":1,"end":4,"text":"met"}}`
}

// TestClosed opens everything without a pass, where members are demanded.
func TestClosed(t *testing.T) {
	x := attacked(t, true)
	for _, path := range []string{"/", "/find", "/entry/" + x.entry, "/report/" + x.report, "/coverage", "/watches", "/corrections", "/static", "/help", "//metrics", "/static/../coverage"} {
		a, text := x.ask("GET", path, "")
		if a.StatusCode < 300 || a.StatusCode >= 400 || strings.Contains(text, "Maas") {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	for _, path := range []string{"/metrics", "/api/v1/entries", "/api/v1/openapi.json", "/api/v1/reports/" + x.report, "/export/csv", "/find.atom", "/agenda.ics", "/live"} {
		x.wants(http.StatusUnauthorized, "GET", path, "")
		x.wants(http.StatusUnauthorized, "GET", path, "", "Authorization", "Bearer nothing")
		x.wants(http.StatusUnauthorized, "GET", path, "", "Authorization", "Basic YWRhOmFkYQ==")
	}
	for _, path := range []string{"/login", "/healthz", "/static/style.css"} {
		x.wants(http.StatusOK, "GET", path, "")
	}
	x.wants(http.StatusSeeOther, "POST", "/report/"+x.report+"/correct", anEdit)
	x.wants(http.StatusUnauthorized, "POST", "/api/v1/corrections", x.correctionBody(), "Content-Type", "application/json")
}

// TestReaderMayNotEdit tries all that changes the archive, as a reader.
func TestReaderMayNotEdit(t *testing.T) {
	x := attacked(t, true)
	token, err := (&member.Door{Members: x.archive}).NewToken(t.Context(), "rita", "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range [][2]string{{"Cookie", x.signIn("rita")}, {"Authorization", "Bearer " + token}} {
		x.wants(http.StatusOK, "GET", "/", "", pass[0], pass[1])
		for _, path := range []string{"/report/" + x.report + "/correct", "/correction/1/undo", "/watches", "/watch/1/drop"} {
			x.wants(http.StatusForbidden, "POST", path, anEdit+"&name=a&webhook=https://a.example/", pass[0], pass[1])
		}
		x.wants(http.StatusForbidden, "POST", "/api/v1/corrections", x.correctionBody(), "Content-Type", "application/json", pass[0], pass[1])
		x.wants(http.StatusForbidden, "DELETE", "/api/v1/corrections/1", "", pass[0], pass[1])
	}
	if list, err := x.archive.Corrections(t.Context(), "", 10); err != nil || len(list) != 0 {
		t.Errorf("a reader corrected: %v %v", list, err)
	}
}

// TestAudit finds who corrected through the API and the pages in the audit.
func TestAudit(t *testing.T) {
	x := attacked(t, true)
	token, err := (&member.Door{Members: x.archive}).NewToken(t.Context(), "ada", "test")
	if err != nil {
		t.Fatal(err)
	}
	bearer := "Bearer " + token
	x.wants(http.StatusCreated, "POST", "/api/v1/corrections", x.correctionBody(), "Content-Type", "application/json", "Authorization", bearer)
	list, err := x.archive.Corrections(t.Context(), "", 1)
	if err != nil || len(list) != 1 || list[0].By != "ada" {
		t.Fatalf("%v %v", list, err)
	}
	x.wants(http.StatusNoContent, "DELETE", "/api/v1/corrections/1", "", "Authorization", bearer)
	lines, err := x.archive.Audit(t.Context(), 2)
	if err != nil || len(lines) != 2 || lines[0].What != "undo" || lines[1].What != "accept" || lines[1].Who != "ada" || lines[1].From != "127.0.0.1" || !strings.HasPrefix(lines[1].On, x.report) {
		t.Errorf("audit %+v %v", lines, err)
	}
}

// TestCrossSite sends forms as pages of other sites would have a browser send them.
func TestCrossSite(t *testing.T) {
	for _, closed := range []bool{false, true} {
		x := attacked(t, closed)
		var cookie string
		if closed {
			cookie = x.signIn("ada")
		}
		for _, foreign := range [][]string{
			{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"},
			{"Origin", "http://127.0.0.1:1"}, {"Origin", "http://localhost.evil.example"},
		} {
			headers := append([]string{"Cookie", cookie}, foreign...)
			for _, path := range []string{"/report/" + x.report + "/correct", "/correction/1/undo", "/watches", "/watch/1/drop", "/login", "/logout"} {
				x.wants(http.StatusForbidden, "POST", path, anEdit, headers...)
			}
			for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/json"} {
				x.wants(http.StatusForbidden, "POST", "/api/v1/corrections", x.correctionBody(), append(headers, "Content-Type", kind)...)
			}
		}
		// What a form can send is not taken for JSON even from here.
		for _, kind := range []string{"text/plain", "application/x-www-form-urlencoded"} {
			a, _ := x.ask("POST", "/api/v1/corrections", x.correctionBody(), "Cookie", cookie, "Content-Type", kind)
			if a.StatusCode/100 != 4 {
				t.Errorf("%s: %s", kind, a.Status)
			}
		}
		if list, err := x.archive.Corrections(t.Context(), "", 10); err != nil || len(list) != 0 {
			t.Errorf("corrected from elsewhere: %v %v", list, err)
		}
		a, _ := x.ask("OPTIONS", "/api/v1/corrections", "", "Origin", "https://evil.example", "Access-Control-Request-Method", "POST")
		if a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("other sites may ask: %v", a.Header)
		}
	}
}

// TestSessionFixation signs in with a cookie that an attacker chose or holds.
func TestSessionFixation(t *testing.T) {
	x := attacked(t, true)
	if now := x.signIn("ada", "Cookie", sessionCookie+"=chosen"); now == sessionCookie+"=chosen" {
		t.Error("a chosen session is taken over")
	}
	x.wants(http.StatusSeeOther, "GET", "/", "", "Cookie", sessionCookie+"=chosen")
	old := x.signIn("rita")
	fresh := x.signIn("ada", "Cookie", old)
	if old == fresh {
		t.Error("the session is the one before")
	}
	x.wants(http.StatusSeeOther, "GET", "/", "", "Cookie", old)
	x.wants(http.StatusOK, "GET", "/", "", "Cookie", fresh)
	x.wants(http.StatusSeeOther, "POST", "/logout", "", "Cookie", fresh)
	x.wants(http.StatusSeeOther, "GET", "/", "", "Cookie", fresh)
	// A new password, and removal, end sessions.
	again := x.signIn("rita")
	hash, err := member.Hash("rita has a long password")
	if err != nil {
		t.Fatal(err)
	}
	if err := x.archive.PutMember(t.Context(), chancery.Member{Name: "rita", Role: chancery.Reader, Created: time.Now()}, hash); err != nil {
		t.Fatal(err)
	}
	x.wants(http.StatusSeeOther, "GET", "/", "", "Cookie", again)
	again = x.signIn("rita")
	if err := x.archive.RemoveMember(t.Context(), "rita"); err != nil {
		t.Fatal(err)
	}
	x.wants(http.StatusSeeOther, "GET", "/", "", "Cookie", again)
}

// TestPasses sends tokens as cookies and sessions as tokens.
func TestPasses(t *testing.T) {
	x := attacked(t, true)
	token, err := (&member.Door{Members: x.archive}).NewToken(t.Context(), "ada", "test")
	if err != nil {
		t.Fatal(err)
	}
	session := strings.TrimPrefix(x.signIn("ada"), sessionCookie+"=")
	x.wants(http.StatusOK, "GET", "/api/v1/coverage", "", "Authorization", "Bearer "+token)
	x.wants(http.StatusOK, "GET", "/api/v1/coverage", "", "Cookie", sessionCookie+"="+session)
	x.wants(http.StatusUnauthorized, "GET", "/api/v1/coverage", "", "Authorization", "Bearer "+session)
	x.wants(http.StatusUnauthorized, "GET", "/api/v1/coverage", "", "Cookie", sessionCookie+"="+token)
	x.wants(http.StatusUnauthorized, "GET", "/api/v1/coverage", "", "Authorization", "Bearer "+member.Digest(token))
	x.wants(http.StatusUnauthorized, "GET", "/api/v1/coverage?access_token="+token, "")
}

// TestBruteForce guesses passwords: from one address, and of one name.
func TestBruteForce(t *testing.T) {
	x := attacked(t, true)
	wrong := 0
	for range 10 {
		a, _ := x.ask("POST", "/login", "name=ada&password=guess+guess+guess")
		if a.StatusCode == http.StatusUnauthorized {
			wrong++
		} else if a.StatusCode != http.StatusTooManyRequests {
			t.Fatal(a.Status)
		}
	}
	if wrong > 8 {
		t.Errorf("%d guesses", wrong)
	}
	x.wants(http.StatusTooManyRequests, "POST", "/login", "name=ada&password=ada+has+a+long+password")
	// Without a proxy, what an asker says of its address does not count.
	x.wants(http.StatusTooManyRequests, "POST", "/login", "name=rita&password=rita+has+a+long+password", "X-Forwarded-For", "192.0.2.77")
}

// TestBehindProxy counts tries by the address that the proxy tells, and marks cookies.
func TestBehindProxy(t *testing.T) {
	x := attacked(t, true, func(c *web.Config) { c.BehindTLS = true })
	for i := range 10 {
		a, _ := x.ask("POST", "/login", "name=nobody"+string(rune('a'+i))+"&password=guess+guess+guess", "X-Forwarded-For", "10.9.9."+string(rune('0'+i))+", 198.51.100.1")
		if i == 9 && a.StatusCode != http.StatusTooManyRequests {
			t.Errorf("the tenth guess through the proxy: %s", a.Status)
		}
	}
	a, _ := x.ask("POST", "/login", "name=ada&password=ada+has+a+long+password", "X-Forwarded-For", "198.51.100.2")
	if len(a.Cookies()) != 1 || !a.Cookies()[0].Secure {
		t.Errorf("%s: cookies %v", a.Status, a.Cookies())
	}
}

// TestOpenRedirect asks to be led elsewhere after signing in.
func TestOpenRedirect(t *testing.T) {
	addresses := []string{"https://evil.example/", "//evil.example/", `/\evil.example/`, `\\evil.example`, "/\t/evil.example", "javascript:alert(1)", "/%0d%0aSet-Cookie:a=b",
		"///evil.example", "https:evil.example", "/.//evil.example", "@evil.example", "/\n/evil.example", " //evil.example"}
	x := attacked(t, true)
	for i, to := range addresses {
		if i%4 == 0 { // a new door, for the old one counts tries
			x = attacked(t, true)
		}
		form := url.Values{"name": {"ada"}, "password": {"ada has a long password"}, "to": {to}}
		a, _ := x.ask("POST", "/login", form.Encode())
		at, err := url.Parse(x.URL + "/login")
		if err != nil {
			t.Fatal(err)
		}
		if at, err = at.Parse(a.Header.Get("Location")); err != nil || at.Host != strings.TrimPrefix(x.URL, "http://") || at.Scheme != "http" {
			t.Errorf("%q leads to %q (%s)", to, a.Header.Get("Location"), a.Status)
		}
	}
}

// TestRebinding asks an open archive under names that are not this machine's.
func TestRebinding(t *testing.T) {
	x := attacked(t, false)
	for host, ok := range map[string]bool{
		"localhost": true, "localhost:7777": true, "127.0.0.1:7777": true, "127.9.9.9": true, "[::1]:7777": true, "[::1]": true, "[::ffff:127.0.0.1]:80": true,
		"localhost.": true, "localhost.:7777": true, "chancery.localhost": true,
		"evil.example": false, "evil.example:7777": false, "localhost.evil.example": false, "127.0.0.1.evil.example": false, "0.0.0.0": false, "[::]": false,
		"192.168.0.1": false, "169.254.169.254": false, "evillocalhost": false, "2130706433": false, "0x7f.1": false, "evil.example.": false, "localhost:7777.evil.example": false,
	} {
		a, _ := x.ask("GET", "/", "", "Host", host)
		if (a.StatusCode == http.StatusOK) != ok || !ok && a.StatusCode != http.StatusMisdirectedRequest && a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", host, a.Status)
		}
		a, _ = x.ask("POST", "/report/"+x.report+"/correct", anEdit, "Host", host, "Origin", "http://"+host, "Sec-Fetch-Site", "same-origin")
		if !ok && a.StatusCode != http.StatusMisdirectedRequest && a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s may correct: %s", host, a.Status)
		}
	}
}

// TestFaultsTellNothing breaks the archive and looks at what askers are told.
func TestFaultsTellNothing(t *testing.T) {
	x := attacked(t, false, func(c *web.Config) {
		c.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 9}))
	})
	x.archive.Close()
	for _, path := range []string{"/", "/find", "/entry/e1", "/report/r1", "/reports", "/actors", "/pairs?a=Germany&b=Austria", "/pair/AUT/DEU", "/agenda", "/map", "/coverage",
		"/corrections", "/watches", "/export/csv", "/find.atom", "/agenda.ics", "/healthz", "/api/v1/entries", "/api/v1/coverage"} {
		r, err := http.NewRequest("GET", x.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := x.client.Do(r)
		if err != nil { // an export that fails half way cuts the connection
			continue
		}
		text := make([]byte, 1<<16)
		n, _ := a.Body.Read(text)
		a.Body.Close()
		if a.StatusCode < 500 && path != "/export/csv" {
			t.Errorf("%s: %s", path, a.Status)
		}
		leaksNothing(t, path, string(text[:n]))
	}
}
