package source

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Errors that [Parse] returns, with context wrapped around them.
var (
	ErrEmpty    = errors.New("there is no text in it")
	ErrBinary   = errors.New("not text")
	ErrEncoding = errors.New("neither UTF-8 nor windows-1252: convert it to UTF-8")
	ErrTooLarge = errors.New("too large for one report")
	ErrTangled  = errors.New("markup that no report has")
)

var utf8BOM = []byte("\xef\xbb\xbf")

// decode brings data to UTF-8 with "\n" line ends and without a byte order mark.
// The encoding is, in this order: what a byte order mark says, UTF-8 where the
// bytes are valid UTF-8, what the media type or an HTML meta element declares,
// and windows-1252 (which holds Latin-1) with a note.
func decode(data []byte, contentType string, html bool) (text, note string, err error) {
	if enc := byteOrder(data); enc != nil {
		data, err = enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", "", fmt.Errorf("decode UTF-16: %w", err)
		}
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if err := refuseBinary(data); err != nil {
		return "", "", err
	}
	if !utf8.Valid(data) {
		enc, name := declared(data, contentType, html)
		data, err = enc.NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(data, utf8.RuneError) {
			return "", "", ErrEncoding
		}
		if name == "" {
			note = "not UTF-8: read as windows-1252"
		}
	}
	text = strings.ReplaceAll(string(data), "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return text, note, nil
}

func byteOrder(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return nil
}

// declared finds the encoding that the media type or, in a page, a meta element
// names; the name is "" where nothing is declared.
func declared(data []byte, contentType string, html bool) (encoding.Encoding, string) {
	if !html {
		_, params, _ := mime.ParseMediaType(contentType)
		if enc, name := charset.Lookup(params["charset"]); enc != nil && name != "utf-8" {
			return enc, name
		}
		return charmap.Windows1252, ""
	}
	// As browsers do: a page that declares nothing is in windows-1252.
	enc, name, _ := charset.DetermineEncoding(data[:min(len(data), 1024)], contentType)
	if name == "utf-8" {
		return charmap.Windows1252, ""
	}
	return enc, name
}

// refuseBinary tells data that no person wrote as text from data that one did.
// A NUL byte or more than one control character in a hundred is enough.
func refuseBinary(data []byte) error {
	kind, _, _ := strings.Cut(http.DetectContentType(data), ";")
	if kind == "application/pdf" {
		return fmt.Errorf("%w but a PDF: extract its text first, with pdftotext for one", ErrBinary)
	}
	control := 0
	for _, b := range data {
		if b == 0 {
			return binaryError(kind)
		}
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' {
			control++
		}
	}
	if control*100 > len(data) {
		return binaryError(kind)
	}
	return nil
}

func binaryError(kind string) error {
	if kind == "application/octet-stream" || strings.HasPrefix(kind, "text/") {
		return fmt.Errorf("%w: it holds binary data", ErrBinary)
	}
	return fmt.Errorf("%w but %s", ErrBinary, kind)
}
