package member

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chancery"
)

func TestPasswords(t *testing.T) {
	hash, err := Hash("correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=47104,t=1,p=1$") {
		t.Errorf("hash %s is in no encoded form", hash)
	}
	again, _ := Hash("correct horse battery")
	if again == hash {
		t.Error("two hashes of one password are equal: no salt")
	}
	for password, want := range map[string]bool{"correct horse battery": true, "correct horse batterz": false, "": false} {
		if got := Matches(hash, password); got != want {
			t.Errorf("Matches(%q) = %v", password, got)
		}
	}
	for _, bad := range []string{"", "$argon2id$", "plain", "$argon2id$v=19$m=99999999,t=1,p=1$AAAA$AAAA", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA"} {
		if Matches(bad, "correct horse battery") {
			t.Errorf("%q matches", bad)
		}
	}
	if _, err := Hash("short"); !errors.Is(err, ErrWeak) {
		t.Errorf("a short password: %v", err)
	}
}

// kept is a membership in memory.
type kept struct {
	chancery.Membership
	hash   string
	passes map[string]chancery.Pass
	audit  []chancery.AuditLine
}

func (k *kept) Member(_ context.Context, name string) (chancery.Member, string, error) {
	if name != "ada" {
		return chancery.Member{}, "", chancery.ErrNotFound
	}
	return chancery.Member{Name: "ada", Role: chancery.Editor}, k.hash, nil
}
func (k *kept) PutPass(_ context.Context, p chancery.Pass) error { k.passes[p.Digest] = p; return nil }
func (k *kept) DropPass(_ context.Context, digest string) error {
	delete(k.passes, digest)
	return nil
}
func (k *kept) Note(_ context.Context, l chancery.AuditLine) error {
	k.audit = append(k.audit, l)
	return nil
}
func (k *kept) Pass(_ context.Context, digest string) (chancery.Pass, error) {
	p, ok := k.passes[digest]
	if !ok {
		return p, chancery.ErrNotFound
	}
	return p, nil
}

func TestSessions(t *testing.T) {
	ctx := context.Background()
	hash, _ := Hash("correct horse battery")
	k := &kept{hash: hash, passes: map[string]chancery.Pass{}}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	d := &Door{Members: k, Now: func() time.Time { return now }}
	for _, c := range [][2]string{{"ada", "wrong horse battery"}, {"bob", "correct horse battery"}} {
		if _, _, err := d.SignIn(ctx, c[0], c[1], "192.0.2.1"); !errors.Is(err, ErrWrong) {
			t.Errorf("%s signs in with %s: %v", c[0], c[1], err)
		}
	}
	_, c, err := d.SignIn(ctx, "ada", "correct horse battery", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	if k.passes[c.Value].Member != "" || k.passes[Digest(c.Value)].Member != "ada" {
		t.Error("the session's secret is kept as it is")
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.AddCookie(c)
	if m, err := d.Who(ctx, r); err != nil || m.Name != "ada" {
		t.Errorf("Who = %v, %v", m, err)
	}
	bearer := httptest.NewRequest("GET", "/", nil)
	bearer.Header.Set("Authorization", "Bearer "+c.Value)
	if _, err := d.Who(ctx, bearer); !errors.Is(err, chancery.ErrNotFound) {
		t.Errorf("a session goes as a token: %v", err)
	}
	now = now.Add(SessionLife)
	if _, err := d.Who(ctx, r); !errors.Is(err, chancery.ErrNotFound) {
		t.Errorf("a session outlives its day: %v", err)
	}
	secret, err := d.NewToken(ctx, "ada", "notebook")
	if err != nil {
		t.Fatal(err)
	}
	bearer.Header.Set("Authorization", "Bearer "+secret)
	if m, err := d.Who(ctx, bearer); err != nil || m.Role != chancery.Editor {
		t.Errorf("token: %v, %v", m, err)
	}
	if _, err := d.SignOut(ctx, r); err != nil || len(k.passes) != 1 {
		t.Errorf("sign out: %v, %d passes", err, len(k.passes))
	}
}

func TestTries(t *testing.T) {
	k := &kept{passes: map[string]chancery.Pass{}}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	d := &Door{Members: k, Now: func() time.Time { return now }}
	var err error
	for range 9 {
		_, _, err = d.SignIn(context.Background(), "ada", "guess guess guess", "192.0.2.1")
	}
	if !errors.Is(err, ErrTooMany) {
		t.Errorf("the ninth try: %v", err)
	}
	now = now.Add(time.Minute)
	if _, _, err = d.SignIn(context.Background(), "ada", "guess guess guess", "192.0.2.1"); !errors.Is(err, ErrWrong) {
		t.Errorf("after a minute: %v", err)
	}
}
