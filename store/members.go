package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"chancery"
)

// auditLines is how many lines of the audit are kept.
const auditLines = 100_000

// PutMember adds a member or changes role and password. The sessions that the
// member has end, for a password is changed where it may be known; tokens go on.
func (a *Archive) PutMember(ctx context.Context, m chancery.Member, hash string) error {
	return a.changing(ctx, func(c *change) error {
		if err := c.exec(ctx, "DELETE FROM pass WHERE member = ? AND token = 0", m.Name); err != nil {
			return err
		}
		return c.exec(ctx, `INSERT INTO member(name, role, hash, created) VALUES (?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET role = excluded.role, hash = excluded.hash`,
			m.Name, string(m.Role), hash, m.Created.Unix())
	})
}

// Member gives a member with the hash of the password.
func (a *Archive) Member(ctx context.Context, name string) (m chancery.Member, hash string, err error) {
	var created int64
	row := a.read.QueryRowContext(ctx, a.rebind("SELECT name, role, created, hash FROM member WHERE name = ?"), name)
	if err = row.Scan(&m.Name, &m.Role, &created, &hash); errors.Is(err, sql.ErrNoRows) {
		err = chancery.ErrNotFound
	}
	m.Created = time.Unix(created, 0).UTC()
	return m, hash, a.explain(err)
}

// Members lists the members by name.
func (a *Archive) Members(ctx context.Context) ([]chancery.Member, error) {
	rows, err := a.read.QueryContext(ctx, "SELECT name, role, created FROM member ORDER BY name")
	return collect(rows, a.explain(err), func(rows *sql.Rows) (m chancery.Member, err error) {
		var created int64
		err = rows.Scan(&m.Name, &m.Role, &created)
		m.Created = time.Unix(created, 0).UTC()
		return m, err
	})
}

// RemoveMember removes a member with all passes.
func (a *Archive) RemoveMember(ctx context.Context, name string) error {
	return a.changing(ctx, func(c *change) error {
		if err := c.exec(ctx, "DELETE FROM pass WHERE member = ?", name); err != nil {
			return err
		}
		return c.must(ctx, "DELETE FROM member WHERE name = ?", name)
	})
}

// must runs a query that is to change a row; ErrNotFound if there is none.
func (c *change) must(ctx context.Context, query string, args ...any) error {
	result, err := c.ExecContext(ctx, c.a.rebind(query), args...)
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		return chancery.ErrNotFound
	}
	return err
}

// PutPass keeps a pass, and forgets those that have expired.
func (a *Archive) PutPass(ctx context.Context, p chancery.Pass) error {
	return a.changing(ctx, func(c *change) error {
		if err := c.exec(ctx, "DELETE FROM pass WHERE expires < ?", p.Created.Unix()); err != nil {
			return err
		}
		return c.exec(ctx, "INSERT INTO pass(digest, member, label, token, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
			p.Digest, p.Member, p.Label, oneIf(p.Token), p.Created.Unix(), p.Expires.Unix())
	})
}

const passColumns = "SELECT digest, member, label, token, created, expires FROM pass"

func scanPass(rows interface{ Scan(...any) error }) (p chancery.Pass, err error) {
	var token, created, expires int64
	err = rows.Scan(&p.Digest, &p.Member, &p.Label, &token, &created, &expires)
	p.Token, p.Created, p.Expires = token == 1, time.Unix(created, 0).UTC(), time.Unix(expires, 0).UTC()
	return p, err
}

// Pass gives the pass with a digest, though it may have expired.
func (a *Archive) Pass(ctx context.Context, digest string) (chancery.Pass, error) {
	p, err := scanPass(a.read.QueryRowContext(ctx, a.rebind(passColumns+" WHERE digest = ?"), digest))
	if errors.Is(err, sql.ErrNoRows) {
		err = chancery.ErrNotFound
	}
	return p, a.explain(err)
}

// Passes lists a member's passes, the newest first.
func (a *Archive) Passes(ctx context.Context, member string) ([]chancery.Pass, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind(passColumns+" WHERE member = ? ORDER BY created DESC, digest"), member)
	return collect(rows, a.explain(err), func(rows *sql.Rows) (chancery.Pass, error) { return scanPass(rows) })
}

// DropPass ends a pass.
func (a *Archive) DropPass(ctx context.Context, digest string) error {
	return a.changing(ctx, func(c *change) error { return c.must(ctx, "DELETE FROM pass WHERE digest = ?", digest) })
}

// Note adds a line to the audit.
func (a *Archive) Note(ctx context.Context, l chancery.AuditLine) error {
	return a.changing(ctx, func(c *change) error {
		if err := c.exec(ctx, "DELETE FROM audit WHERE n <= (SELECT COALESCE(MAX(n), 0) FROM audit) - ?", auditLines); err != nil {
			return err
		}
		return c.exec(ctx, "INSERT INTO audit(at, who, what, what_on, place) VALUES (?, ?, ?, ?, ?)",
			l.At.Unix(), l.Who, l.What, l.On, l.From)
	})
}

// Audit lists the newest lines of the audit, newest first.
func (a *Archive) Audit(ctx context.Context, limit int) ([]chancery.AuditLine, error) {
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT at, who, what, what_on, place FROM audit ORDER BY n DESC LIMIT ?"), limit)
	return collect(rows, a.explain(err), func(rows *sql.Rows) (l chancery.AuditLine, err error) {
		var at int64
		err = rows.Scan(&at, &l.Who, &l.What, &l.On, &l.From)
		l.At = time.Unix(at, 0).UTC()
		return l, err
	})
}

// PutWatch keeps a watch: a new one where its ID is 0.
func (a *Archive) PutWatch(ctx context.Context, w chancery.Watch) (chancery.Watch, error) {
	err := a.changing(ctx, func(c *change) error {
		if w.ID != 0 {
			return c.must(ctx, "UPDATE watch SET name = ?, owner = ?, search = ?, webhook = ?, secret = ?, seen = ?, fault = ? WHERE n = ?",
				w.Name, w.Owner, w.Search, w.Webhook, w.Secret, w.Seen, w.Fault, w.ID)
		}
		return c.QueryRowContext(ctx, a.rebind(`INSERT INTO watch(name, owner, search, webhook, secret, seen, fault, created)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`),
			w.Name, w.Owner, w.Search, w.Webhook, w.Secret, w.Seen, w.Fault, w.Created.Unix()).Scan(&w.ID)
	})
	return w, err
}

// Watches lists all watches in the order in which they were made.
func (a *Archive) Watches(ctx context.Context) ([]chancery.Watch, error) {
	rows, err := a.read.QueryContext(ctx, "SELECT n, name, owner, search, webhook, secret, seen, fault, created FROM watch ORDER BY n")
	return collect(rows, a.explain(err), func(rows *sql.Rows) (w chancery.Watch, err error) {
		var created int64
		err = rows.Scan(&w.ID, &w.Name, &w.Owner, &w.Search, &w.Webhook, &w.Secret, &w.Seen, &w.Fault, &created)
		w.Created = time.Unix(created, 0).UTC()
		return w, err
	})
}

// DropWatch removes a watch.
func (a *Archive) DropWatch(ctx context.Context, id int64) error {
	return a.changing(ctx, func(c *change) error { return c.must(ctx, "DELETE FROM watch WHERE n = ?", id) })
}

// News gives entries settled after a mark, oldest first, and the mark to ask from
// next time. All entries of one settling share a mark, so that a page may be
// longer than limit, never shorter than one mark's entries.
func (a *Archive) News(ctx context.Context, after int64, limit int) ([]chancery.Entry, int64, error) {
	var last int64
	if err := a.read.QueryRowContext(ctx, "SELECT COALESCE(MAX(settled), 0) FROM entry").Scan(&last); err != nil {
		return nil, after, a.explain(err)
	}
	if after < 0 || after >= last {
		return nil, max(after, last), nil
	}
	var until int64
	row := a.read.QueryRowContext(ctx, a.rebind(`SELECT MAX(settled) FROM
		(SELECT settled FROM entry WHERE settled > ? ORDER BY settled, n LIMIT ?) page`), after, limit)
	if err := row.Scan(&until); err != nil {
		return nil, after, a.explain(fmt.Errorf("news after %d: %w", after, err))
	}
	rows, err := a.read.QueryContext(ctx, a.rebind("SELECT "+entryColumns+` FROM entry e WHERE e.settled > ? AND e.settled <= ?
		ORDER BY e.settled, e.n`), after, until)
	entries, err := a.entries(ctx, rows, err)
	return entries, until, a.explain(err)
}

func oneIf(b bool) int {
	if b {
		return 1
	}
	return 0
}
