package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"chancery"
	"chancery/member"
)

// membership is what the member commands need of an archive.
type membership interface{ chancery.Membership }

// memberFlags are those of chancery member.
type memberFlags struct {
	Add    memberAdd    `cmd:"" help:"Add a member, or set a new password and role. The password is asked for, or read from standard input."`
	List   memberList   `cmd:"" help:"List the members."`
	Remove memberRemove `cmd:"" help:"Remove a member with all sessions and tokens."`
	Token  memberToken  `cmd:"" help:"Make a token with which a program asks in a member's name, shown once."`
	Tokens memberTokens `cmd:"" help:"List a member's tokens and sessions."`
	Revoke memberRevoke `cmd:"" help:"End a token or a session."`
	Audit  memberAudit  `cmd:"" help:"List who did what, newest first."`
}

type memberAdd struct {
	Name string `arg:"" help:"Name to sign in with."`
	Role string `enum:"reader,editor" default:"reader" help:"reader, or editor, who corrects too."`
	storeFlag
}

type memberList struct{ storeFlag }

type memberRemove struct {
	Name string `arg:"" help:"Name of the member."`
	storeFlag
}

type memberToken struct {
	Name  string `arg:"" help:"Name of the member."`
	Label string `default:"program" help:"What the token is for."`
	storeFlag
}

type memberTokens struct {
	Name string `arg:"" help:"Name of the member."`
	storeFlag
}

type memberRevoke struct {
	Name string `arg:"" help:"Name of the member."`
	ID   string `arg:"" help:"The first characters that chancery member tokens shows."`
	storeFlag
}

type memberAudit struct {
	Limit int `default:"100" help:"The most lines."`
	storeFlag
}

// withArchive opens the archive for what do does to it.
func withArchive(ctx context.Context, f storeFlag, s streams, do func(m membership) error) int {
	archive, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer archive.Close()
	if err := do(archive); err != nil {
		return failed(s.err, err)
	}
	return exitOK
}

func (f *memberAdd) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		password, err := askPassword(s)
		if err != nil {
			return err
		}
		hash, err := member.Hash(password)
		if err != nil {
			return err
		}
		if err := m.PutMember(ctx, chancery.Member{Name: f.Name, Role: chancery.MemberRole(f.Role), Created: time.Now()}, hash); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s may sign in as %s.\n", f.Name, f.Role)
		return m.Note(ctx, chancery.AuditLine{At: time.Now(), Who: "command line", What: "member " + f.Role, On: f.Name})
	})
}

// askPassword reads a password: from the terminal without showing it, or one line
// of standard input.
func askPassword(s streams) (string, error) {
	if in, ok := s.in.(*os.File); ok && term.IsTerminal(int(in.Fd())) {
		fmt.Fprintf(s.err, "Password (%d characters or more): ", member.MinPassword)
		p, err := term.ReadPassword(int(in.Fd()))
		fmt.Fprintln(s.err)
		return string(p), err
	}
	line, err := bufio.NewReader(io.LimitReader(s.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func (f *memberList) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		members, err := m.Members(ctx)
		for _, x := range members {
			fmt.Fprintf(s.out, "%-24s %-8s since %s\n", x.Name, x.Role, x.Created.Format(time.DateOnly))
		}
		if err == nil && len(members) == 0 {
			fmt.Fprintln(s.err, "chancery: no members yet: chancery member add NAME --role editor")
		}
		return err
	})
}

func (f *memberRemove) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		if err := m.RemoveMember(ctx, f.Name); err != nil {
			return fmt.Errorf("member %s: %w", f.Name, err)
		}
		return m.Note(ctx, chancery.AuditLine{At: time.Now(), Who: "command line", What: "member removed", On: f.Name})
	})
}

func (f *memberToken) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		secret, err := (&member.Door{Members: m}).NewToken(ctx, f.Name, f.Label)
		if err != nil {
			return err
		}
		fmt.Fprintln(s.out, secret)
		return m.Note(ctx, chancery.AuditLine{At: time.Now(), Who: "command line", What: "token " + f.Label, On: f.Name})
	})
}

// shownDigest is how many characters of a pass's digest tell it apart.
const shownDigest = 10

func (f *memberTokens) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		passes, err := m.Passes(ctx, f.Name)
		for _, p := range passes {
			fmt.Fprintf(s.out, "%s  %-24s since %s until %s\n", p.Digest[:shownDigest], p.Label,
				p.Created.Format(time.DateOnly), p.Expires.Format(time.DateOnly))
		}
		if err == nil && len(passes) == 0 {
			fmt.Fprintf(s.err, "chancery: %s has no tokens and no sessions\n", f.Name)
		}
		return err
	})
}

func (f *memberRevoke) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		passes, err := m.Passes(ctx, f.Name)
		if err != nil {
			return err
		}
		var found []chancery.Pass
		for _, p := range passes {
			if f.ID != "" && strings.HasPrefix(p.Digest, f.ID) {
				found = append(found, p)
			}
		}
		if len(found) != 1 {
			return fmt.Errorf("%d passes of %s begin with %q: chancery member tokens %s lists them", len(found), f.Name, f.ID, f.Name)
		}
		if err := m.DropPass(ctx, found[0].Digest); err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s has ended.\n", found[0].Label)
		return m.Note(ctx, chancery.AuditLine{At: time.Now(), Who: "command line", What: "revoked " + found[0].Label, On: f.Name})
	})
}

func (f *memberAudit) run(ctx context.Context, s streams) int {
	return withArchive(ctx, f.storeFlag, s, func(m membership) error {
		lines, err := m.Audit(ctx, f.Limit)
		for _, l := range lines {
			fmt.Fprintf(s.out, "%s  %-16s %-16s %s %s\n", l.At.Format("2006-01-02 15:04:05"), l.Who, l.What, l.On, l.From)
		}
		return err
	})
}
