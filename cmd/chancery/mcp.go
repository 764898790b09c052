package main

import (
	"context"
	"errors"
	"io"
	"os/signal"
	"syscall"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chancery/mcp"
)

// mcpFlags are those of chancery mcp.
type mcpFlags struct{ storeFlag }

// Help is shown under the flags of chancery mcp --help.
func (mcpFlags) Help() string {
	return `Answers an assistant over the Model Context Protocol on standard input and output:
name "chancery mcp" as a server in the assistant's settings. It may find entries
and actors, show entries with all accounts, reports, dossiers, pairs of states and
the agenda; it changes nothing.`
}

func (f *mcpFlags) run(ctx context.Context, s streams) int {
	archive, err := f.open(ctx)
	if err != nil {
		return failed(s.err, err)
	}
	defer archive.Close()
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	server := mcp.Server(archive, version(), time.Now)
	transport := &sdk.IOTransport{Reader: io.NopCloser(s.in), Writer: nopWriteCloser{s.out}}
	if err := server.Run(ctx, transport); err != nil && ctx.Err() == nil && !errors.Is(err, io.EOF) {
		return failed(s.err, err)
	}
	return exitOK
}

type nopWriteCloser struct{ io.Writer }

func (nopWriteCloser) Close() error { return nil }
