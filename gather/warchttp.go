package gather

import (
	"bufio"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http/httputil"
	"net/url"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"chancery/source"
)

// errNoPage tells that an answer is no page to be read: a picture, a redirect.
var errNoPage = errors.New("no page")

// httpAnswer reads the HTTP answer in a record. A page larger than a report can be
// is cut one byte past it, for source.Parse to say so.
func httpAnswer(w *warcRecord) (source.Input, error) {
	in := source.Input{Name: w.target, URL: w.target}
	r := bufio.NewReader(w.block)
	status, _, long, err := readLine(r, maxWARCLine)
	if err == io.EOF {
		return in, errNoPage
	}
	if err != nil {
		return in, err
	}
	fields := strings.Fields(string(status))
	if long || len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP/") || fields[1] != "200" {
		return in, errNoPage
	}
	head, err := readHeader(r)
	if errors.Is(err, io.ErrUnexpectedEOF) && w.block.left == 0 {
		return in, errNoPage
	}
	if err != nil {
		return in, err
	}
	if in.ContentType = head["content-type"]; !isText(in.ContentType) {
		return in, errNoPage
	}
	in.Data, err = body(r, head)
	return in, err
}

// body reads an answer's body. Crawlers keep it as it was sent, or decode it and
// leave the header as it was: what does not decode is taken as it stands.
func body(r *bufio.Reader, head map[string]string) ([]byte, error) {
	if strings.EqualFold(head["transfer-encoding"], "chunked") && chunked(r) {
		r = bufio.NewReader(httputil.NewChunkedReader(r))
	}
	magic, _ := r.Peek(4)
	var unpacked io.Reader = r
	var err error
	switch strings.ToLower(head["content-encoding"]) {
	case "gzip", "x-gzip":
		if len(magic) > 1 && magic[0] == 0x1f && magic[1] == 0x8b {
			unpacked, err = gzip.NewReader(r)
		}
	case "deflate":
		if len(magic) > 1 && magic[0]&0x0f == 8 && (int(magic[0])<<8|int(magic[1]))%31 == 0 {
			unpacked, err = zlib.NewReader(r)
		}
	case "br":
		if len(magic) > 0 && magic[0] != '<' {
			unpacked = brotli.NewReader(r)
		}
	case "zstd":
		if len(magic) > 3 && string(magic) == "\x28\xb5\x2f\xfd" {
			z, e := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(zstdMemory), zstd.WithDecoderLowmem(true))
			if e != nil {
				return nil, fmt.Errorf("the page's zstd: %w", e)
			}
			defer z.Close()
			unpacked = z
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the page's compression: %w", err)
	}
	data, err := readMost(unpacked)
	if err != nil {
		return nil, fmt.Errorf("the page's body is damaged: %v", err)
	}
	return data, nil
}

// chunked tells whether a body begins with the size of a chunk.
func chunked(r *bufio.Reader) bool {
	head, _ := r.Peek(16)
	for i, b := range head {
		switch {
		case b >= '0' && b <= '9', b >= 'a' && b <= 'f', b >= 'A' && b <= 'F':
		case i > 0 && (b == '\r' || b == ';' || b == '\n'):
			return true
		default:
			return false
		}
	}
	return false
}

func readMost(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, source.MaxBytes+1)) }

// isText tells whether a media type is one that reports come in.
func isText(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "":
		return true
	}
	return false
}

// parsePage parses a page that stood at an address: its house is the site that it
// names or else its host, its address the one that it names as its own.
func parsePage(in source.Input) (source.Report, error) {
	r, err := source.Parse(in)
	if err != nil {
		return r, err
	}
	if r.Source == "" {
		r.Source = source.SourceName(in.URL)
	}
	r.URL = canonical(in.URL, r.Canonical)
	return r, nil
}

// canonical gives the address that a page at an address names as its own, where it
// is one of the same house: a page must not pass for another's.
func canonical(address, named string) string {
	base, err := url.Parse(address)
	if err != nil || named == "" {
		return address
	}
	own, err := base.Parse(named)
	if err != nil || !source.IsAddress(own.String()) || source.HouseOf(own.Host) != source.HouseOf(base.Host) {
		return address
	}
	if own.Path == "" || own.Path == "/" && base.Path != "/" && base.Path != "" {
		return address // a site that names its front page on every page
	}
	own.Fragment = ""
	return own.String()
}
