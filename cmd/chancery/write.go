package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"chancery"
	"chancery/layout"
	"chancery/source"
)

// writer writes records as the flags ask.
type writer struct {
	format  string
	out     io.Writer
	dir     string // one file a record into dir, "" for out
	options layout.Options
	names   map[string]int // files written so far
	written int
}

func (f *readFlags) writer(s streams) (*writer, error) {
	w := &writer{format: f.Format, out: s.out, dir: f.Out, names: map[string]int{}}
	if w.format == "auto" {
		w.format = "text"
		if w.dir != "" && !f.Explain {
			w.format = "json"
		}
	}
	if w.format == "json" && w.dir == "" && len(f.Inputs) > 1 {
		w.format = "jsonl"
	}
	w.options = layout.Options{Width: fileWidth, Explain: f.Explain, Color: f.Color == "always"}
	if w.dir != "" {
		if err := os.MkdirAll(w.dir, 0o777); err != nil {
			return nil, fmt.Errorf("write records: %w", err)
		}
		return w, nil
	}
	w.options.Width = width(s.out)
	w.options.Color = colored(s.out, f.Color)
	return w, nil
}

// write writes the record of the input that name stands for.
func (w *writer) write(name string, r *chancery.Record, why layout.Reasons) error {
	var b bytes.Buffer
	if err := w.render(&b, r, why); err != nil {
		return fmt.Errorf("write the record of %s: %w", name, err)
	}
	w.written++
	if w.dir != "" {
		file := filepath.Join(w.dir, w.fileName(name))
		if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
			return fmt.Errorf("write the record of %s: %w", name, err)
		}
		return nil
	}
	if _, err := w.out.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the record of %s: %w", name, err)
	}
	return nil
}

func (w *writer) render(b *bytes.Buffer, r *chancery.Record, why layout.Reasons) error {
	if w.format == "text" {
		if w.written > 0 && w.dir == "" {
			b.WriteString("\n\n")
		}
		o := w.options
		o.Why = why
		return layout.Write(b, r, o)
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if w.format == "json" {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(r)
}

// fileName gives the name of the file for an input: the input's own without its
// extension, numbered where two inputs share one.
func (w *writer) fileName(input string) string {
	base := filepath.Base(input)
	if source.IsAddress(input) {
		base = addressName(input)
	} else if input == "-" {
		base = "stdin"
	}
	base = strings.TrimSuffix(base, filepath.Ext(base))
	ext := map[string]string{"text": ".txt", "json": ".json", "jsonl": ".jsonl"}[w.format]
	w.names[base]++
	if n := w.names[base]; n > 1 {
		return fmt.Sprintf("%s-%d%s", base, n, ext)
	}
	return base + ext
}

// addressName makes a file name of an address: example.org-readout for
// https://example.org/readout.html.
func addressName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "page"
	}
	name := strings.Map(func(c rune) rune {
		if c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
			return c
		}
		return '-'
	}, u.Hostname()+strings.TrimSuffix(u.Path, filepath.Ext(u.Path)))
	// A dot at the end keeps what follows the host's last dot from being taken for
	// an extension.
	return strings.Trim(name[:min(len(name), 100)], "-.") + "."
}
