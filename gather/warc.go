package gather

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"

	"chancery/source"
)

// Web archives (ISO 28500, WARC 1.0 and 1.1) are read record by record, and a
// record that is damaged costs no other: reading goes on at the next beginning of
// a gzip member or of a record. Nothing is held of a record but what is read.

const (
	maxWARCHeader = 64 << 10 // of a record or of the HTTP answer in it
	maxWARCLine   = 16 << 10
)

// errBroken tells that a record is damaged, and what follows it may not be.
var errBroken = errors.New("damaged record")

// warcRecord is a record of a web archive.
type warcRecord struct {
	kind, target, media string
	block               *warcBlock
}

// warcBlock reads a record's block. Where the archive ends before the block does,
// the error is io.ErrUnexpectedEOF.
type warcBlock struct {
	r    io.Reader
	left int64
}

func (b *warcBlock) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	if b.left -= int64(n); err == io.EOF && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// readWARC hands on the pages of a web archive.
func (g *Gatherer) readWARC(ctx context.Context, f *file, o *origin) error {
	a := &warcReader{g: g, f: f, o: o, done: o.state.Offset}
	if f.zipped != gzipped {
		return a.records(ctx, f.r)
	}
	// Each record has a gzip member of its own; f.r has joined them, and read ahead.
	if _, err := f.f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	f.raw.n, f.last = 0, 0
	return a.members(ctx, bufio.NewReaderSize(f.raw, 64<<10))
}

// warcReader reads one web archive.
type warcReader struct {
	g    *Gatherer
	f    *file
	o    *origin
	n    int64 // records and damages met
	done int64 // of these, before this run
	in   bool  // in a record that is counted
	gap  bool  // a damage is noted and nothing whole was met since
}

// members reads the gzip members of an archive.
func (a *warcReader) members(ctx context.Context, in *bufio.Reader) error {
	var z *gzip.Reader
	for {
		if err := a.nextMember(ctx, in); err != nil {
			if err == io.EOF {
				return nil
			}
			return err
		}
		var err error
		if z == nil {
			z, err = gzip.NewReader(in)
		} else {
			err = z.Reset(in)
		}
		if err == nil {
			z.Multistream(false)
			err = a.records(ctx, bufio.NewReaderSize(&growth{r: z, raw: a.f.raw, in: a.f.raw.n}, 64<<10))
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			continue
		}
		if broken := (*archiveError)(nil); errors.As(err, &broken) {
			return err
		}
		if err := a.damaged(ctx, explain(err)); err != nil {
			return err
		}
	}
}

// nextMember goes to where a gzip member begins. What is passed over to get there
// is noted as a damage.
func (a *warcReader) nextMember(ctx context.Context, in *bufio.Reader) error {
	passed := 0
	for {
		head, err := in.Peek(4)
		if len(head) < 4 {
			if err == nil {
				err = io.EOF
			}
			return err
		}
		if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3]&0xe0 == 0 {
			return nil
		}
		if passed++; passed%(1<<20) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		skip := 1
		if at := bytes.IndexByte(head[1:], 0x1f); at < 0 {
			skip = 4
		}
		if _, err := in.Discard(skip); err != nil {
			return err
		}
	}
}

// records reads the records of a stream: of a whole archive, or of a member.
func (a *warcReader) records(ctx context.Context, r *bufio.Reader) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := readWARCHead(r)
		if err == io.EOF {
			return nil
		}
		if errors.Is(err, errBroken) {
			if err := a.damaged(ctx, err); err != nil {
				return err
			}
			if err := nextRecord(r); err != nil {
				if err == io.EOF {
					return nil
				}
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if err := a.record(ctx, record); err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, record.block); err != nil {
			return err
		}
		a.in, a.gap = false, false
	}
}

// record hands a page on.
func (a *warcReader) record(ctx context.Context, w *warcRecord) error {
	a.n++
	a.in = true
	page := w.kind == "response" && strings.HasPrefix(w.media, "application/http") || w.kind == "resource"
	if !page || !source.IsAddress(w.target) || a.n <= a.done {
		return nil
	}
	p := &piece{path: fmt.Sprintf("%s:%s", a.f.name, w.target), from: a.o}
	in := source.Input{Name: w.target, URL: w.target, ContentType: w.media}
	var err error
	if w.kind == "response" {
		in, err = httpAnswer(w)
		if err == errNoPage {
			return nil
		}
	} else {
		if !isText(w.media) {
			return nil
		}
		in.Data, err = readMost(w.block)
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case err != nil:
		p.err = err
	case len(in.Data) <= source.MaxBytes && len(bytes.TrimSpace(in.Data)) == 0:
		return nil // a page that was empty when it was archived
	}
	p.held = int64(len(in.Data))
	p.parse = func() (source.Report, error) { return parsePage(in) }
	a.o.stand(a.n, 0)
	p.cost = a.f.cost()
	return a.g.emit(ctx, p)
}

// damaged notes a damage, once until something whole is met.
func (a *warcReader) damaged(ctx context.Context, err error) error {
	if a.gap {
		return nil
	}
	if a.gap = true; !a.in {
		a.n++
	}
	a.in = false
	if a.n <= a.done {
		return nil
	}
	a.o.stand(a.n, 0)
	return a.g.emit(ctx, &piece{path: fmt.Sprintf("%s: record %d", a.f.name, a.n), from: a.o, err: err, cost: a.f.cost()})
}

// readWARCHead reads a record up to its block.
func readWARCHead(r *bufio.Reader) (*warcRecord, error) {
	var first string
	for first == "" { // blank lines part records
		line, _, long, err := readLine(r, maxWARCLine)
		if err == io.EOF && len(line) == 0 {
			return nil, io.EOF
		}
		if err != nil && err != io.EOF {
			return nil, err
		}
		if long {
			return nil, fmt.Errorf("%w: a line of more than %d kB", errBroken, maxWARCLine>>10)
		}
		first = string(line)
	}
	if !strings.HasPrefix(first, "WARC/1.") {
		return nil, fmt.Errorf("%w: it begins with %.20q and not with WARC/1", errBroken, first)
	}
	head, err := readHeader(r)
	if err != nil {
		return nil, err
	}
	length, err := strconv.ParseInt(head["content-length"], 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("%w: Content-Length %.40q", errBroken, head["content-length"])
	}
	return &warcRecord{
		kind: head["warc-type"], target: strings.Trim(head["warc-target-uri"], "<>"), media: strings.ToLower(head["content-type"]),
		block: &warcBlock{r, length},
	}, nil
}

// readHeader reads the fields of a header, their names in lower case.
func readHeader(r *bufio.Reader) (map[string]string, error) {
	head, size, last := map[string]string{}, int64(0), ""
	for {
		line, n, long, err := readLine(r, maxWARCLine)
		if err == io.EOF {
			return nil, io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if size += n; long || size > maxWARCHeader {
			return nil, fmt.Errorf("%w: a header of more than %d kB", errBroken, maxWARCHeader>>10)
		}
		if len(line) == 0 {
			return head, nil
		}
		if line[0] == ' ' || line[0] == '\t' {
			head[last] += " " + strings.TrimSpace(string(line))
			continue
		}
		name, value, found := strings.Cut(string(line), ":")
		if !found {
			return nil, fmt.Errorf("%w: a line without a colon in its header", errBroken)
		}
		last = strings.ToLower(strings.TrimSpace(name))
		head[last] = strings.TrimSpace(value)
	}
}

// nextRecord goes to where a line begins a record.
func nextRecord(r *bufio.Reader) error {
	for {
		head, err := r.Peek(7)
		if string(head) == "WARC/1." {
			return nil
		}
		if len(head) == 0 {
			return err
		}
		if _, _, _, err := readLine(r, 0); err != nil {
			return err
		}
	}
}
