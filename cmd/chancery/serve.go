package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os/signal"
	"syscall"
	"time"

	"chancery/member"
	"chancery/source"
	"chancery/web"
)

// serveFlags are those of chancery serve.
type serveFlags struct {
	Listen       string `default:"localhost:7777" placeholder:"HOST:PORT" help:"Where to answer. Elsewhere than on this machine, readers must sign in: see chancery member."`
	Members      bool   `help:"Demand signing in on this machine too."`
	BehindTLS    bool   `name:"behind-tls" help:"A proxy in front encrypts: mark cookies secure, write https in feeds."`
	Gather       string `placeholder:"FILE" help:"Gather from the feeds and sitemaps that a YAML file lists, while serving."`
	AllowPrivate bool   `help:"Fetch from, and send to, private, loopback and link-local addresses too."`
	Log          string `enum:"text,json" default:"text" help:"Form of the log on standard error: text or json."`
	Verbose      bool   `short:"v" help:"Log every answer."`
	storeFlag
}

// Help is shown under the flags of chancery serve --help.
func (serveFlags) Help() string {
	return `Opens the archive in a browser. On this machine it is open to all who ask under the
names localhost, 127.0.0.1 and [::1]. With --listen elsewhere everybody signs in, as
a member whom chancery member add made. Pages need no scripts. Programs ask at
/api/v1 (described in /api/v1/openapi.json); /healthz and /metrics are for those
who run it. Ctrl-C stops when the answers in hand are given.

Examples:
  chancery serve
  chancery serve --gather feeds.yaml
  chancery member add ada --role editor && chancery serve --listen :8080`
}

// Times that a client is given: slow ones must not hold the server.
const (
	readHeaderLife = 5 * time.Second
	readLife       = 30 * time.Second
	writeLife      = 60 * time.Second
	idleLife       = 2 * time.Minute
	stopLife       = 10 * time.Second
)

// holdPages is how long a page may be given again. A correction made here, and what
// is newly settled, is seen before that.
const holdPages = 5 * time.Second

func (f *serveFlags) run(ctx context.Context, s streams) int {
	open, err := openTo(f.Listen)
	if err != nil {
		return usageError(s, err)
	}
	archive, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer archive.Close()
	level := slog.LevelInfo
	if f.Verbose {
		level = slog.LevelDebug
	}
	var handler slog.Handler = slog.NewTextHandler(s.err, &slog.HandlerOptions{Level: level})
	if f.Log == "json" {
		handler = slog.NewJSONHandler(s.err, &slog.HandlerOptions{Level: level})
	}
	log := slog.New(handler)
	loader := &source.Loader{AllowPrivate: f.AllowPrivate, Timeout: 30 * time.Second, UserAgent: userAgent()}
	config := web.Config{Archive: archive, Members: archive, Log: log, Version: userAgent()[len("chancery/"):],
		BehindTLS: f.BehindTLS, HoldPages: holdPages, Outside: loader.Client()}
	if !open || f.Members {
		if config.Door, err = f.door(ctx, archive); err != nil {
			return failed(s.err, err)
		}
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	gathered, err := f.gather(ctx, archive, log, loader, &config)
	if err != nil {
		return failed(s.err, err)
	}
	if err := serve(ctx, f.Listen, web.New(config), log, s); err != nil {
		return failed(s.err, err)
	}
	<-gathered
	return exitOK
}

// door is where members come in; there must be one at least.
func (f *serveFlags) door(ctx context.Context, archive membership) (*member.Door, error) {
	members, err := archive.Members(ctx)
	if err != nil {
		return nil, err
	}
	if len(members) == 0 {
		return nil, errors.New("readers from elsewhere must sign in, and there are no members yet: chancery member add NAME --role editor")
	}
	return &member.Door{Members: archive}, nil
}

// serve answers until ctx ends, and then until the answers in hand are given.
func serve(ctx context.Context, address string, pages *web.Server, log *slog.Logger, s streams) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("serve at %s: %w: name another place with --listen", address, err)
	}
	server := &http.Server{Handler: pages, ReadHeaderTimeout: readHeaderLife, ReadTimeout: readLife, WriteTimeout: writeLife,
		IdleTimeout: idleLife, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		// Not ctx itself: answers in hand are given when it ends.
		BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) }}
	done := make(chan struct{})
	go func() { defer close(done); pages.Run(ctx) }()
	fmt.Fprintf(s.err, "chancery: http://%s — Ctrl-C stops\n", shown(listener.Addr(), address))
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopLife)
		defer cancel()
		stopped <- server.Shutdown(ending)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-done
	return <-stopped
}

// openTo tells whether an address to listen at is one of this machine only.
func openTo(address string) (bool, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil || port == "" {
		return false, fmt.Errorf("--listen: %q is no HOST:PORT, such as localhost:7777 or :8080", address)
	}
	if host == "localhost" {
		return true, nil
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.IsLoopback(), nil
}

// shown is the address to type: the name that was given with the port that it got.
func shown(got net.Addr, asked string) string {
	host, _, _ := net.SplitHostPort(asked)
	if host == "" {
		host = "localhost"
	}
	_, port, err := net.SplitHostPort(got.String())
	if err != nil {
		return got.String()
	}
	return net.JoinHostPort(host, port)
}
