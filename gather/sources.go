package gather

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/sync/errgroup"

	"chancery/source"
)

// Source is something to gather from, as a command line or a file of sources names it.
type Source struct {
	Name    string        // of the publishing house, "" to take what the source itself says
	Address string        // a file, a folder or an http(s) address
	Format  Format        // "" to be told by the source
	Every   time.Duration // between two looks where it is watched, 0 for Options.Every

	inFolder bool
}

func (s Source) onDisk() bool { return !source.IsAddress(s.Address) }

// NewSources makes sources of what a command line names; "-" reads a list of
// addresses from stdin, one a line, in which # begins a comment.
func NewSources(names []string, format Format, stdin io.Reader) ([]Source, error) {
	var out []Source
	for _, name := range names {
		if name != "-" {
			out = append(out, Source{Address: name, Format: format})
			continue
		}
		if stdin == nil {
			return nil, errors.New("standard input: there is none")
		}
		data, err := io.ReadAll(io.LimitReader(stdin, source.MaxBytes+1))
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		listed, err := parseList(data)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		for i := range listed {
			listed[i].Format = format
		}
		out = append(out, listed...)
	}
	return out, nil
}

// parseList reads a list of addresses and files, one a line.
func parseList(data []byte) ([]Source, error) {
	if len(data) > source.MaxBytes {
		return nil, fmt.Errorf("%w: a list of more than %d MiB", source.ErrTooLarge, source.MaxBytes>>20)
	}
	var out []Source
	for line := range strings.Lines(string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, Source{Address: line})
		}
	}
	return out, nil
}

// fileSource is a source in a file of sources.
type fileSource struct {
	Name  string `yaml:"name"`
	URL   string `yaml:"url"`
	Kind  string `yaml:"kind"`
	Every string `yaml:"every"`
}

// maxSources bounds a file of sources, in bytes.
const maxSources = 1 << 20

// ReadSources reads a file of sources: a YAML list of name, url, kind and every, of
// which url alone must be given. Files are named from where the file itself lies.
func ReadSources(name string) ([]Source, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, bare(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSources+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, bare(err))
	}
	if len(data) > maxSources {
		return nil, fmt.Errorf("read %s: more than %d MiB of sources", name, maxSources>>20)
	}
	out, err := parseSources(data, filepath.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return out, nil
}

func parseSources(data []byte, dir string) ([]Source, error) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	var listed []fileSource
	if err := d.Decode(&listed); err != nil && err != io.EOF {
		return nil, fmt.Errorf("want a YAML list of name, url, kind and every: %w", err)
	}
	var out []Source
	for i, l := range listed {
		s := Source{Name: l.Name, Address: strings.TrimSpace(l.URL)}
		if s.Address == "" {
			return nil, fmt.Errorf("source %d (%q) has no url", i+1, l.Name)
		}
		var err error
		if s.Format, err = ParseFormat(l.Kind); err != nil {
			return nil, fmt.Errorf("%s: kind: %w", s.Address, err)
		}
		if l.Every != "" {
			if s.Every, err = time.ParseDuration(l.Every); err != nil || s.Every < time.Minute {
				return nil, fmt.Errorf("%s: every: %q is no time of a minute or more: write it as 15m or 6h", s.Address, l.Every)
			}
		}
		if s.onDisk() && !filepath.IsAbs(s.Address) {
			s.Address = filepath.Join(dir, s.Address)
		}
		out = append(out, s)
	}
	return out, nil
}

// Expand puts the sources of files of sources in the place of these.
func Expand(sources []Source) ([]Source, error) {
	var out []Source
	for _, s := range sources {
		ext := byExtension[filepath.Ext(strings.ToLower(s.Address))]
		if !s.onDisk() || s.Format != Sources && (s.Format != unknown || ext != Sources) {
			out = append(out, s)
			continue
		}
		listed, err := ReadSources(s.Address)
		if err != nil {
			return nil, err
		}
		out = append(out, listed...)
	}
	return out, nil
}

// abreast is how many sources on the web are gathered at once.
const abreast = 8

// produce hands on the pieces of all sources: those on disk one after the other,
// those on the web beside them.
func (g *Gatherer) produce(ctx context.Context, sources []Source) error {
	sources, err := Expand(sources)
	if err != nil {
		return err
	}
	go g.measure(ctx, sources)
	all, ctx := errgroup.WithContext(ctx)
	all.Go(func() error {
		for _, s := range sources {
			if s.onDisk() {
				if err := g.gatherDisk(ctx, s); err != nil {
					return err
				}
			}
		}
		return nil
	})
	all.Go(func() error {
		pages, ctx := errgroup.WithContext(ctx)
		pages.SetLimit(abreast)
		for _, s := range sources {
			if !s.onDisk() {
				pages.Go(func() error { return g.gatherAddress(ctx, s) })
			}
		}
		return pages.Wait()
	})
	return all.Wait()
}

// gatherDisk gathers a file or a folder.
func (g *Gatherer) gatherDisk(ctx context.Context, s Source) error {
	name, err := filepath.EvalSymlinks(s.Address)
	if err != nil {
		return g.failed(ctx, s.Address, bare(err))
	}
	info, err := os.Stat(name)
	if err != nil {
		return g.failed(ctx, s.Address, bare(err))
	}
	if info.IsDir() {
		return g.gatherFolder(ctx, name, s)
	}
	return g.gatherFile(ctx, s.Address, s)
}

// readAddresses gathers what a feed, sitemap or list on disk lists.
func (g *Gatherer) readAddresses(ctx context.Context, f *file, format Format, s Source) error {
	data, err := io.ReadAll(io.LimitReader(f.r, listingBytes+1))
	if err != nil {
		return err
	}
	if len(data) > listingBytes || format == Feed && len(data) > source.MaxBytes {
		return fmt.Errorf("%s: %w", format, source.ErrTooLarge)
	}
	var list listing
	switch format {
	case Feed:
		list, err = parseFeed(data, "", g.o.FeedText)
	case Sitemap:
		list, err = parseSitemap(bytes.NewReader(data), "")
	case List:
		sources, _ := parseList(data)
		for _, s := range sources {
			if s.onDisk() {
				return fmt.Errorf("%q is no address", s.Address)
			}
			list.entries = append(list.entries, listed{address: s.Address})
		}
	default:
		return errors.New("a list of sources: name it itself, as it is not gathered from a folder")
	}
	if len(list.entries) > 0 {
		s.Address = f.name
		if broken := g.newVisit(s, tries).entries(ctx, list, 0); broken != nil {
			return broken
		}
	}
	return err
}
