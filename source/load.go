package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

// Loader reads reports from files, addresses and standard input. Its zero value
// fetches public addresses only, without a time-out.
type Loader struct {
	Stdin        io.Reader     // read where the name is "-"
	AllowPrivate bool          // fetch from private, loopback and link-local addresses too
	Timeout      time.Duration // for one address, from the look-up to the last byte; 0 is none
	UserAgent    string        // sent to web servers

	once   sync.Once
	shared *http.Client
}

// Load reads the report that name stands for: "-" is standard input, what begins
// with http:// or https:// an address, anything else a file. Errors begin with
// "read NAME:".
func (l *Loader) Load(ctx context.Context, name string) (Report, error) {
	in, err := l.open(ctx, name)
	if err == nil {
		var r Report
		if r, err = Parse(in); err == nil {
			return r, nil
		}
	}
	if name == "-" {
		name = "standard input"
	}
	return Report{}, fmt.Errorf("read %s: %w", name, err)
}

func (l *Loader) open(ctx context.Context, name string) (Input, error) {
	switch {
	case name == "-":
		if l.Stdin == nil {
			return Input{}, errors.New("there is none")
		}
		data, err := readAll(l.Stdin)
		return Input{Data: data}, err
	case IsAddress(name):
		return l.fetch(ctx, name)
	}
	data, err := readFile(name)
	return Input{Name: name, Data: data}, err
}

// IsAddress tells whether Load fetches name from the web.
func IsAddress(name string) bool {
	scheme, _, found := strings.Cut(name, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("it is a directory: name the files in it")
	}
	data, err := readAll(f)
	return data, bare(err)
}

// bare leaves the name and the system call out of a file's error: the caller
// names the file already.
func bare(err error) error {
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// readAll reads r to its end, but no more than one byte past MaxBytes.
func readAll(r io.Reader) ([]byte, error) { return readAtMost(r, MaxBytes) }

// readAtMost reads r to its end, but no more than one byte past most.
func readAtMost(r io.Reader, most int64) ([]byte, error) {
	var b bytes.Buffer
	_, err := io.Copy(&b, io.LimitReader(r, most+1))
	return b.Bytes(), err
}
