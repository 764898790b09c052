package gather

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chancery/source"
)

// gatherFile gathers a file, unless it is the same as when it was gathered before.
// Errors are those of ctx and of the archive: what is wrong with the file is noted.
func (g *Gatherer) gatherFile(ctx context.Context, name string, s Source) error {
	f, info, err := open(name)
	if err != nil {
		return g.failed(ctx, name, err)
	}
	defer f.Close()
	now, err := fingerprint(f.f, info, g.o)
	if err != nil {
		return g.failed(ctx, name, bare(err))
	}
	o := &origin{key: "file:" + absolute(name), state: now}
	before, err := g.keeper.Progress(ctx, o.key)
	if err != nil {
		return fmt.Errorf("ask how far %s is gathered: %w", name, err)
	}
	if p := parseProgress(before); p.same(now) {
		if p.Done {
			g.tally.skipped(p)
			g.tally.total.Add(-info.Size())
			return nil
		}
		o.state = p
		g.tally.skipped(p)
	}
	g.tally.setCurrent(name)
	if err := f.unpack(); err != nil {
		g.tally.total.Add(-info.Size())
		return g.failed(ctx, name, err)
	}
	o.stand(o.state.Offset, o.state.Line)
	err = g.readFile(ctx, f, o, s)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if broken := (*archiveError)(nil); errors.As(err, &broken) {
		return err
	}
	if errors.Is(err, errPassed) {
		g.tally.pass(name, "not text")
		g.tally.total.Add(-info.Size())
		return nil
	}
	if err != nil {
		// What is left may be read once the file is mended; its size or time tells.
		g.tally.total.Add(f.last - info.Size())
		return g.failed(ctx, name, explain(err))
	}
	o.end()
	return g.emit(ctx, &piece{path: name, from: o, last: true, cost: max(0, info.Size()-f.last)})
}

// readFile reads a file by its format.
func (g *Gatherer) readFile(ctx context.Context, f *file, o *origin, s Source) error {
	head, err := f.r.Peek(peekBytes)
	if len(head) == 0 && err != nil && err != io.EOF {
		return err // what breaks off later is met again, where it does
	}
	format := s.Format
	if format == unknown {
		format = detect(f.name, "", head)
	}
	switch format {
	case Lines:
		return g.readLines(ctx, f, o)
	case CSV:
		return g.readTable(ctx, f, o, ',')
	case TSV:
		return g.readTable(ctx, f, o, '\t')
	case WARC:
		return g.readWARC(ctx, f, o)
	case Feed, Sitemap, List, Sources:
		return g.readAddresses(ctx, f, format, s)
	}
	return g.readReport(ctx, f, o, s, head)
}

// readReport reads a file that is one report. In a folder, what is no text is
// passed over.
func (g *Gatherer) readReport(ctx context.Context, f *file, o *origin, s Source, head []byte) error {
	if s.inFolder && binary(head) {
		return errPassed
	}
	data, err := io.ReadAll(io.LimitReader(f.r, source.MaxBytes+1))
	if err != nil {
		return err
	}
	name := f.name
	if f.zipped != plainFile {
		name = strings.TrimSuffix(name, filepath.Ext(name))
	}
	p := &piece{path: f.name, from: o, cost: f.cost(), held: int64(len(data))}
	p.parse = func() (source.Report, error) { return source.Parse(source.Input{Name: name, Data: data}) }
	return g.emit(ctx, p)
}

// errPassed tells that a file of a folder is none to be read.
var errPassed = errors.New("passed over")

// archiveError is an error of the archive: the run ends.
type archiveError struct{ error }

func (e *archiveError) Unwrap() error { return e.error }

// failed notes that a source cannot be read, beside what was read of it.
func (g *Gatherer) failed(ctx context.Context, name string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return g.emit(ctx, &piece{path: name, from: &origin{}, err: err})
}

// binary tells by the first bytes that a file is no text.
func binary(head []byte) bool {
	utf16 := len(head) > 1 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff)
	control := 0
	for _, b := range head {
		if b == 0 && !utf16 {
			return true
		}
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0 {
			control++
		}
	}
	return control*100 > len(head) || strings.HasPrefix(string(head), "%PDF-")
}

// gatherFolder gathers the files of a folder and of those in it, in the order of
// their names. Hidden ones are passed over; links to folders are not followed,
// since they may lead round.
func (g *Gatherer) gatherFolder(ctx context.Context, root string, s Source) error {
	s.inFolder = true
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if name == root || !errors.Is(err, fs.ErrNotExist) {
				return g.failed(ctx, name, bare(err))
			}
			return nil // gone since it was listed
		}
		if name != root && strings.HasPrefix(entry.Name(), ".") {
			g.tally.pass(name, "hidden")
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		if entry.Type()&fs.ModeSymlink != 0 {
			info, err := os.Stat(name)
			if err != nil {
				return g.failed(ctx, name, bare(err))
			}
			if info.IsDir() {
				g.tally.pass(name, "a link to a folder")
				return nil
			}
			if !info.Mode().IsRegular() {
				g.tally.pass(name, "not a regular file")
				return nil
			}
		} else if !entry.Type().IsRegular() {
			g.tally.pass(name, "not a regular file")
			return nil
		}
		return g.gatherFile(ctx, name, s)
	})
}

// measure adds up the sizes of the files of sources, for the time that is left.
func (g *Gatherer) measure(ctx context.Context, sources []Source) {
	for _, s := range sources {
		if s.onDisk() {
			root, err := filepath.EvalSymlinks(s.Address)
			if err != nil {
				continue
			}
			// What cannot be walked is told of when it is read.
			_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				if err != nil || name != root && strings.HasPrefix(entry.Name(), ".") {
					if entry != nil && entry.IsDir() {
						return filepath.SkipDir
					}
					return nil
				}
				if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
					g.tally.total.Add(info.Size())
				}
				return nil
			})
		}
	}
}

func absolute(name string) string {
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}
