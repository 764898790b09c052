package gather

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ErrBomb tells that a compressed source grows beyond any text's measure.
var ErrBomb = errors.New("it unpacks to far more than text does: a decompression bomb")

const (
	bombWindow = 64 << 20 // decompressed bytes over which growth is measured
	bombRatio  = 300      // of decompressed to compressed bytes; archives of text have 3 to 50
	zstdMemory = 128 << 20
	peekBytes  = 4 << 10
)

// file is an open source on disk.
type file struct {
	name string
	f    *os.File
	raw  *counter      // what was read of f
	r    *bufio.Reader // decompressed
	zipped
	close []func()
	last  int64 // raw bytes at the piece before
}

// zipped names how a file is compressed.
type zipped uint8

const (
	plainFile zipped = iota
	gzipped
	zstded
)

// open opens what a file holds, decompressed. Only regular files are opened: a
// pipe or a device might never end.
func open(name string) (*file, fs.FileInfo, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, bare(err)
	}
	if !info.Mode().IsRegular() {
		return nil, nil, errors.New("not a regular file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, bare(err)
	}
	return &file{name: name, f: f, close: []func(){func() { f.Close() }}}, info, nil
}

// unpack begins to read at the file's first byte.
func (f *file) unpack() error {
	f.raw = &counter{r: f.f}
	in := bufio.NewReaderSize(f.raw, 16<<10)
	head, _ := in.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		z, err := gzip.NewReader(in)
		if err != nil {
			return fmt.Errorf("gzip: %w", err)
		}
		f.zipped, f.r = gzipped, bufio.NewReaderSize(&growth{r: z, raw: f.raw}, 64<<10)
	case bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(zstdMemory), zstd.WithDecoderLowmem(true))
		if err != nil {
			return fmt.Errorf("zstd: %w", err)
		}
		f.close = append(f.close, z.Close)
		f.zipped, f.r = zstded, bufio.NewReaderSize(&growth{r: z, raw: f.raw}, 64<<10)
	default:
		f.r = in
	}
	return nil
}

func (f *file) Close() {
	for i := len(f.close) - 1; i >= 0; i-- {
		f.close[i]()
	}
}

// cost gives the bytes of the file itself that were read since the last call.
func (f *file) cost() int64 {
	n := f.raw.n - f.last
	f.last = f.raw.n
	return n
}

// skip passes over decompressed bytes.
func (f *file) skip(n int64) error {
	if f.zipped == plainFile {
		if _, err := f.f.Seek(n, io.SeekStart); err != nil {
			return err
		}
		f.raw.n = n
		f.r.Reset(f.raw)
		return nil
	}
	_, err := io.CopyN(io.Discard, f.r, n)
	return err
}

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// growth ends a stream that grows out of measure when it is decompressed.
type growth struct {
	r       io.Reader
	raw     *counter
	out, in int64 // in this window: bytes given out, raw bytes at its start
}

func (g *growth) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	if g.out += int64(n); g.out >= bombWindow {
		// Up to a buffer may have been read ahead.
		if g.out > bombRatio*(g.raw.n-g.in+64<<10) {
			return 0, ErrBomb
		}
		g.out, g.in = 0, g.raw.n
	}
	return n, err
}

// bare leaves the name and the system call out of a file's error.
func bare(err error) error {
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// readLine reads a line without its end. A line longer than most is passed over
// without being held: long is true, and n counts its bytes all the same. At the
// end of the input err is io.EOF, and line what stands before it.
func readLine(r *bufio.Reader, most int) (line []byte, n int64, long bool, err error) {
	for {
		part, e := r.ReadSlice('\n')
		n += int64(len(part))
		if !long && len(line)+len(part) > most+2 {
			long, line = true, nil
		}
		if !long {
			line = append(line, part...)
		}
		if e == nil || e != bufio.ErrBufferFull {
			return bytes.TrimRight(line, "\r\n"), n, long, e
		}
	}
}

// explain says in a user's words why a stream broke off.
func explain(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it breaks off: the file is cut short")
	case errors.Is(err, gzip.ErrChecksum):
		return errors.New("damaged: the gzip checksum does not fit")
	case errors.Is(err, gzip.ErrHeader):
		return errors.New("damaged: not gzip from here on")
	}
	return bare(err)
}

// inflate unpacks what is gzip although no header said so, as sitemaps are.
func inflate(data []byte) ([]byte, error) {
	if http.DetectContentType(data) != "application/x-gzip" {
		return data, nil
	}
	raw := &counter{r: bytes.NewReader(data)}
	z, err := gzip.NewReader(raw)
	if err != nil {
		return nil, explain(err)
	}
	out, err := io.ReadAll(io.LimitReader(&growth{r: z, raw: raw}, listingBytes+1))
	if err != nil {
		return nil, explain(err)
	}
	return out, nil
}
