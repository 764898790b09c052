package chancery

import (
	"context"
	"time"
)

// MemberRole says what a member may do.
type MemberRole string

// The roles. Readers read; editors correct too.
const (
	Reader MemberRole = "reader"
	Editor MemberRole = "editor"
)

// Member is one who may open an archive that is not open to all.
type Member struct {
	Name    string     `json:"name"`
	Role    MemberRole `json:"role"`
	Created time.Time  `json:"created"`
}

// Pass lets a member in: a session that a browser holds, or a token that a program
// holds. Only the digest of its secret is kept.
type Pass struct {
	Digest  string    `json:"-"` // hex SHA-256 of the secret
	Member  string    `json:"member"`
	Label   string    `json:"label"` // "session", or what a token is for
	Token   bool      `json:"token"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
}

// AuditLine is one line of who did what.
type AuditLine struct {
	At   time.Time `json:"at"`
	Who  string    `json:"who"`
	What string    `json:"what"` // signed in, corrected …
	On   string    `json:"on,omitempty"`
	From string    `json:"from,omitempty"` // network address
}

// Watch is a search that is asked again whenever something new is settled: what it
// finds is sent to an address.
type Watch struct {
	ID      int64     `json:"id"`
	Name    string    `json:"name"`
	Owner   string    `json:"owner"`
	Search  string    `json:"search"` // a query as the parameters of an address
	Webhook string    `json:"webhook"`
	Secret  string    `json:"-"`    // signs what is sent (HMAC-SHA-256)
	Seen    int64     `json:"seen"` // how far it has been sent
	Fault   string    `json:"fault,omitempty"`
	Created time.Time `json:"created"`
}

// Membership keeps members, their passes, what they did and what they watch.
// What is not there is ErrNotFound.
type Membership interface {
	// PutMember adds a member or changes role and password; hash is argon2id's
	// encoded form.
	PutMember(ctx context.Context, m Member, hash string) error
	Member(ctx context.Context, name string) (m Member, hash string, err error)
	Members(ctx context.Context) ([]Member, error)
	// RemoveMember removes a member with all passes.
	RemoveMember(ctx context.Context, name string) error

	PutPass(ctx context.Context, p Pass) error
	Pass(ctx context.Context, digest string) (Pass, error)
	Passes(ctx context.Context, member string) ([]Pass, error)
	DropPass(ctx context.Context, digest string) error

	Note(ctx context.Context, line AuditLine) error
	Audit(ctx context.Context, limit int) ([]AuditLine, error)

	PutWatch(ctx context.Context, w Watch) (Watch, error)
	Watches(ctx context.Context) ([]Watch, error)
	DropWatch(ctx context.Context, id int64) error

	// News gives entries settled after a mark, oldest first, with the mark to ask
	// from next time. A mark of -1 gives none, and the mark of now.
	News(ctx context.Context, after int64, limit int) ([]Entry, int64, error)
}
