// Command shots makes the pictures of docs/pages: each page of the sample, light,
// and some dark or as wide as a phone.
//
//	go run ./web/browser/shots
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"chancery"
	"chancery/web"
	"chancery/web/browser"
)

// look is one way to show a page.
type look struct {
	suffix string
	scheme string // light or dark
	width  int64  // CSS pixels
	height int64  // at most
}

var (
	light = look{"", "light", 1280, 1150}
	dark  = look{"-dark", "dark", 1280, 1150}
	phone = look{"-phone", "light", 390, 1100}
)

func main() {
	out := flag.String("out", "docs/pages", "folder for the pictures")
	format := flag.String("format", "webp", "webp or png")
	only := flag.String("only", "", "names of pages, parted by commas; all if empty")
	looks := flag.String("looks", "docs", "docs, or all: every page light, dark and on a phone, in full")
	flag.Parse()
	if err := run(context.Background(), *out, *format, *only, *looks == "all"); err != nil {
		log.Fatal("shots: ", err)
	}
}

func run(ctx context.Context, out, format, only string, all bool) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	path := browser.Chromium()
	if path == "" {
		return fmt.Errorf("there is no chromium: install Debian's, or name one in CHANCERY_CHROMIUM")
	}
	tmp, err := os.MkdirTemp("", "shots")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	archive, err := browser.Sample(ctx, filepath.Join(tmp, "sample.db"))
	if err != nil {
		return err
	}
	defer archive.Close()
	pages, err := browser.Pages(ctx, archive)
	if err != nil {
		return err
	}
	if err := correctOne(ctx, archive); err != nil {
		return err
	}
	server := httptest.NewServer(web.New(web.Config{Archive: archive, Members: archive, Now: func() time.Time { return browser.Now }, Version: "0.2"}))
	defer server.Close()
	tab, stop, err := browser.Start(ctx, path)
	if err != nil {
		return err
	}
	defer stop()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, p := range pages {
		if only != "" && !slices.Contains(strings.Split(only, ","), p.Name) {
			continue
		}
		for _, l := range looksOf(p.Name, all) {
			picture, err := shoot(tab, server, p, l, format, all)
			if err != nil {
				return fmt.Errorf("%s%s: %w", p.Name, l.suffix, err)
			}
			name := filepath.Join(out, p.Name+l.suffix+"."+format)
			if err := os.WriteFile(name, picture, 0o644); err != nil {
				return err
			}
			fmt.Printf("%s %d kB\n", name, len(picture)/1000)
		}
	}
	return nil
}

// looksOf says how a page is shown in the docs.
func looksOf(name string, all bool) []look {
	if all {
		return []look{light, dark, phone}
	}
	switch name {
	case "find-nothing", "stop", "state", "help", "statement":
		return nil
	case "report":
		return []look{light, dark, phone}
	case "today":
		return []look{light, phone}
	case "pair":
		return []look{light, dark}
	}
	return []look{light}
}

// correctOne makes a correction, so that its page has one to show.
func correctOne(ctx context.Context, a chancery.Archive) error {
	reports, err := a.Reports(ctx, chancery.ReportQuery{Text: "seizes", Limit: 1})
	if err != nil || len(reports.Reports) == 0 {
		return fmt.Errorf("no report to correct: %w", err)
	}
	kept, err := a.Report(ctx, reports.Reports[0].Key)
	if err != nil {
		return err
	}
	e := kept.Record.Events[0]
	_, err = a.Correct(ctx, chancery.Correction{Report: kept.Key, Kind: chancery.AnEvent, Type: string(e.Type), Cue: e.Cue,
		Verdict: chancery.Accepted, Why: "checked against the sentence", By: "ada"})
	return err
}

// shoot takes a picture of a page: of its beginning, or of all of it.
func shoot(tab context.Context, server *httptest.Server, p browser.Page, l look, format string, whole bool) ([]byte, error) {
	ctx, cancel := context.WithTimeout(tab, time.Minute)
	defer cancel()
	if err := browser.Dress(ctx, l.width, 800, l.scheme); err != nil {
		return nil, err
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+p.Path)); err != nil {
		return nil, err
	}
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.fonts.ready.then(() => document.documentElement.scrollHeight)`, chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	if !whole {
		height = min(height, l.height)
	}
	if err := browser.Dress(ctx, l.width, height, l.scheme); err != nil {
		return nil, err
	}
	params := page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormat(format)}
	if format == "webp" {
		params.Quality = new(int64(78))
	}
	shot, err := chromedp.Call(ctx, page.CaptureScreenshot, params)
	return shot.Data, err
}
