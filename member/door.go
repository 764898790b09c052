package member

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"chancery"
)

// How long passes last.
const (
	SessionLife = 14 * 24 * time.Hour
	TokenLife   = 365 * 24 * time.Hour
)

// Errors of the door.
var (
	// ErrWrong does not say whether the name or the password is wrong.
	ErrWrong = errors.New("name or password is wrong")
	// ErrTooMany asks to wait.
	ErrTooMany = errors.New("too many tries: wait a minute")
)

// Door lets members in.
type Door struct {
	Members chancery.Membership
	Now     func() time.Time // time.Now if nil

	tries limits
	once  sync.Once
	dummy string // a hash that is compared with where there is no such member
	// hashing bounds the passwords that are compared at once, each of which takes
	// 46 MiB: many askers must not take all memory.
	hashing chan struct{}
}

const mostHashing = 8

// network is an address as tries are counted: of IPv6 the first 64 bits, for whoever
// has one such address has them all.
func network(from string) string {
	a, err := netip.ParseAddr(from)
	if err != nil || !a.Unmap().Is6() {
		return from
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return from
	}
	return p.String()
}

// cookie is the name of the session's cookie. Its Secure flag is set by who knows
// whether the connection is encrypted.
const cookie = "chancery-session"

func (d *Door) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// SignIn checks name and password and makes a new session, whatever session there
// was before, so that none can be fixed in advance. from is the asker's address.
func (d *Door) SignIn(ctx context.Context, name, password, from string) (chancery.Member, *http.Cookie, error) {
	d.once.Do(func() {
		d.dummy, _ = Hash("nobody's password")
		d.hashing = make(chan struct{}, mostHashing)
	})
	if !d.tries.allow("from "+network(from), d.now()) || !d.tries.allow("name "+Digest(name), d.now()) {
		return chancery.Member{}, nil, ErrTooMany
	}
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
	default:
		return chancery.Member{}, nil, ErrTooMany
	}
	m, hash, err := d.Members.Member(ctx, name)
	if errors.Is(err, chancery.ErrNotFound) {
		Matches(d.dummy, password)
		return m, nil, ErrWrong
	}
	if err != nil {
		return m, nil, err
	}
	if !Matches(hash, password) {
		return m, nil, ErrWrong
	}
	secret, digest := NewSecret()
	now := d.now()
	p := chancery.Pass{Digest: digest, Member: m.Name, Label: "session", Created: now, Expires: now.Add(SessionLife)}
	if err := d.Members.PutPass(ctx, p); err != nil {
		return m, nil, err
	}
	err = d.Members.Note(ctx, chancery.AuditLine{At: now, Who: m.Name, What: "signed in", From: from})
	return m, &http.Cookie{Name: cookie, Value: secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Expires: p.Expires}, err
}

// SignOut ends the session that a request holds.
func (d *Door) SignOut(ctx context.Context, r *http.Request) (*http.Cookie, error) {
	gone := &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	c, err := r.Cookie(cookie)
	if err != nil {
		return gone, nil
	}
	err = d.Members.DropPass(ctx, Digest(c.Value))
	if errors.Is(err, chancery.ErrNotFound) {
		err = nil
	}
	return gone, err
}

// NewToken makes a token for a program; the secret is shown once and not kept.
func (d *Door) NewToken(ctx context.Context, name, label string) (secret string, err error) {
	if _, _, err := d.Members.Member(ctx, name); err != nil {
		return "", fmt.Errorf("member %s: %w", name, err)
	}
	secret, digest := NewSecret()
	now := d.now()
	p := chancery.Pass{Digest: digest, Member: name, Label: label, Token: true, Created: now, Expires: now.Add(TokenLife)}
	return secret, d.Members.PutPass(ctx, p)
}

// Who tells which member makes a request, by its cookie or its bearer token.
// ErrNotFound: none does.
func (d *Door) Who(ctx context.Context, r *http.Request) (chancery.Member, error) {
	secret, token := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !token {
		c, err := r.Cookie(cookie)
		if err != nil {
			return chancery.Member{}, chancery.ErrNotFound
		}
		secret = c.Value
	}
	p, err := d.Members.Pass(ctx, Digest(secret))
	if err != nil {
		return chancery.Member{}, err
	}
	// A token in a cookie would be sent along by any page; a session as a bearer
	// token would outlive the browser's care of it.
	if p.Token != token || !d.now().Before(p.Expires) {
		return chancery.Member{}, chancery.ErrNotFound
	}
	m, _, err := d.Members.Member(ctx, p.Member)
	return m, err
}

// limits lets a few tries through at once and one every ten seconds after that.
type limits struct {
	mu  sync.Mutex
	per map[string]*rate.Limiter
}

// mostLimits is how many askers are remembered; then the full ones are forgotten.
const mostLimits = 10_000

func (l *limits) allow(key string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.per == nil || len(l.per) > mostLimits {
		old := l.per
		l.per = map[string]*rate.Limiter{}
		for k, lim := range old {
			if lim.TokensAt(now) < 8 {
				l.per[k] = lim
			}
		}
	}
	if len(l.per) > mostLimits { // all of them are at it: nobody new may try
		if _, known := l.per[key]; !known {
			return false
		}
	}
	lim, ok := l.per[key]
	if !ok {
		lim = rate.NewLimiter(rate.Every(10*time.Second), 8)
		l.per[key] = lim
	}
	return lim.AllowN(now, 1)
}
